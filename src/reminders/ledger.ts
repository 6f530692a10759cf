import type { Message } from '../channels/channel.ts'
import { addDays, type CivilDate, compareText, daysBetween } from '../dates/civil-date.ts'
import { inEnglish } from '../error-text.ts'
import type { Failure } from '../failure.ts'

/** One milestone of one card that went out through one channel. */
export interface LedgerEntry {
  /** The card's id. */
  card: string
  /** The expiry it reminded of; another expiry re-arms everything (§8). */
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  /** The channel's name; `stdout` for what was only printed. */
  channel: string
  /** The reminder's id. */
  id: string
  /** When it was written, RFC 3339. */
  at: string
  /** The user's civil day when it was written. */
  day: CivilDate
  /** Delivered, or printed and since shown on a terminal. */
  seen: boolean
}

/** A message that is on its way: should the run die now, it is sent again as it is (§8). */
export interface Trying {
  channel: string
  message: Message
  /** When it was written, RFC 3339. */
  at: string
}

/** How a channel fares. */
export interface ChannelState {
  /** Since when every message failed, RFC 3339; null while it works. */
  failingSince: string | null
  /** Why the last one failed, one line in English without secrets. */
  error: string | null
  /** The same as a code; left out while the channel works, and in what an earlier version wrote. */
  reason?: Failure
  /** The service said that the address is no more (HTTP 410). */
  gone: boolean
  /** The faults it was last told of, when nothing was owed, and on which day. */
  told: { faults: string; day: CivilDate } | null
}

/** What went out, where and when. Keys we do not know are kept. */
export interface Ledger {
  entries: LedgerEntry[]
  trying: Trying[]
  /** When the timer last ran `remind` to its end, RFC 3339. */
  lastRun: string | null
  channels: Record<string, ChannelState>
}

/** When something is written: the instant as RFC 3339 and the user's civil day. */
export interface Moment {
  at: string
  day: CivilDate
}

const HEALTHY: ChannelState = { failingSince: null, error: null, gone: false, told: null }

/** The state of a channel; one never heard of is well. */
export function stateOf(ledger: Ledger, channel: string): ChannelState {
  return Object.hasOwn(ledger.channels, channel) ? ledger.channels[channel]! : HEALTHY
}

/** The messages are about to be sent. */
export function recordTrying(ledger: Ledger, messages: readonly Message[], { at }: Moment): Ledger {
  const trying = messages.map(message => ({ channel: message.channel, message, at }))
  return { ...ledger, trying: [...ledger.trying, ...trying] }
}

/**
 * The message arrived: its reminders are held from now on, and the channel works.
 * @param seen false when it was only printed where perhaps nobody looks
 */
export function recordDelivered(
  ledger: Ledger,
  message: Message,
  { at, day }: Moment,
  seen: boolean,
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
    }),
  )
  return { ...recordWorking(dropTrying(ledger, message), channel), entries: ledger.entries.concat(entries) }
}

/** The channel takes messages. The same ledger where nothing else was known. */
export function recordWorking(ledger: Ledger, channel: string): Ledger {
  const { reason: _, ...known } = stateOf(ledger, channel)
  const { failingSince, error, gone } = known
  if (failingSince === null && error === null && !gone) return ledger
  return withState(ledger, channel, { ...known, failingSince: null, error: null, gone: false })
}

/** A message did not arrive: what it listed stays owed, and the channel has been failing since the first time. */
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

/** The message is not on its way any more; nothing is said about whether it arrived. */
export function dropTrying(ledger: Ledger, message: Message): Ledger {
  return {
    ...ledger,
    trying: ledger.trying.filter(
      ({ channel, message: { id } }) => channel !== message.channel || id !== message.id,
    ),
  }
}

/** The channel was told of faults while nothing was owed. */
export function recordFaultsSent(ledger: Ledger, channel: string, faults: string, { day }: Moment): Ledger {
  return withState(ledger, channel, { ...stateOf(ledger, channel), told: { faults, day } })
}

/** The timer's run came to its end. */
export function recordRun(ledger: Ledger, { at }: Moment): Ledger {
  return { ...ledger, lastRun: at }
}

/** What was printed for these cards has now been on a terminal. The same ledger when there was nothing unseen. */
export function markSeen(ledger: Ledger, cards: ReadonlySet<string>): Ledger {
  const isUnseen = ({ card, seen }: LedgerEntry) => !seen && cards.has(card)
  if (!ledger.entries.some(isUnseen)) return ledger
  return {
    ...ledger,
    entries: ledger.entries.map(entry => (isUnseen(entry) ? { ...entry, seen: true } : entry)),
  }
}

/** What is kept of a channel once it was removed: its entries, so that it is not told twice when it comes back. */
export function forgetChannel(ledger: Ledger, channel: string): Ledger {
  const { [channel]: _, ...channels } = ledger.channels
  return { ...ledger, channels, trying: ledger.trying.filter(one => one.channel !== channel) }
}

function withState(ledger: Ledger, channel: string, state: ChannelState): Ledger {
  return { ...ledger, channels: { ...ledger.channels, [channel]: state } }
}

/** Smaller ledgers are left whole. */
const MIN_ENTRIES = 1000
/** What is kept of each stretch of entries: the newest decides, the others outlast a clock set back. */
const KEPT_PER_STRETCH = 4
/** A longer pause begins a new stretch, so that no jump of the clock displaces what was written before it. */
const PAUSE_DAYS = 60
/** After so many years an expired term has newer weekly milestones anyway: nothing depends on what it holds. */
const OUTDATED_YEARS = 5
/** Reminders on so many days of the last year show that the clock was not set for a moment only. */
const TRUSTED_CLOCK_DAYS = 30

/**
 * Leaves out of a large ledger what no question needs. What is owed depends, for a card, expiry and channel, on
 * the newest entry that counts; which one that is depends on today only through entries written ahead of it. So
 * the newest few of every stretch of entries stay, and no reminder comes twice or is missed for it.
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
