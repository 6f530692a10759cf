import { type Assessed, inUrgency } from '../../cards/assessed.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Instant } from '../../io/io.ts'
import { fewNames } from '../../reminders/faults.ts'
import type { NextReminder } from '../../reminders/next-reminder.ts'
import { dateTime } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { nextReminderOf } from './coming-reminders.ts'
import { type ClockThere, clockThere, runAfter } from './timers.ts'

export interface NextReminderFacts {
  next: NextReminder
  cards: readonly Assessed[]
  /** When the timer's run sends it; null: no timer does, and `date` is named. */
  at: Instant | null
  there: ClockThere | null
  date: CivilDate
}

/** Returns what to say about the next reminder of these cards; null when none follows. */
export function nextReminderFacts(
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): NextReminderFacts | null {
  const next = nextReminderOf(cards, ctx)
  if (next === null) return null
  const ofCards = new Map(next.reminders.map(one => [one.card, one]))
  const reminded = cards.filter(({ card }) => ofCards.has(card.id))
  const urgent = inUrgency(reminded, ctx.lang)
  const one = urgent[0]!
  const reminder = ofCards.get(one.card.id)!
  const at = timer === null ? null : runAfter(timer.times, next.at, ctx)
  return {
    next,
    cards: urgent,
    at,
    there: at === null ? null : clockThere(at, one.resolved.zone.value, ctx),
    // An owed reminder is shown with its milestone's day, any other with the day it is sent.
    date: next.owed ? reminder.date : reminder.day,
  }
}

/** Returns one sentence about the next reminder: when, of which cards, through which channels. */
export function nextReminderText({ next, cards, at, there, date }: NextReminderFacts, ctx: Context): string {
  const { words } = ctx
  const { names, more } = fewNames(cards.map(({ card }) => card.name))
  const listed = names.join(words('words.listed'))
  const shown = more > 0 ? words('words.listed-more', { names: listed, more, all: cards.length }) : listed
  if (at === null)
    return words(next.owed ? 'doctor.owed-unsent' : 'doctor.next-unsent', {
      names: shown,
      date: ctx.longDate(date),
    })
  const channels = next.channels.filter(channel => channel !== STDOUT)
  return words('doctor.next', {
    names: shown,
    at: dateTime(ctx.io.timestamp(at), words),
    there: there && words('timer.view.there', { zone: there.zone, at: dateTime(there.at, words) }),
    channels: channels.join(words('words.and')),
  })
}
