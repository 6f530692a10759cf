import { addDays, type CivilDate, weekdayOf } from '../dates/civil-date.ts'

/** What one year differs in from plain weeks. */
export interface WorkYear {
  /** Days off, whatever their weekday. */
  readonly off: readonly CivilDate[]
  /** Saturdays and Sundays that are worked. */
  readonly work: readonly CivilDate[]
  /** Holidays whose day is not settled: they may come a day earlier or later. */
  readonly estimated: readonly CivilDate[]
  /** Where it was taken from. */
  readonly source: string
}

/** A country's working days (§2). */
export interface WorkCalendar {
  readonly id: string
  /** Whether Saturdays and Sundays are off. */
  readonly weekends: boolean
  /** By four-digit year; a year that is missing knows nothing but weekends. */
  readonly years: Readonly<Record<string, WorkYear>>
}

/** How much is known about the working days around a date. */
export type Knowledge = 'exact' | 'estimated' | 'weekends-only'

const SATURDAY = 6

/** Why nobody works on a day; null when it is a working day. A day moved to a weekend is a weekend. */
export function dayOff(date: CivilDate, calendar: WorkCalendar): null | 'weekend' | 'holiday' {
  const year = calendar.years[date.slice(0, 4)]
  if (year?.off.includes(date)) return 'holiday'
  if (!calendar.weekends || weekdayOf(date) < SATURDAY) return null
  return year?.work.includes(date) ? null : 'weekend'
}

/** Whether offices work on a day. */
export function isWorkday(date: CivilDate, calendar: WorkCalendar): boolean {
  return dayOff(date, calendar) === null
}

/** The day itself when it is worked, else the last working day before it (R8). */
export function lastWorkdayOnOrBefore(date: CivilDate, calendar: WorkCalendar): CivilDate {
  let day = date
  while (!isWorkday(day, calendar)) day = addDays(day, -1)
  return day
}

/** The working day `count` working days before a date; with 0, the last one on or before it (R12). */
export function workdaysBefore(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = lastWorkdayOnOrBefore(date, calendar)
  for (let left = count; left > 0; left--) day = lastWorkdayOnOrBefore(addDays(day, -1), calendar)
  return day
}

/**
 * How far the calendar can be trusted over some days, both ends included (R9): `weekends-only` where one lies
 * outside its years, `estimated` on and beside a holiday whose day is not settled.
 */
export function knowledgeBetween(from: CivilDate, to: CivilDate, calendar: WorkCalendar): Knowledge {
  if (!calendar.weekends) return 'exact'
  const [first, last] = [addDays(from, -1), addDays(to, 1)]
  let isUnsettled = false
  for (let number = yearOf(first); number <= yearOf(last); number++) {
    const year = calendar.years[number]
    if (!year && number >= yearOf(from) && number <= yearOf(to)) return 'weekends-only'
    isUnsettled ||= year?.estimated.some(day => day >= first && day <= last) ?? false
  }
  return isUnsettled ? 'estimated' : 'exact'
}

/** How far the calendar can be trusted on one day. */
export function knowledgeOf(date: CivilDate, calendar: WorkCalendar): Knowledge {
  return knowledgeBetween(date, date, calendar)
}

function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4))
}
