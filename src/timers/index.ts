import { RenewError } from '../errors.ts'
import { exists } from '../storage/own-file.ts'
import { cardsOf } from './environment.ts'
import type {
  InstalledTimer,
  Timer,
  TimerDifference,
  TimerEntry,
  TimerKind,
  TimerPlan,
  TimerWorld,
} from './timer.ts'

/** All kinds of timers, loaded when used. */
export const TIMERS = {
  cron: async () => (await import('./cron.ts')).cron,
  systemd: async () => (await import('./systemd.ts')).systemd,
  launchd: async () => (await import('./launchd.ts')).launchd,
  schtasks: async () => (await import('./schtasks.ts')).schtasks,
} satisfies Record<TimerKind, () => Promise<Timer>>

export const TIMER_KINDS = Object.keys(TIMERS) as TimerKind[]

/** Whether a word names a kind of timer. */
export function isTimerKind(word: string | undefined): word is TimerKind {
  return word !== undefined && Object.hasOwn(TIMERS, word)
}

/**
 * Returns the kind for this machine (§10): the platform's own, and on Linux a systemd user timer when a user manager answers,
 * else cron. Does not check whether it can be used; `unavailable` does.
 */
export async function chooseTimer(world: TimerWorld): Promise<TimerKind> {
  if (world.platform === 'win32') return 'schtasks'
  if (world.platform === 'darwin') return 'launchd'
  return (await (await TIMERS.systemd()).unavailable(world)) === null ? 'systemd' : 'cron'
}

/**
 * Returns our installed timers. A kind that cannot be read (crontab missing or denied) counts as not installed, as it starts
 * nothing either.
 * @param plan what would be installed now; null when nothing can be
 * @throws RenewError `crontab-half-block`, as it is unknown what that block starts
 */
export async function readInstalled(world: TimerWorld, plan: TimerPlan | null): Promise<InstalledTimer[]> {
  const found: InstalledTimer[] = []
  for (const kind of TIMER_KINDS) {
    const timer = await TIMERS[kind]()
    const entry = await timer.read(world).catch((error: unknown) => {
      if (error instanceof RenewError && error.code !== 'crontab-half-block') return null
      throw error
    })
    if (!entry) continue
    const { text, node, script, env, paths, times, active, next } = entry
    const cards = paths.length > 0 ? cardsOf(env, world) : null
    const missing = paths.filter(path => !exists(path))
    const current = plan !== null && entry.matches(plan)
    const differs = current || plan === null ? [] : differencesOf(entry, plan, timer.times)
    found.push({
      kind,
      times,
      text,
      node,
      script,
      env,
      cards,
      paths,
      missing,
      current,
      differs,
      active,
      next,
    })
  }
  return found
}

/** Returns how an entry differs from what would be installed now; at least one way. */
function differencesOf(
  { node, script, env, times }: TimerEntry,
  plan: TimerPlan,
  hourly: readonly string[],
): TimerDifference[] {
  const found: TimerDifference[] = []
  if (node !== plan.node) found.push('node')
  if (script !== plan.script) found.push('script')
  if (times.length === 3) found.push('fixed-hours')
  else if (times.join() !== hourly.join()) found.push('times')
  const changed = [...new Set([...Object.keys(env), ...Object.keys(plan.env)])].filter(
    name => env[name] !== plan.env[name],
  )
  if (changed.includes('TZ')) found.push('zone')
  if (changed.some(name => /^RENEW_HOME$|^XDG_/.test(name))) found.push('home')
  if (changed.some(name => !/^TZ$|^RENEW_HOME$|^XDG_/.test(name))) found.push('variables')
  return found.length > 0 ? found : ['text']
}

/**
 * Installs or updates a kind, unless another kind is installed (§10).
 * @throws RenewError `timer-other-kind`, and what {@link Timer.install} throws
 */
export async function installTimer(
  kind: TimerKind,
  plan: TimerPlan,
  world: TimerWorld,
): Promise<'installed' | 'updated' | 'unchanged'> {
  const other = (await readInstalled(world, plan)).find(installed => installed.kind !== kind)
  if (other) throw new RenewError('timer-other-kind', { installed: other.kind, wanted: kind })
  return (await TIMERS[kind]()).install(plan, world)
}
