import { linkSync } from 'node:fs'
import { RenewError } from '../errors.ts'
import { prepareFile, removeIfThere, writeAtomically, writeTemporary } from './atomic-file.ts'
import { errnoOf } from './disk-fault.ts'
import { entryAt } from './own-file.ts'

/**
 * Writes a file the user named (0600), whole or not at all, and never over another one unless told to.
 * @throws RenewError `file-exists`, `disk-full`, `cannot-write`, `io-failed`
 */
export function writeNewFile(file: string, bytes: Uint8Array, { force }: { force: boolean }): void {
  const entry = entryAt(file)
  // A folder, a device, a pipe, a link: replacing those is never what was meant.
  if (entry && !(force && entry.isFile()))
    throw new RenewError('file-exists', { file, isFile: entry.isFile() })
  if (entry) writeAtomically(file, bytes)
  else writeFirst(file, bytes)
}

/** By a link, so that a file that appears in the meantime is not replaced. */
function writeFirst(file: string, bytes: Uint8Array): void {
  const temporary = writeTemporary(file, bytes, { flush: true })
  try {
    linkSync(temporary, file)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST')
      throw new RenewError('file-exists', { file, isFile: true }, { cause: error })
    const prepared = prepareFile(file, bytes)
    try {
      prepared.commit()
    } finally {
      prepared.discard()
    }
  } finally {
    removeIfThere(temporary)
  }
}
