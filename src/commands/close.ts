import { RenewError } from '../errors.ts'
import { printable, shellWord } from '../text/printable.ts'
import { CARDS, command, FILTERS } from './command.ts'
import { answerChosen, cardsToChange, changeChosen } from './shared/choose-cards.ts'
import { warnDependents } from './shared/links.ts'
import { maskedCard } from './shared/masked-number.ts'

export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  example: 'renew close {me}\nrenew close --holder "{holder}"',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx)
    const closed = (await ctx.assess(chosen.cards)).map(({ card, status }) => {
      if (card.closed !== null) throw new RenewError('already-closed', { name: card.name, date: card.closed })
      return { ...card, closed: status.today }
    })
    await warnDependents(chosen.cards, ctx, true)
    const answers = (await changeChosen('close', chosen, closed, ctx)).map(({ card }) => ({
      json: () => ({ card: maskedCard(card) }),
      text: () => ctx.words('close.done', { name: printable(card.name), shellName: shellWord(card.name) }),
    }))
    answerChosen(chosen, answers, ctx)
  },
})
