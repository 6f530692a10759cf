import type { ConfiguredChannel, Message, Recipients, SendOutcome } from '../channels/channel.ts'
import { STDOUT } from '../channels/channel.ts'
import { attempt, pauseBefore, type Undelivered, upTo, waitFor } from './attempt.ts'
import { readerHash } from './ids.ts'
import {
  dropTrying,
  recordDelivered,
  recordRecipient,
  recordRefused,
  recordTrying,
  recordWaiting,
} from './ledger.ts'
import type { Owed } from './owed.ts'
import type { Job } from './plan-messages.ts'
import { entriesOf, failedCode } from './run-input.ts'
import type { RunState } from './run-state.ts'

export type Plan = (owed: readonly Owed[], faults: boolean) => Promise<Job[]>

const MAX_FAILURES = 20
const MAX_OF_CHANNEL = 3

/**
 * Sends a channel its messages one after the other. One that gets no answer waits while the next one goes on. A list
 * that is refused is divided until the card is found that the service does not take.
 */
export class Turn {
  readonly #queue: Job[]
  #failures = 0
  #faultsArrived = false
  /** From this number of reminders on, a message is larger than the service takes. */
  #tooMany = Infinity

  constructor(
    private readonly state: RunState,
    private readonly channel: ConfiguredChannel,
    jobs: readonly Job[],
    private readonly plan: Plan,
  ) {
    this.#queue = [...jobs]
  }

  async send(): Promise<boolean> {
    const waiting = new Set<Promise<void>>()
    for (;;) {
      while (this.#queue.length > 0 && !this.#isOver()) {
        const job = this.#queue.shift()!
        if (job.partOf?.tooLarge && job.owed.length >= this.#tooMany && job.owed.length > 1) {
          this.#queue.unshift(...(await this.#divide(job, job.partOf)))
          continue
        }
        const sending: Promise<void> = this.#sendJob(job)
          .then(failed => this.#settle(job, failed))
          .finally(() => waiting.delete(sending))
        waiting.add(sending)
        await upTo(this.state.input.limits.messageTimeout, sending)
      }
      if (waiting.size === 0) break
      // A late answer may divide its message.
      await Promise.race(waiting)
    }
    await this.#leaveUnsent()
    return this.#faultsArrived
  }

  #isOver(): boolean {
    return this.state.end.aborted || this.#failures >= MAX_FAILURES || !this.#hasLock()
  }

  #hasLock(): boolean {
    return this.state.input.isHeld?.() !== false
  }

  async #sendJob(job: Job): Promise<Undelivered | null> {
    const { input, end, endsAt } = this.state
    const recipients = this.#recipientsOf(job)
    for (let attempts = 1; ; attempts++) {
      const failed = await attempt(this.channel, job.message, recipients, end, input.limits)
      if (failed === null) return null
      const pause =
        job.partOf && failed.outcome === 'busy' ? null : pauseBefore(failed, attempts, input.limits)
      if (pause === null || performance.now() + pause > endsAt) return failed
      await waitFor(pause, end)
      if (end.aborted || !this.#hasLock()) return failed
    }
  }

  #recipientsOf(job: Job): Recipients {
    const { writer } = this.state
    return {
      has: address => this.#hadOf(job).includes(readerHash(address)),
      add: address => {
        const which = { channel: this.channel.name, id: job.message.id }
        void writer.write(ledger => recordRecipient(ledger, which, readerHash(address)))
      },
    }
  }

  #hadOf({ message }: Job): readonly string[] {
    const { trying } = this.state.writer.current
    return trying.find(one => one.channel === message.channel && one.message.id === message.id)?.had ?? []
  }

  async #settle(job: Job, failed: Undelivered | null): Promise<void> {
    if (failed === null) {
      this.#failures = 0
      this.#faultsArrived ||= job.faults
      return this.#recordArrival(job)
    }
    this.#failures++
    if (failed.ofChannel && this.#failures >= MAX_OF_CHANNEL) this.#failures = MAX_FAILURES
    if (failed.tooLarge && job.owed.length > 1) this.#tooMany = Math.min(this.#tooMany, job.owed.length)
    if (!this.#canDivide(job, failed)) return this.#recordFailure(job, failed)
    const parts = await this.#divide(job, failed)
    // What is too large is cut first, so that the rest is not tried for nothing.
    if (failed.tooLarge) this.#queue.unshift(...parts)
    else this.#queue.push(...parts)
  }

  /** Whether a message can be divided to find what the service does not take; no recipient has it yet. */
  #canDivide(job: Job, { outcome }: Undelivered): boolean {
    const parts = job.owed.length + (job.faults ? 1 : 0)
    const isList = parts > 1 && !this.channel.whole && !this.channel.glance
    return (
      isList && (outcome === 'busy' || outcome === 'refused') && this.#hadOf(job).length <= job.had.length
    )
  }

  async #divide({ message, owed, faults }: Job, failed: Undelivered): Promise<Job[]> {
    const { writer, input, addresses } = this.state
    const half = Math.ceil(owed.length / 2)
    const parts = [
      ...(await this.plan(owed.slice(0, half), false)),
      ...(owed.length > 1 ? await this.plan(owed.slice(half), false) : []),
      ...(faults ? await this.plan([], true) : []),
    ].map(job => ({ ...job, partOf: failed }))
    const address = addresses.get(this.channel.name)
    await writer.write(ledger => recordTrying(dropTrying(ledger, message), parts, input.moment(), address))
    return parts
  }

  async #recordArrival({ message }: Job): Promise<void> {
    const { input, delivered, addresses, writer } = this.state
    const { name } = this.channel
    delivered.push(...entriesOf(message))
    const seen = name !== STDOUT || input.isSeen
    const moment = input.moment()
    await writer.record(ledger => recordDelivered(ledger, message, moment, seen, addresses.get(name)))
  }

  async #recordFailure(job: Job, failed: Undelivered): Promise<void> {
    const { message, again } = job
    const { outcome, ofChannel = false } = failed
    const had = this.#hadOf(job).length - job.had.length
    if (had > 0) this.state.partial.set(this.channel.name, failed.failure)
    this.#report(message, failed)
    const moment = this.state.input.moment()
    await this.state.writer.record(ledger => {
      if (isKept(outcome, ofChannel, { again, had }))
        return recordWaiting(ledger, message, { outcome, day: moment.day })
      const dropped = dropTrying(ledger, message)
      const isOfMessage = outcome === 'refused' && !ofChannel && !this.channel.glance
      return isOfMessage ? recordRefused(dropped, message, moment) : dropped
    })
  }

  #report(message: Message, failed: Undelivered): void {
    const { failure: error, outcome, ofChannel = false } = failed
    this.state.failures.set(this.channel.name, failed)
    for (const entry of entriesOf(message))
      this.state.failed.push({ ...entry, error, code: failedCode(outcome), ofChannel })
  }

  /** Leaves what there was no time for: it is still owed, and what may have arrived stays as it is. */
  async #leaveUnsent(): Promise<void> {
    // Without the lock, the ledger is the next run's, which sends what is left.
    if (!this.#hasLock()) return
    for (const { message, partOf } of this.#queue) if (partOf) this.#report(message, partOf)
    const fresh = this.#queue.filter(({ again }) => !again)
    if (fresh.length === 0) return
    await this.state.writer.write(ledger =>
      fresh.reduce((rest, { message }) => dropTrying(rest, message), ledger),
    )
  }
}

/** Whether a failed message stays as it is: it may have arrived, or some of its recipients have it. */
function isKept(outcome: SendOutcome, ofChannel: boolean, { again = false, had = 0 }): boolean {
  if (outcome === 'no-answer' || outcome === 'cut' || had > 0) return true
  return again && (outcome !== 'refused' || ofChannel)
}
