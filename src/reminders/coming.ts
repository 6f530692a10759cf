import { addDays, type CivilDate, LAST_DAY } from '../dates/civil-date.ts'
import type { Term } from '../schedule/deadlines.ts'
import { type Milestone, milestonesBetween, nextMilestone } from '../schedule/milestones.ts'
import { snoozeEnd } from '../schedule/standing.ts'
import type { LedgerIndex } from './ledger-index.ts'
import {
  type CurrentMilestone,
  channelsOf,
  channelsOwed,
  currentMilestone,
  type ReminderCard,
} from './owed.ts'

/** A reminder that will be sent if nothing changes and the timer runs every day. */
export interface ComingReminder extends CurrentMilestone {
  /** The day on which it is sent, in the card's zone; later than `date` after a snooze or a missed run. */
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
 * Yields the reminders of a card that will be sent from its today until a day, both included, ordered by day (§8).
 * Every command that announces reminders uses this function; for each day it calls the functions that a run calls. A
 * ledger entry from a clock far ahead counts here as it does today.
 */
export function* comingReminders(
  card: ReminderCard,
  { ledger, channels }: Delivery,
  until: CivilDate,
): Generator<ComingReminder> {
  const own = channelsOf(card, channels)
  let newest = ''
  for (const { day, milestone } of daysToCheck(card, until)) {
    const current = currentMilestone({ ...card, today: day }, milestone)
    if (typeof current === 'string' || current.date <= newest) continue
    newest = current.date
    const owed = channelsOwed(current, ledger, own)
    if (owed.length > 0) yield { ...current, day, channels: owed }
  }
}

/** Returns the first reminder after the card's today; null when there is none. */
export function reminderAfterToday(card: ReminderCard, delivery: Delivery): ComingReminder | null {
  for (const reminder of comingReminders(card, delivery, LAST_DAY))
    if (reminder.day > card.today) return reminder
  return null
}

/** A day on which a reminder may become due. */
interface DayToCheck {
  day: CivilDate
  /** The milestone of that day; left out when only an earlier one is due. */
  milestone?: Milestone
}

/** Yields the card's today, or the end of its snooze, then every milestone after it. */
function* daysToCheck({ term, today, closed }: ReminderCard, until: CivilDate): Generator<DayToCheck> {
  const awake = term.snoozedUntil === null ? today : snoozeEnd(term, term.snoozedUntil)
  const first = awake > today ? awake : today
  // An expired card has milestones for ever, so this must end at `until`.
  if (closed || first > until) return
  yield { day: first }
  for (const milestone of milestonesAfter(term, first, until)) yield { day: milestone.date, milestone }
}

/** Milestones are computed for this many days at once: one by one is slow, and a caller may need only the first. */
const DAYS_AT_ONCE = 31

function* milestonesAfter(term: Term, day: CivilDate, until: CivilDate): Generator<Milestone> {
  let next = nextMilestone(term, day)
  while (next !== null && next.date <= until) {
    const end = addDays(next.date, DAYS_AT_ONCE)
    yield* milestonesBetween(term, next.date, end < until ? end : until)
    next = nextMilestone(term, end)
  }
}
