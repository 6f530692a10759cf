import { setTimeout as wait } from 'node:timers/promises'
import { type ConfiguredChannel, type Message, STDOUT } from '../channels/channel.ts'
import { rawErrorText } from '../error-text.ts'
import { RenewError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import { sendMessage, type Undelivered } from './attempt.ts'
import type { Fault } from './faults.ts'
import type { Hash } from './ids.ts'
import { dropTrying, type Ledger, recordDelivered, recordFailed, recordTold, recordTrying } from './ledger.ts'
import type { LedgerWriter } from './ledger-writer.ts'
import type { Owed, ReminderCard, StandingMilestone } from './owed.ts'
import { faultsKey, planMessages, shouldTellFaults } from './plan-messages.ts'
import { entriesOf, type Report, type RunInput } from './run-input.ts'

/**
 * So long a run waits in all, in milliseconds, for "delivered" to be durable before it sends the next message.
 * Were it to die then, one message a channel would come again; but a thousand messages over a large ledger must
 * not cost the run its minute, so after that they are written together.
 */
export const PATIENCE = 5000

/** What the channels of one run share. */
export interface RunState {
  job: RunInput
  hash: Hash
  /** The words of the program's language. */
  words: AllWords
  watched: ReadonlyMap<string, ReminderCard>
  /** What every channel of a card must have had by today; reckoned once, it is the slow part of a run. */
  said: readonly (StandingMilestone & { watched: ReminderCard })[]
  writer: LedgerWriter
  /** What was wrong before anything was sent. */
  faults: readonly Fault[]
  /** Ends the run. */
  end: AbortSignal
  delivered: Report['delivered']
  failed: Report['failed']
  /** Channels that did not take a message, and why. */
  broken: Map<string, Failure>
  /** Channels that reached some of their readers only, and why not the others. */
  partly: Map<string, Failure>
  /** What is left of `PATIENCE`. */
  patience: number
}

/** What is wrong by now. */
export function faultsNow({ faults, writer, words }: RunState): Fault[] {
  if (writer.fault === null) return [...faults]
  return [...faults, { code: 'ledger-unwritable', values: { reason: reasonOf(writer.fault, words) } }]
}

/**
 * One channel's part of a run: what a died run left, then what it is owed now, then nothing more.
 * @param owed asked after the leftovers went out, for they may be what was owed
 * @param extra further faults for this channel's readers
 */
export async function runChannel(
  state: RunState,
  outlet: ConfiguredChannel,
  owed: () => Owed[],
  extra: readonly Fault[] = [],
): Promise<void> {
  const { job, hash, writer } = state
  if (!(await resendLeft(state, outlet))) return
  const now = owed()
  const known = faultsKey(faultsNow(state), hash)
  const tells = faultsNow(state).length > 0 && shouldTellFaults(writer.current, outlet.name, known, job.today)
  if (now.length === 0 && !tells) return

  const plan = () => planMessages(job, outlet, now, [...faultsNow(state), ...extra], hash)
  let messages = await plan()
  const isRecorded = await writer.write(ledger => recordTrying(ledger, messages, job.moment()))
  // Sent all the same, and the readers are told that it may come again.
  if (!isRecorded) messages = await plan()
  const unsent = await sendAll(state, outlet, messages, false)
  if (unsent.length > 0) await writer.write(ledger => unsent.reduce(dropTrying, ledger))
  else if (tells) await writer.write(ledger => recordTold(ledger, outlet.name, known, job.moment()))
}

/** Sends what was "trying" when a run died. @returns whether the channel is worth going on with */
async function resendLeft(state: RunState, outlet: ConfiguredChannel): Promise<boolean> {
  const left = state.writer.current.trying.filter(({ channel }) => channel === outlet.name)
  const messages = left.map(({ message }) => message)
  const [standing, moot] = [
    messages.filter(one => stillStands(one, state)),
    messages.filter(one => !stillStands(one, state)),
  ]
  if (moot.length > 0) await state.writer.write(ledger => moot.reduce(dropTrying, ledger))
  return (await sendAll(state, outlet, standing, true)).length === 0 && !state.broken.has(outlet.name)
}

/**
 * Whether a message of an earlier run still says anything true: of a card that was renewed, closed, removed or
 * acknowledged since, nobody wants to hear.
 */
export function stillStands({ reminders }: Message, { watched }: Pick<RunState, 'watched'>): boolean {
  return reminders.some(({ card, expires, date }) => {
    const now = watched.get(card)
    if (!now || now.closed || now.term.expires !== expires) return false
    return now.term.acknowledged === null || date > now.term.acknowledged
  })
}

/**
 * Sends messages one after the other. A message the service refuses does not stop the others, a service that
 * does not answer does: they stay owed.
 * @param again they may have arrived already: until one is taken or refused it is sent as it was, in later runs too
 * @returns the messages that were not tried any more
 */
async function sendAll(
  state: RunState,
  outlet: ConfiguredChannel,
  messages: readonly Message[],
  again: boolean,
): Promise<Message[]> {
  const { job, end } = state
  for (const [index, message] of messages.entries()) {
    if (end.aborted) return messages.slice(index)
    const undelivered = await sendMessage(outlet, message, end, job.limits)
    if (undelivered === null || undelivered.partly) {
      state.delivered.push(...entriesOf(message))
      const isSeen = outlet.name !== STDOUT || job.isSeen
      await record(state, ledger => recordDelivered(ledger, message, job.moment(), isSeen))
      if (undelivered !== null) await reportPartly(state, outlet.name, undelivered)
      continue
    }
    const { failure, gone, passing } = undelivered
    state.broken.set(outlet.name, failure)
    state.failed.push(...entriesOf(message).map(told => ({ ...told, error: failure })))
    await record(state, ledger => {
      const failed = recordFailed(ledger, outlet.name, job.moment(), { failure, gone })
      return again && passing ? failed : dropTrying(failed, message)
    })
    if (passing) return messages.slice(index + 1)
  }
  return []
}

/** Some have it: it is not sent again, but as long as some readers are refused the channel counts as failing. */
async function reportPartly(
  { job, writer, partly }: RunState,
  channel: string,
  { failure }: Undelivered,
): Promise<void> {
  partly.set(channel, failure)
  await writer.write(ledger => recordFailed(ledger, channel, job.moment(), { failure, gone: false }))
}

/** Writes what became of a message, durably before the next one is sent while the run has the patience. */
async function record(state: RunState, change: (ledger: Ledger) => Ledger): Promise<void> {
  if (state.patience > 0) state.patience -= await settled(state.writer.write(change), state.patience)
  else state.writer.note(change)
}

/** Waits for a promise, but not for ever; it goes on all the same. @returns how long it took, in milliseconds */
async function settled(promise: Promise<unknown>, patience: number): Promise<number> {
  const begun = performance.now()
  const timer = new AbortController()
  await Promise.race([promise, wait(patience, null, { signal: timer.signal }).catch(() => null)])
  timer.abort()
  return performance.now() - begun
}

function reasonOf(error: unknown, words: AllWords): string {
  if (!(error instanceof RenewError)) return (error as NodeJS.ErrnoException)?.code ?? String(error)
  return rawErrorText(error, words).message
}
