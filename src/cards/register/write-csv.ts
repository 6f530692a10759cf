import { stringify } from 'csv-stringify/sync'
import type { Card } from '../card.ts'
import { COLUMNS, guarded, REST, rowOf } from './card-row.ts'

/**
 * Cards as CSV that a spreadsheet opens without running anything from a cell, and that `import` reads back exactly:
 * UTF-8 with BOM (else Excel takes it for the machine's own set), CRLF (RFC 4180), one row a card.
 */
export function cardsAsCsv(cards: readonly Card[]): string {
  const rows = cards.map(card => {
    const { cells, rest } = rowOf(card)
    return [...COLUMNS.map(column => cell(cells[column] ?? '')), JSON.stringify(rest)]
  })
  return stringify([[...COLUMNS, REST], ...rows], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // The library quotes only line ends of the kind it writes.
    quoted_match: /[\r\n]/,
  })
}

/** The library guards what begins like a formula; what already has apostrophes in front of it is ours to guard. */
function cell(text: string): string {
  return text.startsWith("'") ? guarded(text) : text
}
