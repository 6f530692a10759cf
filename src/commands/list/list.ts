import type { Context } from '../../context.ts'
import { command } from '../command.ts'
import { renderList } from './screen.ts'

export default command({
  json: true,
  on: true,
  example: 'renew list',
  run: (_, ctx) => list(ctx),
})

function list(ctx: Context): Promise<void> {
  const cards = ctx.cards.cards()
  return ctx.answerLong(
    () => ({ schema: 1, cards }),
    to => renderList(cards, ctx.words, to),
  )
}
