// status loads this
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { orElse } from '../errors.ts'
import { type KeptCopy, keptCopies } from './kept-copies.ts'
import { beginningOf, entryAt, listFolder } from './own-file.ts'
import type { Paths } from './paths.ts'

type StoredName = 'cards' | 'settings' | 'ledger'

/** A file that a cloud folder, a version control system or a user made of one of ours. */
export interface ConflictCopy {
  of: StoredName
  path: string
}

const USERS_DATA = ['cards', 'settings'] as const
/** Our own names, and what a program that is still writing uses. */
const NOT_A_COPY = /^\.|\.damaged-[^/]*\.json$|\.(?:te?mp|part|partial)$/i
/** Exports and backups, which have names of the user's choice. */
const NOT_STORED = /^\s*\{\s*"schema"\s*:\s*\d+\s*,\s*(?:"checksum"\s*:\s*"[^"]*"\s*,\s*"kind"|"cards")/

/**
 * Returns the copies that were made beside our files when two machines wrote the same one: any file whose name has ours
 * in it as a word, since each service and language has its own words for them.
 * @param names the files to look for
 */
export function conflictCopies(
  paths: Pick<Paths, StoredName>,
  names: readonly StoredName[] = USERS_DATA,
): ConflictCopy[] {
  return names.flatMap(name => {
    const folder = dirname(paths[name])
    const copies = orElse(() => listFolder(folder), []).filter(entry => isCopyName(entry, name))
    return copies
      .map(entry => join(folder, entry))
      .filter(isStoredForm)
      .map(file => ({ of: name, path: file }))
  })
}

/** Whether a file's name is a usual one for a copy of `<stem>.json`. */
export function isCopyName(name: string, stem: string): boolean {
  const folded = name.toLowerCase()
  // The pattern takes several milliseconds to compile, so only names that can match reach it.
  if (!folded.includes(stem) || folded === `${stem}.json` || NOT_A_COPY.test(name)) return false
  return new RegExp(
    `^${stem}[^\\p{L}\\p{N}](.*[^/])?\\.json$|^${stem}\\.json[^\\p{L}\\p{N}]|[^\\p{L}\\p{N}.]${stem}\\.json$`,
    'iu',
  ).test(name)
}

function isStoredForm(file: string): boolean {
  return entryAt(file)?.isFile() === true && !NOT_STORED.test(headOf(file) ?? '')
}

/**
 * Returns the kept copies that may have more changes than the file: the beginning differs, and it is the last one or
 * newer by its date.
 */
export function differingKept(ours: string, kept: string | null): KeptCopy[] {
  try {
    const { mtimeMs: written } = statSync(ours)
    const head = headOf(ours)
    const isOther = (copy: KeptCopy) =>
      (copy.kind === 'latest' || copy.written > written) && headOf(copy.path) !== head
    return keptCopies(kept, ours).filter(isOther)
  } catch {
    // What reads the file reports that it is missing or cannot be read.
    return []
  }
}

function headOf(file: string): string | null {
  return beginningOf(file, 200, true)?.toString('latin1') ?? null
}
