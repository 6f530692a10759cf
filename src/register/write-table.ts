import type { CellObject } from '@e965/xlsx'
import { stringify } from 'csv-stringify/sync'
import { type Card, FIELDS } from '../cards/card.ts'
import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { COLUMNS, type Column, escapeFormula, REST, rowOf } from './card-row.ts'

const BATCH = 1000

const FORM = {
  record_delimiter: 'windows',
  escape_formulas: true,
  quoted_match: /[\r\n]/,
} as const

/**
 * Yields cards as CSV that a spreadsheet opens without running a formula and that `import` reads back exactly: UTF-8
 * with a BOM (Excel needs it), CRLF (RFC 4180), one row a card.
 * @param header names a column in the first row
 */
export function* cardsAsCsv(
  cards: readonly Card[],
  header: (column: Column) => string = String,
): Generator<string> {
  yield stringify([[...COLUMNS.map(header), REST]], { ...FORM, bom: true })
  for (let at = 0; at < cards.length; at += BATCH)
    yield stringify(cards.slice(at, at + BATCH).map(textCells), FORM)
}

/** Returns the cells of a card as text: its columns, and last what no column can hold. */
function textCells(card: Card): string[] {
  const { cells, rest } = rowOf(card)
  return [...COLUMNS.map(column => cell(cells[column] ?? '')), JSON.stringify(rest)]
}

/** The library escapes formulas, but not text that already begins with apostrophes. */
function cell(text: string): string {
  return text.startsWith("'") ? escapeFormula(text) : text
}

/** Day 0 of a spreadsheet, and the first day after its 29 February 1900 that never was. */
const DAY_ZERO: CivilDate = '1899-12-30'
const FIRST_DAY: CivilDate = '1900-03-01'

/**
 * Returns cards as a workbook that `import` reads back exactly: one row a card, dates as true dates, all else as text,
 * so that no formula is run.
 * @param header names a column in the first row
 */
export async function cardsAsXlsx(
  cards: readonly Card[],
  header: (column: Column) => string = String,
): Promise<Buffer> {
  const { utils, write } = await import('@e965/xlsx')
  const names = [...COLUMNS.map(header), REST]
  const data = [names.map(name => textCell(name)), ...cards.map(card => textCells(card).map(cellIn))]
  const last = utils.encode_cell({ r: data.length - 1, c: names.length - 1 })
  const sheet = {
    '!data': data,
    '!ref': `A1:${last}`,
    '!autofilter': { ref: `A1:${last}` },
    '!cols': names.map((_, column) => ({ wch: COLUMNS[column] === 'name' ? 30 : 14 })),
  }
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet as never, 'renew')
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

function cellIn(text: string, column: number): CellObject {
  const name = COLUMNS[column]
  const isDate = name !== undefined && FIELDS[name].kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)
  if (!isDate || text < FIRST_DAY) return textCell(text)
  return { t: 'n', v: daysBetween(DAY_ZERO, text), z: 'yyyy-mm-dd' }
}

const textCell = (text: string): CellObject => ({ t: 's', v: text, z: '@' })
