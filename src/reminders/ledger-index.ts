import { type CivilDate, isCivilDate } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'

/** The ledger's entries by card, so that looking up a hundred thousand cards stays fast. */
export interface LedgerIndex {
  /**
   * Returns the entry with the latest milestone on or before a day; null when there is none. A later one cannot be true
   * yet: the clock was wrong when it was written (§8).
   * @param today the civil day in the card's zone
   */
  newest(card: string, expires: CivilDate, channel: string, today: CivilDate): LedgerEntry | null
  /** Returns how many entries of a card do not count yet. */
  ahead(card: string, today: CivilDate): number
  /** How many entries never count because their milestone's day is not a date. */
  broken: number
}

/** Hashes of the addresses of the channels that are set up, by their names. */
export type Addresses = ReadonlyMap<string, string>

const NO_ADDRESSES: Addresses = new Map()

/**
 * Indexes the ledger in one pass. Entries belong to the recipient: one that was delivered to another address of a
 * channel does not count, and one without an address, of an earlier version, does (§8).
 */
export function indexLedger(
  { entries }: Pick<Ledger, 'entries'>,
  addresses: Addresses = NO_ADDRESSES,
): LedgerIndex {
  const cards = new Map<string, LedgerEntry[]>()
  let broken = 0
  for (const entry of entries) {
    if (!isCivilDate(entry.date)) {
      broken++
      continue
    }
    const address = addresses.get(entry.channel)
    if (address !== undefined && entry.to !== undefined && entry.to !== address) continue
    const known = cards.get(entry.card)
    if (known) known.push(entry)
    else cards.set(entry.card, [entry])
  }
  return {
    broken,
    newest(card, expires, channel, today) {
      let newest: LedgerEntry | null = null
      for (const entry of cards.get(card) ?? []) {
        const counts = entry.expires === expires && entry.channel === channel && entry.date <= today
        if (counts && (newest === null || entry.date >= newest.date)) newest = entry
      }
      return newest
    },
    ahead: (card, today) => (cards.get(card) ?? []).filter(({ date }) => date > today).length,
  }
}
