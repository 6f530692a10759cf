import { moment } from '../text/dates.ts'
import { printable } from '../text/printable.ts'
import { command } from './command.ts'
import { confirm } from './shared/ask.ts'
import { renderDifference } from './shared/difference.ts'

/** Shows what comes back before anything changes; the store refuses when another change came in between. */
export default command({
  json: true,
  yes: true,
  example: 'renew undo',
  async run(_, ctx) {
    const { change, cards } = await ctx.cards.undoPlan()
    const command = printable(change.command)
    const at = moment(change.at, ctx.words)
    ctx.note(ctx.words('undo.would', { command, at }))
    const rows = cards.map(({ name, now, restored }) => ({ name, before: now, after: restored }))
    ctx.io.err(renderDifference(rows, ctx.words, ctx.stderr))
    if (ctx.io.canAsk) await confirm(ctx.words('ask.undo'), ctx)
    await ctx.cards.undo(change.id)
    ctx.changed = true
    ctx.answer(
      () => ({
        schema: 1,
        undone: { at: change.at, command: change.command, cards: cards.map(({ name }) => name) },
      }),
      () => `${ctx.words('undo.done', { command })}\n`,
    )
  },
})
