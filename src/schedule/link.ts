import type { CivilDate } from '../dates/civil-date.ts'
import { after, parsePeriod } from '../dates/period.ts'
import type { LinkedCard, LinkFault } from './checklist-types.ts'

/** What a linked card is held against. */
export interface LinkMeasure {
  filingDay: CivilDate | null
  expires: CivilDate | null
  validity: string | null
  outlives: string | null
}

/**
 * Whether a linked card will do: valid on filing day, and where it must outlive the new card, to that card's end
 * and the margin. Where the new card's validity is unknown it cannot end before the old one; what fails even that
 * fails for certain, and what passes is not certain.
 */
export function linkFault(
  card: Pick<LinkedCard, 'expires'>,
  { filingDay, expires, validity, outlives }: LinkMeasure,
): { fault: LinkFault | null; certain: boolean } {
  const until = card.expires
  if (until === null || filingDay === null) return { fault: null, certain: true }
  if (until < filingDay) return { fault: { code: 'link-ends-before-filing', until }, certain: true }
  const margin = outlives === null ? null : parsePeriod(outlives)
  if (!margin || expires === null) return { fault: null, certain: true }
  const length = validity === null ? null : parsePeriod(validity)
  const newEnd = length ? after(expires, length) : expires
  const needed = after(newEnd, margin)
  if (until < needed) return { fault: { code: 'link-ends-too-soon', until, needed, newEnd }, certain: true }
  return { fault: null, certain: length !== null }
}

/**
 * The first circle among links, as the ids along it with the first one again at its end; null when there is none.
 * Without recursion: a file from elsewhere may link thousands of cards in a row.
 */
export function linkCircle(links: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()
  for (const start of links.keys()) {
    const trail: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }]
    const onTrail = new Set(trail.map(({ id }) => id))
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
