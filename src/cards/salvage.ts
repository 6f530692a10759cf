import { RenewError } from '../errors.ts'
import type { ParsedFile } from '../storage/checked-file.ts'
import { newestKept } from '../storage/kept-copies.ts'
import type { StoredFile } from '../storage/stored-file.ts'
import type { Card } from './card.ts'
import type { CardsContent } from './changes.ts'
import { cardFault } from './check-cards.ts'

/** What can still be said of the cards when the file is not as we wrote it. */
export interface LenientCards {
  cards: readonly Card[]
  /** What is wrong, worst first; empty when all is well. */
  faults: RenewError[]
}

/**
 * The cards of a file whose checksum is right: a program like this one wrote them, which need not have had no bug. Of
 * those that cannot be understood the kept version serves.
 */
export function validCards(file: StoredFile<CardsContent>, cards: readonly Card[]): LenientCards {
  const faults = new Map<Card, RenewError>()
  for (const [index, card] of cards.entries()) {
    const problem = cardFault(card, index)
    if (problem) faults.set(card, new RenewError('store-invalid', { file: file.path, ...problem }))
  }
  if (faults.size === 0) return { cards, faults: [] }
  const kept = new Map(keptCards(file).map(card => [card.id, card]))
  const sound = cards.map(card => (faults.has(card) ? kept.get(card.id) : card))
  return { cards: sound.filter(card => card !== undefined), faults: [...faults.values()] }
}

/**
 * Whatever cards can be had from a file that is not as we wrote it (§8, "Damage never silences"): those of the file
 * that are sound, the kept version of those that are not, and what else the newest kept copy has: that a card was taken
 * out, closed or given more time counts once somebody has said so (`doctor --accept`, §13).
 * @param fault why it cannot be read as usual
 */
export function salvageCards(file: StoredFile<CardsContent>, fault: RenewError): LenientCards {
  const kept = keptCards(file)
  const listed = listOf(file)
  if (!listed) return { cards: kept, faults: [fault] }
  const keptById = new Map(kept.map(card => [card.id, card]))
  const cards = new Map<string, Card>()
  const faults = [fault]
  // What a newer program took out was meant.
  const isMeant = fault.code === 'store-newer' && listed.every(value => idOf(value) !== '')
  for (const [index, value] of listed.entries()) {
    const problem = cardFault(value, index)
    if (problem) faults.push(new RenewError('store-invalid', { file: file.path, ...problem }))
    const known = keptById.get(idOf(value))
    const card = problem ? known : isMeant ? (value as Card) : sooner(value as Card, known)
    if (card && !cards.has(card.id)) cards.set(card.id, card)
  }
  if (!isMeant) for (const card of kept) if (!cards.has(card.id)) cards.set(card.id, card)
  return { cards: [...cards.values()], faults }
}

/** The cards of the newest kept copy, without those that cannot be understood there either. */
function keptCards(file: StoredFile<CardsContent>): Card[] {
  const cards: unknown = newestKept(file)?.cards
  return Array.isArray(cards) ? cards.filter((card, index) => cardFault(card, index) === null) : []
}

/** Of a card as it stands and as it was kept the one that ends first: a flipped bit must not silence it. */
function sooner(card: Card, kept: Card | undefined): Card {
  if (!kept || kept.closed !== null || kept.expires === null) return card
  const isLater = card.expires === null || card.expires > kept.expires
  return card.closed !== null || isLater ? kept : card
}

function listOf(file: StoredFile<CardsContent>): unknown[] | null {
  let parsed: ParsedFile | null
  try {
    parsed = file.parse()
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
  const cards = parsed?.content.cards
  return Array.isArray(cards) ? cards : null
}

function idOf(value: unknown): string {
  const id = (value as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : ''
}
