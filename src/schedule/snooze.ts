import type { CivilDate } from '../dates/civil-date.ts'
import { deadlinesOf } from './deadlines.ts'
import { earliestDeadline } from './standing.ts'
import type { Term } from './term.ts'

/**
 * When a wished-for silence ends: at the latest on the first deadline that still matters (§8).
 * @param wanted the first day that should speak again, in the card's zone
 */
export function snoozeEnd(term: Term, wanted: CivilDate): CivilDate {
  if (term.expires === null) return wanted
  const { date } = earliestDeadline(term.expires, deadlinesOf(term.expires, term), term.submitted !== null)
  return [wanted, date].sort()[0]!
}

/** Whether a card is silent on a day; never on a deadline or after it, however long it was snoozed for. */
export function isSnoozed(term: Term, today: CivilDate): boolean {
  return term.snoozedUntil !== null && today < snoozeEnd(term, term.snoozedUntil)
}
