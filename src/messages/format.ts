/**
 * The form of every text a person reads: plain words with slots for values.
 *
 * - `{name}` is the value itself.
 * - `{count|1 card|# cards}` chooses a plural form; `#` is the number. A language has as many forms as its plural rule
 *   tells apart, in the order of CLDR (one, few, many, other).
 * - `{holder?for #|}` is the first form when there is a value, else the second. Nothing, an empty text, zero and false
 *   count as no value.
 *
 * A form holds no slot of its own: a text that needs more has a key for each case, and the caller chooses.
 */
const SLOT = /\{(\w+)(?:([?|])([^{}]*))?\}/g

/** The texts of a subject by their keys. */
export type Texts = Readonly<Record<string, string>>

/** The values that a text needs, read from the text itself: a missing, misspelt or needless one does not compile. */
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

/** Says a text of one language; the keys it knows are those of the subjects that were loaded. */
export interface Words<T extends Texts> {
  <Key extends keyof T & string>(key: Key, ...values: Arguments<T[Key]>): string
  /** The texts as written, for those who look up a key that may not exist. */
  readonly texts: T
}

/** Which plural form a count takes in a language, counted from 0. */
export type PluralRule = (count: number) => number

/** The words of one language, for the texts that were loaded. */
export function wordsOf<T extends Texts>(texts: T, plural: PluralRule): Words<T> {
  const say = (key: string, values: object = {}): string => fill(texts[key]!, values, plural)
  return Object.assign(say, { texts }) as Words<T>
}

/** Fills the slots of a text. A value that is missing at run time shows as `undefined`. */
export function fill(text: string, values: object, plural: PluralRule): string {
  return text.replace(SLOT, (_, name: string, kind: string | undefined, rest: string) => {
    const value = (values as Record<string, unknown>)[name]
    if (kind === undefined) return String(value)
    const form = rest.split('|')[kind === '?' ? Number(!value) : plural(Number(value))] ?? ''
    return form.replaceAll('#', () => String(value))
  })
}

/** A civil date in numbers. */
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

/** What a language needs rules for: plural forms, dates and periods. */
export interface Dates {
  plural: PluralRule
  /** A date with its weekday. */
  long(date: DateParts): string
  /** A date without its weekday. */
  short(date: DateParts): string
  /** How far a day is from today. */
  distance(days: number): string
  period(period: PeriodParts): string
  /** The name of a month as it is written between other words; a number from 1. */
  month(month: number): string
  /** The title of a calendar page. */
  monthTitle(date: Pick<DateParts, 'year' | 'month'>): string
  /** The day on which a week begins: 1 = Monday to 7 = Sunday. */
  weekBegins: number
  /** Short names of the weekdays, from Monday on. */
  weekdays: readonly string[]
}
