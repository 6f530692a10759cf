import type { Card } from '../cards/card.ts'
import { masked } from '../views/card-facts.ts'

/** A card as an answer may show it: of its document numbers, earlier ones too, the last four characters (§4). */
export function maskedCard(card: Card): Card {
  const history = card.history.map(renewal => ({ ...renewal, ...maskedNumber(renewal.number) }))
  return { ...card, ...maskedNumber(card.number), history }
}

function maskedNumber(number: unknown): { number?: string } {
  return typeof number === 'string' ? { number: masked(number) } : {}
}
