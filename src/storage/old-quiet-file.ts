import { contentOf } from './checked-json.ts'
import { readOwnFile } from './own-file.ts'

/**
 * Gives a ledger the last run that earlier builds recorded in `quiet.json`, where that is later than its own; the
 * ledger as it is where the file cannot be read. The first complete scheduled run removes the file. This function and
 * `paths.oldQuiet` can be removed in the release after next.
 */
export function withOldLastRun<T extends { lastRun: string | null }>(
  ledger: T | null,
  file: string,
  uid: number | null,
): T | null {
  try {
    // Its checksum says that we wrote it, so its shape is not checked.
    const lastRun = contentOf(readOwnFile(file, uid)!, file).lastRun as string
    if (ledger && Date.parse(lastRun) > Date.parse(ledger.lastRun ?? '1970')) return { ...ledger, lastRun }
  } catch {
    // Mostly there is no such file.
  }
  return ledger
}
