import { readdirSync } from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { linkAtomically, writeAtomically } from './atomic-file.ts'
import { errnoOf, readFault } from './disk-fault.ts'
import { entryAt, readOwnFile } from './own-file.ts'
import { ensureOwnFolder } from './own-folder.ts'

/** Texts of the user's own files by name: the path in their folder, with `/`, without `.json`. */
export type Texts = Record<string, string>

const LARGEST = 1024 * 1024
/** Plain words, no leading dot, at most three folders deep, nothing Windows takes for a device. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}(\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}){0,3}$/
const DEVICE = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i

/** Reads all texts of a folder; what is no plain file of the user with a plain name is skipped and named. */
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

/** @throws RenewError `backup-unusable` where a name would lead out of its folder, or a text is none */
export function assertTextNames(all: readonly unknown[], file: string): void {
  const areSound = all.every(
    texts =>
      typeof texts === 'object' &&
      texts !== null &&
      !Array.isArray(texts) &&
      Object.entries(texts).every(([name, text]) => isTextName(name) && typeof text === 'string'),
  )
  if (!areSound) throw new RenewError('backup-unusable', { file, why: 'foreign' })
}

/** Writes texts into their folder; another text of the same name is kept as `before`. */
export function writeTexts(folder: string, texts: Texts, kept: string): void {
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(folder, ...`${name}.json`.split('/'))
    ensureOwnFolder(path.dirname(file), null)
    if (entryAt(file)?.isFile()) {
      const base = `${path.basename(folder)}.${name.replaceAll('/', '.')}`
      linkAtomically(file, path.join(kept, `${base}.before.json`))
    }
    writeAtomically(file, Buffer.from(text))
  }
}

function isTextName(name: string): boolean {
  return NAME.test(name) && !DEVICE.test(name)
}

function readOwnText(file: string, uid: number | null): string | null {
  try {
    const bytes = readOwnFile(file, uid)
    return bytes && bytes.length <= LARGEST ? bytes.toString('utf8') : null
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}

function filesIn(folder: string): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return files.filter(file => file.endsWith('.json')).sort()
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw readFault(error, folder)
  }
}
