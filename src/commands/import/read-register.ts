import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Column } from '../../register/card-row.ts'
import type { Draft } from '../../register/draft.ts'
import { kindKey } from '../../register/kind-names.ts'
import { openTable, type TableRow } from '../../register/read-csv.ts'
import type { Header } from '../../register/read-heads.ts'
import { cardsInJson, looksLikeJson } from '../../register/read-json.ts'
import { type ImportOptions, resolveHeader } from './columns.ts'
import { readJsonCard, readTableRow } from './drafts.ts'
import type { RowCounter } from './row-counter.ts'
import { type CellNotes, CellReader } from './values.ts'

/** A register as it was read from a file. */
export interface ParsedFile {
  drafts: Draft[]
  notes: CellNotes
  /** The characters and the separator of a table; null for JSON. */
  encoding: string | null
  delimiter: string | null
  /** Whether rows are counted as lines of a table or as cards of a list. */
  place: 'line' | 'card'
  /** The line in which the heads stand, where others stand above it; else null. */
  headerLine: number | null
  /** Lines that have nothing in the columns that are taken in, such as totals and titles. */
  leftOut: number[]
  /** What every column of somebody else's table was taken for; null: left out. */
  columns: { column: string; field: string | null }[] | null
  /** The guide of the documents that the heads name; null: they name none. */
  guide: string | null
  /** What the file calls a field. */
  columnOf(field: string): string | null
}

/** Reads a whole file, CSV or JSON of ours; whatever is wrong with a row stays with that row. */
export async function readRegister(
  bytes: Buffer,
  options: ImportOptions,
  ctx: Context,
  counter: RowCounter,
): Promise<ParsedFile> {
  if (isWorkbook(bytes)) throw new RenewError('import-workbook', {})
  const reader = new CellReader(ctx, { order: options.dates ?? null, kinds: readKinds(options.kind ?? []) })
  await reader.checkKinds()
  const drafts: Draft[] = []
  const add = async (draft: Draft) => {
    drafts.push(draft)
    const pause = counter.update(drafts.length)
    if (pause) await pause
  }
  if (looksLikeJson(bytes)) {
    for (const [at, card] of cardsInJson(bytes).entries()) await add(await readJsonCard(card, at + 1, reader))
    return { ...OF_JSON, drafts, notes: reader.notes }
  }
  const {
    encoding,
    delimiter,
    header: names,
    headerLine,
    sample,
    rows,
  } = await openTable(bytes, options.encoding ?? null)
  const heads = await resolveHeader(names, sample, options, ctx)
  const leftOut: number[] = []
  let isFirst = true
  for await (const row of rows) {
    if (row.cells.every(cell => cell.trim() === '')) continue
    if (isBlank(row, heads) || repeatsHeader(row, names, isFirst)) leftOut.push(row.line)
    else await add(await readTableRow(row, heads, reader))
    isFirst = false
  }
  const place = heads.fields.flatMap((field, at) => (names[at] === '' ? [] : [{ column: names[at]!, field }]))
  const columnOf = (field: string) => names[heads.fields.indexOf(field as Column)] ?? null
  return {
    drafts,
    notes: reader.notes,
    encoding,
    delimiter,
    place: 'line',
    headerLine,
    leftOut,
    columns: heads.isOurs ? null : place,
    guide: heads.guide,
    columnOf,
  }
}

const OF_JSON = {
  encoding: null,
  delimiter: null,
  place: 'card',
  headerLine: null,
  leftOut: [],
  columns: null,
  guide: null,
  columnOf: () => null,
} satisfies Partial<ParsedFile>

/** Totals, titles of parts, who made the list: nothing stands in a column that is taken in. */
function isBlank({ cells }: TableRow, { fields }: Header): boolean {
  return cells.every((cell, at) => cell.trim() === '' || fields[at] === null)
}

/** The heads once more, as on every printed page; or, right below them, the columns' numbers. */
function repeatsHeader({ cells }: TableRow, names: readonly string[], isFirst: boolean): boolean {
  const plain = cells.map(cell => cell.trim().replace(/[\s\u00a0]+/g, ' '))
  const isSame = names.every((name, at) => name === (plain[at] ?? ''))
  return isSame || (isFirst && plain.length > 1 && plain.every((cell, at) => cell === String(at + 1)))
}

/** A file of a spreadsheet itself, or of another program for documents. */
function isWorkbook(bytes: Buffer): boolean {
  return ['504b0304', 'd0cf11e0', '25504446'].includes(bytes.subarray(0, 4).toString('hex'))
}

/** `--kind "word=guide"`, with `*` for every word that nobody knows. */
function readKinds(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map(pair => {
      const at = pair.lastIndexOf('=')
      if (at <= 0) throw new RenewError('pair-invalid', { value: pair })
      return [kindKey(pair.slice(0, at)), pair.slice(at + 1).trim()]
    }),
  )
}
