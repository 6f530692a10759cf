import type { Assessed } from '../../cards/assess.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { moment } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { settingsOrBackup } from '../shared/channels.ts'
import { sourceWarnings } from '../shared/source-warnings.ts'
import { inspectTimers, servingTimer, timerStart } from '../shared/timers.ts'
import { lookAtChannels, lookAtHeartbeat, sendThrough } from './examine-channels.ts'
import {
  checkConflictCopies,
  lookAtClock,
  lookAtFiles,
  lookAtPlaces,
  lookAtRun,
  lookAtZones,
  lookAtZonesOf,
  shellWord,
} from './examine-machine.ts'
import { lookAtTimer, rehearseAsTimer } from './examine-timer.ts'
import { type NextReminder, nextReminder } from './next-reminder.ts'
import type { About, Check, Say } from './screen.ts'

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
export async function examine(send: boolean, ctx: Context): Promise<Findings> {
  const checks: Check[] = []
  const look = async <T>(what: About, work: (say: Say) => T | Promise<T>): Promise<T | null> => {
    const say: Say = (state, says, command) => {
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
  await look('zones', say => lookAtZones(say, ctx))
  await look('clock', say => lookAtClock(say, ctx))
  const read = await look('files', say => lookAtFiles(say, ctx))
  await look('places', say => lookAtPlaces(say, ctx))
  await look('copies', say => checkConflictCopies(say, ctx))
  await look('run', say => lookAtRun(say, ctx))
  const { settings } = await settingsOrBackup(ctx)
  const assessed = read?.cards
    ? await ctx.assess(read.cards, { values: settings.values, all: read.cards })
    : null
  if (assessed) await look('zones', say => lookAtZonesOf(say, assessed, ctx))
  if (assessed) await look('guides', say => lookAtGuides(say, assessed, ctx))

  const timers = await look('timer', () => inspectTimers(ctx))
  const serving = timers ? servingTimer(timers, ctx) : null
  if (timers)
    await look('timer', say => lookAtTimer(say, timers, { ledger: read?.ledger ?? null, settings }, ctx))
  const start = await look('rehearsal', () => timerStart(serving, ctx))
  if (start) await look('rehearsal', say => rehearseAsTimer(say, start, assessed?.length ?? null, ctx))
  const isPrinted = Object.keys(settings.channels).length === 0
  await look('channels', say =>
    lookAtChannels(say, { settings, ledger: read?.ledger ?? null, start, serving }, ctx),
  )
  await look('heartbeat', say => lookAtHeartbeat(say, settings, ctx))
  if (send && start && !isPrinted)
    await look('sent', say => sendThrough(say, start, Object.keys(settings.channels), ctx))
  const next =
    assessed && read?.settings ? await look('next', say => lookAhead(say, assessed, serving, ctx)) : null
  return { checks, next }
}

/** Each fault once. A guide's file may have more of them; of working days the line itself says where to mend it. */
function lookAtGuides(say: Say, cards: readonly Assessed[], { words, guides }: Context): void {
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
async function lookAhead(
  say: Say,
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
