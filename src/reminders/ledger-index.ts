import { addDays, type CivilDate } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'

/** How far ahead of today an entry may have been written and still count, in days (§8). */
export const DAYS_AHEAD = 7

/** The newest entry of one card, expiry and channel. */
interface NewestEntry {
  expires: CivilDate
  channel: string
  newest: LedgerEntry
}

/** The ledger's newest entries by card, so that looking up a hundred thousand cards stays fast. */
export interface LedgerIndex {
  /** Returns the entry with the latest milestone; null when there is none. */
  newest(card: string, expires: CivilDate, channel: string): LedgerEntry | null
  /** How many entries do not count because they were written more than a week after today. */
  ahead: number
}

/**
 * Indexes the ledger in one pass.
 * @param today the user's civil day; entries written more than 7 days after it came from a wrong clock and do not count
 */
export function indexLedger({ entries }: Pick<Ledger, 'entries'>, today: CivilDate): LedgerIndex {
  const latest = addDays(today, DAYS_AHEAD)
  const cards = new Map<string, NewestEntry[]>()
  let ahead = 0
  for (const entry of entries) {
    if (entry.day > latest) {
      ahead++
      continue
    }
    const known = cards.get(entry.card)
    const same = known?.find(({ expires, channel }) => expires === entry.expires && channel === entry.channel)
    if (same) {
      if (entry.date >= same.newest.date) same.newest = entry
    } else {
      const fresh: NewestEntry = { expires: entry.expires, channel: entry.channel, newest: entry }
      if (known) known.push(fresh)
      else cards.set(entry.card, [fresh])
    }
  }
  return {
    ahead,
    newest(card, expires, channel) {
      const found = cards.get(card)?.find(one => one.expires === expires && one.channel === channel)
      return found?.newest ?? null
    },
  }
}
