import type { Assessed } from '../../cards/assessed.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { lastReminders } from '../../reminders/next-reminder.ts'
import { deliveryNow, ledgerOrEmpty, reminderCardNow } from '../shared/coming-reminders.ts'
import { linkLines } from '../shared/links.ts'
import type { CardPageData } from './screen.ts'

/** For how many days after the expiry the JSON has reminders, and the page those of an expired card. */
const DAYS_AFTER_EXPIRY = 3

/** Reads what the pages of cards need besides the cards, and returns what makes the data of each page. */
export function cardPages(ctx: Context) {
  const delivery = deliveryNow(ctx)
  const ownToday = ctx.today(null)
  const sent = lastReminders(ledgerOrEmpty(ctx), ownToday)
  return (
    assessed: Assessed,
  ): { data: CardPageData; reminders: readonly { milestone: string; day: CivilDate }[] } => {
    const { card, standing } = assessed
    const { today } = standing
    const isOver = card.expires === null || card.expires < today
    const last = isOver ? today : card.expires!
    const until = addDays(last, DAYS_AFTER_EXPIRY)
    const coming = [...comingReminders(reminderCardNow(assessed, ctx), delivery, until)]
    const reminders = coming.filter(({ day }) => day > today)
    return {
      reminders,
      data: {
        assessed,
        lang: ctx.lang,
        reminders: isOver ? reminders : reminders.filter(({ day }) => day <= last),
        lastReminder: sent.get(card.id) ?? null,
        links: linkLines(assessed, ctx),
        ownToday,
      },
    }
  }
}
