import { type Column, REST } from './card-row.ts'
import { guideInColumn } from './kind-names.ts'
import { columnKey, type Meaning, mayBeCounter, meaningOf, ownColumn } from './known-heads.ts'

/** What the heads of a table stand for. */
export interface Header {
  /** By place: the field, null where the column is left out. */
  fields: (Column | typeof REST | null)[]
  /** Heads that nobody knows. */
  unknown: string[]
  isOurs: boolean
  /** Whether a card is called after its holder: a list of people has no column for what the cards are called. */
  isNamedAfterHolder: boolean
  /** Whether several columns together are the holder: surname, first name. */
  isHolderInParts: boolean
  /** The guide of the documents that the head of the last valid day names ("срок действия визы"); null: none. */
  guide: string | null
}

/** What a user said of columns, by `headKey`: a field, or null to leave it out; `*` is every other unknown one. */
export type ColumnMap = ReadonlyMap<string, Column | null>

/** Fields of which a list may have one for each document of a person. */
const OF_ONE_DOCUMENT = new Set<Column>(['expires', 'number', 'issued'])

/** Finds the field of every column. @param sample the first rows below, where a head alone does not tell */
export function readHeader(heads: readonly string[], map: ColumnMap, sample: readonly string[][]): Header {
  if (heads.includes(REST)) return readOwnHeader(heads, map)
  const said = heads.map(head => map.get(columnKey(head)))
  const meanings = heads.map((head, at) => (said[at] === undefined ? meaningOf(head) : null))
  const end = said.includes('expires') ? said.indexOf('expires') : meanings.indexOf('expires')
  const guide = guideInColumn(columnKey(heads[end] ?? ''))
  const has = (field: Meaning) => said.includes(field as Column) || meanings.includes(field)
  const columnOf = (at: number): Column | 'counter' | null => {
    const meaning = meanings[at] ?? null
    const cells = sample.map(row => (row[at] ?? '').trim()).filter(cell => cell !== '')
    switch (meaning) {
      case 'surname':
      case 'other-name':
        return has('holder') ? null : 'holder'
      case 'name':
        // Beside a surname, what the documents are called, or the end of a visa, it is a person's.
        return has('surname') || (!has('holder') && (has('document') || guide !== null)) ? 'holder' : 'name'
      case 'document':
        return !has('guide') && hasPerson(has) && hasRepeats(cells) ? 'guide' : 'name'
      case 'number': {
        const others = heads.some((_, other) => other !== at && (said[other] ?? meanings[other]) === 'number')
        return mayBeCounter(heads[at]!) && (others || areRowNumbers(cells)) ? 'counter' : 'number'
      }
      default:
        return meaning
    }
  }
  const unknown: string[] = []
  const fields = heads.map((head, at) => {
    if (said[at] !== undefined) return said[at]
    const column = columnOf(at)
    if (column === 'counter') return null
    // A list of several documents a person: which of them is meant, the user has said.
    const isOther = column !== null && OF_ONE_DOCUMENT.has(column) && said.includes(column)
    if (column !== null && !isOther) return column
    // A column without a head is nothing but what a spreadsheet leaves behind its last one.
    if (head !== '' && !map.has('*')) unknown.push(head)
    return null
  })
  return {
    fields,
    unknown,
    isOurs: false,
    isNamedAfterHolder: fields.includes('holder') && !fields.includes('name'),
    isHolderInParts: fields.every((field, at) => field !== 'holder' || meanings[at] !== 'holder'),
    guide,
  }
}

function readOwnHeader(heads: readonly string[], map: ColumnMap): Header {
  const unknown: string[] = []
  const fields = heads.map(head => {
    const said = map.get(columnKey(head))
    if (said !== undefined) return said
    if (head === REST) return REST
    const field = ownColumn(head)
    if (field === null && head !== '' && !map.has('*')) unknown.push(head)
    return field
  })
  return { fields, unknown, isOurs: true, isNamedAfterHolder: false, isHolderInParts: false, guide: null }
}

function hasPerson(has: (field: Meaning) => boolean): boolean {
  return (['holder', 'surname', 'other-name', 'name'] as const).some(has)
}

/** Names of documents that stand for many are no names: each would have to be that of one card. */
function hasRepeats(cells: readonly string[]): boolean {
  return new Set(cells).size < cells.length
}

/** 1, 2, 3 …; one row alone tells nothing. */
function areRowNumbers(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell, at) => cell === String(at + 1))
}
