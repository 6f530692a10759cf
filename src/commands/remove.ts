import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { confirm } from './shared/ask.ts'
import { maskedCard } from './shared/card-answer.ts'
import { cardToChange, changeCards } from './shared/changes.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  yes: true,
  example: 'renew remove "old passport"',
  async run({ args }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const name = printable(card.name)
    await confirm(ctx.words('ask.remove', { name, expires: card.expires && ctx.longDate(card.expires) }), ctx)
    await changeCards(`remove ${card.name}`, cards => cards.filter(({ id }) => id !== card.id), ctx)
    ctx.answer(
      () => ({ schema: 1, removed: maskedCard(card) }),
      () => `${ctx.words('remove.done', { name })}\n`,
    )
  },
})
