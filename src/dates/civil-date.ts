// status loads this
import { UTCDateMini } from '@date-fns/utc/date/mini'
import { getDaysInMonth } from 'date-fns/getDaysInMonth'

/** A calendar day as `YYYY-MM-DD`, without a zone (R1). Compared as text. */
export type CivilDate = string

/** The parts of a civil date; months from 1, weekdays from 1 = Monday to 7 = Sunday (ISO 8601). */
export interface CivilParts {
  year: number
  month: number
  day: number
  weekday: number
}

/** The years a date may be entered in (R10). */
export const FIRST_YEAR = 1900
export const LAST_YEAR = 9999

const SHORTEST_MONTH = 28

/** Computed dates stop here, so that they stay comparable as text. */
export const FIRST_DAY: CivilDate = '0001-01-01'
export const LAST_DAY: CivilDate = '9999-12-31'

const DAY_MS = 86_400_000
/** 1970-01-05, in days since the epoch. */
const FIRST_MONDAY = 4

/** Convert between a date and its number of days since 1970-01-01. */
const dayNumber = memoize((date: CivilDate) => dateOf(date).getTime() / DAY_MS)
const dateAt = memoize((number: number) => civilDateOf(new UTCDateMini(number * DAY_MS)))

/** Returns whether a text is an existing date `YYYY-MM-DD` in the years 1900 to 9999 (R10). */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = numbersOf(text)
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return false
  return day <= SHORTEST_MONTH || day <= daysInMonth(year, month)
}

/** Returns the number of days of a month; months from 1. */
export function daysInMonth(year: number, month: number): number {
  return getDaysInMonth(utcDate(year, month, 1))
}

/** Returns the date of its parts, which must exist; the year has four digits. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  return civilDateOf(utcDate(year, month, day))
}

/** Returns the date `days` later (earlier if negative); stops at 0001-01-01 and 9999-12-31. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateAt(dayNumber(date) + days)
}

/** Returns the days from one date to another: 0 for the same day, negative when `to` comes first (R6). */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Returns the weekday, 1 = Monday to 7 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  const sinceMonday = (dayNumber(date) - FIRST_MONDAY) % 7
  return sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1
}

export function partsOf(date: CivilDate): CivilParts {
  const [year, month, day] = numbersOf(date)
  return { year, month, day, weekday: weekdayOf(date) }
}

/**
 * Returns the date as date-fns needs it, at midnight UTC; not used outside this folder (R1). All getters and setters of
 * its class use UTC, so the machine's zone does not matter.
 */
export function dateOf(date: CivilDate): Date {
  return utcDate(...numbersOf(date))
}

/** The inverse of `dateOf`; dates outside the years 1 to 9999 become 0001-01-01 or 9999-12-31. */
export function civilDateOf(date: Date): CivilDate {
  const year = date.getFullYear()
  if (year < 1) return FIRST_DAY
  if (!(year <= LAST_YEAR)) return LAST_DAY
  return `${String(year).padStart(4, '0')}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

/** Compares texts, and so dates, by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function numbersOf(date: CivilDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

/** Uses a setter because the constructor takes the years 0 to 99 for 1900 to 1999. */
function utcDate(year: number, month: number, day: number): Date {
  const date = new UTCDateMini(0)
  date.setFullYear(year, month - 1, day)
  return date
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

const MAX_ANSWERS = 40_000

/**
 * Returns a version of a pure function that keeps its answers, up to 40 000. Thousands of cards share a few hundred
 * dates, and looking one up is a hundred times faster than computing it.
 */
export function memoize<K extends string | number, V extends {}>(find: (key: K) => V): (key: K) => V {
  const answers = new Map<K, V>()
  return key => {
    const kept = answers.get(key)
    if (kept !== undefined) return kept
    if (answers.size >= MAX_ANSWERS) answers.clear()
    const found = find(key)
    answers.set(key, found)
    return found
  }
}
