import { RenewError } from '../errors.ts'
import { fileKind, otherKind } from './file-kind.ts'
import { findHeader, HEADER_WITHIN, type Header, type HeaderOptions, type TableRow } from './find-header.ts'
import { type Delimiter, openCsv } from './read-csv.ts'
import { looksLikeJson, objectsInJson } from './read-json.ts'
import { openWorkbook, type Sheet, type WorkbookFormat } from './read-workbook.ts'
import { zipEntries } from './zip.ts'

export type { Header, TableRow } from './find-header.ts'

const MOST_COLUMNS = 200

export interface TableOptions extends HeaderOptions {
  name?: string | undefined
  encoding?: string | undefined
  sheet?: string | undefined
}

export interface TableFacts {
  format: 'csv' | 'json' | WorkbookFormat
  /** Of a text; null for a workbook. */
  encoding: string | null
  delimiter: Delimiter | null
  sheet: string | null
  sheets: Sheet[]
  /** Rows that the spreadsheet does not show; they are read. */
  hiddenRows: number
}

export const OF_JSON: TableFacts = {
  ...{ format: 'json', encoding: null, delimiter: null, sheet: null, sheets: [], hiddenRows: 0 },
}

/** A table of any format, opened up to its header. */
export interface Table extends TableFacts {
  header: Header
  /** The only text of the row right above the header; empty: that row has several, or none. */
  title: string
  /** The rows below the header, in order. */
  rows: AsyncGenerator<TableRow>
}

interface Source extends TableFacts {
  /** @param body the number of the first row below the header */
  rows(body: number): AsyncGenerator<TableRow>
  names?: string[]
}

/**
 * Opens a table: finds out what it is and what its columns are called.
 * @throws RenewError `import-kind` for anything else, and those of `openCsv`, `openWorkbook`, `objectsInJson` and
 * `findHeader`
 */
export async function openTable(bytes: Buffer, options: TableOptions): Promise<Table> {
  const { rows, names, ...facts } = await openSource(bytes, options)
  const first = names ? [] : await firstRows(rows(Number.POSITIVE_INFINITY), options.head || 0)
  const header = names ? { names, line: null, rows: 0, above: 0 } : findHeader(first, options)
  const { line, above } = header
  if (header.names.length > MOST_COLUMNS)
    throw new RenewError('import-broken', { line: line ?? 1, why: 'columns', limit: `${MOST_COLUMNS}` })
  const body = above + header.rows
  const title = onlyText(first[above - 1]?.cells ?? [])
  return { ...facts, header, title, rows: below(body, rows(body)) }
}

/** Returns the only text of a row; empty: it has several, or none. */
export function onlyText(cells: readonly string[]): string {
  const [text = '', ...more] = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  return more.length > 0 ? '' : text
}

async function* below(body: number, rows: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  let skip = body
  for await (const row of rows) if (skip-- <= 0) yield row
}

async function openSource(bytes: Buffer, { name, encoding, sheet }: TableOptions): Promise<Source> {
  const kind = fileKind(bytes)
  if (kind === 'xlsx' || kind === 'ods') {
    const book = await openWorkbook(bytes, zipEntries(bytes)!, kind, { sheet, name })
    return { ...OF_JSON, format: kind, ...book }
  }
  if (kind !== 'text') throw otherKind(kind, name)
  if (looksLikeJson(bytes)) return { ...OF_JSON, ...objectsInJson(bytes) }
  return { ...OF_JSON, format: 'csv', ...openCsv(bytes, encoding ?? null) }
}

async function firstRows(rows: AsyncGenerator<TableRow>, fromLine: number): Promise<TableRow[]> {
  const first: TableRow[] = []
  let left = HEADER_WITHIN
  for await (const row of rows) {
    first.push(row)
    if (row.line >= fromLine && --left <= 0) break
  }
  return first
}
