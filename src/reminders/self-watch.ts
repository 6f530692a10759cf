import type { Instant } from '../io.ts'

/** After so many hours without a run the timer is called stale (§8). */
const STALE_HOURS = 48
const HOUR = 3_600_000

/** The timer as `status` shows it (§7). */
export interface TimerState {
  /** Which kind was installed, null when none was. */
  installed: string | null
  /** When it last ran `remind` to its end, RFC 3339; null: never. */
  lastRun: string | null
  /** Installed, and silent for 48 hours, counted from its installation when it never ran. */
  stale: boolean
}

/**
 * Whether what should start the reminders still does.
 * @param installed what `timer install` recorded
 * @param now in milliseconds; a clock that went back makes nothing stale
 */
export function timerState(
  installed: { kind: string; installed: string } | null,
  lastRun: string | null,
  now: Instant,
): TimerState {
  if (!installed) return { installed: null, lastRun, stale: false }
  const latest = Math.max(...[installed.installed, lastRun].map(at => (at ? Date.parse(at) : 0) || 0))
  return { installed: installed.kind, lastRun, stale: now - latest > STALE_HOURS * HOUR }
}
