import { failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { type Channel, DeliveryError, type Message } from './channel.ts'
import { cutText, messageBody } from './message-text.ts'
import { isRunnable, splitWords } from './programs.ts'

/** The exit code of a program that wants another attempt (sysexits.h). */
const EX_TEMPFAIL = 75
/** Linux takes 128 KB in one variable, Windows 32 KB in all of them; the whole text is on stdin. */
const VARIABLE_LIMIT = 8000

/**
 * Runs a program of the user, without a shell, with the message as JSON (§7) on stdin and in `RENEW_*` variables. Exit code
 * 0 means delivered, 75 a temporary failure, every other a failure.
 */
export const command: Channel = {
  settings: [
    { name: 'run', required: true, secret: false, form: 'absolute-path', example: '/usr/local/bin/notify' },
    { name: 'args', required: false, secret: false, form: 'arguments', example: '-x "two words"' },
  ],
  limit: null,
  whole: true,
  async send(message, settings, world) {
    const program = settings.run!
    const args = splitWords(settings.args ?? '') ?? []
    const input = `${messageBody(message)}\n`
    const done = await world.run(program, args, { input, env: variablesOf(message), signal: world.signal })
    if (done.code === 0) return
    // It may have finished its work before it was stopped, so it is not started again.
    if (done.error === 'TIMEOUT' || done.error === 'ABORT_ERR')
      throw new DeliveryError(failure('program-too-slow', { program, code: null }))
    if (done.error !== null)
      throw new DeliveryError(failure('program-not-run', { program, code: done.error }))
    const said = lastLine(done.stderr)
    if (done.code === null) throw new DeliveryError(failure('program-killed', { program, said }))
    throw new DeliveryError(failure('program-ended', { program, status: done.code, said }), {
      outcome: done.code === EX_TEMPFAIL ? 'busy' : 'refused',
    })
  },
  obstacle: ({ run = '' }) => (isRunnable(run) ? null : failure('program-not-there', { program: run })),
}

/** The text and the data of the most urgent reminder, for scripts that do not read JSON. */
function variablesOf(message: Message): Record<string, string> {
  const first = message.reminders[0]
  return {
    RENEW_ID: message.id,
    RENEW_CHANNEL: message.channel,
    RENEW_LANGUAGE: message.lang,
    RENEW_TITLE: message.title,
    RENEW_TEXT: cutText(message.text, VARIABLE_LIMIT),
    RENEW_URGENT: message.urgent ? '1' : '0',
    RENEW_COUNT: String(message.reminders.length),
    RENEW_NAME: first?.name ?? '',
    RENEW_EXPIRES: first?.expires ?? '',
    RENEW_STAGE: first?.stage ?? '',
    RENEW_DAYS_LEFT: first ? String(first.daysLeft) : '',
  }
}

function lastLine(text: string): string {
  return cutText(printable(text.trimEnd().split('\n').at(-1) ?? ''), 200)
}
