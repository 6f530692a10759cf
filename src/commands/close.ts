import { RenewError } from '../errors.ts'
import { printable, shellWord } from '../text/printable.ts'
import { command } from './command.ts'
import { maskedCard } from './shared/card-answer.ts'
import { replaceCards } from './shared/changes.ts'
import { answerChosen, CARDS, cardsToChange, FILTERS } from './shared/choose-cards.ts'
import { warnDependents } from './shared/links.ts'

export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  example: 'renew close {me}\nrenew close --holder "{holder}"',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx)
    const closed = (await ctx.assess(chosen.cards)).map(({ card, standing }) => {
      if (card.closed !== null) throw new RenewError('already-closed', { name: card.name, date: card.closed })
      return { ...card, closed: standing.today, changed: ctx.timestamp() }
    })
    await warnDependents(chosen.cards, ctx, true)
    await replaceCards(`close ${chosen.as}`, chosen.cards, closed, ctx)
    const answers = closed.map(card => ({
      json: () => ({ card: maskedCard(card) }),
      text: () =>
        `${ctx.words('close.done', { name: printable(card.name), shellName: shellWord(card.name) })}\n`,
    }))
    answerChosen(chosen, answers, ctx)
  },
})
