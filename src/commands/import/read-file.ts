import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { kindKey } from '../../guides/kinds.ts'
import { onSignal, type StopListening } from '../../io/on-signal.ts'
import { type Column, REST } from '../../register/card-row.ts'
import { bothRules, type DateRules, readDatesOption } from '../../register/date-rules.ts'
import { columnKey, type Header } from '../../register/header.ts'
import { cardsInJson, looksLikeJson } from '../../register/read-json.ts'
import type { Draft } from '../../register/row.ts'
import { openTable, rowsBelow, type Table, type TableOptions, type TableRow } from '../../register/table.ts'
import { type ImportOptions, resolveHeader } from './columns.ts'
import { type CellNotes, CellReader } from './read-cell.ts'
import { readJsonCard, readTableRow } from './read-row.ts'

/** A file as it was read. */
export interface ParsedFile {
  drafts: Draft[]
  notes: CellNotes
  format: Table['format'] | 'json'
  /** The encoding and separator of a text; null for a workbook and JSON. */
  encoding: string | null
  delimiter: Table['delimiter']
  /** The sheet of a workbook; null: not a workbook. */
  sheet: string | null
  /** The sheets that are left out because the spreadsheet does not show them. */
  hiddenSheets: string[]
  /** Rows that were read although the spreadsheet does not show them. */
  hiddenRows: number
  /** What the numbers of rows count: lines of a table, or cards of a JSON list. */
  place: 'line' | 'card'
  /** The line of the header if there are rows above it; else null. */
  headerLine: number | null
  /** Lines with nothing in the imported columns, such as totals and titles. */
  leftOut: number[]
  /** The field of every column, null: ignored; null as a whole for a file that `renew` wrote. */
  columns: { column: string; field: string | null }[] | null
  /** The guide that the header names; null: none. */
  guide: string | null
  /** Returns the column of a field. */
  columnOf(field: string): string | null
}

/** Reads a CSV file, or JSON that `renew` wrote; faults of a row are kept with the row. */
export async function readImportFile(
  bytes: Buffer,
  options: ImportOptions & { name: string },
  ctx: Context,
  counter: RowCounter,
): Promise<ParsedFile> {
  const said = readDatesOption(options.dates ?? [])
  const rules = new Map<Column, DateRules>()
  const reader = new CellReader(ctx, {
    dates: field => rules.get(field) ?? said.all,
    kinds: readKinds(options.kind ?? []),
  })
  await reader.checkKinds()
  const drafts: Draft[] = []
  const add = async (draft: Draft) => {
    drafts.push(draft)
    const pause = counter.update(drafts.length)
    if (pause) await pause
  }
  const cards = looksLikeJson(bytes) ? cardsInJson(bytes) : null
  if (cards) {
    for (const [at, card] of cards.entries()) await add(await readJsonCard(card, at + 1, reader))
    return { ...OF_JSON, drafts, notes: reader.notes }
  }
  const table = await openTable(bytes, tableOptions(options))
  const { names: columnNames, line, above } = table.heads
  const header = await resolveHeader(columnNames, table.sample, options, ctx)
  for (const { head, rules: own } of said.columns) {
    const at = columnNames.findIndex(name => columnKey(name) === columnKey(head))
    if (at < 0)
      throw new RenewError('import-no-such-column', {
        column: head,
        columns: columnNames.filter(name => name !== '').slice(0, 20),
      })
    const field = header.fields[at]
    if (field && field !== REST) rules.set(field, bothRules(said.all, own))
  }
  const leftOut: number[] = []
  let isFirst = true
  for await (const row of rowsBelow(table)) {
    if (row.cells.every(cell => cell.trim() === '')) continue
    if (isBlank(row, header) || repeatsHeader(row, columnNames, isFirst)) leftOut.push(row.line)
    else await add(await readTableRow(row, header, reader))
    isFirst = false
  }
  reader.checkOrders(field => columnNames[header.fields.indexOf(field)] ?? field)
  const columns = header.fields.flatMap((field, at) =>
    columnNames[at] === '' ? [] : [{ column: columnNames[at]!, field }],
  )
  const columnOf = (field: string) => columnNames[header.fields.indexOf(field as Column)] ?? null
  return {
    drafts,
    notes: reader.notes,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheet: table.sheet,
    hiddenSheets: table.sheets.flatMap(({ name, isHidden }) =>
      isHidden && name !== table.sheet ? [name] : [],
    ),
    hiddenRows: table.hiddenRows,
    place: table.format === 'json' ? 'card' : 'line',
    headerLine: above > 0 ? line : null,
    leftOut,
    columns: header.isOurs ? null : columns,
    guide: header.guide,
    columnOf,
  }
}

/** @throws RenewError `import-head-line` if `--head` is not a number */
function tableOptions({ name, encoding, sheet, head }: ImportOptions & { name: string }): TableOptions {
  if (typeof head === 'string' && !/^[1-9]\d{0,8}$/.test(head))
    throw new RenewError('import-head-line', { line: head })
  return {
    name,
    encoding,
    sheet,
    head: typeof head === 'string' ? Number(head) : undefined,
    noHead: head === false,
  }
}

const OF_JSON = {
  format: 'json',
  encoding: null,
  delimiter: null,
  sheet: null,
  hiddenSheets: [],
  hiddenRows: 0,
  place: 'card',
  headerLine: null,
  leftOut: [],
  columns: null,
  guide: null,
  columnOf: () => null,
} satisfies Partial<ParsedFile>

/** Whether a row has nothing in the imported columns. */
function isBlank({ cells }: TableRow, { fields }: Header): boolean {
  return cells.every((cell, at) => cell.trim() === '' || fields[at] === null)
}

/** Whether a row repeats the header, as printed pages do, or numbers the columns right below it. */
function repeatsHeader({ cells }: TableRow, names: readonly string[], isFirst: boolean): boolean {
  const plain = cells.map(cell => cell.trim().replace(/[\s\u00a0]+/g, ' '))
  const isSame = names.every((name, at) => name === (plain[at] ?? ''))
  return isSame || (isFirst && plain.length > 1 && plain.every((cell, at) => cell === String(at + 1)))
}

/** Reads `--kind "word=guide"`; `*` stands for every unknown word. */
function readKinds(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map(pair => {
      const at = pair.lastIndexOf('=')
      if (at <= 0) throw new RenewError('pair-invalid', { value: pair })
      return [kindKey(pair.slice(0, at)), pair.slice(at + 1).trim()]
    }),
  )
}

/** Nothing is shown in the first second; then the line is updated every 200 ms. */
const SHOW_AFTER_MS = 1000
const UPDATE_MS = 200
/** The clock is read once in this many rows. */
const CHECK_ROWS = 256

/** Shows on a terminal how many rows were read. */
export class RowCounter {
  #shown = performance.now() + SHOW_AFTER_MS - UPDATE_MS
  #removeHandler: StopListening | null = null

  constructor(private readonly ctx: Context) {}

  /** Updates the count. @returns a promise to await, so that Ctrl-C is handled and leaves a clean line; null: none */
  update(done: number): Promise<void> | null {
    const { io, words } = this.ctx
    if (done % CHECK_ROWS !== 0 || !io.stderr.isTTY) return null
    const now = performance.now()
    if (now - this.#shown < UPDATE_MS) return null
    this.#shown = now
    io.status(words('progress.rows', { count: done }))
    this.#removeHandler ??= onSignal(() => io.status(''))
    return nextTurn()
  }

  /** Stops handling signals. */
  async end(): Promise<void> {
    await this.#removeHandler?.()
  }
}
