import type { CivilDate } from '../dates/civil-date.ts'
import { after, type Period } from '../dates/period.ts'

/**
 * Returns the expected last valid day of the next renewal: the expiry plus the validity. If earlier renewals followed
 * each other that way, it counts from the first of them (R5): 2028-02-29, 2029-02-28, … and then 2032-02-29 again.
 * @param ends the last valid days so far, oldest first; the last one is the card's expiry
 * @param validity how long a new card is valid, in calendar units
 */
export function nextExpiry(ends: readonly [CivilDate, ...CivilDate[]], validity: Period): CivilDate {
  const isAnchor = (from: number): boolean =>
    ends.slice(from).every((end, count) => end === after(ends[from]!, multiply(validity, count)))
  // The expiry itself is an anchor, so one is always found.
  const anchor = ends.findIndex((_, from) => isAnchor(from))
  return after(ends[anchor]!, multiply(validity, ends.length - anchor))
}

function multiply({ years, months, weeks, days, workdays }: Period, count: number): Period {
  return {
    years: years * count,
    months: months * count,
    weeks: weeks * count,
    days: days * count,
    workdays: workdays * count,
  }
}
