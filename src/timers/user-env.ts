import { homedir, userInfo } from 'node:os'

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
