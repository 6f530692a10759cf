// status loads this
import type { CivilDate } from '../dates/civil-date.ts'
import { before, type Period } from '../dates/period.ts'
import { lastWorkdayOnOrBefore, type WorkCalendar, workdaysBefore } from './workdays.ts'

/** A card as the scheduler sees it: its civil dates, in the card's zone, and its rules. */
export interface Term {
  /** The last valid day (R2); null for a card without end. */
  expires: CivilDate | null
  lead: Period
  milestones: readonly string[]
  workdays: WorkCalendar
  processing: Period | null
  filing: { from: Period; to: Period } | null
  appointment: CivilDate | null
  submitted: CivilDate | null
  /** The day on which another card is filed that needs this one renewed (R8). */
  needed: CivilDate | null
  neededBy: string | null
  /** `needed`, the days before it, and those after unused appointments; each with the name of the other card. */
  neededDays: readonly { date: CivilDate; by: string }[]
  /** The day of the last `ack` for this expiry. */
  acknowledged: CivilDate | null
  /** The first day on which reminders are sent again, for this expiry. */
  snoozedUntil: CivilDate | null
  /** The day on which the snooze began; earlier versions did not store it. */
  snoozedOn: CivilDate | null
}

/** The days that follow from the last valid day, all on or before it; civil dates in the card's zone. */
export interface Deadlines {
  opens: CivilDate
  lastWorkingDay: CivilDate
  filing: { opens: CivilDate; closes: CivilDate } | null
  /** The last working day on which filing is still in time; null when unknown (R8). */
  fileBy: CivilDate | null
}

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
  const end = earliestOf(ends)
  return {
    opens: timeBefore(expires, term.lead, calendar),
    lastWorkingDay,
    filing,
    fileBy: end === null ? null : workdayInPeriod(end, filing, calendar),
  }
}

/** Returns the day a period before `date`; working days count back from the last one on or before it (R12). */
export function timeBefore(date: CivilDate, period: Period, calendar: WorkCalendar): CivilDate {
  return period.workdays > 0 ? workdaysBefore(date, period.workdays, calendar) : before(date, period)
}

function workdayInPeriod(end: CivilDate, filing: Deadlines['filing'], calendar: WorkCalendar): CivilDate {
  const workday = lastWorkdayOnOrBefore(end, calendar)
  return filing && workday < filing.opens ? end : workday
}

/** Returns the appointment, unless the renewal was submitted on that day or later. */
export function appointmentAhead({ appointment, submitted }: Term): CivilDate | null {
  return appointment && appointment > (submitted ?? '') ? appointment : null
}

/** Returns the earliest of the dates, or null for an empty list. */
export function earliestOf(dates: readonly CivilDate[]): CivilDate | null {
  return dates.toSorted()[0] ?? null
}

export function laterOf(one: CivilDate, other: CivilDate): CivilDate {
  return [one, other].sort()[1]!
}
