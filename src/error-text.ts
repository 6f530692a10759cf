import type { RenewError } from './errors.ts'
import type { Failure, FailureCode } from './failure.ts'
import { texts } from './messages/en/failures.ts'
import type { ErrorText } from './messages/errors.ts'
import { fill } from './messages/format.ts'
import type { ErrorWords } from './messages/index.ts'
import { cut, printable, shellWord } from './text/printable.ts'

interface FailureWords {
  readonly texts: Readonly<Record<`failure.${FailureCode}`, string>>
}

const MAX_TYPED = 60
const MAX_DEPTH = 5

/** Values that the user typed, which may be long. */
const TYPED = new Set([
  ...['value', 'name', 'matches', 'items', 'card', 'command', 'kind', 'at', 'problem', 'nearest'],
])

/** Values are made printable, and what was typed is cut. */
export function errorText(error: RenewError, words: ErrorWords): ErrorText {
  const clean = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => clean(item, key))
    if (typeof value !== 'string') return value
    return TYPED.has(key) ? cut(printable(value), MAX_TYPED) : printable(value)
  }
  const raw = worded(error.values, words)
  const values = Object.entries(raw).map(([key, value]) => [key, clean(value, key)] as const)
  return entryText(error.code, Object.fromEntries(values), words, raw)
}

/** Returns the words of an error with its values unchanged. */
export function rawErrorText({ code, values }: RenewError, words: ErrorWords): ErrorText {
  return entryText(code, worded(values, words), words)
}

/** Returns the line for stderr: what happened, and what to type next. */
export function errorLine(error: RenewError, words: ErrorWords): string {
  return words('line.error', errorText(error, words))
}

/** @param raw the values before they were cut: half a path would not work in a command */
function entryText(
  code: string,
  values: Record<string, unknown>,
  words: ErrorWords,
  raw: Record<string, unknown> = values,
): ErrorText {
  const say = words as unknown as (key: string, values: object) => string
  const shown = { ...shownValues(values, words), ...shellWords(raw) }
  const keys = [`error.${code}/${values.why}`, `error.${code}`]
  const textOf = (end: string): string =>
    say(`${keys.find(key => `${key}${end}` in words.texts)}${end}`, shown)
  return { message: textOf(''), hint: textOf('.hint') }
}

/** Turns lists into text, adds `first` and `last`, and replaces a month by its name. */
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

function shellWords({ name, file }: Record<string, unknown>): Record<string, string> {
  return {
    ...(typeof name === 'string' ? { shellName: shellWord(name) } : {}),
    ...(typeof file === 'string' ? { shellFile: shellWord(file) } : {}),
  }
}

function listText(key: string, items: readonly string[], words: ErrorWords): string {
  if (key === 'readings' || key === 'anyOf') return items.join(words('words.or'))
  if (key === 'allOf') return items.join(words('words.and'))
  if (key === 'path') return items.join(' → ')
  if (key === 'lines') return items.join(' | ')
  const members = key === 'matches' ? items.map(text => words('words.quoted', { text })) : items
  const comma = words('words.listed')
  return members.join(members.some(text => text.includes(comma)) ? words('words.semicolon') : comma)
}

/** Returns one line; the caller makes it printable. */
export function failureText({ code, values }: Failure, words: FailureWords): string {
  // No text of a failure has a plural.
  return fill(words.texts[`failure.${code}`], worded(values, words), () => 0)
}

/** JSON and the ledger are never translated. */
export function inEnglish(failure: Failure): string {
  return failureText(failure, { texts })
}

/** A ledger entry without a known code is shown as it was written. */
export function channelFailure(
  { error, reason }: { error: string | null; reason?: unknown },
  words: FailureWords,
): string {
  // An earlier version leaves the code of the previous failure when it writes a new one.
  return isFailure(reason) && inEnglish(reason) === error ? failureText(reason, words) : (error ?? '')
}

/** Replaces every failure among values by its words. */
export function worded(values: object, words: FailureWords): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isFailure(value) ? failureText(value, words) : value]),
  )
}

/** Whether a value, which may come from a file, is a failure with a known code. */
export function isFailure(value: unknown, depth = MAX_DEPTH): value is Failure {
  if (typeof value !== 'object' || value === null) return false
  const { code, values } = value as Record<string, unknown>
  if (typeof code !== 'string' || !Object.hasOwn(texts, `failure.${code}`)) return false
  if (typeof values !== 'object' || values === null) return false
  return Object.values(values).every(
    one => typeof one !== 'object' || one === null || (depth > 0 && isFailure(one, depth - 1)),
  )
}
