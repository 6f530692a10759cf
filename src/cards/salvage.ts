import { orElse, RenewError } from '../errors.ts'
import { newestKept } from '../storage/kept-copies.ts'
import type { StoredFile } from '../storage/stored-file.ts'
import type { Card } from './card.ts'
import type { CardsContent } from './changes.ts'
import { cardFault } from './check-cards.ts'

export interface LenientCards {
  cards: readonly Card[]
  faults: RenewError[]
}

/** Returns the valid cards of a file with a right checksum; invalid ones are taken from the newest kept copy. */
export function validCards(file: StoredFile<CardsContent>, cards: readonly Card[]): LenientCards {
  const faults = new Map<Card, RenewError>()
  for (const [index, card] of cards.entries()) {
    const problem = cardFault(card, index)
    if (problem) faults.set(card, new RenewError('store-invalid', { file: file.path, ...problem }))
  }
  if (faults.size === 0) return { cards, faults: [] }
  const kept = new Map(keptCards(file).map(card => [card.id, card]))
  const valid = cards.map(card => (faults.has(card) ? kept.get(card.id) : card))
  return { cards: valid.filter(card => card !== undefined), faults: [...faults.values()] }
}

/**
 * Returns the cards that can be recovered from a file with a wrong checksum (§8): its valid ones, and from the newest
 * kept copy those that are invalid or missing. Removed, closed or extended cards count only once accepted (§13).
 */
export function salvageCards(file: StoredFile<CardsContent>, fault: RenewError): LenientCards {
  const kept = keptCards(file)
  const listed = listOf(file)
  if (!listed) return { cards: kept, faults: [fault] }
  const keptById = new Map(kept.map(card => [card.id, card]))
  const cards = new Map<string, Card>()
  const faults = [fault]
  // A newer version of the program removed cards on purpose.
  const isNewer = fault.code === 'store-newer' && listed.every(value => idOf(value) !== '')
  for (const [index, value] of listed.entries()) {
    const problem = cardFault(value, index)
    if (problem) faults.push(new RenewError('store-invalid', { file: file.path, ...problem }))
    const known = keptById.get(idOf(value))
    const card = problem ? known : isNewer ? (value as Card) : expiringFirst(value as Card, known)
    if (card && !cards.has(card.id)) cards.set(card.id, card)
  }
  if (!isNewer) for (const card of kept) if (!cards.has(card.id)) cards.set(card.id, card)
  return { cards: [...cards.values()], faults }
}

function keptCards(file: StoredFile<CardsContent>): Card[] {
  const cards: unknown = newestKept(file)?.cards
  return Array.isArray(cards) ? cards.filter((card, index) => cardFault(card, index) === null) : []
}

/** Returns the card or its kept version, whichever expires first, so that damage cannot delay a reminder. */
function expiringFirst(card: Card, kept: Card | undefined): Card {
  if (!kept || kept.closed !== null || kept.expires === null) return card
  const isLater = card.expires === null || card.expires > kept.expires
  return card.closed !== null || isLater ? kept : card
}

function listOf(file: StoredFile<CardsContent>): unknown[] | null {
  const cards = orElse(() => file.parse(), null)?.content.cards
  return Array.isArray(cards) ? cards : null
}

function idOf(value: unknown): string {
  const id = (value as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : ''
}
