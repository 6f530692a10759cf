import type { CivilDate } from '../dates/civil-date.ts'
import type { Instant } from '../io/io.ts'
import type { Ledger, LedgerEntry, Moment, Stretch } from './ledger.ts'

const HOUR = 3_600_000
/** The most between runs of one stretch; a clock that was ahead by less is not noticed. */
const STEADY = 26 * HOUR
/** Later runs that went on for longer are believed: the clock was right then, and is behind now. */
const BELIEVED = 7 * 24 * HOUR
const MAX_STRETCHES = 60

/**
 * The clock is behind when there were runs at this time already, or when those that are dated later went on for long.
 * It was ahead in those when the run before them was just before this one.
 */
function clockOf(ledger: Ledger, now: Instant) {
  const runs = Array.isArray(ledger.runs) ? ledger.runs.filter(isStretch) : []
  const before = runs.filter(({ to }) => Date.parse(to) <= now)
  const after = runs.filter(({ from }) => Date.parse(from) > now)
  const length = after.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  const last = before.at(-1)
  const isSteady = last !== undefined && now - Date.parse(last.to) <= STEADY
  const isBehind = before.length + after.length < runs.length || length > BELIEVED
  return { before, after, isSteady, isBehind, wasAhead: !isBehind && isSteady && after.length > 0 }
}

function isStretch(one: Stretch | null): one is Stretch {
  return Date.parse(one?.from ?? '') <= Date.parse(one?.to ?? '')
}

/** Whether the clock is behind: there were runs at this time already. */
export function isClockBehind(ledger: Ledger, { at }: Moment): boolean {
  return clockOf(ledger, Date.parse(at)).isBehind
}

/** Records when a run finished, and drops what a clock that was ahead has recorded. */
export function recordRunTime(ledger: Ledger, { at }: Moment): Ledger {
  const { before, after, isSteady, isBehind } = clockOf(ledger, Date.parse(at))
  if (isBehind) return ledger
  const own: Stretch = { from: isSteady ? before.at(-1)!.from : at, to: at }
  const runs = isSteady ? [...before.slice(0, -1), own] : [...before, own, ...after]
  return { ...ledger, runs: runs.slice(-MAX_STRETCHES) }
}

/** Marks what a clock that was ahead has sent early, so that it is sent again on its day (§8). */
export function markEarly(
  ledger: Ledger,
  { at }: Moment,
  cards: ReadonlyMap<string, { today: CivilDate }>,
): Ledger {
  const isEarly = ({ card, date, early }: LedgerEntry) => !early && date > (cards.get(card)?.today ?? date)
  if (!ledger.entries.some(isEarly) || !clockOf(ledger, Date.parse(at)).wasAhead) return ledger
  const entries = ledger.entries.map(one => (isEarly(one) ? { ...one, early: true as const } : one))
  return { ...ledger, entries }
}
