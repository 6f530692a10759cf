import { type CivilDate, civilDate, daysInMonth, FIRST_YEAR, isCivilDate, LAST_YEAR } from './civil-date.ts'
import { hasUnseen, plainText, shownText, withoutBlanks } from './typed-text.ts'

/** Why a text is no date, by code, with the values its words need; `value` is the text as it may be shown. */
export interface DateFaults {
  'date-empty': Record<never, never>
  /** `meant`: how to write it, where the text leaves no doubt which day it is. */
  'date-not-understood': { value: string; meant: CivilDate | null }
  'date-nonexistent': { value: string; year: number; month: number; days: number }
  'date-no-such-month': { value: string; month: number }
  'date-no-such-day': { value: string; day: number }
  'date-ambiguous': { value: string; readings: CivilDate[] }
  'date-short-year': { value: string; readings: CivilDate[] }
  'date-year-out-of-range': { value: string; first: number; last: number }
  'date-with-time': { value: string; meant: CivilDate | null }
  'date-epoch': { value: string }
  'date-invisible': { value: string }
  'date-era': { value: string }
}

/** A fault with its code. */
export type DateFault = { [C in keyof DateFaults]: { code: C; values: DateFaults[C] } }[keyof DateFaults]

/** A date as it was typed; what was `other` than ISO is said back to the user (R10). */
export type DateReading =
  | { ok: true; date: CivilDate; asTyped: 'iso' | 'other' }
  | ({ ok: false } & DateFault)

type Verdict = CivilDate | DateFault
/** The parts a pattern caught, from 1, and the text as it may be shown. */
type Reader = (parts: readonly string[], value: string) => Verdict

const LONGEST = 60
const PERMANENT = /^(?:permanent|never|бессрочн(?:о|ый|ая|ое)|мерзімсіз|长期(?:有效)?|永久(?:有效)?)$/iu

/** The forms of dates and of what is mistaken for them; the first that fits decides. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/^(\d{4})-(\d\d)-(\d\d)$/, ([, y, m, d], value) => dayOf(y!, m!, d!, value)],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, ([, d, m, y], value) => dayOf(y!, m!, d!, value)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, readSlashed],
  [/^(\d{3,}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]$/, ([, y, m, d], value) => dayOf(y!, m!, d!, value)],
  [/^([+-]\d{4,}|\d{5,})-\d\d-\d\d$/, readLongYear],
  [/^(\d\d?)([./-])(\d\d?)\2(\d\d?)$/, ([, a, sign, b, c], value) => shortYear(a!, b!, c!, sign!, value)],
  [/^(\d\d?) ?年 ?(\d\d?) ?月 ?(\d\d?) ?[日号號]$/, readShortHan],
  [/^(\d{4}-\d\d-\d\d)[T ]\d|\d:\d\d/i, withTime],
  [/^\d{9,}$/, (_, value) => ({ code: 'date-epoch', values: { value } })],
  [/民[国國]|令和|平成|昭和|大正|明治/, (_, value) => ({ code: 'date-era', values: { value } })],
]

/** Whether a text says that a card has no end (R7). */
export function isPermanentWord(text: string): boolean {
  return PERMANENT.test(withoutBlanks(text).normalize('NFKC'))
}

/**
 * Reads a date as people write it: ISO, `31.12.2026` (day first), `31/12/2026` where only one reading is
 * possible, `2026年12月31日`, in the digits of any script (R10). No words, no guessing, no time, no zone.
 */
export function parseDateInput(text: string): DateReading {
  const typed = withoutBlanks(text)
  if (isCivilDate(typed)) return { ok: true, date: typed, asTyped: 'iso' }
  const verdict = judge(typed)
  return typeof verdict === 'string'
    ? { ok: true, date: verdict, asTyped: 'other' }
    : { ok: false, ...verdict }
}

function judge(typed: string): Verdict {
  if (typed.trim() === '') return { code: 'date-empty', values: {} }
  const value = shownText(typed)
  if (hasUnseen(typed)) return { code: 'date-invisible', values: { value } }
  if (typed.length > LONGEST) return { code: 'date-not-understood', values: { value, meant: null } }
  const plain = plainText(typed)
  for (const [pattern, read] of FORMS) {
    const parts = pattern.exec(plain)
    if (parts) return read(parts, value)
  }
  return { code: 'date-not-understood', values: { value, meant: meantBy(plain) } }
}

/** A day from its parts as digits; refused with the first part that is wrong. */
function dayOf(yearDigits: string, monthDigits: string, dayDigits: string, value: string): Verdict {
  const [year, month, day] = [Number(yearDigits), Number(monthDigits), Number(dayDigits)]
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return outOfRange(value)
  if (month < 1 || month > 12) return { code: 'date-no-such-month', values: { value, month } }
  if (day < 1) return { code: 'date-no-such-day', values: { value, day } }
  const days = daysInMonth(year, month)
  if (day > days) return { code: 'date-nonexistent', values: { value, year, month, days } }
  return civilDate(year, month, day)
}

/** `31/12/2026` is a day in one country only, `03/04/2026` is two days: which comes first cannot be seen. */
function readSlashed([, a, b, year]: readonly string[], value: string): Verdict {
  const readings = realDays([`${year}-${two(b!)}-${two(a!)}`, `${year}-${two(a!)}-${two(b!)}`])
  if (readings.length === 2) return { code: 'date-ambiguous', values: { value, readings } }
  // No day at all: say what is wrong with the reading in which the month is a month.
  const monthFirst = Number(b) > 12 && Number(a) <= 12
  return readings[0] ?? (monthFirst ? dayOf(year!, a!, b!, value) : dayOf(year!, b!, a!, value))
}

/** ISO with a sign or more digits; only dates of our years are meant, and these have no sign. */
function readLongYear([text, year]: readonly string[], value: string): Verdict {
  const number = Number(year)
  if (number < FIRST_YEAR || number > LAST_YEAR) return outOfRange(value)
  return { code: 'date-not-understood', values: { value, meant: realDays([text!.slice(-10)])[0] ?? null } }
}

function readShortHan([, year, month, day]: readonly string[], value: string): Verdict {
  const readings = realDays([`20${two(year!)}-${two(month!)}-${two(day!)}`])
  return { code: 'date-short-year', values: { value, readings } }
}

/** Day first, or year first; with dashes rather the latter, with slashes perhaps month first. */
function shortYear(a: string, b: string, c: string, sign: string, value: string): Verdict {
  const dayFirst = `20${two(c)}-${two(b)}-${two(a)}`
  const yearFirst = `20${two(a)}-${two(b)}-${two(c)}`
  const monthFirst = `20${two(c)}-${two(a)}-${two(b)}`
  const orders = {
    '-': [yearFirst, dayFirst],
    '.': [dayFirst, yearFirst],
    '/': [dayFirst, monthFirst, yearFirst],
  }
  const readings = realDays(orders[sign as keyof typeof orders])
  return { code: 'date-short-year', values: { value, readings } }
}

/** Never shifted to another day: only the day as it was written can be meant. */
function withTime([, day]: readonly (string | undefined)[], value: string): Verdict {
  // Stryker disable next-line ConditionalExpression: no day is no civil date either
  const meant = day !== undefined && isCivilDate(day) ? day : null
  return { code: 'date-with-time', values: { value, meant } }
}

function outOfRange(value: string): Verdict {
  return { code: 'date-year-out-of-range', values: { value, first: FIRST_YEAR, last: LAST_YEAR } }
}

/** Digits in an order that no country uses for anything else, but that is not ISO: `2026/1/5`, `20261231`. */
function meantBy(plain: string): CivilDate | null {
  const text = plain.replace(/[\p{Pd}\u2212]/gu, '-')
  const yearFirst = /^(\d{4})([-./ ]?)(\d\d?)\2(\d\d?)$/.exec(text)
  if (yearFirst && (yearFirst[2] || text.length === 8)) {
    return realDays([`${yearFirst[1]}-${two(yearFirst[3]!)}-${two(yearFirst[4]!)}`])[0] ?? null
  }
  const dayFirst = /^(\d\d?)-(\d\d?)-(\d{4})$/.exec(text)
  const verdict = dayFirst && readSlashed(dayFirst, text)
  return typeof verdict === 'string' ? verdict : null
}

/** Those that exist, each once. */
function realDays(dates: readonly CivilDate[]): CivilDate[] {
  return [...new Set(dates)].filter(isCivilDate)
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
