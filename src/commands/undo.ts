import type { Context } from '../context.ts'
import { moment } from '../views/dates.ts'
import { renderDifference } from '../views/difference.ts'
import { printable } from '../views/printable.ts'
import { command } from './command.ts'

export default command({
  json: true,
  yes: true,
  example: 'renew undo',
  run: (_, ctx) => undo(ctx),
})

/** Shows what would come back before anything changes; another change in between is refused by the store. */
async function undo(ctx: Context): Promise<void> {
  const { change, cards } = await ctx.cards.undoPlan()
  const command = printable(change.command)
  const at = moment(change.at, ctx.text)
  ctx.note(ctx.text['undo.would']({ command, at }))
  const rows = cards.map(({ name, now, restored }) => ({
    name,
    before: now,
    after: restored,
  }))
  ctx.io.err(renderDifference(rows, ctx.text, ctx.beside))
  if (ctx.io.canAsk) await ctx.ask.toGoOn(ctx.text['ask.undo'])
  await ctx.undo(change.id)
  ctx.answer(
    () => ({
      schema: 1,
      undone: { at: change.at, command: change.command, cards: cards.map(({ name }) => name) },
    }),
    () => `${ctx.text['undo.done']({ command })}\n`,
  )
}
