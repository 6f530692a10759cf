import type { WithFailures } from './failure.ts'
import type { ErrorCode, ErrorValues } from './messages/errors.ts'

/** The exit codes of the program, as the README lists them. */
export const EXIT = {
  ok: 0,
  /** The state refuses it, or a system call failed. */
  refused: 1,
  /** Wrong usage, or a value that cannot be understood. */
  usage: 2,
  /** The store cannot be read: damaged, newer, not ours. */
  unreadable: 3,
  /** `remind` could not deliver everything. */
  undelivered: 4,
  /** `status --check`: something to prepare. */
  prepare: 10,
  /** `status --check`: something on its last day or overdue. */
  overdue: 20,
  /** A bug of ours. */
  bug: 70,
  interrupted: 130,
} as const

/**
 * Something a user can mend. The code is also the key of its words (`error.<code>` in every catalogue),
 * so that only `main` speaks; the values are cleaned of control characters there.
 */
export class RenewError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'RenewError'
  constructor(
    readonly code: C,
    readonly values: WithFailures<ErrorValues<C>>,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

/** The person at the terminal broke off a question (Ctrl-C). */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
