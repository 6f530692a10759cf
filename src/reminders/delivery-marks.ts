import { addDays, type CivilDate, FIRST_DAY, LAST_DAY } from '../dates/civil-date.ts'
import { type Hash, reminderId } from './ids.ts'
import { entriesFor, type Ledger, type Moment, type Refused, type Trying } from './ledger.ts'
import { type Addresses, CUT_TRIES } from './ledger-index.ts'
import type { Owed } from './owed.ts'
import type { LastDelivery, Report } from './run-input.ts'

/** Once the ledger can be written: what marks stand for may have been snoozed in that run. */
const KEPT_DAYS = 31

/**
 * What was sent, kept beside the cards as hashes, each with the user's civil day (§8). What was sent today, or may have
 * arrived, is not sent again on that day, even if the ledger is lost or an earlier one is in its place. What was sent
 * while the ledger could not be written goes into it once it can.
 */
export class DeliveryMarks {
  readonly #marks: Map<string, CivilDate>
  readonly #before: ReadonlyMap<string, CivilDate>
  #kept: string

  constructor(
    private readonly file: LastDelivery | undefined,
    private readonly hash: Hash,
    private readonly addresses: Addresses,
  ) {
    this.#before = file?.marks ?? new Map()
    this.#marks = new Map(this.#before)
    this.#kept = [...this.#marks].join()
  }

  /** Whether a channel had something before this run, or may have had it on a day. */
  has(channel: string, id: string, today: CivilDate): boolean {
    return this.#has(channel, id) || this.#has(channel, id, today)
  }

  addOf(today: CivilDate, channel: string, id: string): void {
    this.#marks.set(this.#markOf(channel, id, today), today)
  }

  /** Adds to the ledger what it lacks: entries of what was sent, and what was sent today as waiting for another day. */
  addTo(ledger: Ledger, owed: readonly Owed[], moment: Moment): Ledger {
    const entries = [...ledger.entries]
    const refused: Refused[] = [...(ledger.refused ?? [])]
    const waiting = new Set(
      refused.filter(({ day }) => day === moment.day).map(one => `${one.channel} ${one.id}`),
    )
    for (const one of owed) {
      const { channel, card, expires, date } = one
      const id = reminderId(this.hash, one)
      if (this.#has(channel, id))
        entries.push(...entriesFor(channel, [{ ...one, id }], moment, true, this.addresses.get(channel)))
      else if (this.#has(channel, id, moment.day) && !waiting.has(`${channel} ${id}`))
        refused.push({ channel, id, day: moment.day, card, expires, date })
    }
    if (entries.length === ledger.entries.length && refused.length === (ledger.refused?.length ?? 0))
      return ledger
    return { ...ledger, entries, ...(refused.length > 0 ? { refused } : {}) }
  }

  /** Keeps what a run has sent so far; what the ledger on disk lacks counts on later days too. */
  keep(
    { entries, trying }: Ledger,
    failed: Report['failed'],
    today: CivilDate,
    { isFailing, isWritten, isBehind }: { isFailing: boolean; isWritten: boolean; isBehind: boolean },
  ): void {
    for (const { channel, id, to, day, early } of entries) {
      if (day !== today || to !== this.addresses.get(channel)?.hash) continue
      // What a clock that was ahead has sent comes again, perhaps on the same day of the user.
      if (early) this.#marks.delete(this.#markOf(channel, id, today))
      else this.#marks.set(this.#markOf(channel, id, isFailing ? '' : today), today)
    }
    const ids = new Set(failed.map(({ channel, id }) => `${channel} ${id}`))
    for (const one of trying)
      for (const { id } of one.message.reminders)
        if (ids.has(`${one.channel} ${id}`)) this.#addAttempt(one, id, today, isFailing)
    // Marks of days to come were made by a clock that was ahead.
    const from = isWritten ? addDays(today, -KEPT_DAYS) : FIRST_DAY
    const to = isBehind ? LAST_DAY : today
    for (const [mark, day] of this.#marks) if (day < from || day > to) this.#marks.delete(mark)
    const kept = [...this.#marks].join()
    if (kept !== this.#kept) this.file?.keep(this.#marks, !isFailing)
    this.#kept = kept
  }

  /** Counts an attempt, so that what may have been had waits as it would with the ledger (`isWaiting`). */
  #addAttempt({ channel, waits, had = [] }: Trying, id: string, today: CivilDate, isFailing: boolean): void {
    if (waits?.day !== today) return
    const isPerhaps = waits.outcome === 'no-answer' || (isFailing && had.length > 0)
    if (!isPerhaps && waits.outcome !== 'cut') return
    const before = isPerhaps ? [] : Array.from({ length: CUT_TRIES - 1 }, (_, at) => `${today} ${at + 1}`)
    const marks = [...before, today].map(day => this.#markOf(channel, id, day))
    const tries = marks.findIndex(mark => !this.#before.has(mark)) + 1
    for (const mark of marks.slice(0, Math.max(tries, waits.tries))) this.#marks.set(mark, today)
  }

  #has(channel: string, id: string, day = ''): boolean {
    return this.#before.size > 0 && this.#before.has(this.#markOf(channel, id, day))
  }

  /** @param day on which it counts, with the number of the attempt; empty: always */
  #markOf(channel: string, id: string, day: string): string {
    return this.hash([channel, this.addresses.get(channel)?.hash ?? '', id, day].join('\n'))
  }
}
