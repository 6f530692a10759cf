import { type ConfiguredChannel, STDOUT } from '../channels/channel.ts'
import { addDays } from '../dates/civil-date.ts'
import { inEnglish, isFailure } from '../error-text.ts'
import { compactLedger } from './compact-ledger.ts'
import type { Fault } from './faults.ts'
import { type Hash, reminderId } from './ids.ts'
import {
  dropTrying,
  forgetRefused,
  type Ledger,
  recordFailed,
  recordFaultsSent,
  recordTrying,
  recordWorking,
  stateOf,
} from './ledger.ts'
import { LedgerIndex } from './ledger-index.ts'
import { dueFor } from './left.ts'
import { channelsOf, isPlausibleDay, type Owed, owedAmong } from './owed.ts'
import { owedIn, planJobs } from './plan-messages.ts'
import { entryOf, type Preview, type Report, type RunInput } from './run-input.ts'
import {
  faultsNow,
  keepMarks,
  owedNow,
  type RunState,
  runChannels,
  startRun,
  stdoutChannel,
} from './run-state.ts'
import { markEarly, recordRunTime } from './run-times.ts'
import { type Plan, Turn } from './turn.ts'

/**
 * Does one run of `remind` (§8) and returns its report; the caller holds the run lock. Writes all messages, and
 * "trying" for the new ones. Then all channels send at once: each sends its new messages and writes "delivered", and
 * sends again, with the same id, what earlier runs have left and what may have arrived. What fails stays owed; what
 * reached no channel is printed as well.
 */
export async function deliver(input: RunInput): Promise<Report> {
  if (!isPlausibleDay(input.today)) return clockReport(input)
  const ending = new AbortController()
  const state = await startRun(input, ending.signal)
  await state.writer.write(ledger => markEarly(ledger, input.moment(), state.cards))
  const owed = owedNow(state)
  const turns = await Promise.all(
    runChannels(input).map(channel => prepare(state, channel, ofChannel(owed, channel.name))),
  )
  // The time is for sending: on a slow machine the messages of thousands of cards take long to write.
  state.endsAt = performance.now() + input.limits.run
  const timer = setTimeout(() => ending.abort(), input.limits.run)
  try {
    await Promise.all(turns.map(send => send()))
    await printUndelivered(state, owed)
    await finishRun(state, owed)
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
    const { fresh, again } = dueFor(state, channel.name, ofChannel(owed, channel.name))
    const planned = fresh.length > 0 ? await planJobs(state, channel, fresh, await faultsNow(state)) : []
    messages.push(...planned.map(({ message }) => ({ message, again: false })))
    messages.push(...again.map(({ message }) => ({ message, again: true })))
  }
  const report = await reportOf(state, owed)
  return { messages, owed: report.owed, quiet: report.quiet, faults: report.faults }
}

/** The report of a run whose clock is certainly wrong: nothing is sent, as the whole ledger is in its future (§8). */
function clockReport({ today, cards }: RunInput): Report {
  const fault: Fault = { code: 'clock', values: { today } }
  return { delivered: [], failed: [], owed: [], quiet: cards.length, faults: [fault], complete: false }
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

/**
 * Writes the messages of one channel, and returns a function that sends them: what it is owed, most urgent first, then
 * what may have arrived already.
 * @param extra further faults for this channel's readers
 */
async function prepare(
  state: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  extra: readonly Fault[] = [],
): Promise<() => Promise<void>> {
  const { input, writer, addresses } = state
  const { name } = channel
  const { fresh, again, outdated } = dueFor(state, name, owed)
  if (outdated.length > 0) await writer.write(ledger => dropAll(ledger, outdated))

  const faults = await faultsNow(state)
  const key = faultsKey(faults, state.hash)
  const sendsFaults = faults.length > 0 && shouldSendFaults(state, name, key)
  const plan: Plan = async (some, withFaults) =>
    planJobs(state, channel, some, withFaults ? [...(await faultsNow(state)), ...extra] : [])
  let jobs = fresh.length > 0 || sendsFaults ? await plan(fresh, true) : []
  const recordJobs = (ledger: Ledger) => recordTrying(ledger, jobs, input.moment(), addresses.get(name))
  // It is sent anyway, with a fault that says the ledger cannot be written.
  if (jobs.length > 0 && !(await writer.write(recordJobs))) jobs = await plan(fresh, true)
  for (const { message } of again)
    jobs.push({ message, owed: owedIn(message, owed), had: [], faults: false, again: true })
  return async () => {
    if (jobs.length === 0) return
    const before = state.delivered.length
    const faultsArrived = await new Turn(state, channel, jobs, plan).send()
    if (faultsArrived) state.marks.addOf(input.today, name, key)
    const hasArrived = faultsArrived || state.delivered.slice(before).some(one => one.channel === name)
    await recordTurn(state, name, hasArrived, faultsArrived && sendsFaults ? key : null)
  }
}

/** Records whether a channel works, and the faults that it was sent while nothing was owed. */
function recordTurn(
  { input, failures, writer }: RunState,
  name: string,
  hasArrived: boolean,
  faults: string | null,
): Promise<void> {
  const failed = failures.get(name)
  return writer.record(ledger => {
    const recorded = faults === null ? ledger : recordFaultsSent(ledger, name, faults, input.moment())
    if (failed) return recordFailed(recorded, name, input.moment(), failed)
    return hasArrived ? recordWorking(recorded, name) : recorded
  })
}

function dropAll(ledger: Ledger, all: Pick<Ledger, 'trying'>['trying']): Ledger {
  return all.reduce((rest, { message }) => dropTrying(rest, message), ledger)
}

/** Returns a hash of faults, the same in every version, to know whether a channel has had them. */
export function faultsKey(faults: readonly Fault[], hash: Hash): string {
  // Their counts change from day to day.
  const known = faults.map(one => (one.code === 'ledger-dates' || one.code === 'ack-ahead' ? one.code : one))
  return hash(JSON.stringify(known, (_, value) => (isFailure(value) ? inEnglish(value) : value)))
}

/** After this many days the same faults are sent again. */
const REPEAT_FAULTS_DAYS = 7

/** Whether a channel that is owed nothing gets the faults alone: when they are new, then weekly. */
function shouldSendFaults(state: RunState, channel: string, key: string): boolean {
  const { today } = state.input
  if (state.marks.has(channel, key, today)) return false
  const { told } = stateOf(state.writer.current, channel)
  return (
    told?.faults !== key ||
    told.day <= addDays(today, -REPEAT_FAULTS_DAYS) ||
    told.day > addDays(today, REPEAT_FAULTS_DAYS)
  )
}

/** Prints the reminders that all channels of a card failed to take. They stay owed to the channels. */
async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { input, failures, delivered, writer, current, cards } = state
  if (input.channels.length === 0 || input.only !== null || failures.size === 0) return
  const names = input.channels.map(({ name }) => name)
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const index = new LedgerIndex(writer.current)
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
  const send = await prepare(state, stdoutChannel(input), unprinted, faults)
  await send()
}

/**
 * Makes the run's last write: records the run and what earlier runs could not record, drops what removed channels left,
 * and compacts the ledger. Where that fails too, what was sent is recorded beside the cards.
 */
async function finishRun(state: RunState, before: readonly Owed[]): Promise<void> {
  const { input, writer, delivered, marks } = state
  const known = new Set(input.channels.length > 0 ? input.channels.map(({ name }) => name) : [STDOUT])
  const orphans = writer.current.trying.filter(({ channel }) => !known.has(channel))
  // Also what was sent through the channels that this run does not use.
  const owed = input.only === null ? before : owedNow(state, { ...input, only: null })
  const completed = (ledger: Ledger) => marks.addTo(ledger, owed, input.moment())
  const isIdle =
    !input.scheduled &&
    delivered.length + orphans.length === 0 &&
    completed(writer.current) === writer.current
  const expiries = new Map(input.cards.map(({ card, term }) => [card, term.expires]))
  const isWritten =
    !(isIdle && writer.fault === null) &&
    (await writer.write(ledger => {
      const whole = completed(dropAll(ledger, orphans))
      const thin = compactLedger(forgetRefused(whole, input.today), input.today, expiries)
      const recorded = recordRunTime(thin, input.moment())
      return input.scheduled ? { ...recorded, lastRun: input.moment().at } : recorded
    }))
  keepMarks(state, isWritten)
}

async function reportOf(state: RunState, before: readonly Owed[]): Promise<Report> {
  const { input, hash, cards, delivered, failed, failures, partial, writer } = state
  const owed = owedNow(state)
  const had = new Set(before.map(({ card }) => card))
  return {
    delivered,
    failed,
    owed: owed.map(one =>
      entryOf({ ...one, name: cards.get(one.card)?.name ?? '', id: reminderId(hash, one) }),
    ),
    quiet: input.cards.length - had.size,
    faults: [
      ...(await faultsNow(state)),
      ...[...partial].map(
        ([channel, error]): Fault => ({ code: 'partly-delivered', values: { channel, error } }),
      ),
    ],
    complete: failures.size === 0 && isWaiting(state, owed) && writer.fault === null && !input.incomplete,
  }
}

/** Whether all that is owed only waits for another day. */
function isWaiting(state: RunState, owed: readonly Owed[]): boolean {
  return runChannels(state.input).every(({ name }) => {
    const { fresh, again } = dueFor(state, name, ofChannel(owed, name))
    return fresh.length + again.length === 0
  })
}
