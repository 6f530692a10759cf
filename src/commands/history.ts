import type { Card, ClosedRenewal } from '../cards/card.ts'
import { findCard } from '../cards/find-card.ts'
import type { Context } from '../context.ts'
import { compareText } from '../dates/civil-date.ts'
import { inLanguage } from '../guides/guide.ts'
import type { Surface } from '../io/io.ts'
import type { CommandWords } from '../messages/index.ts'
import { longDate } from '../text/dates.ts'
import { paintFor, type Style } from '../text/paint.ts'
import { type Cell, type Column, renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { CARD, command } from './command.ts'
import { moneyInWords } from './shared/guide-words.ts'

export default command({
  reads: true,
  args: { '[name]': CARD },
  options: { '--changes': 'history.changes', '--reminders': 'history.reminders' },
  json: true,
  on: true,
  example: 'renew history {me}\nrenew history --changes\nrenew history --reminders',
  async run({ args, options }, ctx) {
    if (options.reminders) return (await import('./history-reminders.ts')).sentReminders(args.name, ctx)
    if (options.changes) return (await import('./history-changes.ts')).changes(args.name, ctx)
    return renewals(args.name, ctx)
  },
})

async function renewals(name: string | undefined, ctx: Context): Promise<void> {
  const cards = name === undefined ? ctx.cards.cards() : [findCard(ctx.cards.cards(), name, { prefix: true })]
  const found = await renewalRows(cards, ctx)
  return ctx.answerLong(
    () => ({ schema: 1, renewals: found.map(({ way: _, ...row }) => row) }),
    to => renderHistory(found, ctx.words, to),
  )
}

/** A finished renewal of a card; `way` is the guide's name for the method. */
export interface RenewalRow
  extends Pick<ClosedRenewal, 'from' | 'to' | 'method' | 'paid' | 'receipt' | 'submitted' | 'done'> {
  card: string
  name: string
  way: string | null
}

/** Returns the finished renewals of some cards in the order in which they were finished. */
export async function renewalRows(cards: readonly Card[], ctx: Context): Promise<RenewalRow[]> {
  const rows: RenewalRow[] = []
  for (const { id: card, name, guide: guideId, history } of cards) {
    if (history.length === 0) continue
    const { guide } = await ctx.guides.find(guideId)
    const ways = new Map(guide?.methods.map(({ id, text }) => [id, inLanguage(text, ctx.lang)]))
    for (const { from, to, method, paid, receipt, submitted, done } of history) {
      const way = ways.get(method ?? '') ?? method
      rows.push({ card, name, from, to, method, paid, receipt, submitted, done, way })
    }
  }
  return rows.sort((a, b) => compareText(a.done, b.done))
}

export function renderHistory(renewals: readonly RenewalRow[], words: CommandWords, to: Surface): string {
  if (renewals.length === 0) return to.isTTY ? renderParagraph(words('history.empty'), to) : ''
  const { columns, rows } = historyTable(renewals, words, paintFor(to).bold)
  return renderTable(columns, rows, to)
}

/** Returns finished renewals as a table. @param nameStyle of the card's name */
export function historyTable(rows: readonly RenewalRow[], words: CommandWords, nameStyle?: Style) {
  const day = (date: string | null): Cell => ({
    text: date === null ? '' : longDate(date, words),
    piped: date ?? '',
  })
  const end = (date: string | null): Cell =>
    date === null ? { text: words('words.no-end'), piped: '' } : day(date)
  const columns: Column[] = [
    { head: words('status.head.card'), least: 8 },
    { head: words('history.head.from') },
    { head: words('history.head.to') },
    { head: words('history.head.done') },
    { head: words('history.head.submitted') },
    { head: words('show.method'), least: 6 },
    { head: words('history.head.paid') },
    { head: words('show.receipt'), least: 6 },
  ]
  const cells: (Cell | string)[][] = rows.map(row => [
    { text: row.name, ...(nameStyle && { style: nameStyle }) },
    end(row.from),
    end(row.to),
    day(row.done),
    day(row.submitted),
    { text: row.way ?? '', piped: row.method ?? '' },
    {
      text: moneyInWords(row.paid, words),
      piped: row.paid.map(({ amount, currency }) => `${amount} ${currency}`).join(', '),
    },
    row.receipt ?? '',
  ])
  return { columns, rows: cells }
}
