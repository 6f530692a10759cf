import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { compareText } from '../../dates/civil-date.ts'
import { inLanguage } from '../../guides/guide.ts'
import { CARD, command } from '../command.ts'
import { renderChanges } from './changes.ts'
import { renderHistory } from './renewals.ts'

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
  const ways = new Map<string, string>()
  for (const card of cards.filter(({ history }) => history.length > 0)) {
    const { guide } = await ctx.guides.find(card.guide)
    for (const { id, text } of guide?.methods ?? []) ways.set(`${card.id} ${id}`, inLanguage(text, ctx.lang))
  }
  const named = rows.map(row => ({ ...row, way: ways.get(`${row.card} ${row.method}`) ?? row.method }))
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
    // Exactly the keys of §7.
    () => ({ schema: 1, changes: rows.map(({ undone: _, ...change }) => change) }),
    to => renderChanges(rows, ctx.words, to),
  )
}
