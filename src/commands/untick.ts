import type { Command } from 'commander'
import { withoutTick } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../views/printable.ts'
import { findItem, itemsOf } from './find-item.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('untick')
    .argument('<name>', text['argument.card'])
    .argument('<item>', text['argument.item'])
    .description(text['untick.about'])
  return withCommon(command, ctx, { json: true }, 'renew untick me photo').action(
    (name: string, item: string) => untick(name, item, ctx),
  )
}

async function untick(typed: string, itemTyped: string, ctx: Context): Promise<void> {
  const card = await ctx.cardToChange(typed)
  const [before] = await ctx.assess([card])
  const item = findItem(itemTyped, itemsOf(before!, ctx.lang))
  if (!card.renewal || !Object.hasOwn(card.renewal.ticks, item.id))
    throw new RenewError('not-ticked', { name: item.name })
  await ctx.replace(`untick ${card.name} ${item.id}`, card, {
    ...withoutTick(card, item.id),
    changed: ctx.timestamp(),
  })
  ctx.answer(
    () => ({ schema: 1, card: card.id, item: item.id }),
    () => `${ctx.text['untick.done']({ name: printable(item.name) })}\n`,
  )
}
