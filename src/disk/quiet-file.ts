import { contentOf } from './checked-json.ts'
import { readOwnFile } from './own-file.ts'

/** Until when no reminder can be owed, and what that was worked out from. Whoever doubts it reckons anew. */
export interface Quiet {
  /** The first civil day, in any zone, on which something may be owed. */
  until: string
  /** The instant of the last run, in milliseconds: an earlier clock has gone back. */
  at: number
  /** When the timer last ran, RFC 3339. */
  lastRun: string
  /** How many cards there were. */
  cards: number
  /** The state of every file it was worked out from, and of the program. */
  stamps: Record<string, string | null>
}

/** What stands there; null where there is nothing, or anything is wrong with it. Needs no lock. */
export function readQuiet(file: string, uid: number | null): Quiet | null {
  try {
    const bytes = readOwnFile(file, uid)
    const quiet = bytes && (contentOf(bytes, file) as unknown as Quiet)
    return quiet && isQuiet(quiet) ? quiet : null
  } catch {
    return null
  }
}

function isQuiet({ until, at, lastRun, cards, stamps }: Quiet): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(until) &&
    Number.isFinite(at) &&
    typeof lastRun === 'string' &&
    Number.isInteger(cards) &&
    typeof stamps === 'object' &&
    stamps !== null
  )
}
