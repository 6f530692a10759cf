import type { RenewError } from './errors.ts'
import type { Failure, FailureCode } from './failure.ts'
import { texts } from './messages/en/failures.ts'
import type { ErrorText } from './messages/errors.ts'
import { fill } from './messages/format.ts'
import type { ErrorWords } from './messages/index.ts'
import { cut, printable } from './text/printable.ts'

/** Words that have a text for every failure. */
interface FailureWords {
  readonly texts: Readonly<Record<`failure.${FailureCode}`, string>>
}

/** Longest part of what somebody typed that an error repeats, in columns. */
const SHOWN = 60
/** Failures inside each other; what is nested deeper was not written by us. */
const DEPTH = 5

/** Values that somebody typed, of any length. */
const TYPED = new Set([
  ...['value', 'name', 'matches', 'items', 'card', 'command', 'kind', 'at', 'problem', 'nearest'],
])

/** The words of an error; what came from outside is cleaned, and what was typed is cut. */
export function errorText(error: RenewError, words: ErrorWords): ErrorText {
  const clean = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => clean(item, key))
    if (typeof value !== 'string') return value
    return TYPED.has(key) ? cut(printable(value), SHOWN) : printable(value)
  }
  const values = Object.entries(worded(error.values, words)).map(
    ([key, value]) => [key, clean(value, key)] as const,
  )
  return entryText(error.code, Object.fromEntries(values), words)
}

/** The words of an error with its values as they are. */
export function rawErrorText({ code, values }: RenewError, words: ErrorWords): ErrorText {
  return entryText(code, worded(values, words), words)
}

/** The one line for stderr: what happened, and what to type next. */
export function errorLine(error: RenewError, words: ErrorWords): string {
  return words('line.error', errorText(error, words))
}

/** The text of the reason `why`, where the error has one for each, else that of all reasons. */
function entryText(code: string, values: Record<string, unknown>, words: ErrorWords): ErrorText {
  const say = words as unknown as (key: string, values: object) => string
  const shown = shownValues(values, words)
  const keys = [`error.${code}/${values.why}`, `error.${code}`]
  const textOf = (end: string): string =>
    say(`${keys.find(key => `${key}${end}` in words.texts)}${end}`, shown)
  return { message: textOf(''), hint: textOf('.hint') }
}

/** Lists become text, each with its first and last member; a month gets its name. */
function shownValues(values: Record<string, unknown>, words: ErrorWords): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      shown[key] = listText(key, value, words)
      shown.first = value[0]
      shown.last = value.at(-1)
    } else shown[key] = key === 'month' ? words.dates.month(value as number) : value
  }
  return shown
}

function listText(key: string, items: readonly string[], words: ErrorWords): string {
  if (key === 'readings' || key === 'anyOf') return items.join(words('words.or'))
  if (key === 'allOf') return items.join(words('words.and'))
  if (key === 'path') return items.join(' → ')
  if (key === 'lines') return items.join(' | ')
  const members = key === 'matches' ? items.map(text => words('words.quoted', { text })) : items
  return members.join(words('words.listed'))
}

/** A failure in the words of a language, one line; whoever prints it cleans it. */
export function failureText({ code, values }: Failure, words: FailureWords): string {
  // No failure counts anything, so there is only one plural form.
  return fill(words.texts[`failure.${code}`], worded(values, words), () => 0)
}

/** A failure in English: for JSON, which is never translated, and for the ledger. */
export function inEnglish(failure: Failure): string {
  return failureText(failure, { texts })
}

/** Why a channel fails. An entry of the ledger without a code that we know is shown as it was written. */
export function channelFailure(
  { error, reason }: { error: string | null; reason?: unknown },
  words: FailureWords,
): string {
  // An earlier version keeps the code of the last failure when it writes another one.
  return isFailure(reason) && inEnglish(reason) === error ? failureText(reason, words) : (error ?? '')
}

/** The values with every failure among them in words. */
export function worded(values: object, words: FailureWords): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isFailure(value) ? failureText(value, words) : value]),
  )
}

/** Whether a value, which may come from a file, is a failure that can be worded. */
export function isFailure(value: unknown, depth = DEPTH): value is Failure {
  if (typeof value !== 'object' || value === null) return false
  const { code, values } = value as Record<string, unknown>
  if (typeof code !== 'string' || !Object.hasOwn(texts, `failure.${code}`)) return false
  if (typeof values !== 'object' || values === null) return false
  return Object.values(values).every(
    one => typeof one !== 'object' || one === null || (depth > 0 && isFailure(one, depth - 1)),
  )
}
