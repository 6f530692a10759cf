import {
  type CivilDate,
  civilDate,
  daysInMonth,
  FIRST_YEAR,
  isCivilDate,
  LAST_YEAR,
  weekdayOf,
} from './civil-date.ts'
import { isNoDateWord, withHyphens } from './no-date-words.ts'

/** Why a text is not a date, by code, with the values for its message; `value` is the text as it may be shown. */
export interface DateFaults {
  'date-empty': Record<never, never>
  'date-not-understood': { value: string }
  'date-none': { value: string }
  'date-weekday': { value: string }
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

export type DateFault = { [C in keyof DateFaults]: { code: C; values: DateFaults[C] } }[keyof DateFaults]

/** A date read from text; one in a form `other` than ISO is shown back to the user (R10). */
export type DateReading =
  | { ok: true; date: CivilDate; asTyped: 'iso' | 'other' }
  | ({ ok: false } & DateFault)

type Result = CivilDate | DateFault
type Reader = (parts: readonly string[], value: string) => Result

/** Invisible characters, all refused in a date (a name may need some): controls, formats, unassigned, ignorable. */
const INVISIBLE_CLASS = '\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}'
const INVISIBLE = new RegExp(`[${INVISIBLE_CLASS}]`, 'u')
const MISLEADING = new RegExp(`[${INVISIBLE_CLASS}\\p{M}]`, 'gu')
const BLANKS = new Set([' ', '\t', '\u00a0', '\u3000'])
const MAX_SHOWN = 60
const MAX_LENGTH = 60
const WEEKDAYS = [
  ['monday', 'mon', 'понедельник', 'пн', 'дүйсенбі', 'дс'],
  ['tuesday', 'tues', 'tue', 'вторник', 'вт', 'сейсенбі', 'сс'],
  ['wednesday', 'wed', 'среда', 'ср', 'сәрсенбі'],
  ['thursday', 'thurs', 'thu', 'четверг', 'чт', 'бейсенбі', 'бс'],
  ['friday', 'fri', 'пятница', 'пт', 'жұма', 'жм'],
  ['saturday', 'sat', 'суббота', 'сб', 'сенбі'],
  ['sunday', 'sun', 'воскресенье', 'вс', 'жексенбі', 'жс'],
]
const HAN_WEEKDAYS = '一二三四五六日'
const WEEKDAY_NAMES = `(${WEEKDAYS.flat().join('|')})`
const WEEKDAY_FORMS = [
  new RegExp(`^${WEEKDAY_NAMES}\\.?,? (?=.*\\d)`, 'iu'),
  new RegExp(`(?<=\\d.*)[ ,(]+${WEEKDAY_NAMES}\\.?\\)?$`, 'iu'),
  /^(?:星期|周|週|礼拜)([一二三四五六日天])[,、 ]*(?=.*年)/u,
  /(?<=[日号號\d]) ?\(?(?:星期|周|週|礼拜)([一二三四五六日天])\)?$/u,
]

const UNTIL = [
  /^(?:(?:is )?valid |действ\p{L}+ )?(?:until|till|thru|through|to|до|по)(?=[ :\d])[ :]*(?=.*\d)/iu,
  /^(?:有效期 ?)?(?:截?至|到|截止(?:到|至|于)?)[ :]*(?=.*年|\d)/u,
  /^(?:expir(?:es|y)(?: on)?|exp\.?|истекает|有效期|到期日)[: ]+(?=.*\d)/iu,
  /(?<=\d.*?)(?: күніне| ?-?[ғгқк][ае]| ?-?н[ае])? дейін(?: жарамды)?$/iu,
  /(?<=\d.*?) ?\(?(?:включительно|вкл\.?|inclusive)\)?$/iu,
  /(?<=\d.*?) ?(?:为?止|截止|到期|有效)$/u,
]

const KAZAKH_MONTHS = [
  ...['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым'],
  ...['шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
]
const KAZAKH_MONTH = `(${KAZAKH_MONTHS.join('|')}|${KAZAKH_MONTHS.map(name => name.slice(0, 3)).join('|')})\\.?[ыі]?`

/** The forms of dates, and of texts that look like one; the first match decides. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/^(\d{4})([-/. ])(\d\d?)\2(\d\d?)$/, ([, y, , m, d], value) => dayOf(y!, m!, d!, value)],
  [/^(\d{4})(\d\d)(\d\d)$/, ([, y, m, d], value) => realDays([`${y}-${m}-${d}`])[0] ?? notUnderstood(value)],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, ([, d, m, y], value) => dayOf(y!, m!, d!, value)],
  [/^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/, ([, a, , b, y], value) => readEitherOrder(a!, b!, y!, value)],
  [/^(\d{3,}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]$/, ([, y, m, d], value) => dayOf(y!, m!, d!, value)],
  [
    new RegExp(`^(\\d\\d?)[ .-]${KAZAKH_MONTH}[ .-](\\d{4})$`, 'iu'),
    ([, d, m, y], value) => dayOf(y!, kazakhMonth(m!), d!, value),
  ],
  [
    new RegExp(`^(\\d{4}) (?:ж\\.?|жыл(?:ғы|дың)?),? (\\d\\d?) ${KAZAKH_MONTH}$`, 'iu'),
    ([, y, d, m], value) => dayOf(y!, kazakhMonth(m!), d!, value),
  ],
  [/^([+-]\d{4,}|\d{5,})-\d\d-\d\d$/, readLongYear],
  [/^(\d\d?)([./-])(\d\d?)\2(\d\d?)$/, readShort],
  [
    /^(\d\d?) ?年 ?(\d\d?) ?月 ?(\d\d?) ?[日号號]$/,
    ([, y, m, d], value) => shortYear(value, [shortDate(y!, m!, d!)]),
  ],
  [/^(\d{4}-\d\d-\d\d)[T ]\d/i, ([, day], value) => withTime(value, realDays([day!]))],
  [/\d:\d\d/, (_, value) => withTime(value, [])],
  [/^\d{9,}$/, (_, value) => ({ code: 'date-epoch', values: { value } })],
  [
    /民[国國]|令和|平成|昭和|大正|明治|[农農][历曆]|[阴陰][历曆]|腊月|臘月|正月|冬月|[初廿]/,
    (_, value) => ({ code: 'date-era', values: { value } }),
  ],
]

/**
 * Reads a date as people write it: ISO and other year-first forms, `31.12.2026` (day first), `31/12/2026` if only one
 * reading is possible, `2026年12月31日`, `31 желтоқсан 2026`, in digits of any script, also with a weekday (R10). Refuses
 * words, times and anything ambiguous.
 */
export function parseDateInput(text: string): DateReading {
  const typed = trimBlanks(text)
  if (isCivilDate(typed)) return { ok: true, date: typed, asTyped: 'iso' }
  const result = readForm(typed)
  return typeof result === 'string' ? { ok: true, date: result, asTyped: 'other' } : { ok: false, ...result }
}

function readForm(typed: string): Result {
  if (typed.trim() === '') return { code: 'date-empty', values: {} }
  const value = shownText(typed)
  if (hasInvisible(typed)) return { code: 'date-invisible', values: { value } }
  if (typed.length > MAX_LENGTH) return notUnderstood(value)
  if (isNoDateWord(typed)) return { code: 'date-none', values: { value } }
  const { text, weekday } = bareDate(typed)
  for (const [pattern, read] of FORMS) {
    const parts = pattern.exec(text)
    if (parts) return checkWeekday(read(parts, value), weekday, value)
  }
  return notUnderstood(value)
}

function notUnderstood(value: string): DateFault {
  return { code: 'date-not-understood', values: { value } }
}

/** Returns the result, or a fault if it is a date on another weekday. */
export function checkWeekday(result: Result, weekday: number | null, value: string): Result {
  const isOther = typeof result === 'string' && weekday !== null && weekdayOf(result) !== weekday
  return isOther ? { code: 'date-weekday', values: { value } } : result
}

/** Returns a date without the words for "until" around it; what is left may not be a date. */
export function withoutUntil(typed: string): string {
  if (typed.length > MAX_LENGTH) return typed
  return UNTIL.reduce((text, form) => text.replace(form, ''), plainText(typed)).trim()
}

/**
 * Returns a typed date in plain digits and hyphens without what people write around it: the quotes of «31» декабря, the
 * word for "year" at the end, and a weekday, whose number is returned (1 = Monday).
 */
export function bareDate(typed: string): { text: string; weekday: number | null } {
  const plain = withHyphens(withoutUntil(typed))
    .replace(/[«"“„] ?(\d\d?) ?[»"”“]/u, '$1')
    .replace(/(\d) ?(?:г\.?|года|год|ж\.?|жыл|жылы)(?= ?\(|, |$)/iu, '$1')
    .replace(/(?<=\d)\.$/, '')
    .replace(/(?<=\d) ?([-./]) ?(?=\d)/g, '$1')
  for (const form of WEEKDAY_FORMS) {
    const match = form.exec(plain)
    if (!match) continue
    const name = match[1]!.toLowerCase()
    const han = HAN_WEEKDAYS.indexOf(name === '天' ? '日' : name)
    const weekday = 1 + (han >= 0 ? han : WEEKDAYS.findIndex(names => names.includes(name)))
    return { text: plain.replace(match[0], '').trim(), weekday }
  }
  return { text: plain, weekday: null }
}

function kazakhMonth(name: string): string {
  return String(1 + KAZAKH_MONTHS.findIndex(month => month.startsWith(name.toLowerCase())))
}

function dayOf(yearDigits: string, monthDigits: string, dayDigits: string, value: string): Result {
  const [year, month, day] = [Number(yearDigits), Number(monthDigits), Number(dayDigits)]
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return outOfRange(value)
  if (month < 1 || month > 12) return { code: 'date-no-such-month', values: { value, month } }
  if (day < 1) return { code: 'date-no-such-day', values: { value, day } }
  const days = daysInMonth(year, month)
  if (day > days) return { code: 'date-nonexistent', values: { value, year, month, days } }
  return civilDate(year, month, day)
}

function readEitherOrder(a: string, b: string, year: string, value: string): Result {
  const readings = realDays([`${year}-${two(b)}-${two(a)}`, `${year}-${two(a)}-${two(b)}`])
  if (readings.length === 2) return { code: 'date-ambiguous', values: { value, readings } }
  const monthFirst = Number(b) > 12 && Number(a) <= 12
  return readings[0] ?? (monthFirst ? dayOf(year, a, b, value) : dayOf(year, b, a, value))
}

function readLongYear([, year]: readonly string[], value: string): Result {
  const number = Number(year)
  return number < FIRST_YEAR || number > LAST_YEAR ? outOfRange(value) : notUnderstood(value)
}

/** The sign decides which orders are possible and which comes first. */
function readShort(parts: readonly string[], value: string): Result {
  const [, a, sign, b, c] = parts as [string, string, string, string, string]
  const [dayFirst, yearFirst] = [shortDate(c, b, a), shortDate(a, b, c)]
  if (sign === '/') return shortYear(value, [dayFirst, shortDate(c, a, b), yearFirst])
  return shortYear(value, sign === '-' ? [yearFirst, dayFirst] : [dayFirst, yearFirst])
}

function shortDate(year: string, month: string, day: string): CivilDate {
  return `20${two(year)}-${two(month)}-${two(day)}`
}

function shortYear(value: string, dates: readonly CivilDate[]): Result {
  return { code: 'date-short-year', values: { value, readings: realDays(dates) } }
}

/** Suggests only the day as written; a time never shifts it to another day. */
function withTime(value: string, readings: readonly CivilDate[]): Result {
  return { code: 'date-with-time', values: { value, meant: readings[0] ?? null } }
}

export function outOfRange(value: string): DateFault {
  return { code: 'date-year-out-of-range', values: { value, first: FIRST_YEAR, last: LAST_YEAR } }
}

function realDays(dates: readonly CivilDate[]): CivilDate[] {
  return [...new Set(dates)].filter(isCivilDate)
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text)
}

/** Removes space, tab, no-break and ideographic space at both ends; not line ends or invisible characters. */
export function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (BLANKS.has(text.charAt(start))) start++
  while (BLANKS.has(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Normalizes full-width and other compatible forms (NFKC), and digits of every script to 0 to 9. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, digit => String(digitValue(digit.codePointAt(0)!)))
}

/** Returns a text as messages may quote it: at most 60 characters, invisible and misleading ones as `\u202e`. */
export function shownText(text: string): string {
  // Cut first, because the text may be huge.
  const shown = text.slice(0, MAX_SHOWN * 2).replace(MISLEADING, escaped)
  const characters = [...shown]
  if (characters.length <= MAX_SHOWN && text.length <= MAX_SHOWN * 2) return shown
  return `${characters.slice(0, MAX_SHOWN - 1).join('')}…`
}

function escaped(character: string): string {
  const number = character.codePointAt(0)!.toString(16)
  return number.length > 4 ? `\\u{${number}}` : `\\u${number.padStart(4, '0')}`
}

/** The ten digits of every script are consecutive from zero on (Unicode 4.6). */
function digitValue(codePoint: number): number {
  let first = codePoint
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (codePoint - first) % 10
}
