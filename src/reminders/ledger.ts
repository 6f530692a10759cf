import type { Message } from '../channels/channel.ts'
import { addDays, type CivilDate, compareText, daysBetween } from '../dates/civil-date.ts'
import { inEnglish } from '../error-text.ts'
import type { Failure } from '../failure.ts'

/** A milestone of a card that one channel has had. */
export interface LedgerEntry {
  /** The card's id. */
  card: string
  /** The expiry it reminded of; after a change of the expiry all reminders start again (§8). */
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  /** The channel's name; `stdout` when it was only printed. */
  channel: string
  /** The reminder's id. */
  id: string
  /** When it was written, RFC 3339. */
  at: string
  /** The user's civil day at that time. */
  day: CivilDate
  /** False when it was only printed and not shown on a terminal since. */
  seen: boolean
  /** A hash of the channel's address at that time; left out by earlier versions, and for `stdout`. */
  to?: string
}

/** A message that is being sent: if the run is killed, the next one sends it again unchanged (§8). */
export interface Trying {
  channel: string
  message: Message
  /** When it was written, RFC 3339. */
  at: string
}

/** Whether a channel works. */
export interface ChannelState {
  /** When messages began to fail, RFC 3339; null while it works. */
  failingSince: string | null
  /** Why the last message failed, one line of English without secrets. */
  error: string | null
  /** The same as a code; left out while the channel works, and by earlier versions. */
  reason?: Failure
  /** The service said that the address no longer exists (HTTP 410). */
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
}

/** The time of an entry: an instant (RFC 3339) and the user's civil day. */
export interface Moment {
  at: string
  day: CivilDate
}

const HEALTHY: ChannelState = { failingSince: null, error: null, gone: false, told: null }

/** Returns the state of a channel; a channel without one works. */
export function stateOf(ledger: Ledger, channel: string): ChannelState {
  return Object.hasOwn(ledger.channels, channel) ? ledger.channels[channel]! : HEALTHY
}

/** Records that messages are about to be sent. */
export function recordTrying(ledger: Ledger, messages: readonly Message[], { at }: Moment): Ledger {
  const trying = messages.map(message => ({ channel: message.channel, message, at }))
  return { ...ledger, trying: [...ledger.trying, ...trying] }
}

/**
 * Records that a message arrived and that its channel works.
 * @param seen false when it was printed where it may not have been seen
 * @param to the hash of the channel's address
 */
export function recordDelivered(
  ledger: Ledger,
  message: Message,
  { at, day }: Moment,
  seen: boolean,
  to?: string,
): Ledger {
  const { channel } = message
  const entries = message.reminders.map(
    ({ card, expires, milestone, date, id }): LedgerEntry => ({
      card,
      expires,
      milestone,
      date,
      channel,
      id,
      at,
      day,
      seen,
      ...(to === undefined ? {} : { to }),
    }),
  )
  return { ...recordWorking(dropTrying(ledger, message), channel), entries: ledger.entries.concat(entries) }
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
  { failure, gone }: { failure: Failure; gone: boolean },
): Ledger {
  const known = stateOf(ledger, channel)
  const failingSince = known.failingSince ?? at
  const error = inEnglish(failure)
  return withState(ledger, channel, { ...known, failingSince, error, reason: failure, gone })
}

/** Records that a message is no longer being sent, whether it arrived or not. */
export function dropTrying(ledger: Ledger, message: Message): Ledger {
  return {
    ...ledger,
    trying: ledger.trying.filter(
      ({ channel, message: { id } }) => channel !== message.channel || id !== message.id,
    ),
  }
}

/** Records that a channel got the faults alone, while nothing was owed. */
export function recordFaultsSent(ledger: Ledger, channel: string, faults: string, { day }: Moment): Ledger {
  return withState(ledger, channel, { ...stateOf(ledger, channel), told: { faults, day } })
}

/** Records that the timer's run finished. */
export function recordRun(ledger: Ledger, { at }: Moment): Ledger {
  return { ...ledger, lastRun: at }
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
  return { ...ledger, channels, trying: ledger.trying.filter(one => one.channel !== channel) }
}

/**
 * Copies what a channel has had to another name, where that does not have it yet. After a renaming nothing is sent again,
 * and neither is it after the renaming is undone.
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

/** Smaller ledgers are not compacted. */
const MIN_ENTRIES = 1000
/** How many entries of a stretch are kept: the newest decides, the others are for a clock that is set back. */
const KEPT_PER_STRETCH = 4
/** A longer pause starts a new stretch, so that after a jump of the clock older entries are kept too. */
const PAUSE_DAYS = 60
/** Entries of a term that expired so long ago decide nothing: it has had newer weekly milestones since. */
const OUTDATED_YEARS = 5
/** Entries on this many days of the last year show that the clock was right for longer than a moment. */
const TRUSTED_CLOCK_DAYS = 30

/**
 * Removes the entries of a large ledger that decide nothing. What is owed depends on the newest entry of a card, expiry
 * and channel that counts, and whether it counts depends on today only when it was written ahead of today. So the newest
 * few of every stretch of entries are kept, and no reminder is repeated or missed.
 */
export function compactLedger(ledger: Ledger, today: CivilDate): Ledger {
  if (ledger.entries.length < MIN_ENTRIES) return ledger
  const outdated = isClockTrusted(ledger.entries, today) ? addDays(today, -OUTDATED_YEARS * 366) : null
  const groups = new Map<string, LedgerEntry[]>()
  for (const entry of ledger.entries) {
    const key = `${entry.card} ${entry.expires} ${entry.channel}`
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  const kept: LedgerEntry[] = []
  for (const group of groups.values()) {
    const isOver =
      outdated !== null && group.every(({ expires, day }) => expires < outdated && day < outdated)
    if (!isOver) kept.push(...(group.length > KEPT_PER_STRETCH ? newestOfStretches(group) : group))
  }
  return kept.length === ledger.entries.length ? ledger : { ...ledger, entries: kept }
}

function newestOfStretches(group: readonly LedgerEntry[]): LedgerEntry[] {
  const sorted = [...group].sort((a, b) => compareText(a.day, b.day) || compareText(a.date, b.date))
  const stretches: LedgerEntry[][] = []
  for (const entry of sorted) {
    const last = stretches.at(-1)
    if (last && daysBetween(last.at(-1)!.day, entry.day) <= PAUSE_DAYS) last.push(entry)
    else stretches.push([entry])
  }
  return stretches.flatMap(stretch => {
    const furthest = stretch.reduce((most, one) => (one.date >= most.date ? one : most))
    const last = stretch.slice(-KEPT_PER_STRETCH)
    return last.includes(furthest) ? last : [furthest, ...last]
  })
}

function isClockTrusted(entries: readonly LedgerEntry[], today: CivilDate): boolean {
  const from = addDays(today, -365)
  const days = new Set<CivilDate>()
  for (const { day } of entries) if (day >= from && day <= today) days.add(day)
  return days.size >= TRUSTED_CLOCK_DAYS
}
