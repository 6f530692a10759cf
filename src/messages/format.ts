// status loads this
/**
 * The form of every text: plain words with slots for values.
 *
 * - `{name}` is the value.
 * - `{count|1 card|# cards}` chooses a plural form; `#` is the number. A language has as many forms as its plural rule
 *   distinguishes, in the order of CLDR (one, few, many, other).
 * - `{holder?for #|}` is the first form when there is a value, else the second. Nothing, an empty text, zero and false
 *   count as no value.
 *
 * A form cannot contain slots. A text that needs more has a key for each case, and the caller chooses. A blank before
 * Chinese is left out after a value that ends with `）`, such as a date with its weekday.
 */
const SLOT = /\{(\w+)(?:([?|])([^{}]*))?\}( (?=[{\u4e00-\u9fff]))?/g

/** The texts of a subject by key. */
export type Texts = Readonly<Record<string, string>>

/** The values that a text needs, read from the text: a missing, misspelt or unnecessary one does not compile. */
export type Values<
  Text extends string,
  Found = unknown,
> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Values<Rest, Found & ValueOf<Slot>> : Found

type ValueOf<Slot extends string> = Slot extends `${infer Head}|${string}`
  ? Head extends `${infer Name}?${string}`
    ? { [N in Name]: string | number | boolean | null }
    : { [N in Head]: number }
  : { [N in Slot]: string | number }

type Arguments<Text extends string> = Text extends `${string}{${string}` ? [values: Values<Text>] : []

/** Returns a text of one language, filled with values; its keys are those of the loaded subjects. */
export interface Words<T extends Texts> {
  <Key extends keyof T & string>(key: Key, ...values: Arguments<T[Key]>): string
  /** The unfilled texts, to look up a key that may not exist. */
  readonly texts: T
}

/** Returns the number of the plural form, from 0, that a count has in a language. */
export type PluralRule = (count: number) => number

export function wordsOf<T extends Texts>(texts: T, plural: PluralRule): Words<T> {
  const say = (key: string, values: object = {}): string => fill(texts[key]!, values, plural)
  return Object.assign(say, { texts }) as Words<T>
}

/** Fills the slots of a text. A value that is missing at run time shows as `undefined`. */
export function fill(text: string, values: object, plural: PluralRule): string {
  return text.replace(SLOT, (_, name: string, kind: string | undefined, rest: string, blank = '') => {
    const value = (values as Record<string, unknown>)[name]
    const form =
      kind === undefined ? '#' : rest.split('|')[kind === '?' ? Number(!value) : plural(Number(value))]
    const said = (form ?? '').replaceAll('#', () => String(value))
    return said.endsWith('）') ? said : said + blank
  })
}

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

/** The rules of a language for plural forms, dates and periods. */
export interface Dates {
  plural: PluralRule
  /** A date with its weekday. */
  long(date: DateParts): string
  /** A date without its weekday. */
  short(date: DateParts): string
  /** A date with its weekday, without its year. */
  longDay(date: DateParts): string
  /** A date without its weekday and year. */
  day(date: Pick<DateParts, 'month' | 'day'>): string
  /** How many days from today, in words. */
  distance(days: number): string
  period(period: PeriodParts): string
  /** The name of a month (from 1) within a sentence. */
  month(month: number): string
  /** The title of a calendar page. */
  monthTitle(date: Pick<DateParts, 'year' | 'month'>): string
  /** First day of the week: 1 = Monday to 7 = Sunday. */
  weekBegins: number
  /** Short names of the weekdays, from Monday on. */
  weekdays: readonly string[]
}
