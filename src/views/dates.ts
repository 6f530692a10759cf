import type { Everyday } from '../messages/everyday.ts'
import { type CivilDate, partsOf } from '../schedule/civil-date.ts'

/** A date written out with its weekday, as the language has it. */
export function longDate(date: CivilDate, text: Everyday): string {
  return text['date.long'](partsOf(date))
}

/** A date written out without its weekday. */
export function shortDate(date: CivilDate, text: Everyday): string {
  return text['date.short'](partsOf(date))
}

/** The day and the clock time of an instant (RFC 3339), in the zone in which it was written down. */
export function moment(instant: string, text: Everyday): string {
  return text['date.moment']({ date: longDate(instant.slice(0, 10), text), time: instant.slice(11, 16) })
}
