import type { Card, Renewal } from '../cards/card.ts'
import { masked } from '../views/card-facts.ts'

/** A card as an answer may show it: of its document numbers, earlier ones too, the last four characters (§4). */
export function maskedCard(card: Card): Card {
  return withMaskedHistory({ ...card, ...maskedNumber(card.number) })
}

/** A card as a difference may show it, which masks the number itself so that it can tell two apart. */
export function comparedCard(card: Card): Card
export function comparedCard(card: Card | null): Card | null
export function comparedCard(card: Card | null): Card | null {
  if (card === null) return null
  // Of a number as short as that, its last four characters would be all.
  const isShort = card.number !== null && [...card.number].length <= 4
  return isShort ? maskedCard(card) : withMaskedHistory(card)
}

function withMaskedHistory(card: Card): Card {
  return { ...card, history: card.history.map(maskedRenewal) }
}

/** A closed renewal as an answer may show it. */
export function maskedRenewal(renewal: Renewal): Renewal {
  return { ...renewal, ...maskedNumber(renewal.number) }
}

function maskedNumber(number: unknown): { number?: string } {
  return typeof number === 'string' ? { number: masked(number) } : {}
}
