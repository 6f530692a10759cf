// status loads this
import { addDays, type CivilDate, LAST_DAY, weekdayOf } from '../dates/civil-date.ts'

export interface WorkYear {
  readonly off: readonly CivilDate[]
  readonly work: readonly CivilDate[]
  /** Holidays whose date is not final: they may come a day earlier or later. */
  readonly estimated: readonly CivilDate[]
  readonly source: string
}

/** A country's working days (§2). */
export interface WorkCalendar {
  readonly id: string
  readonly weekends: boolean
  /** By four-digit year; for a missing year only weekends are known. */
  readonly years: Readonly<Record<string, WorkYear>>
}

/** How well the working days around a date are known (R9). */
export type Knowledge = 'exact' | 'estimated' | 'weekends-only'

const SATURDAY = 6

/** Returns why a date is a day off, or null for a working day. */
export function dayOff(date: CivilDate, calendar: WorkCalendar): null | 'weekend' | 'holiday' {
  const year = calendar.years[date.slice(0, 4)]
  if (year?.off.includes(date)) return 'holiday'
  if (!calendar.weekends || weekdayOf(date) < SATURDAY) return null
  return year?.work.includes(date) ? null : 'weekend'
}

/** Returns whether offices are open on a date. */
export function isWorkday(date: CivilDate, calendar: WorkCalendar): boolean {
  return dayOff(date, calendar) === null
}

/** Returns the date itself if it is a working day, else the last working day before it (R8). */
export function lastWorkdayOnOrBefore(date: CivilDate, calendar: WorkCalendar): CivilDate {
  let day = date
  while (!isWorkday(day, calendar)) day = addDays(day, -1)
  return day
}

/** null when there is none before year 10000. */
export function firstWorkdayOnOrAfter(date: CivilDate, calendar: WorkCalendar): CivilDate | null {
  let day = date
  while (!isWorkday(day, calendar)) {
    if (day === LAST_DAY) return null
    day = addDays(day, 1)
  }
  return day
}

/** For 0, the last working day on or before the date (R12). */
export function workdaysBefore(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = lastWorkdayOnOrBefore(date, calendar)
  for (let left = count; left > 0; left--) day = lastWorkdayOnOrBefore(addDays(day, -1), calendar)
  return day
}

/** Returns how well the working days from one date to another are known (R9). */
export function knowledgeBetween(from: CivilDate, to: CivilDate, calendar: WorkCalendar): Knowledge {
  if (!calendar.weekends) return 'exact'
  const [first, last] = [addDays(from, -1), addDays(to, 1)]
  let isEstimated = false
  for (let number = yearOf(first); number <= yearOf(last); number++) {
    const year = calendar.years[number]
    if (!year && number >= yearOf(from) && number <= yearOf(to)) return 'weekends-only'
    isEstimated ||= year?.estimated.some(day => day >= first && day <= last) ?? false
  }
  return isEstimated ? 'estimated' : 'exact'
}

function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4))
}
