import type { Guide } from '../guides/guide.ts'
import type { LinkedCard } from '../schedule/checklist.ts'
import { type Card, nameKey } from './card.ts'

/** Where the cards that are papers of others are looked for. */
export interface Shelf {
  /** By id; null where it cannot be had. */
  guides: ReadonlyMap<string, Guide | null>
  byId: ReadonlyMap<string, Card>
  /** Open cards by kind and holder. */
  byOwner: ReadonlyMap<string, readonly Card[]>
}

/** Makes cards ready to be found as papers of others. */
export function shelve(cards: readonly Card[], guides: ReadonlyMap<string, Guide | null>): Shelf {
  const open = cards.filter(card => card.closed === null)
  const byOwner = new Map<string, Card[]>()
  for (const card of open) {
    const key = ownerKey(card.guide, card.holder)
    const others = byOwner.get(key)
    if (others) others.push(card)
    else byOwner.set(key, [card])
  }
  return { guides, byId: new Map(open.map(card => [card.id, card])), byOwner }
}

/**
 * The cards that are papers of a card, by the paper (§5): those it names (`link`), else the only open card of that
 * kind and holder.
 * @param seen ids already on the way here, so that a circle made by hand ends
 */
export function linkedCards(
  card: Card,
  shelf: Shelf,
  seen: readonly string[] = [],
): Record<string, LinkedCard> {
  const found: Record<string, LinkedCard> = {}
  for (const { id, card: kind } of shelf.guides.get(card.guide)?.materials ?? []) {
    const other = kind === null ? null : paperOf(card, kind, shelf)
    if (other && !seen.includes(other.id)) found[id] = asLinked(other, shelf, [...seen, card.id])
  }
  return found
}

function paperOf(card: Card, kind: string, { byId, byOwner }: Shelf): Card | null {
  const named = card.links.map(id => byId.get(id)).find(other => other?.guide === kind)
  if (named) return named
  const own = (byOwner.get(ownerKey(kind, card.holder)) ?? []).filter(({ id }) => id !== card.id)
  // Two passports of one person: only the user knows which one is shown.
  return own.length === 1 ? own[0]! : null
}

function asLinked(card: Card, shelf: Shelf, seen: readonly string[]): LinkedCard {
  const needs = Object.entries(linkedCards(card, shelf, seen)).map(([paper, other]) => ({
    paper,
    card: other,
  }))
  return {
    id: card.id,
    name: card.name,
    expires: card.expires,
    duration: card.processing ?? shelf.guides.get(card.guide)?.processing.value ?? null,
    needs,
  }
}

const ownerKey = (guide: string, holder: string | null): string => `${guide}\n${nameKey(holder ?? '')}`
