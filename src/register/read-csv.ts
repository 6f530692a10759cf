import { parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { RenewError } from '../errors.ts'
import { encodingName } from './code-pages.ts'
import { countKnown } from './header.ts'
import { mainHeadRow, plainCells, type TableRow } from './heads.ts'
import { decoded, detectEncoding, type Encoding } from './text-encoding.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** The longest row, in bytes. A quote that is never closed makes the rest of the file one row. */
const LONGEST_ROW = 1024 * 1024
/** More columns do not count for the separator. */
const MOST_COLUMNS = 200
const FIRST_ROWS = 30

export interface CsvText {
  encoding: string
  delimiter: Delimiter
  /** Yields all rows but blank lines, parsed as they are asked for, to save memory. */
  rows(): AsyncGenerator<TableRow>
}

/**
 * Detects the encoding and the separator of a text in cells.
 * @param encoding given by the user; null: detect it
 * @throws RenewError `encoding-unknown`, `import-encoding`; the rows throw `import-encoding`, `import-nul`,
 * `import-broken`
 */
export function openCsv(bytes: Buffer, encoding: string | null): CsvText {
  const found = encoding === null ? guessedEncoding(bytes) : namedEncoding(bytes, encoding)
  const start = firstText(bytes, found)
  const hint = /^"?sep=([,;\t|])"?\r?\n/i.exec(start)
  const text = hint ? start.slice(hint[0].length) : start
  const delimiter = hint ? (hint[1] as Delimiter) : delimiterOf(text)
  return { encoding: found.name, delimiter, rows: () => rowsOf(bytes, found, delimiter, hint ? 1 : 0) }
}

function namedEncoding(bytes: Buffer, name: string): Encoding {
  const own = encodingName(name)
  if (own === null) throw new RenewError('encoding-unknown', { value: name })
  const marks: Record<string, number[]> = {
    'utf-8': [0xef, 0xbb, 0xbf],
    'utf-16le': [0xff, 0xfe],
    'utf-16be': [0xfe, 0xff],
  }
  const mark = marks[own]
  return { name: own, skip: mark?.every((byte, at) => bytes[at] === byte) ? mark.length : 0 }
}

function guessedEncoding(bytes: Buffer): Encoding {
  const found = detectEncoding(bytes, hasKnownForeignColumn)
  if ('kind' in found) throw new RenewError('import-encoding', { line: found.line, why: found.kind })
  return found
}

function firstText(bytes: Buffer, encoding: Encoding): string {
  for (const piece of decoded(bytes.subarray(0, LONGEST_ROW), encoding)) if (piece) return piece
  return ''
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
  const fed = feed(parser, bytes, encoding).catch(error => parser.destroy(error))
  try {
    for await (const row of parser) yield row as TableRow
  } catch (error) {
    throw parseError(error, ended)
  }
  await fed
}

async function feed(
  parser: NodeJS.WritableStream & { destroyed?: boolean },
  bytes: Buffer,
  encoding: Encoding,
) {
  let line = 1
  for (const piece of decoded(bytes, encoding)) {
    if (piece === null)
      throw new RenewError('import-encoding', {
        line,
        why: encoding.name === 'utf-8' ? 'broken-utf8' : 'wrong',
      })
    const nul = piece.indexOf('\0')
    if (nul >= 0) throw new RenewError('import-nul', { line: line + linesIn(piece.slice(0, nul)) })
    line += linesIn(piece)
    if (!parser.write(piece) && !parser.destroyed) await drained(parser)
    if (parser.destroyed) return
  }
  parser.end()
}

function drained(parser: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      parser.off('drain', go).off('close', go)
      resolve()
    }
    parser.on('drain', go).on('close', go)
  })
}

function linesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

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
  return countKnown(headRow(text, delimiterOf(text)).filter(name => /[^\u0000-\u007f]/.test(name))) > 0
}

function delimiterOf(text: string): Delimiter {
  const rank = (one: string) => {
    const names = headRow(text, one)
    return countKnown(names) * MOST_COLUMNS + Math.min(names.length, MOST_COLUMNS - 1)
  }
  const ranks = new Map(DELIMITERS.map(one => [one, rank(one)]))
  return DELIMITERS.reduce((best, one) => (ranks.get(one)! > ranks.get(best)! ? one : best))
}

function headRow(text: string, delimiter: string): string[] {
  const rows = firstRows(text, delimiter).map(plainCells)
  return rows[mainHeadRow(rows)] ?? []
}

/** Parses the first rows; none if that fails: the full parse then reports where. */
function firstRows(text: string, delimiter: string): string[][] {
  for (const to of [FIRST_ROWS, 1])
    try {
      return parseSync(text.slice(0, 64 * 1024), { ...csvOptions(delimiter), to, bom: true }) as string[][]
    } catch {}
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
