import type { ErrorCode, ErrorValues } from './messages/en.ts'

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
    readonly values: ErrorValues<C>,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

/** The person at the terminal broke off a question (Ctrl-C). */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** The exit code of every error (§6); what is not named here does not compile. */
const EXIT_OF = {
  'card-not-found': EXIT.refused,
  'no-home': EXIT.refused,
  'home-not-absolute': EXIT.refused,
  'home-not-own': EXIT.refused,
  'foreign-folder': EXIT.refused,
  'foreign-file': EXIT.unreadable,
  'store-locked': EXIT.refused,
  'disk-full': EXIT.refused,
  'cannot-write': EXIT.refused,
  'io-failed': EXIT.refused,
  'cannot-read': EXIT.unreadable,
  'store-damaged': EXIT.unreadable,
  'store-edited': EXIT.unreadable,
  'store-newer': EXIT.unreadable,
  'store-missing': EXIT.unreadable,
  'store-not-file': EXIT.unreadable,
  'store-too-large': EXIT.unreadable,
  'too-much': EXIT.refused,
  'store-invalid': EXIT.unreadable,
  'copy-not-found': EXIT.refused,
  'backup-unusable': EXIT.refused,
  'file-exists': EXIT.refused,
  'card-ambiguous': EXIT.refused,
  'name-taken': EXIT.refused,
  'nothing-to-undo': EXIT.refused,
  'undo-changed': EXIT.refused,
  'date-empty': EXIT.usage,
  'date-not-understood': EXIT.usage,
  'date-nonexistent': EXIT.usage,
  'date-no-such-month': EXIT.usage,
  'date-no-such-day': EXIT.usage,
  'date-ambiguous': EXIT.usage,
  'date-short-year': EXIT.usage,
  'date-year-out-of-range': EXIT.usage,
  'date-with-time': EXIT.usage,
  'date-epoch': EXIT.usage,
  'date-invisible': EXIT.usage,
  'date-era': EXIT.usage,
  'unknown-option': EXIT.usage,
  'unknown-command': EXIT.usage,
  'missing-command': EXIT.usage,
  'missing-argument': EXIT.usage,
  'missing-value': EXIT.usage,
  'too-many-arguments': EXIT.usage,
  'not-a-choice': EXIT.usage,
  'wrong-usage': EXIT.usage,
  'clock-invalid': EXIT.usage,
  'output-failed': EXIT.refused,
  'system-failed': EXIT.refused,
  'needs-yes': EXIT.usage,
  declined: EXIT.refused,
  'name-empty': EXIT.usage,
  'name-too-long': EXIT.usage,
  'name-unprintable': EXIT.usage,
  'text-unprintable': EXIT.usage,
  'text-too-long': EXIT.usage,
  'expiry-needed': EXIT.usage,
  'guide-needed': EXIT.usage,
  'guide-not-found': EXIT.refused,
  'guide-id-invalid': EXIT.usage,
  'guide-file-missing': EXIT.refused,
  'zone-unknown': EXIT.usage,
  'period-invalid': EXIT.usage,
  'milestone-invalid': EXIT.usage,
  'pair-invalid': EXIT.usage,
  'money-invalid': EXIT.usage,
  'channel-not-found': EXIT.refused,
  'card-changed': EXIT.refused,
  'nothing-to-edit': EXIT.usage,
  'already-closed': EXIT.refused,
  'not-closed': EXIT.refused,
  'no-reminders': EXIT.refused,
  'overdue-not-snoozed': EXIT.refused,
  'too-late-to-snooze': EXIT.refused,
  'channel-kind-unknown': EXIT.usage,
  'channel-name-refused': EXIT.usage,
  'channel-setting-unknown': EXIT.usage,
  'channel-setting-missing': EXIT.usage,
  'channel-setting-refused': EXIT.usage,
  'url-invalid': EXIT.usage,
  'setting-unknown': EXIT.usage,
  'timer-at-unusable': EXIT.usage,
  'timer-path-vanishes': EXIT.refused,
  'timer-path-unusable': EXIT.refused,
  'timer-entry-too-long': EXIT.refused,
  'timer-other-home': EXIT.refused,
  'timer-other-kind': EXIT.refused,
  'timer-wrong-platform': EXIT.refused,
  'timer-foreign-unit': EXIT.refused,
  'timer-not-switched-on': EXIT.refused,
  'systemd-unreachable': EXIT.refused,
  'crontab-missing': EXIT.refused,
  'crontab-denied': EXIT.refused,
  'crontab-unreadable': EXIT.refused,
  'crontab-inexact': EXIT.refused,
  'crontab-half-block': EXIT.refused,
  'crontab-changing': EXIT.refused,
  'crontab-refused': EXIT.refused,
  'crontab-not-kept': EXIT.refused,
  'needs-dry-run': EXIT.usage,
  'run-stuck': EXIT.undelivered,
  'until-out-of-range': EXIT.usage,
  'channel-name-taken': EXIT.refused,
  'channel-test-failed': EXIT.refused,
  'channel-not-reached': EXIT.refused,
  'item-not-found': EXIT.refused,
  'item-ambiguous': EXIT.refused,
  'not-ticked': EXIT.refused,
  'pages-invalid': EXIT.usage,
  'date-ahead': EXIT.usage,
  'method-not-found': EXIT.refused,
  'not-linked': EXIT.refused,
  'link-circle': EXIT.refused,
  'no-plan': EXIT.refused,
  'nothing-to-plan': EXIT.refused,
  'agenda-range': EXIT.usage,
} satisfies Record<ErrorCode, number>

/** The documented exit code of an error. */
export function exitOf(code: ErrorCode): number {
  return EXIT_OF[code]
}
