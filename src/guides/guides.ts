// status loads this
import { readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { tryOr } from '../errors.ts'
import type { Failure } from '../failure.ts'
import { calendarById, WEEKENDS } from '../schedule/work-calendars.ts'
import type { FoundCalendar } from '../schedule/workday-override.ts'
import registrationCard from './built-in/kz/registration-card.json'
import type { Guide } from './guide.ts'
import { GUIDE_ID } from './guide-id.ts'
import type { GuideFault } from './read-guide.ts'

/**
 * The guides that come with the program, one file and one line each. They are loaded when needed, except the one that
 * most cards have.
 */
const BUILT_IN: Record<string, () => Promise<{ default: unknown }>> = {
  'driver-licence': () => import('./built-in/driver-licence.json'),
  generic: () => import('./built-in/generic.json'),
  'health-certificate': () => import('./built-in/health-certificate.json'),
  insurance: () => import('./built-in/insurance.json'),
  'kz/registration-card': async () => ({ default: registrationCard }),
  lease: () => import('./built-in/lease.json'),
  passport: () => import('./built-in/passport.json'),
  'residence-permit': () => import('./built-in/residence-permit.json'),
  'sim-card': () => import('./built-in/sim-card.json'),
  visa: () => import('./built-in/visa.json'),
  'work-permit': () => import('./built-in/work-permit.json'),
}

export const builtInIds: readonly string[] = Object.keys(BUILT_IN).sort()

/**
 * Returns a built-in guide, or null. It needs no validation, because a test checks each of them against the schema.
 */
export async function builtInGuide(id: string): Promise<Guide | null> {
  const load = Object.hasOwn(BUILT_IN, id) ? BUILT_IN[id] : undefined
  return load ? ((await load()).default as Guide) : null
}

export interface FoundGuide {
  guide: Guide | null
  own: boolean
  /** Why the user's own file of this id could not be used; null when all is well. */
  fault: Failure | null
}

const SIZE_LIMIT = 1024 * 1024

/** Finds guides: the user's own in the data folder, then the built-in ones. Each is read once a run. */
export class Guides {
  readonly #found = new Map<string, Promise<FoundGuide>>()

  constructor(readonly folder: string) {}

  /** Finds a guide by its id; the built-in one, with the fault, when the user's file cannot be used (§5). */
  find(id: string): Promise<FoundGuide> {
    const known = this.#found.get(id)
    if (known) return known
    const found = this.#load(id)
    this.#found.set(id, found)
    return found
  }

  async ids(): Promise<string[]> {
    return [...new Set([...builtInIds, ...(await this.ownIds())])].sort()
  }

  async ownIds(): Promise<string[]> {
    const { jsonFilesBelow } = await import('../storage/json-files.ts')
    return tryOr(() => jsonFilesBelow(this.folder), [])
      .map(file => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
      .filter(id => GUIDE_ID.test(id))
  }

  fileOf(id: string): string {
    return join(this.folder, `${id}.json`)
  }

  /** Returns every fault of any guide file; null when there is no such file. */
  async check(file: string): Promise<{ guide: Guide | null; faults: GuideFault[] } | null> {
    const text = readIfThere(file)
    if (text === null) return null
    if (typeof text !== 'string') return { guide: null, faults: [{ path: '', problem: text.fault }] }
    const { checkGuide } = await import('./read-guide.ts')
    return checkGuide(text, relative(this.folder, file))
  }

  async #load(id: string): Promise<FoundGuide> {
    if (!GUIDE_ID.test(id)) return { guide: null, own: false, fault: null }
    const file = this.fileOf(id)
    const text = readIfThere(file)
    if (text === null) return { guide: await builtInGuide(id), own: false, fault: null }
    const { readOwnGuide } = await import('./read-guide.ts')
    const { guide, fault } = readOwnGuide(text, id, file)
    return fault ? { guide: await builtInGuide(id), own: false, fault } : { guide, own: true, fault }
  }
}

/**
 * Returns the working days of a country, with the years that the user replaced in `<folder>/<id>.json` (R9). When that
 * file cannot be used, the built-in calendar is returned with the fault.
 * @param folder absolute path of the user's working days; it need not exist
 */
export async function findCalendar(id: string, folder: string): Promise<FoundCalendar> {
  const calendar = calendarById(id)
  if (!calendar) return { calendar: WEEKENDS, fault: { code: 'said', values: { said: id } } }
  const file = join(folder, `${calendar.id}.json`)
  const text = readIfThere(file)
  if (text === null) return { calendar, fault: null }
  const { withOwnYears } = await import('../schedule/workday-override.ts')
  return withOwnYears(calendar, file, text)
}

function readIfThere(file: string): string | null | { fault: Failure } {
  try {
    const entry = statSync(file, { throwIfNoEntry: false })
    if (entry === undefined) return null
    if (!entry.isFile()) return { fault: { code: 'not-file', values: {} } }
    if (entry.size > SIZE_LIMIT) return { fault: { code: 'file-too-large', values: {} } }
    // With an encoding, Node 20 ends the whole process when the disk fails to close the file.
    return readFileSync(file).toString()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? null
      : { fault: { code: 'said', values: { said: code } } }
  }
}
