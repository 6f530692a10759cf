import type { Card, ClosedRenewal } from '../../cards/card.ts'
import { graphemes, printable } from '../../text/printable.ts'

/** Returns a card with its document numbers masked, earlier ones too (§4). */
export function maskedCard(card: Card): Card {
  return { ...card, ...withMaskedNumber(card.number), history: card.history.map(maskedRenewal) }
}

/** Returns a finished renewal with its document number masked. */
export function maskedRenewal(renewal: ClosedRenewal): ClosedRenewal {
  return { ...renewal, ...withMaskedNumber(renewal.number) }
}

/** Shows only the last four characters (§4). */
export function maskedNumber(number: string): string {
  const characters = graphemes(number.trim())
  // Of a short number, four characters would be all of it.
  const shown = characters.length > 4 ? characters.slice(-4) : []
  return `••••${printable(shown.join(''))}`
}

function withMaskedNumber(number: unknown): { number?: string } {
  return typeof number === 'string' ? { number: maskedNumber(number) } : {}
}
