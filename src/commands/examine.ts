import type { Assessed } from '../cards/assess.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { errorText } from '../explain.ts'
import { type Ledger, stateOf } from '../reminders/ledger.ts'
import { nextDue } from '../reminders/owed.ts'
import { timerState } from '../reminders/self-watch.ts'
import { watchedOf } from '../reminders/unseen.ts'
import { moment } from '../views/dates.ts'
import { inspectTimers } from './inspect-timers.ts'
import { minutesSince } from './minutes-since.ts'

/** One thing that reminders depend on, in the reader's language. */
export interface Check {
  /** What was looked at. */
  about: 'node' | 'zones' | 'clock' | 'files' | 'copies' | 'run' | 'guides' | 'timer' | 'channels' | 'next'
  state: 'ok' | 'warn' | 'bad'
  says: string
  /** What to type about it. */
  command: string | null
}

/** Collects what one look has to say. */
type Say = (state: Check['state'], says: string, command?: string) => void

/** Looks at everything the next reminder depends on. Nothing is changed, and no fault keeps it from the next look. */
export async function examine(ctx: Context): Promise<Check[]> {
  const checks: Check[] = []
  const about =
    (what: Check['about']): Say =>
    (state, says, command) =>
      checks.push({ about: what, state, says, command: command ?? null })
  about('node')('ok', ctx.text['doctor.node']({ version: ctx.io.nodeVersion }))
  lookAtZones(about('zones'), ctx)
  lookAtClock(about('clock'), ctx)
  const { cards, ledger } = readFiles(about('files'), ctx)
  await lookBesideFiles(about('copies'), ctx)
  await lookAtRun(about('run'), ctx)
  const assessed = cards && (await ctx.assess(cards))
  if (assessed) lookAtGuides(about('guides'), assessed, ctx)
  await lookAtTimer(about('timer'), ledger, ctx)
  if (ledger) lookAtChannels(about('channels'), ledger, ctx)
  if (assessed) lookAhead(about('next'), assessed, ctx)
  return checks
}

/** 23:30 on 1 December 2026 in Almaty at +05:00; by the zone data of before 2024-03-01 it is already the 2nd (R3). */
const ALMATY_EVENING = Date.UTC(2026, 11, 1, 18, 30)

function lookAtZones(say: Say, { io, text }: Context): void {
  const isRight = io.dayIn('Asia/Almaty', ALMATY_EVENING) === '2026-12-01'
  say(isRight ? 'ok' : 'bad', text[isRight ? 'doctor.zones-right' : 'doctor.zones-old'])
  if (io.clockFault) say('warn', text['note.zone-unknown']({ zone: io.clockFault.value }))
}

function lookAtClock(say: Say, ctx: Context): void {
  const { io, text } = ctx
  if (io.clockOverride === null) say('ok', text['doctor.clock']({ now: moment(ctx.timestamp(), text) }))
  else say('warn', text['status.hint.clock']({ value: io.clockOverride }))
}

/** Reads settings, cards and ledger; what cannot be read is said, and null. */
function readFiles(
  say: Say,
  ctx: Context,
): { cards: Parameters<Context['assess']>[0] | null; ledger: Ledger | null } {
  const read = <T>(file: string, open: () => T): T | null => {
    try {
      const content = open()
      say('ok', ctx.text['doctor.readable']({ file }))
      return content
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const { message, hint } = errorText(error, ctx.text)
      say('bad', ctx.text['line.fault']({ message, hint }))
      return null
    }
  }
  const { paths } = ctx
  const settings = read(paths.settings, () => ctx.settings.read())
  const cards = read(paths.cards, () => ctx.cards.cards())
  const ledger = read(paths.ledger, () => ctx.ledger.read())
  return settings ? { cards, ledger } : { cards: null, ledger: null }
}

/** Copies that a cloud folder made of our files hold changes that are not in them. */
async function lookBesideFiles(say: Say, ctx: Context): Promise<void> {
  const { conflictCopies } = await ctx.disk()
  const { config, data, state } = ctx.paths
  for (const file of conflictCopies([...new Set([config, data, state])])) {
    say('warn', ctx.text['doctor.conflict']({ file }), 'renew restore FILE')
  }
}

async function lookAtRun(say: Say, ctx: Context): Promise<void> {
  const { lockHolder } = await ctx.disk()
  const holder = lockHolder(ctx.paths.runLock)
  if (!holder || holder.state === 'gone') return
  const minutes = minutesSince(holder.since)
  const who = holder.pid === null ? '?' : `${holder.pid}@${holder.host}`
  say(minutes >= 5 ? 'bad' : 'ok', ctx.text['doctor.running']({ who, minutes }))
}

function lookAtGuides(say: Say, cards: readonly Assessed[], { text }: Context): void {
  const faults = cards.flatMap(({ guideFault, workdaysFault }) => [
    ...(guideFault ? [text[`note.guide-${guideFault.kind}`]({ detail: guideFault.detail })] : []),
    ...(workdaysFault ? [text['note.workdays']({ detail: workdaysFault })] : []),
  ])
  for (const fault of new Set(faults)) say('bad', fault, 'renew guide list')
  if (faults.length === 0) say('ok', text['doctor.guides'])
}

async function lookAtTimer(say: Say, ledger: Ledger | null, ctx: Context): Promise<void> {
  const { text } = ctx
  const installed = await inspectTimers(ctx)
  if (installed.length === 0) say('bad', text['status.hint.no-timer'], 'renew timer install')
  for (const { kind, times, missing, current, active } of installed) {
    if (missing.length > 0)
      say('bad', text['doctor.timer-missing']({ kind, path: missing[0]! }), 'renew timer install')
    else if (active === false) say('bad', text['doctor.timer-off']({ kind }), 'renew timer install')
    else if (!current) say('warn', text['doctor.timer-other']({ kind }), 'renew timer install')
    else say('ok', text['doctor.timer']({ kind, times }))
    const { TIMERS } = await ctx.timers()
    for (const concern of await (await TIMERS[kind]()).concerns(ctx.io))
      say('warn', text[`timer.concern.${concern}`])
  }
  if (!ledger) return
  const { lastRun, stale } = timerState(ctx.settings.read().timer, ledger.lastRun, ctx.io.now())
  if (stale) say('bad', text['status.hint.timer-stale']({ last: lastRun }), 'renew timer status')
}

function lookAtChannels(say: Say, ledger: Ledger, { settings, text }: Context): void {
  const names = Object.keys(settings.read().channels)
  if (names.length === 0) say('warn', text['status.hint.no-channel'], 'renew channel add')
  for (const name of names) {
    const { failingSince, error, gone } = stateOf(ledger, name)
    if (failingSince === null && !gone) say('ok', text['doctor.channel']({ name }))
    else
      say(
        'bad',
        text['status.hint.channel']({ name, since: failingSince?.slice(0, 10) ?? null, error: error ?? '' }),
      )
  }
}

/** The next reminder over all cards, as it will come by what is set up now. */
function lookAhead(say: Say, cards: readonly Assessed[], ctx: Context): void {
  const { channels, timer } = ctx.settings.read()
  const next = cards
    .map(one => ({ name: one.card.name, due: nextDue(watchedOf(one)) }))
    .filter(({ due }) => due !== null)
    .sort((a, b) => (a.due!.date < b.due!.date ? -1 : 1))[0]
  if (!next?.due) {
    say('ok', ctx.text['doctor.nothing-ahead'])
    return
  }
  say(
    'ok',
    ctx.text['doctor.next']({
      name: next.name,
      date: ctx.longDate(next.due.date),
      at: timer?.at ?? null,
      channels: Object.keys(channels),
    }),
  )
}
