import { STDOUT } from '../channels/channel.ts'
import { addDays, type CivilDate } from '../dates/civil-date.ts'
import type { Term } from '../schedule/deadlines.ts'
import { type Milestone, newestMilestone } from '../schedule/milestones.ts'
import { isSnoozed } from '../schedule/standing.ts'
import { DAYS_AHEAD, type LedgerIndex } from './ledger-index.ts'

/** A card as reminders see it. */
export interface ReminderCard {
  /** The card's id. */
  card: string
  name: string
  term: Term
  /** The civil day in the card's zone. */
  today: CivilDate
  /** No longer needed: silent. */
  closed: boolean
  /** The only channels it uses; null or none: all. */
  channels: readonly string[] | null
  /** The language its holder reads; null: no wish. */
  lang: string | null
}

/** A milestone of one card that one channel has not had yet. */
export interface Owed {
  card: string
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  channel: string
}

/** A channel that cards name and nobody set up, and the names of those cards. */
export interface UnknownChannel {
  channel: string
  cards: string[]
}

/** Clocks before this year are not to be believed; nothing is sent by them (§8). */
const FIRST_SANE_YEAR = '2020'

/** Whether a day can be today at all. */
export function isSaneDay(today: CivilDate): boolean {
  return today >= FIRST_SANE_YEAR
}

/**
 * What each channel is owed: of every card the newest milestone on or before its today, unless the ledger
 * holds that one or a later-dated one for this expiry and channel, or the user has seen it (§8). A milestone
 * that was moved to a later day after it went out is owed again on that day.
 * @param channels the names of all channels that are set up; with none, reminders are owed to `stdout`
 */
export function owedTo(
  cards: readonly ReminderCard[],
  ledger: LedgerIndex,
  channels: readonly string[],
): Owed[] {
  return cards.flatMap(card => {
    const said = standingMilestone(card)
    return typeof said === 'string' ? [] : owedAmong(said, ledger, channelsOf(card, channels))
  })
}

/** Why a card has nothing to say, whatever the ledger holds. */
export type Silence = 'closed' | 'permanent' | 'clock' | 'snoozed' | 'not-yet' | 'acknowledged'

/** The milestone a card stands at: what every channel must have had by today. */
export interface StandingMilestone {
  card: string
  expires: CivilDate
  milestone: string
  date: CivilDate
}

/**
 * The newest milestone on or before the card's today, or why nothing is to be said.
 * @param newest that milestone, where the caller knows it already
 */
export function standingMilestone(
  watched: ReminderCard,
  newest: Milestone | null = newestMilestone(believable(watched), watched.today),
): StandingMilestone | Silence {
  const { card, today, closed } = watched
  const term = believable(watched)
  const { expires, acknowledged } = term
  if (closed) return 'closed'
  if (expires === null) return 'permanent'
  if (!isSaneDay(today)) return 'clock'
  if (isSnoozed(term, today)) return 'snoozed'
  if (newest === null) return 'not-yet'
  if (acknowledged !== null && newest.date <= acknowledged) return 'acknowledged'
  return { card, expires, milestone: newest.id, date: newest.date }
}

/** The channels that have neither had this milestone nor one of a later day. */
export function channelsOwed(
  { card, expires, date }: StandingMilestone,
  ledger: LedgerIndex,
  channels: readonly string[],
): string[] {
  return channels.filter(channel => (ledger.newest(card, expires, channel)?.date ?? '') < date)
}

/** The milestone as it is owed to each of these channels. */
export function owedAmong(said: StandingMilestone, ledger: LedgerIndex, channels: readonly string[]): Owed[] {
  return channelsOwed(said, ledger, channels).map(channel => ({ ...said, channel }))
}

/** The channels of a card: those it names, or all when it names none or one that is not set up. */
export function channelsOf(
  { channels }: Pick<ReminderCard, 'channels'>,
  all: readonly string[],
): readonly string[] {
  if (all.length === 0) return [STDOUT]
  return channels?.length && channels.every(name => all.includes(name)) ? channels : all
}

/** The channels that cards name though nobody set them up; such cards go to all channels. */
export function unknownChannels(cards: readonly ReminderCard[], all: readonly string[]): UnknownChannel[] {
  const found = new Map<string, string[]>()
  for (const { name, channels, closed } of cards) {
    for (const channel of closed ? [] : (channels ?? [])) {
      if (all.includes(channel)) continue
      const cards = found.get(channel)
      if (cards) cards.push(name)
      else found.set(channel, [name])
    }
  }
  return [...found].map(([channel, cards]) => ({ channel, cards }))
}

/**
 * Whether the card's newest reminder was printed but, as far as we know, read by nobody: not shown on a
 * terminal, not acknowledged, and not gone out through a channel since.
 * @param channels the names of all channels that are set up
 */
export function isUnseen(watched: ReminderCard, ledger: LedgerIndex, channels: readonly string[]): boolean {
  const { card, closed } = watched
  const { expires, acknowledged } = believable(watched)
  if (closed || expires === null) return false
  const printed = ledger.newest(card, expires, STDOUT)
  if (!printed || printed.seen || (acknowledged !== null && printed.date <= acknowledged)) return false
  return !channels.some(channel => (ledger.newest(card, expires, channel)?.date ?? '') >= printed.date)
}

/** The term without an "ack" from a clock that ran ahead: it must not silence the years between. */
function believable({ term, today }: ReminderCard): Term {
  const { acknowledged } = term
  return acknowledged !== null && acknowledged > addDays(today, DAYS_AHEAD)
    ? { ...term, acknowledged: null }
    : term
}
