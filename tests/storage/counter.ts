import { pathsFor } from '../../src/storage/paths.ts'
import { type DiskIo, StoredFile } from '../../src/storage/stored-file.ts'

/** What the tests store where only the storing matters. */
export interface Counter {
  count: number
  filler: string
}

/** The world as the disk needs it, on a day. */
export function diskWorld(day = '2026-12-01'): DiskIo {
  return { uid: process.getuid?.() ?? null, now: () => 0, dayIn: () => day }
}

/** A counter where the cards are kept, with kept copies as they have. */
export function counterIn(home: string, day?: string): StoredFile<Counter> {
  const paths = pathsIn(home)
  return new StoredFile<Counter>(diskWorld(day), {
    path: paths.cards,
    lock: paths.storeLock,
    kept: paths.kept,
    initial: () => ({ count: 0, filler: '' }),
  })
}

/** All paths below one folder. */
export function pathsIn(home: string) {
  return pathsFor({ env: { RENEW_HOME: home }, platform: process.platform })
}
