import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { asWriteError, flushFolder, setMode } from './atomic-file.ts'
import { errnoOf } from './own-file.ts'

const OWN_WRITE = 0o200
const STICKY = 0o1000

/**
 * Makes sure that a folder exists and only this user can enter it (0700). A folder that the user made read-only stays
 * read-only and is refused, even for root.
 * @param uid the user's number, null where the system has none
 * @returns false on a file system without permissions, where others may be able to enter it
 * @throws RenewError `foreign-folder`, `cannot-write`, `disk-full`
 */
export function ensureOwnFolder(folder: string, uid: number | null): boolean {
  try {
    const isNew = makeFolder(folder)
    if (uid === null) return true
    const mode = modeOfOwn(folder, uid)
    // The umask may have removed bits from a new one.
    if (!isNew && !(mode & OWN_WRITE)) throw new RenewError('cannot-write', { path: folder, code: 'EACCES' })
    return (mode & 0o777) === 0o700 || setMode(folder, 0o700)
  } catch (error) {
    throw asWriteError(error, folder)
  }
}

/** Returns the mode of a folder. @throws RenewError `foreign-folder` when it belongs to another user or is shared */
export function modeOfOwn(folder: string, uid: number | null): number {
  const { mode, uid: owner } = statSync(folder)
  // A sticky folder such as /tmp is shared, even when root owns it and runs this.
  if (uid !== null && (owner !== uid || mode & STICKY)) throw new RenewError('foreign-folder', { folder })
  return mode
}

/**
 * Makes a folder (0700) and its parents, and flushes the parent of each new one, so that a power cut cannot remove it
 * with its files. Node's own `recursive` never returns in a folder that exists but answers ENOENT (`/proc`, a home that
 * is mounted on demand).
 * @returns whether the folder is new
 * @throws the system's error
 */
export function makeFolder(folder: string): boolean {
  try {
    return makeOne(folder)
  } catch (error) {
    const above = path.dirname(folder)
    if (errnoOf(error) !== 'ENOENT' || above === folder) throw error
    makeFolder(above)
    return makeOne(folder)
  }
}

function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && isFolder(folder)) return false
    throw error
  }
  flushFolder(path.dirname(folder))
  return true
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}
