import { RenewError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import { type Card, nameKey } from './card.ts'

/** Names that an ambiguous name is answered with. */
const MATCHES_LISTED = 20
const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 10

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
    const matches = beginning.slice(0, MATCHES_LISTED).map(card => card.name)
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

/** Returns a random id that no card has. */
export async function newId(cards: readonly Card[]): Promise<string> {
  const [id] = await newIds(cards, 1)
  return id!
}

/** Returns distinct random ids that no card has. */
export async function newIds(cards: readonly Card[], count: number): Promise<string[]> {
  const { randomInt } = await import('node:crypto')
  const taken = new Set(cards.map(card => card.id))
  const ids: string[] = []
  while (ids.length < count) {
    // A spreadsheet would read 12345e6789 as a number, so the first character is a letter.
    const id = Array.from(
      { length: ID_LENGTH },
      (_, at) => ID_CHARACTERS[randomInt(at === 0 ? 26 : ID_CHARACTERS.length)],
    ).join('')
    if (!taken.has(id)) ids.push(id)
    taken.add(id)
  }
  return ids
}
