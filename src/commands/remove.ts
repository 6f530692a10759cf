import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { printable } from '../views/printable.ts'
import { maskedCard } from './masked-card.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const command = program
    .command('remove')
    .argument('<name>', ctx.text['argument.card'])
    .description(ctx.text['remove.about'])
  return withCommon(command, ctx, { json: true, yes: true }, 'renew remove "old passport"').action(
    (name: string) => remove(name, ctx),
  )
}

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
