import type { Card } from '../cards/card.ts'
import type { Context } from '../context.ts'
import { printable } from '../text/printable.ts'
import { CARDS, command, FILTERS } from './command.ts'
import { confirm } from './shared/ask.ts'
import { answerChosen, cardsToChange, changeChosen } from './shared/choose-cards.ts'
import { warnDependents } from './shared/links.ts'
import { maskedCard } from './shared/masked-number.ts'

export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  yes: true,
  example: 'renew remove "{old-passport}"',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx)
    const { cards } = chosen
    await warnDependents(cards, ctx, false)
    await confirm(removalQuestion(cards, ctx), ctx)
    const none = cards.map(() => null)
    await changeChosen('remove', chosen, none, ctx)
    const answers = cards.map(card => ({
      json: () => ({ removed: maskedCard(card) }),
      text: () => ctx.words('remove.done', { name: printable(card.name) }),
    }))
    answerChosen(chosen, answers, ctx)
  },
})

const NAMED = 5

function removalQuestion(cards: readonly Card[], ctx: Context): string {
  const [only] = cards
  if (cards.length === 1) {
    const { name, expires } = only!
    return ctx.words('ask.remove', { name: printable(name), expires: expires && ctx.longDate(expires) })
  }
  const names = cards.slice(0, NAMED).map(({ name }) => ctx.words('words.quoted', { text: printable(name) }))
  return ctx.words('ask.remove-several', {
    count: cards.length,
    names: names.join(ctx.words('words.listed')),
    more: cards.length - names.length,
  })
}
