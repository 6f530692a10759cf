import { addDays, type CivilDate, civilDate, isCivilDate, weekdayOf } from '../dates/civil-date.ts'
import { parseDateInput, plainText, shownText, trimBlanks } from '../dates/date-input.ts'
import { readDate } from '../dates/date-words.ts'
import { RenewError } from '../errors.ts'

/** Which of day and month the user says comes first in the file; null: nobody said. */
export type DateOrder = 'dmy' | 'mdy' | null

/** Day 0 of a spreadsheet; the day it counts too many lies in February 1900, before every serial that is taken. */
const SERIAL_ZERO: CivilDate = '1899-12-30'
/** 2000-01-01 and 2099-12-31: five digits that can hardly be anything else in a column of dates. */
const FIRST_SERIAL = 36_526
const LAST_SERIAL = 73_050
/** Two days far apart: what means another date on each of them is counted from today. */
const TODAYS = ['2001-03-07', '2017-10-19'] as const

/**
 * A date as a table has it, as ISO: what a person may type, and what spreadsheets make of dates: midnight behind it,
 * year first with slashes, their own day numbers. Never one that is counted from today: the same file would mean
 * another date tomorrow.
 * @throws RenewError of the strict reader, `date-ambiguous` with both readings where no order was said, `date-relative`
 */
export async function readDateCell(
  text: string,
  order: DateOrder,
): Promise<{ date: CivilDate; as: 'iso' | 'other' | 'number' }> {
  if (isCivilDate(text)) return { date: text, as: 'iso' }
  const typed = withoutWeekday(withoutMidnight(trimBlanks(text)))
  const number = serialOf(typed)
  if (number !== null) return { date: number, as: 'number' }
  const strict = parseDateInput(withSlashes(typed))
  if (strict.ok) return { date: strict.date, as: strict.asTyped }
  if (strict.code === 'date-ambiguous' && order !== null) return { date: inOrder(typed, order), as: 'other' }
  if (strict.code === 'date-not-understood') {
    const { meant } = strict.values
    if (meant !== null && /^\d{4}([./-])\d\d?\1\d\d?$/.test(plainText(typed)))
      return { date: meant, as: 'other' }
    const kazakh = kazakhDate(typed)
    if (kazakh !== null) return { date: kazakh, as: 'other' }
    await refuseShortYear(typed)
    if (/\p{L}|^\+/u.test(typed)) return { date: await inWords(typed), as: 'other' }
  }
  throw new RenewError(strict.code, strict.values as never)
}

/** A cell that holds a day and no time is shown with its first minute by some programs; any other time is refused. */
function withoutMidnight(text: string): string {
  return text
    .replace(/(?:[T ]0?0:00(?::00(?:\.0+)?)?| 12:00:00 AM)$/i, '')
    .replace(/(\d) ?(?:г\.?|ж\.?|года|год)$/iu, '$1')
    .replace(/^[«"](\d\d?)[»"]/, '$1')
}

/** The long form of dates in Chinese spreadsheets ends in the day of the week; one that is not that day's stays. */
function withoutWeekday(text: string): string {
  const [, date, day] = /^(.+日) ?(?:星期|周)([一二三四五六日天])$/.exec(text) ?? []
  const read = date === undefined ? null : parseDateInput(date)
  const isThat = read?.ok && weekdayOf(read.date) === (day === '天' ? 7 : '一二三四五六日'.indexOf(day!) + 1)
  return isThat ? date! : text
}

const KAZAKH_MONTHS = [
  ...['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым'],
  ...['шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
]

/** `31 желтоқсан 2026` and `2026 жылғы 31 желтоқсан`, which the library of dates in words does not know. */
function kazakhDate(text: string): CivilDate | null {
  const words = plainText(text).toLowerCase()
  const last = /^(\d\d?) (\p{L}+?)[ыі]? (\d{4})(?: жыл)?$/u.exec(words)
  const first = /^(\d{4}) (?:ж\.?|жыл(?:ғы|дың)?) (\d\d?) (\p{L}+?)[ыі]?$/u.exec(words)
  const [year, day, name] = last ? [last[3], last[1], last[2]] : [first?.[1], first?.[2], first?.[3]]
  const month = KAZAKH_MONTHS.indexOf(name ?? '') + 1
  const date = month > 0 ? `${year}-${String(month).padStart(2, '0')}-${day!.padStart(2, '0')}` : ''
  return isCivilDate(date) ? date : null
}

/** `31-Dec-26`, as spreadsheets show dates, is not guessed at either: the year has two digits. */
async function refuseShortYear(text: string): Promise<void> {
  const [, start, year] = /^(\d\d?[ ./-]\p{L}{3,}\.?[ ./-])'?(\d\d)$/u.exec(plainText(text)) ?? []
  if (start === undefined) return
  const meant = await inWords(`${start.replace(/[./-]+/g, ' ')}20${year}`).catch(() => null)
  throw new RenewError('date-short-year', { value: shownText(text), readings: meant === null ? [] : [meant] })
}

/** `31-12-2026` is `31/12/2026`: either may be a day or a month, and only one reading is taken. */
function withSlashes(text: string): string {
  return text.replace(/^(\d\d?)-(\d\d?)-(\d{4})$/, '$1/$2/$3')
}

function serialOf(text: string): CivilDate | null {
  const number = /^\d{5}$/.test(text) ? Number(text) : 0
  return number >= FIRST_SERIAL && number <= LAST_SERIAL ? addDays(SERIAL_ZERO, number) : null
}

/** Both readings exist, so that parts in either order are a day. */
function inOrder(text: string, order: 'dmy' | 'mdy'): CivilDate {
  const [a, b, year] = plainText(text).split(/[/-]/).map(Number) as [number, number, number]
  return order === 'dmy' ? civilDate(year, b, a) : civilDate(year, a, b)
}

async function inWords(text: string): Promise<CivilDate> {
  const [{ date }, { date: other }] = [await readDate(text, TODAYS[0]), await readDate(text, TODAYS[1])]
  if (date !== other) throw new RenewError('date-relative', { value: shownText(text) })
  return date
}
