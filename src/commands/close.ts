import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { maskedCard } from './shared/card-answer.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  example: 'renew close me',
  async run({ args }, ctx) {
    const card = await cardToChange(args.name, ctx)
    if (card.closed !== null) throw new RenewError('already-closed', { name: card.name, date: card.closed })
    const { today } = (await ctx.assess([card]))[0]!.standing
    const closed = { ...card, closed: today, changed: ctx.timestamp() }
    await replaceCard(`close ${card.name}`, card, closed, ctx)
    ctx.answer(
      () => ({ schema: 1, card: maskedCard(closed) }),
      () => `${ctx.words('close.done', { name: printable(card.name) })}\n`,
    )
  },
})
