import { RenewError } from '../errors.ts'
import { exists } from '../storage/own-file.ts'
import { cardsOf } from './other-home.ts'
import type { InstalledTimer, Timer, TimerKind, TimerPlan, TimerWorld } from './timer.ts'

/** Every way to be started regularly; one line each. */
export const TIMERS = {
  cron: async () => (await import('./cron.ts')).cron,
  systemd: async () => (await import('./systemd.ts')).systemd,
  launchd: async () => (await import('./launchd.ts')).launchd,
  schtasks: async () => (await import('./schtasks.ts')).schtasks,
} satisfies Record<TimerKind, () => Promise<Timer>>

/** All kinds, in the order they are listed. */
export const TIMER_KINDS = Object.keys(TIMERS) as TimerKind[]

/** Whether a word names a kind. */
export function isTimerKind(word: string | undefined): word is TimerKind {
  return word !== undefined && Object.hasOwn(TIMERS, word)
}

/**
 * The kind that fits this machine (§10): the platform's own, and on Linux a systemd user timer where a user manager answers,
 * else crontab. That the chosen one can be used is for `unavailable` to say.
 */
export async function chooseTimer(world: TimerWorld): Promise<TimerKind> {
  if (world.platform === 'win32') return 'schtasks'
  if (world.platform === 'darwin') return 'launchd'
  return (await (await TIMERS.systemd()).unavailable(world)) === null ? 'systemd' : 'cron'
}

/**
 * Everything of ours that is installed; more than one only where somebody went past `install`. A kind that cannot be asked
 * (no crontab, a denied one) counts as not there: it starts nothing either, and says so itself when it is to be installed.
 * @param plan what would be installed now; null where nothing could be
 * @throws RenewError `crontab-half-block`: nobody can say what that would start
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
    const current = plan !== null && entry.matches({ ...plan, times })
    found.push({ kind, times, text, node, script, env, cards, paths, missing, current, active, next })
  }
  return found
}

/**
 * Installs a kind, or repairs it, unless another kind is there already (§10).
 * @throws RenewError `timer-other-kind`, and what {@link Timer.install} throws
 */
export async function installTimer(
  kind: TimerKind,
  plan: TimerPlan,
  world: TimerWorld,
): Promise<'installed' | 'repaired' | 'unchanged'> {
  const other = (await readInstalled(world, plan)).find(installed => installed.kind !== kind)
  if (other) throw new RenewError('timer-other-kind', { installed: other.kind, wanted: kind })
  return (await TIMERS[kind]()).install(plan, world)
}
