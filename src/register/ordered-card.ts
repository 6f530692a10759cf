import { type Card, newCard } from '../cards/card.ts'

const ORDER = Object.keys(newCard({ id: '', name: '', guide: '', expires: null }, ''))
/** What a reader looks for first. */
const FIRST = ['id', 'name', 'guide', 'expires']

/** The same card with its fields in one order, so that equal registers are equal files; unknown keys come last. */
export function orderedCard(card: Card): Card {
  const keys = new Set([...FIRST, ...ORDER, ...Object.keys(card)])
  return Object.fromEntries(
    [...keys].filter(key => Object.hasOwn(card, key)).map(key => [key, card[key as keyof Card]]),
  ) as Card
}
