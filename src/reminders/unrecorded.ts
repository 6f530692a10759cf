import type { CivilDate } from '../dates/civil-date.ts'
import { type Hash, reminderId } from './ids.ts'
import { addressed, type LedgerEntry } from './ledger.ts'
import type { Addresses } from './ledger-index.ts'
import type { Owed } from './owed.ts'
import type { RunState } from './run.ts'

/**
 * What was sent while the ledger could not be written (§8). It is kept beside the cards as hashes, so that the next runs
 * do not send it again, and goes into the ledger once that can be written.
 */
export class Unrecorded {
  readonly #keys: Set<string>

  constructor(
    keys: Iterable<string>,
    private readonly hash: Hash,
    private readonly addresses: Addresses,
  ) {
    this.#keys = new Set(keys)
  }

  get size(): number {
    return this.#keys.size
  }

  get keys(): readonly string[] {
    return [...this.#keys]
  }

  /** Whether a channel has had something, or may have had it on the user's civil day. @param id of a reminder, or a text */
  has(channel: string, id: string, today: CivilDate): boolean {
    if (this.size === 0) return false
    return this.#keys.has(this.#keyOf(channel, id)) || this.#keys.has(this.#keyOf(channel, id, today))
  }

  /** @param day the user's civil day, if it only may have been had and is sent again on another day */
  add(channel: string, id: string, day: CivilDate | '' = ''): void {
    this.#keys.add(this.#keyOf(channel, id, day))
  }

  #keyOf(channel: string, id: string, day = ''): string {
    return this.hash([channel, this.addresses.get(channel)?.hash ?? '', id, day].join('\n'))
  }
}

/** Returns the entries of what earlier runs have sent and could not record. @param owed what the ledger says is owed */
export function lateEntries(
  { input, hash, unrecorded, addresses }: RunState,
  owed: readonly Owed[],
): LedgerEntry[] {
  if (unrecorded.size === 0) return []
  const moment = input.moment()
  return owed.flatMap(one => {
    const { card, expires, milestone, date, channel } = one
    const id = reminderId(hash, one)
    if (!unrecorded.has(channel, id, '')) return []
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

/** Records beside the cards what the ledger does not have. */
export function recordApart({ input, writer, delivered, failed, unrecorded }: RunState): void {
  const { day } = input.moment()
  if (writer.fault === null) {
    if (unrecorded.size > 0) input.lastDelivery?.record(day, [])
    return
  }
  for (const { channel, id } of delivered) unrecorded.add(channel, id)
  for (const { channel, id, code } of failed) if (code === 'no-answer') unrecorded.add(channel, id, day)
  input.lastDelivery?.record(day, unrecorded.keys)
}
