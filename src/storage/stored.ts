import type { Io } from '../io/io.ts'
import type { ParsedFile } from './checked-file.ts'

export interface StoredFileOptions<T extends object> {
  path: string
  /** Path of the lock that guards every write. */
  lock: string
  /** Folder of its kept copies; null: none are kept. */
  kept: string | null
  /** What an update starts from when nothing was ever stored. */
  initial: T
}

export type DiskIo = Pick<Io, 'uid' | 'now' | 'dayIn' | 'warnings'>

/** `StoredFile`, for what writes it and for what reads its kept copies. */
export interface Stored<T extends object> {
  readonly io: DiskIo
  readonly options: StoredFileOptions<T>
  readonly path: string
  read(): T | null
  parse(): ParsedFile | null
}
