import { RenewError } from '../errors.ts'
import { Kinds } from '../guides/kinds.ts'
import { REST } from './card-row.ts'
import { columnKey, countKnown } from './column-header.ts'

/** One row of a table: the line it begins at, from 1, and its cells as text. */
export interface TableRow {
  line: number
  cells: string[]
}

export interface Header {
  /** The name of each column, those of several rows joined as `Visa / valid until`; empty: no name. */
  names: string[]
  /** The line of the first header row; null: the table has none, and its columns are `#1`, `#2` … */
  line: number | null
  rows: number
  above: number
}

export interface HeaderOptions {
  /** The line of the first header row; false: no row has names. */
  head?: number | false | undefined
}

/** The header is among this many rows; there may be titles and remarks above them. */
export const HEADER_WITHIN = 30
const MOST_HEADER_ROWS = 3

/**
 * Finds the rows that name the columns: one, or up to three where groups of columns have a common name above them.
 * @param rows the first rows of the table
 * @throws RenewError `import-head` for a table without rows, `import-head-line` if no row is at the given line,
 * `import-no-heads` if what should be the header row is data
 */
export function findHeader(rows: readonly TableRow[], { head }: HeaderOptions): Header {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  if (head === false) {
    const names = Array.from({ length: width }, (_, at) => `#${at + 1}`)
    return { names, line: null, rows: 0, above: 0 }
  }
  if (rows.length === 0) throw new RenewError('import-head', { found: '' })
  // A workbook has no cells after the last one of a row.
  const plain = rows.map(({ cells }) => plainCells([...cells, ...Array(width - cells.length).fill('')]))
  if (head !== undefined) {
    const last = rows.at(-1)!.line
    if (head > last) throw new RenewError('import-head-line', { why: 'beyond', line: head, end: last })
    const top = rows.findLastIndex(({ line }) => line <= head)
    if (top < 0 || plain[top]!.every(cell => cell === ''))
      throw new RenewError('import-head-line', { why: 'none', line: head })
    return headerAt(rows, plain, top, top)
  }
  const main = mainHeaderRow(plain)
  const top = topOfGroups(plain, main)
  const data = plain[main]!.includes(REST) ? undefined : dataAmong(plain, top, main)
  if (data) throw new RenewError('import-no-heads', { line: rows[data.row]!.line, cell: data.cell })
  return headerAt(rows, plain, top, main)
}

/** Returns the row most likely to name the columns: the one with most known names, else the first that is no title. */
export function mainHeaderRow(plain: readonly string[][]): number {
  const known = plain.map(row => (row.includes(REST) ? Number.POSITIVE_INFINITY : countKnown(row)))
  const most = Math.max(0, ...known)
  if (most > 1) return known.indexOf(most)
  const filled = plain.map(row => row.filter(cell => cell !== '').length)
  // A title and a date beside it take two cells of a wide table.
  const wide = Math.max(2, ...filled.map(count => count / 2))
  const first = filled.findIndex(count => count >= wide)
  return Math.max(0, first)
}

export function plainCells(cells: readonly string[]): string[] {
  return cells.map(cell => cell.trim().replace(/[\s\u00a0]+/g, ' '))
}

function headerAt(rows: readonly TableRow[], plain: readonly string[][], top: number, main: number): Header {
  let end = main + 1
  while (end - top < MOST_HEADER_ROWS) {
    const upper = plain.slice(top, end).reduce(joined)
    const lower = plain[end]
    if (!lower || !dividesGroups(upper, lower) || !areNames(upper, lower, plain.slice(end + 1))) break
    end++
  }
  const width = Math.max(...rows.slice(top, end).map(({ cells }) => cells.length))
  const names = plain.slice(top, end).reduce(joined).slice(0, width)
  return { names, line: rows[top]!.line, rows: end - top, above: top }
}

function topOfGroups(plain: readonly string[][], main: number): number {
  if (plain[main]?.includes(REST)) return main
  let top = main
  while (top > 0 && main - top < MOST_HEADER_ROWS - 1 && namesGroups(plain[top - 1]!, plain[top]!)) top--
  return top
}

function namesGroups(upper: readonly string[], lower: readonly string[]): boolean {
  const filled = upper.filter(cell => cell !== '')
  if (filled.length === 0 || upper.some(isData) || !dividesGroups(upper, lower)) return false
  const hasKind = filled.some(isKind)
  if (filled.length === 1) return upper[0] === '' && hasKind
  const isIncomplete = upper.some((cell, at) => cell !== '' && (lower[at] ?? '') === '')
  return isIncomplete || hasRepeats(lower) || hasKind
}

let kinds: Kinds | undefined

function isKind(cell: string): boolean {
  kinds ??= new Kinds()
  return kinds.guideOf(cell) !== null
}

/** Whether every cell of the lower row belongs to a group: a name with blank cells beside it, from merged cells. */
function dividesGroups(upper: readonly string[], lower: readonly string[]): boolean {
  if (lower.some(isData) || lower.filter(cell => cell !== '').length < 2) return false
  const isInGroup = lower.map((cell, at) => cell !== '' && groupOf(upper, at).size > 1)
  // A group may have one column, where others have more and its cell is a known name.
  const mayBeOne = (cell: string) => isInGroup.includes(true) && countKnown([cell]) > 0
  return lower.every((cell, at) => cell === '' || cell === upper[at] || isInGroup[at] || mayBeOne(cell))
}

function areNames(upper: readonly string[], lower: readonly string[], below: readonly string[][]): boolean {
  const filled = lower.filter(cell => cell !== '')
  const areKinds = lower[0] === '' && filled.filter(isKind).length > 1
  const hasDataBelow = lower.some((cell, at) => cell !== '' && isMostly(below, at, isData))
  return areKinds || countKnown(filled) > 0 || hasRepeats([...upper, ...lower]) || hasDataBelow
}

/** Returns the column where the group of a column begins, -1 for none, and how many columns it has. */
function groupOf(upper: readonly string[], at: number): { from: number; size: number } {
  let from = Math.min(at, upper.length - 1)
  while (from >= 0 && upper[from] === '') from--
  let end = Math.max(from, 0) + 1
  while (end < upper.length && upper[end] === '') end++
  return { from, size: Math.max(end, at + 1) - Math.max(from, 0) }
}

function joined(upper: readonly string[], lower: readonly string[]): string[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const under = lower[at] ?? ''
    const over = upper[at] || (under === '' ? '' : (upper[groupOf(upper, at).from] ?? ''))
    return over === '' || under === '' || over === under ? over || under : `${over} / ${under}`
  })
}

/**
 * Returns a cell that shows that the table has no header: a value among the names with values of the same sort below
 * it, or a row of values above them.
 */
function dataAmong(
  plain: readonly string[][],
  top: number,
  main: number,
): { row: number; cell: string } | undefined {
  const width = plain[main]!.filter(cell => cell !== '').length
  for (const [row, cells] of plain.slice(0, top).entries()) {
    const filled = cells.filter(cell => cell !== '')
    const date = filled.find(isDate)
    if (date !== undefined && filled.length > 1 && filled.length >= width / 2) return { row, cell: date }
  }
  const below = plain.slice(main + 1)
  const at = plain[main]!.findIndex((cell, column) => {
    const sort = SORTS.find(is => is(cell))
    return sort !== undefined && (below.length === 0 || isMostly(below, column, sort))
  })
  return at < 0 ? undefined : { row: main, cell: plain[main]![at]! }
}

function isMostly(rows: readonly string[][], at: number, is: (cell: string) => boolean): boolean {
  const filled = rows.map(row => row[at] ?? '').filter(cell => cell !== '')
  return filled.length > 0 && filled.filter(is).length >= filled.length / 2
}

function hasRepeats(cells: readonly string[]): boolean {
  const filled = cells.filter(cell => cell !== '').map(columnKey)
  return new Set(filled).size < filled.length
}

const SORTS = [isDate, isAddress, isNumber]

const isData = (cell: string): boolean => SORTS.some(is => is(cell))

function isDate(cell: string): boolean {
  return (
    /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ,].*|\s?[гж]\.?)?$/.test(cell) ||
    /^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/.test(cell) ||
    /^«?\d{1,2}»?[-. ]\p{L}{3,12}\.?[-., ]+(?:\d{2}|\d{4})(?:\s?[гж]\.?)?$/u.test(cell) ||
    /^\p{L}{3,12}\.? \d{1,2},? \d{4}$/u.test(cell)
  )
}

function isAddress(cell: string): boolean {
  return /^[a-z][a-z+.-]*:\/\/\S|^[^\s@]+@[^\s@]+\.\p{L}{2,}$/iu.test(cell)
}

/** Whether a cell is a number. Years may be names of columns. */
function isNumber(cell: string): boolean {
  return /^[+-]?\d[\d\u00a0 .,]*%?$/.test(cell) && !/^(?:19|20)\d\d$/.test(cell)
}
