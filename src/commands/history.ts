import type { Card, ClosedRenewal } from '../cards/card.ts'
import { findCard } from '../cards/find-card.ts'
import { moneyText } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import { compareText } from '../dates/civil-date.ts'
import { inLanguage } from '../guides/guide.ts'
import type { Surface } from '../io/io.ts'
import type { AllWords } from '../messages/index.ts'
import { longDate, moment } from '../text/dates.ts'
import { paintFor, type Style } from '../text/paint.ts'
import { printable } from '../text/printable.ts'
import { type Cell, type Column, renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { CARD, command } from './command.ts'
import { sentReminders } from './history-reminders.ts'
import { changeLog, effectsOf, type LoggedChange } from './shared/change-log.ts'
import { differenceRenderer } from './shared/difference.ts'
import { settingsDifference } from './shared/settings-difference.ts'

export default command({
  reads: true,
  args: { '[name]': CARD },
  options: { '--changes': 'history.changes', '--reminders': 'history.reminders' },
  json: true,
  on: true,
  example: 'renew history {me}\nrenew history --changes\nrenew history --reminders',
  run({ args, options }, ctx) {
    if (options.reminders) return sentReminders(args.name, ctx)
    return options.changes ? changes(args.name, ctx) : renewals(args.name, ctx)
  },
})

async function renewals(name: string | undefined, ctx: Context): Promise<void> {
  const cards = name === undefined ? ctx.cards.cards() : [findCard(ctx.cards.cards(), name, { prefix: true })]
  const named = await renewalRows(cards, ctx)
  return ctx.answerLong(
    () => ({ schema: 1, renewals: named.map(({ way: _, ...row }) => row) }),
    to => renderHistory(named, ctx.words, to),
  )
}

export type NamedRenewal = RenewalRow & { card: string }

/** Returns the finished renewals of some cards in the order in which they were finished. */
export async function renewalRows(cards: readonly Card[], ctx: Context): Promise<NamedRenewal[]> {
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
  return rows.map(row => ({ ...row, way: methods.get(`${row.card} ${row.method}`) ?? row.method }))
}

async function changes(name: string | undefined, ctx: Context): Promise<void> {
  const id = name === undefined ? null : findCard(ctx.cards.cards(), name, { prefix: true }).id
  const log = changeLog(ctx)
  const shown = log.filter(({ cards }) => id === null || cards?.cards.some(card => card.id === id))
  const rows = shown.map(({ number, at, command, cards, settings, undone }) => ({
    number: Number(number),
    at,
    command,
    cards: cards?.cards.map(({ name }) => name) ?? [],
    settings: settings?.parts.map(({ name }) => name) ?? [],
    undone,
  }))
  if (ctx.json) {
    // Oldest first, as earlier versions wrote them.
    ctx.answer(
      () => ({ schema: 1, changes: rows.toReversed() }),
      () => '',
    )
    return
  }
  const differences = await changesInWords(log, shown, ctx)
  return ctx.show(renderChanges(rows, differences, ctx.words, ctx.stdout))
}

async function changesInWords(
  log: readonly LoggedChange[],
  shown: readonly LoggedChange[],
  ctx: Context,
): Promise<string[][]> {
  const effects = effectsOf(log, ctx)
  const named = shown.flatMap(entry => effects.get(entry)?.cards.slice(0, NAMED) ?? [])
  const render = await differenceRenderer(
    named.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()),
    ctx,
  )
  return Promise.all(
    shown.map(async entry => {
      const { cards, settings } = effects.get(entry) ?? { cards: [], settings: [] }
      const parts = await settingsDifference(settings, ctx)
      const text = render(cards, ctx.stdout, { most: NAMED }) + parts(ctx.stdout)
      return text.split('\n').flatMap(line => line.trim() || [])
    }),
  )
}

export type RenewalRow = Pick<
  ClosedRenewal,
  'from' | 'to' | 'method' | 'paid' | 'receipt' | 'submitted' | 'done'
> & {
  name: string
  /** The guide's name for the method. */
  way: string | null
}

export function renderHistory(rows: readonly RenewalRow[], words: AllWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('history.empty'), to) : ''
  const { columns, rows: cells } = historyTable(rows, words, paintFor(to).bold)
  return renderTable(columns, cells, to)
}

/** Returns finished renewals as a table. @param nameStyle of the card's name */
export function historyTable(rows: readonly RenewalRow[], words: AllWords, nameStyle?: Style) {
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
    moneyText(row.paid),
    row.receipt ?? '',
  ])
  return { columns, rows: cells }
}

export interface ChangeRow {
  number: number
  at: string
  command: string
  cards: readonly string[]
  undone: boolean
}

/** More documents of one change than this are only counted; a pipe gets all names. */
const NAMED = 3

/**
 * Renders the log of changes: on a terminal what each did under its line, in a pipe one line each.
 * @param differences the lines of what each change did; none where the log no longer tells
 */
export function renderChanges(
  rows: readonly ChangeRow[],
  differences: readonly (readonly string[])[],
  words: AllWords,
  to: Surface,
): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('changes.empty'), to) : ''
  if (!to.isTTY) {
    const cells = rows.map(({ number, at, command, cards, undone }, row) => [
      ...[at, command, cards.join(', '), undone ? words('changes.undone') : '', String(number)],
      (differences[row] ?? []).join(words('words.semicolon')),
    ])
    return renderTable(Array(6).fill({ head: '' }), cells, to)
  }
  const paint = paintFor(to)
  const width = Math.max(...rows.map(({ number }) => String(number).length))
  return rows
    .map(({ number, at, command, cards, undone }, row) => {
      const inWords = differences[row] ?? []
      // Where the log no longer holds what changed, the names at least show where.
      const names = inWords.length === 0 && cards.length > 1 ? [fewNames(cards, words)] : inWords
      const head = [
        { text: String(number), style: paint.bold },
        { text: `  ${moment(at, words)}  `, style: paint.dim },
        { text: printable(command), style: undone ? paint.dim : paint.command },
        ...(undone
          ? [{ text: words('words.bracketed', { text: words('changes.undone') }), style: paint.warn }]
          : []),
      ]
      return (
        renderParagraph(head, to, 2 + width - String(number).length) +
        names.map(line => renderParagraph(line, to, width + 4)).join('')
      )
    })
    .join('')
}

function fewNames(names: readonly string[], words: AllWords): string {
  const shown = names.map(printable)
  if (names.length <= NAMED) return shown.join(words('words.listed'))
  // The count comes first: long names may leave no room for it.
  return words('changes.many', {
    count: names.length,
    names: shown.slice(0, NAMED - 1).join(words('words.listed')),
  })
}
