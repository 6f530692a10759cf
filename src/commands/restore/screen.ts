import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { moment } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { renderTable } from '../../text/table.ts'
import { renderParagraph } from '../../text/wrap.ts'

/** An earlier whole file that `restore` can go back to. */
export interface CopyRow {
  /** What `restore` calls it, such as `cards.before`. */
  name: string
  /** The day whose last change it holds; null for the others. */
  day: CivilDate | null
  /** When it was written, RFC 3339. */
  written: string
  /** How many cards it holds; null where it holds none by its nature. */
  cards: number | null
  /** The code of why it cannot be used; null when it can. */
  fault: string | null
}

/** The kept copies, in the order given, and on a terminal how to go back to one. */
export function renderKeptCopies(rows: readonly CopyRow[], words: AllWords, to: Surface): string {
  const paint = paintFor(to)
  const usable = rows.find(({ fault }) => fault === null)
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('copies.empty'), to) : ''
  const columns = [
    { head: words('copies.head.name') },
    { head: words('copies.head.at') },
    { head: words('copies.head.cards') },
    { head: words('copies.head.why'), least: 12 },
  ]
  const cells = rows.map(({ name, day, written, cards, fault }) => [
    { text: name, style: fault === null ? paint.bold : paint.dim },
    { text: moment(written, words), piped: written },
    cards === null ? '' : String(cards),
    fault === null
      ? {
          text: words(`copies.why.${day !== null ? 'day' : name.endsWith('.before') ? 'before' : 'latest'}`),
          style: paint.dim,
        }
      : { text: words('copies.unusable', { fault }), style: paint.bad },
  ])
  if (!to.isTTY || !usable) return renderTable(columns, cells, to)
  const command = { text: `renew restore ${usable.name}`, style: paint.command, whole: true }
  const hint = [{ text: words('copies.hint') + words('words.colon') }, command]
  return `${renderTable(columns, cells, to)}\n${renderParagraph(hint, to)}`
}
