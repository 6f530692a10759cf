import { type Column, REST } from './card-row.ts'
import { columnOf, headKey } from './column-names.ts'

/** What the heads of a table stand for. */
export interface Heads {
  /** By place: the field, null where the column is left out. */
  fields: (Column | typeof REST | null)[]
  /** Heads that nobody knows. */
  unknown: string[]
  isOurs: boolean
  /** Whether a card is called after its holder: a list of people has no column for what the cards are called. */
  isCalledAfterHolder: boolean
}

/**
 * Finds the field of every column. @param map what the user said, by `headKey`: a field, or null to leave it out; `*` is
 * every other unknown one
 */
export function readHeads(heads: readonly string[], map: ReadonlyMap<string, Column | null>): Heads {
  const isOurs = heads.includes(REST)
  const unknown: string[] = []
  const fields = heads.map(head => {
    const said = map.get(headKey(head))
    if (said !== undefined) return said
    if (isOurs && head === REST) return REST
    const field = columnOf(head, isOurs)
    if (field !== null) return field
    // A column without a head is nothing but what a spreadsheet leaves behind its last one.
    if (head !== '' && !map.has('*')) unknown.push(head)
    return null
  })
  const isCalledAfterHolder = !isOurs && fields.includes('holder') && !fields.includes('name')
  return { fields, unknown, isOurs, isCalledAfterHolder }
}
