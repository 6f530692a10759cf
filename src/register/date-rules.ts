import { RenewError } from '../errors.ts'

export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']

/**
 * What a date of a list may hold only where the user declared it: a year of two digits, a month without a day, a range,
 * a time, a year 9999.
 */
export type Declared = 'short' | 'month' | 'range' | 'time' | 'endless'

const EXTRAS = {
  month: 'month',
  range: 'range',
  time: 'time',
  endless: '9999',
  keepsEndless: 'keep9999',
  /** A spreadsheet exchanged day and month of the dates that have the year first; it did not. */
  swapped: 'swap',
  unswapped: 'noswap',
} as const
type Extra = keyof typeof EXTRAS
const EXTRA_NAMES = Object.keys(EXTRAS) as Extra[]

function eachExtra(isSet: (name: Extra) => boolean): Record<Extra, boolean> {
  return Object.fromEntries(EXTRA_NAMES.map(name => [name, isSet(name)])) as Record<Extra, boolean>
}

export interface DateRules extends Readonly<Record<Extra | 'short', boolean>> {
  readonly order: DateOrder | null
}

export const NO_RULES: DateRules = { ...eachExtra(() => false), order: null, short: false }

/** In a file of `renew` itself the year 9999 is a date. */
export const OWN_RULES: DateRules = { ...NO_RULES, keepsEndless: true }

const CHOICES = [
  ...ORDERS,
  ...ORDERS.map(order => `${order}2`),
  ...Object.values(EXTRAS).map(word => `+${word}`),
]

/** Reads `dmy2+time`; null: not such a word. */
export function parseDateRules(word: string): DateRules | null {
  const [found, order, two, extras = ''] = /^(?:(dmy|mdy|ymd)(2)?)?((?:\+\w+)*)$/i.exec(word.trim()) ?? []
  if (found === undefined) return null
  const said = extras.toLowerCase().split('+').slice(1)
  if (!said.every(one => (Object.values(EXTRAS) as string[]).includes(one))) return null
  return {
    ...eachExtra(name => said.includes(EXTRAS[name])),
    order: (order?.toLowerCase() as DateOrder | undefined) ?? null,
    short: two !== undefined,
  }
}

/** Returns the word from which `parseDateRules` reads the rules; empty if nothing is declared. */
export function dateRulesWord(rules: DateRules): string {
  const extras = EXTRA_NAMES.filter(name => rules[name]).map(name => `+${EXTRAS[name]}`)
  return `${rules.order ?? ''}${rules.order !== null && rules.short ? '2' : ''}${extras.join('')}`
}

/** Reads `dmy2+time`. @param typed the value of `--dates` that has it @throws RenewError `not-a-choice` */
export function readDateRules(word: string, typed: string): DateRules {
  const rules = parseDateRules(word)
  if (rules === null || dateRulesWord(rules) === '')
    throw new RenewError('not-a-choice', { name: typed, choices: CHOICES })
  return rules
}

export function bothRules(rules: DateRules, more: DateRules): DateRules {
  return {
    ...eachExtra(name => rules[name] || more[name]),
    order: more.order ?? rules.order,
    short: more.order === null ? rules.short : more.short,
  }
}
