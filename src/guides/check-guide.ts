import { failure } from '../failure.ts'
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
