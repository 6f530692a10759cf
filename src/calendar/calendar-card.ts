import type { CivilDate } from '../dates/civil-date.ts'

/**
 * A card as a calendar shows it, small enough to be kept with a message: the same of these gives the same bytes.
 * Never the document's number. Dates are in the card's zone.
 */
export interface CalendarCard {
  /** The card's id: random, so that it says nothing of its holder. */
  card: string
  /** Which renewal this is, from 0: its events are others than those of the last one. */
  cycle: number
  /** How often the card was changed; rises whenever a date of it moves. */
  sequence: number
  /** The card's last change, an instant (RFC 3339). */
  stamp: string
  name: string
  holder: string | null
  /** What kind of document it is, in the reader's language. */
  kind: string
  /** The last valid day. */
  expires: CivilDate
  /** The first day of the preparation window. */
  opens: CivilDate
  /** The last day to file in time. */
  fileBy: CivilDate
  /** The days on which to remind, the last valid day included. */
  milestones: CivilDate[]
}
