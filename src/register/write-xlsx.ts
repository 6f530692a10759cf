import type { CellObject } from '@e965/xlsx'
import { type Card, FIELDS } from '../cards/card.ts'
import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { COLUMNS, type Column, REST } from './card-row.ts'
import { textCells } from './write-csv.ts'

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
