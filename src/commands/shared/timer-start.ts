import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { ProgramResult } from '../../io/real-io.ts'
import { chooseTimer, TIMERS } from '../../timers/index.ts'
import type { InstalledTimer, TimerKind } from '../../timers/timer.ts'
import { inspectTimers, planHere } from './inspect-timers.ts'

/** How the timer starts renew, with all that its runs are given. */
export interface TimerStart {
  kind: TimerKind
  node: string
  script: string
  /** Every variable there is: what the daemon gives, and what the entry sets. */
  env: Record<string, string>
}

/**
 * How the installed timer starts renew, or the one that `install` would make; null where an entry cannot be understood.
 * @param timer the one that is installed
 * @throws RenewError where this renew could not be installed, and why
 */
export async function timerStart(timer: InstalledTimer | null, ctx: Context): Promise<TimerStart | null> {
  const kind = timer?.kind ?? (await chooseTimer(ctx.io))
  const { node, script, env } = timer ?? (await planHere(undefined, ctx)).plan
  if (node === null || script === null) return null
  return { kind, node, script, env: { ...(await (await TIMERS[kind]()).daemonEnv(ctx.io)), ...env } }
}

/** The timer among these that will remind of the cards here; null when none will. */
export function servingTimer(timers: readonly InstalledTimer[], ctx: Context): InstalledTimer | null {
  const works = ({ cards, missing, active }: InstalledTimer) =>
    cards === ctx.paths.cards && missing.length === 0 && active !== false
  return timers.find(works) ?? null
}

/** How runs for the cards here are started, or would be. */
export async function servingStart(ctx: Context): Promise<TimerStart | null> {
  try {
    return await timerStart(servingTimer(await inspectTimers(ctx), ctx), ctx)
  } catch (error) {
    // A crontab that nobody can understand starts nothing.
    if (error instanceof RenewError) return null
    throw error
  }
}

/** Longest run of a question to another renew, in milliseconds: a channel's attempt takes ten seconds. */
const LIMIT = 30_000

/** Runs this renew as the timer would: its node, its script, its variables and nothing else, in the user's home. */
export function runAsTimer(
  start: TimerStart,
  words: readonly string[],
  ctx: Context,
  capture?: number,
): Promise<ProgramResult> {
  const { node, script, env } = start
  const home = env.HOME ?? env.USERPROFILE
  return ctx.io.run(node, [script, ...words], {
    env,
    bare: true,
    timeout: LIMIT,
    ...(capture === undefined ? {} : { capture }),
    ...(home === undefined ? {} : { cwd: home }),
  })
}
