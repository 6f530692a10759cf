import { pathsFor } from '../../src/storage/paths.ts'
import type { DiskIo } from '../../src/storage/stored.ts'
import { StoredFile } from '../../src/storage/stored-file.ts'

/** The content of a stored file in tests about storage alone. */
export interface Counter {
  count: number
  filler: string
}

/** Returns what storage needs of `Io`, with a fixed day. */
export function diskIo(day = '2026-12-01'): DiskIo {
  return { uid: process.getuid?.() ?? null, now: () => 0, dayIn: () => day, warnings: [] }
}

/** Opens a counter in place of the cards, with kept copies. */
export function counterIn(home: string, day?: string): StoredFile<Counter> {
  const paths = pathsIn(home)
  return new StoredFile<Counter>(diskIo(day), {
    path: paths.cards,
    lock: paths.storeLock,
    kept: paths.kept,
    initial: { count: 0, filler: '' },
  })
}

/** Returns the paths in one folder. */
export function pathsIn(home: string) {
  return pathsFor({ env: { RENEW_HOME: home }, platform: process.platform })
}
