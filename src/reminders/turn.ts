import type { ConfiguredChannel, Recipients, SendOutcome } from '../channels/channel.ts'
import { STDOUT } from '../channels/channel.ts'
import { addDays } from '../dates/civil-date.ts'
import { attempt, pauseBefore, type Undelivered, upTo, waitFor } from './attempt.ts'
import { type Fault, faultsKey } from './faults.ts'
import { type Address, readerHash } from './ids.ts'
import {
  dropTrying,
  type Ledger,
  recordDelivered,
  recordFailed,
  recordFaultsSent,
  recordRecipient,
  recordRefused,
  recordTrying,
  recordWaiting,
  recordWorking,
  stateOf,
} from './ledger.ts'
import type { Owed } from './owed.ts'
import { dueFor, owedIn, type PlannedMessage, planMessages } from './plan-messages.ts'
import { entriesOf } from './run-input.ts'
import { faultsNow, type RunState } from './run-state.ts'

const MAX_FAILURES = 20
const MAX_OF_CHANNEL = 3
const REPEAT_FAULTS_DAYS = 7

/**
 * Sends a channel its messages one after the other. One that gets no answer waits while the next one goes on. A list
 * that is refused is divided until the card is found that the service does not take.
 */
export class Turn {
  readonly #name: string
  readonly #address: Address | undefined
  readonly #queue: PlannedMessage[] = []
  #failures = 0
  #hasArrived = false
  #faultsArrived = false
  #faultsKey = ''
  #sendsFaults = false
  /** From this number of reminders on, a message is larger than the service takes. */
  #tooMany = Infinity

  constructor(
    private readonly state: RunState,
    private readonly channel: ConfiguredChannel,
    private readonly extra: readonly Fault[] = [],
  ) {
    this.#name = channel.name
    this.#address = state.addresses.get(channel.name)
  }

  /** Writes the messages: what the channel is owed, most urgent first, then what may have arrived already. */
  async prepare(owed: readonly Owed[]): Promise<this> {
    const { state } = this
    const { input, writer } = state
    const { fresh, again, outdated } = dueFor(state, this.#name, owed)
    const dropped = outdated.map(({ message }) => message)
    if (dropped.length > 0) await writer.write(ledger => dropTrying(ledger, dropped))

    const faults = await faultsNow(state)
    this.#faultsKey = faultsKey(faults, state.hash)
    this.#sendsFaults = faults.length > 0 && this.#shouldSendFaults()
    let planned = fresh.length > 0 || this.#sendsFaults ? await this.#plan(fresh, true) : []
    const record = (ledger: Ledger) => recordTrying(ledger, planned, input.moment(), this.#address)
    // It is sent anyway, with a fault that says the ledger cannot be written.
    if (planned.length > 0 && !(await writer.write(record))) planned = await this.#plan(fresh, true)
    this.#queue.push(...planned)
    for (const { message } of again)
      this.#queue.push({ message, owed: owedIn(message, owed), had: [], faults: false, again: true })
    return this
  }

  async #plan(owed: readonly Owed[], withFaults: boolean): Promise<PlannedMessage[]> {
    const { state, channel, extra } = this
    return planMessages(state, channel, owed, withFaults ? [...(await faultsNow(state)), ...extra] : [])
  }

  /** Whether a channel that is owed nothing gets the faults alone: when they are new, then weekly. */
  #shouldSendFaults(): boolean {
    const { marks, input, writer } = this.state
    const { today } = input
    if (marks.has(this.#name, this.#faultsKey, today)) return false
    const { told } = stateOf(writer.current, this.#name)
    return (
      told?.faults !== this.#faultsKey ||
      told.day <= addDays(today, -REPEAT_FAULTS_DAYS) ||
      told.day > addDays(today, REPEAT_FAULTS_DAYS)
    )
  }

  async send(): Promise<void> {
    if (this.#queue.length === 0) return
    const sending = new Set<Promise<void>>()
    for (;;) {
      while (this.#queue.length > 0 && !this.#isOver()) {
        const planned = this.#queue.shift()!
        const { partOf, owed } = planned
        if (partOf?.tooLarge && owed.length >= this.#tooMany && owed.length > 1) {
          this.#queue.unshift(...(await this.#divide(planned, partOf)))
          continue
        }
        const sent: Promise<void> = this.#sendOne(planned)
          .then(failed => this.#settle(planned, failed))
          .finally(() => sending.delete(sent))
        sending.add(sent)
        await upTo(this.state.input.limits.messageTimeout, sent)
      }
      if (sending.size === 0) break
      await Promise.race(sending)
    }
    await this.#leaveUnsent()
    await this.#recordTurn()
  }

  #isOver(): boolean {
    return this.state.end.aborted || this.#failures >= MAX_FAILURES || !this.#hasLock()
  }

  #hasLock(): boolean {
    return this.state.input.isHeld?.() !== false
  }

  async #sendOne(planned: PlannedMessage): Promise<Undelivered | null> {
    const { input, end, endsAt } = this.state
    const recipients = this.#recipientsOf(planned)
    for (let attempts = 1; ; attempts++) {
      const failed = await attempt(this.channel, planned.message, recipients, end, input.limits)
      if (failed === null) return null
      const isBusyPart = planned.partOf && failed.outcome === 'busy'
      const pause = isBusyPart ? null : pauseBefore(failed, attempts, input.limits)
      if (pause === null || performance.now() + pause > endsAt) return failed
      await waitFor(pause, end)
      if (end.aborted || !this.#hasLock()) return failed
    }
  }

  #recipientsOf(planned: PlannedMessage): Recipients {
    const { writer } = this.state
    return {
      has: address => this.#hadOf(planned).includes(readerHash(address)),
      add: address => {
        const which = { channel: this.#name, id: planned.message.id }
        void writer.write(ledger => recordRecipient(ledger, which, readerHash(address)))
      },
    }
  }

  #hadOf({ message }: PlannedMessage): readonly string[] {
    const { trying } = this.state.writer.current
    return trying.find(one => one.channel === message.channel && one.message.id === message.id)?.had ?? []
  }

  async #settle(planned: PlannedMessage, failed: Undelivered | null): Promise<void> {
    const { owed, faults } = planned
    if (failed === null) {
      this.#failures = 0
      this.#hasArrived = true
      this.#faultsArrived ||= faults
      return this.#recordArrival(planned)
    }
    this.#failures++
    if (failed.ofChannel && this.#failures >= MAX_OF_CHANNEL) this.#failures = MAX_FAILURES
    if (failed.tooLarge && owed.length > 1) this.#tooMany = Math.min(this.#tooMany, owed.length)
    if (!this.#canDivide(planned, failed)) return this.#recordFailure(planned, failed)
    const parts = await this.#divide(planned, failed)
    // What is too large is cut first, so that the rest is not tried for nothing.
    if (failed.tooLarge) this.#queue.unshift(...parts)
    else this.#queue.push(...parts)
  }

  /** Whether a message can be divided to find what the service does not take; no recipient has it yet. */
  #canDivide(planned: PlannedMessage, { outcome }: Undelivered): boolean {
    const { owed, faults, had } = planned
    const isList = owed.length + (faults ? 1 : 0) > 1 && !this.channel.whole && !this.channel.glance
    return (
      isList && (outcome === 'busy' || outcome === 'refused') && this.#hadOf(planned).length <= had.length
    )
  }

  async #divide({ message, owed, faults }: PlannedMessage, partOf: Undelivered): Promise<PlannedMessage[]> {
    const { writer, input } = this.state
    const half = Math.ceil(owed.length / 2)
    const parts = [
      ...(await this.#plan(owed.slice(0, half), false)),
      ...(await this.#plan(owed.slice(half), false)),
      ...(faults ? await this.#plan([], true) : []),
    ].map(part => ({ ...part, partOf }))
    await writer.write(ledger =>
      recordTrying(dropTrying(ledger, [message]), parts, input.moment(), this.#address),
    )
    return parts
  }

  async #recordArrival({ message }: PlannedMessage): Promise<void> {
    const { input, delivered, writer } = this.state
    delivered.push(...entriesOf(message))
    const seen = this.#name !== STDOUT || input.isSeen
    const moment = input.moment()
    await writer.record(ledger => recordDelivered(ledger, message, moment, seen, this.#address))
  }

  async #recordFailure(planned: PlannedMessage, failed: Undelivered): Promise<void> {
    const { message, again } = planned
    const { outcome, ofChannel = false } = failed
    const had = this.#hadOf(planned).length - planned.had.length
    if (had > 0) this.state.partial.set(this.#name, failed.failure)
    this.#report(planned, failed)
    const moment = this.state.input.moment()
    await this.state.writer.record(ledger => {
      if (isKept(outcome, ofChannel, { again, had }))
        return recordWaiting(ledger, message, { outcome, day: moment.day })
      const dropped = dropTrying(ledger, [message])
      const isOfMessage = outcome === 'refused' && !ofChannel && !this.channel.glance
      return isOfMessage ? recordRefused(dropped, message, moment) : dropped
    })
  }

  #report({ message }: PlannedMessage, failed: Undelivered): void {
    const { failure: error, outcome, ofChannel = false } = failed
    this.state.failures.set(this.#name, failed)
    const code = outcome === 'cut' ? 'no-answer' : outcome
    for (const entry of entriesOf(message)) this.state.failed.push({ ...entry, error, code, ofChannel })
  }

  /** Leaves what there was no time for: it is still owed, and what may have arrived stays as it is. */
  async #leaveUnsent(): Promise<void> {
    // Without the lock, the ledger is the next run's, which sends what is left.
    if (!this.#hasLock()) return
    for (const planned of this.#queue) if (planned.partOf) this.#report(planned, planned.partOf)
    const fresh = this.#queue.filter(({ again }) => !again).map(({ message }) => message)
    if (fresh.length > 0) await this.state.writer.write(ledger => dropTrying(ledger, fresh))
  }

  async #recordTurn(): Promise<void> {
    const { input, failures, marks, writer } = this.state
    if (this.#faultsArrived) marks.addOf(input.today, this.#name, this.#faultsKey)
    const failed = failures.get(this.#name)
    await writer.record(ledger => {
      const recorded =
        this.#faultsArrived && this.#sendsFaults
          ? recordFaultsSent(ledger, this.#name, this.#faultsKey, input.moment())
          : ledger
      if (failed) return recordFailed(recorded, this.#name, input.moment(), failed)
      return this.#hasArrived ? recordWorking(recorded, this.#name) : recorded
    })
  }
}

function isKept(outcome: SendOutcome, ofChannel: boolean, { again = false, had = 0 }): boolean {
  // It may have arrived, or some of its recipients have it.
  if (outcome === 'no-answer' || outcome === 'cut' || had > 0) return true
  return again && (outcome !== 'refused' || ofChannel)
}
