// status loads this
import type { Assessed } from '../cards/assessed.ts'
import type { Instant } from '../io/io.ts'
import { beginningOf, exists } from '../storage/own-file.ts'
import type { Paths } from '../storage/paths.ts'
import type { Ledger } from './ledger.ts'

const HOUR = 3_600_000
/** A timer is stale when its last run is longer ago than this, in milliseconds (§8). */
const STALE = 48 * HOUR
/** A cron timer is late when its last run is longer ago: only `crontab -l` could tell if its entry is there (§10). */
const LATE = 2 * HOUR
/** A run recorded more than a week ahead came from a wrong clock, as in the ledger (§8). */
const AHEAD = 7 * 24 * HOUR

interface RecordedTimer {
  kind: string
  installed: string
  node?: string
  script?: string
  files?: readonly string[]
}

/** The timer as `status` shows it (§7); one that never ran is counted from its installation. */
export interface TimerState {
  installed: string | null
  /** RFC 3339; null: never. */
  lastRun: string | null
  stale: boolean
  missing: { what: 'entry' | 'program'; path: string } | null
  late: boolean
}

/** Returns whether the installed timer still runs. A clock set back by some days makes nothing stale. */
export function timerState(
  installed: RecordedTimer | null,
  lastRun: string | null,
  now: Instant,
  exists: (path: string) => boolean,
): TimerState {
  if (!installed) return { installed: null, lastRun, stale: false, missing: null, late: false }
  const trusted = (at: string | null): Instant => {
    const instant = (at ? Date.parse(at) : 0) || 0
    return instant - now > AHEAD ? 0 : instant
  }
  const latest = Math.max(trusted(installed.installed), trusted(lastRun))
  const { kind } = installed
  return {
    installed: kind,
    lastRun,
    stale: now - latest > STALE,
    missing: missingOf(installed, exists),
    late: kind === 'cron' && now - latest > LATE,
  }
}

function missingOf(
  { files = [], node, script }: RecordedTimer,
  exists: (path: string) => boolean,
): TimerState['missing'] {
  const entry = files.find(path => !exists(path))
  if (entry !== undefined) return { what: 'entry', path: entry }
  const path = [node, script].find(one => one !== undefined && !exists(one))
  return path === undefined ? null : { what: 'program', path }
}

/** Whether a ledger is gone that deliveries were recorded in: then the file beside the cards begins with their day. */
export function isLedgerLost({ ledger, lastDelivery }: Pick<Paths, 'ledger' | 'lastDelivery'>): boolean {
  return !exists(ledger) && /^\d/.test(`${beginningOf(lastDelivery, 1)}`)
}

/** Returns the ids of the cards with a reminder that was printed but may not have been seen (§8). */
export async function unseenCards(
  cards: readonly Assessed[],
  ledger: Ledger,
  channels: readonly string[],
): Promise<Set<string>> {
  // In most ledgers all entries are seen, and the index need not be loaded.
  if (ledger.entries.every(({ seen }) => seen)) return new Set()
  const [{ LedgerIndex }, { isUnseen, reminderCardOf }] = await Promise.all([
    import('./ledger-index.ts'),
    import('./owed.ts'),
  ])
  const index = new LedgerIndex(ledger)
  return new Set(
    cards
      .map(one => reminderCardOf(one))
      .filter(card => isUnseen(card, index, channels))
      .map(({ card }) => card),
  )
}
