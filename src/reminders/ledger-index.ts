import type { CivilDate } from '../dates/civil-date.ts'
import { type Address, SOME_READERS } from './ids.ts'
import type { Ledger, LedgerEntry, PastDelivery, Trying } from './ledger.ts'

/** The ledger's entries by card, so that looking up a hundred thousand cards stays fast. */
export interface LedgerIndex {
  /**
   * Returns the entry with the latest milestone on or before a day that all readers of the channel have had; null when
   * there is none. A later one cannot be true yet: the clock was wrong when it was written (§8).
   * @param today the civil day in the card's zone
   */
  newest(
    card: string,
    expires: CivilDate,
    channel: string,
    today: CivilDate,
  ): Pick<LedgerEntry, 'date' | 'seen'> | null
  /** Returns which of the channel's readers have had a milestone on or after a day, as hashes. */
  had(card: string, expires: CivilDate, channel: string, date: CivilDate, today: CivilDate): string[]
  /** Whether a reminder that a channel is owed waits for another day than the user's civil day that is given. */
  isHeld(reminder: HeldReminder, channel: string, day: CivilDate): boolean
  /** Returns how many entries of a card do not count yet. */
  ahead(card: string, today: CivilDate): number
  /** How many entries never count because their milestone's day is not a date. */
  broken: number
}

/** The addresses of the channels that are set up, by their names. */
export type Addresses = ReadonlyMap<string, Address>

type HeldReminder = Pick<LedgerEntry, 'card' | 'expires' | 'date'>

function isSame(one: Partial<HeldReminder>, { card, expires, date }: HeldReminder): boolean {
  return one.card === card && one.expires === expires && one.date === date
}

/** How often a message that was cut off after the hand-over is sent in one day (§8). */
export const CUT_TRIES = 3

/**
 * Whether a message of an earlier run waits for another day than the user's civil day that is given; any other one will
 * do, since the clock may have been wrong. A run that was killed leaves it without a word on what became of it.
 */
export function isWaiting({ waits, had = [] }: Trying, day: CivilDate): boolean {
  if (waits === undefined || waits.day !== day) return false
  if (waits.outcome === 'cut') return waits.tries >= CUT_TRIES
  return waits.outcome === 'no-answer' || (waits.outcome === 'refused' && had.length > 0)
}

/** A date of any year: a long lead reaches back beyond the years that can be entered. */
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

const NO_ADDRESSES: Addresses = new Map()

/**
 * Indexes the ledger in one pass. Entries belong to the recipient: one that was delivered to another address of a
 * channel counts for those who read it there too, and one without an address, of an earlier version, for all (§8).
 */
export function indexLedger(
  {
    entries,
    past = [],
    trying = [],
    refused = [],
  }: Pick<Ledger, 'entries'> & Partial<Pick<Ledger, 'past' | 'trying' | 'refused'>>,
  addresses: Addresses = NO_ADDRESSES,
): LedgerIndex {
  const cards = new Map<string, LedgerEntry[]>()
  const isForAll = ({ channel, to }: { channel: string; to?: string }) => {
    const address = addresses.get(channel)
    return to === undefined || (to !== SOME_READERS && (address === undefined || to === address.hash))
  }
  let broken = 0
  for (const entry of entries) {
    if (!DATE.test(entry.date)) {
      broken++
      continue
    }
    const known = cards.get(entry.card)
    if (known) known.push(entry)
    else cards.set(entry.card, [entry])
  }
  const ofPast = new Map<CivilDate, { one: PastDelivery; cards: Set<string> }[]>()
  for (const one of past) {
    if (!DATE.test(one.date) || !isForAll(one)) continue
    const known = ofPast.get(one.expires)
    if (known) known.push({ one, cards: new Set(one.cards) })
    else ofPast.set(one.expires, [{ one, cards: new Set(one.cards) }])
  }
  type Newest = Pick<LedgerEntry, 'date' | 'seen'> | null
  /** @param reader null: all of them */
  const newestOf = (
    reader: string | null,
    [card, expires, channel, today]: Parameters<LedgerIndex['newest']>,
  ): Newest => {
    let newest: Newest = null
    for (const entry of cards.get(card) ?? []) {
      if (entry.expires !== expires || entry.channel !== channel || entry.date > today || entry.early)
        continue
      const isIts = isForAll(entry) || (reader !== null && entry.readers?.includes(reader))
      if (isIts && (newest === null || entry.date >= newest.date)) newest = entry
    }
    for (const { one, cards: ids } of ofPast.get(expires) ?? []) {
      const counts = one.channel === channel && one.date <= today && ids.has(card)
      if (counts && (newest === null || one.date > newest.date)) newest = { date: one.date, seen: true }
    }
    return newest
  }
  const readersOf = (channel: string) => addresses.get(channel)?.readers ?? []
  return {
    broken,
    newest(...what) {
      const [first = null, ...others] = readersOf(what[2])
      return others.reduce<Newest>(
        (oldest, reader) => {
          const newest = oldest && newestOf(reader, what)
          return newest && oldest && newest.date >= oldest.date ? oldest : newest
        },
        newestOf(first, what),
      )
    },
    had: (card, expires, channel, date, today) =>
      readersOf(channel).filter(
        reader => (newestOf(reader, [card, expires, channel, today])?.date ?? '') >= date,
      ),
    isHeld: (reminder, channel, day) =>
      refused.some(one => one.channel === channel && one.day === day && isSame(one, reminder)) ||
      trying.some(
        one =>
          one.channel === channel &&
          isWaiting(one, day) &&
          one.message.reminders.some(own => isSame(own, reminder)),
      ),
    ahead: (card, today) => (cards.get(card) ?? []).filter(({ date }) => date > today).length,
  }
}
