import { addDays, type CivilDate } from '../dates/civil-date.ts'
import { appointmentAhead, deadlinesOf, earliestOf, type Term } from './deadlines.ts'
import type { Deadline } from './status.ts'

/**
 * Returns the day on which reminders are sent again: `until`, or the first day after `on` that matters (§8).
 * @param on when the user asked; null when unknown: then past days count, and nothing is silenced
 */
export function snoozeEnd(term: Term, until: CivilDate, on: CivilDate | null): CivilDate {
  const ahead = snoozeEnds(term).filter(({ date, why }) => why === 'expiry' || date > (on ?? ''))
  return earliestOf([until, ...ahead.map(({ date }) => date)])!
}

type SnoozeEnd = Deadline | 'appointment' | 'appointment-1d'

/** Returns why a snooze can last no longer than a day; null when it could. */
export function whyItEnds(term: Term, day: CivilDate): SnoozeEnd | null {
  return snoozeEnds(term).find(({ date }) => date === day)?.why ?? null
}

/** The days that end every snooze; of two on one day, the first gives the reason. */
function snoozeEnds(term: Term): { date: CivilDate; why: SnoozeEnd }[] {
  const { expires, submitted, neededDays } = term
  if (expires === null) return []
  const { lastWorkingDay, fileBy } = deadlinesOf(expires, term)
  const found: { date: CivilDate; why: SnoozeEnd }[] = [{ date: expires, why: 'expiry' }]
  const appointment = appointmentAhead(term)
  if (appointment !== null)
    found.push(
      { date: appointment, why: 'appointment' },
      { date: addDays(appointment, -1), why: 'appointment-1d' },
    )
  found.push({ date: lastWorkingDay, why: 'last-working-day' })
  if (submitted !== null) return found
  if (fileBy !== null) found.push({ date: fileBy, why: 'file-by' })
  for (const { date } of neededDays) found.push({ date, why: 'needed' })
  return found
}

/** Returns the day on which a snooze in force on `today` ends; null when reminders are sent on that day. */
export function silentUntil(term: Term, today: CivilDate): CivilDate | null {
  const { snoozedUntil, snoozedOn } = term
  if (snoozedUntil === null) return null
  // A clock that ran ahead may have written the day.
  const on = snoozedOn && snoozedOn <= today ? snoozedOn : null
  const end = snoozeEnd(term, snoozedUntil, on)
  return today < end ? end : null
}
