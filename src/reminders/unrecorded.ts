import { addDays, type CivilDate, FIRST_DAY, LAST_DAY } from '../dates/civil-date.ts'
import { type Hash, reminderId } from './ids.ts'
import { addressed, type LedgerEntry } from './ledger.ts'
import type { Addresses } from './ledger-index.ts'
import type { Owed } from './owed.ts'
import type { RunState } from './run.ts'
import { isClockBehind } from './run-times.ts'

/** How long marks are kept once the ledger can be written: what they stand for may have been snoozed in that run. */
const KEPT_DAYS = 31

/**
 * What was sent while the ledger could not be written (§8). It is kept beside the cards as hashes, each with the user's
 * civil day, so that the next runs do not send it again, and goes into the ledger once that can be written.
 */
export class Unrecorded {
  readonly #marks: Map<string, CivilDate>

  constructor(
    marks: ReadonlyMap<string, CivilDate>,
    private readonly hash: Hash,
    private readonly addresses: Addresses,
  ) {
    this.#marks = new Map(marks)
  }

  get marks(): ReadonlyMap<string, CivilDate> {
    return this.#marks
  }

  /** Whether there are marks of a day; then they are all that was sent on it. */
  hasDay(day: CivilDate): boolean {
    return [...this.#marks.values()].includes(day)
  }

  /** Whether a channel has had something, or may have had it on a day. @param id of a reminder, or a text */
  has(channel: string, id: string, today: CivilDate): boolean {
    return this.hasHad(channel, id) || this.#marks.has(this.#markOf(channel, id, today))
  }

  hasHad(channel: string, id: string): boolean {
    return this.#marks.size > 0 && this.#marks.has(this.#markOf(channel, id))
  }

  add(channel: string, id: string, today: CivilDate): void {
    this.#marks.set(this.#markOf(channel, id), today)
  }

  /** Adds what only may have been had: it is sent again on another day. */
  addPerhaps(channel: string, id: string, today: CivilDate): void {
    this.#marks.set(this.#markOf(channel, id, today), today)
  }

  /** Keeps only the marks of these days, both included. */
  keepDays(from: CivilDate, to: CivilDate): void {
    for (const [mark, day] of this.#marks) if (day < from || day > to) this.#marks.delete(mark)
  }

  #markOf(channel: string, id: string, day = ''): string {
    return this.hash([channel, this.addresses.get(channel)?.hash ?? '', id, day].join('\n'))
  }
}

/** Returns the entries of what earlier runs have sent and could not record. @param owed what the ledger says is owed */
export function lateEntries(
  { input, hash, unrecorded, addresses }: RunState,
  owed: readonly Owed[],
): LedgerEntry[] {
  const moment = input.moment()
  return owed.flatMap(one => {
    const { card, expires, milestone, date, channel } = one
    const id = reminderId(hash, one)
    if (!unrecorded.hasHad(channel, id)) return []
    return {
      card,
      expires,
      milestone,
      date,
      channel,
      id,
      ...moment,
      seen: true,
      ...addressed(addresses.get(channel)),
    }
  })
}

/**
 * Records beside the cards what the ledger does not have. Once it has begun with a day it goes on to its end, as the ledger
 * may be damaged again. A clock that was ahead has sent reminders before their day: their marks do not count.
 * @param isWritten whether the run could write the ledger
 */
export function recordApart(
  { input, writer, failed, unrecorded, addresses }: RunState,
  isWritten: boolean,
): void {
  const moment = input.moment()
  const { day } = moment
  const before = [...unrecorded.marks].join()
  if (writer.fault !== null || unrecorded.hasDay(day)) {
    const had = writer.current.entries.filter(one => one.day === day)
    for (const { channel, id, to } of had)
      if (to === addresses.get(channel)?.hash) unrecorded.add(channel, id, day)
    for (const { channel, id, code } of failed)
      if (code === 'no-answer') unrecorded.addPerhaps(channel, id, day)
  }
  unrecorded.keepDays(
    isWritten ? addDays(day, -KEPT_DAYS) : FIRST_DAY,
    isClockBehind(writer.current, moment) ? LAST_DAY : day,
  )
  if ([...unrecorded.marks].join() !== before) input.lastDelivery?.keep(unrecorded.marks)
}
