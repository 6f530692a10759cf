import type { RenewError } from './errors.ts'
import type { ErrorText, Messages } from './messages/en.ts'
import { cut, printable } from './views/printable.ts'

/** Longest part of what somebody typed that an error repeats, in columns. */
const SHOWN = 60

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
    Object.entries(error.values).map(([key, value]) => [key, clean(value, key)]),
  )
  return (text[`error.${error.code}`] as (values: object) => ErrorText)(values)
}

/** The one line for stderr: what happened, and what to type next. */
export function errorLine(error: RenewError, text: Messages): string {
  return text['line.error'](errorText(error, text))
}
