import { RenewError } from '../../errors.ts'
import { addDays, type CivilDate, civilDate, isCivilDate } from '../../schedule/civil-date.ts'
import { parseDateInput } from '../../schedule/date-input.ts'
import { plainText, shownText, withoutBlanks } from '../../schedule/typed-text.ts'
import { readDate } from '../date-in-words.ts'

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
  const typed = withoutMidnight(withoutBlanks(text))
  const number = serialOf(typed)
  if (number !== null) return { date: number, as: 'number' }
  const strict = parseDateInput(withSlashes(typed))
  if (strict.ok) return { date: strict.date, as: strict.asTyped }
  if (strict.code === 'date-ambiguous' && order !== null) return { date: inOrder(typed, order), as: 'other' }
  if (strict.code === 'date-not-understood') {
    const { meant } = strict.values
    if (meant !== null && /^\d{4}([./-])\d\d?\1\d\d?$/.test(plainText(typed)))
      return { date: meant, as: 'other' }
    if (/\p{L}|^\+/u.test(typed)) return { date: await inWords(typed), as: 'other' }
  }
  throw new RenewError(strict.code, strict.values as never)
}

/** A cell that holds a day and no time is shown with its first minute by some programs; any other time is refused. */
function withoutMidnight(text: string): string {
  return text.replace(/(?:[T ]0?0:00(?::00(?:\.0+)?)?| 12:00:00 AM)$/i, '').replace(/(\d) ?г\.?$/u, '$1')
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
