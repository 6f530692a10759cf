import {
  addDays,
  type CivilDate,
  daysBetween,
  daysInMonth,
  isCivilDate,
  LAST_YEAR,
  partsOf,
} from '../dates/civil-date.ts'
import {
  type DateFault,
  hasInvisible,
  parseDateInput,
  plainText,
  shownText,
  trimBlanks,
  withoutUntil,
} from '../dates/date-input.ts'
import { readDate } from '../dates/date-words.ts'
import { isNoDateWord, isPermanentWord, withHyphens } from '../dates/no-date-words.ts'
import { RenewError } from '../errors.ts'
import { type DateOrder, type DateRules, type Declared, ORDERS } from './date-rules.ts'

/** A date of a cell in one order of day, month and year; `order` is null where the order does not matter. */
export interface OrderedDate {
  order: DateOrder | null
  date: CivilDate
}

/** What a cell of a column of dates says, whatever is declared. */
export type DateCell =
  | { is: 'blank' }
  | { is: 'none' }
  | { is: 'fault'; error: RenewError }
  | { is: 'permanent'; needs: readonly Declared[] }
  /** `dates`: every order in which the date exists. */
  | { is: 'date'; dates: readonly OrderedDate[]; needs: readonly Declared[]; as: DateForm }

/** How a date is written; `number`: as the day number of a spreadsheet, or in seconds. */
export type DateForm = 'iso' | 'other' | 'number'

/** Day 0 of a spreadsheet, which counts a 29 February 1900 that never was, before every serial accepted here. */
const SERIAL_ZERO: CivilDate = '1899-12-30'
const [FIRST_SERIAL, LAST_SERIAL, ENDLESS_SERIAL] = [36_526, 73_050, 2_958_465]
const EPOCH: CivilDate = '1970-01-01'
const DAY_SECONDS = 86_400
/** Two days far apart. Text that means a different date on each of them is relative to today. */
const TWO_DAYS = ['2001-03-07', '2017-10-19'] as const
/** Years that can only be of the Thai calendar, 543 years ahead. */
const THAI = { first: 2443, last: 2743, ahead: 543 }

/** What Grocy writes for "never", as others write 9999-12-31. */
const GROCY_NEVER: CivilDate = '2999-12-31'

/** What programs write for "no date": MySQL, Go, Java, and a spreadsheet's 0. */
const ZERO_DATE = /^(?:0000-00-00|0001-01-01|00[./]0[01][./](?:0000|1900)|01[./]01[./]0001)(?:[T ].*)?$/

/** Reads what a cell says: the date as a person may type it (R10), and what spreadsheets and databases write. */
export async function readDateCell(text: string): Promise<DateCell> {
  if (isCivilDate(text)) return dateCell([{ order: null, date: text }], 'iso')
  const typed = trimBlanks(text)
  if (typed === '') return { is: 'blank' }
  if (isPermanentWord(typed)) return { is: 'permanent', needs: [] }
  if (isNoDateWord(typed) || ZERO_DATE.test(typed)) return { is: 'none' }
  const plain = hasInvisible(typed) ? typed : withoutUntil(typed)
  const cell = await readMoment(plain)
  if (cell.is !== 'fault') return cell
  return (await readMonth(plain)) ?? (await readRange(typed)) ?? (await readRepeated(typed)) ?? cell
}

/** What a cell gives under the rules of its column; `date` null: no end. */
export type Resolved = { is: 'blank' } | { is: 'none' } | { is: 'date'; date: CivilDate | null; as: DateForm }

/**
 * Returns what a cell gives under the rules of its column.
 * @throws RenewError of `parseDateInput`; `date-ambiguous`; `date-order` if the cell contradicts the order; the code of
 * what is not declared
 */
export function resolveCell(cell: DateCell, text: string, rules: DateRules): Resolved {
  if (cell.is === 'fault') throw cell.error
  if (cell.is === 'blank' || cell.is === 'none') return cell
  const isEndless = cell.needs.includes('endless')
  if (cell.is === 'date' && cell.as === 'iso' && rules.swapped && !isEndless) {
    const date = exchanged(text)
    if (date === null) throw new RenewError('date-not-swapped', { value: text })
    return { is: 'date', date, as: 'other' }
  }
  const dates = cell.is === 'date' ? cell.dates : []
  const value = shownText(text)
  const needs = rules.keepsEndless ? cell.needs.filter(need => need !== 'endless') : cell.needs
  const missing = needs.find(need => !rules[need])
  if (missing !== undefined) {
    if (cell.is === 'date' && cell.as === 'number' && text.length >= 10)
      throw new RenewError('date-epoch', { value })
    throw undeclared(missing, value, dates)
  }
  if (cell.is === 'permanent' || needs.includes('endless')) return { is: 'date', date: null, as: 'other' }
  const fitting =
    rules.order === null ? dates : dates.filter(({ order }) => order === null || order === rules.order)
  const [first, ...others] = fitting
  if (!first) throw new RenewError('date-order', { value, order: rules.order!, date: dates[0]!.date })
  if (others.length > 0)
    throw new RenewError('date-ambiguous', { value, readings: dates.map(({ date }) => date) })
  return { is: 'date', date: first.date, as: cell.as }
}

export function exchanged(date: CivilDate): CivilDate | null {
  const [year, month, day] = date.split('-')
  const other = `${year}-${day}-${month}`
  return isCivilDate(other) ? other : null
}

function undeclared(need: Declared, value: string, dates: readonly OrderedDate[]): RenewError {
  const readings = dates.map(({ date }) => date)
  switch (need) {
    case 'short':
      return new RenewError('date-short-year', { value, readings })
    case 'time':
      return new RenewError('date-with-time', { value, meant: readings.length === 1 ? readings[0]! : null })
    case 'month':
      return new RenewError('date-month', { value })
    case 'range':
      return new RenewError('date-range', { value })
    case 'endless':
      return new RenewError('date-endless', { value })
  }
}

function dateCell(
  dates: readonly OrderedDate[],
  as: DateForm,
  needs: readonly Declared[] = [],
): Extract<DateCell, { is: 'date' }> {
  const isEndless = dates.every(({ date }) => partsOf(date).year === LAST_YEAR || date === GROCY_NEVER)
  return { is: 'date', dates, as, needs: isEndless ? [...needs, 'endless'] : needs }
}

async function readMoment(typed: string): Promise<DateCell> {
  const cell = readNumber(typed) ?? (await readDay(typed))
  if (cell.is !== 'fault') return cell
  const cut = withoutTime(typed)
  if (cut === null) return cell
  const day = await readDay(cut.day)
  if (day.is === 'fault') return cell
  return day.is === 'date' && !cut.isMidnight ? { ...day, needs: [...day.needs, 'time'] } : day
}

function readNumber(typed: string): DateCell | null {
  const [, digits, fraction] = /^(\d{5}|\d{7}|\d{10}|\d{13})(?:[.,](\d+))?$/.exec(typed) ?? []
  if (digits === undefined) return null
  const number = Number(digits)
  const isWhole = fraction === undefined || /^0+$/.test(fraction)
  if ((number >= FIRST_SERIAL && number <= LAST_SERIAL) || number === ENDLESS_SERIAL)
    return dateCell([{ order: null, date: addDays(SERIAL_ZERO, number) }], 'number', isWhole ? [] : ['time'])
  if (digits.length < 10) return null
  const days = Math.floor(number / (digits.length === 13 ? 1000 : 1) / DAY_SECONDS)
  const serial = days + daysBetween(SERIAL_ZERO, EPOCH)
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null
  return dateCell([{ order: null, date: addDays(EPOCH, days) }], 'number', ['time'])
}

async function readDay(typed: string): Promise<DateCell> {
  const strict = parseDateInput(typed)
  if (strict.ok) {
    const fault = thaiFault(strict.date, typed)
    return fault ?? dateCell(ordersOf(typed, strict.date), strict.asTyped)
  }
  if (strict.code === 'date-ambiguous') {
    const [dmy, mdy] = strict.values.readings as [CivilDate, CivilDate]
    const dates = [dmy, mdy].map((date, at) => ({ order: ORDERS[at]!, date }))
    return thaiFault(dmy, typed) ?? dateCell(dates, 'other')
  }
  const short = shortYears(typed)
  if (short.length > 0) return dateCell(short, 'other', ['short'])
  if (strict.code !== 'date-not-understood' || !/\p{L}|^\+/u.test(typed)) return faultOf(strict)
  const long = typed
    .replace(/^(\d\d?)[ ./-](\p{L}{3,})\.?[ ./-]'?(\d\d)$/u, '$1 $2 20$3')
    .replace(/^(\p{L}{3,})\.?[ -](\d\d?),? '?(\d\d)$/u, '$1 $2, 20$3')
  if (long === typed) return dateInWords(typed)
  const found = await readDay(long)
  return found.is === 'date' ? { ...found, needs: [...found.needs, 'short'] } : dateInWords(typed)
}

/** Returns the date with the orders it can be of: dots are day first, slashes and hyphens either. */
function ordersOf(typed: string, date: CivilDate): OrderedDate[] {
  const [found, first, second] = /^(\d\d?)[./-](\d\d?)[./-]\d{4}/.exec(withHyphens(plainText(typed))) ?? []
  if (!found || first === undefined || Number(first) === Number(second)) return [{ order: null, date }]
  return [{ order: Number(first) === partsOf(date).day ? 'dmy' : 'mdy', date }]
}

/** Returns the dates of 31/12/26 in every order in which it exists; years are of this century. */
function shortYears(typed: string): OrderedDate[] {
  const plain = withHyphens(plainText(typed))
  const [, hanYear, hanMonth, hanDay] = /^(\d\d)年 ?(\d\d?)月 ?(\d\d?)[日号號]$/.exec(plain) ?? []
  if (hanYear !== undefined) return realDates([[null, hanYear, hanMonth!, hanDay!]])
  const [, a, sign, b, c] = /^(\d\d?)([./-])(\d\d?)\2(\d\d?)(?: ?[гж]\.?)?$/.exec(plain) ?? []
  if (a === undefined) return []
  return realDates([
    ['dmy', c!, b!, a],
    // Nobody writes the month first with dots.
    ...(sign === '.' ? [] : ([['mdy', c!, a, b!]] as const)),
    ['ymd', a, b!, c!],
  ])
}

function realDates(
  all: readonly (readonly [order: DateOrder | null, year: string, month: string, day: string])[],
): OrderedDate[] {
  return all.flatMap(([order, year, month, day]) => {
    const date = `20${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return year.length === 2 && isCivilDate(date) ? [{ order, date }] : []
  })
}

function thaiFault(date: CivilDate, typed: string): DateCell | null {
  const { year } = partsOf(date)
  if (year < THAI.first || year > THAI.last) return null
  const values = { value: shownText(typed), meant: `${year - THAI.ahead}${date.slice(4)}` }
  return { is: 'fault', error: new RenewError('date-thai', values) }
}

function faultOf({ code, values }: DateFault): DateCell {
  return { is: 'fault', error: new RenewError(code, values as never) }
}

/** Reads a date in words. Refuses one relative to today: the same file would mean another date tomorrow. */
async function dateInWords(typed: string): Promise<DateCell> {
  const [read, other] = [await readDate(typed, TWO_DAYS[0]), await readDate(typed, TWO_DAYS[1])]
  if (!read.ok) return faultOf(read)
  if (other.ok && read.date === other.date) return dateCell([{ order: null, date: read.date }], 'other')
  return { is: 'fault', error: new RenewError('date-relative', { value: shownText(typed) }) }
}

const ZONE = /(?: ?(?:Z|UTC|GMT|MSK)(?![a-z]))?(?: ?[+-]\d\d:?(?:\d\d)?)?(?: \([^)]*\))?/
const TIME = new RegExp(
  `(?:T|^|[ ,]) ?(?:at |в )?(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?(?: ?([ap])\\.?m\\.?)?${ZONE.source}(?= |$)`,
  'i',
)

/** Removes the time and its zone from a text, also in the middle (`Apr 15 08:00:00 2027 GMT`); null: it has no time. */
function withoutTime(typed: string): { day: string; isMidnight: boolean } | null {
  const text = plainText(typed).replace(/\s+/g, ' ')
  const [found, hour, minute, second = '0', half] = TIME.exec(text) ?? []
  if (found === undefined) return null
  const day = text.replace(TIME, ' ').replace(/ (?:GMT|UTC|Z)$/i, '')
  const isNight = Number(hour) === (half?.toLowerCase() === 'a' ? 12 : 0)
  return {
    day: day.replace(/ +/g, ' ').replace(/^[ ,]+|[ ,]+$/g, ''),
    isMidnight: isNight && Number(minute) === 0 && Number(second) === 0,
  }
}

/** Reads the last day of a month without a day, such as `05/2027`, `May 2027` or `2027年5月`; null: not a month. */
async function readMonth(typed: string): Promise<DateCell | null> {
  const text = withHyphens(plainText(typed)).replace(/ ?[гж]\.?$/u, '')
  const [, month, year] = /^(\d\d?)[./-](\d{4})$/.exec(text) ?? []
  const [, before, after] = /^(\d{4})(?:[./-]| ?年 ?)(\d\d?) ?月?$/u.exec(text) ?? []
  const [, word, ofWord] = /^(\p{L}{3,12})[ .,'-]+(\d{4}|\d\d)$/u.exec(text) ?? []
  const digits = (month ?? after)?.padStart(2, '0')
  const first = digits ? `${year ?? before}-${digits}-01` : `1 ${word} ${ofWord}`
  const found = digits || word ? await readDay(first) : null
  if (found?.is !== 'date') return null
  const lastDay = (date: CivilDate) => date.slice(0, 8) + daysInMonth(partsOf(date).year, partsOf(date).month)
  const dates = found.dates.map(({ order, date }) => ({ order, date: lastDay(date) }))
  return { ...found, dates, as: 'other', needs: [...found.needs, 'month'] }
}

/** What stands between the two dates of a range; a hyphen or a slash may also be inside a date. */
const BETWEEN = /\s*(?:[→~至到/]|[-=]>|-|\.{2,3}|(?<=\s)(?:to|through|until|till|по|до)(?=\s))\s*/giu

async function readRange(typed: string): Promise<DateCell | null> {
  if (typed.length > 80) return null
  const text = withHyphens(plainText(typed))
    .replace(/^(?:from|с|со|自|从) ?(?=\S)/i, '')
    .replace(/ ?[止]$/u, '')
  for (const { 0: sign, index } of text.matchAll(BETWEEN)) {
    const start = await readMoment(text.slice(0, index).replace(/ ?起$/u, ''))
    if (start.is !== 'date') continue
    const rest = text.slice(index + sign.length)
    if (isPermanentWord(rest)) return { is: 'permanent', needs: ['range'] }
    const end = await readMoment(rest)
    if (end.is !== 'date') continue
    const dates = endsAfter(start.dates, end.dates)
    const needs = new Set<Declared>([...start.needs, ...end.needs, 'range'])
    if (start.needs.includes('endless')) continue
    if (dates.length > 0) return { is: 'date', dates, needs: [...needs], as: 'other' }
  }
  return null
}

function endsAfter(starts: readonly OrderedDate[], ends: readonly OrderedDate[]): OrderedDate[] {
  const inOrder = (dates: readonly OrderedDate[], order: DateOrder) =>
    dates.find(one => one.order === null || one.order === order)?.date
  const isFree = [...starts, ...ends].every(({ order }) => order === null)
  const found = ORDERS.flatMap(order => {
    const [from, to] = [inOrder(starts, order), inOrder(ends, order)]
    return from !== undefined && to !== undefined && from <= to ? [{ order, date: to }] : []
  })
  return isFree ? found.slice(0, 1).map(({ date }) => ({ order: null, date })) : found
}

/** Reads a cell that repeats one day at several times, as domain registries give it; null: not such a cell. */
async function readRepeated(typed: string): Promise<DateCell | null> {
  const parts = typed.length > 200 ? [] : typed.replace(/^[[{("']+|[\])}"']+$/g, '').split(/[,;]\s*/)
  if (parts.length < 2) return null
  const cells = await Promise.all(parts.map(readMoment))
  const datesOf = (cell: DateCell) => cell.is === 'date' && cell.dates.map(({ date }) => date).join()
  const [first] = cells
  if (first?.is !== 'date' || cells.some(cell => datesOf(cell) !== datesOf(first))) return null
  const needs = new Set<Declared>(cells.flatMap(cell => (cell.is === 'date' ? cell.needs : [])))
  return { ...first, needs: [...needs] }
}
