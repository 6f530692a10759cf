import type { Failure, FailureCode } from './failure.ts'
import { en } from './messages/en/errors.ts'
import type { ErrorText, Messages } from './messages/en.ts'
import { fill } from './messages/format.ts'
import type { RenewError } from './renew-error.ts'
import { cut, printable } from './views/printable.ts'

/** The texts of all failures in one language. */
type FailureTexts = Readonly<Record<`failure.${FailureCode}`, string>>

/** Longest part of what somebody typed that an error repeats, in columns. */
const SHOWN = 60
/** Failures inside each other; what is nested deeper was not written by us. */
const DEPTH = 5

/** Values that somebody typed, of any length. */
const TYPED = new Set(['value', 'name', 'matches', 'card', 'command', 'kind', 'at', 'problem', 'nearest'])

/** The words of an error; what came from outside is cleaned, and what was typed is cut. */
export function errorText(error: RenewError, text: Messages): ErrorText {
  const clean = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => clean(item, key))
    if (typeof value !== 'string') return value
    return TYPED.has(key) ? cut(printable(value), SHOWN) : printable(value)
  }
  const values = Object.fromEntries(
    Object.entries(worded(error.values, text)).map(([key, value]) => [key, clean(value, key)]),
  )
  return (text[`error.${error.code}`] as (values: object) => ErrorText)(values)
}

/** The one line for stderr: what happened, and what to type next. */
export function errorLine(error: RenewError, text: Messages): string {
  return text['line.error'](errorText(error, text))
}

/** A failure in the words of a language, one line; whoever prints it cleans it. */
export function failureText({ code, values }: Failure, text: FailureTexts): string {
  // No failure counts anything, so there is only one plural form.
  return fill(text[`failure.${code}`], worded(values, text), () => 0)
}

/** A failure in English: for JSON, which is never translated, and for the ledger. */
export function inEnglish(failure: Failure): string {
  return failureText(failure, en)
}

/** Why a channel fails. An entry of the ledger without a code that we know is shown as it was written. */
export function channelFailure(
  { error, reason }: { error: string | null; reason?: unknown },
  text: FailureTexts,
): string {
  // An earlier version keeps the code of the last failure when it writes another one.
  return isFailure(reason) && inEnglish(reason) === error ? failureText(reason, text) : (error ?? '')
}

/** The values with every failure among them in words. */
export function worded(values: object, text: FailureTexts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isFailure(value) ? failureText(value, text) : value]),
  )
}

/** Whether a value, which may come from a file, is a failure that can be worded. */
export function isFailure(value: unknown, depth = DEPTH): value is Failure {
  if (typeof value !== 'object' || value === null) return false
  const { code, values } = value as Record<string, unknown>
  if (typeof code !== 'string' || !Object.hasOwn(en, `failure.${code}`)) return false
  if (typeof values !== 'object' || values === null) return false
  return Object.values(values).every(
    one => typeof one !== 'object' || one === null || (depth > 0 && isFailure(one, depth - 1)),
  )
}
