import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { RenewError } from '../errors.ts'
import { SIZE_LIMIT, SIZE_LIMIT_TEXT } from './checked-json.ts'
import { errnoOf } from './disk-fault.ts'

/** Never waiting for the other end of a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * The bytes of a file the user named, wherever it lies and whosever it is.
 * @throws RenewError `file-unreadable`, `file-too-large`: its size is asked before a byte is read
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
