import { findCard } from '../../cards/find-card.ts'
import { addDays } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { lastReminders } from '../../reminders/next-reminder.ts'
import { CARD, command } from '../command.ts'
import { cardStatusJson, maskedCard } from '../shared/card-answer.ts'
import { deliveryNow, ledgerOrEmpty, reminderCardNow } from '../shared/coming-reminders.ts'
import { linkLines } from '../shared/links.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
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
    const { today } = assessed.standing
    const isOver = card.expires === null || card.expires < today
    const last = isOver ? today : card.expires!
    const coming = comingReminders(
      reminderCardNow(assessed, ctx),
      deliveryNow(ctx),
      addDays(last, DAYS_AFTER_EXPIRY),
    )
    const reminders = [...coming].filter(({ day }) => day > today)
    const shown = isOver ? reminders : reminders.filter(({ day }) => day <= last)
    const lastReminder = lastReminders(ledgerOrEmpty(ctx), ctx.today(null)).get(card.id) ?? null
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
          { assessed, lang: ctx.lang, reminders: shown, lastReminder, links, ownToday: ctx.today(null) },
          ctx.words,
          to,
        ),
    )
  },
})

/** For how many days after the expiry the JSON has reminders, and the page those of an expired card. */
const DAYS_AFTER_EXPIRY = 3
