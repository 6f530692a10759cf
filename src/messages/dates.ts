import type { PluralRule } from './format.ts'

/** A civil date in numbers. */
export interface DateParts {
  year: number
  /** From 1. */
  month: number
  day: number
  /** 1 = Monday to 7 = Sunday. */
  weekday: number
}

export interface PeriodParts {
  years: number
  months: number
  weeks: number
  days: number
  workdays: number
}

/** What a language needs rules for: plural forms, dates and periods. */
export interface Dates {
  plural: PluralRule
  /** A date with its weekday. */
  long(date: DateParts): string
  /** A date without its weekday. */
  short(date: DateParts): string
  /** How far a day is from today. */
  distance(days: number): string
  period(period: PeriodParts): string
  /** The name of a month as it is written between other words; a number from 1. */
  month(month: number): string
  /** The title of a calendar page. */
  monthTitle(date: Pick<DateParts, 'year' | 'month'>): string
  /** The day on which a week begins: 1 = Monday to 7 = Sunday. */
  weekBegins: number
  /** Short names of the weekdays, from Monday on. */
  weekdays: readonly string[]
}
