import { AsyncLocalStorage } from 'node:async_hooks'
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { pid } from 'node:process'
import { orElse, RenewError } from '../errors.ts'
import { errnoOf, listFolder } from './own-file.ts'

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
const IS_WINDOWS = path.sep === '\\'
/** Errors of a file system that has no permissions (FAT, CIFS, some FUSE). Its files are used as they are. */
const NO_MODES = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EROFS'])
const NO_FLUSH = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
/** A folder that cannot be flushed: by the file system, or because the user may write but not read it. Ignored. */
const NO_FOLDER_FLUSH = new Set([...NO_FLUSH, 'EISDIR', 'EBADF', 'EACCES'])

/** Called right before each rename of the work that runs inside; it throws when that work has lost its lock. */
export const beforeRename = new AsyncLocalStorage<() => void>()

/** A file that is written and flushed under a temporary name; only the rename is left. */
export interface PreparedFile {
  commit(): void
  discard(): void
}

/**
 * Writes bytes (0600) to a temporary file in the target's folder. Everything that needs disk space happens here.
 * @throws RenewError `disk-full`, `cannot-write`, `io-failed`; then nothing is left behind
 */
export function prepareFile(target: string, bytes: Uint8Array): PreparedFile {
  const temporary = writeTemporary(target, bytes, { flush: true })
  return {
    commit() {
      try {
        moveInto(temporary, target)
        flushFolder(path.dirname(target))
      } catch (error) {
        throw asWriteError(error, target)
      }
    },
    discard: () => removeQuietly(temporary),
  }
}

/** Replaces a file; a kill or a power cut leaves either the old bytes or the new ones. @throws as `prepareFile` */
export function writeAtomically(target: string, bytes: Uint8Array): void {
  const prepared = prepareFile(target, bytes)
  try {
    prepared.commit()
  } finally {
    prepared.discard()
  }
}

/** Writes over an existing file, where a full disk has no room for another one. @throws RenewError as `prepareFile` */
export function writeInPlace(target: string, bytes: Uint8Array): void {
  let fd: number | null = null
  try {
    fd = openSync(target, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0))
    writeSync(fd, bytes, 0, bytes.length, 0)
    ftruncateSync(fd, bytes.length)
  } catch (error) {
    throw asWriteError(error, target)
  } finally {
    if (fd !== null) closeSync(fd)
  }
}

/**
 * Writes a temporary file (0600) in the target's folder and returns its path.
 * @throws RenewError `disk-full`, `cannot-write`, `io-failed`; then nothing is left behind
 */
export function writeTemporary(target: string, bytes: Uint8Array, { flush }: { flush: boolean }): string {
  try {
    return writeNew(target, bytes, flush)
  } catch (error) {
    throw asWriteError(error, target)
  }
}

/**
 * Gives a file a second name, and replaces the file that had that name. Copies the file where there are no hard links.
 * The folder is not flushed.
 */
export function linkAtomically(source: string, target: string): void {
  let temporary = temporaryName(target)
  try {
    try {
      linkSync(source, temporary)
    } catch {
      // Not Node's copyFile, which fails where modes cannot be set.
      temporary = writeNew(target, readFileSync(source), true)
    }
    moveInto(temporary, target)
  } catch (error) {
    throw asWriteError(error, target)
  } finally {
    // A rename between two names of one file does nothing and leaves both.
    removeQuietly(temporary)
  }
}

/** Removes the temporary files that killed writers left. Call it only under the lock that guards the file. */
export function sweepTemporaries(target: string): void {
  const [folder, base] = [path.dirname(target), path.basename(target)]
  for (const name of namesIn(folder)) {
    if (name.startsWith(`${base}.`) && temporaryWriter(name) !== null) removeQuietly(path.join(folder, name))
  }
}

function temporaryName(target: string): string {
  return `${target}.${pid}-${Math.random().toString(36).slice(2, 12)}.tmp`
}

/** Returns the id of the process that wrote a temporary file, from its name; null when it is not one of ours. */
export function temporaryWriter(name: string): number | null {
  const found = /\.(\d+)-[a-z0-9]+\.tmp$/.exec(name)
  return found ? Number(found[1]) : null
}

function writeNew(target: string, bytes: Uint8Array, flush: boolean): string {
  const { fd, temporary } = openNew(target)
  let isOpen = true
  try {
    // The umask reduces the mode at creation, and it may be 0777.
    whereSupported(NO_MODES, () => fchmodSync(fd, 0o600))
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
    if (flush) whereSupported(NO_FLUSH, () => fsyncSync(fd))
    isOpen = false
    closeSync(fd)
    return temporary
  } catch (error) {
    if (isOpen) closeSync(fd)
    removeQuietly(temporary)
    throw error
  }
}

function openNew(target: string): { fd: number; temporary: string } {
  for (let attempt = 0; ; attempt++) {
    const temporary = temporaryName(target)
    try {
      return { fd: openSync(temporary, NEW_FILE, 0o600), temporary }
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || attempt === 20) throw error
    }
  }
}

function moveInto(temporary: string, target: string): void {
  beforeRename.getStore()?.()
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(temporary, target)
      break
    } catch (error) {
      // On Windows a virus scanner that reads the file makes the rename fail for a moment.
      if (!IS_WINDOWS || attempt === 20) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 * attempt)
    }
  }
}

export function flushFolder(folder: string): void {
  if (IS_WINDOWS) return
  whereSupported(NO_FOLDER_FLUSH, () => {
    const fd = openSync(folder, constants.O_RDONLY)
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  })
}

/** Sets the mode of a file or folder. @returns whether it has that mode now: some file systems have none */
export function setMode(path: string, mode: number): boolean {
  whereSupported(NO_MODES, () => chmodSync(path, mode))
  return (statSync(path).mode & 0o777) === mode
}

function whereSupported(unsupported: ReadonlySet<string>, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!unsupported.has(errnoOf(error) ?? '')) throw error
  }
}

export function namesIn(folder: string): string[] {
  return orElse(() => listFolder(folder), [])
}

export function removeQuietly(file: string): void {
  try {
    unlinkSync(file)
  } catch {}
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const CLOSED = /^E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOENT|LOOP|NAMETOOLONG|ISDIR|NODEV)$/

/** Turns a system error from a write into a RenewError; returns any other error as it is. */
export function asWriteError(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FULL.has(code)) return new RenewError('disk-full', { path }, { cause: error })
  if (CLOSED.test(code)) return new RenewError('cannot-write', { path, code }, { cause: error })
  return new RenewError('io-failed', { path, code }, { cause: error })
}
