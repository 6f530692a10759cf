import { RenewError } from '../errors.ts'
import type { Instant, ProgramResult } from '../io/io.ts'

/** The kinds of timers, as `--with` takes them. */
export type TimerKind = 'cron' | 'systemd' | 'launchd' | 'schtasks'

/** What a timer has to start, and when; all paths are absolute (§10). */
export interface TimerPlan {
  /** Absolute path of node. */
  node: string
  /** Absolute path of `bin/renew.js`. */
  script: string
  /** `RENEW_HOME`, `XDG_*_HOME`, `TZ` and a UTF-8 `LC_CTYPE`, as the entry sets them. */
  env: Readonly<Record<string, string>>
  /**
   * Three wall-clock times `HH:MM`: the user's, and four and nine hours later. They are in the daemon's zone, which may not be
   * the user's; with three runs a day that does no harm.
   */
  times: readonly string[]
}

/** A text of an entry, and where it is written. */
export interface TimerText {
  /** A path, or `crontab`. */
  place: string
  text: string
}

/** An entry as found on the machine. */
export interface TimerEntry {
  /** The exact text of the entry. */
  text: string
  /** Absolute paths that it needs: node, the script, `RENEW_HOME`. Empty when it cannot be parsed. */
  paths: readonly string[]
  /** What it starts; null when the entry cannot be parsed. */
  node: string | null
  script: string | null
  /** The variables it sets. */
  env: Readonly<Record<string, string>>
  /** `HH:MM` in the daemon's zone; empty for a schedule in another form. */
  times: readonly string[]
  /** Whether it is switched on; null when unknown. */
  active: boolean | null
  /** When it runs next; null when unknown. */
  next: Instant | null
  /** Whether `install` would write the same for the plan. */
  matches(plan: TimerPlan): boolean
}

/** Returns the paths that an entry with these values needs. */
export function pathsOf({ node, script, env }: Pick<TimerEntry, 'node' | 'script' | 'env'>): string[] {
  return [node, script, env.RENEW_HOME ?? null].filter(path => path !== null)
}

/** Our timer as found on the machine, compared with what `install` would write now. */
export interface InstalledTimer extends Omit<TimerEntry, 'matches'> {
  kind: TimerKind
  /** The file of the cards it reminds of; null when unknown. */
  cards: string | null
  /** Those of its paths that no longer exist. */
  missing: readonly string[]
  /** Whether it starts this renew as `install` would write it now. */
  current: boolean
}

/**
 * Why runs may not happen or their output may not be seen: no daemon seems to run; the timer runs only while the user is
 * logged in, which `loginctl enable-linger` can change (`no-linger`) or nothing can; the output is neither mailed nor shown.
 * The words are `timer.concern.<warning>`.
 */
export type TimerWarning = 'not-running' | 'no-linger' | 'while-logged-in' | 'output-unseen'

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
  /** Returns why it cannot be used here, as the error that `install` would throw; null when it can. */
  unavailable(world: TimerWorld): Promise<RenewError | null>
  /** Returns the exact texts that `install` would write, for `timer print`. */
  render(plan: TimerPlan, world: TimerWorld): TimerText[]
  /** Returns the installed entry; null when there is none of ours. */
  read(world: TimerWorld): Promise<TimerEntry | null>
  /**
   * Installs or repairs the entry. Changes nothing when it throws, unless the error says so.
   * @throws RenewError `timer-other-home` when the present entry reminds of other cards that still exist
   */
  install(plan: TimerPlan, world: TimerWorld): Promise<'installed' | 'repaired' | 'unchanged'>
  /** Removes our entry, whichever cards it reminds of. */
  remove(world: TimerWorld): Promise<'removed' | 'absent'>
  /** Returns the variables that the daemon gives to its jobs, without those of the entry. */
  daemonEnv(world: TimerWorld): Promise<Record<string, string>>
  /** Returns what the user should know about this timer on this machine. */
  warnings(world: TimerWorld): Promise<TimerWarning[]>
}

export const COMMAND_TIMEOUT_MS = 30_000

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
  const finished = await world.run(program, args, { timeout: COMMAND_TIMEOUT_MS })
  if (finished.code === 0) return finished.stdout
  const command = [program, ...args].join(' ')
  throw new RenewError('timer-not-switched-on', {
    why: undone ? 'undone' : 'half-done',
    kind,
    command,
    said: commandOutput(finished),
  })
}
