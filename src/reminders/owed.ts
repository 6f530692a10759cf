import type { Assessed } from '../cards/assessed.ts'
import { STDOUT } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Term } from '../schedule/deadlines.ts'
import { type Milestone, newestMilestone } from '../schedule/milestones.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { CardMilestone } from './ids.ts'
import { grouped, type LedgerIndex } from './ledger-index.ts'

export interface ReminderCard {
  card: string
  name: string
  term: Term
  /** null: the user's. */
  zone: string | null
  /** The civil day in the card's zone. */
  today: CivilDate
  /** The last day whose milestones are sent now: `today`, or the day before until `remindAt` (§8). */
  due: CivilDate
  closed: boolean
  /** null or empty: all. */
  channels: readonly string[] | null
  lang: string | null
}

/** A milestone of a card that one channel has not had yet. */
export interface Owed extends CardMilestone {
  channel: string
  /** The day of the milestone that the channel had before. */
  last?: CivilDate
}

/** Whether a day can be today; a clock before 2020 is wrong, and nothing is sent (§8). */
export function isPlausibleDay(today: CivilDate): boolean {
  return today >= '2020'
}

/**
 * Returns what each channel is owed: every card's current milestone, unless the ledger has that one or a later one for
 * this expiry and channel (§8). A milestone that is moved to a later day after it was sent is owed again on that day.
 * @param channels all that are set up; with none, reminders are owed to `stdout`
 * @param current if the caller knows it: finding it is the slow part
 */
export function owedTo(
  cards: readonly ReminderCard[],
  ledger: LedgerIndex,
  channels: readonly string[],
  current = currentMilestones(cards),
): Owed[] {
  return cards.flatMap(card => {
    const milestone = current.get(card.card)
    return milestone ? owedAmong(milestone, ledger, channelsOf(card, channels), card.today) : []
  })
}

/** Returns the current milestone of each card that has one, by the card's id. */
export function currentMilestones(cards: readonly ReminderCard[]): ReadonlyMap<string, CardMilestone> {
  return new Map(cards.flatMap(card => currentMilestone(card) ?? []).map(one => [one.card, one]))
}

/**
 * Returns the newest milestone that is due, which every channel must have had by now. Null when there is nothing to
 * send: the card is closed, permanent or snoozed, nothing is due yet, it was acknowledged, or the clock is wrong (§8).
 */
export function currentMilestone(
  reminderCard: ReminderCard,
  newest: Milestone | null = newestMilestone(trustedTerm(reminderCard), reminderCard.due),
): CardMilestone | null {
  const { card, today, due, closed } = reminderCard
  const term = trustedTerm(reminderCard)
  const { expires, acknowledged } = term
  if (closed || expires === null || newest === null || !isPlausibleDay(today)) return null
  if (silentUntil(term, due) !== null) return null
  if (acknowledged !== null && newest.date <= acknowledged) return null
  return { card, expires, milestone: newest.id, date: newest.date }
}

/** Returns the milestone once for each channel that it is owed to. @param today in the card's zone */
export function owedAmong(
  milestone: CardMilestone,
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

/** Returns the channels that cards name but that are not set up, each with these cards; they use all channels. */
export function unknownChannels(
  cards: readonly ReminderCard[],
  all: readonly string[],
): { channel: string; cards: string[] }[] {
  const named = cards.flatMap(({ name, channels, closed }) =>
    (closed ? [] : (channels ?? [])).map(channel => ({ channel, name })),
  )
  return [...grouped(named, one => one.channel)]
    .filter(([channel]) => !all.includes(channel))
    .map(([channel, own]) => ({ channel, cards: own.map(({ name }) => name) }))
}

/**
 * Whether the card's newest reminder was printed but may not have been seen: not shown on a terminal, not acknowledged,
 * and not sent through a channel since.
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

function trustedTerm(reminderCard: ReminderCard): Term {
  const { term } = reminderCard
  return isAckAhead(reminderCard) ? { ...term, acknowledged: null } : term
}

/** Whether the user acknowledged the card on a day to come, by a wrong clock: that must not silence the days before. */
export function isAckAhead({ term: { acknowledged }, today }: ReminderCard): boolean {
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
  const known = cards.flatMap(({ card: { holder, lang } }) =>
    holder === null || lang === null ? [] : [{ holder, lang }],
  )
  const langsOf = new Map(
    [...grouped(known, ({ holder }) => holder)].map(([holder, own]) => [
      holder,
      new Set(own.map(({ lang }) => lang)),
    ]),
  )
  return cards.map(one => {
    const langs = langsOf.get(one.card.holder ?? '')
    const [only = null] = langs?.size === 1 ? langs : []
    return { ...reminderCardOf(one, dueIn(one.resolved.zone.value)), lang: one.card.lang ?? only }
  })
}
