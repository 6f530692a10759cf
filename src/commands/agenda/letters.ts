import type { AllWords } from '../../messages/index.ts'
import { displayName } from '../../text/width.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** The mark of all cards after the last letter. */
const OTHERS = '*'

/** A letter for each card, so that a picture can say which card a mark belongs to. */
export interface Letters {
  /** Returns the letter of a card. */
  of(id: string): string
  /** The letters with the names they stand for, and how many cards have none of their own. */
  legend: readonly { letter: string; name: string }[]
  others: number
}

/** Gives letters to cards, in their order. */
export function lettersOf(cards: readonly { id: string; name: string }[]): Letters {
  const letters = new Map(cards.map(({ id }, at) => [id, LETTERS[at] ?? OTHERS]))
  return {
    of: id => letters.get(id) ?? OTHERS,
    legend: cards.slice(0, LETTERS.length).map(({ name }, at) => ({ letter: LETTERS[at]!, name })),
    others: Math.max(0, cards.length - LETTERS.length),
  }
}

/** Returns the items of the legend: `a me`, `b passport`. */
export function legendItems({ legend, others }: Letters, words: AllWords): string[] {
  const named = legend.map(({ letter, name }) => `${letter} ${displayName(name, { isTTY: true })}`)
  return [...named, ...(others > 0 ? [`${OTHERS} ${words('words.more', { count: others })}`] : [])]
}
