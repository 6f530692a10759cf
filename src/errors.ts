// status loads this
import type { WithFailures } from './failure.ts'
import type { ErrorCode, ErrorValues } from './messages/errors.ts'

/** The exit codes of the program, as the README lists them. */
export const EXIT = {
  ok: 0,
  /** Not possible in this state, or a system call failed. */
  refused: 1,
  /** Wrong usage, or an invalid value. */
  usage: 2,
  /** The store cannot be read: damaged, newer, or not ours. */
  unreadable: 3,
  /** `remind` could not deliver everything. */
  undelivered: 4,
  /** `status --check`: something to prepare. */
  prepare: 10,
  /** `status --check`: something is on its last day or overdue. */
  overdue: 20,
  bug: 70,
  interrupted: 130,
} as const

/** An error that a user can fix. `error.<code>` is the key of its words, which `main` chooses. */
export class RenewError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'RenewError'
  /** More keys of its JSON, and lines for stderr as they stand, such as a command to paste. */
  more: { json: object; lines: readonly string[] } | null = null
  /** Not `WithFailures<ErrorValues<C>>`: to compare these for all codes takes the compiler half a minute. */
  readonly values: object
  constructor(
    readonly code: C,
    values: WithFailures<ErrorValues<C>>,
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.values = values
  }
}

/** Returns what `read` returns, or the fallback where it fails with a RenewError. */
export function orElse<T, F>(read: () => T, fallback: F): T | F {
  try {
    return read()
  } catch (error) {
    return instead(fallback)(error)
  }
}

/** The same for a promise: `load().catch(instead(null))`. */
export const instead =
  <F>(fallback: F) =>
  (error: unknown): F => {
    if (error instanceof RenewError) return fallback
    throw error
  }

/** Returns what `work` returns, or the fallback where it fails in whatever way. */
export function tryOr<T, F>(work: () => T, fallback: F): T | F {
  try {
    return work()
  } catch {
    return fallback
  }
}

/** The user cancelled a question (Ctrl-C). */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
