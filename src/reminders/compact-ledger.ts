import { addDays, type CivilDate, compareText, daysBetween } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry, PastDelivery } from './ledger.ts'
import { grouped } from './ledger-index.ts'

const MIN_ENTRIES = 1000
/** A clock may be set back by so many days without anything being sent twice. */
const DAYS_BACK = 3
/** A longer pause starts a new stretch, so that after a jump of the clock older entries are kept too. */
const PAUSE_DAYS = 60
const FULL_DAYS = 60

/**
 * Makes a large ledger small. What is owed depends on the newest entry of a card, expiry, channel and address whose
 * milestone is not in the future. So of the expiry that a card has, the newest few of every stretch are kept, and of
 * every other expiry the newest one: it counts if that expiry returns. After two months only its day is kept.
 * @param expiries of all cards, by the card's id
 */
export function compactLedger(
  ledger: Ledger,
  today: CivilDate,
  expiries: ReadonlyMap<string, CivilDate | null>,
): Ledger {
  if (ledger.entries.length < MIN_ENTRIES) return ledger
  const kept: LedgerEntry[] = []
  const past: LedgerEntry[] = []
  const isOld = ({ date, day }: LedgerEntry) =>
    daysBetween(day, today) > FULL_DAYS && daysBetween(date, today) > FULL_DAYS
  const keyOf = ({ card, expires, channel, to = '' }: LedgerEntry) => [card, expires, channel, to].join(' ')
  for (const group of grouped(ledger.entries, keyOf).values()) {
    const { card, expires } = group[0]!
    if (expiries.get(card) === expires) kept.push(...newestFew(group))
    else for (const one of newestOne(group, today)) (isOld(one) ? past : kept).push(one)
  }
  if (kept.length === ledger.entries.length) return ledger
  return { ...ledger, entries: kept, ...(past.length > 0 ? { past: withPast(ledger.past ?? [], past) } : {}) }
}

function newestOne(group: readonly LedgerEntry[], today: CivilDate): LedgerEntry[] {
  const sorted = byDate(group)
  const newest = sorted.at(-1)!
  const before = sorted.findLast(({ date }) => date <= today) ?? newest
  return before === newest ? [newest] : [before, newest]
}

function newestFew(group: readonly LedgerEntry[]): readonly LedgerEntry[] {
  if (group.length < 2) return group
  const stretches: LedgerEntry[][] = []
  for (const entry of byDate(group)) {
    const last = stretches.at(-1)
    if (last && daysBetween(last.at(-1)!.date, entry.date) <= PAUSE_DAYS) last.push(entry)
    else stretches.push([entry])
  }
  return stretches.flatMap(stretch => {
    const from = addDays(stretch.at(-1)!.date, -DAYS_BACK)
    const before = stretch.filter(({ date }) => date < from)
    return [...before.slice(-1), ...stretch.filter(({ date }) => date >= from)]
  })
}

function byDate(group: readonly LedgerEntry[]): LedgerEntry[] {
  return [...group].sort((a, b) => compareText(a.date, b.date))
}

function withPast(past: readonly PastDelivery[], entries: readonly LedgerEntry[]): PastDelivery[] {
  const keyOf = ({ channel, to, expires, date }: Omit<PastDelivery, 'cards'>) =>
    JSON.stringify([channel, to, expires, date])
  const all = new Map(past.map(one => [keyOf(one), { ...one, cards: [...one.cards] }]))
  for (const { card, channel, to, expires, date } of entries) {
    const what = { channel, expires, date, ...(to === undefined ? {} : { to }) }
    const known = all.get(keyOf(what))
    if (known) known.cards.push(card)
    else all.set(keyOf(what), { ...what, cards: [card] })
  }
  return [...all.values()]
}
