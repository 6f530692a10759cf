import type { Parsed } from '../disk/checked-json.ts'
import { newestKept } from '../disk/newest-kept.ts'
import type { StoredFile } from '../disk/stored-file.ts'
import { RenewError } from '../errors.ts'
import type { Card } from './card.ts'
import type { CardsContent } from './changes.ts'
import { cardFault } from './check-cards.ts'
import type { LenientCards } from './store.ts'

/**
 * Whatever cards can be had from a file that is not as we wrote it (§8, "Damage never silences"): those of the file
 * that are sound, the kept version of those that are not, and all of the newest kept copy where nothing can be read
 * or nobody can tell which are missing.
 * @param fault why it cannot be read as usual
 */
export function salvageCards(file: StoredFile<CardsContent>, fault: RenewError): LenientCards {
  const kept = newestKept(file)?.cards ?? []
  const listed = listOf(file)
  if (!listed) return { cards: kept, faults: [fault] }
  const keptById = new Map(kept.map(card => [card.id, card]))
  const cards = new Map<string, Card>()
  const faults = [fault]
  for (const [index, value] of listed.entries()) {
    const problem = cardFault(value, index)
    if (problem) faults.push(new RenewError('store-invalid', { file: file.path, ...problem }))
    const card = problem ? keptById.get(idOf(value)) : (value as Card)
    if (card && !cards.has(card.id)) cards.set(card.id, card)
  }
  const isTorn = fault.code === 'store-damaged' || listed.some(value => idOf(value) === '')
  if (isTorn) for (const card of kept) if (!cards.has(card.id)) cards.set(card.id, card)
  return { cards: [...cards.values()], faults }
}

function listOf(file: StoredFile<CardsContent>): unknown[] | null {
  let parsed: Parsed | null
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
