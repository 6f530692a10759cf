import type { CivilDate } from '../dates/civil-date.ts'
import { after, type Period } from '../dates/period.ts'

/**
 * Returns the expected end of the next renewal, counted from the first of those that followed each other by the
 * validity (R5): 2028-02-29, 2029-02-28, … and then 2032-02-29 again.
 * @param ends oldest first
 */
export function nextExpiry(ends: readonly [CivilDate, ...CivilDate[]], validity: Period): CivilDate {
  const isAnchor = (from: number): boolean =>
    ends.slice(from).every((end, count) => end === after(ends[from]!, multiply(validity, count)))
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
