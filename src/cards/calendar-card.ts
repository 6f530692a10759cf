import type { CalendarCard } from '../calendar/calendar-text.ts'
import { FIRST_DAY } from '../dates/civil-date.ts'
import { milestonesBetween } from '../schedule/milestones.ts'
import { printable } from '../text/printable.ts'
import { type Assessed, guideTitle } from './assess.ts'

/**
 * A card as a calendar shows it (§11); null where there is nothing to show: it never ends, or it is closed. The days
 * after the last valid one are left out, for a calendar would go on ringing long after the card was renewed.
 * @param lang the reader's
 * @param revision how often the card was changed or put back
 */
export function calendarCardOf(one: Assessed, lang: string, revision: number): CalendarCard | null {
  const { card, standing, term } = one
  const { window, fileBy } = standing
  if (card.closed !== null || card.expires === null || window === null) return null
  return {
    card: card.id,
    cycle: card.history.length,
    sequence: revision,
    stamp: card.changed,
    // A mark that turns the line would turn the date behind it.
    name: printable(card.name),
    holder: card.holder === null ? null : printable(card.holder),
    kind: printable(guideTitle(one, lang)),
    expires: card.expires,
    opens: window.opens,
    fileBy: fileBy ?? card.expires,
    milestones: milestonesBetween(term, FIRST_DAY, card.expires).map(({ date }) => date),
  }
}
