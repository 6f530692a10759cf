// status loads this
import { memoize } from './civil-date.ts'

/**
 * Returns whether Node's time zone data have this name; offsets such as `+05:00` are not zone names. The first call is
 * slow (Intl), so it is only used where a zone is entered or checked.
 */
export const isZoneName = memoize((name: string): boolean => /[A-Za-z]/.test(name) && isAcceptedByIntl(name))

function isAcceptedByIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
