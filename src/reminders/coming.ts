import { addDays, type CivilDate, LAST_DAY } from '../dates/civil-date.ts'
import type { Term } from '../schedule/deadlines.ts'
import { type Milestone, milestonesBetween, nextMilestone } from '../schedule/milestones.ts'
import { snoozeEnd } from '../schedule/standing.ts'
import type { LedgerIndex } from './ledger-index.ts'
import {
  channelsOf,
  channelsOwed,
  type ReminderCard,
  type StandingMilestone,
  standingMilestone,
} from './owed.ts'

/** A reminder that will be sent, if nothing is changed and a run comes every day. */
export interface ComingReminder extends StandingMilestone {
  /** The day on which it is sent, in the card's zone: after `date` where a snooze or a missed run held it back. */
  day: CivilDate
  /** The names of the channels that get it; `stdout` where none is set up. */
  channels: string[]
}

/** What decides, besides the card, whether a reminder is sent. */
export interface Delivery {
  ledger: LedgerIndex
  /** The names of all channels that are set up. */
  channels: readonly string[]
}

/**
 * Yields the reminders of a card that will be sent from its today to a day, both included, in order of their days:
 * what ledger, `ack` and `snooze` leave of its milestones (§8). Every promise of a reminder is made by this function;
 * for each day it asks the functions that a run asks. A ledger entry that a clock far ahead has written counts here as
 * it does today.
 */
export function* comingReminders(
  card: ReminderCard,
  { ledger, channels }: Delivery,
  until: CivilDate,
): Generator<ComingReminder> {
  const own = channelsOf(card, channels)
  let newest = ''
  for (const { day, milestone } of turnsOf(card, until)) {
    const standing = standingMilestone({ ...card, today: day }, milestone)
    if (typeof standing === 'string' || standing.date <= newest) continue
    newest = standing.date
    const owed = channelsOwed(standing, ledger, own)
    if (owed.length > 0) yield { ...standing, day, channels: owed }
  }
}

/** The first reminder after the card's today that will be sent; null when there is none. */
export function reminderAfterToday(card: ReminderCard, delivery: Delivery): ComingReminder | null {
  for (const reminder of comingReminders(card, delivery, LAST_DAY))
    if (reminder.day > card.today) return reminder
  return null
}

/** A day on which a card may have something new to say. */
interface Turn {
  day: CivilDate
  /** The milestone of that day; left out where it is an earlier one. */
  milestone?: Milestone
}

/** The card's today, or the end of its snooze, and every milestone after it. */
function* turnsOf({ term, today, closed }: ReminderCard, until: CivilDate): Generator<Turn> {
  const speaks = term.snoozedUntil === null ? today : snoozeEnd(term, term.snoozedUntil)
  const first = speaks > today ? speaks : today
  // The milestones of a card that has expired never end.
  if (closed || first > until) return
  yield { day: first }
  for (const milestone of milestonesAfter(term, first, until)) yield { day: milestone.date, milestone }
}

/** So many days of milestones are worked out at once: one by one costs more, and a caller may want only the first. */
const DAYS_AT_ONCE = 31

function* milestonesAfter(term: Term, day: CivilDate, until: CivilDate): Generator<Milestone> {
  let next = nextMilestone(term, day)
  while (next !== null && next.date <= until) {
    const end = addDays(next.date, DAYS_AT_ONCE)
    yield* milestonesBetween(term, next.date, end < until ? end : until)
    next = nextMilestone(term, end)
  }
}
