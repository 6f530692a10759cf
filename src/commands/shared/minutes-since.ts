import type { Instant } from '../../io/real-io.ts'

/**
 * Whole minutes since something happened on this machine, by its own clock: `RENEW_NOW` moves what day it is for
 * the cards, not when another process began.
 */
export function minutesSince(at: Instant): number {
  return Math.floor((performance.timeOrigin + performance.now() - at) / 60_000)
}
