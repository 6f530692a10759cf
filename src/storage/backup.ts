import path from 'node:path'
import { orElse, RenewError } from '../errors.ts'
import { flushFolder, linkAtomically, writeAtomically } from './atomic-file.ts'
import { isObject } from './checked-file.ts'
import { ensureOwnFolder } from './folders.ts'
import { jsonFilesBelow } from './json-files.ts'
import { asReadError, entryAt, errnoOf, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import type { DiskIo } from './stored.ts'
import { type StoredName, storedFile } from './stored-file.ts'
import { toBytes } from './to-bytes.ts'
import { writeNewFile } from './user-file.ts'

export type Content = Record<string, unknown>

/** What a backup file contains; null for files that did not exist. */
export interface Backup {
  kind: 'renew-backup'
  made: string
  settings: Content | null
  cards: Content | null
  ledger: Content | null
  guides: Texts
  workdays: Texts
}

/** Checks for content that comes from outside. Each returns the content to store, or throws a RenewError. */
export type Checks = Record<StoredName, (content: Content, file: string) => object>

export interface Restored {
  files: StoredName[]
  from: string
  cards: number | null
  aside: string[]
}

export interface BackedUp {
  cards: number
  guides: number
  workdays: number
  skipped: string[]
}

/**
 * Writes settings, cards, ledger, guides and workdays into one file (0600), for a new machine. Takes no lock, so that
 * it works where the home is read-only. The ledger is read first, so that it never names cards the backup lacks.
 * @param made instant of the command, RFC 3339
 * @throws RenewError `file-exists`, and the errors of reading cards and settings and of writing
 */
export function makeBackup(
  io: DiskIo,
  paths: Paths,
  target: string,
  made: string,
  options: { force: boolean },
): BackedUp {
  const open = (name: StoredName) => storedFile(io, paths, name)
  const ledger = orElse(() => open('ledger').read(), undefined)
  const cards = open('cards').read()
  const settings = open('settings').read()
  const guides = readTexts(paths.guides, io.uid)
  const workdays = readTexts(paths.workdays, io.uid)
  const parts: Backup = {
    kind: 'renew-backup',
    made,
    settings,
    cards,
    ledger: ledger ?? null,
    guides: guides.texts,
    workdays: workdays.texts,
  }
  writeNewFile(target, toBytes(parts, target), options)
  return {
    cards: Array.isArray(cards?.cards) ? cards.cards.length : 0,
    guides: Object.keys(guides.texts).length,
    workdays: Object.keys(workdays.texts).length,
    skipped: [...(ledger === undefined ? [paths.ledger] : []), ...guides.skipped, ...workdays.skipped],
  }
}

/** Texts of the user's own files by name: the path in their folder, with `/`, without `.json`. */
export type Texts = Record<string, string>

const LARGEST = 1024 * 1024
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}(\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}){0,3}$/
/** Names that are devices on Windows. */
const DEVICE = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i

/** Reads all texts of a folder. Skips and lists what is not a regular file of the user or has an unusual name. */
export function readTexts(folder: string, uid: number | null): { texts: Texts; skipped: string[] } {
  const texts: Texts = {}
  const skipped: string[] = []
  for (const file of filesIn(folder)) {
    const name = file.slice(0, -'.json'.length).replaceAll('\\', '/')
    const text = isTextName(name) ? readOwnText(path.join(folder, file), uid) : null
    if (text === null) skipped.push(path.join(folder, file))
    else texts[name] = text
  }
  return { texts, skipped }
}

/** @throws RenewError `backup-unusable` when a name would lead out of its folder, or a value is not text */
export function assertTextNames(all: readonly unknown[], file: string): void {
  const isValid = all.every(
    texts =>
      isObject(texts) &&
      Object.entries(texts).every(([name, text]) => isTextName(name) && typeof text === 'string'),
  )
  if (!isValid) throw new RenewError('backup-unusable', { file, why: 'foreign' })
}

/** Writes texts into their folder; keeps an existing text of the same name as `before`. */
export function writeTexts(folder: string, texts: Texts, kept: string): void {
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(folder, ...`${name}.json`.split('/'))
    ensureOwnFolder(path.dirname(file), null)
    if (entryAt(file)?.isFile()) {
      const base = `${path.basename(folder)}.${name.replaceAll('/', '.')}`
      linkAtomically(file, path.join(kept, `${base}.before.json`))
      flushFolder(kept)
    }
    writeAtomically(file, Buffer.from(text))
  }
}

function isTextName(name: string): boolean {
  return NAME.test(name) && !DEVICE.test(name)
}

function readOwnText(file: string, uid: number | null): string | null {
  const bytes = orElse(() => readOwnFile(file, uid), null)
  return bytes && bytes.length <= LARGEST ? bytes.toString('utf8') : null
}

function filesIn(folder: string): string[] {
  try {
    return jsonFilesBelow(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw asReadError(error, folder)
  }
}
