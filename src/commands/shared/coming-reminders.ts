import { type Assessed, inUrgency } from '../../cards/assess.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import type { Instant } from '../../io/io.ts'
import { comingReminders, type Delivery } from '../../reminders/coming.ts'
import { dueDay, type ReminderClock, remindAtOf } from '../../reminders/due.ts'
import { fewNames } from '../../reminders/faults.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { indexLedger } from '../../reminders/ledger-index.ts'
import { type NextReminder, nextReminder } from '../../reminders/next-reminder.ts'
import { type ReminderCard, reminderCardOf } from '../../reminders/owed.ts'
import { laterOf } from '../../schedule/deadlines.ts'
import { moment } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { type ClockThere, clockThere, runAfter } from './timers.ts'

/** Reads what `comingReminders` needs besides the cards; as in a run, a ledger that cannot be read counts as empty. */
export function deliveryNow(ctx: Context): Delivery {
  const ledger = indexLedger(ledgerOrEmpty(ctx), ctx.today(null))
  return { ledger, channels: Object.keys(ctx.settings.read().channels) }
}

/** Returns the user's clock as the timer's runs read it; with `--on`, noon of that day. */
export function reminderClock(ctx: Context, values = ctx.settings.read().values): ReminderClock {
  const { io, on } = ctx
  return {
    now: on === null ? io.now() : io.instantAt(on, '12:00', null),
    remindAt: remindAtOf(values),
    dayIn: io.dayIn,
    instantAt: io.instantAt,
  }
}

/** Returns what reminders need of a card, for the runs of the timer from now on. */
export function reminderCardNow(assessed: Assessed, ctx: Context): ReminderCard {
  return reminderCardOf(assessed, ctx.on ?? dueDay(assessed.resolved.zone.value, reminderClock(ctx)))
}

/** Returns the next reminder of these cards. */
export function nextReminderOf(cards: readonly Assessed[], ctx: Context): NextReminder | null {
  const own = cards.map(one => reminderCardNow(one, ctx))
  return nextReminder(own, deliveryNow(ctx), reminderClock(ctx))
}

/** What the sentence about the next reminder says. */
export interface NextReminderFacts {
  next: NextReminder
  /** Its cards, most urgent first. */
  cards: readonly Assessed[]
  /** When the timer's run sends it; null: no timer does. */
  at: Instant | null
  /** The same time in the zone of the first card, where that differs. */
  there: ClockThere | null
  /** The day that is named when no timer sends it. */
  date: CivilDate
}

/** Returns what to say about the next reminder of these cards; null when none follows. @param timer that runs for them */
export function nextReminderFacts(
  cards: readonly Assessed[],
  timer: InstalledTimer | null,
  ctx: Context,
): NextReminderFacts | null {
  const next = nextReminderOf(cards, ctx)
  if (next === null) return null
  const ids = new Set(next.reminders.map(({ card }) => card))
  const urgent = inUrgency(cards.filter(({ card }) => ids.has(card.id)))
  const one = urgent[0]!
  const reminder = next.reminders.find(({ card }) => card === one.card.id)!
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
    at: moment(ctx.io.timestamp(at), words),
    there: there && words('timer.view.there', { zone: there.zone, at: moment(there.at, words) }),
    channels: channels.join(words('words.and')),
  })
}

/** Returns the days, from today to the last valid day, on which a card's reminders are sent. */
export function reminderDays(assessed: Assessed, ctx: Context): CivilDate[] {
  const { expires } = assessed.card
  if (expires === null) return []
  const until = laterOf(expires, assessed.standing.today)
  const coming = comingReminders(reminderCardNow(assessed, ctx), deliveryNow(ctx), until)
  return [...new Set([...coming].map(({ day }) => day))]
}

function ledgerOrEmpty(ctx: Context): Ledger {
  try {
    return ctx.ledger.read()
  } catch (error) {
    if (error instanceof RenewError) return EMPTY_LEDGER
    throw error
  }
}
