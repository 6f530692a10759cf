import type { Context } from '../context.ts'
import { exists } from '../disk/exists.ts'
import { RenewError } from '../errors.ts'
import type { FoundTimer, TimerKind } from '../timers/index.ts'
import { readInstalled } from '../timers/index.ts'
import { cardsOf } from '../timers/other-home.ts'
import type { TimerPlan } from '../timers/timer.ts'
import { DEFAULT_AT, planTimer } from '../timers/timer-plan.ts'
import { whyItVanishes } from '../timers/vanishing-path.ts'
import { runAfter } from './timer-runs.ts'

/** A timer as it is really installed, held against what `install` would write now. */
export interface InspectedTimer {
  kind: TimerKind
  times: readonly string[]
  /** The exact text of its entry. */
  text: string
  /** What it starts; null where the entry cannot be understood. */
  node: string | null
  script: string | null
  /** The variables it sets. */
  env: Readonly<Record<string, string>>
  /** The file of the cards it serves, null where that cannot be told. */
  cards: string | null
  /** Paths the entry names: node, the script, `RENEW_HOME`. */
  paths: readonly string[]
  /** Those of them that are not there any more. */
  missing: string[]
  /** Whether it starts this renew in the way `install` would write now. */
  current: boolean
  /** Whether it is switched on; null where nobody can tell. */
  active: boolean | null
  /** When it runs next, RFC 3339, by the system or by its times; null: nobody can tell, or it will not. */
  next: string | null
}

/** What starts this program, and the paths in it that lie in a folder which is emptied now and then. */
export async function planHere(
  at: string | undefined,
  ctx: Context,
): Promise<{ plan: TimerPlan; temporary: string[] }> {
  const { node, script, env, platform, clockFault } = ctx.io
  const plan = planTimer({
    node,
    script,
    // A zone that nobody knows is UTC here; every run would complain of it.
    env: clockFault?.name === 'TZ' ? { ...env, TZ: undefined } : env,
    platform,
    zone: ctx.io.zoneName(),
    at: at ?? ctx.settings.read().timer?.at ?? DEFAULT_AT,
    acceptTemporary: true,
  })
  const temporary = [plan.node, plan.script].filter(path => whyItVanishes(path, env) === 'temporary')
  return { plan, temporary }
}

/** Everything of ours that is installed, read back from the system. */
export async function inspectTimers(ctx: Context): Promise<InspectedTimer[]> {
  const installed = await readInstalled(ctx.io)
  if (installed.length === 0) return []
  const plan = await planOrNull(ctx)
  return installed.map(timer => ({
    kind: timer.kind,
    times: timer.times,
    text: timer.text,
    node: timer.node,
    script: timer.script,
    env: timer.env,
    cards: timer.paths.length > 0 ? cardsOf(timer.env, ctx.io) : null,
    paths: timer.paths,
    missing: timer.paths.filter(path => !exists(path)),
    current: plan !== null && timer.matches({ ...plan, times: timer.times }),
    active: timer.active,
    next: nextOf(timer, exists, ctx),
  }))
}

/** What would be installed now; null where this renew could not be (started from npx's cache, say). */
async function planOrNull(ctx: Context): Promise<TimerPlan | null> {
  try {
    return (await planHere(undefined, ctx)).plan
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}

/** Cron, launchd and the Task Scheduler do not tell, but they do what their entry says. */
function nextOf(timer: FoundTimer, exists: (path: string) => boolean, ctx: Context): string | null {
  if (timer.active === false || timer.paths.length === 0 || !timer.paths.every(exists)) return null
  const next = timer.next ?? runAfter(timer.times, ctx.io.now(), ctx)
  return next === null ? null : ctx.io.timestamp(next)
}
