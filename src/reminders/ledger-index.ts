import type { CivilDate } from '../dates/civil-date.ts'
import { type Address, type CardMilestone, SOME_READERS } from './ids.ts'
import type { Ledger, LedgerEntry, PastDelivery, Trying } from './ledger.ts'

export type Addresses = ReadonlyMap<string, Address>

type HeldReminder = Omit<CardMilestone, 'milestone'>

const heldKey = ({ card, expires, date }: Partial<HeldReminder>, channel: string, day: CivilDate): string =>
  [channel, day, card, expires, date].join('\n')

/** How often a message that was cut off after the hand-over is sent in one day (§8). */
export const CUT_TRIES = 3

/**
 * Whether a message of an earlier run waits for any other day than the one given, a civil day of the user. A run that
 * was killed leaves it without a word on what became of it: then it does not wait.
 */
export function isWaiting({ waits, had = [] }: Trying, day: CivilDate): boolean {
  if (waits === undefined || waits.day !== day) return false
  if (waits.outcome === 'cut') return waits.tries >= CUT_TRIES
  return waits.outcome === 'no-answer' || (waits.outcome === 'refused' && had.length > 0)
}

/** Of any year: a long lead reaches back beyond the years that can be entered. */
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

type IndexedLedger = Pick<Ledger, 'entries'> & Partial<Ledger>
type Newest = Pick<LedgerEntry, 'date' | 'seen'> | null

/**
 * The ledger's entries by card, so that looking up a hundred thousand cards stays fast. Entries belong to the
 * recipient: one that was delivered to another address of a channel counts for those who read it there too, and one
 * without an address, of an earlier version, for all (§8).
 */
export class LedgerIndex {
  readonly undated: number
  readonly #cards: ReadonlyMap<string, LedgerEntry[]>
  readonly #past: ReadonlyMap<CivilDate, { one: PastDelivery; cards: Set<string> }[]>
  readonly #held: ReadonlySet<string>

  constructor(
    { entries, past: old = [], trying = [], refused = [] }: IndexedLedger,
    private readonly addresses: Addresses = new Map(),
  ) {
    const dated = entries.filter(({ date }) => DATE.test(date))
    const past = old.filter(one => DATE.test(one.date) && this.#isForAll(one))
    this.undated = entries.length - dated.length
    this.#cards = grouped(dated, ({ card }) => card)
    this.#past = grouped(
      past.map(one => ({ one, cards: new Set(one.cards) })),
      ({ one }) => one.expires,
    )
    const waiting = trying.flatMap(one => {
      const day = one.waits?.day ?? ''
      return isWaiting(one, day) ? one.message.reminders.map(own => heldKey(own, one.channel, day)) : []
    })
    this.#held = new Set([...refused.map(one => heldKey(one, one.channel, one.day)), ...waiting])
  }

  /**
   * Returns the entry with the latest milestone that all readers of the channel have had.
   * @param today in the card's zone; a later entry cannot be true yet: the clock was wrong when it was written (§8)
   */
  newest(card: string, expires: CivilDate, channel: string, today: CivilDate): Newest {
    const [first = null, ...others] = this.#readersOf(channel)
    const newestOf = (reader: string | null) => this.#newestOf(reader, card, expires, channel, today)
    return others.reduce<Newest>((oldest, reader) => {
      const newest = oldest && newestOf(reader)
      return newest && oldest && newest.date >= oldest.date ? oldest : newest
    }, newestOf(first))
  }

  /** Returns the readers, as hashes, who have had that milestone or a later one. */
  readersWith(
    card: string,
    expires: CivilDate,
    channel: string,
    date: CivilDate,
    today: CivilDate,
  ): string[] {
    return this.#readersOf(channel).filter(
      reader => (this.#newestOf(reader, card, expires, channel, today)?.date ?? '') >= date,
    )
  }

  isHeld(reminder: HeldReminder, channel: string, day: CivilDate): boolean {
    return this.#held.has(heldKey(reminder, channel, day))
  }

  ahead(card: string, today: CivilDate): number {
    return (this.#cards.get(card) ?? []).filter(({ date }) => date > today).length
  }

  #readersOf(channel: string): readonly string[] {
    return this.addresses.get(channel)?.readers ?? []
  }

  #isForAll({ channel, to }: { channel: string; to?: string }): boolean {
    const address = this.addresses.get(channel)
    return to === undefined || (to !== SOME_READERS && (address === undefined || to === address.hash))
  }

  #newestOf(reader: string | null, card: string, expires: CivilDate, channel: string, today: CivilDate) {
    let newest: Newest = null
    for (const entry of this.#cards.get(card) ?? []) {
      if (entry.expires !== expires || entry.channel !== channel || entry.date > today || entry.early)
        continue
      const isIts = this.#isForAll(entry) || (reader !== null && entry.readers?.includes(reader))
      if (isIts && (newest === null || entry.date >= newest.date)) newest = entry
    }
    for (const { one, cards } of this.#past.get(expires) ?? []) {
      const counts = one.channel === channel && one.date <= today && cards.has(card)
      if (counts && (newest === null || one.date > newest.date)) newest = { date: one.date, seen: true }
    }
    return newest
  }
}

/** Puts together what has the same key, in the order of the first of each. */
export function grouped<T, K extends string>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
