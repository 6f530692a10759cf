import type { Assessed } from '../cards/assessed.ts'
import { STDOUT } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Term } from '../schedule/deadlines.ts'
import { type Milestone, newestMilestone } from '../schedule/milestones.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { LedgerIndex } from './ledger-index.ts'

export interface ReminderCard {
  card: string
  name: string
  term: Term
  /** The card's zone; null: the user's. */
  zone: string | null
  /** The civil day in the card's zone. */
  today: CivilDate
  /** The last day whose milestones are sent now: `today`, or the day before until `remindAt` (§8). */
  due: CivilDate
  /** The document is no longer needed; it has no reminders. */
  closed: boolean
  /** The channels it uses; null or empty: all. */
  channels: readonly string[] | null
  /** The language its holder reads; null: not set. */
  lang: string | null
}

/** A milestone of a card that one channel has not had yet. */
export interface Owed {
  card: string
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  channel: string
  /** The day of the last milestone of this expiry that the channel has had; left out when it has had none. */
  last?: CivilDate
}

/** A channel that cards name but that is not set up, with the names of those cards. */
export interface UnknownChannel {
  channel: string
  cards: string[]
}

/** A clock before this year is wrong; nothing is sent (§8). */
const EARLIEST_YEAR = '2020'

/** Whether a day can be today. */
export function isPlausibleDay(today: CivilDate): boolean {
  return today >= EARLIEST_YEAR
}

/**
 * Returns what each channel is owed: every card's newest milestone that is due, unless the ledger has that one or a
 * later one for this expiry and channel, or the user has acknowledged it (§8). A milestone that is moved to a later day
 * after it was sent is owed again on that day.
 * @param channels the names of all channels that are set up; with none, reminders are owed to `stdout`
 */
export function owedTo(
  cards: readonly ReminderCard[],
  ledger: LedgerIndex,
  channels: readonly string[],
): Owed[] {
  return cards.flatMap(card => {
    const milestone = currentMilestone(card)
    return typeof milestone === 'string'
      ? []
      : owedAmong(milestone, ledger, channelsOf(card, channels), card.today)
  })
}

export type SilentReason = 'closed' | 'permanent' | 'clock' | 'snoozed' | 'not-yet' | 'acknowledged'

/** A card's current milestone: what every channel must have had by now. */
export interface CurrentMilestone {
  card: string
  expires: CivilDate
  milestone: string
  date: CivilDate
}

/**
 * Returns the newest milestone that is due, or why there is nothing to send.
 * @param newest that milestone, if the caller knows it
 */
export function currentMilestone(
  reminderCard: ReminderCard,
  newest: Milestone | null = newestMilestone(trustedTerm(reminderCard), reminderCard.due),
): CurrentMilestone | SilentReason {
  const { card, today, due, closed } = reminderCard
  const term = trustedTerm(reminderCard)
  const { expires, acknowledged } = term
  if (closed) return 'closed'
  if (expires === null) return 'permanent'
  if (!isPlausibleDay(today)) return 'clock'
  if (silentUntil(term, due) !== null) return 'snoozed'
  if (newest === null) return 'not-yet'
  if (acknowledged !== null && newest.date <= acknowledged) return 'acknowledged'
  return { card, expires, milestone: newest.id, date: newest.date }
}

/** Returns the milestone once for each channel that it is owed to. @param today in the card's zone */
export function owedAmong(
  milestone: CurrentMilestone,
  ledger: LedgerIndex,
  channels: readonly string[],
  today: CivilDate,
): Owed[] {
  const { card, expires, date } = milestone
  return channels.flatMap(channel => {
    const last = ledger.newest(card, expires, channel, today)?.date
    if (last === undefined) return [{ ...milestone, channel }]
    return last >= date ? [] : [{ ...milestone, channel, last }]
  })
}

/** Returns the channels of a card: those it names, or all when it names none or one that is not set up. */
export function channelsOf(
  { channels }: Pick<ReminderCard, 'channels'>,
  all: readonly string[],
): readonly string[] {
  if (all.length === 0) return [STDOUT]
  return channels?.length && channels.every(name => all.includes(name)) ? channels : all
}

/** Returns the channels that cards name but that are not set up; those cards use all channels. */
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
 * Whether the card's newest reminder was printed but may not have been seen: not shown on a terminal, not acknowledged,
 * and not sent through a channel since.
 * @param channels the names of all channels that are set up
 */
export function isUnseen(
  reminderCard: ReminderCard,
  ledger: LedgerIndex,
  channels: readonly string[],
): boolean {
  const { card, today, closed } = reminderCard
  const { expires, acknowledged } = trustedTerm(reminderCard)
  if (closed || expires === null) return false
  const printed = ledger.newest(card, expires, STDOUT, today)
  if (!printed || printed.seen || (acknowledged !== null && printed.date <= acknowledged)) return false
  return !channels.some(channel => (ledger.newest(card, expires, channel, today)?.date ?? '') >= printed.date)
}

/** Drops an acknowledgement of a day to come: the clock was wrong, and it must not silence the days before. */
function trustedTerm(reminderCard: ReminderCard): Term {
  const { term } = reminderCard
  return isAckAhead(reminderCard) ? { ...term, acknowledged: null } : term
}

/** Whether the user acknowledged the card on a day that has not come yet, by a clock that was wrong. */
export function isAckAhead({ term: { acknowledged }, today }: Pick<ReminderCard, 'term' | 'today'>): boolean {
  return acknowledged !== null && acknowledged > today
}

/** Returns what reminders need of an assessed card. @param due when left out, today's are due */
export function reminderCardOf(
  { card, term, status, resolved }: Assessed,
  due: CivilDate = status.today,
): ReminderCard {
  return {
    card: card.id,
    name: card.name,
    term,
    zone: resolved.zone.value,
    today: status.today,
    due,
    closed: card.closed !== null,
    channels: card.channels,
    lang: card.lang,
  }
}

/**
 * Returns what reminders need of the cards, with the language of each holder (§9): a language set on one of the
 * holder's cards applies to the others that set none, unless the cards set several.
 * @param dueIn returns the last day whose milestones are sent now, in a card's zone
 */
export function withHolderLanguages(
  cards: readonly Assessed[],
  dueIn: (zone: string | null) => CivilDate,
): ReminderCard[] {
  const known = new Map<string, Set<string>>()
  for (const { card } of cards) {
    if (card.holder === null || card.lang === null) continue
    const langs = known.get(card.holder)
    if (langs) langs.add(card.lang)
    else known.set(card.holder, new Set([card.lang]))
  }
  return cards.map(one => {
    const langs = known.get(one.card.holder ?? '')
    const [only = null] = langs?.size === 1 ? langs : []
    return { ...reminderCardOf(one, dueIn(one.resolved.zone.value)), lang: one.card.lang ?? only }
  })
}
