import { RenewError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import type { Card } from './card.ts'
import { nameKey } from './card-name.ts'

const MATCHES_LISTED = 20
const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 10

/**
 * Returns the card with this name or id, or with `prefix` whose name begins like it (§4).
 * @param options `near`: another name that may be meant
 * @throws RenewError `card-not-found`, `card-ambiguous`
 */
export function findCard(
  cards: readonly Card[],
  name: string,
  options: { prefix?: boolean; near?: string } = {},
): Card {
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
  const near = options.near === undefined ? undefined : nameKey(options.near)
  const meant = only ?? cards.find(card => nameKey(card.name) === near)
  const names = cards.map(card => card.name)
  throw new RenewError('card-not-found', { name, nearest: meant ? meant.name : nearest(name, names) })
}

export interface CardFilter {
  holder?: string | undefined
  tag?: string | undefined
}

/** A holder is found by the whole name; where no card has exactly this one, by a word that begins so. */
export function filterCards(
  cards: readonly Card[],
  { holder, tag }: CardFilter,
  all: readonly Card[],
): readonly Card[] {
  const wanted = holder === undefined ? '' : nameKey(holder)
  const isExact = all.some(card => card.holder !== null && nameKey(card.holder) === wanted)
  const hasHolder = (card: Card): boolean => {
    const key = card.holder === null ? '' : nameKey(card.holder)
    return isExact ? key === wanted : wanted !== '' && ` ${key}`.includes(` ${wanted}`)
  }
  const hasTag = (card: Card): boolean => card.tags.some(own => nameKey(own) === nameKey(tag!))
  return cards.filter(
    card => (holder === undefined || hasHolder(card)) && (tag === undefined || hasTag(card)),
  )
}

/** Returns the cards that fit the filter: of those named, or of all. @throws RenewError as `findCard` */
export function cardsToRead(
  cards: readonly Card[],
  names: readonly string[],
  filter: CardFilter,
): readonly Card[] {
  const named = names.map(name => findCard(cards, name, { prefix: true }))
  return filterCards(named.length > 0 ? [...new Set(named)] : cards, filter, cards)
}

/** Returns a random id that no card has. */
export async function newId(cards: readonly Card[]): Promise<string> {
  const { randomInt } = await import('node:crypto')
  for (;;) {
    // A spreadsheet would read 12345e6789 as a number, so the first character is a letter.
    const id = Array.from(
      { length: ID_LENGTH },
      (_, at) => ID_CHARACTERS[randomInt(at === 0 ? 26 : ID_CHARACTERS.length)],
    ).join('')
    if (cards.every(card => card.id !== id)) return id
  }
}
