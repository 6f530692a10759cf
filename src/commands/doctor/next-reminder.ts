import { type Assessed, inUrgency } from '../../cards/assess.ts'

import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { moment } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { nextReminderOf } from '../shared/coming-reminders.ts'
import { type ClockThere, clockThere, runAfter } from '../shared/timers.ts'
import type { AddCheck } from './screen.ts'

/** The next reminder of all cards. */
export interface NextReminder {
  /** The card's id. */
  card: string
  name: string
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  /** Whether it is owed already: any run would send it. */
  owed: boolean
  /** When the timer's run will send it, RFC 3339 in the user's zone; null: no timer. */
  at: string | null
  /** The same time in the card's zone; null if both clocks agree or no timer is installed. */
  there: ClockThere | null
  /** The names of its channels; none: it is printed. */
  channels: string[]
}

/** Adds the next reminder, with its time and channels. @returns it; null: none */
export async function checkNextReminder(
  add: AddCheck,
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): Promise<NextReminder | null> {
  const { words } = ctx
  const next = nextReminder(cards, timer, ctx)
  if (next === null) {
    add('ok', words('doctor.nothing-ahead'))
    return null
  }
  const { name, date, owed, at, there, channels } = next
  if (at === null) {
    const key = owed ? 'doctor.owed-unsent' : 'doctor.next-unsent'
    add('bad', words(key, { name, date: ctx.longDate(date) }), 'renew timer install')
    return next
  }
  const clock = there && words('timer.view.there', { zone: there.zone, at: moment(there.at, words) })
  add(
    'ok',
    words('doctor.next', {
      name,
      at: moment(at, words),
      there: clock,
      channels: channels.join(words('doctor.next.and')),
    }),
  )
  return next
}

/** Returns the next reminder with the present settings; null if there is none. */
function nextReminder(
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): NextReminder | null {
  const next = nextReminderOf(cards, ctx)
  if (next === null) return null
  const ids = new Set(next.reminders.map(({ card }) => card))
  const [one] = inUrgency(cards.filter(({ card }) => ids.has(card.id)))
  const reminder = next.reminders.find(({ card }) => card === one!.card.id)!
  const zone = one!.resolved.zone.value
  const run = timer === null ? null : runAfter(timer.times, next.at, ctx)
  return {
    card: one!.card.id,
    name: one!.card.name,
    milestone: reminder.milestone,
    // An owed reminder is shown with its milestone's day, any other with the day it is sent.
    date: next.owed ? reminder.date : reminder.day,
    channels: next.channels.filter(channel => channel !== 'stdout'),
    owed: next.owed,
    at: run === null ? null : ctx.io.timestamp(run),
    there: run === null ? null : clockThere(run, zone, ctx),
  }
}
