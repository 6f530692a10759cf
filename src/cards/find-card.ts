import { RenewError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import { type Card, nameKey } from './card.ts'

const LISTED = 20

/**
 * The one card a user means: by name, by id, for reading also by the beginning of a name (§4).
 * @param options.prefix whether the beginning of a name is enough
 * @throws RenewError `card-not-found` with the nearest name, `card-ambiguous` with the list
 */
export function findCard(cards: readonly Card[], name: string, options: { prefix?: boolean } = {}): Card {
  const key = nameKey(name)
  const exact = cards.find(card => nameKey(card.name) === key) ?? cards.find(card => card.id === name.trim())
  if (exact) return exact
  const beginning = key === '' ? [] : cards.filter(card => nameKey(card.name).startsWith(key))
  const [only, ...others] = beginning
  if (only && others.length > 0) {
    const matches = beginning.slice(0, LISTED).map(card => card.name)
    throw new RenewError('card-ambiguous', { name, matches })
  }
  if (only && options.prefix) return only
  const names = cards.map(card => card.name)
  throw new RenewError('card-not-found', { name, nearest: only ? only.name : nearest(name, names) })
}

/**
 * Refuses a name that another card has.
 * @param except id of the card that may have it
 * @throws RenewError `name-taken`
 */
export function assertNameFree(cards: readonly Card[], name: string, except?: string): void {
  const key = nameKey(name)
  const owner = cards.find(card => card.id !== except && nameKey(card.name) === key)
  if (owner) throw new RenewError('name-taken', { name: owner.name, expires: owner.expires })
}
