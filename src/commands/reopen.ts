import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARDS, command, FILTERS } from './command.ts'
import { answerChosen, cardsToChange, changeChosen } from './shared/choose-cards.ts'
import { maskedCard } from './shared/masked-number.ts'

export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  example: 'renew reopen {me}',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx, card => card.closed !== null)
    const open = chosen.cards.map(card => {
      if (card.closed === null) throw new RenewError('not-closed', { name: card.name })
      return { ...card, closed: null }
    })
    const answers = (await changeChosen('reopen', chosen, open, ctx)).map(({ card }) => ({
      json: () => ({ card: maskedCard(card) }),
      text: () => ctx.words('reopen.done', { name: printable(card.name) }),
    }))
    answerChosen(chosen, answers, ctx)
  },
})
