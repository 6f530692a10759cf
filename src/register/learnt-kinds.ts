import type { Card } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { kindKey } from '../guides/kinds.ts'
import type { TableRow } from './find-header.ts'
import type { Proposal } from './proposal.ts'
import { cardsByKey, matchKey } from './row.ts'

/**
 * Returns the guides that documents of an earlier list show for words that tell no kind, by `kindKey`: those with the
 * number of a row, or of its holder and named after the word. A word that they show two guides for is not learnt.
 */
export function learntKinds(
  unknown: readonly string[],
  { kind, documents, people }: Proposal,
  rows: readonly TableRow[],
  cards: readonly Card[],
): Map<string, string> {
  if (kind === null || unknown.length === 0 || cards.length === 0) return new Map()
  const byKey = cardsByKey(cards, card => [matchKey(card, 'number'), holderKey(card.holder)])
  const found = new Map(unknown.map(word => [kindKey(word), new Set<string>()]))
  const numbers = documents.flatMap(document => document.numbers)
  for (const { cells } of rows) {
    const word = cells[kind] ?? ''
    const guides = found.get(kindKey(word))
    if (!guides) continue
    const cardsOf = (key: string | null) => byKey.get(key) ?? []
    for (const { index } of numbers)
      for (const card of cardsOf(matchKey({ number: cells[index] ?? '' }, 'number'))) guides.add(card.guide)
    const holder = people.map(index => cells[index] ?? '').join(' ')
    for (const card of cardsOf(holderKey(holder)))
      if (nameKey(card.name).includes(nameKey(word))) guides.add(card.guide)
  }
  return new Map([...found].flatMap(([word, guides]) => (guides.size === 1 ? [[word, [...guides][0]!]] : [])))
}

const holderKey = (holder: string | null): string | null => matchKey({ holder, guide: '' }, 'holder')
