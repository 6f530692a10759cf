import type { CivilDate } from '../dates/civil-date.ts'
import { after, parsePeriod } from '../dates/period.ts'

/** A card that is a paper of another card. */
export interface LinkedCard {
  id: string
  name: string
  holder: string | null
  expires: CivilDate | null
  /** How long its own renewal takes, as a period. */
  duration: string | null
  /** The duration is only its guide's lead. */
  isRuleOfThumb: boolean
  /** The cards that must be valid for its own renewal. */
  needs: readonly { paper: string; card: LinkedCard }[]
}

export type LinkFault =
  | { code: 'link-ends-before-filing'; until: CivilDate }
  /** `newEnd`: the last day of the new card; `needed`: the day it must be valid to. */
  | { code: 'link-ends-too-soon'; until: CivilDate; needed: CivilDate; newEnd: CivilDate }

export interface LinkRequirement {
  filingDay: CivilDate | null
  expires: CivilDate | null
  validity: string | null
  outlives: string | null
}

/**
 * Checks that a linked card is valid on filing day and, if it must outlive the new card, beyond that card's end. An
 * unknown end is taken for the present one: it cannot be earlier, so a fault is certain and a pass is not.
 */
export function linkFault(
  card: Pick<LinkedCard, 'expires'>,
  { filingDay, expires, validity, outlives }: LinkRequirement,
): { fault: LinkFault | null; certain: boolean } {
  const until = card.expires
  if (until === null || filingDay === null) return { fault: null, certain: true }
  if (until < filingDay) return { fault: { code: 'link-ends-before-filing', until }, certain: true }
  const margin = parsePeriod(outlives)
  if (!margin || expires === null) return { fault: null, certain: true }
  const length = parsePeriod(validity)
  const newEnd = length ? after(expires, length) : expires
  const needed = after(newEnd, margin)
  if (until < needed) return { fault: { code: 'link-ends-too-soon', until, needed, newEnd }, certain: true }
  return { fault: null, certain: length !== null }
}

/** Returns the first circle among links as ids. Not recursive: a list may link thousands of cards in a row. */
export function linkCircle(links: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()
  for (const start of links.keys()) {
    const trail = [{ id: start, next: 0 }]
    const onTrail = new Set([start])
    for (let last = trail.at(-1); last; last = trail.at(-1)) {
      const next = links.get(last.id)?.[last.next++]
      if (next === undefined) {
        done.add(last.id)
        onTrail.delete(last.id)
        trail.pop()
      } else if (onTrail.has(next)) {
        const ids = trail.map(({ id }) => id)
        return [...ids.slice(ids.indexOf(next)), next]
      } else if (!done.has(next)) {
        trail.push({ id: next, next: 0 })
        onTrail.add(next)
      }
    }
  }
  return null
}
