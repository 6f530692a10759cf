import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { onSignal } from '../io/on-signal.ts'
import { asWriteError, flushFolder, removeQuietly, writeAtomically, writeTemporary } from './atomic-file.ts'
import { SIZE_LIMIT, SIZE_LIMIT_TEXT } from './checked-file.ts'
import { entryAt, errnoOf } from './own-file.ts'

const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a file the user named. It may belong to another user.
 * @throws RenewError `file-unreadable`, `file-too-large` (checked before reading)
 */
export function readUserFile(file: string): Buffer {
  let fd: number | null = null
  try {
    fd = openSync(file, FLAGS)
    const entry = fstatSync(fd)
    if (!entry.isFile())
      throw new RenewError('file-unreadable', { file, code: entry.isDirectory() ? 'EISDIR' : 'ENOTSUP' })
    if (entry.size > SIZE_LIMIT) throw new RenewError('file-too-large', { file, limit: SIZE_LIMIT_TEXT })
    return readFileSync(fd)
  } catch (error) {
    const code = errnoOf(error)
    throw code === null ? error : new RenewError('file-unreadable', { file, code }, { cause: error })
  } finally {
    if (fd !== null) closeSync(fd)
  }
}

/**
 * Writes a file the user named (0600), whole or not at all. Replaces an existing file only with `force`.
 * @throws RenewError `folder-missing`, `file-exists`, `disk-full`, `cannot-write`, `io-failed`
 */
export function writeNewFile(file: string, bytes: Uint8Array, { force }: { force: boolean }): void {
  const folder = path.dirname(file)
  if (!existsSync(folder)) throw new RenewError('folder-missing', { name: folder })
  const entry = entryAt(file)
  // Folders, devices, pipes and links are never replaced.
  if (entry && !(force && entry.isFile()))
    throw new RenewError('file-exists', { file, isFile: entry.isFile() })
  // In a folder that is not ours, a leftover temporary file would never be swept.
  const stopListening = onSignal(() => {})
  try {
    if (entry) writeAtomically(file, bytes)
    else writeFirst(file, bytes)
  } finally {
    void stopListening()
  }
}

/** Writes a file that does not exist; links it, so that one that appears in the meantime is not replaced. */
function writeFirst(file: string, bytes: Uint8Array): void {
  const temporary = writeTemporary(file, bytes, { flush: true })
  try {
    linkOrMove(temporary, file)
    flushFolder(path.dirname(file))
  } catch (error) {
    if (errnoOf(error) === 'EEXIST')
      throw new RenewError('file-exists', { file, isFile: true }, { cause: error })
    throw asWriteError(error, file)
  } finally {
    removeQuietly(temporary)
  }
}

function linkOrMove(temporary: string, file: string): void {
  try {
    linkSync(temporary, file)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw error
    // A disk without hard links.
    renameSync(temporary, file)
  }
}
