// status loads this
import { constants, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RenewError } from '../errors.ts'
import { contentOf } from './checked-file.ts'
import { type KeptCopy, keptCopies } from './kept-copies.ts'
import { closeQuietly, entryAt, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'

type StoredName = 'cards' | 'settings' | 'ledger'

/** A file that a cloud folder, a version control system or a user made of one of ours. */
export interface ConflictCopy {
  of: StoredName
  path: string
}

/** The files whose changes a user would miss. */
const USERS_DATA = ['cards', 'settings'] as const
/** Our own names, and what a program that is still writing uses. */
const NOT_A_COPY = /^\.|\.damaged-[^/]*\.json$|\.(?:te?mp|part|partial)$/i
/** Exports and backups, which have names of the user's choice. */
const NOT_STORED = /^\s*\{\s*"schema"\s*:\s*\d+\s*,\s*(?:"checksum"\s*:\s*"[^"]*"\s*,\s*"kind"|"cards")/
const HEAD_BYTES = 200
/** Does not wait for the other end of a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Returns the copies that were made beside our files when two machines wrote the same one: any file whose name has ours in
 * it as a word, since each service and language has its own words for them.
 * @param names the files to look for
 */
export function conflictCopies(
  paths: Pick<Paths, StoredName>,
  names: readonly StoredName[] = USERS_DATA,
): ConflictCopy[] {
  return names.flatMap(name => {
    const folder = dirname(paths[name])
    const copies = namesIn(folder).filter(entry => isCopyName(entry, name))
    return copies
      .map(entry => join(folder, entry))
      .filter(isStoredForm)
      .map(file => ({ of: name, path: file }))
  })
}

/** Whether a file's name is a usual one for a copy of `<stem>.json`. */
export function isCopyName(name: string, stem: string): boolean {
  if (NOT_A_COPY.test(name) || name.toLowerCase() === `${stem}.json`) return false
  return new RegExp(
    `^${stem}[^\\p{L}\\p{N}](.*[^/])?\\.json$|^${stem}\\.json[^\\p{L}\\p{N}]|[^\\p{L}\\p{N}.]${stem}\\.json$`,
    'iu',
  ).test(name)
}

function isStoredForm(file: string): boolean {
  return entryAt(file)?.isFile() === true && !NOT_STORED.test(headOf(file) ?? '')
}

/**
 * Returns the kept copy with the most changes, if it has more than the file: then an older file is in the place of ours.
 * Compares the beginnings first; a copy is read only when that differs and it is the last one, or newer by its date.
 * @param ours the stored file
 * @param kept folder of its kept copies; null: none are kept
 */
export function newerKept(
  ours: string,
  kept: string | null,
  uid: number | null,
): { path: string; number: number } | null {
  const others = kept === null ? [] : otherCopies(ours, kept)
  if (others.length === 0) return null
  const number = changesIn(ours, uid)
  const counted = others.map(copy => ({ path: copy.path, number: changesIn(copy.path, uid) }))
  const [newest] = counted.sort((a, b) => b.number - a.number)
  return newest && newest.number > number ? newest : null
}

function otherCopies(ours: string, kept: string): KeptCopy[] {
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

/** Returns the number of the newest change in a file; 0 when it cannot be read. */
function changesIn(file: string, uid: number | null): number {
  try {
    const bytes = readOwnFile(file, uid)
    return bytes ? lastNumber(contentOf(bytes, file).changes) : 0
  } catch (error) {
    if (error instanceof RenewError) return 0
    throw error
  }
}

/** Returns the number of a log's newest change; 0 when there is none. */
export function lastNumber(log: unknown): number {
  const last = Array.isArray(log) ? log.at(-1) : null
  const number = Number((last as { id?: unknown } | null | undefined)?.id ?? 0)
  return Number.isSafeInteger(number) ? number : 0
}

/** Returns the first bytes of a file, which hold its checksum; null when it cannot be read. */
function headOf(file: string): string | null {
  let fd: number | null = null
  try {
    fd = openSync(file, FLAGS)
    const bytes = Buffer.alloc(HEAD_BYTES)
    return bytes.toString('latin1', 0, readSync(fd, bytes, 0, HEAD_BYTES, 0))
  } catch {
    return null
  } finally {
    if (fd !== null) closeQuietly(fd)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Other checks report a folder that is missing or cannot be read.
    return []
  }
}

/** The fault of a file that is older than one of its copies. */
export function olderFault(ours: string, copy: string): RenewError {
  const of = basename(ours) === 'cards.json' ? 'cards' : 'settings'
  const isAside = dirname(copy) === dirname(ours)
  return new RenewError('store-older', { why: isAside ? `${of}-aside` : of, ours, file: copy })
}
