import { findCard } from '../../cards/find-card.ts'
import { CARD, command } from '../command.ts'
import { cardStatusJson, maskedCard } from '../shared/card-answer.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { cardPages } from './data.ts'
import { renderCardPage } from './screen.ts'

export default command({
  reads: true,
  args: { '<name>': CARD },
  json: true,
  on: true,
  example: 'renew show me',
  async run({ args }, ctx) {
    const card = findCard(ctx.cards.cards(), args.name, { prefix: true })
    const assessed = (await ctx.assess([card]))[0]!
    const { data, reminders } = cardPages(ctx)(assessed)
    noteLostSources([assessed], ctx)
    await ctx.answerLong(
      () => ({
        schema: 1,
        card: maskedCard(card),
        status: cardStatusJson(assessed, ctx),
        milestones: reminders.map(({ milestone, day }) => ({ milestone, date: day })),
      }),
      to => renderCardPage(data, ctx.words, to),
    )
  },
})
