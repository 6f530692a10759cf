import { stringify } from 'csv-stringify/sync'
import type { Card } from '../cards/card.ts'
import { COLUMNS, type Column, escapeFormula, REST, rowOf } from './card-row.ts'

const BATCH = 1000

const FORM = {
  record_delimiter: 'windows',
  escape_formulas: true,
  // By default only the line ends it writes are quoted.
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
export function textCells(card: Card): string[] {
  const { cells, rest } = rowOf(card)
  return [...COLUMNS.map(column => cell(cells[column] ?? '')), JSON.stringify(rest)]
}

/** The library escapes formulas, but not text that already begins with apostrophes. */
function cell(text: string): string {
  return text.startsWith("'") ? escapeFormula(text) : text
}
