import type { Assessed } from '../cards/assess.ts'
import type { Context } from '../context.ts'
import { preview } from '../reminders/deliver.ts'
import { channelsOf, nextDue } from '../reminders/owed.ts'
import { watchedOf } from '../reminders/unseen.ts'
import { type CivilDate, compareText } from '../schedule/civil-date.ts'
import type { InstalledTimer } from '../timers/timer.ts'
import { openJob } from './open-job.ts'
import { type ClockThere, clockThere, runAfter } from './timer-runs.ts'

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
export async function nextReminder(
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): Promise<NextReminder | null> {
  const zones = new Map(cards.map(({ card, resolved }) => [card.id, resolved.zone.value]))
  const owed = await owedNow(ctx)
  const due = owed ?? dueNext(cards, Object.keys(ctx.settings.read().channels))
  if (due === null) return null
  const zone = zones.get(due.card) ?? null
  const now = ctx.io.now()
  const run = timer === null ? null : runAfter(timer.times, now, ctx, due.date, zone)
  return {
    ...due,
    owed: owed !== null,
    at: run === null ? null : ctx.io.timestamp(run),
    there: run === null ? null : clockThere(run, zone, ctx),
  }
}

type Due = Omit<NextReminder, 'owed' | 'at' | 'there'>

/** What the very next run would send, the most urgent first. */
async function owedNow(ctx: Context): Promise<Due | null> {
  const { messages, owed } = await preview(await openJob({ scheduled: false, only: null, mend: false }, ctx))
  const first = messages.flatMap(({ message }) => message.reminders)[0]
  if (!first) return null
  const { card, name, milestone, date } = first
  const channels = owed.filter(one => one.card === card && one.channel !== 'stdout').map(one => one.channel)
  return { card, name, milestone, date, channels }
}

/** Of all cards the milestone that comes first after today. */
function dueNext(cards: readonly Assessed[], known: readonly string[]): Due | null {
  const [first] = cards
    .map(one => ({ one, due: nextDue(watchedOf(one)) }))
    .flatMap(({ one, due }) => (due === null ? [] : [{ one, due }]))
    .sort((a, b) => compareText(a.due.date, b.due.date))
  if (!first) return null
  const { one, due } = first
  const channels = known.length === 0 ? [] : channelsOf(watchedOf(one), known)
  return { card: one.card.id, name: one.card.name, ...due, channels: [...channels] }
}
