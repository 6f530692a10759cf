import { type ConfiguredChannel, STDOUT } from '../channels/channel.ts'
import { rawErrorText } from '../error-text.ts'
import { RenewError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import type { Undelivered } from './attempt.ts'
import { compactLedger } from './compact-ledger.ts'
import type { Fault } from './faults.ts'
import { type Hash, hashedAddress, loadHash, reminderId } from './ids.ts'
import {
  dropTrying,
  forgetRefused,
  type Ledger,
  recordFailed,
  recordFaultsSent,
  recordLoss,
  recordRun,
  recordTrying,
  recordWorking,
  refusedOn,
  type Trying,
} from './ledger.ts'
import { type Addresses, indexLedger, type LedgerIndex } from './ledger-index.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { type Left, leftFor, reminderKey } from './left.ts'
import {
  type CurrentMilestone,
  channelsOf,
  currentMilestone,
  isPlausibleDay,
  type Owed,
  owedAmong,
  type ReminderCard,
} from './owed.ts'
import { allFaults, faultsKey, planJobs, shouldSendFaults } from './plan-messages.ts'
import { entryOf, type Preview, type Report, type RunInput } from './run-input.ts'
import { markEarly, recordRunTime } from './run-times.ts'
import { type Job, owedIn, type Plan, takeTurn } from './turn.ts'
import { lateEntries, recordApart, Unrecorded } from './unrecorded.ts'

/**
 * How long a run waits in all, in milliseconds, for "delivered" to reach disk before it sends the next message. After
 * that the entries are written together, so that a large ledger does not use up the run's minute.
 */
const WRITE_WAIT_MS = 5000

/** What the channels of one run share. */
export interface RunState {
  input: RunInput
  hash: Hash
  cards: ReadonlyMap<string, ReminderCard>
  /** What every channel of a card must have had by today; computed once, since it is the slow part of a run. */
  current: ReadonlyMap<string, CurrentMilestone>
  writer: LedgerWriter
  addresses: Addresses
  unrecorded: Unrecorded
  /** The faults known before anything was sent. */
  faults: readonly Fault[]
  /** Whether nothing more is sent today: reminders have gone out, and the ledger does not say which (§8). */
  isHeld: boolean
  /** Ends the run. */
  end: AbortSignal
  /** When that is, in milliseconds of `performance.now()`. */
  endsAt: number
  delivered: Report['delivered']
  failed: Report['failed']
  /** Why a channel did not take a message, by the channel's name. */
  failures: Map<string, Undelivered>
  /** Why a channel reached only some of its recipients, by the channel's name. */
  partial: Map<string, Failure>
  /** Records what became of a message, on disk before the next one is sent while the run has time to wait. */
  record(change: (ledger: Ledger) => Ledger): Promise<void>
}

/**
 * Does one run of `remind` (§8) and returns its report; the caller holds the run lock. All channels run at once. Each
 * writes "trying" for its new messages, sends them, and writes "delivered"; then it sends again, unchanged and with the
 * same id, what earlier runs have left and what may have arrived. What fails stays owed; what reached no channel is
 * printed as well.
 */
export async function deliver(input: RunInput): Promise<Report> {
  if (!isPlausibleDay(input.today)) return clockReport(input)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), input.limits.run)
  try {
    const state = await startRun(input, ending.signal)
    const marked = markEarly(state.writer.current, input.moment(), state.cards)
    if (marked !== state.writer.current)
      await state.writer.write(ledger => markEarly(ledger, input.moment(), state.cards))
    if (state.isHeld && input.ledgerLost) await state.writer.write(ledger => recordLoss(ledger, input.today))
    const owed = owedNow(state)
    await Promise.all(
      runChannels(input).map(channel => sendTo(state, channel, ofChannel(owed, channel.name))),
    )
    await printUndelivered(state, owed)
    recordApart(state, await finishRun(state))
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
    const { fresh, left } = dueFor(state, channel.name, ofChannel(owed, channel.name))
    const planned = fresh.length > 0 ? await planJobs(state, channel, fresh, await faultsNow(state)) : []
    messages.push(...planned.map(({ message }) => ({ message, again: false })))
    messages.push(...left.due.map(({ message }) => ({ message, again: true })))
  }
  const report = await reportOf(state, owed)
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
    input.channels.flatMap(({ name, address, readers }) =>
      address === undefined ? [] : [[name, hashedAddress(address, readers)]],
    ),
  )
  let writeWaitLeft = WRITE_WAIT_MS
  const hash = await loadHash()
  const { today, lastDelivery } = input
  const unrecorded = new Unrecorded(lastDelivery?.unrecorded ?? new Map(), hash, addresses)
  const isUnknown = input.ledgerLost === true || writer.fault !== null
  return {
    input,
    hash,
    cards: new Map(input.cards.map(one => [one.card, one])),
    current: new Map(
      input.cards.flatMap(card => {
        const milestone = currentMilestone(card)
        return typeof milestone === 'string' ? [] : [[card.card, milestone]]
      }),
    ),
    writer,
    addresses,
    unrecorded,
    faults: allFaults(input, indexLedger(writer.current, addresses)),
    isHeld:
      writer.current.lost === today ||
      (isUnknown && lastDelivery?.day === today && !unrecorded.hasDay(today)),
    end,
    endsAt: performance.now() + input.limits.run,
    delivered: [],
    failed: [],
    failures: new Map(),
    partial: new Map(),
    async record(change) {
      if (writeWaitLeft <= 0) return writer.writeLater(change)
      const start = performance.now()
      let timer: NodeJS.Timeout | undefined
      const wait = new Promise(resolve => {
        timer = setTimeout(resolve, writeWaitLeft)
      })
      await Promise.race([writer.write(change), wait])
      clearTimeout(timer)
      writeWaitLeft -= performance.now() - start
    },
  }
}

/** The channels this run uses; stdout where none is set up. */
function runChannels(input: RunInput): readonly ConfiguredChannel[] {
  if (input.channels.length === 0) return [stdoutChannel(input)]
  return input.only === null ? input.channels : input.channels.filter(({ name }) => name === input.only)
}

function stdoutChannel(input: RunInput): ConfiguredChannel {
  return { name: STDOUT, lang: null, limit: null, whole: true, send: async message => input.print(message) }
}

/** What is owed now to the channels this run uses. */
function owedNow({ input, writer, addresses, current, cards }: RunState): Owed[] {
  const index = indexLedger(writer.current, addresses)
  const names = input.channels.map(({ name }) => name)
  const scope = new Set(runChannels(input).map(({ name }) => name))
  return [...current.values()].flatMap(milestone => {
    const card = cards.get(milestone.card)!
    const channels = channelsOf(card, names).filter(name => scope.has(name))
    return owedAmong(milestone, index, channels, card.today)
  })
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

/** Divides what a channel is owed into what is sent now, what earlier runs have left, and what waits for another day. */
function dueFor(state: RunState, name: string, owed: readonly Owed[]): { fresh: Owed[]; left: Left } {
  const { input, writer, hash, isHeld, unrecorded } = state
  const left = leftFor(name, leftWorld(state, indexLedger(writer.current, state.addresses)))
  const messages = [...left.due, ...left.waiting].flatMap(({ message }) => message.reminders)
  const inLeft = new Set(messages.map(reminderKey))
  const refused = refusedOn(writer.current, name, input.today)
  const isRefused = (one: Owed) => refused.size > 0 && refused.has(reminderId(hash, one))
  const wasSent = (one: Parameters<typeof reminderId>[1]) =>
    unrecorded.has(name, reminderId(hash, one), input.today)
  const isFresh = (one: Owed) => !isHeld && !inLeft.has(reminderKey(one)) && !isRefused(one) && !wasSent(one)
  const fresh = owed.filter(isFresh)
  const keys = new Set(fresh.map(reminderKey))
  const isAlone = ({ message }: Trying) => message.reminders.some(one => keys.has(reminderKey(one)))
  const due = left.due.filter(({ message }) => !message.reminders.every(wasSent))
  return { fresh, left: { ...left, due, outdated: [...left.outdated, ...left.ahead.filter(isAlone)] } }
}

function leftWorld({ input, writer, cards, current, addresses }: RunState, index: LedgerIndex) {
  const channels = input.channels.map(({ name }) => name)
  return { ledger: writer.current, index, cards, current, channels, addresses, today: input.today }
}

/**
 * Sends one channel what it is owed, most urgent first, then what may have arrived already.
 * @param extra further faults for this channel's readers
 */
async function sendTo(
  state: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  extra: readonly Fault[] = [],
): Promise<void> {
  const { hash, input, writer } = state
  const { name } = channel
  const { fresh, left } = dueFor(state, name, owed)
  const withoutOutdated = (ledger: Ledger) =>
    left.outdated.reduce((rest, { message }) => dropTrying(rest, message), ledger)
  const faults = await faultsNow(state)
  const key = faultsKey(faults, hash)
  const sendsFaults =
    !state.isHeld &&
    faults.length > 0 &&
    !state.unrecorded.has(name, key, input.today) &&
    shouldSendFaults(writer.current, name, key, input.today)
  const plan: Plan = async (some, withFaults) => {
    const said = withFaults ? [...(await faultsNow(state)), ...extra] : []
    return planJobs(state, channel, some, said, withoutOutdated(writer.current))
  }
  const write = (jobs: readonly Job[]) =>
    writer.write(ledger =>
      recordTrying(withoutOutdated(ledger), jobs, input.moment(), state.addresses.get(name)),
    )

  let jobs = fresh.length > 0 || sendsFaults ? await plan(fresh, true) : []
  // It is sent anyway, with a fault that says the ledger cannot be written.
  if ((jobs.length > 0 || left.outdated.length > 0) && !(await write(jobs)) && jobs.length > 0)
    jobs = await plan(fresh, true)
  const again = left.due.map(({ message }) => ({
    message,
    owed: owedIn(message, owed),
    had: [],
    faults: false,
    again: true,
  }))
  if (jobs.length + again.length === 0) return

  const before = state.delivered.length
  const { faultsSent } = await takeTurn(state, channel, [...jobs, ...again], plan)
  if (faultsSent && writer.fault !== null) state.unrecorded.addPerhaps(name, key, input.today)
  const failed = state.failures.get(name)
  const hasArrived = state.delivered.slice(before).some(one => one.channel === name)
  await state.record(ledger => {
    const told = faultsSent && sendsFaults ? recordFaultsSent(ledger, name, key, input.moment()) : ledger
    if (failed) return recordFailed(told, name, input.moment(), failed)
    return hasArrived || faultsSent ? recordWorking(told, name) : told
  })
}

/** Prints the reminders that all channels of a card failed to take. They stay owed to the channels. */
async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { input, failures, delivered, writer, current, cards } = state
  if (input.channels.length === 0 || input.only !== null || failures.size === 0) return
  const names = input.channels.map(({ name }) => name)
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const index = indexLedger(writer.current)
  const unprinted = [...current.values()].flatMap(milestone => {
    const card = cards.get(milestone.card)!
    const hasFailed = (name: string) => failures.has(name) && wasOwed.has(`${card.card} ${name}`)
    if (arrived.has(card.card) || !channelsOf(card, names).every(hasFailed)) return []
    return owedAmong(milestone, index, [STDOUT], card.today)
  })
  if (unprinted.length === 0) return
  const faults = [...failures].map(
    ([channel, { failure: error }]): Fault => ({ code: 'channel-failed', values: { channel, error } }),
  )
  await sendTo(state, stdoutChannel(input), unprinted, faults)
}

/**
 * Makes the run's last write: records the run and what earlier runs could not record, drops what removed channels left,
 * and compacts the ledger. Returns whether it could be written.
 */
async function finishRun(state: RunState): Promise<boolean> {
  const { input, writer, delivered, unrecorded } = state
  const known = new Set(input.channels.length > 0 ? input.channels.map(({ name }) => name) : [STDOUT])
  const orphans = writer.current.trying.filter(({ channel }) => !known.has(channel))
  // Also what was sent through the channels that this run does not use.
  const isLate = unrecorded.marks.size > 0
  const late = isLate ? lateEntries(state, owedNow({ ...state, input: { ...input, only: null } })) : []
  const isIdle = delivered.length + orphans.length + late.length === 0
  if (!input.scheduled && isIdle && writer.fault === null) return false
  const expiries = new Map(input.cards.map(({ card, term }) => [card, term.expires]))
  return writer.write((ledger: Ledger) => {
    const swept = orphans.reduce((rest, { message }) => dropTrying(rest, message), ledger)
    const whole = { ...swept, entries: swept.entries.concat(late) }
    const thin = compactLedger(forgetRefused(whole, input.today), input.today, expiries)
    const recorded = recordRunTime(thin, input.moment())
    return input.scheduled ? recordRun(recorded, input.moment()) : recorded
  })
}

async function reportOf(state: RunState, before: readonly Owed[]): Promise<Report> {
  const { input, hash, cards, delivered, failed, failures, partial, writer } = state
  const owed = owedNow(state)
  const had = new Set(before.map(({ card }) => card))
  return {
    delivered,
    failed,
    owed: owed.map(one => entryOf(one, cards.get(one.card)?.name ?? '', reminderId(hash, one))),
    quiet: input.cards.length - had.size,
    faults: [...(await faultsNow(state)), ...[...partial].map(partialFault)],
    complete: failures.size === 0 && isWaiting(state, owed) && writer.fault === null && !input.incomplete,
  }
}

/** Whether all that is owed only waits for another day. */
function isWaiting(state: RunState, owed: readonly Owed[]): boolean {
  return runChannels(state.input).every(({ name }) => {
    const { fresh, left } = dueFor(state, name, ofChannel(owed, name))
    return fresh.length === 0 && left.due.length === 0
  })
}

function partialFault([channel, error]: [string, Failure]): Fault {
  return { code: 'partly-delivered', values: { channel, error } }
}

/** The faults known by now. */
async function faultsNow({ faults, writer, input }: RunState): Promise<Fault[]> {
  if (writer.fault === null) return [...faults]
  const words = await input.words(input.lang)
  return [...faults, { code: 'ledger-unwritable', values: { reason: reasonOf(writer.fault, words) } }]
}

function reasonOf(error: unknown, words: AllWords): string {
  if (!(error instanceof RenewError)) return (error as NodeJS.ErrnoException)?.code ?? String(error)
  return rawErrorText(error, words).message
}
