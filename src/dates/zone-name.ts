// status loads this
import { memoize } from './civil-date.ts'

/** Whether Node knows this zone; offsets such as `+05:00` are refused. The first call is slow (Intl). */
export const isZoneName = memoize((name: string): boolean => /^[A-Za-z]/.test(name) && isAcceptedByIntl(name))

function isAcceptedByIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
