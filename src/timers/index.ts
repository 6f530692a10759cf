import { instead, RenewError } from '../errors.ts'
import { exists } from '../storage/own-file.ts'
import { cardsOf } from './environment.ts'
import {
  DIFFERENCES,
  type InstalledTimer,
  minuteOf,
  pathsOf,
  type Timer,
  type TimerChange,
  type TimerDifference,
  type TimerEntry,
  type TimerKind,
  type TimerPlan,
  type TimerText,
  type TimerWorld,
} from './timer.ts'

/** All kinds of timers, loaded when used. */
export const TIMERS = {
  cron: async () => (await import('./cron.ts')).cron,
  systemd: async () => (await import('./systemd.ts')).systemd,
  launchd: async () => (await import('./launchd.ts')).launchd,
  schtasks: async () => (await import('./schtasks.ts')).schtasks,
} satisfies Record<TimerKind, () => Promise<Timer>>

export const TIMER_KINDS = Object.keys(TIMERS) as TimerKind[]

export function isTimerKind(word: string | undefined): word is TimerKind {
  return word !== undefined && Object.hasOwn(TIMERS, word)
}

/**
 * Returns the kind for this machine (§10): the platform's own, and on Linux a systemd user timer when a user manager
 * answers, else cron. Does not check whether it can be used; `unavailable` does.
 */
export async function chooseTimer(world: TimerWorld): Promise<TimerKind> {
  if (world.platform === 'win32') return 'schtasks'
  if (world.platform === 'darwin') return 'launchd'
  return (await (await TIMERS.systemd()).unavailable(world)) === null ? 'systemd' : 'cron'
}

/**
 * Returns our installed timers. A kind that cannot be read (crontab missing or denied) counts as not installed, as it
 * starts nothing either.
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
    const { matches, ...facts } = entry
    const paths = pathsOf(entry)
    const wanted = plan && keepMinute(plan, entry, timer)
    const current = wanted !== null && entry.matches(wanted)
    const changes = wanted === null || current ? [] : changesOf(entry, wanted)
    found.push({
      kind,
      ...facts,
      cards: paths.length > 0 ? cardsOf(entry.env, world) : null,
      paths,
      missing: paths.filter(path => !exists(path)),
      current,
      differs: wanted === null ? [] : differencesOf(entry.times, changes, timer, current),
      changes,
    })
  }
  return found
}

function keepMinute(plan: TimerPlan, { times }: Pick<TimerEntry, 'times'>, timer: Timer): TimerPlan {
  const minute = minuteOf(times)
  return minute === null || minute === timer.minute ? plan : { ...plan, minute }
}

/** Returns how an entry differs from what would be installed now; at least one way where it is not current. */
function differencesOf(
  times: readonly string[],
  changes: readonly TimerChange[],
  timer: Timer,
  current: boolean,
): TimerDifference[] {
  const minute = minuteOf(times)
  const kept: TimerDifference[] = minute !== null && minute !== timer.minute ? ['minute'] : []
  if (current) return kept
  const found = new Set(changes.map(differenceOf))
  if (times.length === 3) found.add('fixed-hours')
  else if (minute === null) found.add('times')
  return [...kept, ...(found.size === 0 ? (['text'] as const) : DIFFERENCES.filter(one => found.has(one)))]
}

/** Returns which difference a changed value is part of. */
export function differenceOf({ what }: TimerChange): TimerDifference {
  if (what === 'node' || what === 'script') return what
  if (what === 'TZ') return 'zone'
  return /^RENEW_HOME$|^XDG_/.test(what) ? 'home' : 'variables'
}

function changesOf({ node, script, env }: TimerEntry, plan: TimerPlan): TimerChange[] {
  const there: Record<string, string | null> = { ...env, node, script }
  const here: Record<string, string | null> = { ...plan.env, node: plan.node, script: plan.script }
  return Object.keys({ node, script, ...there, ...here })
    .map(what => ({ what, there: there[what] ?? null, here: here[what] ?? null }))
    .filter(change => change.there !== change.here)
}

/**
 * Returns the texts that `install` would write, with the minute that the user has written into an entry of this kind,
 * as far as it can be read.
 */
export async function textsOf(kind: TimerKind, plan: TimerPlan, world: TimerWorld): Promise<TimerText[]> {
  const timer = await TIMERS[kind]()
  const entry = await timer.read(world).catch(instead(null))
  return timer.render(entry ? keepMinute(plan, entry, timer) : plan, world)
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
  const all = await readInstalled(world, plan)
  const other = all.find(installed => installed.kind !== kind)
  if (other) throw new RenewError('timer-other-kind', { installed: other.kind, wanted: kind })
  const timer = await TIMERS[kind]()
  const own = all.find(installed => installed.kind === kind)
  return timer.install(own ? keepMinute(plan, own, timer) : plan, world)
}
