import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Instant } from '../../io/real-io.ts'
import { readInstalled } from '../../timers/index.ts'
import type { InstalledTimer, TimerPlan } from '../../timers/timer.ts'
import { DEFAULT_AT, planTimer, whyItVanishes } from '../../timers/timer-plan.ts'
import { runAfter } from './timer-runs.ts'

/** What starts this program, and the paths in it that lie in a folder which is emptied now and then. */
export async function planHere(
  at: string | undefined,
  ctx: Context,
): Promise<{ plan: TimerPlan; temporary: string[] }> {
  const { node, script, env, platform, clockFault } = ctx.io
  const plan = planTimer({
    node,
    script,
    // A zone that nobody knows is UTC here; every run would complain about it.
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
export async function inspectTimers(ctx: Context): Promise<InstalledTimer[]> {
  const installed = await readInstalled(ctx.io, await planOrNull(ctx))
  return installed.map(timer => ({ ...timer, next: nextOf(timer, ctx) }))
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

/** Its next run. Cron, launchd and the Task Scheduler do not say, but they do what their entry says. */
function nextOf({ active, paths, missing, next, times }: InstalledTimer, ctx: Context): Instant | null {
  if (active === false || paths.length === 0 || missing.length > 0) return null
  return next ?? runAfter(times, ctx.io.now(), ctx)
}
