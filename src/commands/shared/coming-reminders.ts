import type { Assessed } from '../../cards/assessed.ts'
import { addressOf, readersOf } from '../../channels/address-of.ts'
import type { StatusContext } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { orElse } from '../../errors.ts'
import { comingReminders, type Delivery, firstReminder } from '../../reminders/coming.ts'
import { dueDay, type ReminderClock, remindAtOf } from '../../reminders/due.ts'
import { hashedAddress } from '../../reminders/ids.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { type Addresses, LedgerIndex } from '../../reminders/ledger-index.ts'
import { type NextReminder, nextReminder } from '../../reminders/next-reminder.ts'
import { type ReminderCard, reminderCardOf } from '../../reminders/owed.ts'
import { laterOf } from '../../schedule/deadlines.ts'
import type { Settings } from '../../settings.ts'

/** As in a run, a ledger that cannot be read counts as empty. */
export function deliveryNow(ctx: StatusContext): Delivery {
  const { channels } = ctx.settings.read()
  return {
    ledger: new LedgerIndex(ledgerOrEmpty(ctx), addressesOf(channels)),
    channels: Object.keys(channels),
    today: ctx.today(null),
  }
}

function addressesOf(channels: Settings['channels']): Addresses {
  return new Map(
    Object.entries(channels).map(([name, { kind, settings }]) => [
      name,
      hashedAddress(addressOf(kind, settings), readersOf(kind, settings)),
    ]),
  )
}

/** The setting `zone`, else the process's zone; with `--on`, noon of that day. */
export function reminderClock(ctx: StatusContext, values = ctx.settings.read().values): ReminderClock {
  const { io, on } = ctx
  return {
    now: on === null ? io.now() : io.instantAt(on, '12:00', null),
    remindAt: remindAtOf(values),
    dayIn: (zone, at) => io.dayIn(zone ?? values.zone, at),
    instantAt: (date, time, zone) => io.instantAt(date, time, zone ?? values.zone),
  }
}

/** Returns what finds the next reminder of a card: its day, and as JSON. */
export function nextReminders(ctx: StatusContext) {
  const delivery = deliveryNow(ctx)
  return (one: Assessed): { day: CivilDate | null; json: object | null } => {
    const next = firstReminder(reminderCardNow(one, ctx), delivery)
    return { day: next?.day ?? null, json: next && { milestone: next.milestone, date: next.day } }
  }
}

/** Returns what reminders need of a card, for the runs of the timer from now on. */
export function reminderCardNow(assessed: Assessed, ctx: StatusContext): ReminderCard {
  return reminderCardsNow([assessed], ctx)[0]!
}

/** Finding the day in a zone takes time, so it is done once for each zone. */
function reminderCardsNow(cards: readonly Assessed[], ctx: StatusContext): ReminderCard[] {
  const clock = reminderClock(ctx)
  const days = new Map<string | null, CivilDate>()
  return cards.map(one => {
    const zone = one.resolved.zone.value
    const day = ctx.on ?? days.get(zone) ?? dueDay(zone, clock)
    days.set(zone, day)
    return reminderCardOf(one, day)
  })
}

export function nextReminderOf(cards: readonly Assessed[], ctx: StatusContext): NextReminder | null {
  return nextReminder(reminderCardsNow(cards, ctx), deliveryNow(ctx), reminderClock(ctx))
}

/** Returns the days, from today to the last valid day, on which a card's reminders are sent. */
export function reminderDays(assessed: Assessed, ctx: StatusContext): CivilDate[] {
  const { expires } = assessed.card
  if (expires === null) return []
  const until = laterOf(expires, assessed.status.today)
  const coming = comingReminders(reminderCardNow(assessed, ctx), deliveryNow(ctx), until)
  return [...new Set([...coming].map(({ day }) => day))]
}

/** Reads the ledger; one that cannot be read counts as empty. */
export function ledgerOrEmpty(ctx: StatusContext): Ledger {
  return orElse(() => ctx.ledger.read(), EMPTY_LEDGER)
}
