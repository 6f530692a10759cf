// status loads this: reading only; what writes is in update.ts, which the first change loads.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RenewError, tryOr } from '../errors.ts'
import { contentOf, type ParsedFile, parseBytes } from './checked-file.ts'
import { keptCopies } from './kept-copies.ts'
import { entryAt, exists, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import type { DiskIo, Stored, StoredFileOptions } from './stored.ts'

/** Read without a lock and changed under one (§13). */
export class StoredFile<T extends object> implements Stored<T> {
  /** Callers must not change the content. */
  #last: { bytes: Buffer; content: T } | null = null

  constructor(
    readonly io: DiskIo,
    readonly options: StoredFileOptions<T>,
  ) {}

  get path(): string {
    return this.options.path
  }

  get size(): number {
    return tryOr(() => statSync(this.path).size, 0)
  }

  /**
   * Returns null only when nothing was ever stored. The checksum shows that we wrote the file, so its shape is not
   * checked again.
   * @throws RenewError `store-damaged`, `store-edited`, `store-newer`, `store-missing`, `home-lost`,
   * `store-not-file`, `store-too-large`, `foreign-file`, `cannot-read`, `io-failed`
   */
  read(): T | null {
    const bytes = this.#bytes()
    if (!bytes) return null
    // A change reads again under the lock. Comparing bytes takes a fiftieth of the time of parsing them.
    if (!this.#last?.bytes.equals(bytes)) this.#last = { bytes, content: contentOf(bytes, this.path) as T }
    return this.#last.content
  }

  /** @throws as `read`, but not `store-edited` and `store-newer` */
  parse(): ParsedFile | null {
    const bytes = this.#bytes()
    return bytes && parseBytes(bytes, this.path)
  }

  /**
   * Durable when it returns; nothing has changed when it throws. Nothing is written when `change` returns the same
   * object.
   * @throws RenewError as `read`, and `store-locked`, `disk-full`, `cannot-write`, `foreign-folder`, `too-much`
   */
  async update(change: (current: T) => T): Promise<T> {
    const { updateStored } = await import('./update.ts')
    return updateStored(this, change)
  }

  /**
   * Writes a new checksum after changes by hand; what we last wrote becomes `before`.
   * @param check returns the content to store, or throws
   * @returns whether there was anything to accept
   */
  async accept(check: (content: Record<string, unknown>) => T): Promise<boolean> {
    const { acceptEdited } = await import('./update.ts')
    return acceptEdited(this, check)
  }

  #bytes(): Buffer | null {
    const { path, kept } = this.options
    const bytes = readOwnFile(path, this.io.uid)
    if (bytes) return bytes
    const [newest, ...others] = keptCopies(kept, path)
    if (!newest) {
      const folder = dirname(path)
      // Perhaps its disk is not mounted; that is not an empty home.
      if (entryAt(folder)?.isSymbolicLink() && !exists(folder)) throw new RenewError('home-lost', { folder })
      return null
    }
    // The very first change may have happened since: copies are made after the file is written.
    const written = readOwnFile(path, this.io.uid)
    if (written) return written
    throw new RenewError('store-missing', { file: path, copies: others.length + 1, newest: newest.name })
  }
}

export type StoredName = 'settings' | 'cards' | 'ledger'

/** No copies of the ledger are kept, because what was sent cannot be undone. */
export function storedFile<T extends object = Record<string, unknown>>(
  io: DiskIo,
  paths: Paths,
  name: StoredName,
  initial = {} as T,
): StoredFile<T> {
  const kept = name === 'ledger' ? null : paths.kept
  return new StoredFile(io, { path: paths[name], lock: paths.storeLock, kept, initial })
}

/**
 * Adds the last run of `quiet.json`, which earlier builds wrote and the first complete scheduled run removes. This
 * function and `paths.oldQuiet` can be removed in the release after next.
 */
export function withOldLastRun<T extends { lastRun: string | null }>(
  ledger: T | null,
  file: string,
  uid: number | null,
): T | null {
  try {
    const lastRun = contentOf(readOwnFile(file, uid)!, file).lastRun as string
    if (ledger && Date.parse(lastRun) > Date.parse(ledger.lastRun ?? '1970')) return { ...ledger, lastRun }
  } catch {}
  return ledger
}
