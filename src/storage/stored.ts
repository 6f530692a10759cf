import type { Io } from '../io/io.ts'
import type { ParsedFile } from './checked-file.ts'

export interface StoredFileOptions<T extends object> {
  path: string
  lock: string
  /** Folder of its kept copies, null when none are kept (the ledger). */
  kept: string | null
  initial: T
}

export type DiskIo = Pick<Io, 'uid' | 'now' | 'dayIn' | 'warnings'>

/** A stored file, for what writes it and for what reads its kept copies; see `StoredFile`. */
export interface Stored<T extends object> {
  readonly io: DiskIo
  readonly options: StoredFileOptions<T>
  readonly path: string
  read(): T | null
  parse(): ParsedFile | null
}
