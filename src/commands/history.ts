import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { inLanguage } from '../guides/guide.ts'
import { compareText } from '../schedule/civil-date.ts'
import { renderChanges } from '../views/changes.ts'
import { renderHistory } from '../views/history.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('history')
    .argument('[name]', text['argument.card'])
    .description(text['history.about'])
    .option('--changes', text['history.changes'])
  return withCommon(
    command,
    ctx,
    { json: true, on: true },
    'renew history me\nrenew history --changes',
  ).action((name: string | undefined, options: { changes?: boolean }) =>
    options.changes ? changes(name, ctx) : renewals(name, ctx),
  )
}

async function renewals(name: string | undefined, ctx: Context): Promise<void> {
  const cards = name === undefined ? ctx.cards.cards() : [ctx.findCard(name, 'read')]
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
  const ways = new Map<string, string>()
  for (const card of cards.filter(({ history }) => history.length > 0)) {
    const { guide } = await ctx.guides.find(card.guide)
    for (const { id, text } of guide?.methods ?? []) ways.set(`${card.id} ${id}`, inLanguage(text, ctx.lang))
  }
  const named = rows.map(row => ({ ...row, way: ways.get(`${row.card} ${row.method}`) ?? row.method }))
  return ctx.answerLong(
    () => ({ schema: 1, renewals: rows }),
    to => renderHistory(named, ctx.text, to),
  )
}

function changes(name: string | undefined, ctx: Context): Promise<void> {
  const id = name === undefined ? null : ctx.findCard(name, 'read').id
  const rows = ctx.cards
    .changes()
    .filter(change => id === null || change.cards.some(card => card.id === id))
    .map(({ at, command, cards, undone }) => ({ at, command, cards: cards.map(({ name }) => name), undone }))
  return ctx.answerLong(
    // Exactly the keys of §7.
    () => ({ schema: 1, changes: rows.map(({ undone: _, ...change }) => change) }),
    to => renderChanges(rows, ctx.text, to),
  )
}
