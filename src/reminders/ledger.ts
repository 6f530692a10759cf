import type { Message, SendOutcome } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { inEnglish } from '../error-text.ts'
import type { Failure } from '../failure.ts'
import { type Address, type CardMilestone, SOME_READERS } from './ids.ts'

/** A milestone of a card that one channel has had. */
export interface LedgerEntry extends CardMilestone, Moment {
  channel: string
  id: string
  /** False when it was only printed, and not shown on a terminal since. */
  seen: boolean
  /** A hash of the channel's address; none of earlier versions and for `stdout`; empty if only `readers` have it. */
  to?: string
  /** Hashes of the readers who have it, where the service tells them apart. */
  readers?: string[]
  /** A clock that was ahead sent it before its day: it does not count. */
  early?: true
}

/** A message that is being sent: if the run is killed, the next one sends it again unchanged (§8). */
export interface Trying {
  channel: string
  message: Message
  at: string
  waits?: Waiting
  had?: string[]
  to?: string
}

/** What became of a message that is kept: it may have arrived, or some of its recipients have it (§8). */
export interface Waiting {
  outcome: SendOutcome
  day: CivilDate
  tries: number
}

/** A reminder that a service refused; it is sent again on another day. Earlier versions left out what it reminds of. */
export interface Refused extends Partial<Omit<CardMilestone, 'milestone'>> {
  channel: string
  id: string
  day: CivilDate
}

/** Deliveries of earlier expiries of which only the day is kept. */
export interface PastDelivery extends Pick<LedgerEntry, 'channel' | 'expires' | 'date' | 'to'> {
  cards: string[]
}

export interface ChannelState {
  /** RFC 3339. */
  failingSince: string | null
  /** One line of English without secrets. */
  error: string | null
  /** The same as a code; left out by earlier versions. */
  reason?: Failure
  gone: boolean
  /** The faults last sent to it while nothing was owed, as a hash, and on which day. */
  told: { faults: string; day: CivilDate } | null
}

/** What was delivered where and when, as stored in `ledger.json`. Unknown keys are kept. */
export interface Ledger {
  entries: LedgerEntry[]
  trying: Trying[]
  /** When the timer's `remind` last finished, RFC 3339. */
  lastRun: string | null
  channels: Record<string, ChannelState>
  past?: PastDelivery[]
  refused?: Refused[]
  runs?: Stretch[]
}

/** A time with a run at least every day; both RFC 3339. */
export interface Stretch {
  from: string
  to: string
}

/** An instant (RFC 3339), and the user's civil day then. */
export interface Moment {
  at: string
  day: CivilDate
}

const HEALTHY: ChannelState = { failingSince: null, error: null, gone: false, told: null }

/** Returns the state of a channel; one without a state works. */
export function stateOf(ledger: Ledger, channel: string): ChannelState {
  return Object.hasOwn(ledger.channels, channel) ? ledger.channels[channel]! : HEALTHY
}

/** Records that messages are about to be sent, and which readers have them already. */
export function recordTrying(
  ledger: Ledger,
  messages: readonly { message: Message; had?: readonly string[] }[],
  { at }: Moment,
  address?: Address,
): Ledger {
  const trying = messages.map(({ message, had = [] }) => ({
    channel: message.channel,
    message,
    at,
    ...(had.length === 0 ? {} : { had: [...had] }),
    ...(address === undefined ? {} : { to: address.hash }),
  }))
  return { ...ledger, trying: [...ledger.trying, ...trying] }
}

/** Records what became of a message that is kept, and counts how often it was sent on that day. */
export function recordWaiting(
  ledger: Ledger,
  message: Message,
  { outcome, day }: Omit<Waiting, 'tries'>,
): Ledger {
  return changeTrying(ledger, message, one => {
    const before = one.waits?.day === day ? one.waits.tries : 0
    return { ...one, waits: { outcome, day, tries: before + 1 } }
  })
}

/** Records that one of several recipients has a message. @param recipient the hash of its address */
export function recordRecipient(
  ledger: Ledger,
  which: Pick<Message, 'channel' | 'id'>,
  recipient: string,
): Ledger {
  return changeTrying(ledger, which, one => ({ ...one, had: [...(one.had ?? []), recipient] }))
}

function changeTrying(
  ledger: Ledger,
  which: Pick<Message, 'channel' | 'id'>,
  change: (one: Trying) => Trying,
): Ledger {
  return { ...ledger, trying: ledger.trying.map(one => (isMessage(one, which) ? change(one) : one)) }
}

/** Records that a service refused the reminders of a message for a reason of their own. */
export function recordRefused(ledger: Ledger, { channel, reminders }: Message, { day }: Moment): Ledger {
  const refused = reminders.map(({ id, card, expires, date }) => ({ channel, id, day, card, expires, date }))
  return { ...ledger, refused: [...(ledger.refused ?? []), ...refused] }
}

/** Returns the ids of the reminders that a channel's service refused on a day. */
export function refusedOn({ refused = [] }: Ledger, channel: string, day: CivilDate): Set<string> {
  return new Set(refused.filter(one => one.channel === channel && one.day === day).map(({ id }) => id))
}

/** Drops what was refused on another day. Returns the same ledger when there is nothing to drop. */
export function forgetRefused(ledger: Ledger, today: CivilDate): Ledger {
  if (!ledger.refused?.some(({ day }) => day !== today)) return ledger
  return { ...ledger, refused: ledger.refused.filter(({ day }) => day === today) }
}

/** Records that a message arrived. @param seen false when it was printed where it may not have been seen */
export function recordDelivered(
  ledger: Ledger,
  message: Message,
  moment: Moment,
  seen: boolean,
  address?: Address,
): Ledger {
  const entries = entriesFor(message.channel, message.reminders, moment, seen, address)
  return {
    ...ledger,
    trying: ledger.trying.filter(one => !isMessage(one, message)),
    entries: ledger.entries.concat(entries),
  }
}

/** Returns the entries of reminders that a channel has had. @param address who has them: all of its readers */
export function entriesFor(
  channel: string,
  reminders: readonly (CardMilestone & { id: string })[],
  { at, day }: Moment,
  seen: boolean,
  address?: Address,
): LedgerEntry[] {
  const sent = {
    at,
    day,
    seen,
    ...(address && { to: address.hash }),
    ...(address?.readers.length && { readers: [...address.readers] }),
  }
  return reminders.map(({ card, expires, milestone, date, id }) => {
    return { card, expires, milestone, date, channel, id, ...sent }
  })
}

function isMessage({ channel, message }: Trying, which: Pick<Message, 'channel' | 'id'>): boolean {
  return channel === which.channel && message.id === which.id
}

/** Records that a channel works. Returns the same ledger when nothing changes. */
export function recordWorking(ledger: Ledger, channel: string): Ledger {
  const { reason: _, ...known } = stateOf(ledger, channel)
  const { failingSince, error, gone } = known
  if (failingSince === null && error === null && !gone) return ledger
  return withState(ledger, channel, { ...known, failingSince: null, error: null, gone: false })
}

/** Records that a message did not arrive. Its reminders stay owed. */
export function recordFailed(
  ledger: Ledger,
  channel: string,
  { at }: Moment,
  { failure, gone = false }: { failure: Failure; gone?: boolean },
): Ledger {
  const known = stateOf(ledger, channel)
  const failingSince = known.failingSince ?? at
  const error = inEnglish(failure)
  return withState(ledger, channel, { ...known, failingSince, error, reason: failure, gone })
}

/** Removes messages from those that are being sent. Which readers already have one stays recorded. */
export function dropTrying(ledger: Ledger, messages: readonly Message[]): Ledger {
  return messages.reduce(dropMessage, ledger)
}

function dropMessage(ledger: Ledger, message: Message): Ledger {
  const dropped = ledger.trying.filter(one => isMessage(one, message))
  const partial = dropped.flatMap(({ channel, at, waits, had: readers = [] }) => {
    if (readers.length === 0) return []
    const moment = { at, day: waits?.day ?? at.slice(0, 10) }
    return entriesFor(channel, message.reminders, moment, true, { hash: SOME_READERS, readers })
  })
  const covers = (one: LedgerEntry, { id, channel, readers = [] }: LedgerEntry) =>
    one.id === id &&
    one.channel === channel &&
    !one.early &&
    readers.every(reader => one.readers?.includes(reader))
  const isKnown = (entry: LedgerEntry) => ledger.entries.some(one => covers(one, entry))
  return {
    ...ledger,
    trying: ledger.trying.filter(one => !isMessage(one, message)),
    entries: ledger.entries.concat(partial.filter(one => !isKnown(one))),
  }
}

/** Records that a channel got the faults alone, while nothing was owed. */
export function recordFaultsSent(ledger: Ledger, channel: string, faults: string, { day }: Moment): Ledger {
  return withState(ledger, channel, { ...stateOf(ledger, channel), told: { faults, day } })
}

/** Marks the printed reminders of these cards as seen. Returns the same ledger when all were seen. */
export function markSeen(ledger: Ledger, cards: ReadonlySet<string>): Ledger {
  const isUnseen = ({ card, seen }: LedgerEntry) => !seen && cards.has(card)
  if (!ledger.entries.some(isUnseen)) return ledger
  return {
    ...ledger,
    entries: ledger.entries.map(entry => (isUnseen(entry) ? { ...entry, seen: true } : entry)),
  }
}

/** Forgets a removed channel but keeps its entries, so that nothing is sent twice if it is set up again. */
export function forgetChannel(ledger: Ledger, channel: string): Ledger {
  const { [channel]: _, ...channels } = ledger.channels
  const refused = ledger.refused?.filter(one => one.channel !== channel)
  const own = ledger.trying.flatMap(one => (one.channel === channel ? one.message : []))
  return {
    ...dropTrying(ledger, own),
    channels,
    ...(refused ? { refused } : {}),
  }
}

/**
 * Copies what a channel has had to another name, where that does not have it yet. After a renaming nothing is sent
 * again, and neither is it after the renaming is undone.
 */
export function copyChannel(ledger: Ledger, from: string, to: string): Ledger {
  const known = new Set(ledger.entries.filter(({ channel }) => channel === to).map(({ id }) => id))
  const entries = ledger.entries
    .filter(({ channel, id }) => channel === from && !known.has(id))
    .map(entry => ({ ...entry, channel: to }))
  const sending = new Set(ledger.trying.filter(one => one.channel === to).map(({ message }) => message.id))
  const trying = ledger.trying
    .filter(({ channel, message }) => channel === from && !sending.has(message.id))
    .map(one => ({ ...one, channel: to, message: { ...one.message, channel: to } }))
  const state = Object.hasOwn(ledger.channels, from) ? { [to]: ledger.channels[from]! } : {}
  return {
    ...ledger,
    entries: ledger.entries.concat(entries),
    trying: ledger.trying.concat(trying),
    channels: { ...ledger.channels, ...state },
  }
}

function withState(ledger: Ledger, channel: string, state: ChannelState): Ledger {
  return { ...ledger, channels: { ...ledger.channels, [channel]: state } }
}
