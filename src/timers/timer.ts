import type { Finished } from '../io.ts'

/** What a timer has to start, and when; everything absolute, as in force at install (§10). */
export interface TimerPlan {
  /** Absolute path of node. */
  node: string
  /** Absolute path of `bin/renew.js`. */
  script: string
  /** `RENEW_HOME`, `XDG_*_HOME`, `TZ`, a UTF-8 `LC_CTYPE`/`LANG`, as the entry sets them. */
  env: Readonly<Record<string, string>>
  /** Wall-clock times `HH:MM` of a day, three of them: `--at`, four and nine hours later. */
  times: readonly string[]
}

/** What is really installed now. */
export interface InstalledTimer {
  kind: string
  /** The exact text of the entry. */
  text: string
  /** Paths the entry names, to be checked for existence. */
  paths: string[]
  /** Whether it would run what a plan asks for. */
  matches(plan: TimerPlan): boolean
}

/** What a timer may touch of the outside world. */
export interface TimerWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly uid: number | null
  run(file: string, args: readonly string[], options?: { input?: string; timeout?: number }): Promise<Finished>
}

/** What starts `renew remind --scheduled` by itself: one file each, one line in `timers/index.ts`. */
export interface Timer {
  /** Why it cannot be used here, or `null` when it can. */
  unavailable(world: TimerWorld): Promise<string | null>
  /** The exact text `install` would write, for `timer print`. */
  render(plan: TimerPlan): string
  read(world: TimerWorld): Promise<InstalledTimer | null>
  install(plan: TimerPlan, world: TimerWorld): Promise<'installed' | 'repaired' | 'unchanged'>
  remove(world: TimerWorld): Promise<'removed' | 'absent'>
}
