import { type Card, type Column, emptyValue, FIELD_NAMES, FIELDS } from '../cards/card.ts'

import { isOneLine } from '../text/printable.ts'

export type { Column } from '../cards/card.ts'

/** The columns of our own CSV, in their order. */
export const COLUMNS: readonly Column[] = FIELD_NAMES.filter(
  (name): name is Column => FIELDS[name].column !== undefined,
).sort((a, b) => FIELDS[a].column! - FIELDS[b].column!)

/** The columns that only a file of our own has. */
export const OURS = ['id', 'created', 'changed', 'closed'] as const

/** A field that people type, as a flag or in a table of their own. */
export type TypedField = Exclude<Column, (typeof OURS)[number]>

/** The last column of our own CSV: what no other can hold, as JSON. Who finds it knows who wrote the file. */
export const REST = 'renew'

/** A card as words: each field that a person would type, and the rest as it is. */
export interface CardRow {
  /** The text of a field; empty: it has no value. */
  cells: Partial<Record<Column, string>>
  /** Values by field, taken as they are: the renewal under way, the history, keys of a newer program. */
  rest: Record<string, unknown>
}

/** The fields without a column, each with the value that is left out of the file. */
const NOTHING: Readonly<Record<string, unknown>> = Object.fromEntries(
  FIELD_NAMES.filter(name => !isColumn(name)).map(name => [name, emptyValue(name)]),
)

/**
 * A card, or as much of one as is there, in the words in which `readFields` gives back exactly these values. What has
 * no such words (a tag with a comma in it) goes into the rest.
 */
export function rowOf(card: Partial<Card>): CardRow {
  const cells: CardRow['cells'] = {}
  const rest: CardRow['rest'] = {}
  for (const [key, value] of Object.entries(card)) {
    // By hand somebody may have written anything.
    if (key === '__proto__') continue
    const text = isColumn(key) ? cellText(key, value) : null
    if (text !== null) cells[key as Column] = text
    else if (!isNothing(key, value)) rest[key] = value
  }
  return { cells, rest }
}

/** The rest with what was left out because there was nothing of it. @param isSaid whether a field was spoken of */
export function completeRest(
  rest: Record<string, unknown>,
  isSaid: (key: string) => boolean = () => true,
): Record<string, unknown> {
  const nothing = Object.entries(NOTHING).filter(([key]) => isSaid(key) && !Object.hasOwn(rest, key))
  return { ...rest, ...structuredClone(Object.fromEntries(nothing)) }
}

/** Whether a word is the name of a column. */
export function isColumn(key: string): key is Column {
  return (COLUMNS as readonly string[]).includes(key)
}

function isNothing(key: string, value: unknown): boolean {
  return Object.hasOwn(NOTHING, key) && JSON.stringify(value) === JSON.stringify(NOTHING[key])
}

/** The words for a value; null where there are none that are read back as this value. */
function cellText(key: Column, value: unknown): string | null {
  // The word for "no end" cannot be left out: an empty cell in a column of dates says nothing.
  if (key === 'expires' && value === null) return 'permanent'
  if (value === null) return ''
  if (typeof value === 'string') return isReadBack(key, value) ? value : null
  if (Array.isArray(value))
    return value.length === 0 && !Array.isArray(emptyValue(key)) ? null : joined(value)
  return typeof value === 'object' ? joinedPairs(value as object) : null
}

function isReadBack(key: Column, value: string): boolean {
  if (key === 'note') return value.trim() !== '' && value.isWellFormed() && !value.includes('\r')
  return isWord(value)
}

function joined(values: readonly unknown[]): string | null {
  return values.every(value => isWord(value) && !/[,，、]/.test(value)) ? values.join(',') : null
}

function joinedPairs(value: object): string | null {
  const pairs = Object.entries(value)
  const areWords = pairs.every(pair => pair.every(word => isWord(word) && !/[,，、=]/.test(word)))
  return areWords && pairs.length > 0 ? pairs.map(pair => pair.join('=')).join(',') : null
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.trim() === value && isOneLine(value)
}

/** What a spreadsheet takes for the beginning of a formula (OWASP, CWE-1236), behind any number of apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/**
 * A cell as no spreadsheet takes it for a formula, and so that it can be told what it was: an apostrophe in front of
 * what begins like one, and in front of what already has apostrophes there.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** What a cell was before it was guarded. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}
