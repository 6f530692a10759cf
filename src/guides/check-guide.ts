import { type Failure, failure } from '../failure.ts'
import { GUIDE_ID, type Guide } from './guide.ts'
import { type GuideFault, readGuide } from './read-guide.ts'

/**
 * Every fault of a guide. In the guides' own folder one is found by its path, so that another id would never be asked
 * for.
 * @param place the path of its file from that folder
 */
export function checkGuide(text: string, place: string): { guide: Guide | null; faults: GuideFault[] } {
  const found = readGuide(text)
  const inside = place.replaceAll('\\', '/').replace(/\.json$/, '')
  if (found.guide && GUIDE_ID.test(inside) && found.guide.id !== inside) {
    const problem = failure('guide-misplaced', { id: found.guide.id, place: inside })
    found.faults.push({ path: 'id', problem })
  }
  return found
}

/**
 * The user's own guide of an id; null with its first fault.
 * @param text what is in its file, or why that cannot be read
 */
export function ownGuide(
  text: string | { fault: Failure },
  id: string,
  file: string,
): { guide: Guide | null; fault: Failure | null } {
  if (typeof text !== 'string')
    return { guide: null, fault: failure('at', { place: file, what: text.fault }) }
  const { guide, faults } = checkGuide(text, id)
  const [first] = faults
  if (!first) return { guide, fault: null }
  const { path, problem } = first
  const what =
    path === '' ? failure('guide-as-whole', { what: problem }) : failure('at', { place: path, what: problem })
  return { guide: null, fault: failure('at', { place: file, what }) }
}
