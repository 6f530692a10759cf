// status loads this
import { addDays, type CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import type { Instant, Io } from '../io/io.ts'

/** The time from which a day's reminders are sent, on the user's clock, when `remindAt` is not set. */
export const DEFAULT_REMIND_AT = '08:00'

/** A later one would leave the timer no run on the same day. */
const LATEST_REMIND_AT = '21:00'

/** Whether a text is a time that `remindAt` can have: `HH:MM`, 00:00 to 21:00. */
export function isRemindAt(text: unknown): text is string {
  return typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text) && text <= LATEST_REMIND_AT
}

/** Reads a time as typed: `8:30`, `8.30`, `08:30`. @throws RenewError `time-refused` */
export function readRemindAt(typed: string): string {
  const time = typed.normalize('NFKC').trim().replace('.', ':').padStart(5, '0')
  if (!isRemindAt(time)) throw new RenewError('time-refused', { value: typed })
  return time
}

/** Returns the time that is set; the default when none is, or one that is damaged. */
export function remindAtOf({ remindAt }: { remindAt?: string | null }): string {
  return isRemindAt(remindAt) ? remindAt : DEFAULT_REMIND_AT
}

/** What decides when a day's reminders are sent. */
export interface ReminderClock extends Pick<Io, 'dayIn' | 'instantAt'> {
  now: Instant
  remindAt: string
}

/**
 * Returns the instant from which runs of the timer send what is due on a day (§8): `remindAt` on the user's clock, but
 * not before the day begins in the card's zone.
 * @param day a civil date in the card's zone
 * @param zone the card's zone; null: the user's
 */
export function dueAt(day: CivilDate, zone: string | null, clock: ReminderClock): Instant {
  const start = clock.instantAt(day, '00:00', zone)
  return Math.max(start, clock.instantAt(clock.dayIn(null, start), clock.remindAt, null))
}

/** Returns the last day in the card's zone whose reminders are sent now: today, or yesterday before `remindAt`. */
export function dueDay(zone: string | null, clock: ReminderClock): CivilDate {
  const today = clock.dayIn(zone, clock.now)
  return clock.now >= dueAt(today, zone, clock) ? today : addDays(today, -1)
}
