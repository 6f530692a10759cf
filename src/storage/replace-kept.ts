import path from 'node:path'
import type { CivilDate } from '../dates/civil-date.ts'
import {
  flushFolder,
  linkAtomically,
  prepareFile,
  removeIfThere,
  sweepTemporaries,
  writeAtomically,
} from './atomic-file.ts'
import { keptCopies, keptPath } from './kept-copies.ts'

/** Days with a change of which a copy is kept. */
const DAYS = 7

/** How one write keeps what was there. */
export interface Keeping {
  /** Folder of the kept copies. */
  folder: string
  /** The user's civil date today. */
  day: CivilDate
  /** The file that becomes `before`; null where there is none worth it. */
  previous: string | null
}

/**
 * Replaces a stored file and its kept copies. Everything that needs room is written first; then the earlier file is
 * kept, then the new one takes its place. From there on the change is done: copies that fail are made by the next.
 * @param target where the bytes go; `name` is the file it is, where that is a link to `target`
 * @throws RenewError `disk-full`, `cannot-write`, `io-failed`
 */
export function replaceKept(target: string, bytes: Uint8Array, name: string, keeping: Keeping | null): void {
  sweepTemporaries(target)
  if (!keeping) {
    writeAtomically(target, bytes)
    return
  }
  const { folder, day, previous } = keeping
  const before = keptPath(folder, name, 'before')
  const latest = keptPath(folder, name, 'latest')
  const today = keptPath(folder, name, day)
  for (const copy of [before, latest, today]) sweepTemporaries(copy)

  const file = prepareFile(target, bytes)
  try {
    const second = prepareFile(latest, bytes)
    try {
      if (previous) linkAtomically(previous, before)
      file.commit()
      quietly(() => {
        second.commit()
        linkAtomically(latest, today)
        for (const copy of oldDays(folder, name)) removeIfThere(copy)
        flushFolder(path.dirname(latest))
      })
    } finally {
      second.discard()
    }
  } finally {
    file.discard()
  }
}

function oldDays(folder: string, name: string): string[] {
  const days = keptCopies(folder, name).filter(copy => copy.kind === 'day')
  return days
    .map(copy => copy.path)
    .sort()
    .slice(0, -DAYS)
}

/** The change is durable by now; saying that it failed would be wrong. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // The next change writes these copies again.
  }
}
