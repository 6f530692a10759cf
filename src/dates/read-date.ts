import { RenewError } from '../errors.ts'
import type { ErrorCode } from '../messages/errors.ts'
import { type CivilDate, FIRST_YEAR, isCivilDate, LAST_DAY, LAST_YEAR } from './civil-date.ts'
import { type DateFault, parseDateInput } from './date-input.ts'
import { after, type Period, parsePeriod } from './period.ts'
import { plainText, shownText, withoutBlanks } from './typed-text.ts'

const NOW: Period = { years: 0, months: 0, weeks: 0, days: 0, workdays: 0 }

/** Words that are a day by themselves, in days from today. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ...named(0, ['today', 'сегодня', 'бүгін', '今天', '今日']),
  ...named(1, ['tomorrow', 'завтра', 'ертең', '明天', '明日']),
  ...named(2, ['the day after tomorrow', 'day after tomorrow', 'послезавтра', '后天', '後天']),
])

/**
 * Reads a date as a person types it: strictly first, then `+1y`, `tomorrow`, and words in English, Russian or
 * Chinese, such as `31 December 2026`, `через 3 месяца`, `3个月后` (R10). What was not ISO is to be said back.
 * @param today the civil date in the card's zone, from which relative dates count
 * @throws RenewError with what the strict reading found wrong, where the words do not help either
 */
export async function readDate(
  text: string,
  today: CivilDate,
): Promise<{ date: CivilDate; asTyped: 'iso' | 'other' }> {
  const strict = parseDateInput(text)
  if (strict.ok) return { date: strict.date, asTyped: strict.asTyped }
  if (strict.code !== 'date-not-understood') throw dateError(strict)
  const plain = plainText(withoutBlanks(text))
  const found = shortcut(plain) ?? (await inWords(plain.toLowerCase()))
  if (found === null) throw dateError(strict)
  const date = typeof found === 'string' ? found : after(today, found)
  // Reckoning stops at the last day there is, so a period that ends there ends beyond it.
  if (!isCivilDate(date) || date === LAST_DAY) throw dateError(outOfRange(text))
  return { date, asTyped: 'other' }
}

/** `+1y`, and the words of single days. Working days are refused: here nobody knows whose. */
function shortcut(text: string): Period | null {
  const days = DAYS.get(text.toLowerCase())
  if (days !== undefined) return { ...NOW, days }
  const period = text.startsWith('+') ? parsePeriod(text.slice(1)) : null
  return period?.workdays === 0 ? period : null
}

/** The library is heavy and knows nothing that has no letter in it. */
async function inWords(words: string): Promise<CivilDate | Period | null> {
  if (!/\p{L}/u.test(words)) return null
  const { readWords } = await import('./date-words.ts')
  return readWords(words)
}

function outOfRange(text: string): DateFault {
  const values = { value: shownText(text), first: FIRST_YEAR, last: LAST_YEAR }
  return { code: 'date-year-out-of-range', values }
}

function dateError({ code, values }: DateFault): RenewError {
  return new RenewError<ErrorCode>(code, values)
}

function named(days: number, words: readonly string[]): [string, number][] {
  return words.map(word => [word, days])
}
