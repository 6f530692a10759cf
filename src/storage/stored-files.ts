import type { Paths } from './paths.ts'
import { type DiskWorld, StoredFile } from './stored-file.ts'

/** The three files of the store. */
export type StoredName = 'settings' | 'cards' | 'ledger'

/** One of the three files; the ledger only says what went out and is never undone, so no copies of it are kept. */
export function storedFile<T extends object>(
  io: DiskWorld,
  paths: Paths,
  name: StoredName,
  initial: () => T,
): StoredFile<T> {
  const kept = name === 'ledger' ? null : paths.kept
  return new StoredFile(io, { path: paths[name], lock: paths.storeLock, kept, initial })
}
