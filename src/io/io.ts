import type { CivilDate } from '../dates/civil-date.ts'

/** An instant in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** Where text goes: a terminal with a width, or a file or pipe. */
export interface Surface {
  isTTY: boolean
  /** Columns, at least 20; 80 where nothing is known. */
  width: number
  /** Rows, `null` where it is not a terminal. */
  height: number | null
  /** 0 none, 1 sixteen colours, 2 256, 3 all. */
  color: 0 | 1 | 2 | 3
}

/** What a finished child process left behind. */
export interface ProgramResult {
  /** Exit code; `null` when a signal or the time limit ended it, or it could not be started. */
  code: number | null
  /** At most 64 KB each. */
  stdout: string
  stderr: string
  /** `ENOENT` and the like when it could not be started, `TIMEOUT` when it took too long. */
  error: string | null
}

/** The outside world, handed to `main`; the only way to reach it (tests hand in their own). */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly pid: number
  /** Numeric user id, `null` on Windows. */
  readonly uid: number | null
  /** Absolute path of the running Node. */
  readonly node: string
  /** Its version, `20.20.2`. */
  readonly nodeVersion: string
  /** Absolute path of the script that was started (`bin/renew.js`). */
  readonly script: string
  readonly stdout: Surface
  readonly stderr: Surface
  /** Whether somebody can be asked: stdin and stderr are terminals. */
  readonly canAsk: boolean
  /** Where questions are asked and answered; opened only then. */
  dialogue(): { input: NodeJS.ReadStream; output: NodeJS.WriteStream }
  /** The working directory; throws when it was deleted. */
  cwd(): string
  /** Writes to stdout. Never throws: a closed pipe is no error, any other failure is kept in `outputFault`. */
  out(text: string): void
  /** Writes to stderr. Never throws. */
  err(text: string): void
  /** Shows a line on a terminal's stderr until something else is written or asked; an empty one takes it away. */
  status(line: string): void
  /** The system's code for why stdout could not be written (`ENOSPC`), else `null`. */
  readonly outputFault: string | null
  /** The current instant, or the one `RENEW_NOW` sets. */
  now(): Instant
  /** The text of `RENEW_NOW` when it sets the clock, else `null`. */
  readonly clockOverride: string | null
  /** What `RENEW_NOW` or `TZ` say that cannot be understood, `null` when all is well. */
  readonly clockFault: { name: 'RENEW_NOW' | 'TZ'; value: string } | null
  /** The civil date of an instant in a zone; `null` means the user's own zone. */
  dayIn(zone: string | null, at: Instant): CivilDate
  /** RFC 3339 with the user's offset, whole seconds. */
  timestamp(at: Instant): string
  /** RFC 3339 with the offset of a zone, whole seconds. */
  timestampIn(zone: string, at: Instant): string
  /** The instant at which clocks in a zone show a time (`HH:MM`) of a civil date; `null` means the user's own zone. */
  instantAt(date: CivilDate, time: string, zone: string | null): Instant
  /** The user's zone by name (`Asia/Almaty`). Slow at first use (Intl): keep off the hot path. */
  zoneName(): string
  /** The zone of the machine, by which daemons go, where its clocks show another time than the user's; else `null`. */
  machineZone(): string | null
  /** Whether Node knows the zone. Slow at first use: only where a zone is entered. */
  isZone(zone: string): boolean
  /**
   * Runs a program without a shell; never throws. `timeout` in milliseconds. `env` comes on top of our own variables,
   * and with `bare` it is all there is.
   */
  run(
    file: string,
    args: readonly string[],
    options?: {
      input?: string
      env?: Record<string, string>
      bare?: boolean
      cwd?: string
      /** Characters of each stream to keep; 64 KB unless said. */
      capture?: number
      timeout?: number
      signal?: AbortSignal
    },
  ): Promise<ProgramResult>
  /**
   * Hands a long text to the user's pager, which has the terminal until it ends; never throws.
   * @param command words for the user's own shell, as `PAGER` has them
   * @returns false when it could not be started: then nothing was shown
   */
  page(command: string, text: string): Promise<boolean>
  readonly fetch: typeof fetch
}
