import { type ConfiguredChannel, STDOUT } from '../channels/channel.ts'
import { rawErrorText } from '../error-text.ts'
import { RenewError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { Undelivered } from './attempt.ts'
import { DeliveryMarks } from './delivery-marks.ts'
import { type Fault, fewNames } from './faults.ts'
import { type CardMilestone, type Hash, hashedAddress, loadHash } from './ids.ts'
import { type Addresses, LedgerIndex } from './ledger-index.ts'
import { LedgerWriter } from './ledger-writer.ts'
import {
  currentMilestones,
  isAckAhead,
  type Owed,
  owedTo,
  type ReminderCard,
  unknownChannels,
} from './owed.ts'
import type { Report, RunInput } from './run-input.ts'
import { isClockBehind } from './run-times.ts'

export interface RunState {
  input: RunInput
  hash: Hash
  cards: ReadonlyMap<string, ReminderCard>
  current: ReadonlyMap<string, CardMilestone>
  writer: LedgerWriter
  addresses: Addresses
  marks: DeliveryMarks
  faults: readonly Fault[]
  end: AbortSignal
  /** Of `performance.now()`. */
  endsAt: number
  delivered: Report['delivered']
  failed: Report['failed']
  /** By the channel's name. */
  failures: Map<string, Undelivered>
  /** Of channels that reached only some of their recipients. */
  partial: Map<string, Failure>
}

export async function startRun(input: RunInput, end: AbortSignal): Promise<RunState> {
  const addresses = new Map(
    input.channels.flatMap(({ name, address, readers }) =>
      address === undefined ? [] : [[name, hashedAddress(address, readers)]],
    ),
  )
  const hash = await loadHash()
  const writer = new LedgerWriter(input.ledger, () => keepMarks(state))
  const state: RunState = {
    input,
    hash,
    cards: new Map(input.cards.map(one => [one.card, one])),
    current: currentMilestones(input.cards),
    writer,
    addresses,
    marks: new DeliveryMarks(input.lastDelivery, hash, addresses),
    faults: allFaults(input, new LedgerIndex(writer.current, addresses)),
    end,
    endsAt: Infinity,
    delivered: [],
    failed: [],
    failures: new Map(),
    partial: new Map(),
  }
  return state
}

/** Keeps what was sent so far beside the cards. @param isWritten whether the ledger has all of it */
export function keepMarks({ marks, writer, failed, input }: RunState, isWritten = false): void {
  const [{ current, fault }, moment] = [writer, input.moment()]
  const isBehind = isClockBehind(current, moment)
  marks.keep(current, failed, moment.day, { isWritten, isFailing: fault !== null, isBehind })
}

/** Returns the channels this run uses; stdout where none is set up. */
export function runChannels(input: RunInput): readonly ConfiguredChannel[] {
  if (input.channels.length === 0) return [stdoutChannel(input)]
  return input.only === null ? input.channels : input.channels.filter(({ name }) => name === input.only)
}

export function stdoutChannel(input: RunInput): ConfiguredChannel {
  return { name: STDOUT, lang: null, limit: null, whole: true, send: async message => input.print(message) }
}

/** Returns what is owed now to the channels this run uses. @param input with which channels */
export function owedNow({ writer, addresses, current, ...state }: RunState, input = state.input): Owed[] {
  const index = new LedgerIndex(writer.current, addresses)
  const used = new Set(runChannels(input).map(({ name }) => name))
  return owedTo(input.cards, index, namesOf(input), current).filter(({ channel }) => used.has(channel))
}

/** Returns the names of all channels that are set up. */
export function namesOf({ channels }: RunInput): string[] {
  return channels.map(({ name }) => name)
}

/** Returns the faults known by now. */
export async function faultsNow({ faults, writer: { fault }, input }: RunState): Promise<Fault[]> {
  if (fault === null) return [...faults]
  const reason =
    fault instanceof RenewError
      ? rawErrorText(fault, await input.words(input.lang)).message
      : ((fault as NodeJS.ErrnoException)?.code ?? String(fault))
  return [...faults, { code: 'ledger-unwritable', values: { reason } }]
}

function allFaults(input: RunInput, index: LedgerIndex): Fault[] {
  return [
    ...input.faults,
    ...unknownChannels(input.cards, namesOf(input)).map(({ channel, cards }): Fault => {
      const { names, more } = fewNames(cards)
      return { code: 'unknown-channel', values: { channel, cards: names, more } }
    }),
    ...clockFaults(input, index),
  ]
}

function clockFaults({ cards }: RunInput, index: LedgerIndex): Fault[] {
  const faults: Fault[] = []
  const entries = cards.reduce((sum, { card, today }) => sum + index.ahead(card, today), index.undated)
  if (entries > 0) faults.push({ code: 'ledger-dates', values: { count: entries } })
  const acks = cards.filter(one => !one.closed && isAckAhead(one)).length
  if (acks > 0) faults.push({ code: 'ack-ahead', values: { count: acks } })
  return faults
}
