import { resolve } from 'node:path'
import { CardStore } from './cards/store.ts'
import { type Paths, pathsFor } from './disk/paths.ts'
import { readQuiet } from './disk/quiet-file.ts'
import { storedFile } from './disk/stored-files.ts'
import { Guides } from './guides/guides.ts'
import { EMPTY_LEDGER } from './reminders/empty-ledger.ts'
import type { Ledger } from './reminders/ledger.ts'
import { LedgerFile } from './reminders/ledger-file.ts'
import { NO_SETTINGS, type Settings, SettingsFile } from './settings.ts'
import type { Io } from './world.ts'

/** The rooms a command may enter. Nothing is opened before it is asked for, and everything at most once. */
export class Rooms {
  readonly #once = new Map<string, unknown>()

  constructor(readonly io: Io) {}

  get paths(): Paths {
    return this.#keep('paths', () => pathsFor(this.io))
  }

  get settings(): SettingsFile {
    return this.#keep(
      'settings',
      () => new SettingsFile(storedFile<Settings>(this.io, this.paths, 'settings', () => NO_SETTINGS)),
    )
  }

  get cards(): CardStore {
    return this.#keep('cards', () => new CardStore(this.io, this.paths))
  }

  /** What went out (§8). It is read only where a command needs it. */
  get ledger(): LedgerFile {
    return this.#keep(
      'ledger',
      () =>
        new LedgerFile(
          storedFile<Ledger>(this.io, this.paths, 'ledger', () => EMPTY_LEDGER),
          () => readQuiet(this.paths.quiet, this.io.uid)?.lastRun ?? null,
        ),
    )
  }

  get guides(): Guides {
    return this.#keep('guides', () => new Guides(this.paths.guides))
  }

  /** Forgets what was read, after the files were changed by other means. */
  forget(): void {
    for (const name of ['settings', 'cards', 'ledger']) this.#once.delete(name)
  }

  /** An absolute path for a file the user named. */
  fileAt(name: string): string {
    return resolve(this.io.cwd(), name)
  }

  #keep<T>(name: string, open: () => T): T {
    if (!this.#once.has(name)) this.#once.set(name, open())
    return this.#once.get(name) as T
  }
}
