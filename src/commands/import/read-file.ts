import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { LANGUAGES, type Language, loadCommandWords } from '../../messages/index.ts'
import { COLUMNS, type Column, REST } from '../../register/card-row.ts'
import { plainCells } from '../../register/find-header.ts'
import type { ImportOptions } from '../../register/import-command.ts'
import { cardsInJson, looksLikeJson } from '../../register/read-json.ts'
import type { Draft } from '../../register/row.ts'
import { fillNames } from '../../register/rows-above.ts'
import {
  OF_JSON,
  openTable,
  type Table,
  type TableFacts,
  type TableOptions,
  type TableRow,
} from '../../register/table.ts'
import { progress } from './progress.ts'
import { type CellNotes, CellReader } from './read-cell.ts'
import { readJsonCard, readOwnRow } from './read-own-row.ts'
import { readListRow } from './read-row.ts'
import { type Understanding, understand } from './understand.ts'

export interface ParsedFile extends TableFacts {
  drafts: Draft[]
  notes: CellNotes
  place: 'line' | 'card'
  headerLine: number | null
  /** Lines with nothing in the imported columns, such as totals and titles. */
  leftOut: readonly number[]
  list: Understanding | null
  /** Columns of a file that `renew` wrote which are not its own. */
  unknown: readonly string[]
}

/** Reads a list, or a file that `renew` wrote; faults of a row are kept with the row. */
export async function readImportFile(
  bytes: Buffer,
  options: ImportOptions & { name: string },
  ctx: Context,
): Promise<ParsedFile> {
  const reader = new CellReader(ctx)
  const { notes } = reader
  const count = progress(ctx, count => ctx.words('progress.rows', { count }))
  const cards = looksLikeJson(bytes) ? cardsInJson(bytes) : null
  if (cards) {
    const drafts = await readAll(cards, (card, at) => readJsonCard(card, at + 1, reader), count)
    return { ...NOTHING, ...OF_JSON, drafts, notes }
  }
  const table = await openTable(bytes, tableOptions(options))
  const { header, title: _, rows: below, ...facts } = table
  const rows: TableRow[] = []
  for await (const row of below) {
    count(rows.length)
    if (row.cells.some(cell => cell.trim() !== '')) rows.push(row)
  }
  const read = header.names.includes(REST)
    ? readOwnRows(header.names, rows, reader, count)
    : readListRows(table, rows, options, reader, count, ctx)
  const place = facts.format === 'json' ? 'card' : 'line'
  const headerLine = header.above > 0 ? header.line : null
  return { ...NOTHING, ...facts, notes, place, headerLine, ...(await read) }
}

async function readOwnRows(
  names: readonly string[],
  rows: readonly TableRow[],
  reader: CellReader,
  count: (done: number) => void,
) {
  const columns = await ownColumns(names)
  const drafts = await readAll(rows, row => readOwnRow(row, columns, reader), count)
  return { drafts, unknown: names.filter((name, at) => name !== '' && columns[at] === null) }
}

async function readListRows(
  table: Table,
  all: readonly TableRow[],
  options: ImportOptions,
  reader: CellReader,
  count: (done: number) => void,
  ctx: Context,
) {
  const body = all.filter((row, at) => !repeatsHeader(row, table.header.names, at === 0) && !isTotal(row))
  const list = await understand(table, body, options, reader, ctx)
  const { proposal, guide, titles, sections } = list
  const taken = takenColumns(list)
  const rows = sections.rows.filter(({ cells }) => taken.some(index => (cells[index] ?? '').trim() !== ''))
  if (proposal.isAsAbove) fillNames(rows, proposal.people[0]!)
  const titleOf = (id: string) => titles.get(id) ?? id
  const reading = { names: sections.names, proposal, reader, guide, titleOf }
  const drafts = await readAll(rows, row => readListRow(row, reading), count)
  const read = new Set(rows.map(({ line }) => line))
  const leftOut = all.map(({ line }) => line).filter(line => !read.has(line))
  return { drafts: drafts.flat(), leftOut, list }
}

async function readAll<Row, Read>(
  rows: readonly Row[],
  read: (row: Row, at: number) => Promise<Read>,
  count: (done: number) => void,
): Promise<Read[]> {
  const found: Read[] = []
  for (const [at, row] of rows.entries()) {
    found.push(await read(row, at))
    count(found.length)
  }
  return found
}

function takenColumns({ proposal: { roles, name } }: Understanding): number[] {
  const fields = roles.filter(({ field }) => field !== null).map(({ column }) => column.index)
  return name === null || fields.includes(name) ? fields : [...fields, name]
}

/** @throws RenewError `import-head-line` if `--head` is not a number */
function tableOptions({ name, encoding, sheet, head }: ImportOptions & { name: string }): TableOptions {
  if (typeof head === 'string' && !/^[1-9]\d{0,8}$/.test(head))
    throw new RenewError('import-head-line', { why: 'none', line: head })
  const line = typeof head === 'string' ? Number(head) : undefined
  return { name, encoding, sheet, head: head === false ? head : line }
}

const NOTHING = {
  place: 'card',
  headerLine: null,
  leftOut: [],
  list: null,
  unknown: [],
} as const satisfies object

/** Whether a row repeats the header, as printed pages do, or numbers the columns right below it. */
function repeatsHeader({ cells }: TableRow, names: readonly string[], isFirst: boolean): boolean {
  const plain = plainCells(cells)
  const isSame = names.every((name, at) => name === (plain[at] ?? ''))
  return isSame || (isFirst && plain.length > 1 && plain.every((cell, at) => cell === String(at + 1)))
}

const TOTAL = /^(?:[合总小共] ?计|总数|总人数|итого|всего|(?:grand |sub)?totals?|барлығы|жиыны)(?!\p{L})/iu
const COUNT = /^\d{1,6} ?\p{L}{0,5}\.?$/u

/** Whether a row only counts those above it. */
function isTotal({ cells }: TableRow): boolean {
  const filled = plainCells(cells).filter(cell => cell !== '')
  return filled.some(cell => TOTAL.test(cell)) && filled.every(cell => TOTAL.test(cell) || COUNT.test(cell))
}

/** Returns the column of each head of an exported file, also in the words of `export --heads`; null: not ours. */
async function ownColumns(names: readonly string[]): Promise<(Column | typeof REST | null)[]> {
  const known = names.map(name => [...COLUMNS, REST as typeof REST].find(own => own === name) ?? null)
  if (names.every((name, at) => name === '' || known[at] !== null)) return known
  const inWords = new Map<string, Column>()
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const words = await loadCommandWords(language)
    for (const column of COLUMNS) inWords.set(words(`show.${column}`), column)
  }
  return names.map((name, at) => known[at] ?? inWords.get(name) ?? null)
}
