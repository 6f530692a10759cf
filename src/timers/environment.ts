import { existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { RenewError } from '../errors.ts'
import { pathsFor } from '../storage/paths.ts'
import { pathsOf, type TimerEntry, type TimerKind, type TimerPlan, type TimerWorld } from './timer.ts'

/** Returns the variables that cron and launchd set for every job, from the password file. */
export function userEnv(): Record<string, string> {
  try {
    const { homedir, username } = userInfo()
    return { HOME: homedir, LOGNAME: username, USER: username }
  } catch {
    // In containers the user may have no entry there.
    return { HOME: homedir() }
  }
}

/**
 * Refuses to replace an entry that reminds of other cards which still exist, as those reminders would stop. An entry
 * whose cards are gone, or that cannot be parsed, may be replaced.
 * @throws RenewError `timer-other-home`
 */
export function refuseOtherHome(
  kind: TimerKind,
  entry: TimerEntry,
  plan: TimerPlan,
  world: TimerWorld,
): void {
  if (pathsOf(entry).length === 0) return
  const other = cardsOf(entry.env, world)
  if (other === null || other === cardsOf(plan.env, world) || !existsSync(other)) return
  throw new RenewError('timer-other-home', { kind, cards: other })
}

/** Returns the cards file that an entry with these variables uses; null when there can be none. */
export function cardsOf(env: TimerEntry['env'], world: TimerWorld): string | null {
  const { HOME, USERPROFILE, APPDATA, LOCALAPPDATA } = world.env
  try {
    return pathsFor({ env: { HOME, USERPROFILE, APPDATA, LOCALAPPDATA, ...env }, platform: world.platform })
      .cards
  } catch {
    return null
  }
}
