import type { ClosedRenewal } from '../cards/card.ts'
import { findCard } from '../cards/find-card.ts'
import { moneyText } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import { compareText } from '../dates/civil-date.ts'
import { inLanguage } from '../guides/guide.ts'
import type { Surface } from '../io/io.ts'
import type { AllWords } from '../messages/index.ts'
import { longDate, moment } from '../text/dates.ts'
import { paintFor } from '../text/paint.ts'
import { type Cell, renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { CARD, command } from './command.ts'

export default command({
  args: { '[name]': CARD },
  options: { '--changes': 'history.changes' },
  json: true,
  on: true,
  example: 'renew history me\nrenew history --changes',
  run: ({ args, options }, ctx) => (options.changes ? changes(args.name, ctx) : renewals(args.name, ctx)),
})

async function renewals(name: string | undefined, ctx: Context): Promise<void> {
  const cards = name === undefined ? ctx.cards.cards() : [findCard(ctx.cards.cards(), name, { prefix: true })]
  const rows = cards
    .flatMap(card =>
      card.history.map(({ from, to, method, paid, receipt, submitted, done }) => ({
        card: card.id,
        name: card.name,
        from,
        to,
        method,
        paid,
        receipt,
        submitted,
        done,
      })),
    )
    .sort((a, b) => compareText(a.done, b.done))
  const methods = new Map<string, string>()
  for (const card of cards.filter(({ history }) => history.length > 0)) {
    const { guide } = await ctx.guides.find(card.guide)
    for (const { id, text } of guide?.methods ?? [])
      methods.set(`${card.id} ${id}`, inLanguage(text, ctx.lang))
  }
  const named = rows.map(row => ({ ...row, way: methods.get(`${row.card} ${row.method}`) ?? row.method }))
  return ctx.answerLong(
    () => ({ schema: 1, renewals: rows }),
    to => renderHistory(named, ctx.words, to),
  )
}

function changes(name: string | undefined, ctx: Context): Promise<void> {
  const id = name === undefined ? null : findCard(ctx.cards.cards(), name, { prefix: true }).id
  const rows = ctx.cards
    .changes()
    .filter(change => id === null || change.cards.some(card => card.id === id))
    .map(({ at, command, cards, undone }) => ({ at, command, cards: cards.map(({ name }) => name), undone }))
  return ctx.answerLong(
    // Only the keys of §7.
    () => ({ schema: 1, changes: rows.map(({ undone: _, ...change }) => change) }),
    to => renderChanges(rows, ctx.words, to),
  )
}

/** A finished renewal, with the name of its card. */
export type RenewalRow = Pick<
  ClosedRenewal,
  'from' | 'to' | 'method' | 'paid' | 'receipt' | 'submitted' | 'done'
> & {
  name: string
  /** The guide's name for the method. */
  way: string | null
}

/** Renders finished renewals, one a line. */
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
    moneyText(row.paid),
    row.receipt ?? '',
  ])
  return renderTable(columns, cells, to)
}

/** A change of the log. */
export interface ChangeRow {
  /** Instant, RFC 3339. */
  at: string
  command: string
  /** The names of the changed cards. */
  cards: readonly string[]
  undone: boolean
}

/** More names than this are only counted; a pipe gets them all. */
const NAMED = 3

/** Renders the log of changes, one a line. */
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
  // The count comes first: long names may leave no room for it.
  return words('changes.many', {
    count: names.length,
    names: names.slice(0, NAMED - 1).join(words('words.listed')),
  })
}
