import { addDays, type CivilDate } from '../dates/civil-date.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'

/** How far ahead of today an entry may have been written and still count, in days (§8). */
export const DAYS_AHEAD = 7

/** What one channel holds of one card and expiry. */
interface NewestEntry {
  expires: CivilDate
  channel: string
  newest: LedgerEntry
}

/** The ledger made ready for questions, in one pass: a hundred thousand cards are asked about one by one. */
export interface LedgerIndex {
  /** The newest milestone, by its date, that counts as gone out; null when none has. */
  newest(card: string, expires: CivilDate, channel: string): LedgerEntry | null
  /** How many entries do not count, because they were written more than a week ahead of today. */
  ahead: number
}

/**
 * Makes the ledger ready for questions.
 * @param today the user's civil day; what was written more than 7 days after it came from a wrong clock
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
    const held = cards.get(entry.card)
    const same = held?.find(({ expires, channel }) => expires === entry.expires && channel === entry.channel)
    if (same) {
      if (entry.date >= same.newest.date) same.newest = entry
    } else {
      const fresh: NewestEntry = { expires: entry.expires, channel: entry.channel, newest: entry }
      if (held) held.push(fresh)
      else cards.set(entry.card, [fresh])
    }
  }
  return {
    ahead,
    newest(card, expires, channel) {
      const held = cards.get(card)?.find(one => one.expires === expires && one.channel === channel)
      return held?.newest ?? null
    },
  }
}
