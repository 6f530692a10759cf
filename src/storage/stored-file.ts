// status loads this: reading only; what writes is in update.ts, which the first change loads.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RenewError, tryOr } from '../errors.ts'
import { contentOf, type ParsedFile, parseBytes } from './checked-file.ts'
import { keptCopies } from './kept-copies.ts'
import { entryAt, exists, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import type { DiskIo, Stored, StoredFileOptions } from './stored.ts'

/** A JSON file with schema number and checksum, read without a lock and changed under one (§13). */
export class StoredFile<T extends object> implements Stored<T> {
  /** What was read last; callers must not change the content. */
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
   * Returns the content without `schema` and `checksum`; null only when nothing was ever stored. Never writes.
   * The checksum shows that we wrote it, so its shape is not checked again.
   * @throws RenewError `store-damaged`, `store-edited`, `store-newer`, `store-missing`, `home-lost`, `store-not-file`,
   * `store-too-large`, `foreign-file`, `cannot-read`, `io-failed`
   */
  read(): T | null {
    const bytes = this.#bytes()
    if (!bytes) return null
    // A change reads again under the lock. Comparing bytes takes a fiftieth of the time of parsing them.
    if (!this.#last?.bytes.equals(bytes)) this.#last = { bytes, content: contentOf(bytes, this.path) as T }
    return this.#last.content
  }

  /**
   * Returns the content with its schema number, unchecked; null when nothing was ever stored.
   * @throws as `read`, but not `store-edited` and `store-newer`
   */
  parse(): ParsedFile | null {
    const bytes = this.#bytes()
    return bytes && parseBytes(bytes, this.path)
  }

  /**
   * Reads, changes and writes the file under the lock. The change is durable when it returns; nothing has changed when
   * it throws.
   * @param change a pure function; nothing is written when it returns the same object
   * @throws RenewError as `read`, and `store-locked`, `disk-full`, `cannot-write`, `foreign-folder`, `too-much`
   */
  async update(change: (current: T) => T): Promise<T> {
    const { updateStored } = await import('./update.ts')
    return updateStored(this, change)
  }

  /**
   * Accepts changes made by hand: checks them and writes a new checksum. The file as we last wrote it is kept as
   * `before`.
   * @param check returns the content to store, or throws when it cannot be accepted
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

/** Opens one of the three files. No copies of the ledger are kept, because what was sent cannot be undone. */
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
 * Returns the ledger with the last run that earlier builds recorded in `quiet.json`, if that is later than its own. The
 * first complete scheduled run removes that file. This function and `paths.oldQuiet` can be removed in the release
 * after next.
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
