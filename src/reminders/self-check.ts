// status loads this
import type { Assessed } from '../cards/assess.ts'
import type { Instant } from '../io/io.ts'
import type { Ledger } from './ledger.ts'

/** After this many hours without a run the timer is stale (§8). */
const STALE_HOURS = 48
const HOUR = 3_600_000
/** A run recorded more than a week ahead came from a wrong clock, as in the ledger (§8). */
const AHEAD_HOURS = 7 * 24

/** The timer as `status` shows it (§7). */
export interface TimerState {
  /** The installed kind; null when none is. */
  installed: string | null
  /** When its last run finished, RFC 3339; null: never. */
  lastRun: string | null
  /** Whether it has not run for 48 hours, counted from its installation when it never ran. */
  stale: boolean
}

/**
 * Returns whether the installed timer still runs.
 * @param installed what `timer install` recorded
 * @param now in milliseconds; a clock set back by some days makes nothing stale, but a run recorded by a clock more than a
 * week ahead does not count
 */
export function timerState(
  installed: { kind: string; installed: string } | null,
  lastRun: string | null,
  now: Instant,
): TimerState {
  if (!installed) return { installed: null, lastRun, stale: false }
  const trusted = (at: string | null): Instant => {
    const instant = (at ? Date.parse(at) : 0) || 0
    return instant - now > AHEAD_HOURS * HOUR ? 0 : instant
  }
  const latest = Math.max(trusted(installed.installed), trusted(lastRun))
  return { installed: installed.kind, lastRun, stale: now - latest > STALE_HOURS * HOUR }
}

/**
 * Returns the ids of the cards with a reminder that was printed but may not have been seen (§8).
 * @param channels the names of all channels that are set up
 */
export async function unseenCards(
  cards: readonly Assessed[],
  ledger: Ledger,
  channels: readonly string[],
): Promise<Set<string>> {
  // In most ledgers all entries are seen, and the index need not be loaded.
  if (ledger.entries.every(({ seen }) => seen)) return new Set()
  const [{ indexLedger }, { isUnseen, reminderCardOf }] = await Promise.all([
    import('./ledger-index.ts'),
    import('./owed.ts'),
  ])
  const index = indexLedger(ledger)
  return new Set(
    cards
      .map(one => reminderCardOf(one))
      .filter(card => isUnseen(card, index, channels))
      .map(({ card }) => card),
  )
}
