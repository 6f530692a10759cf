import { join } from 'node:path'
import { contentOf } from './checked-json.ts'
import { readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'

/** The file in which earlier builds recorded a run that owed nothing; the first complete scheduled run removes it. */
export const oldQuietFile = ({ state }: Pick<Paths, 'state'>): string => join(state, 'quiet.json')

/**
 * Gives a ledger the last run of the old `quiet.json`, where that is later than its own. Without a usable file it
 * returns the ledger unchanged. This file can be removed in the release after next.
 */
export function withOldLastRun<T extends { lastRun: string | null }>(
  ledger: T | null,
  paths: Pick<Paths, 'state'>,
  uid: number | null,
): T | null {
  const lastRun = ledger && lastRunIn(oldQuietFile(paths), uid)
  if (!lastRun || Date.parse(lastRun) <= Date.parse(ledger.lastRun ?? '')) return ledger
  return { ...ledger, lastRun }
}

/** RFC 3339; null where nothing can be read. */
function lastRunIn(file: string, uid: number | null): string | null {
  try {
    const bytes = readOwnFile(file, uid)
    const lastRun = bytes && contentOf(bytes, file).lastRun
    return typeof lastRun === 'string' && !Number.isNaN(Date.parse(lastRun)) ? lastRun : null
  } catch {
    return null
  }
}
