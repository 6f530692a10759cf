// status loads this
import { addMonths } from 'date-fns/addMonths'
import { addDays, type CivilDate, civilDateOf, dateOf, memoize } from './civil-date.ts'

/** A length of time in calendar units; whole numbers, not negative. */
export interface Period {
  years: number
  months: number
  weeks: number
  days: number
  /** Working days; never combined with other units. */
  workdays: number
}

export const NO_TIME: Period = { years: 0, months: 0, weeks: 0, days: 0, workdays: 0 }

/** Working days are counted one by one, so at most three digits. */
const SHORT = /^(?:(\d{1,5})(d|w|mo|y)|(\d{1,3})(wd))$/
const ISO = /^P(?=\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?$/

const UNITS = { d: 'days', w: 'weeks', mo: 'months', y: 'years', wd: 'workdays' } as const

/**
 * Reads `14d`, `2w`, `6mo`, `1y`, `3wd` or ISO 8601 (`P1M`, `P1Y2M10D`) (R12).
 * A bare `m` could mean minutes or months and is refused; so are fractions, times and signs.
 * @returns null for null, and when the text is not a period
 */
export function parsePeriod(text: string | null): Period | null {
  const short = text?.match(SHORT)
  if (short) {
    const unit = (short[2] ?? short[4]) as keyof typeof UNITS
    return { ...NO_TIME, [UNITS[unit]]: Number(short[1] ?? short[3]) }
  }
  const iso = text?.match(ISO)
  if (!iso) return null
  const [years, months, weeks, days] = iso.slice(1).map(part => Number(part ?? 0))
  return { years: years!, months: months!, weeks: weeks!, days: days!, workdays: 0 }
}

/**
 * Returns the date a period earlier; months come first and are clamped to their last day (R4): one month before
 * 2027-03-31 is 2027-02-28. For working days see `workdaysBefore`.
 * @throws TypeError for a period in working days
 */
export function before(date: CivilDate, period: Period): CivilDate {
  return shifted(date, period, -1)
}

/**
 * Returns the date a period later, computed in one step (R5): 2028-02-29 and four years is 2032-02-29.
 * @throws TypeError for a period in working days
 */
export function after(date: CivilDate, period: Period): CivilDate {
  return shifted(date, period, 1)
}

/** By months, then by date, because the cards of one guide share their lead. */
const monthsFrom = memoize((months: number) =>
  memoize((date: CivilDate) => civilDateOf(addMonths(dateOf(date), months))),
)

function shifted(date: CivilDate, period: Period, direction: 1 | -1): CivilDate {
  if (period.workdays !== 0) throw new TypeError('working days are counted by a work calendar')
  const months = period.years * 12 + period.months
  const days = period.weeks * 7 + period.days
  return addDays(monthsFrom(direction * months)(date), direction * days)
}
