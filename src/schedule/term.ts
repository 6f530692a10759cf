import type { CivilDate } from '../dates/civil-date.ts'
import type { Period } from '../dates/period.ts'
import type { WorkCalendar } from './workdays.ts'

/** A card as the scheduler sees it: its dates, all in the card's own zone, and the rules that hold for it. */
export interface Term {
  /** The last valid day (R2); null for a card without end. */
  expires: CivilDate | null
  /** How long before it the preparation begins (R4). */
  lead: Period
  /** When to remind, as texts: `lead` or a period before the expiry (§8). */
  milestones: readonly string[]
  workdays: WorkCalendar
  /** How long the office takes, where known. */
  processing: Period | null
  /** From how long to how long before the expiry the office takes an application, where known. */
  filing: { from: Period; to: Period } | null
  appointment: CivilDate | null
  submitted: CivilDate | null
  /** When the user last said "seen" (`ack`), for this expiry. */
  acknowledged: CivilDate | null
  /** The first day that is no longer silent, for this expiry. */
  snoozedUntil: CivilDate | null
}
