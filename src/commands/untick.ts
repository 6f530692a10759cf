import { withoutTick } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARD, command, ITEM } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { findItem, itemsOf } from './shared/checklist.ts'

export default command({
  args: { '<name>': CARD, '<item>': ITEM },
  json: true,
  example: 'renew untick me photo',
  run: ({ args }, ctx) => untick(args.name, args.item, ctx),
})

async function untick(typed: string, itemTyped: string, ctx: Context): Promise<void> {
  const card = await cardToChange(typed, ctx)
  const [before] = await ctx.assess([card])
  const item = findItem(itemTyped, itemsOf(before!, ctx.lang))
  if (!card.renewal || !Object.hasOwn(card.renewal.ticks, item.id))
    throw new RenewError('not-ticked', { name: item.name })
  await replaceCard(
    `untick ${card.name} ${item.id}`,
    card,
    {
      ...withoutTick(card, item.id),
      changed: ctx.timestamp(),
    },
    ctx,
  )
  ctx.answer(
    () => ({ schema: 1, card: card.id, item: item.id }),
    () => `${ctx.words('untick.done', { name: printable(item.name) })}\n`,
  )
}
