import { createReadStream, statSync } from 'node:fs'
import { RenewError } from '../errors.ts'
import { SIZE_LIMIT, SIZE_LIMIT_TEXT } from './checked-file.ts'
import { errnoOf } from './own-file.ts'
import { readUserFile } from './user-file.ts'

/** Names of the standard input. A socket cannot be opened under the latter two. */
const STANDARD_INPUT = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']

/**
 * Reads what the user named: a file, `-` for the standard input, or a pipe (`<(…)`).
 * @throws RenewError `file-unreadable`, `file-too-large`
 */
export async function readUserInput(name: string, file: string): Promise<Buffer> {
  if (STANDARD_INPUT.includes(name)) return readStream(name, 0)
  return isStream(file) ? readStream(file, undefined) : readUserFile(file)
}

function isStream(file: string): boolean {
  const entry = statSync(file, { throwIfNoEntry: false })
  return entry !== undefined && (entry.isFIFO() || entry.isSocket())
}

async function readStream(file: string, fd: number | undefined): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of createReadStream(file, { fd: fd as number, autoClose: fd === undefined })) {
      parts.push(part as Buffer)
      size += (part as Buffer).length
      if (size > SIZE_LIMIT) throw new RenewError('file-too-large', { file, limit: SIZE_LIMIT_TEXT })
    }
  } catch (error) {
    const code = errnoOf(error)
    throw code === null ? error : new RenewError('file-unreadable', { file, code }, { cause: error })
  }
  return Buffer.concat(parts)
}
