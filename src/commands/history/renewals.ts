import type { ClosedRenewal, Money } from '../../cards/card.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Cell, renderTable } from '../../text/table.ts'
import { renderParagraph } from '../../text/wrap.ts'

/** A closed renewal, with the name of its card. */
export type RenewalRow = Pick<
  ClosedRenewal,
  'from' | 'to' | 'method' | 'paid' | 'receipt' | 'submitted' | 'done'
> & {
  name: string
  /** What the guide calls the method. */
  way: string | null
}

/** Closed renewals, one a line, in the order given. */
export function renderHistory(rows: readonly RenewalRow[], words: AllWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('history.empty'), to) : ''
  const paint = paintFor(to)
  const day = (date: string | null): Cell => ({
    text: date === null ? '' : longDate(date, words),
    piped: date ?? '',
  })
  const end = (date: string | null): Cell =>
    date === null ? { text: words('words.no-end'), piped: '' } : day(date)
  const columns = [
    { head: words('history.head.card'), least: 8 },
    { head: words('history.head.from') },
    { head: words('history.head.to') },
    { head: words('history.head.done') },
    { head: words('history.head.submitted') },
    { head: words('history.head.method'), least: 6 },
    { head: words('history.head.paid') },
    { head: words('history.head.receipt'), least: 6 },
  ]
  const cells = rows.map(row => [
    { text: row.name, style: paint.bold },
    end(row.from),
    end(row.to),
    day(row.done),
    day(row.submitted),
    { text: row.way ?? '', piped: row.method ?? '' },
    amounts(row.paid),
    row.receipt ?? '',
  ])
  return renderTable(columns, cells, to)
}

/** Amounts as they were entered, `15000 KZT`. */
export function amounts(paid: readonly Money[]): string {
  return paid.map(({ amount, currency }) => `${amount} ${currency}`).join(', ')
}
