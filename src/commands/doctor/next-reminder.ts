import { type Assessed, inUrgency } from '../../cards/assess.ts'

import type { Context } from '../../context.ts'
import { type CivilDate, compareText, LAST_DAY } from '../../dates/civil-date.ts'
import { type ComingReminder, comingReminders } from '../../reminders/coming.ts'
import { reminderCardOf } from '../../reminders/unseen.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { deliveryNow } from '../shared/coming-reminders.ts'
import { type ClockThere, clockThere, runAfter } from '../shared/timers.ts'

/** The reminder that comes next, over all cards. */
export interface NextReminder {
  /** The card's id. */
  card: string
  name: string
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  /** Whether it is owed already: the next run, whoever starts it, would send it. */
  owed: boolean
  /** When the timer's run will send it, RFC 3339 in the user's zone; null: no timer would. */
  at: string | null
  /** The same by the card's clock, where that shows another time; null: it does not, or no timer would. */
  there: ClockThere | null
  /** The names of the channels it goes through; none: it is printed. */
  channels: string[]
}

/** What the next reminder is and when it comes, by what is set up now; null when none is ahead. */
export function nextReminder(
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): NextReminder | null {
  const next = firstToCome(cards, ctx)
  if (next === null) return null
  const { one, reminder, owed } = next
  const zone = one.resolved.zone.value
  // What is owed is known by its milestone's day, any other by the day on which it is sent.
  const date = owed ? reminder.date : reminder.day
  const run = timer === null ? null : runAfter(timer.times, ctx.io.now(), ctx, date, zone)
  return {
    card: one.card.id,
    name: one.card.name,
    milestone: reminder.milestone,
    date,
    channels: reminder.channels.filter(channel => channel !== 'stdout'),
    owed,
    at: run === null ? null : ctx.io.timestamp(run),
    there: run === null ? null : clockThere(run, zone, ctx),
  }
}

/** What the very next run would send, the most urgent first; else the reminder whose day comes first. */
function firstToCome(
  cards: readonly Assessed[],
  ctx: Context,
): { one: Assessed; reminder: ComingReminder; owed: boolean } | null {
  const delivery = deliveryNow(ctx)
  const firsts = cards.flatMap(one => {
    const [reminder] = comingReminders(reminderCardOf(one), delivery, LAST_DAY)
    return reminder ? [{ one, reminder, owed: reminder.day === one.standing.today }] : []
  })
  const owed = firsts.filter(first => first.owed)
  const [urgent] = inUrgency(owed.map(({ one }) => one))
  if (urgent) return owed.find(({ one }) => one === urgent)!
  return firsts.sort((a, b) => compareText(a.reminder.day, b.reminder.day))[0] ?? null
}
