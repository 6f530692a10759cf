import type { Assessed } from '../../cards/assessed.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { lastReminders } from '../../reminders/next-reminder.ts'
import { CARD, command } from '../command.ts'
import { cardStatusJson } from '../shared/card-answer.ts'
import { deliveryNow, ledgerOrEmpty, reminderCardNow } from '../shared/coming-reminders.ts'
import { linkLines } from '../shared/links.ts'
import { maskedCard } from '../shared/masked-number.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { type CardPageData, renderCardPage } from './screen.ts'

export default command({
  reads: true,
  args: { '<name>': CARD },
  json: true,
  on: true,
  example: 'renew show {me}',
  async run({ args }, ctx) {
    const card = findCard(ctx.cards.cards(), args.name, { prefix: true })
    const assessed = await ctx.assessOne(card)
    const { milestones, ...page } = cardPages(ctx)(assessed)
    await noteLostSources([assessed], ctx)
    await ctx.answerLong(
      () => ({
        schema: 1,
        card: maskedCard(card),
        status: cardStatusJson(assessed, ctx),
        milestones,
      }),
      to => renderCardPage(page, ctx.words, to),
    )
  },
})

/** For how many days after the expiry the JSON has reminders. */
const DAYS_AFTER_EXPIRY = 3
/** How many reminders an expired card shows, and within how many days: one that was seen is reminded of weekly. */
const [SHOWN_AFTER_EXPIRY, WITHIN_DAYS] = [3, 15]

/** The data of a card's page, and its reminders to come as JSON. */
export interface CardPage extends CardPageData {
  milestones: readonly { milestone: string; date: CivilDate }[]
}

/** Reads what the pages of cards need besides the cards, and returns what makes the data of each page. */
export function cardPages(ctx: Context) {
  const delivery = deliveryNow(ctx)
  const ownToday = ctx.today(null)
  const sent = lastReminders(ledgerOrEmpty(ctx), ownToday)
  return (assessed: Assessed): CardPage => {
    const { card, status } = assessed
    const { today } = status
    const isOver = card.expires === null || card.expires < today
    const until = isOver ? addDays(today, WITHIN_DAYS) : addDays(card.expires!, DAYS_AFTER_EXPIRY)
    const coming = [...comingReminders(reminderCardNow(assessed, ctx), delivery, until)]
    const ahead = coming.filter(({ day }) => day > today)
    const next = isOver ? ahead.slice(0, SHOWN_AFTER_EXPIRY) : ahead
    return {
      assessed,
      lang: ctx.lang,
      reminders: isOver
        ? coming.slice(0, SHOWN_AFTER_EXPIRY)
        : coming.filter(({ day }) => day <= card.expires!),
      milestones: next.map(({ milestone, day }) => ({ milestone, date: day })),
      lastReminder: sent.get(card.id) ?? null,
      links: linkLines(assessed, ctx),
      ownToday,
    }
  }
}
