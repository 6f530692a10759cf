import { addDays, type CivilDate, FIRST_DAY, LAST_DAY } from '../dates/civil-date.ts'
import { type Hash, reminderId } from './ids.ts'
import { entriesFor, type Ledger, type LedgerEntry, type Moment, type Trying } from './ledger.ts'
import { type Addresses, CUT_TRIES } from './ledger-index.ts'
import type { Owed } from './owed.ts'
import type { Report } from './run-input.ts'

/** How long marks are kept once the ledger can be written: what they stand for may have been snoozed in that run. */
const KEPT_DAYS = 31

/**
 * What was sent while the ledger could not be written (§8). It is kept beside the cards as hashes, each with the user's
 * civil day, so that the next runs do not send it again, and goes into the ledger once that can be written.
 */
export class Unrecorded {
  readonly #marks: Map<string, CivilDate>

  constructor(
    private readonly before: ReadonlyMap<string, CivilDate>,
    private readonly hash: Hash,
    private readonly addresses: Addresses,
  ) {
    this.#marks = new Map(before)
  }

  get marks(): ReadonlyMap<string, CivilDate> {
    return this.#marks
  }

  get isEmpty(): boolean {
    return this.#marks.size === 0
  }

  get isChanged(): boolean {
    return this.#marks.size !== this.before.size || [...this.#marks].join() !== [...this.before].join()
  }

  /** Whether there are marks of a day; then they are all that was sent on it. */
  hasDay(day: CivilDate): boolean {
    return [...this.#marks.values()].includes(day)
  }

  /** Whether a channel has had something, or may have had it on a day. @param id of a reminder, or a text */
  has(channel: string, id: string, today: CivilDate): boolean {
    return this.#marks.has(this.#markOf(channel, id)) || this.#marks.has(this.#markOf(channel, id, today))
  }

  /** Adds what only may have been had: it is sent again on another day. */
  addPerhaps(channel: string, id: string, today: CivilDate): void {
    this.#marks.set(this.#markOf(channel, id, today), today)
  }

  /** Returns the entries of what earlier runs sent and could not record. @param owed what the ledger says is owed */
  among(owed: readonly Owed[], moment: Moment): LedgerEntry[] {
    return owed.flatMap(one => {
      const { channel } = one
      const id = reminderId(this.hash, one)
      if (!this.#marks.has(this.#markOf(channel, id))) return []
      return entriesFor(channel, [{ ...one, id }], moment, true, this.addresses.get(channel))
    })
  }

  /**
   * Adds what the ledger on disk lacks after a run. Once begun with a day it goes on to its end, as the ledger may be
   * damaged again. A clock that was ahead has sent reminders before their day: their marks are forgotten.
   */
  update(
    { entries, trying }: Ledger,
    failed: Report['failed'],
    today: CivilDate,
    { isFailing, isWritten, isBehind }: { isFailing: boolean; isWritten: boolean; isBehind: boolean },
  ): void {
    if (isFailing || this.hasDay(today)) {
      for (const { channel, id, to, day } of entries)
        if (day === today && to === this.addresses.get(channel)?.hash)
          this.#marks.set(this.#markOf(channel, id), today)
      const ids = new Set(failed.map(({ channel, id }) => `${channel} ${id}`))
      for (const one of trying)
        for (const { id } of one.message.reminders)
          if (ids.has(`${one.channel} ${id}`)) this.#addAttempt(one, id, today)
    }
    const from = isWritten ? addDays(today, -KEPT_DAYS) : FIRST_DAY
    const to = isBehind ? LAST_DAY : today
    for (const [mark, day] of this.#marks) if (day < from || day > to) this.#marks.delete(mark)
  }

  /** Counts an attempt of a day, so that what may have been had waits as it would with the ledger (`isWaiting`). */
  #addAttempt({ channel, waits, had = [] }: Trying, id: string, today: CivilDate): void {
    if (waits?.day !== today) return
    const isPerhaps = waits.outcome === 'no-answer' || had.length > 0
    if (!isPerhaps && waits.outcome !== 'cut') return
    const before = isPerhaps ? [] : Array.from({ length: CUT_TRIES - 1 }, (_, at) => `${today} ${at + 1}`)
    const marks = [...before, today].map(day => this.#markOf(channel, id, day))
    const tries = marks.findIndex(mark => !this.#marks.has(mark)) + 1
    for (const mark of marks.slice(0, Math.max(tries, waits.tries))) this.#marks.set(mark, today)
  }

  #markOf(channel: string, id: string, day = ''): string {
    return this.hash([channel, this.addresses.get(channel)?.hash ?? '', id, day].join('\n'))
  }
}
