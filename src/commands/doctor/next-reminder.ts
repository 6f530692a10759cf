import type { Assessed } from '../../cards/assessed.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { nextReminderFacts, nextReminderText } from '../shared/next-reminder.ts'
import type { AddCheck } from './screen.ts'

/**
 * Adds the next reminder of all cards, with its time and channels.
 * @returns the most urgent of those that are sent together, for JSON; null: none
 */
export function checkNextReminder(
  add: AddCheck,
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
) {
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
