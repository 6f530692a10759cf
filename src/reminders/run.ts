import { setTimeout as wait } from 'node:timers/promises'
import { type ConfiguredChannel, type Message, STDOUT } from '../channels/channel.ts'
import { rawErrorText } from '../error-text.ts'
import { RenewError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import { sendMessage, type Undelivered } from './attempt.ts'
import type { Fault } from './faults.ts'
import { type Hash, loadHash, reminderId } from './ids.ts'
import {
  compactLedger,
  dropTrying,
  type Ledger,
  recordDelivered,
  recordFailed,
  recordRun,
  recordTold,
  recordTrying,
} from './ledger.ts'
import { indexLedger } from './ledger-index.ts'
import { LedgerWriter } from './ledger-writer.ts'
import {
  channelsOf,
  isSaneDay,
  type Owed,
  owedAmong,
  type ReminderCard,
  type StandingMilestone,
  standingMilestone,
} from './owed.ts'
import { allFaults, faultsKey, planMessages, shouldTellFaults } from './plan-messages.ts'
import { entriesOf, entryOf, type Preview, type Report, type RunInput } from './run-input.ts'

/**
 * One run of `remind` (§8); the caller holds the run lock. What a died run left "trying" is sent first,
 * unchanged and with the same id, unless nothing it says holds any more. Then every channel at once: write
 * "trying", send, write "delivered". What fails stays owed, and what reached nobody is printed as well.
 *
 * After some failures nobody can tell whether the message arrived (the answer was lost, the time was up). It is
 * owed then, and worded anew by the next run; the same reminders have the same ids, so that a receiver who had
 * it can tell.
 */
export async function deliver(job: RunInput): Promise<Report> {
  if (!isSaneDay(job.today)) return clockReport(job)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), job.limits.run)
  try {
    const state = await begin(job, ending.signal)
    const owed = owedIn(state)
    await Promise.all(
      outletsOf(job).map(outlet => runChannel(state, outlet, () => ofChannel(owedIn(state), outlet.name))),
    )
    await printUndelivered(state, owed)
    await settle(state)
    return reportOf(state, owed)
  } finally {
    clearTimeout(timer)
  }
}

/** What `deliver` would send now; nothing is sent or written. */
export async function preview(job: RunInput): Promise<Preview> {
  if (!isSaneDay(job.today)) return { messages: [], ...clockReport(job) }
  const state = await begin(job, new AbortController().signal)
  const owed = owedIn(state)
  const messages: Preview['messages'] = []
  for (const outlet of outletsOf(job)) {
    const left = state.writer.current.trying.filter(
      ({ channel, message }) => channel === outlet.name && stillStands(message, state),
    )
    messages.push(...left.map(({ message }) => ({ message, again: true })))
    const isLeft = ({ card, expires, milestone }: Owed) =>
      left.some(({ message: { reminders } }) =>
        reminders.some(one => one.card === card && one.expires === expires && one.milestone === milestone),
      )
    const due = ofChannel(owed, outlet.name).filter(one => !isLeft(one))
    const planned = due.length > 0 ? await planMessages(job, outlet, due, faultsNow(state), state.hash) : []
    messages.push(...planned.map(message => ({ message, again: false })))
  }
  const { owed: told, quiet, faults } = reportOf(state, owed)
  return { messages, owed: told, quiet, faults }
}

/** By a clock that cannot be right nothing is sent: every true day would then lie in the future (§8). */
function clockReport({ today, cards }: RunInput): Report {
  const fault: Fault = { code: 'clock', values: { today } }
  return { delivered: [], failed: [], owed: [], quiet: cards.length, faults: [fault], complete: false }
}

async function begin(job: RunInput, end: AbortSignal): Promise<RunState> {
  const writer = new LedgerWriter(job.ledger)
  return {
    job,
    hash: await loadHash(),
    words: await job.words(job.lang),
    watched: new Map(job.cards.map(one => [one.card, one])),
    said: job.cards.flatMap(watched => {
      const said = standingMilestone(watched)
      return typeof said === 'string' ? [] : { ...said, watched }
    }),
    writer,
    faults: allFaults(job, indexLedger(writer.current, job.today)),
    end,
    delivered: [],
    failed: [],
    broken: new Map(),
    partly: new Map(),
    patience: PATIENCE,
  }
}

/** The channels of this run; with none set up, stdout. */
function outletsOf(job: RunInput): readonly ConfiguredChannel[] {
  if (job.outlets.length === 0) return [printer(job)]
  return job.only === null ? job.outlets : job.outlets.filter(({ name }) => name === job.only)
}

function printer(job: RunInput): ConfiguredChannel {
  return { name: STDOUT, lang: null, limit: null, send: async message => job.print(message) }
}

/** What is owed now, to the channels of this run. */
function owedIn({ job, writer, said }: RunState): Owed[] {
  const index = indexLedger(writer.current, job.today)
  const names = job.outlets.map(({ name }) => name)
  const scope = new Set(outletsOf(job).map(({ name }) => name))
  return said.flatMap(({ watched, ...milestone }) =>
    owedAmong(
      milestone,
      index,
      channelsOf(watched, names).filter(name => scope.has(name)),
    ),
  )
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

/** What every one of its channels failed to take goes to stdout as well; it stays owed to them. */
async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { job, broken, delivered, writer, said } = state
  if (job.outlets.length === 0 || job.only !== null || broken.size === 0) return
  const names = job.outlets.map(({ name }) => name)
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const lost = said.filter(({ card, watched }) => {
    const failed = (name: string) => broken.has(name) && wasOwed.has(`${card} ${name}`)
    return !arrived.has(card) && channelsOf(watched, names).every(failed)
  })
  if (lost.length === 0) return
  const unprinted = () => {
    const index = indexLedger(writer.current, job.today)
    return lost.flatMap(({ watched: _, ...milestone }) => owedAmong(milestone, index, [STDOUT]))
  }
  const faults = [...broken].map(
    ([channel, error]): Fault => ({ code: 'channel-failed', values: { channel, error } }),
  )
  await runChannel(state, printer(job), unprinted, faults)
}

/** The last write: the run itself, and room in the ledger. */
async function settle({ job, writer, delivered }: RunState): Promise<void> {
  const known = new Set(job.outlets.length > 0 ? job.outlets.map(({ name }) => name) : [STDOUT])
  const orphans = writer.current.trying.filter(({ channel }) => !known.has(channel))
  if (!job.scheduled && delivered.length === 0 && orphans.length === 0 && writer.fault === null) return
  await writer.write((ledger: Ledger) => {
    const swept = orphans.reduce((rest, { message }) => dropTrying(rest, message), ledger)
    const thin = compactLedger(swept, job.today)
    return job.scheduled ? recordRun(thin, job.moment()) : thin
  })
}

function reportOf(state: RunState, before: readonly Owed[]): Report {
  const { job, hash, watched, delivered, failed, broken, partly, writer } = state
  const owed = owedIn(state)
  const waiting = new Set(before.map(({ card }) => card))
  return {
    delivered,
    failed,
    owed: owed.map(one => entryOf(one, watched.get(one.card)?.name ?? '', reminderId(hash, one))),
    quiet: job.cards.length - waiting.size,
    faults: [...faultsNow(state), ...[...partly].map(partlyFault)],
    complete: owed.length === 0 && broken.size + partly.size === 0 && writer.fault === null && !job.lacking,
  }
}

function partlyFault([channel, error]: [string, Failure]): Fault {
  return { code: 'partly-delivered', values: { channel, error } }
}

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
