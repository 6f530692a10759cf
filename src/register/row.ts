import type { Card } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { RenewError } from '../errors.ts'

export type Key = 'name' | 'number' | 'holder'

/** Why a row is refused. `column` is a field of the card; null: the whole row. */
export interface RowFault {
  column: string | null
  error: RenewError
}

/** What a card is named after where its row has no name for it. */
export interface NameParts {
  base: string
  /** What document it is; null: the list does not tell. */
  word: string | null
  /** Values of the row that may tell it from others of the same name, the likeliest first; empty: none. */
  tells: string[]
}

/** A document of a row as it was read, with every value checked as `add` and `edit` check it. */
export interface Draft {
  /** The line it begins at, or its place in a JSON list; from 1. */
  line: number
  /** The name of the column with its last valid day; null: the file has one card a row. */
  column: string | null
  fields: Partial<Card>
  /** What a new card is named after; null: the row has a name. */
  title: NameParts | null
  /** The guide that the name of a new card tells, where the row has no guide; null: its words tell nothing. */
  kind: string | null
  isNone: boolean
  /** Returns what is the same for two rows that are the same throughout; null: rows are compared by their fields. */
  sameAs: (() => string) | null
  /** The cards it depends on, by name or id; null: not given. */
  links: string[] | null
  /** Values stored unchanged: history, the renewal under way, keys of a newer program. */
  rest: Record<string, unknown>
  /** Whether `renew` wrote the file: then a link to a missing card is kept. */
  isOurs: boolean
  id: string | null
  faults: RowFault[]
}

export interface Outcome extends Pick<Draft, 'line' | 'column' | 'faults'> {
  what: 'new' | 'changed' | 'same' | 'refused' | 'none'
  name: string
  before: Card | null
  after: Card | null
  changed: string[]
}

export interface Target {
  before: Card | null
  id: string
  /** The name of a new card; null: it cannot be distinguished from others. */
  name: string | null
  fault: RowFault | null
}

/** Returns what cards are matched by: their name, number, or holder and guide; null: they have none. */
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

/** Returns the cards by their keys, in order; a card without a key is left out. */
export function cardsByKey(
  cards: readonly Card[],
  keysOf: (card: Card) => readonly (string | null)[],
): Map<string | null, Card[]> {
  const found = new Map<string | null, Card[]>()
  for (const card of cards)
    for (const key of keysOf(card)) if (key !== null) found.set(key, [...(found.get(key) ?? []), card])
  return found
}

/** The values of a row and the faults of its cells. */
export class Values {
  readonly fields: Record<string, unknown>
  readonly faults: RowFault[]

  constructor(from: { fields: object; faults: readonly RowFault[] }) {
    this.fields = { ...from.fields }
    this.faults = [...from.faults]
  }

  async take(column: string, field: string, read: () => unknown): Promise<void> {
    try {
      const value = await read()
      if (value !== undefined) this.fields[field] = value
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      this.faults.push({ column, error })
    }
  }

  remove(field: string): string | null {
    const { [field]: value } = this.fields
    delete this.fields[field]
    return typeof value === 'string' ? value : null
  }
}

/** Refuses a row with more cells than the header has. */
export function widthFaults(cells: readonly string[], heads: number): RowFault[] {
  const isWide = cells.slice(heads).some(cell => cell.trim() !== '')
  return isWide
    ? [{ column: null, error: new RenewError('import-cells', { cells: cells.length, heads }) }]
    : []
}

/** What a draft is where its row says nothing else. */
export const NO_DRAFT = {
  ...{ column: null, title: null, kind: null, isNone: false, sameAs: null },
  ...{ rest: {}, isOurs: false, id: null },
}
