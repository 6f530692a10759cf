import type { IncomingHttpHeaders } from 'node:http'
import type { CivilDate } from '../dates/civil-date.ts'
import type { RenewError } from '../errors.ts'

/** An instant in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** Where text is written: a terminal with a width, or a file or pipe. */
export interface Surface {
  isTTY: boolean
  /** At least 20; 80 when unknown. */
  width: number
  /** `null` when it is not a terminal. */
  height: number | null
  /** 0 none, 1 sixteen, 2 256, 3 all. */
  color: 0 | 1 | 2 | 3
}

export interface RunOptions {
  input?: string
  /** Added to our own variables; with `bare`, all that it has. */
  env?: Record<string, string>
  bare?: boolean
  cwd?: string | undefined
  /** Characters of each stream to keep; 64 KB by default. */
  capture?: number
  /** Milliseconds. */
  timeout?: number
  signal?: AbortSignal | undefined
}

export interface ProgramResult {
  /** Exit code; `null` when it was killed, timed out or could not be started. */
  code: number | null
  stdout: string
  stderr: string
  /** A system code such as `ENOENT` when it could not be started, `TIMEOUT` when it took too long. */
  error: string | null
}

export interface HttpRequest {
  url: URL
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body?: string | undefined
  ca?: string | undefined
  proxy?: URL | undefined
  /** Milliseconds to wait for the body after the status; without it, until the signal. */
  bodyTimeout?: number | undefined
  signal: AbortSignal
}

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** The first 64 KB of the body, as text. */
  text: string
  /** Whether that is the whole body; it may also be cut off, or never end. */
  isWhole: boolean
}

/** The outside world as `main` gets it: process, streams, clock and zone. Tests pass their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly pid: number
  /** `null` on Windows. */
  readonly uid: number | null
  readonly node: string
  readonly nodeVersion: string
  readonly script: string
  readonly stdout: Surface
  readonly stderr: Surface
  /** Whether questions can be asked: stdin and stderr are terminals. */
  readonly canAsk: boolean
  dialogue(): { input: NodeJS.ReadStream; output: NodeJS.WriteStream }
  cwd(): string
  /** Never throws; a failure is kept in `outputFault`. */
  out(text: string): void
  err(text: string): void
  /** Shows a line on a terminal's stderr until something else is written or asked; an empty line clears it. */
  status(line: string): void
  readonly isOutputDiscarded: boolean
  /** Why stdout could not be written (`ENOSPC`); `null` when it could, or its pipe was closed. */
  readonly outputFault: string | null
  /** What storage found that did not stop the command; `main` reports each at the end. */
  readonly warnings: RenewError[]
  now(): Instant
  /** How long a run of `remind` may take, in milliseconds (§8). */
  readonly runTime: number
  /** `RENEW_NOW` as written, when it sets the clock. */
  readonly clockOverride: string | null
  /** An invalid `RENEW_NOW` or `TZ`; `null` when both are valid. */
  readonly clockFault: { name: 'RENEW_NOW' | 'TZ'; value: string } | null
  /** A zone of `null` is the user's own, here and below. */
  dayIn(zone: string | null, at: Instant): CivilDate
  /** Returns an instant as RFC 3339 with the user's offset, in whole seconds. */
  timestamp(at: Instant): string
  timestampIn(zone: string, at: Instant): string
  /** Returns the instant at which clocks show `HH:MM` on a civil date. */
  instantAt(date: CivilDate, time: string, zone: string | null): Instant
  /** The user's zone (`Asia/Almaty`). Slow at first use (Intl): `status` must not call it. */
  zoneName(): string
  /** The zone of the machine, which daemons use; `null` when its time is the user's. */
  machineZone(): string | null
  /** Whether Node knows a zone. Slow at first use. */
  isZone(zone: string): boolean
  /** Runs a program without a shell; never throws. */
  run(file: string, args: readonly string[], options?: RunOptions): Promise<ProgramResult>
  /**
   * Shows a text with a pager and waits until it ends; never throws.
   * @param command a command line for the user's shell, as in `PAGER`
   * @returns false when the pager could not be started
   */
  page(command: string, text: string): Promise<boolean>
  /** @throws HttpFault */
  http(request: HttpRequest): Promise<HttpAnswer>
}
