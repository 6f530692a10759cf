import type { CellObject, DenseWorkSheet, WorkBook } from '@e965/xlsx'
import { RenewError } from '../errors.ts'
import { withoutRemarks } from '../io/without-remarks.ts'
import { otherKind } from './file-kind.ts'
import type { TableRow } from './find-header.ts'
import { numberText } from './number-text.ts'
import { unzip, type ZipEntry } from './zip.ts'

type Cells = (CellObject[] | undefined)[]

/** No spreadsheet has more rows; a damaged file may claim billions. */
const MOST_ROWS = 1_048_576
/** Cells further to the right are not read; a list with as many columns is refused. */
const MOST_CELLS = 1000
const MOST_FILLED = 5_000_000
const MOST_MERGED = 1_000_000

export type WorkbookFormat = 'xlsx' | 'ods'

export interface Sheet {
  name: string
  isHidden: boolean
  /** Whether it has at least two rows with several cells. */
  hasTable: boolean
}

const NEEDLESS =
  /(?:^|\/)(?:media|embeddings|drawings|charts|Thumbnails|Pictures|printerSettings|customXml)\/|\.(?:png|jpe?g|emf|wmf|bin)$/i

/**
 * Opens a workbook: the given sheet, else the only one with a table. Hidden sheets are left out unless given. `rows`
 * yields all rows but blank ones, their lines as the spreadsheet numbers them; from row `body` on, a cell merged with
 * one above has its value.
 * @param entries the files in it
 * @throws RenewError `import-sheet-unknown`, `import-sheets` if several hold tables, those of `unzip`
 */
export async function openWorkbook(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  format: WorkbookFormat,
  { sheet, name }: { sheet?: string | undefined; name?: string | undefined },
) {
  const files = unzip(
    bytes,
    entries.filter(({ name }) => !NEEDLESS.test(name)),
  )
  if (files.get('META-INF/manifest.xml')?.includes('encryption-data')) throw otherKind('locked', name)
  const content = format === 'ods' ? (files.get('content.xml')?.toString('utf8') ?? '') : ''
  checkRepeats(content)
  // The library reads a year before 1 as one of this century; day 0 of its calendar is shown as it was typed.
  if (content.includes('date-value="-'))
    files.set(
      'content.xml',
      Buffer.from(content.replaceAll(/date-value="-[^"]*"/g, 'date-value="1899-12-30"')),
    )
  // The library needs this part, which may be missing.
  if (format === 'ods' && !files.has('styles.xml')) files.set('styles.xml', Buffer.from('<styles/>'))
  const book = await parsed(files)
  const hidden = format === 'ods' ? hiddenInOds(content) : hiddenInXlsx(book)
  const sheets = book.SheetNames.map(name => ({
    name: format === 'ods' ? unescaped(name) : name,
    isHidden: hidden.has(name),
    hasTable: hasTable(dataOf(book, name)),
  }))
  const chosen = chosenSheet(sheets, sheet)
  const read = book.SheetNames[sheets.indexOf(chosen)]!
  const unseen = (book.Sheets[read]?.['!rows'] ?? []).filter(row => row?.hidden)
  const rows = (body: number) => rowsOf(book, read, body)
  return { sheet: chosen.name, sheets, hiddenRows: unseen.length, rows }
}

/** Counts the cells of an OpenDocument, where one cell or row may stand for a billion. */
function checkRepeats(content: string): void {
  let [rows, cells] = [1, 0]
  const repeats = (attributes: string, what: string) =>
    Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(attributes)?.[1] ?? 1)
  for (const [, tag, attributes] of content.matchAll(
    /<(?:[\w.-]+:)?(table-(?:row|column|cell))\b([^>]*)>/g,
  )) {
    if (tag === 'table-row') rows = repeats(attributes!, 'rows')
    else if (tag === 'table-column') cells += repeats(attributes!, 'columns') / MOST_CELLS
    else if (!attributes!.endsWith('/') || attributes!.includes('value-type'))
      cells += rows * repeats(attributes!, 'columns')
    if (cells > MOST_FILLED) throw new RenewError('import-unpacked-size', { limit: '200 MB' })
  }
}

async function parsed(files: ReadonlyMap<string, Buffer>): Promise<WorkBook> {
  const { CFB, parse_zip } = (await import('@e965/xlsx')) as unknown as {
    CFB: { utils: { cfb_new(): unknown; cfb_add(zip: unknown, name: string, content: Buffer): void } }
    parse_zip(zip: unknown, options: object): WorkBook
  }
  const zip = CFB.utils.cfb_new()
  for (const [name, content] of files) CFB.utils.cfb_add(zip, name, content)
  try {
    return withoutRemarks(() => parse_zip(zip, READ_OPTIONS))
  } catch (cause) {
    throw new RenewError('import-damaged', {}, { cause })
  }
}

const READ_OPTIONS = {
  dense: true,
  cellDates: true,
  UTC: true,
  cellNF: true,
  cellStyles: true,
  sheetRows: MOST_ROWS,
  cellFormula: false,
  cellHTML: false,
}

function hiddenInXlsx(book: WorkBook): Set<string> {
  const sheets = book.Workbook?.Sheets ?? []
  return new Set(book.SheetNames.filter((_, at) => (sheets[at]?.Hidden ?? 0) > 0))
}

/** The library does not say which sheets of an OpenDocument are hidden: their style says it. */
function hiddenInOds(text: string): Set<string> {
  const hidden =
    /<style:style ([^>]*style:family="table"[^>]*)>\s*<style:table-properties [^>]*table:display="false"/g
  const styles = [...text.matchAll(hidden)].map(([, attributes]) => attributeOf(attributes!, 'style:name'))
  const tables = Array.from(text.matchAll(/<table:table ([^>]*)>/g), ([, attributes]) => attributes!)
  return new Set(
    tables
      .filter(attributes => styles.includes(attributeOf(attributes, 'table:style-name')))
      .map(attributes => attributeOf(attributes, 'table:name')),
  )
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

/** The library leaves the names of sheets in an OpenDocument as XML has them. */
function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity]!)
}

function dataOf(book: WorkBook, sheet: string): Cells {
  return (book.Sheets[sheet] as DenseWorkSheet | undefined)?.['!data'] ?? []
}

function hasTable(data: Cells): boolean {
  const isFilled = (cell: CellObject | undefined) => cellText(cell) !== ''
  return data.filter(row => (row ?? []).slice(0, MOST_CELLS).filter(isFilled).length > 1).length > 1
}

function chosenSheet(sheets: readonly Sheet[], given: string | undefined): Sheet {
  const key = (name: string) => name.normalize('NFKC').trim().toLowerCase()
  if (given !== undefined) {
    const found =
      sheets.find(({ name }) => name === given) ?? sheets.find(({ name }) => key(name) === key(given))
    if (found) return found
    throw new RenewError('import-sheet-unknown', { sheet: given, sheets: sheets.map(({ name }) => name) })
  }
  const shown = sheets.filter(({ isHidden }) => !isHidden)
  const tables = shown.filter(one => one.hasTable)
  if (tables.length > 1) throw new RenewError('import-sheets', { sheets: tables.map(({ name }) => name) })
  const only = tables[0] ?? shown[0] ?? sheets[0]
  if (!only) throw new RenewError('import-damaged', {})
  return only
}

async function* rowsOf(book: WorkBook, sheet: string, body: number): AsyncGenerator<TableRow> {
  const data = dataOf(book, sheet)
  const above = mergedDown(book, sheet)
  let given = 0
  for (const [at, row] of data.entries()) {
    const cells = Array.from((row ?? []).slice(0, MOST_CELLS), cellText)
    if (given >= body)
      for (const [column, from] of above.get(at) ?? []) cells[column] = cellText(data[from]?.[column])
    while (cells.at(-1) === '') cells.pop()
    if (cells.length === 0) continue
    yield { line: at + 1, cells: Array.from(cells, cell => cell ?? '') }
    given++
  }
}

/** Returns by row the columns merged with a row above, and that row: a name beside several documents. */
function mergedDown(book: WorkBook, sheet: string): Map<number, [column: number, from: number][]> {
  const found = new Map<number, [number, number][]>()
  const last = dataOf(book, sheet).length - 1
  let count = 0
  for (const { s, e } of book.Sheets[sheet]?.['!merges'] ?? [])
    for (let row = s.r + 1; row <= Math.min(e.r, last) && count++ < MOST_MERGED; row++)
      found.set(row, [...(found.get(row) ?? []), [s.c, s.r]])
  return found
}

/** Returns a cell as text: a date as `2026-12-31` or `2026-12-31T09:30`, a number without exponent. */
export function cellText(cell: CellObject | undefined): string {
  if (cell?.t === 'e') return cell.w ?? ''
  if (cell?.v == null) return ''
  switch (cell.t) {
    case 'd':
      return dateText(cell.v as Date | string, cell.w ?? '')
    case 'n':
      return shownNumber(cell.v as number, cell.w ?? '')
    case 'b':
      return cell.v ? 'TRUE' : 'FALSE'
    default:
      return String(cell.v)
  }
}

const DAY_ZERO = Date.UTC(1900, 0, 1)

/** @param value a date; the library makes text of it where an OpenDocument repeats a cell */
function dateText(value: Date | string, shown: string): string {
  const time = Math.round(new Date(value).getTime() / 1000) * 1000
  // A time of day is on day 0.
  if (!Number.isFinite(time) || time < DAY_ZERO) return shown
  const text = new Date(time).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)
}

function shownNumber(value: number, shown: string): string {
  const typed = shown.trim()
  // A format may add leading zeros, or the sign of a percentage.
  return typed.endsWith('%') || (/^0\d+$/.test(typed) && Number(typed) === value) ? typed : numberText(value)
}
