import type { Chrono, ParsedResult } from 'chrono-node'
import { type CivilDate, daysBetween, isCivilDate, LAST_DAY, partsOf, weekdayOf } from './civil-date.ts'
import {
  bareDate,
  checkWeekday,
  type DateFault,
  type DateReading,
  outOfRange,
  parseDateInput,
  shownText,
  trimBlanks,
} from './date-input.ts'
import { after, NO_TIME, type Period, parsePeriod } from './period.ts'
import { readPeriodText } from './period-words.ts'

const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ...daysAhead(0, ['today', 'сегодня', 'бүгін', '今天', '今日']),
  ...daysAhead(1, ['tomorrow', 'завтра', 'ертең', '明天', '明日']),
  ...daysAhead(2, ['the day after tomorrow', 'day after tomorrow', 'послезавтра', '后天', '後天']),
])

/** A language of chrono-node, and the form of a definite relative date in it ("in", not "within" or "next"). */
interface Language {
  script: RegExp
  load(): Promise<Chrono>
  relative: RegExp
}

/** By script, so that only one language is loaded. Russian relative dates are in its casual parser. */
const LANGUAGES: readonly Language[] = [
  {
    script: /\p{Script=Han}/u,
    load: async () => (await import('chrono-node/zh')).strict,
    // Without its measure word, 3月后 is "after March".
    relative: /(?<![\d一二三四五六七八九十]\s*月)[后後]$/,
  },
  {
    script: /\p{Script=Cyrillic}/u,
    load: async () => (await import('chrono-node/ru')).casual,
    // через день may be "every other day".
    relative: /^через (?!день)/,
  },
  {
    script: /[a-z]/,
    load: async () => (await import('chrono-node/en')).strict,
    relative: /^in |( from now| later)$/,
  },
]

/** Vague numbers, which the library takes for exact ones, and fractions, which it rounds. */
const VAGUE =
  /\b(few|several|couple|some|about|around|roughly|approximately|just)\b|несколько|пар[уы]|около|примерно|[几幾数數~]|\d[.,]\d/
/** Half a year is six months; half a month is not definite. */
const HALF = /half|пол|半/
/** A date in figures among words, which the library would read month first. */
const FIGURES = /\d\s*[/.-]\s*\d/
const HAN_YEAR = /^[〇零一二三四五六七八九]{4}年/
/** 两三个月 is two or three months; the library adds them. */
const HAN_EITHER = /[〇零一二两兩三四五六七八九]{2}|十十/

const MAX_LENGTH = 60
const MAX_DAYS = 73_000
const MAX_MONTHS = 2_400

/**
 * The days from which relative words are read. No number of months up to 300 years is the same number of days from all
 * of them, so the results show whether the words count days or months.
 */
const REFERENCE_DAYS: readonly CivilDate[] = [
  ...['2101-01-01', '2101-02-01', '2103-03-01', '2197-01-01', '2301-01-01'],
]

/**
 * Reads a date as a person types it: the forms of `parseDateInput`, then `+1y`, `tomorrow`, `3 айдан кейін`, and words
 * in English, Russian or Chinese, such as `31 December 2026`, `через 3 месяца`, `3个月后` (R10).
 * @param today the civil date in the card's zone, from which relative dates count
 */
export async function readDate(text: string, today: CivilDate): Promise<DateReading> {
  const strict = parseDateInput(text)
  if (strict.ok) return strict
  const typed = trimBlanks(text)
  if (strict.code !== 'date-not-understood' || typed.length > MAX_LENGTH) return strict
  const { text: plain, weekday } = bareDate(typed)
  const found = readShort(plain) ?? (await readWords(plain.toLowerCase()))
  if (found === null) return notRead((await shortYearIn(plain, text)) ?? strict)
  const date = typeof found === 'string' ? found : after(today, found)
  const checked = checkWeekday(date, weekday, shownText(text))
  if (typeof checked !== 'string') return notRead(checked)
  // Computed dates stop at the last day, so a period that ends there may end later.
  if (!isCivilDate(date) || date === LAST_DAY) return notRead(outOfRange(shownText(text)))
  return { ok: true, date, asTyped: 'other' }
}

function notRead(fault: DateFault): DateReading {
  return { ...fault, ok: false }
}

const KAZAKH_LATER = /^(.+?)[ндт][ае]н (?:кейін|соң)$/u

/** Reads `+1y`, words for single days and Kazakh periods from today. Refuses working days, for lack of a calendar. */
function readShort(text: string): Period | null {
  const words = text.toLowerCase()
  const days = DAY_WORDS.get(words)
  if (days !== undefined) return { ...NO_TIME, days }
  const kazakh = KAZAKH_LATER.exec(words)?.[1]
  const period = parsePeriod(kazakh ? readPeriodText(kazakh) : text.startsWith('+') ? text.slice(1) : null)
  return period?.workdays === 0 ? period : null
}

/** Refuses dates like `31-Dec-26`, as spreadsheets show them: a year of two digits is not guessed. */
async function shortYearIn(plain: string, typed: string): Promise<DateFault | null> {
  const parts = /^(\d\d?)[ ./-](\p{L}{3,})\.?[ ./-]'?(\d\d)$/u.exec(plain)
  if (!parts) return null
  const [, day, month, year] = parts
  const meant = await readWords(`${day} ${month} 20${year}`.toLowerCase())
  const readings = typeof meant === 'string' ? [meant] : []
  return { code: 'date-short-year', values: { value: shownText(typed), readings } }
}

function daysAhead(days: number, words: readonly string[]): [string, number][] {
  return words.map(word => [word, days])
}

/**
 * Reads a full date, or a period from today (R10). chrono-node only parses the words; its arithmetic is not used: it
 * makes 31 January plus a month 3 March and works in the machine's zone. It parses them from several reference days, at
 * noon, which no zone skips: the same result from all is a date, the same distance in days or months a period.
 * @param text lower case, plain digits
 * @returns null when it is not a definite date
 */
async function readWords(text: string): Promise<CivilDate | Period | null> {
  const language = LANGUAGES.find(({ script }) => script.test(text))
  if (!language || text.length > MAX_LENGTH || isUnclear(text)) return null
  const chrono = await language.load()
  const words = normalizeForChrono(text)
  const found: ParsedResult[] = []
  for (const reference of REFERENCE_DAYS) {
    const { year, month, day } = partsOf(reference)
    const result = wholeMatch(chrono.parse(words, new Date(year, month - 1, day, 12)), words)
    if (!result) return null
    found.push(result)
  }
  const dates = found.map(writtenDate)
  if (!dates.every(isCivilDate)) return null
  if (new Set(dates).size === 1) return isFullDate(dates[0]!, found[0]!, words) ? dates[0]! : null
  return language.relative.test(words) ? periodBetween(dates, HALF.test(words)) : null
}

function isUnclear(text: string): boolean {
  return VAGUE.test(text) || FIGURES.test(text) || HAN_EITHER.test(text.replace(HAN_YEAR, ''))
}

function normalizeForChrono(text: string): string {
  return text
    .replace(/\.$/, '')
    .replace(/[以之]([后後])/, '$1')
    .replace(/(?<![上下这這本])[周週]([后後])/, '星期$1')
}

function wholeMatch(results: readonly ParsedResult[], text: string): ParsedResult | null {
  const [result] = results
  if (!result || result.end || result.text.length !== text.length) return null
  const isDay = (['hour', 'minute', 'second', 'timezoneOffset'] as const).every(
    part => !result.start.isCertain(part),
  )
  return isDay ? result : null
}

function writtenDate({ start }: ParsedResult): CivilDate {
  const [month, day] = (['month', 'day'] as const).map(part => String(start.get(part)).padStart(2, '0'))
  return `${start.get('year')}-${month}-${day}`
}

function isFullDate(date: CivilDate, { start }: ParsedResult, text: string): boolean {
  const weekday = start.isCertain('weekday') ? start.get('weekday') : null
  return (
    (['day', 'month', 'year'] as const).every(part => start.isCertain(part)) &&
    (new RegExp(`(?<!\\d)${date.slice(0, 4)}(?!\\d)`).test(text) || HAN_YEAR.test(text)) &&
    (weekday === null || weekday === weekdayOf(date) % 7)
  )
}

/** Returns the distance of the dates from their reference days if it is one and not negative, in days or months. */
function periodBetween(dates: readonly CivilDate[], half: boolean): Period | null {
  if (dates[0]! < REFERENCE_DAYS[0]!) return null
  const days = commonValue(dates.map((date, at) => daysBetween(REFERENCE_DAYS[at]!, date)))
  if (days !== null) return half || days > MAX_DAYS ? null : { ...NO_TIME, days }
  const months = commonValue(dates.map((date, at) => monthsBetween(REFERENCE_DAYS[at]!, date)))
  const rest = commonValue(dates.map(date => partsOf(date).day - 1))
  if (months === null || rest === null || months > MAX_MONTHS || (half && rest > 0)) return null
  return { ...NO_TIME, months, days: rest }
}

function monthsBetween(from: CivilDate, to: CivilDate): number {
  const [a, b] = [partsOf(from), partsOf(to)]
  return (b.year - a.year) * 12 + b.month - a.month
}

function commonValue(numbers: readonly number[]): number | null {
  return new Set(numbers).size === 1 ? numbers[0]! : null
}
