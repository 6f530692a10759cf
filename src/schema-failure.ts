import type { BaseIssue } from 'valibot'
import { type Failure, type FailureCode, failure } from './failure.ts'

/** What a value should have been, by the code of its text without `expected-`. */
type Expected = FailureCode extends infer C ? (C extends `expected-${infer E}` ? E : never) : never

/** The library's own messages, by what it calls wrong. */
const INVALID = ['type', 'key', 'value', 'length'] as const

/** The message of a check of ours in a schema: the code of what it expects. */
export function expects(what: Expected): string {
  return `expected-${what}`
}

/**
 * What an issue of the library says: what a check of ours expects, or the library's own message.
 * @param values of the text of what was expected
 */
export function issueFailure(
  { message, expected, received }: BaseIssue<unknown>,
  values: { limit?: number } = {},
): Failure {
  if (isExpected(message)) return { code: message, values } as Failure
  const invalid = INVALID.find(name => message.startsWith(`Invalid ${name}: Expected `))
  if (invalid) return failure(`invalid-${invalid}`, { expected: String(expected), received })
  if (message.startsWith('Invalid integer:')) return failure('invalid-integer', { received })
  return failure('said', { said: message })
}

/** The same for a stored field, which must be what is expected. */
export function problemIn(issue: BaseIssue<unknown>, values: { limit?: number } = {}): Failure {
  const what = issueFailure(issue, values)
  return isExpected(issue.message) ? failure('must-be', { what }) : what
}

function isExpected(message: string): boolean {
  return message.startsWith('expected-')
}
