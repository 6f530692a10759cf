import { existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { RenewError } from '../errors.ts'
import { pathsFor } from '../storage/paths.ts'
import type { TimerEntry, TimerKind, TimerPlan, TimerWorld } from './timer.ts'

/** What every job of a user is told about the user, by the password file as cron and launchd read it. */
export function userEnv(): Record<string, string> {
  try {
    const { homedir, username } = userInfo()
    return { HOME: homedir, LOGNAME: username, USER: username }
  } catch {
    // A user without an entry there, as in containers.
    return { HOME: homedir() }
  }
}

/**
 * An entry that serves other cards, which are still there, is not taken over: nobody would be reminded of those any
 * more. Where they are gone, or the entry cannot be understood, it is repaired.
 * @throws RenewError `timer-other-home`
 */
export function refuseOtherHome(
  kind: TimerKind,
  entry: TimerEntry,
  plan: TimerPlan,
  world: TimerWorld,
): void {
  if (entry.paths.length === 0) return
  const other = cardsOf(entry.env, world)
  if (other === null || other === cardsOf(plan.env, world) || !existsSync(other)) return
  throw new RenewError('timer-other-home', { kind, cards: other })
}

/** The file of the cards that an entry with these variables works on; null where there could be none. */
export function cardsOf(env: TimerEntry['env'], world: TimerWorld): string | null {
  const { HOME, USERPROFILE, APPDATA, LOCALAPPDATA } = world.env
  try {
    return pathsFor({ env: { HOME, USERPROFILE, APPDATA, LOCALAPPDATA, ...env }, platform: world.platform })
      .cards
  } catch {
    return null
  }
}
