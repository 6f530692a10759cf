import { findCard } from '../../cards/find-card.ts'
import { addDays } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { CARD, command } from '../command.ts'
import { cardStatusJson, maskedCard } from '../shared/card-answer.ts'
import { deliveryNow, reminderCardNow } from '../shared/coming-reminders.ts'
import { linkLines } from '../shared/links.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { renderCardPage } from './screen.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  on: true,
  example: 'renew show me',
  async run({ args }, ctx) {
    const card = findCard(ctx.cards.cards(), args.name, { prefix: true })
    const assessed = (await ctx.assess([card]))[0]!
    const { today } = assessed.standing
    const last = card.expires !== null && card.expires >= today ? card.expires : today
    const coming = comingReminders(
      reminderCardNow(assessed, ctx),
      deliveryNow(ctx),
      addDays(last, DAYS_AFTER_EXPIRY),
    )
    const reminders = [...coming].filter(({ day }) => day > today)
    const links = linkLines(assessed, ctx)
    noteLostSources([assessed], ctx)
    await ctx.answerLong(
      () => ({
        schema: 1,
        card: maskedCard(card),
        status: cardStatusJson(assessed, ctx),
        milestones: reminders.map(({ milestone, day }) => ({ milestone, date: day })),
      }),
      to =>
        renderCardPage(
          { assessed, lang: ctx.lang, reminders, links, ownToday: ctx.today(null) },
          ctx.words,
          to,
        ),
    )
  },
})

/** How many days after the expiry reminders are shown. */
const DAYS_AFTER_EXPIRY = 3
