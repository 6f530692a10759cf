import type { RenewError } from '../errors.ts'
import type { Instant, ProgramResult } from '../io/real-io.ts'

/** What `--with` takes. */
export type TimerKind = 'cron' | 'systemd' | 'launchd' | 'schtasks'

/** What a timer has to start, and when; everything absolute, as in force at install (§10). */
export interface TimerPlan {
  /** Absolute path of node. */
  node: string
  /** Absolute path of `bin/renew.js`. */
  script: string
  /** `RENEW_HOME`, `XDG_*_HOME`, `TZ` and a UTF-8 `LC_CTYPE`, as the entry sets them. */
  env: Readonly<Record<string, string>>
  /**
   * Wall-clock times `HH:MM` of a day, three of them: the wished one, four and nine hours later. They are meant in
   * the zone of the daemon, which may be another one than the user's: three runs a day make that harmless.
   */
  times: readonly string[]
}

/** One text of an entry, and where it goes. */
export interface TimerText {
  /** A path, or what a person calls the place (`crontab`). */
  place: string
  text: string
}

/** What an entry found on the machine says, read back from the system. */
export interface TimerEntry {
  /** The exact text of the entry. */
  text: string
  /** Absolute paths without which it cannot run: node, the script, `RENEW_HOME`. Empty when it cannot be understood. */
  paths: readonly string[]
  /** What it starts; null where the entry cannot be understood. */
  node: string | null
  script: string | null
  /** The variables it sets. */
  env: Readonly<Record<string, string>>
  /** `HH:MM` in the zone of the daemon; empty when somebody wrote a schedule of another form. */
  times: readonly string[]
  /** Whether it is switched on; null where nobody can tell. */
  active: boolean | null
  /** When it runs next; null where the system does not say. */
  next: Instant | null
  /** Whether it is what `install` would write for the plan. */
  matches(plan: TimerPlan): boolean
}

/** The paths that an entry with these values cannot run without. */
export function pathsOf({ node, script, env }: Pick<TimerEntry, 'node' | 'script' | 'env'>): string[] {
  return [node, script, env.RENEW_HOME ?? null].filter(path => path !== null)
}

/** A timer of ours found on the machine, compared with what `install` would write now. */
export interface InstalledTimer extends Omit<TimerEntry, 'matches'> {
  kind: TimerKind
  /** The file of the cards it serves, null where that cannot be told. */
  cards: string | null
  /** Those of its paths that are not there any more. */
  missing: readonly string[]
  /** Whether it starts this renew in the way `install` would write now. */
  current: boolean
}

/**
 * Why a run might not happen, or nobody see what it prints: no daemon seems to run; it runs only while the user is logged
 * in, which `loginctl enable-linger` would change, or nothing would; what it prints (with no channel set up) is mailed or
 * shown to nobody. The words are `timer.concern.<concern>`.
 */
export type TimerConcern = 'not-running' | 'no-linger' | 'while-logged-in' | 'output-unseen'

/** What a timer may touch of the outside world, beside files. */
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

/** What starts `renew remind --scheduled` by itself: one file each, one line in `timers/index.ts`. */
export interface Timer {
  /** Why it cannot be used here, as the error that `install` would throw, or `null` when it can. */
  unavailable(world: TimerWorld): Promise<RenewError | null>
  /** The exact texts `install` would write, for `timer print`. Changes nothing. */
  render(plan: TimerPlan, world: TimerWorld): TimerText[]
  /** What is installed; null when nothing of ours is. */
  read(world: TimerWorld): Promise<TimerEntry | null>
  /**
   * Brings the system to the plan. Nothing is changed when it throws, except where the error says so.
   * @throws RenewError `timer-other-home` when the entry there serves the cards of another folder that still exists
   */
  install(plan: TimerPlan, world: TimerWorld): Promise<'installed' | 'repaired' | 'unchanged'>
  /** Takes away everything of ours, whatever cards it serves. */
  remove(world: TimerWorld): Promise<'removed' | 'absent'>
  /** The variables its jobs get from whoever runs them, before the entry sets its own. */
  surroundings(world: TimerWorld): Promise<Record<string, string>>
  /** What the user should know about this timer on this machine. */
  concerns(world: TimerWorld): Promise<TimerConcern[]>
}
