import { RenewError } from '../errors.ts'
import { findHeads, HEADS_WITHIN, type HeadOptions, type Heads, type TableRow } from './heads.ts'
import { type Delimiter, openCsv } from './read-csv.ts'

export type { Heads, TableRow } from './heads.ts'

const MOST_COLUMNS = 200

export interface TableOptions extends HeadOptions {
  /** The character encoding of a text; undefined: detect it. */
  encoding?: string | undefined
  /** The sheet of a workbook; undefined: the only one with a table. */
  sheet?: string | undefined
}

/** A table of any format, opened up to its heads. */
export interface Table {
  format: 'csv'
  /** Of a text; null for a workbook. */
  encoding: string | null
  delimiter: Delimiter | null
  heads: Heads
  /** The first rows below the heads. */
  sample: string[][]
  /** All rows in order, titles and head rows too. */
  rows: AsyncGenerator<TableRow>
}

/**
 * Opens a table: finds out what it is and what its columns are called.
 * @throws RenewError of `openCsv` and `findHeads`
 */
export async function openTable(bytes: Buffer, options: TableOptions): Promise<Table> {
  const { rows, ...facts } = { format: 'csv' as const, ...openCsv(bytes, options.encoding ?? null) }
  const first = await firstRows(rows, HEADS_WITHIN, options.head ?? 0)
  const heads = findHeads(first, options)
  if (heads.names.length > MOST_COLUMNS)
    throw new RenewError('import-broken', {
      line: heads.line ?? 1,
      why: 'columns',
      limit: String(MOST_COLUMNS),
    })
  const sample = first.slice(heads.above + heads.rows).map(({ cells }) => cells)
  return { ...facts, heads, sample, rows: chained(first, rows) }
}

/** Yields the rows below the heads. */
export async function* rowsBelow({ heads, rows }: Table): AsyncGenerator<TableRow> {
  let skip = heads.above + heads.rows
  for await (const row of rows) if (skip-- <= 0) yield row
}

/** Takes the first rows, and as many after a line. */
async function firstRows(
  rows: AsyncGenerator<TableRow>,
  count: number,
  afterLine: number,
): Promise<TableRow[]> {
  const first: TableRow[] = []
  for (let left = count; left > 0; ) {
    const { done, value } = await rows.next()
    if (done) break
    first.push(value)
    if (value.line >= afterLine) left--
  }
  return first
}

async function* chained(
  first: readonly TableRow[],
  rest: AsyncGenerator<TableRow>,
): AsyncGenerator<TableRow> {
  yield* first
  yield* rest
}
