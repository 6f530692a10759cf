import type { ConfiguredChannel, Message, Recipients } from '../channels/channel.ts'
import { STDOUT } from '../channels/channel.ts'
import { attempt, pauseBefore, type Undelivered, waitFor } from './attempt.ts'
import { readerHash } from './ids.ts'
import {
  dropTrying,
  recordDelivered,
  recordRecipient,
  recordRefused,
  recordTrying,
  recordWaiting,
} from './ledger.ts'
import { isKept, reminderKey } from './left.ts'
import type { Owed } from './owed.ts'
import type { RunState } from './run.ts'
import { entriesOf, failedCode } from './run-input.ts'

/** A message of a channel's turn. */
export interface Job {
  message: Message
  /** What it reminds of, so that it can be divided. */
  owed: readonly Owed[]
  /** Hashes of the readers who had all of it before this run. */
  had: readonly string[]
  /** Whether it contains the faults. */
  faults: boolean
  /** Whether it may have arrived in an earlier run. */
  again: boolean
  /** Why the larger message that it is a part of did not arrive; such a part is tried once. */
  partOf?: Undelivered
}

/** Writes the messages for what is owed. */
export type Plan = (owed: readonly Owed[], faults: boolean) => Promise<Job[]>

/** After so many failures in a row the channel's turn ends (§8). */
const MAX_FAILURES = 20
/** After so many that concern the whole channel, such as a login that is refused. */
const MAX_OF_CHANNEL = 3

/** What became of a turn. */
export interface TurnResult {
  /** Whether the faults arrived. */
  faultsSent: boolean
}

/**
 * Sends a channel its messages one after the other. One that gets no answer waits while the next one goes on. A list that
 * is refused is divided until the card is found that the service does not take.
 */
export async function takeTurn(
  state: RunState,
  channel: ConfiguredChannel,
  jobs: readonly Job[],
  plan: Plan,
): Promise<TurnResult> {
  const { input, end } = state
  const queue = [...jobs]
  const waiting = new Set<Promise<void>>()
  let faultsSent = false
  let failures = 0
  /** From this number of reminders on, a message is larger than the service takes. */
  let tooMany = Infinity

  const settle = async (job: Job, failed: Undelivered | null): Promise<void> => {
    if (failed === null) {
      failures = 0
      faultsSent ||= job.faults
      return recordArrival(state, channel, job)
    }
    failures++
    if (failed.ofChannel && failures >= MAX_OF_CHANNEL) failures = MAX_FAILURES
    if (failed.tooLarge && job.owed.length > 1) tooMany = Math.min(tooMany, job.owed.length)
    if (!canDivide(channel, job, failed) || hadOf(state, job).length > job.had.length)
      return recordFailure(state, channel, job, failed)
    const parts = await divide(job, failed)
    // What is too large is cut first, so that the rest is not tried for nothing.
    if (failed.tooLarge) queue.unshift(...parts)
    else queue.push(...parts)
  }

  /** Replaces a message by two halves, and by the faults alone. */
  const divide = async ({ message, owed, faults }: Job, failed: Undelivered): Promise<Job[]> => {
    const half = Math.ceil(owed.length / 2)
    const parts = [
      ...(await plan(owed.slice(0, half), false)),
      ...(owed.length > 1 ? await plan(owed.slice(half), false) : []),
      ...(faults ? await plan([], true) : []),
    ].map(job => ({ ...job, partOf: failed }))
    await state.writer.write(ledger =>
      recordTrying(
        dropTrying(ledger, message),
        parts,
        state.input.moment(),
        state.addresses.get(channel.name),
      ),
    )
    return parts
  }

  const isOver = () => end.aborted || failures >= MAX_FAILURES || input.isHeld?.() === false
  for (;;) {
    while (queue.length > 0 && !isOver()) {
      const job = queue.shift()!
      if (job.partOf?.tooLarge && job.owed.length >= tooMany && job.owed.length > 1) {
        queue.unshift(...(await divide(job, job.partOf)))
        continue
      }
      const sending: Promise<void> = send(state, channel, job)
        .then(failed => settle(job, failed))
        .finally(() => waiting.delete(sending))
      waiting.add(sending)
      await upTo(input.limits.patience, sending)
    }
    if (waiting.size === 0) break
    // A late answer may divide its message.
    await Promise.race(waiting)
  }
  // Without the lock, the ledger is the next run's, which sends what is left.
  if (input.isHeld?.() !== false) await leaveUnsent(state, channel, queue)
  return { faultsSent }
}

/** Sends a message, and again while the service is busy or cannot be reached. */
async function send(state: RunState, channel: ConfiguredChannel, job: Job): Promise<Undelivered | null> {
  const { input, end } = state
  const recipients = recipientsOf(state, channel, job)
  for (let attempts = 1; ; attempts++) {
    const failed = await attempt(channel, job.message, recipients, end, input.limits)
    if (failed === null) return null
    const pause = job.partOf && failed.outcome === 'busy' ? null : pauseBefore(failed, attempts, input.limits)
    if (pause === null || performance.now() + pause > state.endsAt) return failed
    await waitFor(pause, end)
    if (end.aborted || input.isHeld?.() === false) return failed
  }
}

/** Waits for a promise, at most so many milliseconds. */
async function upTo(time: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, time)
  })
  await Promise.race([promise, patience])
  clearTimeout(timer)
}

/** Whether a message can be divided to find what the service does not take. */
function canDivide(channel: ConfiguredChannel, job: Job, { outcome }: Undelivered): boolean {
  const parts = job.owed.length + (job.faults ? 1 : 0)
  return parts > 1 && !channel.whole && !channel.glance && (outcome === 'busy' || outcome === 'refused')
}

/** The hashes of the recipients who have a message. */
function hadOf({ writer }: RunState, { message }: Job): readonly string[] {
  const isSame = (one: { channel: string; message: Message }) =>
    one.channel === message.channel && one.message.id === message.id
  return writer.current.trying.find(isSame)?.had ?? []
}

function recipientsOf(state: RunState, channel: ConfiguredChannel, job: Job): Recipients {
  return {
    has: address => hadOf(state, job).includes(readerHash(address)),
    add(address) {
      void state.writer.write(ledger =>
        recordRecipient(ledger, { channel: channel.name, id: job.message.id }, readerHash(address)),
      )
    },
  }
}

async function recordArrival(state: RunState, channel: ConfiguredChannel, { message }: Job): Promise<void> {
  const { input } = state
  state.delivered.push(...entriesOf(message))
  const seen = channel.name !== STDOUT || input.isSeen
  const moment = input.moment()
  if (message.reminders.length > 0) input.lastDelivery?.delivered(moment.day)
  await state.record(ledger =>
    recordDelivered(ledger, message, moment, seen, state.addresses.get(channel.name)),
  )
}

async function recordFailure(
  state: RunState,
  channel: ConfiguredChannel,
  job: Job,
  failed: Undelivered,
): Promise<void> {
  const { input } = state
  const { failure, outcome, ofChannel = false } = failed
  const { message } = job
  const had = hadOf(state, job).length - job.had.length
  state.failures.set(channel.name, failed)
  if (had > 0) state.partial.set(channel.name, failure)
  const code = failedCode(outcome)
  state.failed.push(...entriesOf(message).map(entry => ({ ...entry, error: failure, code, ofChannel })))
  const moment = input.moment()
  await state.record(ledger => {
    if (isKept(outcome, ofChannel, { again: job.again, had }))
      return recordWaiting(ledger, message, { outcome, day: moment.day })
    const dropped = dropTrying(ledger, message)
    if (outcome !== 'refused' || ofChannel || channel.glance) return dropped
    return recordRefused(dropped, message, moment)
  })
}

/** Leaves what the turn had no time for: it is still owed, and what may have arrived stays as it is. */
async function leaveUnsent(
  state: RunState,
  channel: ConfiguredChannel,
  queue: readonly Job[],
): Promise<void> {
  for (const { message, partOf } of queue) {
    if (partOf === undefined) continue
    const { failure: error, outcome, ofChannel = false } = partOf
    const code = failedCode(outcome)
    state.failures.set(channel.name, partOf)
    state.failed.push(...entriesOf(message).map(entry => ({ ...entry, error, code, ofChannel })))
  }
  const fresh = queue.filter(({ again }) => !again)
  if (fresh.length === 0) return
  await state.writer.write(ledger => fresh.reduce((rest, { message }) => dropTrying(rest, message), ledger))
}

/** Returns what a message reminds of, of all that is owed. */
export function owedIn({ reminders }: Message, owed: readonly Owed[]): Owed[] {
  const keys = new Set(reminders.map(reminderKey))
  return owed.filter(one => keys.has(reminderKey(one)))
}
