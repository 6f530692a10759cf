import { STDOUT } from '../channels/channel.ts'
import { compactLedger } from './compact-ledger.ts'
import type { Fault } from './faults.ts'
import { reminderId } from './ids.ts'
import { dropTrying, forgetRefused, type Ledger } from './ledger.ts'
import { LedgerIndex } from './ledger-index.ts'
import { channelsOf, isPlausibleDay, type Owed, owedAmong } from './owed.ts'
import { dueFor, type PlannedMessage, planMessages } from './plan-messages.ts'
import { entryOf, type Report, type RunInput } from './run-input.ts'
import {
  faultsNow,
  keepMarks,
  namesOf,
  owedNow,
  type RunState,
  runChannels,
  startRun,
  stdoutChannel,
} from './run-state.ts'
import { markEarly, recordRunTime } from './run-times.ts'
import { Turn } from './turn.ts'

/**
 * Does one run of `remind` (§8) and returns its report; the caller holds the run lock. Writes all messages, and
 * "trying" for the new ones. Then all channels send at once: each sends its new messages and writes "delivered", and
 * sends again, with the same id, what earlier runs have left and what may have arrived. What fails stays owed; what
 * reached no channel is printed as well.
 */
export async function deliver(input: RunInput): Promise<Report> {
  // The whole ledger is in the future of such a clock.
  if (!isPlausibleDay(input.today)) return clockReport(input)
  const ending = new AbortController()
  const state = await startRun(input, ending.signal)
  await state.writer.write(ledger => markEarly(ledger, input.moment(), state.cards))
  const owed = owedNow(state)
  const turns = await Promise.all(
    runChannels(input).map(channel => new Turn(state, channel).prepare(ofChannel(owed, channel.name))),
  )
  // The time is for sending: on a slow machine the messages of thousands of cards take long to write.
  state.endsAt = performance.now() + input.limits.run
  const timer = setTimeout(() => ending.abort(), input.limits.run)
  try {
    await Promise.all(turns.map(turn => turn.send()))
    await printUndelivered(state, owed)
    await finishRun(state, owed)
    return reportOf(state, owed)
  } finally {
    clearTimeout(timer)
  }
}

type PreviewedMessage = Pick<PlannedMessage, 'message' | 'again'>

/** Returns what `deliver` would send now, also what a killed run has left (`again`). Sends and writes nothing. */
export async function preview(input: RunInput): Promise<Report & { messages: PreviewedMessage[] }> {
  if (!isPlausibleDay(input.today)) return { messages: [], ...clockReport(input) }
  const state = await startRun(input, new AbortController().signal)
  const owed = owedNow(state)
  const messages: PreviewedMessage[] = []
  for (const channel of runChannels(input)) {
    const { fresh, again } = dueFor(state, channel.name, ofChannel(owed, channel.name))
    const planned = fresh.length > 0 ? await planMessages(state, channel, fresh, await faultsNow(state)) : []
    const left = again.map(({ message }) => ({ message, again: true }))
    messages.push(...planned.map(({ message }) => ({ message, again: false })), ...left)
  }
  return { messages, ...(await reportOf(state, owed)) }
}

function clockReport({ today, cards }: RunInput): Report {
  const fault: Fault = { code: 'clock', values: { today } }
  return { delivered: [], failed: [], owed: [], quiet: cards.length, faults: [fault], complete: false }
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { input, failures, delivered, writer, current, cards } = state
  if (input.channels.length === 0 || input.only !== null || failures.size === 0) return
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const index = new LedgerIndex(writer.current)
  const unprinted = [...current.values()].flatMap(milestone => {
    const card = cards.get(milestone.card)!
    const hasFailed = (name: string) => failures.has(name) && wasOwed.has(`${card.card} ${name}`)
    if (arrived.has(card.card) || !channelsOf(card, namesOf(input)).every(hasFailed)) return []
    return owedAmong(milestone, index, [STDOUT], card.today)
  })
  if (unprinted.length === 0) return
  const faults = [...failures].map(
    ([channel, { failure: error }]): Fault => ({ code: 'channel-failed', values: { channel, error } }),
  )
  const turn = await new Turn(state, stdoutChannel(input), faults).prepare(unprinted)
  await turn.send()
}

/** Records the run and what earlier ones could not, drops what removed channels left, and compacts the ledger. */
async function finishRun(state: RunState, before: readonly Owed[]): Promise<void> {
  const { input, writer, delivered, failed, marks } = state
  const known = input.channels.length > 0 ? namesOf(input) : [STDOUT]
  const orphans = writer.current.trying.flatMap(one => (known.includes(one.channel) ? [] : one.message))
  // Also what was sent through the channels that this run does not use.
  const owed = input.only === null ? before : owedNow(state, { ...input, only: null })
  const completed = (ledger: Ledger) => marks.addTo(ledger, owed, input.moment())
  const isIdle =
    !input.scheduled &&
    delivered.length + failed.length + orphans.length === 0 &&
    completed(writer.current) === writer.current
  const expiries = new Map(input.cards.map(({ card, term }) => [card, term.expires]))
  const isWritten =
    !(isIdle && writer.fault === null) &&
    (await writer.write(ledger => {
      const whole = completed(dropTrying(ledger, orphans))
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
    complete: failures.size === 0 && onlyWaits(state, owed) && writer.fault === null && !input.incomplete,
  }
}

function onlyWaits(state: RunState, owed: readonly Owed[]): boolean {
  return runChannels(state.input).every(({ name }) => {
    const { fresh, again } = dueFor(state, name, ofChannel(owed, name))
    return fresh.length + again.length === 0
  })
}
