// status loads this
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CivilDate } from '../dates/civil-date.ts'
import { orElse } from '../errors.ts'
import type { Instant } from '../io/io.ts'
import { contentOf } from './checked-file.ts'
import { listFolder, readOwnFile } from './own-file.ts'
import type { Stored } from './stored.ts'

/**
 * A copy of a whole stored file (§13): `latest` is a second copy of the newest state, `before` is the file before the
 * last change, and a day is the file after the last change of that day.
 */
export interface KeptCopy {
  name: string
  path: string
  kind: 'latest' | 'before' | 'day'
  day: CivilDate | null
  written: Instant
}

const RANK = { latest: 0, day: 1, before: 2 }

export function keptPath(folder: string, file: string, which: string): string {
  return join(folder, `${baseOf(file)}.${which}.json`)
}

/**
 * Returns the kept copies of a stored file, newest first; `latest` is always the first.
 * @param folder of the kept copies; null when none are kept
 * @throws RenewError `cannot-read`, `io-failed`
 */
export function keptCopies(folder: string | null, file: string): KeptCopy[] {
  if (folder === null) return []
  const prefix = `${baseOf(file)}.`
  const copies: KeptCopy[] = []
  for (const entry of listFolder(folder)) {
    if (!entry.startsWith(prefix) || !entry.endsWith('.json')) continue
    const which = entry.slice(prefix.length, -'.json'.length)
    const day = /^\d{4}-\d\d-\d\d$/.test(which) ? which : null
    if (day === null && which !== 'latest' && which !== 'before') continue
    const copy = join(folder, entry)
    const written = statSync(copy, { throwIfNoEntry: false })?.mtimeMs
    const kind = day === null ? (which as 'latest' | 'before') : 'day'
    if (written !== undefined) copies.push({ name: `${prefix}${which}`, path: copy, kind, day, written })
  }
  return copies.sort(
    (a, b) => RANK[a.kind] - RANK[b.kind] || b.written - a.written || (a.name < b.name ? 1 : -1),
  )
}

function baseOf(file: string): string {
  return basename(file, '.json')
}

/** Returns the content of the newest kept copy that can be read; null when there is none. */
export function newestKept<T extends object>(file: Stored<T>): T | null {
  for (const copy of orElse(() => keptCopies(file.options.kept, file.path), [])) {
    const bytes = orElse(() => readOwnFile(copy.path, file.io.uid), null)
    const content = bytes && orElse(() => contentOf(bytes, copy.path), null)
    if (content) return content as T
  }
  return null
}
