import type { Assessed } from '../../cards/assessed.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { nextReminderFacts, nextReminderText } from '../shared/next-reminder.ts'
import type { ClockThere } from '../shared/timers.ts'
import type { AddCheck } from './screen.ts'

/** The next reminder of all cards: the most urgent one of those that are sent together. */
export interface NextReminder {
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
  /** The ids of all cards of the same message, most urgent first. */
  cards: string[]
}

/** Adds the next reminder, with its time and channels. @returns it; null: none */
export async function checkNextReminder(
  add: AddCheck,
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): Promise<NextReminder | null> {
  const facts = nextReminderFacts(cards, timer, ctx)
  if (facts === null) {
    add('ok', ctx.words('doctor.nothing-ahead'))
    return null
  }
  const { next, at, there, date, cards: urgent } = facts
  add(
    at === null ? 'bad' : 'ok',
    nextReminderText(facts, ctx),
    at === null ? 'renew timer install' : undefined,
  )
  const { card } = urgent[0]!
  return {
    card: card.id,
    name: card.name,
    milestone: next.reminders.find(one => one.card === card.id)!.milestone,
    date,
    owed: next.owed,
    at: at === null ? null : ctx.io.timestamp(at),
    there,
    channels: next.channels.filter(channel => channel !== STDOUT),
    cards: urgent.map(one => one.card.id),
  }
}
