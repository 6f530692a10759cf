import type { Assessed } from '../../cards/assess.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { comingReminders, type Delivery } from '../../reminders/coming.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { indexLedger } from '../../reminders/ledger-index.ts'
import { reminderCardOf } from '../../reminders/owed.ts'

/** Reads what `comingReminders` needs besides the cards; as in a run, a ledger that cannot be read counts as empty. */
export function deliveryNow(ctx: Context): Delivery {
  const ledger = indexLedger(ledgerOrEmpty(ctx), ctx.today(null))
  return { ledger, channels: Object.keys(ctx.settings.read().channels) }
}

/** Returns the days, from today to the last valid day, on which a card's milestones will be sent. */
export function reminderDays(assessed: Assessed, ctx: Context): CivilDate[] {
  const { card, standing } = assessed
  if (card.expires === null) return []
  const coming = [...comingReminders(reminderCardOf(assessed), deliveryNow(ctx), card.expires)]
  // A milestone of an earlier day that is still owed goes out today too, but is not listed.
  return coming.filter(({ date }) => date >= standing.today).map(({ day }) => day)
}

function ledgerOrEmpty(ctx: Context): Ledger {
  try {
    return ctx.ledger.read()
  } catch (error) {
    if (error instanceof RenewError) return EMPTY_LEDGER
    throw error
  }
}
