import type { Chrono, ParsedResult } from 'chrono-node'
import { type CivilDate, daysBetween, isCivilDate, partsOf, weekdayOf } from './civil-date.ts'
import type { Period } from './period.ts'

/** One language: who reads it, and in which form a relative date is definite ("in", never "within" or "next"). */
interface Tongue {
  script: RegExp
  load(): Promise<Chrono>
  relative: RegExp
}

/** By script, so that one language is loaded and no more. Russian has its relative dates among the casual ones. */
const TONGUES: readonly Tongue[] = [
  {
    script: /\p{Script=Han}/u,
    load: async () => (await import('chrono-node/zh')).strict,
    // Without its measure word, 3月后 is "after March".
    relative: /(?<![\d一二三四五六七八九十]月)[后後]$/,
  },
  {
    script: /\p{Script=Cyrillic}/u,
    load: async () => (await import('chrono-node/ru')).casual,
    // через день may be "every other day".
    relative: /^через (?!день$)/,
  },
  {
    script: /[a-z]/,
    load: async () => (await import('chrono-node/en')).strict,
    relative: /^in |( from now| later)$/,
  },
]

/** What the library takes for a number though nobody knows which, and fractions, which it rounds. */
const VAGUE =
  /\b(few|several|couple|some|about|around|roughly|approximately|just)\b|несколько|пар[уы]|около|примерно|[几幾数數~]|\d[.,]\d/
/** Half a year is six months; half a month is anybody's guess. */
const HALF = /half|пол|半/
/** A date in figures among words: which figure is the month, the library decides as in the United States. */
const FIGURES = /\d\s*[/.-]\s*\d/
const HAN_YEAR = /^[〇零一二三四五六七八九]{4}年/
/** 两三个月 is two or three months; the library adds them up. */
const HAN_EITHER = /[〇零一二两兩三四五六七八九]{2}|十十/

const LONGEST = 60
const LONGEST_DAYS = 73_000
const LONGEST_MONTHS = 2_400

/**
 * First days of months to which relative words are applied. No count of months up to 300 years gives the
 * same number of days for all of them, nor the other way round: so words show which of the two they are.
 */
const PROBES: readonly CivilDate[] = ['2101-01-01', '2101-02-01', '2103-03-01', '2197-01-01', '2301-01-01']

/**
 * Reads a date, or a period from today, in English, Russian or Chinese words (R10).
 *
 * The library only says what the words mean; it does not reckon: it takes a month from 31 January for
 * 3 March, and works in the machine's zone. It is asked several times, as on days of another century whose
 * local noons no zone skips. What comes out alike is a full date; what comes out at the same distance in days
 * or in months is a period; everything else depends on today in some other way and is refused.
 * @param text lower case, plain digits
 * @returns null when it is no definite date
 */
export async function readWords(text: string): Promise<CivilDate | Period | null> {
  const tongue = TONGUES.find(({ script }) => script.test(text))
  if (!tongue || text.length > LONGEST || isUnclear(text)) return null
  const chrono = await tongue.load()
  const words = asTheLibraryWrites(text)
  const found: ParsedResult[] = []
  for (const probe of PROBES) {
    const { year, month, day } = partsOf(probe)
    const result = wholeMatch(chrono.parse(words, new Date(year, month - 1, day, 12)), words)
    if (!result) return null
    found.push(result)
  }
  const dates = found.map(dateOf)
  if (!dates.every(isCivilDate)) return null
  if (new Set(dates).size === 1) return isFullDate(dates[0]!, found[0]!, words) ? dates[0]! : null
  return tongue.relative.test(words) ? periodBetween(dates, HALF.test(words)) : null
}

function isUnclear(text: string): boolean {
  return VAGUE.test(text) || FIGURES.test(text) || HAN_EITHER.test(text.replace(HAN_YEAR, ''))
}

/** Forms it does not know, in those it does: a final stop, 以后 and 周 in Chinese. */
function asTheLibraryWrites(text: string): string {
  return text
    .replace(/\.$/, '')
    .replace(/(?:以|之)([后後])$/, '$1')
    .replace(/(?<![上下这這本])[周週]([后後])$/, '星期$1')
}

/** The only match, covering all of the text, with nothing but a day in it. */
function wholeMatch(results: readonly ParsedResult[], text: string): ParsedResult | null {
  const [result] = results
  if (!result || results.length > 1 || result.end || result.text.length !== text.length) return null
  const isDay = (['hour', 'minute', 'second', 'timezoneOffset'] as const).every(
    part => !result.start.isCertain(part),
  )
  return isDay ? result : null
}

/** What was read, as a text that is no civil date where the library found nonsense. */
function dateOf({ start }: ParsedResult): CivilDate {
  const [month, day] = (['month', 'day'] as const).map(part => String(start.get(part)).padStart(2, '0'))
  return `${start.get('year')}-${month}-${day}`
}

/** Day, month and year written, the year in four digits, the weekday, if any, the right one. */
function isFullDate(date: CivilDate, { start }: ParsedResult, text: string): boolean {
  const weekday = start.isCertain('weekday') ? start.get('weekday') : null
  return (
    (['day', 'month', 'year'] as const).every(part => start.isCertain(part)) &&
    (new RegExp(`(?<!\\d)${date.slice(0, 4)}(?!\\d)`).test(text) || HAN_YEAR.test(text)) &&
    (weekday === null || weekday === weekdayOf(date) % 7)
  )
}

/** How far the dates lie behind their probes: alike in days, or alike in months; null when in neither or before. */
function periodBetween(dates: readonly CivilDate[], half: boolean): Period | null {
  const days = theSame(dates.map((date, at) => daysBetween(PROBES[at]!, date)))
  if (days !== null) {
    return half || days < 0 || days > LONGEST_DAYS
      ? null
      : { years: 0, months: 0, weeks: 0, days, workdays: 0 }
  }
  const months = theSame(dates.map((date, at) => monthsBetween(PROBES[at]!, date)))
  const rest = theSame(dates.map(date => partsOf(date).day - 1))
  if (months === null || rest === null || months < 0 || months > LONGEST_MONTHS || (half && rest > 0))
    return null
  return { years: 0, months, weeks: 0, days: rest, workdays: 0 }
}

function monthsBetween(from: CivilDate, to: CivilDate): number {
  const [a, b] = [partsOf(from), partsOf(to)]
  return (b.year - a.year) * 12 + b.month - a.month
}

function theSame(numbers: readonly number[]): number | null {
  return new Set(numbers).size === 1 ? numbers[0]! : null
}
