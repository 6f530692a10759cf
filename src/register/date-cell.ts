import { addDays, type CivilDate, civilDate, isCivilDate } from '../dates/civil-date.ts'
import { parseDateInput, plainText, shownText, trimBlanks } from '../dates/date-input.ts'
import { readDate } from '../dates/date-words.ts'
import { RenewError } from '../errors.ts'

/** Which of day and month comes first in the file; null: not given. */
export type DateOrder = 'dmy' | 'mdy' | null

/** Day 0 of a spreadsheet. Spreadsheets count a 29 February 1900 that never was; it is before every serial accepted here. */
const SERIAL_ZERO: CivilDate = '1899-12-30'
/** 2000-01-01 and 2099-12-31. */
const FIRST_SERIAL = 36_526
const LAST_SERIAL = 73_050
/** Two days far apart. Text that means a different date on each of them is relative to today. */
const TWO_DAYS = ['2001-03-07', '2017-10-19'] as const

/**
 * Reads the date of a table cell: what a person may type, and what spreadsheets write (with midnight, year first with
 * slashes, day numbers). Refuses dates relative to today: the same file would mean another date tomorrow.
 * @returns the date as `YYYY-MM-DD`, and the form it was in
 * @throws RenewError of `parseDateInput`, `date-ambiguous` if no order was given, `date-relative`, `date-short-year`
 */
export async function readDateCell(
  text: string,
  order: DateOrder,
): Promise<{ date: CivilDate; as: 'iso' | 'other' | 'number' }> {
  if (isCivilDate(text)) return { date: text, as: 'iso' }
  const typed = withoutMidnight(trimBlanks(text))
  const number = serialOf(typed)
  if (number !== null) return { date: number, as: 'number' }
  const strict = parseDateInput(typed)
  if (strict.ok) return { date: strict.date, as: strict.asTyped }
  if (strict.code === 'date-ambiguous' && order !== null)
    return { date: dateInOrder(typed, order), as: 'other' }
  if (strict.code === 'date-not-understood' && /\p{L}|^\+/u.test(typed))
    return { date: await dateInWords(typed), as: 'other' }
  throw new RenewError(strict.code, strict.values as never)
}

/** Removes the midnight that some programs write after a date, and words for "year". */
function withoutMidnight(text: string): string {
  return text.replace(/(?:[T ]0?0:00(?::00(?:\.0+)?)?| 12:00:00 AM)$/i, '')
}

function serialOf(text: string): CivilDate | null {
  const number = /^\d{5}$/.test(text) ? Number(text) : 0
  return number >= FIRST_SERIAL && number <= LAST_SERIAL ? addDays(SERIAL_ZERO, number) : null
}

/** Reads an ambiguous date in the given order; both readings are dates that exist. */
function dateInOrder(text: string, order: 'dmy' | 'mdy'): CivilDate {
  const [a, b, year] = plainText(text).split(/[/-]/).map(Number) as [number, number, number]
  return order === 'dmy' ? civilDate(year, b, a) : civilDate(year, a, b)
}

async function dateInWords(text: string): Promise<CivilDate> {
  const [{ date }, { date: other }] = [await readDate(text, TWO_DAYS[0]), await readDate(text, TWO_DAYS[1])]
  if (date !== other) throw new RenewError('date-relative', { value: shownText(text) })
  return date
}
