// status loads this
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { RenewError, tryOr } from '../errors.ts'
import { SIZE_LIMIT, SIZE_LIMIT_TEXT } from './checked-file.ts'

/** Does not follow links and does not wait for the other end of a pipe; Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a regular file of this user; null when there is none. Follows links only to such a file.
 * @param uid numeric id of the user, null on Windows
 * @throws RenewError `store-not-file`, `foreign-file`, `store-too-large`, `cannot-read`, `io-failed`
 */
export function readOwnFile(path: string, uid: number | null): Buffer | null {
  const real = realFile(path, uid)
  if (real === null) return null
  let fd: number | null = null
  try {
    fd = openSync(real, FLAGS)
    // Checked again: the path may be another file by now.
    const entry = fstatSync(fd)
    assertOwnFile(entry, path, uid)
    if (entry.size > SIZE_LIMIT)
      throw new RenewError('store-too-large', { file: path, limit: SIZE_LIMIT_TEXT })
    return readFileSync(fd)
  } catch (error) {
    throw asReadError(error, path)
  } finally {
    if (fd !== null) closeQuietly(fd)
  }
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd)
  } catch {}
}

/** Returns the first bytes of a file, whose owner does not matter; null when it cannot be read. */
export function beginningOf(file: string, length: number, followsLinks = false): Buffer | null {
  let fd: number | null = null
  try {
    fd = openSync(file, followsLinks ? FLAGS & ~(constants.O_NOFOLLOW ?? 0) : FLAGS)
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(fd, bytes, 0, length, 0))
  } catch {
    return null
  } finally {
    if (fd !== null) closeQuietly(fd)
  }
}

/** Returns the path a link points to, or the path itself; null when nothing is there. @throws as `readOwnFile` */
export function realFile(path: string, uid: number | null): string | null {
  const entry = entryAt(path)
  if (entry === null) return null
  if (!entry.isSymbolicLink()) {
    assertOwnFile(entry, path, uid)
    return path
  }
  assertOwner(entry, path, uid)
  let target: string
  try {
    target = realpathSync(path)
  } catch (error) {
    const code = errnoOf(error)
    throw code === 'ENOENT' || code === 'ELOOP'
      ? new RenewError('store-not-file', { file: path }, { cause: error })
      : asReadError(error, path)
  }
  const behind = entryAt(target)
  if (behind === null) throw new RenewError('store-not-file', { file: path })
  assertOwnFile(behind, path, uid)
  return target
}

/** Returns what is at a path, without following links; null when nothing is. */
export function entryAt(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    throw asReadError(error, path)
  }
}

function assertOwnFile(entry: Stats, path: string, uid: number | null): void {
  if (!entry.isFile()) throw new RenewError('store-not-file', { file: path })
  assertOwner(entry, path, uid)
}

function assertOwner(entry: Stats, path: string, uid: number | null): void {
  if (uid !== null && entry.uid !== uid) throw new RenewError('foreign-file', { file: path })
}

/** Returns the names in a folder; none when it is missing. @throws RenewError `cannot-read`, `io-failed` */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return []
    throw asReadError(error, folder)
  }
}

export function exists(path: string): boolean {
  return tryOr(() => statSync(path, { throwIfNoEntry: false }), undefined) !== undefined
}

/**
 * Returns the first of the folders that belongs to another user, or would be made in a folder of another user; null
 * when none does.
 */
export function foreignFolder(folders: readonly string[], uid: number | null): string | null {
  if (uid === null) return null
  const isForeign = (folder: string) => ![null, uid].includes(tryOr(() => statSync(folder).uid, null))
  return folders.map(nearestExisting).find(isForeign) ?? null
}

function nearestExisting(folder: string): string {
  const above = dirname(folder)
  return exists(folder) || above === folder ? folder : nearestExisting(above)
}

/** The device or memory fails. Other errors mean that this path cannot be used. */
const FAILING = /^E(IO|INTR|NOMEM|MFILE|NFILE|BUSY|STALE|TIMEDOUT|NXIO)$/

/** Returns the system's error code (`ENOENT`) of a thrown value; null when it is not a system error. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null
}

/** Turns a system error from a read into a RenewError; returns any other error as it is. */
export function asReadError(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FAILING.test(code)) return new RenewError('io-failed', { path, code }, { cause: error })
  return new RenewError('cannot-read', { file: path, code }, { cause: error })
}
