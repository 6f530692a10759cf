import { nameKey } from '../cards/card.ts'
import { Kinds } from '../guides/kinds.ts'
import { COLUMNS, type Column, OWN_COLUMNS, REST, type TypedField } from './card-row.ts'
import { COUNTERS, DOCUMENTS, NAME_PARTS, NAMES } from './column-names.ts'

/** What a column means: a field, a name of documents, a part of a person's name, or a count of rows. */
export type Meaning = Column | 'document' | 'surname' | 'other-name' | 'counter'

/** How many columns of a row are compared with known names. */
const MOST = 200

/** The fields that a column of another table may be mapped to; its "ID" is not the id of a card. */
export const MAPPABLE = COLUMNS.filter(
  (column): column is TypedField => !(OWN_COLUMNS as readonly Column[]).includes(column),
)

/** Fields that are often named together with the document they are of: "Срок действия визы", "Passport No.". */
const DOCUMENT_FIELDS = new Set<Meaning>(['expires', 'issued', 'number'])

/** Returns the form in which names of columns are compared: without case, with one blank for `_`, `-` and line breaks. */
export function columnKey(name: string): string {
  const words = name.normalize('NFKC').replace(/[\s_\u00a0-]+/g, ' ')
  return nameKey(words.replace(/[.:：*]+$/, '')).replaceAll('ё', 'е')
}

/** Splits the words of a name as programs write it: `expiryDate`, `LeaseEndDate`, `HB.warranty_expires`. */
export function splitName(name: string): string {
  return name
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/^\p{Lu}{2,4}\.(?=\p{Ll})/u, '')
}

/** Returns the field of a column that `renew` wrote; null if it wrote no such column. */
export function ownColumn(name: string): Column | null {
  return COLUMNS.find(column => column === name) ?? null
}

let known: Map<string, Meaning> | undefined
let kinds: Kinds | undefined

/** Words for any document, in the grammatical cases used in names of columns. */
const ANY_DOCUMENT =
  /(?<![a-zа-яёәғқңөұүһі])(?:document|contract|договора|договор|合同|шарттың|документа|документ|карты|card|құжаттың|құжат|证件)(?![a-zа-яёәғқңөұүһі])/u

/** Returns the meaning of a column of another table; null if unknown. Text in brackets may be ignored. */
export function meaningOf(name: string): Meaning | null {
  return meaningOfWords(name) ?? meaningOfWords(splitName(name))
}

function meaningOfWords(name: string): Meaning | null {
  known ??= allMeanings()
  const found = known.get(columnKey(name)) ?? known.get(columnKey(name.replace(/[(（[].*/s, '')))
  if (found) return found
  const bare = withoutKind(columnKey(name))
  const field = bare === null ? undefined : known.get(columnKey(bare.replace(/[(（[].*/s, '')))
  return field && DOCUMENT_FIELDS.has(field) ? field : null
}

/** Returns a `columnKey` without the document it names; null if it names no document, or nothing else. */
function withoutKind(key: string): string | null {
  kinds ??= new Kinds()
  const bare = kinds.without(key)
  const rest = bare === key ? key.replace(ANY_DOCUMENT, ' ').replace(/\s+/g, ' ').trim() : bare
  return rest === key || rest === '' ? null : rest
}

/** Counts the different meanings of the cells of a row, read as names of columns. */
export function countKnown(names: readonly string[]): number {
  return new Set(
    names
      .slice(0, MOST)
      .map(meaningOf)
      .filter(meaning => meaning !== null),
  ).size
}

/** Whether a column of numbers may only count the rows. */
export function mayBeCounter(name: string): boolean {
  return COUNTERS.perhaps.some(one => columnKey(one) === columnKey(name))
}

function allMeanings(): Map<string, Meaning> {
  const named = (names: readonly string[], meaning: Meaning) =>
    names.map((name): [string, Meaning] => [columnKey(name), meaning])
  return new Map([
    ...MAPPABLE.flatMap(column => named(NAMES[column], column)),
    ...named(DOCUMENTS, 'document'),
    ...named(NAME_PARTS.surname, 'surname'),
    ...named(NAME_PARTS.other, 'other-name'),
    ...named(COUNTERS.always, 'counter'),
  ])
}

/** The meaning of a table's columns. */
export interface Header {
  /** The field of each column, in order; null: the column is ignored. */
  fields: (Column | typeof REST | null)[]
  /** Columns without a known meaning. */
  unknown: string[]
  /** Whether `renew` wrote the file. */
  isOurs: boolean
  /** Whether cards are named after their holders: a list of people has no column for the name. */
  isNamedAfterHolder: boolean
  /** Whether several columns together are the holder: surname, first name. */
  isHolderInParts: boolean
  /** The guide that the column of the last valid day names ("срок действия визы"); null: none. */
  guide: string | null
}

/** The `--map` options by `columnKey`: a field, or null to ignore the column; `*` is every other unknown column. */
export type ColumnMap = ReadonlyMap<string, Column | null>

/** Fields that a list may have once for each document of a person. */
const OF_ONE_DOCUMENT = new Set<Column>(['expires', 'number', 'issued'])

/** Finds the field of every column. @param sample the first rows below, for columns whose name is not enough */
export function readHeader(names: readonly string[], map: ColumnMap, sample: readonly string[][]): Header {
  if (names.includes(REST)) return readOwnHeader(names, map)
  const said = names.map(name => map.get(columnKey(name)))
  const meanings = names.map((name, at) => (said[at] === undefined ? meaningOf(name) : null))
  const end = said.includes('expires') ? said.indexOf('expires') : meanings.indexOf('expires')
  kinds ??= new Kinds()
  const guide = kinds.guideOf(names[end] ?? '')
  const has = (field: Meaning) => said.includes(field as Column) || meanings.includes(field)
  const columnOf = (at: number): Column | 'counter' | null => {
    const meaning = meanings[at] ?? null
    const cells = sample.map(row => (row[at] ?? '').trim()).filter(cell => cell !== '')
    switch (meaning) {
      case 'surname':
      case 'other-name':
        return has('holder') ? null : 'holder'
      case 'name':
        // With a surname, a column of documents, or the end of a visa, "name" is a person's.
        return has('surname') || (!has('holder') && (has('document') || guide !== null)) ? 'holder' : 'name'
      case 'document':
        return !has('guide') && hasPerson(has) && hasRepeats(cells) ? 'guide' : 'name'
      case 'number': {
        const others = names.some((_, other) => other !== at && (said[other] ?? meanings[other]) === 'number')
        return mayBeCounter(names[at]!) && (others || areRowNumbers(cells)) ? 'counter' : 'number'
      }
      default:
        return meaning
    }
  }
  const unknown: string[] = []
  const fields = names.map((name, at) => {
    if (said[at] !== undefined) return said[at]
    const column = columnOf(at)
    if (column === 'counter') return null
    // With several documents a person, `--map` says which column counts.
    const isOther = column !== null && OF_ONE_DOCUMENT.has(column) && said.includes(column)
    if (column !== null && !isOther) return column
    // Spreadsheets leave columns without a name after the last one.
    if (name !== '' && !map.has('*')) unknown.push(name)
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

function readOwnHeader(names: readonly string[], map: ColumnMap): Header {
  const unknown: string[] = []
  const fields = names.map(name => {
    const said = map.get(columnKey(name))
    if (said !== undefined) return said
    if (name === REST) return REST
    const field = ownColumn(name)
    if (field === null && name !== '' && !map.has('*')) unknown.push(name)
    return field
  })
  return { fields, unknown, isOurs: true, isNamedAfterHolder: false, isHolderInParts: false, guide: null }
}

function hasPerson(has: (field: Meaning) => boolean): boolean {
  return (['holder', 'surname', 'other-name', 'name'] as const).some(has)
}

/** Whether values repeat: then they cannot be names of cards. */
function hasRepeats(cells: readonly string[]): boolean {
  return new Set(cells).size < cells.length
}

/** Whether the cells are 1, 2, 3 …; one cell alone is not enough. */
function areRowNumbers(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell, at) => cell === String(at + 1))
}
