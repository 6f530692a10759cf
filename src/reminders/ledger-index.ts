import type { CivilDate } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry, PastDelivery } from './ledger.ts'

/** The ledger's entries by card, so that looking up a hundred thousand cards stays fast. */
export interface LedgerIndex {
  /**
   * Returns the entry with the latest milestone on or before a day; null when there is none. A later one cannot be true
   * yet: the clock was wrong when it was written (§8).
   * @param today the civil day in the card's zone
   */
  newest(
    card: string,
    expires: CivilDate,
    channel: string,
    today: CivilDate,
  ): Pick<LedgerEntry, 'date' | 'seen'> | null
  /** Returns how many entries of a card do not count yet. */
  ahead(card: string, today: CivilDate): number
  /** How many entries never count because their milestone's day is not a date. */
  broken: number
}

/** Hashes of the addresses of the channels that are set up, by their names. */
export type Addresses = ReadonlyMap<string, string>

/** A date of any year: a long lead reaches back beyond the years that can be entered. */
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

const NO_ADDRESSES: Addresses = new Map()

/**
 * Indexes the ledger in one pass. Entries belong to the recipient: one that was delivered to another address of a
 * channel does not count, and one without an address, of an earlier version, does (§8).
 */
export function indexLedger(
  { entries, past = [] }: Pick<Ledger, 'entries' | 'past'>,
  addresses: Addresses = NO_ADDRESSES,
): LedgerIndex {
  const cards = new Map<string, LedgerEntry[]>()
  const isOurs = ({ channel, to }: { channel: string; to?: string }) => {
    const address = addresses.get(channel)
    return address === undefined || to === undefined || to === address
  }
  let broken = 0
  for (const entry of entries) {
    if (!DATE.test(entry.date)) {
      broken++
      continue
    }
    if (!isOurs(entry)) continue
    const known = cards.get(entry.card)
    if (known) known.push(entry)
    else cards.set(entry.card, [entry])
  }
  const ofPast = new Map<CivilDate, { one: PastDelivery; cards: Set<string> }[]>()
  for (const one of past) {
    if (!DATE.test(one.date) || !isOurs(one)) continue
    const known = ofPast.get(one.expires)
    if (known) known.push({ one, cards: new Set(one.cards) })
    else ofPast.set(one.expires, [{ one, cards: new Set(one.cards) }])
  }
  return {
    broken,
    newest(card, expires, channel, today) {
      let newest: Pick<LedgerEntry, 'date' | 'seen'> | null = null
      for (const entry of cards.get(card) ?? []) {
        const counts = entry.expires === expires && entry.channel === channel && entry.date <= today
        if (counts && (newest === null || entry.date >= newest.date)) newest = entry
      }
      for (const { one, cards: ids } of ofPast.get(expires) ?? []) {
        const counts = one.channel === channel && one.date <= today && ids.has(card)
        if (counts && (newest === null || one.date > newest.date)) newest = { date: one.date, seen: true }
      }
      return newest
    },
    ahead: (card, today) => (cards.get(card) ?? []).filter(({ date }) => date > today).length,
  }
}
