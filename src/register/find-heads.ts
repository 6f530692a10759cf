import { parse } from 'csv-parse/sync'
import { REST } from './card-row.ts'
import { countKnown } from './known-heads.ts'

/** The separators a table may have, the most likely first. */
const DELIMITERS = [',', ';', '\t'] as const

/** A separator of cells. */
export type Delimiter = (typeof DELIMITERS)[number]

/** Longest row in bytes. A quote that never closes makes one row of the rest of the file. */
export const LONGEST_ROW = 1024 * 1024
/** Most columns; a table with more is none of ours. */
export const MOST_COLUMNS = 200
/** So many rows are looked at for the one that names the columns: titles and remarks may stand above it. */
const HEADER_WITHIN = 30

/** Heads in letters beyond ASCII that we know: then the letters are the right ones. */
export function hasKnownForeignColumn(text: string): boolean {
  const { heads } = findHeader(text, delimiterOf(text))
  return countKnown(heads.filter(head => /[^\u0000-\u007f]/.test(head))) > 0
}

/** The separator under which most heads are known; where none is, the one that makes most columns. */
export function delimiterOf(text: string): Delimiter {
  const rank = (one: string) => {
    const { heads } = findHeader(text, one)
    return countKnown(heads) * MOST_COLUMNS + Math.min(heads.length, MOST_COLUMNS - 1)
  }
  const ranks = new Map(DELIMITERS.map(one => [one, rank(one)]))
  return DELIMITERS.reduce((best, one) => (ranks.get(one)! > ranks.get(best)! ? one : best))
}

/**
 * The row that names the columns: the first of those with most names we know, two at least; else the first row that is
 * no mere title. @returns how many rows stand above it, and some of those below
 */
export function findHeader(
  text: string,
  delimiter: string,
): { heads: string[]; above: number; sample: string[][] } {
  const rows = firstRows(text, delimiter).map(plainCells)
  const known = rows.map(row => (row.includes(REST) ? MOST_COLUMNS : countKnown(row)))
  const most = Math.max(...known)
  const found =
    most > 1 ? known.indexOf(most) : rows.findIndex(row => row.filter(cell => cell !== '').length > 1)
  const above = Math.max(found, 0)
  return { heads: rows[above] ?? [], above, sample: rows.slice(above + 1) }
}

/** Heads as they are said: their line breaks only keep a column narrow. */
export function plainCells(cells: readonly string[]): string[] {
  return cells.map(cell => cell.trim().replace(/[\s\u00a0]+/g, ' '))
}

/** What cannot be read as a table at all is left to the reading of all rows, which says where. */
function firstRows(text: string, delimiter: string): string[][] {
  for (const to of [HEADER_WITHIN, 1])
    try {
      return parse(text.slice(0, 64 * 1024), { ...csvOptions(delimiter), to, bom: true }) as string[][]
    } catch {}
  return []
}

/** How a table is read, with this separator. */
export function csvOptions(delimiter: string) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A firm's name in quotation marks, in a cell without any: to spreadsheets they are letters like others.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  }
}
