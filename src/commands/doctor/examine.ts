import type { Assessed } from '../../cards/assess.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { moment } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { inspectTimers } from '../shared/inspect-timers.ts'
import { settingsOrBackup } from '../shared/settings-or-backup.ts'
import { sourceWarnings } from '../shared/source-warnings.ts'
import { servingTimer, timerStart } from '../shared/timer-start.ts'
import { checkChannels, checkHeartbeat, checkSending } from './check-channels.ts'
import {
  checkCardZones,
  checkClock,
  checkConflictCopies,
  checkFiles,
  checkLocks,
  checkPlaces,
  checkZoneData,
  shellWord,
} from './check-machine.ts'
import { checkTimers, dryRunAsTimer } from './check-timer.ts'
import { type NextReminder, nextReminder } from './next-reminder.ts'
import type { About, AddCheck, Check } from './screen.ts'

/** What was found, and what comes of it. */
export interface Findings {
  checks: Check[]
  next: NextReminder | null
}

/**
 * Looks at everything the next reminder depends on, and has the timer's own run rehearsed. Nothing is changed, and no
 * fault keeps it from the next look.
 * @param send whether a test message goes through every channel
 */
export async function runChecks(send: boolean, ctx: Context): Promise<Findings> {
  const checks: Check[] = []
  const look = async <T>(what: About, work: (say: AddCheck) => T | Promise<T>): Promise<T | null> => {
    const say: AddCheck = (state, says, command) => {
      checks.push({ about: what, state, says, command: command ?? null })
    }
    try {
      return await work(say)
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const { message, hint } = errorText(error, ctx.words)
      say('bad', ctx.words('line.fault', { message, hint }))
      return null
    }
  }
  await look('node', say => say('ok', ctx.words('doctor.node', { version: ctx.io.nodeVersion })))
  await look('zones', say => checkZoneData(say, ctx))
  await look('clock', say => checkClock(say, ctx))
  const read = await look('files', say => checkFiles(say, ctx))
  await look('places', say => checkPlaces(say, ctx))
  await look('copies', say => checkConflictCopies(say, ctx))
  await look('run', say => checkLocks(say, ctx))
  const { settings } = await settingsOrBackup(ctx)
  const assessed = read?.cards
    ? await ctx.assess(read.cards, { values: settings.values, all: read.cards })
    : null
  if (assessed) await look('zones', say => checkCardZones(say, assessed, ctx))
  if (assessed) await look('guides', say => checkGuides(say, assessed, ctx))

  const timers = await look('timer', () => inspectTimers(ctx))
  const serving = timers ? servingTimer(timers, ctx) : null
  if (timers)
    await look('timer', say => checkTimers(say, timers, { ledger: read?.ledger ?? null, settings }, ctx))
  const start = await look('rehearsal', () => timerStart(serving, ctx))
  if (start) await look('rehearsal', say => dryRunAsTimer(say, start, assessed?.length ?? null, ctx))
  const isPrinted = Object.keys(settings.channels).length === 0
  await look('channels', say =>
    checkChannels(say, { settings, ledger: read?.ledger ?? null, start, serving }, ctx),
  )
  await look('heartbeat', say => checkHeartbeat(say, settings, ctx))
  if (send && start && !isPrinted)
    await look('sent', say => checkSending(say, start, Object.keys(settings.channels), ctx))
  const next =
    assessed && read?.settings
      ? await look('next', say => checkNextReminder(say, assessed, serving, ctx))
      : null
  return { checks, next }
}

/** Each fault once. A guide's file may have more of them; of working days the line itself says where to mend it. */
function checkGuides(say: AddCheck, cards: readonly Assessed[], { words, guides }: Context): void {
  const faults = new Map<string, string | undefined>()
  for (const { card, guideFault, workdaysFault } of cards) {
    const isUnread = guideFault !== null && guideFault.detail !== card.guide
    const cure = isUnread
      ? `renew guide validate ${shellWord(guides.fileOf(card.guide))}`
      : 'renew guide list'
    for (const fault of sourceWarnings({ guideFault, workdaysFault: null }, words)) faults.set(fault, cure)
    for (const fault of sourceWarnings({ guideFault: null, workdaysFault }, words))
      faults.set(fault, undefined)
  }
  for (const [fault, cure] of faults) say('bad', fault, cure)
  if (faults.size === 0) say('ok', words('doctor.guides'))
}

/** The end of it all: which reminder comes next, when, and by which way. */
async function checkNextReminder(
  say: AddCheck,
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): Promise<NextReminder | null> {
  const { words } = ctx
  const next = nextReminder(cards, timer, ctx)
  if (next === null) {
    say('ok', words('doctor.nothing-ahead'))
    return null
  }
  const { name, date, owed, at, there, channels } = next
  if (at === null) {
    const key = owed ? 'doctor.owed-unsent' : 'doctor.next-unsent'
    say('bad', words(key, { name, date: ctx.longDate(date) }), 'renew timer install')
    return next
  }
  const clock = there && words('timer.view.there', { zone: there.zone, at: moment(there.at, words) })
  say(
    'ok',
    words('doctor.next', {
      name,
      at: moment(at, words),
      there: clock,
      channels: channels.join(words('doctor.next.and')),
    }),
  )
  return next
}
