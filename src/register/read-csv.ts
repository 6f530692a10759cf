import { parse } from 'csv-parse'
import { RenewError } from '../errors.ts'
import {
  csvOptions,
  type Delimiter,
  delimiterOf,
  findHeader,
  hasKnownForeignColumn,
  LONGEST_ROW,
  MOST_COLUMNS,
  plainCells,
} from './find-heads.ts'
import { decoded, detectEncoding, type Encoding, isEncoding } from './text-encoding.ts'

/** A table as it was found. */
export interface Table {
  encoding: string
  delimiter: Delimiter
  header: string[]
  /** The line the heads are in, where others stand above it; else null. */
  headerLine: number | null
  /** The first rows below the heads. */
  sample: string[][]
  rows: AsyncGenerator<TableRow>
}

/** One row: the line it begins at, from 1, and its cells. */
export interface TableRow {
  line: number
  cells: string[]
}

/**
 * Opens a table: finds out its characters and its separator, and reads its heads. The rows are read as they are asked
 * for, so that a large file does not need memory for all of it at once.
 * @param encoding as the user says; null: to be found out
 * @throws RenewError `encoding-unknown`, `import-encoding`, `import-nul`, `import-broken`, `import-head`
 */
export async function openTable(bytes: Buffer, encoding: string | null): Promise<Table> {
  const found = encoding === null ? guessedEncoding(bytes) : namedEncoding(bytes, encoding)
  const start = firstText(bytes, found)
  const hint = /^sep=([,;\t])\r?\n/i.exec(start)
  const text = hint ? start.slice(hint[0].length) : start
  const delimiter = hint ? (hint[1] as Delimiter) : delimiterOf(text)
  const { above, sample } = findHeader(text, delimiter)
  const rows = rowsOf(bytes, found, delimiter, hint ? 1 : 0)
  for (let skipped = 0; skipped < above; skipped++) await rows.next()
  const head = await rows.next()
  if (head.done) throw new RenewError('import-head', { found: '' })
  const { line, cells } = head.value
  if (cells.length > MOST_COLUMNS)
    throw new RenewError('import-broken', { line, why: 'columns', limit: String(MOST_COLUMNS) })
  return {
    encoding: found.name,
    delimiter,
    header: plainCells(cells),
    headerLine: above > 0 ? line : null,
    sample,
    rows,
  }
}

function namedEncoding(bytes: Buffer, name: string): Encoding {
  if (!isEncoding(name)) throw new RenewError('encoding-unknown', { value: name })
  const own = new TextDecoder(name).encoding
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
  // What was read before a fault may not have been asked for yet.
  let ended = 0
  // Inside a cell the parser takes CR LF for the ends of two lines.
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

/** Hands the text over as the parser takes it, so that nothing piles up. */
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

/** Waits until the parser takes more, or is closed. */
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

/** What the parser says, with the line on which the row begins that it stumbled over. */
function parseError(error: unknown, ended: number): unknown {
  const { code } = error as { code?: string }
  if (!code || error instanceof RenewError) return error
  const line = ended + 1
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new RenewError('import-broken', { line, why: 'open-quote' })
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new RenewError('import-broken', { line, why: 'long-row', limit: '1 MB' })
  return error
}
