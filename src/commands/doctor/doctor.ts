import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { storedFile } from '../../storage/stored-file.ts'
import { printable } from '../../text/printable.ts'
import { command } from '../command.ts'
import { settingsOrBackup } from '../shared/channels.ts'
import { inspectTimers, servingTimer, timerStart } from '../shared/timers.ts'
import { checkChannels, checkHeartbeat, checkSending } from './check-channels.ts'
import {
  checkCardZones,
  checkClock,
  checkFiles,
  checkGuides,
  checkLocks,
  checkPlaces,
  checkReplacedFiles,
  checkZoneData,
} from './check-machine.ts'
import { checkTimers, dryRunAsTimer } from './check-timer.ts'
import { checkNextReminder } from './next-reminder.ts'
import { type AddCheck, type Check, type RunCheck, renderChecks } from './screen.ts'

export default command({
  reads: true,
  options: { '--send': 'doctor.send', '--accept': 'doctor.accept' },
  json: true,
  example: 'renew doctor\nrenew doctor --send\nrenew doctor --accept',
  run: ({ options }, ctx) => doctor(options, ctx),
})

async function doctor(
  { accept = false, send = false }: { accept?: boolean; send?: boolean },
  ctx: Context,
): Promise<void> {
  if (accept) for (const line of await acceptEdits(ctx)) ctx.note(line)
  const { checks, next } = await runChecks(send, ctx)
  if (checks.some(({ state }) => state === 'bad')) ctx.exitCode = EXIT.refused
  await ctx.answerLong(
    () => ({ schema: 1, checks, next }),
    to => renderChecks(checks, ctx.words, to),
  )
}

/**
 * Accepts changes made by hand in cards, settings and ledger, each after a strict check.
 * @returns a line for each accepted file, or one that says nothing was edited
 * @throws RenewError `store-invalid` with the file, the card and the field; that file stays as it is
 */
async function acceptEdits(ctx: Context): Promise<string[]> {
  const { STRICT_CHECKS } = await import('../../stored-checks.ts')
  const lines: string[] = []
  for (const name of ['settings', 'cards', 'ledger'] as const) {
    const file = storedFile(ctx.io, ctx.paths, name)
    const isAccepted = await file.accept(content => ({ ...STRICT_CHECKS[name](content, file.path) }))
    if (isAccepted) lines.push(ctx.words('doctor.accepted', { file: printable(file.path) }))
  }
  ctx.changed = lines.length > 0
  ctx.forget()
  return lines.length > 0 ? lines : [ctx.words('doctor.nothing-edited')]
}

function checklist(ctx: Context) {
  const checks: Check[] = []
  const check: RunCheck = async (about, work) => {
    const add: AddCheck = (state, says, command) => {
      checks.push({ about, state, says, command: command ?? null })
    }
    try {
      return await work(add)
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const { message, hint } = errorText(error, await loadErrorWords(ctx.lang))
      add('bad', ctx.words('line.fault', { message, hint }))
      return null
    }
  }
  return { checks, check }
}

/**
 * Checks everything that the next reminder depends on, and does a dry run as the timer would. Changes nothing; an error
 * in one check does not stop the others.
 * @param send whether to send a test message through every channel
 */
async function runChecks(send: boolean, ctx: Context) {
  const { checks, check } = checklist(ctx)
  await check('node', add => add('ok', ctx.words('doctor.node', { version: ctx.io.nodeVersion })))
  await check('zones', add => checkZoneData(add, ctx))
  await check('clock', add => checkClock(add, ctx))
  const files = await checkFiles(check, ctx)
  await check('places', add => checkPlaces(add, ctx))
  await check('copies', add => checkReplacedFiles(add, ctx))
  await check('run', add => checkLocks(add, ctx))
  const { ledger } = files
  const { settings } = await settingsOrBackup(ctx)
  const assessed = files.cards
    ? await ctx.assess(files.cards, { values: settings.values, all: files.cards })
    : null
  if (assessed) await check('zones', add => checkCardZones(add, assessed, ctx))
  if (assessed) await check('guides', add => checkGuides(add, assessed, ctx))

  const timers = await check('timer', () => inspectTimers(ctx))
  const serving = timers ? servingTimer(timers, ctx) : null
  if (timers) await check('timer', add => checkTimers(add, timers, { ledger, settings }, ctx))
  const start = await check('rehearsal', () => timerStart(serving, ctx))
  if (start) await check('rehearsal', add => dryRunAsTimer(add, start, assessed?.length ?? null, ctx))
  const channels = Object.keys(settings.channels)
  await check('channels', add => checkChannels(add, { settings, ledger, start, serving }, ctx))
  await check('heartbeat', add => checkHeartbeat(add, settings, ctx))
  if (send && start && channels.length > 0)
    await check('sent', add => checkSending(add, start, channels, ctx))
  const next =
    assessed && files.settings
      ? await check('next', add => checkNextReminder(add, assessed, serving, ctx))
      : null
  return { checks, next }
}
