import { RenewError } from '../errors.ts'
import type { Instant, ProgramResult } from '../io/io.ts'

export type TimerKind = 'cron' | 'systemd' | 'launchd' | 'schtasks'

/** The minute of every hour at which timers start renew; not the full hour, when everything else starts (§10). */
export const MINUTE = 7

/** Returns the times of an entry that starts renew every hour, as in JSON. */
export function hourlyTimes(minute: number): string[] {
  return [`*:${String(minute).padStart(2, '0')}`]
}

/** Returns the minute of an entry that runs every hour; null for other times. */
export function minuteOf(times: readonly string[]): number | null {
  const minute = /^\*:(\d\d)$/.exec(times.length === 1 ? times[0]! : '')?.[1]
  return minute === undefined || minute > '59' ? null : Number(minute)
}

/** What a timer has to start every hour; all paths are absolute (§10). */
export interface TimerPlan {
  node: string
  script: string
  /** `RENEW_HOME`, `XDG_*_HOME`, `TZ` and a UTF-8 `LC_CTYPE`, as the entry sets them. */
  env: Readonly<Record<string, string>>
  /** The minute of every hour at which it starts, where the user has changed it; left out: the timer's own. */
  minute?: number
}

export interface TimerText {
  place: string
  text: string
}

/** What an entry starts, as far as its text can be parsed. */
export interface EntryValues {
  node: string | null
  script: string | null
  env: Readonly<Record<string, string>>
  /** `*:MM` for every hour, or `HH:MM`, in the daemon's zone; empty for a schedule in another form. */
  times: readonly string[]
}

export interface TimerEntry extends EntryValues {
  text: string
  active: boolean | null
  next: Instant | null
  /** Whether the text is what `install` would write for the plan. */
  matches(plan: TimerPlan): boolean
}

/** Returns the absolute paths that an entry needs: node, the script, `RENEW_HOME`; none when it cannot be parsed. */
export function pathsOf({ node, script, env }: EntryValues): string[] {
  return [node, script, env.RENEW_HOME ?? null].filter(path => path !== null)
}

/**
 * How an entry differs from what `install` would write now: `minute`, which `install` keeps, was changed by hand; it
 * starts another node or script, runs at the three fixed hours of an earlier version or at other times, or sets another
 * time zone, home or other variables; `text` is any other way.
 */
export const DIFFERENCES = [
  'minute',
  'node',
  'script',
  'fixed-hours',
  'times',
  'zone',
  'home',
  'variables',
  'text',
] as const
export type TimerDifference = (typeof DIFFERENCES)[number]

/** Our timer as found on the machine, compared with what `install` would write now. */
export interface InstalledTimer extends Omit<TimerEntry, 'matches'> {
  kind: TimerKind
  cards: string | null
  paths: readonly string[]
  missing: readonly string[]
  current: boolean
  /** How it differs from that; empty when it does not, or when nothing could be installed now. */
  differs: readonly TimerDifference[]
  /** The values of the entry, and those that `install` would write now; null: none. */
  changes: readonly TimerChange[]
}

export interface TimerChange {
  /** `node`, `script` or the name of a variable. */
  what: string
  there: string | null
  here: string | null
}

/**
 * Why runs may not happen or their output may not be seen: no daemon seems to run; the timer runs only while the user
 * is logged in, which `loginctl enable-linger` can change (`no-linger`) or nothing can; the output is neither mailed
 * nor shown, or cron mails it as US-ASCII, in which other letters are lost. The words are `timer.warning.<warning>`.
 */
export type TimerWarning = 'not-running' | 'no-linger' | 'while-logged-in' | 'output-unseen' | 'mail-ascii'

/** What a timer may use of the outside world, besides files. */
export interface TimerWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly uid: number | null
  run(
    file: string,
    args: readonly string[],
    options?: { input?: string; timeout?: number },
  ): Promise<ProgramResult>
}

/** A kind of timer, which starts `renew remind --scheduled`: one file each, and one line in `timers/index.ts`. */
export interface Timer {
  /** The minute of every hour at which its entry starts renew, where the user has not changed it. */
  readonly minute: number
  /** Returns the files that an entry consists of; none where it is not in files. */
  files(world: TimerWorld): Promise<string[]>
  /** Returns why it cannot be used here, as the error that `install` would throw; null when it can. */
  unavailable(world: TimerWorld): Promise<RenewError | null>
  render(plan: TimerPlan, world: TimerWorld): TimerText[]
  read(world: TimerWorld): Promise<TimerEntry | null>
  /**
   * Installs or updates the entry. Changes nothing when it throws, unless the error says so.
   * @throws RenewError `timer-other-home` when the present entry reminds of other cards that still exist
   */
  install(plan: TimerPlan, world: TimerWorld): Promise<'installed' | 'updated' | 'unchanged'>
  /** Removes our entry, whichever cards it reminds of. */
  remove(world: TimerWorld): Promise<'removed' | 'absent'>
  /** Returns the variables that the daemon gives to its jobs, without those of the entry. */
  daemonEnv(world: TimerWorld): Promise<Record<string, string>>
  warnings(world: TimerWorld): Promise<TimerWarning[]>
}

/** Returns the error of a kind that works on one platform only; null on that platform. */
export function otherPlatform(
  kind: TimerKind,
  on: NodeJS.Platform,
  { platform }: TimerWorld,
): RenewError | null {
  return platform === on ? null : new RenewError('timer-wrong-platform', { kind })
}

const COMMAND_TIMEOUT_MS = 30_000

/** Runs a program that manages timers, and returns how it ended. */
export function askProgram(world: TimerWorld, program: string, ...args: string[]): Promise<ProgramResult> {
  return world.run(program, args, { timeout: COMMAND_TIMEOUT_MS })
}

/** Returns the output of a failed program as one line, or how it ended, for an error's text. */
export function commandOutput({ stderr, stdout, error, code }: ProgramResult): string {
  const said = (stderr.trim() || stdout.trim()).replace(/\s*\n\s*/g, '; ').slice(0, 300)
  return said || error || `exit ${code ?? '-'}`
}

/**
 * Runs a program that manages timers and returns its output.
 * @param undone whether a failed command leaves nothing changed
 * @throws RenewError `timer-not-switched-on`
 */
export async function runTimerCommand(
  kind: TimerKind,
  [program, ...args]: [string, ...string[]],
  world: TimerWorld,
  undone = true,
): Promise<string> {
  const finished = await askProgram(world, program, ...args)
  if (finished.code === 0) return finished.stdout
  const command = [program, ...args].join(' ')
  throw new RenewError('timer-not-switched-on', {
    why: undone ? 'undone' : 'half-done',
    kind,
    command,
    said: commandOutput(finished),
  })
}
