import { renameSync } from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { flushFolder, linkAtomically } from './atomic-file.ts'
import { keptPath } from './kept-copies.ts'
import { entryAt, realFile } from './own-file.ts'
import type { StoredFile } from './stored-file.ts'
import { writeStored } from './update-stored.ts'
import { writeFault } from './write-fault.ts'

/**
 * Puts another content in the place of a stored file, whatever is there; only under its lock. A healthy file becomes
 * the kept copy `before`; any other stays beside it as `….damaged-<stamp>.json`.
 * @param stamp instant of the command (RFC 3339), for that name
 * @returns the path of the damaged file, null where there was none
 */
export function replaceStored<T extends object>(
  file: StoredFile<T>,
  content: T,
  stamp: string,
  keptFolder: string,
): string | null {
  const state = stateOf(file)
  const aside = state === 'damaged' ? putAside(file, stamp) : null
  const isHealthy = state === 'healthy'
  if (isHealthy && file.options.kept === null) {
    linkAtomically(realFile(file.path, file.io.uid)!, keptPath(keptFolder, file.path, 'before'))
  }
  writeStored(file, content, isHealthy ? file.path : null)
  return aside
}

/** What a stored file holds now, null where it cannot be read. */
export function readIfHealthy<T extends object>(file: StoredFile<T>): T | null {
  try {
    return file.read()
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}

function stateOf<T extends object>(file: StoredFile<T>): 'healthy' | 'absent' | 'damaged' {
  try {
    return file.read() ? 'healthy' : 'absent'
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return error.code === 'store-missing' ? 'absent' : 'damaged'
  }
}

function putAside<T extends object>({ path: file }: StoredFile<T>, stamp: string): string {
  const aside = freeName(file, stamp)
  try {
    // A second name first, so that there is no moment without the file; what is no file is moved.
    if (entryAt(file)?.isFile()) linkAtomically(file, aside)
    else renameSync(file, aside)
    flushFolder(path.dirname(aside))
  } catch (error) {
    throw writeFault(error, aside)
  }
  return aside
}

function freeName(file: string, stamp: string): string {
  const start = path.join(path.dirname(file), `${path.basename(file, '.json')}.damaged-`)
  const when = stamp.slice(0, 19).replaceAll(':', '-')
  for (let number = 1; ; number++) {
    const name = `${start}${when}${number > 1 ? `-${number}` : ''}.json`
    if (!entryAt(name)) return name
  }
}
