import { type Card, nameKey } from '../cards/card.ts'
import type { Key } from './draft.ts'

/** What tells one card from another; null where it has none of it. */
export function matchKey({ name, number, holder, guide }: Partial<Card>, by: Key): string | null {
  switch (by) {
    case 'name':
      return name ? nameKey(name) : null
    case 'number':
      return number ? nameKey(number).replace(/\s/g, '') : null
    case 'holder':
      return holder ? `${nameKey(holder).replace(/\s+/g, ' ')}\n${guide}` : null
  }
}

/** A spreadsheet takes 00123 for the number 123. */
export function hasLostZeros(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after && before.replace(/^0+/, '') === after
}
