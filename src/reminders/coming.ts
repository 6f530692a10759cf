import { addDays, type CivilDate, LAST_DAY } from '../dates/civil-date.ts'
import { laterOf, type Term } from '../schedule/deadlines.ts'
import { type Milestone, milestonesBetween, nextMilestone } from '../schedule/milestones.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { CardMilestone } from './ids.ts'
import type { LedgerIndex } from './ledger-index.ts'
import { channelsOf, currentMilestone, owedAmong, type ReminderCard } from './owed.ts'

/** A reminder that will be sent if nothing changes and the timer runs every day. */
export interface ComingReminder extends CardMilestone {
  /** The day on which it is sent, in the card's zone; later than `date` after a snooze or a missed run. */
  day: CivilDate
  /** The day from whose `remindAt` on it is sent; before `day` for one that is owed since an earlier day. */
  due: CivilDate
  channels: string[]
}

/** What decides, besides the card, whether a reminder is sent. */
export interface Delivery {
  ledger: LedgerIndex
  channels: readonly string[]
  /** The user's civil day, until whose end some reminders are held. */
  today: CivilDate
}

/**
 * Yields the reminders of a card that will be sent from its today until a day, both included, ordered by day (§8).
 * Every command that announces reminders uses this function; for each day it calls the functions that a run calls. Two
 * have the card's today when it is too early for the reminder of today and one of an earlier day is still owed. What
 * waits for the next day, as it may have arrived, comes then, unless another one takes its place.
 */
export function* comingReminders(
  card: ReminderCard,
  { ledger, channels, today }: Delivery,
  until: CivilDate,
): Generator<ComingReminder> {
  const own = channelsOf(card, channels)
  const tomorrow = addDays(card.today, 1)
  let newest = ''
  let held: ComingReminder | null = null
  for (const { day: due, milestone } of daysToCheck(card, until)) {
    const day = laterOf(due, card.today)
    const current = currentMilestone({ ...card, today: day, due }, milestone)
    if (current === null || current.date <= newest) continue
    newest = current.date
    if (held && day > tomorrow) yield held
    const owed = owedAmong(current, ledger, own, day).map(({ channel }) => channel)
    const waiting = day > card.today ? [] : owed.filter(channel => ledger.isHeld(current, channel, today))
    held = waiting.length === 0 ? null : { ...current, day: tomorrow, due, channels: waiting }
    const now = owed.filter(channel => !waiting.includes(channel))
    if (now.length > 0) yield { ...current, day, due, channels: now }
  }
  if (held && tomorrow <= until) yield held
}

/** Returns the reminder that is sent next, which may be owed already; null when none follows. */
export function firstReminder(card: ReminderCard, delivery: Delivery): ComingReminder | null {
  const [first = null] = comingReminders(card, delivery, LAST_DAY)
  return first
}

/** Yields the last day that is due now, or the end of the card's snooze, then every milestone after it. */
function* daysToCheck(
  { term, due, closed }: ReminderCard,
  until: CivilDate,
): Generator<{ day: CivilDate; milestone?: Milestone }> {
  const first = silentUntil(term, due) ?? due
  // An expired card has milestones for ever, so this must end at `until`.
  if (closed || first > until) return
  yield { day: first }
  for (const milestone of milestonesAfter(term, first, until)) yield { day: milestone.date, milestone }
}

const DAYS_AT_ONCE = 31

function* milestonesAfter(term: Term, day: CivilDate, until: CivilDate): Generator<Milestone> {
  const { acknowledged } = term
  if (acknowledged === null || acknowledged <= day) return yield* seriesAfter(term, day, until)
  // Until its day comes, an acknowledgement by a clock that was wrong does not count.
  const before = addDays(acknowledged, -1)
  yield* seriesAfter({ ...term, acknowledged: null }, day, before < until ? before : until)
  yield* seriesAfter(term, before, until)
}

function* seriesAfter(term: Term, day: CivilDate, until: CivilDate): Generator<Milestone> {
  let next = nextMilestone(term, day)
  while (next !== null && next.date <= until) {
    const end = addDays(next.date, DAYS_AT_ONCE)
    yield* milestonesBetween(term, next.date, end < until ? end : until)
    next = nextMilestone(term, end)
  }
}
