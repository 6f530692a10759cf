import { failure } from '../failure.ts'
import { type Channel, channelError, DeliveryError, type Message } from './channel.ts'
import { cutText, lastLine, messageBody } from './message-text.ts'
import { assertReadable, isRunnable, splitWords, wasStopped } from './programs.ts'

/** The exit code of a program that wants another attempt (sysexits.h). */
const EX_TEMPFAIL = 75
/** Linux takes 128 KB in one variable, Windows 32 KB in all of them; the whole text is on stdin. */
const VARIABLE_LIMIT = 8000

/**
 * Runs a program of the user, without a shell, with the message as JSON (§7) on stdin and in `RENEW_*` variables. Exit
 * code 0 means delivered, 75 a temporary failure, every other a failure. After its time limit (`timeout` in seconds,
 * and the run's) it is stopped with all that it has started; it may have delivered.
 */
export const command: Channel = {
  settings: [
    { name: 'run', required: true, form: 'absolute-path', example: '/usr/local/bin/notify' },
    { name: 'args', form: 'arguments', example: '-x "two words"' },
    { name: 'timeout', form: [1, 60], example: '30' },
  ],
  limit: null,
  whole: true,
  async send(message, settings, world) {
    const program = settings.run!
    const args = splitWords(settings.args ?? '') ?? []
    await assertReadable(program, world)
    const done = await world.run(program, args, {
      input: `${messageBody(message)}\n`,
      env: variablesOf(message),
      ...(settings.timeout ? { timeout: Number(settings.timeout) * 1000 } : {}),
      signal: world.signal,
    })
    if (done.code === 0) return
    const said = lastLine(done.stderr)
    if (wasStopped(done)) {
      const why =
        done.error === null
          ? failure('program-killed', { program, said })
          : failure('program-too-slow', { program, code: null })
      throw new DeliveryError(why, { outcome: 'no-answer' })
    }
    if (done.error !== null) throw channelError(failure('program-not-run', { program, code: done.error }))
    throw new DeliveryError(failure('program-ended', { program, status: String(done.code), said }), {
      outcome: done.code === EX_TEMPFAIL ? 'busy' : 'refused',
    })
  },
  obstacle: ({ run = '' }) => (isRunnable(run) ? null : failure('program-not-there', { program: run })),
}

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
