import { addDays, type CivilDate, compareText, daysBetween } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'

/** Smaller ledgers are left whole. */
const WORTHWHILE = 1000
/** What is kept of each stretch of entries: the newest decides, the others outlast a clock set back. */
const KEPT = 4
/** A longer pause begins a new stretch, so that no jump of the clock displaces what was written before it. */
const PAUSE_DAYS = 60
/** After so many years an expired term has newer weekly milestones anyway: nothing depends on what it holds. */
const OUTLIVED_YEARS = 5
/** Reminders on so many days of the last year show that the clock was not set for a moment only. */
const SETTLED_DAYS = 30

/**
 * Leaves out of a large ledger what no question needs. What is owed depends, for a card, expiry and channel, on
 * the newest entry that counts; which one that is depends on today only through entries written ahead of it. So
 * the newest few of every stretch of entries stay, and no reminder comes twice or is missed for it.
 */
export function compactLedger(ledger: Ledger, today: CivilDate): Ledger {
  if (ledger.entries.length < WORTHWHILE) return ledger
  const outlived = isSettled(ledger.entries, today) ? addDays(today, -OUTLIVED_YEARS * 366) : null
  const groups = new Map<string, LedgerEntry[]>()
  for (const entry of ledger.entries) {
    const key = `${entry.card} ${entry.expires} ${entry.channel}`
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  const kept: LedgerEntry[] = []
  for (const group of groups.values()) {
    const isOver =
      outlived !== null && group.every(({ expires, day }) => expires < outlived && day < outlived)
    if (!isOver) kept.push(...(group.length > KEPT ? newestOfStretches(group) : group))
  }
  return kept.length === ledger.entries.length ? ledger : { ...ledger, entries: kept }
}

function newestOfStretches(group: readonly LedgerEntry[]): LedgerEntry[] {
  const sorted = [...group].sort((a, b) => compareText(a.day, b.day) || compareText(a.date, b.date))
  const stretches: LedgerEntry[][] = []
  for (const entry of sorted) {
    const last = stretches.at(-1)
    if (last && daysBetween(last.at(-1)!.day, entry.day) <= PAUSE_DAYS) last.push(entry)
    else stretches.push([entry])
  }
  return stretches.flatMap(stretch => {
    const furthest = stretch.reduce((most, one) => (one.date >= most.date ? one : most))
    const last = stretch.slice(-KEPT)
    return last.includes(furthest) ? last : [furthest, ...last]
  })
}

function isSettled(entries: readonly LedgerEntry[], today: CivilDate): boolean {
  const from = addDays(today, -365)
  const days = new Set<CivilDate>()
  for (const { day } of entries) if (day >= from && day <= today) days.add(day)
  return days.size >= SETTLED_DAYS
}
