import type { LinkedCard } from '../schedule/link.ts'
import type { Assessed } from './assess.ts'

/** What must be known of a card that may be a paper of another. */
export type Linkable = Pick<Assessed, 'card' | 'guide' | 'resolved'>

/** Finds the cards that are papers of other cards, among all of them. */
export interface Linker {
  /** By the id of the paper; a card linked by hand that is no paper of the guide stands under its own id. */
  linksOf(assessed: Linkable): Record<string, LinkedCard>
}

/**
 * The cards that are papers of other cards (§5): those linked by hand, else the only card of the same holder whose
 * guide is of the kind the paper names. Of several nobody is picked. Closed cards are nobody's paper.
 * @param all every card of the store, so that none is missed
 */
export function linkerOf(all: readonly Linkable[]): Linker {
  const byId = new Map(all.map(one => [one.card.id, one]))
  const byHolder = new Map<string | null, Map<string, Linkable[]>>()
  for (const one of all) {
    if (one.card.closed !== null) continue
    const kinds = byHolder.get(one.card.holder) ?? new Map<string, Linkable[]>()
    byHolder.set(one.card.holder, kinds)
    for (const kind of kindsOf(one.card.guide)) {
      const same = kinds.get(kind)
      if (same) same.push(one)
      else kinds.set(kind, [one])
    }
  }
  const linksOf = (assessed: Linkable, trail: readonly string[]): Record<string, LinkedCard> => {
    const { card, guide } = assessed
    const byHand = card.links.map(id => byId.get(id)).filter(one => one !== undefined)
    const free = new Set(byHand.map(one => one.card.id))
    const found: Record<string, LinkedCard> = {}
    const path = [...trail, card.id]
    const take = (paper: string, one: Linkable): void => {
      // A circle is refused when it is linked; where one slipped in, it is cut here.
      if (!path.includes(one.card.id)) found[paper] = linkedCard(one, path)
    }
    for (const { id, card: kind } of guide?.materials ?? []) {
      if (kind === null) continue
      const chosen = byHand.find(one => kindsOf(one.card.guide).includes(kind))
      const same = byHolder.get(card.holder)?.get(kind) ?? []
      // Of an office's thousands without a holder three are enough to see that nobody is picked.
      const candidates = chosen ? [chosen] : same.slice(0, 3).filter(one => one !== assessed)
      if (candidates.length !== 1) continue
      free.delete(candidates[0]!.card.id)
      take(id, candidates[0]!)
    }
    for (const id of free) take(id, byId.get(id)!)
    return found
  }
  const linkedCard = (one: Linkable, trail: readonly string[]): LinkedCard => ({
    id: one.card.id,
    name: one.card.name,
    expires: one.card.expires,
    duration: one.resolved.processing.value,
    needs: Object.entries(linksOf(one, trail)).map(([paper, card]) => ({ paper, card })),
  })
  return { linksOf: assessed => linksOf(assessed, []) }
}

/** The kinds a guide is of: `passport` is one of itself, `kz/passport` of `passport` too. */
function kindsOf(guide: string): string[] {
  const parts = guide.split('/')
  return parts.map((_, at) => parts.slice(at).join('/'))
}
