import { addDays, type CivilDate, LAST_DAY } from '../dates/civil-date.ts'
import type { Instant } from '../io/io.ts'
import { type ComingReminder, comingReminders, type Delivery } from './coming.ts'
import { dueAt, type ReminderClock } from './due.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import type { ReminderCard } from './owed.ts'

/** The reminders that are sent next, all by the same run of the timer. */
export interface NextReminder {
  /** The first run from this instant on sends them; now when they are `owed` already. */
  at: Instant
  owed: boolean
  reminders: readonly ComingReminder[]
  channels: readonly string[]
}

/** Returns the reminders that are sent next if nothing changes; null when none follows. Writes and sends nothing. */
export function nextReminder(
  cards: readonly ReminderCard[],
  delivery: Delivery,
  clock: ReminderClock,
): NextReminder | null {
  let at = Infinity
  let until = LAST_DAY
  let reminders: ComingReminder[] = []
  for (const card of cards) {
    const [first] = comingReminders(card, delivery, until)
    if (first === undefined) continue
    const sent = Math.max(clock.now, sentAt(first, card, clock))
    if (sent > at) continue
    reminders = sent < at ? [first] : [...reminders, first]
    at = sent
    // Two zones are at most two days apart.
    until = addDays(first.day, 2)
  }
  if (reminders.length === 0) return null
  const channels = [...new Set(reminders.flatMap(one => one.channels))]
  return { at, owed: at <= clock.now, reminders, channels }
}

function sentAt({ day, due }: ComingReminder, card: ReminderCard, clock: ReminderClock): Instant {
  if (due > card.due) return dueAt(due, card.zone, clock)
  return day > card.today ? clock.instantAt(day, '00:00', null) : clock.now
}

/** The last reminder of a card that the ledger still has. `at`: when it reached the last of its channels, RFC 3339. */
export interface LastReminder {
  at: string
  milestone: string
  channels: readonly string[]
}

/**
 * Returns the last reminder of each card that was sent, also of an earlier expiry, by the card's id.
 * @param today the user's civil day; entries of a clock that was ahead do not count
 */
export function lastReminders(
  { entries }: Pick<Ledger, 'entries'>,
  today: CivilDate,
): ReadonlyMap<string, LastReminder> {
  // The card's day may be the user's tomorrow.
  const tomorrow = addDays(today, 1)
  const last = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    if (entry.day > tomorrow || !(entry.date <= tomorrow)) continue
    const known = last.get(entry.card)
    const newest = known?.at(-1)
    if (newest && isSameReminder(newest, entry)) known!.push(entry)
    else if (!newest || Date.parse(newest.at) <= Date.parse(entry.at)) last.set(entry.card, [entry])
  }
  return new Map(
    [...last].map(([card, sent]) => {
      const { at, milestone } = sent.at(-1)!
      return [card, { at, milestone, channels: [...new Set(sent.map(({ channel }) => channel))] }]
    }),
  )
}

function isSameReminder(one: LedgerEntry, other: LedgerEntry): boolean {
  return one.expires === other.expires && one.milestone === other.milestone && one.date === other.date
}
