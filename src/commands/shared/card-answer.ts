import type { Assessed } from '../../cards/assessed.ts'
import { cardJson } from '../../cards/card-json.ts'
import type { Context } from '../../context.ts'
import { lastReminders } from '../../reminders/next-reminder.ts'
import { ledgerOrEmpty } from './coming-reminders.ts'

/** Returns the status of a card as JSON (§7), for commands that have just changed or shown it. */
export function cardStatusJson(assessed: Assessed, ctx: Context): object {
  const { words, lang } = ctx
  const last = lastReminders(ledgerOrEmpty(ctx), ctx.today(null)).get(assessed.card.id)
  return cardJson(assessed, {
    unseen: false,
    lastReminder: last ?? null,
    words,
    lang,
    zoneName: () => ctx.io.zoneName(),
  })
}
