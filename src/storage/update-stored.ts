import path from 'node:path'
import { RenewError } from '../errors.ts'
import { toBytes } from './checked-bytes.ts'
import { SCHEMA } from './checked-json.ts'
import { DurableConf } from './durable-conf.ts'
import { keptCopies } from './kept-copies.ts'
import { withLock } from './lock.ts'
import { realFile } from './own-file.ts'
import { ensureOwnFolder } from './own-folder.ts'
import { replaceKept } from './replace-kept.ts'
import type { StoredFile } from './stored-file.ts'

/** One locked read-modify-write of a stored file, see `StoredFile.update`. */
export function updateStored<T extends object>(file: StoredFile<T>, change: (current: T) => T): Promise<T> {
  return underLock(file, () => {
    const stored = file.read()
    const current = stored ?? file.options.initial()
    const next = change(current)
    if (next !== current) writeStored(file, next, stored && file.path)
    return next
  })
}

/** Takes in what was changed by hand, see `StoredFile.accept`. */
export function acceptEdited<T extends object>(
  file: StoredFile<T>,
  check: (content: Record<string, unknown>) => T,
): Promise<boolean> {
  return underLock(file, () => {
    const parsed = file.parse()
    if (!parsed || (parsed.schema === SCHEMA && !parsed.edited)) return false
    if (parsed.schema !== SCHEMA) {
      throw new RenewError('store-newer', { file: file.path, schema: parsed.schema })
    }
    const content = check(parsed.content)
    const latest = keptCopies(file.options.kept, file.path).find(copy => copy.kind === 'latest')
    try {
      writeStored(file, content, latest?.path ?? null)
    } catch (error) {
      // Nested so deep that it can be read but not written: nobody's cards.
      throw error instanceof RangeError ? new RenewError('store-damaged', { file: file.path }) : error
    }
    return true
  })
}

/** Does something with a stored file while nobody else does; its folders exist then and are closed to others. */
export function underLock<T extends object, R>(file: StoredFile<T>, work: () => R): Promise<R> {
  const { lock, kept } = file.options
  for (const folder of new Set([path.dirname(lock), path.dirname(file.path), kept])) {
    if (folder !== null) ensureOwnFolder(folder, file.io.uid)
  }
  return withLock(lock, {}, work)
}

/**
 * Writes a stored file; only under its lock, and only over what was read or put aside.
 * @param previous the file that is kept as `before`
 */
export function writeStored<T extends object>(
  file: StoredFile<T>,
  content: T,
  previous: string | null,
): void {
  const { io, options } = file
  // A link stays a link: what it points to is replaced.
  const target = realFile(file.path, io.uid) ?? file.path
  const { kept } = options
  const keeping =
    kept === null
      ? null
      : {
          folder: kept,
          day: io.dayIn(null, io.now()),
          previous: previous === file.path ? target : previous,
        }
  const conf = new DurableConf(target, next => {
    replaceKept(target, toBytes(next, file.path), file.path, keeping)
  })
  conf.store = content as Record<string, unknown>
}
