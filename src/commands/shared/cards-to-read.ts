import type { Card } from '../../cards/card.ts'
import { type CardFilter, filterCards, findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'

export const FILTERS = {
  '--holder <name>': { words: 'filter.holder', value: 'holder' },
  '--tag <tag>': { words: 'filter.tag', value: 'tag' },
} as const

/** For commands that only read: the beginning of a name is enough. */
export function cardsToRead(names: readonly string[], filter: CardFilter, ctx: Context): readonly Card[] {
  const cards = ctx.cards.cards()
  const named = names.map(name => findCard(cards, name, { prefix: true }))
  return filterCards(named.length > 0 ? [...new Set(named)] : cards, filter, cards)
}
