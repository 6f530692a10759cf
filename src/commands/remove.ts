import type { Context } from '../context.ts'
import { printable } from '../views/printable.ts'
import { CARD, command } from './command.ts'
import { maskedCard } from './masked-card.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  yes: true,
  example: 'renew remove "old passport"',
  run: ({ args }, ctx) => remove(args.name, ctx),
})

async function remove(typed: string, ctx: Context): Promise<void> {
  const card = await ctx.cardToChange(typed)
  const name = printable(card.name)
  await ctx.ask.toGoOn(ctx.text['ask.remove']({ name, expires: card.expires && ctx.longDate(card.expires) }))
  await ctx.change(`remove ${card.name}`, cards => cards.filter(({ id }) => id !== card.id))
  ctx.answer(
    () => ({ schema: 1, removed: maskedCard(card) }),
    () => `${ctx.text['remove.done']({ name })}\n`,
  )
}
