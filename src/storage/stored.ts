import type { Io } from '../io/io.ts'
import type { ParsedFile } from './checked-file.ts'

export interface StoredFileOptions<T extends object> {
  path: string
  lock: string
  /** null: none are kept. */
  kept: string | null
  initial: T
}

export type DiskIo = Pick<Io, 'uid' | 'now' | 'dayIn' | 'warnings'>

export interface Stored<T extends object> {
  readonly io: DiskIo
  readonly options: StoredFileOptions<T>
  readonly path: string
  read(): T | null
  parse(): ParsedFile | null
}
