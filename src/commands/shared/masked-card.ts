import type { Card, ClosedRenewal } from '../../cards/card.ts'
import { masked } from './card-facts.ts'

/** A card as an answer may show it: of its document numbers, earlier ones too, the last four characters (§4). */
export function maskedCard(card: Card): Card {
  return { ...card, ...maskedNumber(card.number), history: card.history.map(maskedRenewal) }
}

/** A closed renewal as an answer may show it. */
export function maskedRenewal(renewal: ClosedRenewal): ClosedRenewal {
  return { ...renewal, ...maskedNumber(renewal.number) }
}

function maskedNumber(number: unknown): { number?: string } {
  return typeof number === 'string' ? { number: masked(number) } : {}
}
