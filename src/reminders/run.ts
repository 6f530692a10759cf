import { setTimeout as wait } from 'node:timers/promises'
import { type ConfiguredChannel, type Message, STDOUT } from '../channels/channel.ts'
import { rawErrorText } from '../error-text.ts'
import { RenewError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import { silentUntil } from '../schedule/snooze.ts'
import { sendMessage, type Undelivered } from './attempt.ts'
import type { Fault } from './faults.ts'
import { addressHash, type Hash, loadHash, reminderId } from './ids.ts'
import {
  compactLedger,
  dropTrying,
  type Ledger,
  recordDelivered,
  recordFailed,
  recordFaultsSent,
  recordRun,
  recordTrying,
} from './ledger.ts'
import { type Addresses, indexLedger } from './ledger-index.ts'
import { LedgerWriter } from './ledger-writer.ts'
import {
  type CurrentMilestone,
  channelsOf,
  currentMilestone,
  isPlausibleDay,
  type Owed,
  owedAmong,
  type ReminderCard,
} from './owed.ts'
import { allFaults, faultsKey, planMessages, shouldSendFaults } from './plan-messages.ts'
import { entriesOf, entryOf, failedCode, type Preview, type Report, type RunInput } from './run-input.ts'

/**
 * How long a run waits in all, in milliseconds, for "delivered" to reach disk before it sends the next message. After
 * that the entries are written together, so that a large ledger does not use up the run's minute.
 */
const WRITE_WAIT_MS = 5000

/** What the channels of one run share. */
interface RunState {
  input: RunInput
  hash: Hash
  /** The words of the program's language. */
  words: AllWords
  cards: ReadonlyMap<string, ReminderCard>
  /** What every channel of a card must have had by today; computed once, since it is the slow part of a run. */
  milestones: readonly { milestone: CurrentMilestone; card: ReminderCard }[]
  writer: LedgerWriter
  addresses: Addresses
  /** The faults known before anything was sent. */
  faults: readonly Fault[]
  /** Ends the run. */
  end: AbortSignal
  delivered: Report['delivered']
  failed: Report['failed']
  /** Why a channel did not take a message, by the channel's name. */
  failures: Map<string, Failure>
  /** Why a channel reached only some of its readers, by the channel's name. */
  partial: Map<string, Failure>
  /** The addresses that have a message, by its id. */
  recipients: Map<string, Set<string>>
  /** What is left of `WRITE_WAIT_MS`. */
  writeWaitLeft: number
}

/**
 * Does one run of `remind` (§8) and returns its report; the caller holds the run lock. All channels run at once. Each
 * first sends what a killed run left as "trying", unchanged and with the same id, unless it is outdated. Then it writes
 * "trying", sends, and writes "delivered". What fails stays owed; what reached no channel is printed as well.
 *
 * After a lost answer or a timeout the message may have arrived. It stays owed, and the next run words it anew; its
 * reminders keep their ids, so that a receiver can recognize them.
 */
export async function deliver(input: RunInput): Promise<Report> {
  if (!isPlausibleDay(input.today)) return clockReport(input)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), input.limits.run)
  try {
    const state = await startRun(input, ending.signal)
    const owed = owedNow(state)
    await Promise.all(
      runChannels(input).map(channel =>
        runChannel(state, channel, () => ofChannel(owedNow(state), channel.name)),
      ),
    )
    await printUndelivered(state, owed)
    await finishRun(state)
    return reportOf(state, owed)
  } finally {
    clearTimeout(timer)
  }
}

/** Returns what `deliver` would send now. Sends and writes nothing. */
export async function preview(input: RunInput): Promise<Preview> {
  if (!isPlausibleDay(input.today)) return { messages: [], ...clockReport(input) }
  const state = await startRun(input, new AbortController().signal)
  const owed = owedNow(state)
  const messages: Preview['messages'] = []
  for (const channel of runChannels(input)) {
    const left = state.writer.current.trying.filter(
      one => one.channel === channel.name && isStillTrue(one.message, state),
    )
    messages.push(...left.map(({ message }) => ({ message, again: true })))
    const isLeft = ({ card, expires, milestone }: Owed) =>
      left.some(({ message: { reminders } }) =>
        reminders.some(one => one.card === card && one.expires === expires && one.milestone === milestone),
      )
    const due = ofChannel(owed, channel.name).filter(one => !isLeft(one))
    const planned =
      due.length > 0 ? await planMessages(input, channel, due, faultsNow(state), state.hash) : []
    messages.push(...planned.map(message => ({ message, again: false })))
  }
  const report = reportOf(state, owed)
  return { messages, owed: report.owed, quiet: report.quiet, faults: report.faults }
}

/** The report of a run whose clock is certainly wrong. Nothing is sent: to that clock all of the ledger is in the future (§8). */
function clockReport({ today, cards }: RunInput): Report {
  const fault: Fault = { code: 'clock', values: { today } }
  return { delivered: [], failed: [], owed: [], quiet: cards.length, faults: [fault], complete: false }
}

async function startRun(input: RunInput, end: AbortSignal): Promise<RunState> {
  const writer = new LedgerWriter(input.ledger)
  const addresses = new Map(
    input.channels.flatMap(({ name, address }) =>
      address === undefined ? [] : [[name, addressHash(address)]],
    ),
  )
  return {
    input,
    hash: await loadHash(),
    words: await input.words(input.lang),
    cards: new Map(input.cards.map(one => [one.card, one])),
    milestones: input.cards.flatMap(card => {
      const milestone = currentMilestone(card)
      return typeof milestone === 'string' ? [] : { milestone, card }
    }),
    writer,
    addresses,
    faults: allFaults(input, indexLedger(writer.current, addresses)),
    end,
    delivered: [],
    failed: [],
    failures: new Map(),
    partial: new Map(),
    recipients: new Map(),
    writeWaitLeft: WRITE_WAIT_MS,
  }
}

/** The channels this run uses; stdout where none is set up. */
function runChannels(input: RunInput): readonly ConfiguredChannel[] {
  if (input.channels.length === 0) return [stdoutChannel(input)]
  return input.only === null ? input.channels : input.channels.filter(({ name }) => name === input.only)
}

function stdoutChannel(input: RunInput): ConfiguredChannel {
  return { name: STDOUT, lang: null, limit: null, send: async message => input.print(message) }
}

/** What is owed now to the channels this run uses. */
function owedNow({ input, writer, addresses, milestones }: RunState): Owed[] {
  const index = indexLedger(writer.current, addresses)
  const names = input.channels.map(({ name }) => name)
  const scope = new Set(runChannels(input).map(({ name }) => name))
  return milestones.flatMap(({ milestone, card }) =>
    owedAmong(
      milestone,
      index,
      channelsOf(card, names).filter(name => scope.has(name)),
      card.today,
    ),
  )
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

/** Prints the reminders that all channels of a card failed to take. They stay owed to the channels. */
async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { input, failures, delivered, writer, milestones } = state
  if (input.channels.length === 0 || input.only !== null || failures.size === 0) return
  const names = input.channels.map(({ name }) => name)
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const lost = milestones.filter(({ card }) => {
    const failed = (name: string) => failures.has(name) && wasOwed.has(`${card.card} ${name}`)
    return !arrived.has(card.card) && channelsOf(card, names).every(failed)
  })
  if (lost.length === 0) return
  const unprinted = () => {
    const index = indexLedger(writer.current)
    return lost.flatMap(({ milestone, card }) => owedAmong(milestone, index, [STDOUT], card.today))
  }
  const faults = [...failures].map(
    ([channel, error]): Fault => ({ code: 'channel-failed', values: { channel, error } }),
  )
  await runChannel(state, stdoutChannel(input), unprinted, faults)
}

/** Makes the run's last write: records the run, drops what removed channels left, and compacts the ledger. */
async function finishRun({ input, writer, delivered }: RunState): Promise<void> {
  const known = new Set(input.channels.length > 0 ? input.channels.map(({ name }) => name) : [STDOUT])
  const orphans = writer.current.trying.filter(({ channel }) => !known.has(channel))
  if (!input.scheduled && delivered.length === 0 && orphans.length === 0 && writer.fault === null) return
  await writer.write((ledger: Ledger) => {
    const swept = orphans.reduce((rest, { message }) => dropTrying(rest, message), ledger)
    const thin = compactLedger(swept, input.today)
    return input.scheduled ? recordRun(thin, input.moment()) : thin
  })
}

function reportOf(state: RunState, before: readonly Owed[]): Report {
  const { input, hash, cards, delivered, failed, failures, partial, writer } = state
  const owed = owedNow(state)
  const waiting = new Set(before.map(({ card }) => card))
  return {
    delivered,
    failed,
    owed: owed.map(one => entryOf(one, cards.get(one.card)?.name ?? '', reminderId(hash, one))),
    quiet: input.cards.length - waiting.size,
    faults: [...faultsNow(state), ...[...partial].map(partialFault)],
    complete:
      owed.length === 0 && failures.size + partial.size === 0 && writer.fault === null && !input.incomplete,
  }
}

function partialFault([channel, error]: [string, Failure]): Fault {
  return { code: 'partly-delivered', values: { channel, error } }
}

/** The faults known by now. */
function faultsNow({ faults, writer, words }: RunState): Fault[] {
  if (writer.fault === null) return [...faults]
  return [...faults, { code: 'ledger-unwritable', values: { reason: reasonOf(writer.fault, words) } }]
}

/**
 * Sends one channel what a killed run left, then what it is owed now.
 * @param owed called after the leftovers are sent, as they may be what was owed
 * @param extra further faults for this channel's readers
 */
async function runChannel(
  state: RunState,
  channel: ConfiguredChannel,
  owed: () => Owed[],
  extra: readonly Fault[] = [],
): Promise<void> {
  const { input, hash, writer } = state
  if (!(await resendLeft(state, channel))) return
  const now = owed()
  const key = faultsKey(faultsNow(state), hash)
  const sendsFaults =
    faultsNow(state).length > 0 && shouldSendFaults(writer.current, channel.name, key, input.today)
  if (now.length === 0 && !sendsFaults) return

  const plan = () => planMessages(input, channel, now, [...faultsNow(state), ...extra], hash)
  let messages = await plan()
  const isRecorded = await writer.write(ledger => recordTrying(ledger, messages, input.moment()))
  // It is sent anyway, with a fault that says the ledger cannot be written.
  if (!isRecorded) messages = await plan()
  const unsent = await sendAll(state, channel, messages, false)
  if (unsent.length > 0) await writer.write(ledger => unsent.reduce(dropTrying, ledger))
  else if (sendsFaults)
    await writer.write(ledger => recordFaultsSent(ledger, channel.name, key, input.moment()))
}

/** Sends what a killed run left as "trying". @returns whether the channel can take more */
async function resendLeft(state: RunState, channel: ConfiguredChannel): Promise<boolean> {
  const left = state.writer.current.trying.filter(one => one.channel === channel.name)
  const messages = left.map(({ message }) => message)
  const [valid, outdated] = [
    messages.filter(one => isStillTrue(one, state)),
    messages.filter(one => !isStillTrue(one, state)),
  ]
  if (outdated.length > 0) await state.writer.write(ledger => outdated.reduce(dropTrying, ledger))
  return (await sendAll(state, channel, valid, true)).length === 0 && !state.failures.has(channel.name)
}

/** Whether one of its cards has not been renewed, closed, removed, acknowledged or snoozed since the message was made. */
function isStillTrue({ reminders }: Message, { cards }: Pick<RunState, 'cards'>): boolean {
  return reminders.some(({ card, expires, date }) => {
    const now = cards.get(card)
    if (!now || now.closed || now.term.expires !== expires) return false
    if (silentUntil(now.term, now.due) !== null) return false
    return now.term.acknowledged === null || date > now.term.acknowledged
  })
}

/**
 * Sends messages one after the other. A refused message does not stop the others; a service that does not answer does.
 * @param again whether they may have arrived already: they stay "trying" until they are taken or refused
 * @returns the messages that were not tried
 */
async function sendAll(
  state: RunState,
  channel: ConfiguredChannel,
  messages: readonly Message[],
  again: boolean,
): Promise<Message[]> {
  const { input, end } = state
  for (const [index, message] of messages.entries()) {
    if (end.aborted) return messages.slice(index)
    const recipients = recipientsOf(state, message)
    const undelivered = await sendMessage(channel, message, recipients, end, input.limits)
    const isPartial = undelivered?.outcome === 'refused' && recipients.size > 0
    if (undelivered === null || isPartial) {
      state.delivered.push(...entriesOf(message))
      const isSeen = channel.name !== STDOUT || input.isSeen
      await record(state, ledger =>
        recordDelivered(ledger, message, input.moment(), isSeen, state.addresses.get(channel.name)),
      )
      if (undelivered !== null) await recordPartial(state, channel.name, undelivered)
      continue
    }
    const { failure, outcome, gone = false } = undelivered
    const temporary = outcome !== 'refused'
    state.failures.set(channel.name, failure)
    const code = failedCode(outcome)
    state.failed.push(...entriesOf(message).map(entry => ({ ...entry, error: failure, code })))
    await record(state, ledger => {
      const failed = recordFailed(ledger, channel.name, input.moment(), { failure, gone })
      return again && temporary ? failed : dropTrying(failed, message)
    })
    if (temporary) return messages.slice(index + 1)
  }
  return []
}

function recipientsOf({ recipients }: RunState, { id }: Message): Set<string> {
  const known = recipients.get(id) ?? new Set()
  recipients.set(id, known)
  return known
}

/** Records the channel as failing because it refused some readers; the message is not sent again. */
async function recordPartial(
  { input, writer, partial }: RunState,
  channel: string,
  { failure }: Undelivered,
): Promise<void> {
  partial.set(channel, failure)
  await writer.write(ledger => recordFailed(ledger, channel, input.moment(), { failure, gone: false }))
}

/** Records what happened to a message, on disk before the next one is sent while the run has time to wait. */
async function record(state: RunState, change: (ledger: Ledger) => Ledger): Promise<void> {
  if (state.writeWaitLeft > 0)
    state.writeWaitLeft -= await waitAtMost(state.writer.write(change), state.writeWaitLeft)
  else state.writer.writeLater(change)
}

/** Waits for a promise, at most so many milliseconds. @returns how long it waited, in milliseconds */
async function waitAtMost(promise: Promise<unknown>, writeWaitLeft: number): Promise<number> {
  const start = performance.now()
  const timer = new AbortController()
  await Promise.race([promise, wait(writeWaitLeft, null, { signal: timer.signal }).catch(() => null)])
  timer.abort()
  return performance.now() - start
}

function reasonOf(error: unknown, words: AllWords): string {
  if (!(error instanceof RenewError)) return (error as NodeJS.ErrnoException)?.code ?? String(error)
  return rawErrorText(error, words).message
}
