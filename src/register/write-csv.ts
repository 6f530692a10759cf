import { stringify } from 'csv-stringify/sync'
import type { Card } from '../cards/card.ts'
import { COLUMNS, escapeFormula, REST, rowOf } from './card-row.ts'

/** So many cards are put into words at a time: all rows of a hundred thousand at once took twice the memory of the cards. */
const AT_ONCE = 1000

const FORM = {
  record_delimiter: 'windows',
  escape_formulas: true,
  // The library quotes only line ends of the kind it writes.
  quoted_match: /[\r\n]/,
} as const

/**
 * Cards as CSV, in pieces, that a spreadsheet opens without running anything from a cell, and that `import` reads back
 * exactly: UTF-8 with BOM (else Excel takes it for the machine's own set), CRLF (RFC 4180), one row a card.
 */
export function* cardsAsCsv(cards: readonly Card[]): Generator<string> {
  yield stringify([[...COLUMNS, REST]], { ...FORM, bom: true })
  for (let at = 0; at < cards.length; at += AT_ONCE)
    yield stringify(cards.slice(at, at + AT_ONCE).map(cellsOf), FORM)
}

function cellsOf(card: Card): string[] {
  const { cells, rest } = rowOf(card)
  return [...COLUMNS.map(column => cell(cells[column] ?? '')), JSON.stringify(rest)]
}

/** The library guards what begins like a formula; what already has apostrophes in front of it is ours to guard. */
function cell(text: string): string {
  return text.startsWith("'") ? escapeFormula(text) : text
}
