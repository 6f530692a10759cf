import type { CalendarCard } from '../calendar/calendar-text.ts'
import { FIRST_DAY, LAST_YEAR, partsOf } from '../dates/civil-date.ts'
import { milestonesBetween } from '../schedule/milestones.ts'
import { printable } from '../text/printable.ts'
import { type Assessed, guideTitle } from './assessed.ts'
import { appointmentOf, type Card } from './card.ts'

/**
 * Returns a card as a calendar shows it (§11); null when it never expires, is closed, or ends in 9999: khal refuses a
 * calendar with the year 10000. A milestone after the last valid day would still be shown after the renewal.
 */
export function calendarCardOf(one: Assessed, lang: string, revision: number): CalendarCard | null {
  const { card, status, term } = one
  const { window, fileBy } = status
  const appointment = appointmentOf(card)
  if (card.closed !== null || card.expires === null || window === null) return null
  if (partsOf(card.expires).year === LAST_YEAR) return null
  return {
    card: card.id,
    cycle: card.history.length,
    sequence: revisionBefore(card) + revision,
    stamp: card.changed,
    // A mark that reverses the direction of text would also reverse the date after it.
    name: printable(card.name),
    holder: card.holder === null ? null : printable(card.holder),
    kind: printable(guideTitle(one, lang)),
    expires: card.expires,
    opens: window.opens,
    // Not the day on which another card needs it: that one moves without a change of this card.
    fileBy: fileBy ?? card.expires,
    needed:
      term.submitted === null ? term.neededDays.map(({ date, by }) => ({ date, by: printable(by) })) : [],
    milestones: milestonesBetween(term, FIRST_DAY, card.expires).map(({ date }) => date),
    appointment: appointment && { ...appointment, place: appointment.place && printable(appointment.place) },
  }
}

/** Returns the number of changes that an export brought along. */
export function revisionBefore(card: Card): number {
  const { revision } = card as Card & { revision?: unknown }
  return Number.isSafeInteger(revision) && Number(revision) > 0 ? Number(revision) : 0
}
