import type { BaseIssue } from 'valibot'
import type { texts } from './messages/en/failures.ts'
import type { Values } from './messages/format.ts'

type CodeOf<K> = K extends `failure.${infer C}` ? C : never

export type FailureCode = CodeOf<keyof typeof texts>

/**
 * Why something failed: the code of a text in `messages/<lang>/failures.ts`, and its values, which may be failures too.
 */
export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode]

interface FailureOf<C extends FailureCode> {
  code: C
  values: WithFailures<Values<(typeof texts)[`failure.${C}`]>>
}

export type WithFailures<V> = { [K in keyof V]: string extends V[K] ? V[K] | Failure : V[K] }

type Arguments<C extends FailureCode> = keyof FailureOf<C>['values'] extends never
  ? []
  : [values: FailureOf<C>['values']]

export function failure<C extends FailureCode>(code: C, ...[values]: Arguments<C>): Failure {
  return { code, values: values ?? {} } as Failure
}

/** Changes each text among the values, also in nested failures. */
export function mapTexts({ code, values }: Failure, change: (text: string) => string): Failure {
  const changed = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, change(value)]
    return [name, typeof value === 'object' && value !== null ? mapTexts(value as Failure, change) : value]
  })
  return { code, values: Object.fromEntries(changed) } as Failure
}

/** What a value should be: the code of its text without `expected-`. */
export type Expected = FailureCode extends infer C ? (C extends `expected-${infer E}` ? E : never) : never

const INVALID = ['type', 'key', 'value', 'length'] as const

/** By the type that valibot expects. */
const TYPES: Record<string, 'must-be-text' | 'must-be-list' | 'must-be-object' | 'must-be-boolean'> = {
  string: 'must-be-text',
  boolean: 'must-be-boolean',
  Array: 'must-be-list',
  Object: 'must-be-object',
}

/** Returns the message for a check in a schema: the code of what it expects. */
export function expects(what: Expected): string {
  return `expected-${what}`
}

/**
 * Turns an issue of valibot into a failure: what our check expects, or valibot's own message.
 * @param values for the text of what is expected
 */
export function issueFailure(
  { message, expected, received }: BaseIssue<unknown>,
  values: { limit?: number } = {},
): Failure {
  if (isExpected(message)) return { code: message, values } as Failure
  const type = expected === null ? undefined : TYPES[expected]
  if (type !== undefined && message.startsWith('Invalid type:')) return failure(type)
  const choices = /^\((".*")\)$/.exec(expected ?? '')?.[1]
  if (choices) return failure('must-be-one-of', { choices: choices.replaceAll(' | ', ', '), received })
  const invalid = INVALID.find(name => message.startsWith(`Invalid ${name}: Expected `))
  if (invalid) return failure(`invalid-${invalid}`, { expected: String(expected), received })
  if (message.startsWith('Invalid integer:')) return failure('invalid-integer', { received })
  return failure('said', { said: message })
}

/** For a stored field: says that it must be what is expected. */
export function problemIn(issue: BaseIssue<unknown>, values: { limit?: number } = {}): Failure {
  const what = issueFailure(issue, values)
  return isExpected(issue.message) ? failure('must-be', { what }) : what
}

function isExpected(message: string): boolean {
  return message.startsWith('expected-')
}
