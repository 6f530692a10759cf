import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { moment } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { renderTable } from '../../text/table.ts'
import { renderParagraph } from '../../text/wrap.ts'

/** One change of the log. */
export interface ChangeRow {
  /** Instant, RFC 3339. */
  at: string
  command: string
  /** The names of the cards it touched. */
  cards: readonly string[]
  undone: boolean
}

/** More names than this are only counted; a pipe gets them all. */
const NAMED = 3

/** The log of changes, one a line, in the order given. */
export function renderChanges(rows: readonly ChangeRow[], words: AllWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('changes.empty'), to) : ''
  const paint = paintFor(to)
  const columns = [
    { head: words('changes.head.at') },
    { head: words('changes.head.command'), least: 12 },
    { head: words('changes.head.cards'), least: 8 },
    { head: '' },
  ]
  const cells = rows.map(({ at, command, cards, undone }) => [
    { text: moment(at, words), piped: at, style: paint.dim },
    { text: command, style: undone ? paint.dim : paint.bold },
    { text: fewNames(cards, words), piped: cards.join(', ') },
    { text: undone ? words('changes.undone') : '', style: paint.warn },
  ])
  return renderTable(columns, cells, to)
}

function fewNames(names: readonly string[], words: AllWords): string {
  if (names.length <= NAMED) return names.join(', ')
  // The count first: two long names may leave no room for what follows them.
  return words('changes.many', {
    count: names.length,
    names: names.slice(0, NAMED - 1).join(words('words.listed')),
  })
}
