import { withoutTick } from '../cards/renewal.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { renderNote } from '../text/wrap.ts'
import { CARD, command, ITEM } from './command.ts'
import { checklistItems, findItem } from './shared/checklist.ts'
import { cardToChange, changeChosen } from './shared/choose-cards.ts'

export default command({
  args: { '<name>': CARD, '<item>': ITEM },
  json: true,
  example: 'renew untick {me} {photo}',
  async run({ args }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const assessed = await ctx.assessOne(card)
    const item = findItem(args.item, { items: checklistItems(assessed, ctx.lang), card }, ctx)
    if (!card.renewal || !Object.hasOwn(card.renewal.ticks, item.id))
      throw new RenewError('not-ticked', { name: item.name })
    const chosen = { cards: [card], as: `${card.name} ${item.id}` }
    await changeChosen('untick', chosen, [withoutTick(card, item.id)], ctx)
    ctx.answer(
      () => ({ schema: 1, card: card.id, item: item.id }),
      to => renderNote(ctx.words('untick.done', { name: printable(item.name) }), to),
    )
  },
})
