import { type Card, type Column, emptyValue, FIELD_NAMES, FIELDS, newCard } from '../cards/card.ts'
import { isOneLine } from '../text/printable.ts'

export type { Column } from '../cards/card.ts'

export const COLUMNS: readonly Column[] = FIELD_NAMES.filter(
  (name): name is Column => FIELDS[name].column !== undefined,
).sort((a, b) => FIELDS[a].column! - FIELDS[b].column!)

export const OWN_COLUMNS = ['id', 'created', 'changed', 'closed'] as const

export type TypedField = Exclude<Column, (typeof OWN_COLUMNS)[number]>

/** The last column of an exported CSV file: JSON with what no other column can hold. It marks the file as an export. */
export const REST = 'renew'

/** A card as a table row: the fields a person would type as text, and the rest unchanged. */
export interface CardRow {
  cells: Partial<Record<Column, string>>
  /** Values by field, unchanged: the renewal under way, the history, keys of a newer program. */
  rest: Record<string, unknown>
}

const EMPTY_VALUES: Readonly<Record<string, unknown>> = Object.fromEntries(
  FIELD_NAMES.filter(name => !isColumn(name)).map(name => [name, emptyValue(name)]),
)

/**
 * Returns a card as a row from which exactly these values are read back. A value that no text gives back (a tag with a
 * comma in it) goes into the rest.
 */
export function rowOf(card: Partial<Card>): CardRow {
  const cells: CardRow['cells'] = {}
  const rest: CardRow['rest'] = {}
  for (const [key, value] of Object.entries(card)) {
    if (key === '__proto__') continue
    const text = isColumn(key) ? cellText(key, value) : null
    if (text !== null) cells[key as Column] = text
    else if (!isEmptyValue(key, value)) rest[key] = value
  }
  return { cells, rest }
}

export function completeRest(
  rest: Record<string, unknown>,
  isSaid: (key: string) => boolean = () => true,
): Record<string, unknown> {
  const nothing = Object.entries(EMPTY_VALUES).filter(([key]) => isSaid(key) && !Object.hasOwn(rest, key))
  return { ...rest, ...structuredClone(Object.fromEntries(nothing)) }
}

export function isColumn(key: string): key is Column {
  return (COLUMNS as readonly string[]).includes(key)
}

function isEmptyValue(key: string, value: unknown): boolean {
  return Object.hasOwn(EMPTY_VALUES, key) && JSON.stringify(value) === JSON.stringify(EMPTY_VALUES[key])
}

function cellText(key: Column, value: unknown): string | null {
  // "Permanent" must be written: an empty cell in a column of dates means "not given".
  if (key === 'expires' && value === null) return 'permanent'
  if (value === null) return ''
  if (typeof value === 'string') return isKeptByReading(key, value) ? value : null
  if (Array.isArray(value))
    return value.length === 0 && !Array.isArray(emptyValue(key)) ? null : joined(value)
  return typeof value === 'object' ? joinedPairs(value as object) : null
}

function isKeptByReading(key: Column, value: string): boolean {
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

/** What a spreadsheet reads as a formula (OWASP, CWE-1236), after any number of apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula. Text that already has apostrophes there
 * gets one more, so that `unescapeFormula` can tell the two apart.
 */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

const FIELD_ORDER = Object.keys(newCard({ id: '', name: '', guide: '', expires: null }, ''))
const FIRST_FIELDS = ['id', 'name', 'guide', 'expires']

/** Returns the card with its fields in a fixed order, so that equal cards give equal files; unknown keys come last. */
export function orderedCard(card: Card): Card {
  const keys = new Set([...FIRST_FIELDS, ...FIELD_ORDER, ...Object.keys(card)])
  return Object.fromEntries(
    [...keys].filter(key => Object.hasOwn(card, key)).map(key => [key, card[key as keyof Card]]),
  ) as Card
}
