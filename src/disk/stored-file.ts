import type { Io } from '../io.ts'

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
export type DiskWorld = Pick<Io, 'uid' | 'now' | 'dayIn'>

/** One JSON file with schema number and checksum: read without a lock, changed under one (§13). */
export declare class StoredFile<T extends object> {
  constructor(io: DiskWorld, options: StoredFileOptions<T>)
  readonly path: string
  /**
   * What is stored, without `schema` and `checksum`; null only when nothing was ever there. Never writes.
   * @throws RenewError `store-damaged`, `store-edited`, `store-newer`, `store-missing`, `cannot-read`, …
   */
  read(): T | null
  /**
   * One locked read-modify-write; durable when it returns, the earlier state whenever it throws.
   * @param change pure; the same object back means nothing to write
   */
  update(change: (current: T) => T): Promise<T>
}
