import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { renderTable } from '../../text/table.ts'

/** What becomes, or would become, of one row of a file. */
export interface ImportRow {
  /** Its line in a table, its place in a list; from 1. */
  line: number
  place: 'line' | 'card'
  what: 'new' | 'changed' | 'same' | 'refused'
  name: string
  /** The last valid day as it was understood; null: without end, or not understood. */
  expires: CivilDate | null
  /** The fields that differ from the card as it is. */
  changed: readonly string[]
  /** The last valid day that another one replaces; null: none is replaced. */
  was: { expires: CivilDate | null } | null
  /** Why it is refused: the column by its head, null for the row as a whole; the words are cleaned. */
  faults: readonly { column: string | null; code: string; message: string; hint: string }[]
}

/** What a reader looks for first; the same are many and say nothing. */
const ORDER = ['refused', 'changed', 'new', 'same']

/**
 * Every row with what becomes of it: line, what, name, last valid day, and why or what differs. On a terminal those to
 * look at stand first, in a pipe all stand in the order of the file.
 */
export function renderImport(all: readonly ImportRow[], words: AllWords, to: Surface): string {
  const place = ({ what }: ImportRow) => ORDER.indexOf(what)
  const rows = to.isTTY ? [...all].sort((a, b) => place(a) - place(b)) : all
  const paint = paintFor(to)
  const styles = { new: paint.good, changed: paint.warn, same: paint.dim, refused: paint.bad }
  const columns = [
    { head: words(`import.head.${rows[0]?.place ?? 'line'}`) },
    { head: words('import.head.what') },
    { head: words('list.head.name'), least: 8 },
    { head: words('list.head.expires') },
    { head: words('import.head.why'), least: 16, wraps: true },
  ]
  const cells = rows.map(row => [
    String(row.line),
    { text: words(`import.what.${row.what}`), style: styles[row.what], piped: row.what },
    { text: row.name },
    row.what === 'refused' ? '' : { text: row.expires ?? words('words.no-end'), piped: row.expires ?? '' },
    row.what === 'refused'
      ? row.faults.map(fault => reasonOf(fault, words)).join('; ')
      : { text: changesOf(row, words), piped: row.changed.join(', ') },
  ])
  return rows.length === 0 ? '' : renderTable(columns, cells, to)
}

/** The refused rows for stderr, one line a fault: where it is, what is wrong, what to do. */
export function renderRefused(rows: readonly ImportRow[], words: AllWords): string {
  return rows
    .flatMap(row =>
      row.faults.map(
        fault =>
          `${words('import.refused-at', { at: words(`import.at-${row.place}`, { line: row.line }), why: reasonOf(fault, words), hint: fault.hint })}\n`,
      ),
    )
    .join('')
}

/** What a renewal changes beside the last valid day. */
const RENEWAL_FIELDS = ['renewal', 'readings', 'acknowledged', 'snoozed']

function changesOf({ changed, was }: ImportRow, words: AllWords): string {
  const isRenewed = was !== null && changed.includes('history')
  return changed
    .filter(field => !isRenewed || !RENEWAL_FIELDS.includes(field))
    .map(field => {
      if (field === 'history' && isRenewed) return words('import.what.renewed')
      return field === 'expires' && was
        ? words('import.was', { field, value: was.expires ?? words('words.no-end') })
        : printable(field)
    })
    .join(', ')
}

function reasonOf({ column, message }: ImportRow['faults'][number], words: AllWords): string {
  return column === null ? message : words('import.column', { column: printable(column), why: message })
}
