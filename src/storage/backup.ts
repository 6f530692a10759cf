import { RenewError } from '../errors.ts'
import { toBytes } from './checked-bytes.ts'
import { ensureOwnFolder } from './own-folder.ts'
import type { Paths } from './paths.ts'
import { readIfHealthy, replaceStored } from './replace-stored.ts'
import type { DiskWorld } from './stored-file.ts'
import { type StoredName, storedFile } from './stored-files.ts'
import { underLock } from './update-stored.ts'
import { assertTextNames, readTexts, type Texts, writeTexts } from './user-texts.ts'
import { writeNewFile } from './write-new-file.ts'

type Content = Record<string, unknown>

/** What a backup holds; null where the home had nothing of it. */
export interface BackupParts {
  kind: 'renew-backup'
  /** Instant, RFC 3339. */
  made: string
  settings: Content | null
  cards: Content | null
  ledger: Content | null
  /** The user's guides by id, as text. */
  guides: Texts
  /** The user's working days by name, as text. */
  workdays: Texts
}

/** What content from elsewhere must pass: each gives it back as it may be stored, or throws a RenewError. */
export type Checks = Record<StoredName, (content: Content, file: string) => object>

/** What came back. */
export interface Restored {
  files: StoredName[]
  /** Where it came from, as it can be shown. */
  from: string
  /** How many cards there are now, null when the cards stayed as they were. */
  cards: number | null
  /** The damaged files that stay beside the new ones. */
  aside: string[]
}

/** What went into a backup. */
export interface BackedUp {
  cards: number
  guides: number
  workdays: number
  /** What could not be read and is not in it: the ledger, or files among guides and workdays. */
  skipped: string[]
}

/**
 * Writes all there is into one file (0600), for a new machine. It changes nothing and takes no lock, so that it
 * also works where nothing can be written: the ledger is read first, so that it never knows more than the cards.
 * @param made instant of the command, RFC 3339
 * @throws RenewError `file-exists`, all that reading cards and settings may, and all that writing may
 */
export function makeBackup(
  io: DiskWorld,
  paths: Paths,
  target: string,
  made: string,
  options: { force: boolean },
): BackedUp {
  const open = (name: StoredName) => storedFile<Content>(io, paths, name, () => ({}))
  const ledger = readOrFault(() => open('ledger').read())
  const cards = open('cards').read()
  const settings = open('settings').read()
  const guides = readTexts(paths.guides, io.uid)
  const workdays = readTexts(paths.workdays, io.uid)
  const parts: BackupParts = {
    kind: 'renew-backup',
    made,
    settings,
    cards,
    ledger: ledger.content,
    guides: guides.texts,
    workdays: workdays.texts,
  }
  writeNewFile(target, toBytes(parts, target), options)
  return {
    cards: Array.isArray(cards?.cards) ? cards.cards.length : 0,
    guides: Object.keys(guides.texts).length,
    workdays: Object.keys(workdays.texts).length,
    skipped: [...(ledger.isFaulty ? [paths.ledger] : []), ...guides.skipped, ...workdays.skipped],
  }
}

/**
 * Puts a backup in the place of what is there; what is sound there becomes kept copies, what is not stays beside.
 * The timer stays the one of this machine: a backup cannot know what is installed here.
 */
export async function restoreBackup(
  io: DiskWorld,
  paths: Paths,
  parts: BackupParts,
  from: string,
  stamp: string,
  checks: Checks,
): Promise<Restored> {
  const open = (name: StoredName) => storedFile<Content>(io, paths, name, () => ({}))
  const names = (['settings', 'cards', 'ledger'] as const).filter(name => isContent(parts[name]))
  const checked = new Map(names.map(name => [name, checks[name](parts[name]!, from) as Content]))
  assertTextNames([parts.guides, parts.workdays], from)

  const aside: string[] = []
  await underLock(open('cards'), () => {
    for (const folder of [paths.config, paths.guides, paths.workdays]) ensureOwnFolder(folder, io.uid)
    writeTexts(paths.guides, parts.guides, paths.kept)
    writeTexts(paths.workdays, parts.workdays, paths.kept)
    // The ledger last: cut short before it, reminders come twice; after it alone, they might be missed.
    for (const name of names) {
      const file = open(name)
      const part = checked.get(name)!
      const content = name === 'settings' ? withTimerOf(readIfHealthy(file), part) : part
      const damaged = replaceStored(file, content, stamp, paths.kept)
      if (damaged) aside.push(damaged)
    }
  })
  const cards = parts.cards?.cards
  return { files: [...names], from, cards: Array.isArray(cards) ? cards.length : null, aside }
}

function withTimerOf(here: Content | null, settings: Content): Content {
  return { ...settings, timer: here?.timer ?? null }
}

function readOrFault(read: () => Content | null): { content: Content | null; isFaulty: boolean } {
  try {
    return { content: read(), isFaulty: false }
  } catch (error) {
    if (error instanceof RenewError) return { content: null, isFaulty: true }
    throw error
  }
}

function isContent(part: unknown): part is Content {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}
