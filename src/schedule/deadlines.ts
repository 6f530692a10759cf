import type { CivilDate } from '../dates/civil-date.ts'
import { before, type Period } from '../dates/period.ts'
import type { Term } from './term.ts'
import { lastWorkdayOnOrBefore, type WorkCalendar, workdaysBefore } from './workdays.ts'

/** The days that follow from an expiry, all on or before it. */
export interface Deadlines {
  /** The first day of the window (R4). */
  opens: CivilDate
  /** The last working day on or before the expiry (R8). */
  lastWorkingDay: CivilDate
  /** The first and last day on which the office takes the application, where known. */
  filing: { opens: CivilDate; closes: CivilDate } | null
  /** The last working day on which filing is still in time; null when nothing is known about it (R8). */
  fileBy: CivilDate | null
}

/** Works out the days that follow from an expiry. */
export function deadlinesOf(expires: CivilDate, term: Term): Deadlines {
  const calendar = term.workdays
  const lastWorkingDay = lastWorkdayOnOrBefore(expires, calendar)
  const filing = term.filing && {
    opens: timeBefore(expires, term.filing.from, calendar),
    closes: timeBefore(expires, term.filing.to, calendar),
  }
  const ends: CivilDate[] = []
  if (filing) ends.push(filing.closes)
  if (term.processing) ends.push(timeBefore(lastWorkingDay, term.processing, calendar))
  const end = ends.sort()[0]
  return {
    opens: timeBefore(expires, term.lead, calendar),
    lastWorkingDay,
    filing,
    fileBy: end === undefined ? null : workdayInPeriod(end, filing, calendar),
  }
}

/** The day a period earlier; working days count back from the last one on or before the date (R12). */
export function timeBefore(date: CivilDate, period: Period, calendar: WorkCalendar): CivilDate {
  return period.workdays > 0 ? workdaysBefore(date, period.workdays, calendar) : before(date, period)
}

/**
 * An office takes nothing on a day off, so a deadline there is really the working day before it, unless
 * that comes before the office takes anything at all.
 */
function workdayInPeriod(end: CivilDate, filing: Deadlines['filing'], calendar: WorkCalendar): CivilDate {
  const workday = lastWorkdayOnOrBefore(end, calendar)
  return filing && workday < filing.opens ? end : workday
}

/** The earliest of some days; null when there is none. */
export function earliestOf(dates: readonly CivilDate[]): CivilDate | null {
  return dates.toSorted()[0] ?? null
}

/** The later of two days. */
export function laterOf(one: CivilDate, other: CivilDate): CivilDate {
  return [one, other].sort()[1]!
}
