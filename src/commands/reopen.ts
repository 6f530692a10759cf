import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { maskedCard } from './shared/card-answer.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  example: 'renew reopen me',
  async run({ args }, ctx) {
    const card = await cardToChange(args.name, ctx)
    if (card.closed === null) throw new RenewError('not-closed', { name: card.name })
    const open = { ...card, closed: null, changed: ctx.timestamp() }
    await replaceCard(`reopen ${card.name}`, card, open, ctx)
    ctx.answer(
      () => ({ schema: 1, card: maskedCard(open) }),
      () => `${ctx.words('reopen.done', { name: printable(card.name) })}\n`,
    )
  },
})
