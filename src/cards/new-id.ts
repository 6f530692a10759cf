import type { Card } from './card.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 10

/** A random id that no card has. */
export async function newId(cards: readonly Card[]): Promise<string> {
  const [id] = await newIds(cards, 1)
  return id!
}

/** As many random ids as asked for, none twice and none that a card has. */
export async function newIds(cards: readonly Card[], count: number): Promise<string[]> {
  const { randomInt } = await import('node:crypto')
  const taken = new Set(cards.map(card => card.id))
  const ids: string[] = []
  while (ids.length < count) {
    // A spreadsheet would take 12345e6789 for a number; what begins with a letter is none.
    const id = Array.from(
      { length: LENGTH },
      (_, at) => LETTERS[randomInt(at === 0 ? 26 : LETTERS.length)],
    ).join('')
    if (!taken.has(id)) ids.push(id)
    taken.add(id)
  }
  return ids
}
