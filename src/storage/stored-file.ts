import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RenewError } from '../errors.ts'
import type { Io } from '../io/real-io.ts'
import { contentOf, type ParsedFile, parseBytes } from './checked-file.ts'
import { keptCopies } from './kept-copies.ts'
import { entryAt, exists, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'

/** Where a stored file lives and what it is. */
export interface StoredFileOptions<T extends object> {
  /** Absolute path of the file. */
  path: string
  /** Absolute path of the lock that guards every write. */
  lock: string
  /** Folder of its kept copies, null when none are kept (the ledger). */
  kept: string | null
  /** What an update starts from where nothing was ever stored. */
  initial: () => T
}

/** What it needs of the world. */
export type DiskIo = Pick<Io, 'uid' | 'now' | 'dayIn'>

/** One JSON file with schema number and checksum: read without a lock, changed under one (§13). */
export class StoredFile<T extends object> {
  /** What was read last. Whoever is handed the content changes nothing in it. */
  #last: { bytes: Buffer; content: T } | null = null

  constructor(
    readonly io: DiskIo,
    readonly options: StoredFileOptions<T>,
  ) {}

  get path(): string {
    return this.options.path
  }

  /** How many bytes there are to read; 0 where nothing can be said. */
  get size(): number {
    try {
      return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    } catch {
      return 0
    }
  }

  /**
   * What is stored, without `schema` and `checksum`; null only when nothing was ever there. Never writes.
   * The checksum says that we wrote it, so its shape is not checked again.
   * @throws RenewError `store-damaged`, `store-edited`, `store-newer`, `store-missing`, `home-lost`, `store-not-file`,
   * `store-too-large`, `foreign-file`, `cannot-read`, `io-failed`
   */
  read(): T | null {
    const bytes = this.#bytes()
    if (!bytes) return null
    // A change reads again under the lock: of thousands of cards, comparing bytes takes a fiftieth of parsing them.
    if (!this.#last?.bytes.equals(bytes)) this.#last = { bytes, content: contentOf(bytes, this.path) as T }
    return this.#last.content
  }

  /**
   * What is there, trusted or not, for those who check it themselves; null when nothing was ever there.
   * @throws as `read`, but not `store-edited` and `store-newer`
   */
  parse(): ParsedFile | null {
    const bytes = this.#bytes()
    return bytes && parseBytes(bytes, this.path)
  }

  /**
   * One locked read-modify-write; durable when it returns, the earlier state whenever it throws.
   * @param change pure; the same object back means nothing to write
   * @throws RenewError as `read`, and `store-locked`, `disk-full`, `cannot-write`, `foreign-folder`, `too-much`
   */
  async update(change: (current: T) => T): Promise<T> {
    const { updateStored } = await import('./update.ts')
    return updateStored(this, change)
  }

  /**
   * Takes in what was changed by hand: checks it and gives it a fresh checksum. The file as we last wrote it is
   * kept as `before`.
   * @param check gives back the content as it may be stored, or throws when it cannot be taken
   * @returns whether there was anything to take in
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
      // Its disk is not mounted, perhaps: that is not a home without cards.
      if (entryAt(folder)?.isSymbolicLink() && !exists(folder)) throw new RenewError('home-lost', { folder })
      return null
    }
    // The first change of all may have come between the two looks: copies are kept after the file was written.
    const written = readOwnFile(path, this.io.uid)
    if (written) return written
    throw new RenewError('store-missing', { file: path, copies: others.length + 1, newest: newest.name })
  }
}

/** The three files of the store. */
export type StoredName = 'settings' | 'cards' | 'ledger'

/** One of the three files; the ledger only says what went out and is never undone, so no copies of it are kept. */
export function storedFile<T extends object>(
  io: DiskIo,
  paths: Paths,
  name: StoredName,
  initial: () => T,
): StoredFile<T> {
  const kept = name === 'ledger' ? null : paths.kept
  return new StoredFile(io, { path: paths[name], lock: paths.storeLock, kept, initial })
}

/**
 * Gives a ledger the last run that earlier builds recorded in `quiet.json`, where that is later than its own; the
 * ledger as it is where the file cannot be read. The first complete scheduled run removes the file. This function and
 * `paths.oldQuiet` can be removed in the release after next.
 */
export function withOldLastRun<T extends { lastRun: string | null }>(
  ledger: T | null,
  file: string,
  uid: number | null,
): T | null {
  try {
    // Its checksum says that we wrote it, so its shape is not checked.
    const lastRun = contentOf(readOwnFile(file, uid)!, file).lastRun as string
    if (ledger && Date.parse(lastRun) > Date.parse(ledger.lastRun ?? '1970')) return { ...ledger, lastRun }
  } catch {
    // Mostly there is no such file.
  }
  return ledger
}
