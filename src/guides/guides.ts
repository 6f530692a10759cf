import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Failure, failure } from '../failure.ts'
import { builtInGuide, builtInIds } from './built-in.ts'
import { GUIDE_ID, type Guide } from './guide.ts'
import type { GuideFault } from './read-guide.ts'

/** A guide as it was found. */
export interface FoundGuide {
  /** null when there is none of this id that loads. */
  guide: Guide | null
  /** Whether it is the user's own. */
  own: boolean
  /** Why the user's own file of this id could not be taken; null when all is well. */
  fault: Failure | null
}

/** Largest guide file that is read, in bytes. */
const SIZE_LIMIT = 1024 * 1024

/** The user's guides in the data folder before the built-in ones; each is read once a run. */
export class Guides {
  readonly #found = new Map<string, Promise<FoundGuide>>()

  /** @param folder absolute path of the user's guides; it need not exist */
  constructor(readonly folder: string) {}

  /** The guide of an id. A file that does not load gives way to the built-in guide, and the fault is told (§5). */
  find(id: string): Promise<FoundGuide> {
    const known = this.#found.get(id)
    if (known) return known
    const found = this.#load(id)
    this.#found.set(id, found)
    return found
  }

  /** The ids of all guides, built-in and the user's own, sorted. */
  async ids(): Promise<string[]> {
    const own = namesBelow(this.folder)
      .filter(file => file.endsWith('.json'))
      .map(file => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
      .filter(id => GUIDE_ID.test(id))
    return [...new Set([...builtInIds, ...own])].sort()
  }

  /** Where the user's own guide of an id lies, or would. */
  fileOf(id: string): string {
    return join(this.folder, `${id}.json`)
  }

  /** Every fault of a guide file, wherever it lies; null when there is no such file. */
  async check(file: string): Promise<{ guide: Guide | null; faults: GuideFault[] } | null> {
    const text = readIfThere(file)
    if (text === null) return null
    if (typeof text !== 'string') return { guide: null, faults: [{ path: '', problem: text.fault }] }
    const { checkGuide } = await import('./check-guide.ts')
    return checkGuide(text, relative(this.folder, file))
  }

  async #load(id: string): Promise<FoundGuide> {
    if (!GUIDE_ID.test(id)) return { guide: null, own: false, fault: null }
    const file = this.fileOf(id)
    const text = readIfThere(file)
    if (text === null) return { guide: await builtInGuide(id), own: false, fault: null }
    const { guide, what } = await ownGuide(text, id)
    if (what === null) return { guide, own: true, fault: null }
    return { guide: await builtInGuide(id), own: false, fault: failure('at', { place: file, what }) }
  }
}

/** The guide of a file; null with the first fault. */
async function ownGuide(
  text: string | { fault: Failure },
  id: string,
): Promise<{ guide: Guide | null; what: Failure | null }> {
  if (typeof text !== 'string') return { guide: null, what: text.fault }
  const { checkGuide } = await import('./check-guide.ts')
  const { guide, faults } = checkGuide(text, id)
  const [first] = faults
  if (!first) return { guide, what: null }
  const { path, problem: what } = first
  const where = path === '' ? failure('guide-as-whole', { what }) : failure('at', { place: path, what })
  return { guide: null, what: where }
}

/** The paths of all that lies in a folder; none where there is no such folder. */
function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** The text of a plain file, null when there is none, or why it cannot be read. */
function readIfThere(file: string): string | null | { fault: Failure } {
  try {
    const entry = statSync(file, { throwIfNoEntry: false })
    if (entry === undefined) return null
    if (!entry.isFile()) return { fault: failure('not-file') }
    if (entry.size > SIZE_LIMIT) return { fault: failure('file-too-large') }
    // With an encoding, Node 20 ends the whole process where the disk fails to close the file.
    return readFileSync(file).toString()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { fault: failure('said', { said: code }) }
  }
}
