import { UTCDateMini } from '@date-fns/utc/date/mini'
import { getDaysInMonth } from 'date-fns/getDaysInMonth'
import { remembering } from './remembering.ts'

/** A day of the calendar as `YYYY-MM-DD`, in no zone (R1). Compared as text. */
export type CivilDate = string

/** A civil date taken apart; months from 1, weekdays from 1 = Monday to 7 = Sunday (ISO 8601). */
export interface CivilParts {
  year: number
  month: number
  day: number
  weekday: number
}

/** The years a date may be entered in (R10). */
export const FIRST_YEAR = 1900
export const LAST_YEAR = 9999

/** Up to this day every month goes: most dates need no look at their month. */
const SHORTEST_MONTH = 28

/** Reckoning that would leave the four-digit years ends here, so that dates stay comparable as text. */
export const FIRST_DAY: CivilDate = '0001-01-01'
export const LAST_DAY: CivilDate = '9999-12-31'

/** In milliseconds; at UTC no day is longer or shorter. */
const A_DAY = 86_400_000
/** 1970-01-05, in days since the epoch. */
const A_MONDAY = 4

/** Days since the epoch, 1970-01-01, and the way back. */
const dayNumber = remembering((date: CivilDate) => dateOf(date).getTime() / A_DAY)
const dateAt = remembering((number: number) => civilDateOf(new UTCDateMini(number * A_DAY)))

/** Whether a text is a day that exists, written `YYYY-MM-DD`, in the years 1900 to 9999 (R10). */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = numbersOf(text)
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return false
  // Stryker disable next-line ConditionalExpression,EqualityOperator: only spares a look at the month
  return day <= SHORTEST_MONTH || day <= daysInMonth(year, month)
}

/** How many days a month has; months from 1. */
export function daysInMonth(year: number, month: number): number {
  return getDaysInMonth(utcDate(year, month, 1))
}

/** A date from its parts, which must exist; four-digit years. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  return civilDateOf(utcDate(year, month, day))
}

/** The day `days` later, earlier when negative. Stops at 0001-01-01 and 9999-12-31. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateAt(dayNumber(date) + days)
}

/** The difference of two civil dates in days: 0 on the same day, negative when `to` comes first (R6). */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 = Monday to 7 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  const sinceMonday = (dayNumber(date) - A_MONDAY) % 7
  return sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1
}

/** A civil date taken apart. */
export function partsOf(date: CivilDate): CivilParts {
  const [year, month, day] = numbersOf(date)
  return { year, month, day, weekday: weekdayOf(date) }
}

/**
 * The date as date-fns takes it, at midnight UTC. Never leaves this folder: dates travel as text (R1).
 * The machine's zone plays no part, because every getter and setter of this class is the UTC one.
 */
export function dateOf(date: CivilDate): Date {
  return utcDate(...numbersOf(date))
}

/** The way back from `dateOf`. What lies outside the years 1 to 9999 becomes their first or last day. */
export function civilDateOf(date: Date): CivilDate {
  const year = date.getFullYear()
  if (year < 1) return FIRST_DAY
  if (!(year <= LAST_YEAR)) return LAST_DAY
  return `${String(year).padStart(4, '0')}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

/** Compares texts, and so dates, by code units: the same on every machine, with no collation data to load. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function numbersOf(date: CivilDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

/** Set in parts: the constructor would take the years 0 to 99 for 1900 to 1999. */
function utcDate(year: number, month: number, day: number): Date {
  const date = new UTCDateMini(0)
  date.setFullYear(year, month - 1, day)
  return date
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
