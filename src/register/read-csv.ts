import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { RenewError } from '../errors.ts'
import { countKnown } from './column-header.ts'
import { mainHeaderRow, plainCells, type TableRow } from './find-header.ts'
import { byteOrderMarkOf, decoded, detectEncoding, type Encoding, encodingName } from './text-encoding.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** The longest row, in bytes. A quote that is never closed makes the rest of the file one row. */
const LONGEST_ROW = 1024 * 1024
const MOST_COLUMNS = 200
const FIRST_ROWS = 30

/**
 * Detects the encoding and the separator of a text in cells. `rows` yields all rows but blank lines, parsed as they are
 * asked for, to save memory.
 * @param encoding given by the user; null: detect it
 * @throws RenewError `encoding-unknown`, `import-encoding`; the rows throw `import-encoding`, `import-nul`,
 * `import-broken`
 */
export function openCsv(bytes: Buffer, encoding: string | null) {
  const found =
    encoding === null ? detectEncoding(bytes, hasKnownForeignColumn) : namedEncoding(bytes, encoding)
  const start = [...decoded(bytes.subarray(0, LONGEST_ROW), found)].find(Boolean) ?? ''
  const hint = /^"?sep=([,;\t|])"?\r?\n/i.exec(start)
  const text = hint ? start.slice(hint[0].length) : start
  const delimiter = hint ? (hint[1] as Delimiter) : delimiterOf(text)
  return { encoding: found.name, delimiter, rows: () => rowsOf(bytes, found, delimiter, hint ? 1 : 0) }
}

function namedEncoding(bytes: Buffer, name: string): Encoding {
  const own = encodingName(name)
  if (own === null) throw new RenewError('encoding-unknown', { value: name })
  const mark = byteOrderMarkOf(bytes)
  return mark?.name === own ? mark : { name: own, skip: 0 }
}

async function* rowsOf(
  bytes: Buffer,
  encoding: Encoding,
  delimiter: string,
  skipLines: number,
): AsyncGenerator<TableRow> {
  // The parser may be ahead of the rows that were asked for.
  let ended = 0
  // Inside a cell the parser counts CR LF as two lines.
  let doubled = 0
  const placed = (cells: string[], { lines }: { lines: number }): TableRow => {
    const count = (ends: RegExp) => cells.reduce((sum, cell) => sum + (cell.match(ends)?.length ?? 0), 0)
    const line = lines - count(/[\r\n]/g) - doubled
    doubled += count(/\r\n/g)
    ended = lines - doubled
    return { line, cells }
  }
  const parser = parse({ ...csvOptions(delimiter), from_line: 1 + skipLines, on_record: placed as never })
  // An error of either ends the parser, which then throws it.
  pipeline(Readable.from(textPieces(bytes, encoding)), parser, () => {})
  try {
    for await (const row of parser) yield row as TableRow
  } catch (error) {
    throw parseError(error, ended)
  }
}

function* textPieces(bytes: Buffer, encoding: Encoding): Generator<string> {
  let line = 1
  for (const piece of decoded(bytes, encoding)) {
    if (piece === null)
      throw new RenewError('import-encoding', {
        line,
        why: encoding.name === 'utf-8' ? 'broken-utf8' : 'wrong',
      })
    const [before, ...after] = piece.split('\0')
    if (after.length > 0) throw new RenewError('import-nul', { line: line + linesIn(before!) })
    line += linesIn(piece)
    yield piece
  }
}

const linesIn = (text: string): number => text.split('\n').length - 1

function parseError(error: unknown, ended: number): unknown {
  const { code } = error as { code?: string }
  if (!code || error instanceof RenewError) return error
  const line = ended + 1
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new RenewError('import-broken', { line, why: 'open-quote' })
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new RenewError('import-broken', { line, why: 'long-row', limit: '1 MB' })
  return error
}

/** Whether the header has a known name in letters beyond ASCII: then the encoding is right. */
function hasKnownForeignColumn(text: string): boolean {
  return countKnown(headerRow(text, delimiterOf(text)).filter(name => /[^\u0000-\u007f]/.test(name))) > 0
}

function delimiterOf(text: string): Delimiter {
  const rank = (one: string) => {
    const names = headerRow(text, one)
    return countKnown(names) * MOST_COLUMNS + Math.min(names.length, MOST_COLUMNS - 1)
  }
  const ranks = new Map(DELIMITERS.map(one => [one, rank(one)]))
  return DELIMITERS.reduce((best, one) => (ranks.get(one)! > ranks.get(best)! ? one : best))
}

function headerRow(text: string, delimiter: string): string[] {
  const rows = firstRows(text, delimiter).map(plainCells)
  return rows[mainHeaderRow(rows)] ?? []
}

function firstRows(text: string, delimiter: string): string[][] {
  for (const to of [FIRST_ROWS, 1])
    try {
      return parseSync(text.slice(0, 64 * 1024), { ...csvOptions(delimiter), to, bom: true }) as string[][]
    } catch {}
  // The full parse reports where.
  return []
}

function csvOptions(delimiter: string) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A company's name may have quotation marks inside a cell that is not quoted.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  }
}
