import { parse } from 'csv-parse'
import { parse as parseAll } from 'csv-parse/sync'
import { RenewError } from '../../errors.ts'
import { knowsHeads } from './column-names.ts'
import { decoded, type Encoding, encodingOf, isEncoding } from './text-encoding.ts'

/** The separators a table may have, the most likely first. */
const DELIMITERS = [',', ';', '\t'] as const
/** Longest row in bytes. A quote that never closes makes one row of the rest of the file. */
const LONGEST_ROW = 1024 * 1024
/** Most columns; a table with more is none of ours. */
const MOST_COLUMNS = 200

/** A table as it was found. */
export interface Table {
  encoding: string
  delimiter: (typeof DELIMITERS)[number]
  heads: string[]
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
  const found = encoding === null ? foundEncoding(bytes) : saidEncoding(bytes, encoding)
  const start = firstText(bytes, found)
  const hint = /^sep=([,;\t])\r?\n/i.exec(start)
  const delimiter = hint ? (hint[1] as Table['delimiter']) : delimiterOf(start)
  const rows = rowsOf(bytes, found, delimiter, hint ? 1 : 0)
  const head = await rows.next()
  if (head.done) throw new RenewError('import-head', { found: '' })
  const heads = head.value.cells.map(cell => cell.trim())
  if (heads.length > MOST_COLUMNS)
    throw new RenewError('import-broken', {
      line: head.value.line,
      why: 'columns',
      limit: String(MOST_COLUMNS),
    })
  return { encoding: found.name, delimiter, heads, rows }
}

function saidEncoding(bytes: Buffer, name: string): Encoding {
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

function foundEncoding(bytes: Buffer): Encoding {
  const found = encodingOf(bytes, hasForeignHead)
  if ('kind' in found) throw new RenewError('import-encoding', { line: found.line, why: found.kind })
  return found
}

/** Heads in letters beyond ASCII that we know: then the letters are the right ones. */
function hasForeignHead(text: string): boolean {
  const heads = headRow(text, delimiterOf(text))
  return knowsHeads(heads.filter(head => /[^\u0000-\u007f]/.test(head))) > 0
}

function firstText(bytes: Buffer, encoding: Encoding): string {
  for (const piece of decoded(bytes.subarray(0, LONGEST_ROW), encoding)) if (piece) return piece
  return ''
}

/** The separator under which most heads are known; where none is, the one that makes most columns. */
function delimiterOf(text: string): Table['delimiter'] {
  const rank = (one: string) =>
    headsIn(text, one) * MOST_COLUMNS + Math.min(columnsIn(text, one), MOST_COLUMNS - 1)
  return DELIMITERS.reduce((best, one) => (rank(one) > rank(best) ? one : best))
}

const headsIn = (text: string, delimiter: string): number => knowsHeads(headRow(text, delimiter))
const columnsIn = (text: string, delimiter: string): number => headRow(text, delimiter).length

function headRow(text: string, delimiter: string): string[] {
  try {
    const [row] = parseAll(text.slice(0, 64 * 1024), {
      ...options(delimiter),
      to: 1,
      bom: true,
    }) as string[][]
    return row?.map(cell => cell.trim()) ?? []
  } catch {
    return []
  }
}

function options(delimiter: string) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  }
}

async function* rowsOf(
  bytes: Buffer,
  encoding: Encoding,
  delimiter: string,
  skipLines: number,
): AsyncGenerator<TableRow> {
  // What was read before a fault may not have been asked for yet.
  let ended = 0
  const track = <T>(record: T, { lines }: { lines: number }): T => {
    ended = lines
    return record
  }
  const parser = parse({ ...options(delimiter), info: true, from_line: 1 + skipLines, on_record: track })
  const fed = feed(parser, bytes, encoding).catch(error => parser.destroy(error))
  try {
    for await (const one of parser) {
      const { record, info } = one as { record: string[]; info: { lines: number } }
      const inside = record.reduce((sum, cell) => sum + linesIn(cell), 0)
      yield { line: info.lines - inside, cells: record }
    }
  } catch (error) {
    throw broken(error, ended)
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
    if (!parser.write(piece) && !parser.destroyed) await roomIn(parser)
    if (parser.destroyed) return
  }
  parser.end()
}

/** Waits until the parser takes more, or is closed. */
function roomIn(parser: NodeJS.WritableStream): Promise<void> {
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
function broken(error: unknown, ended: number): unknown {
  const { code, lines } = error as { code?: string; lines?: number }
  if (!code || error instanceof RenewError) return error
  const line = ended + 1
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new RenewError('import-broken', { line, why: 'open-quote', limit: '' })
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new RenewError('import-broken', { line, why: 'long-row', limit: '1 MB' })
  if (code.includes('QUOTE'))
    return new RenewError('import-broken', { line: lines ?? line, why: 'stray-quote', limit: '' })
  return error
}
