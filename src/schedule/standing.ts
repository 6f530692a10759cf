// status loads this
import { addDays, type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { appointmentAhead, type Deadlines, deadlinesOf, earliestOf, type Term } from './deadlines.ts'
import { dayOff, type Knowledge, knowledgeBetween } from './workdays.ts'

/** Where today is relative to the window (R7). */
export type Stage = 'valid' | 'prepare' | 'last-day' | 'overdue' | 'permanent'

/** What a deadline is for. */
export type Deadline = 'file-by' | 'needed' | 'last-working-day' | 'expiry'

/** How a card stands on a day; civil dates in the card's zone, null for a card without end. */
export interface Standing {
  today: CivilDate
  stage: Stage
  /** 0 on the last valid day, -1 the day after (R6). */
  daysLeft: number | null
  window: { opens: CivilDate; closes: CivilDate } | null
  lastWorkingDay: CivilDate | null
  /** The last day to file in time; the last working day when unknown (R8). */
  fileBy: CivilDate | null
  /** The first and last day on which the office accepts the application; null when unknown. */
  filing: Deadlines['filing']
  /** Why offices are closed on the last valid day; null when they are open. */
  dayOff: 'weekend' | 'holiday' | null
  /** How well the working days between filing and expiry are known (R9). */
  knowledge: Knowledge
  /** The earliest date that matters; the one for filing does not once the card is submitted. It does not move once it has passed (R8). */
  actBy: { date: CivilDate; why: Deadline } | null
  /** The name of the card that needs this one renewed; null when none does. */
  neededBy: string | null
  /** The share of the window that has passed: 0 on its first day, 1 on its last. */
  elapsed: number | null
}

/** Returns the stage of a day: the last valid day is still valid, the next one is overdue (R2, R7). */
export function stageOn(today: CivilDate, expires: CivilDate | null, opens: CivilDate | null): Stage {
  if (expires === null) return 'permanent'
  if (today > expires) return 'overdue'
  if (today === expires) return 'last-day'
  return today >= (opens ?? expires) ? 'prepare' : 'valid'
}

/** Returns how a card stands on `today`, a civil date in the card's zone (R3). */
export function standingOn(term: Term, today: CivilDate): Standing {
  const { expires } = term
  if (expires === null) return { today, ...PERMANENT }
  const deadlines = deadlinesOf(expires, term)
  const { opens, lastWorkingDay } = deadlines
  const fileBy = deadlines.fileBy ?? lastWorkingDay
  return {
    today,
    stage: stageOn(today, expires, opens),
    daysLeft: daysBetween(today, expires),
    window: { opens, closes: expires },
    lastWorkingDay,
    fileBy,
    filing: deadlines.filing,
    dayOff: dayOff(expires, term.workdays),
    knowledge: knowledgeBetween(fileBy, expires, term.workdays),
    actBy: actByOf(expires, deadlines, term),
    neededBy: term.neededBy,
    elapsed: elapsedOn(today, opens, expires),
  }
}

/** Returns the day to act by and why (R8); of two on one day the later kind gives the name. */
export function actByOf(
  expires: CivilDate,
  { lastWorkingDay, fileBy }: Deadlines,
  { submitted, needed }: Pick<Term, 'submitted' | 'needed'>,
): { date: CivilDate; why: Deadline } {
  const due = fileBy ?? lastWorkingDay
  if (submitted === null) {
    if (needed !== null && needed < due) return { date: needed, why: 'needed' }
    if (due < lastWorkingDay) return { date: due, why: 'file-by' }
  }
  if (lastWorkingDay < expires) return { date: lastWorkingDay, why: 'last-working-day' }
  return { date: expires, why: 'expiry' }
}

/**
 * Returns the first day on which reminders are sent again: `until`, or the first day after `on` that matters, if that
 * comes earlier: the last day to file, the day on which another card needs this one, the last working day, the day
 * before an appointment, the appointment, and always the last valid day (§8). All in the card's zone.
 * @param until the day the user asked for
 * @param on the day on which the user asked; null when unknown: then past days count too, and nothing is silenced
 */
export function snoozeEnd(term: Term, until: CivilDate, on: CivilDate | null): CivilDate {
  const ahead = snoozeEnds(term).filter(({ date, why }) => why === 'expiry' || date > (on ?? ''))
  return earliestOf([until, ...ahead.map(({ date }) => date)])!
}

/** Why a snooze ends earlier than asked. */
export type SnoozeEnd = Deadline | 'needed' | 'appointment' | 'appointment-1d'

/** Returns why a snooze can last no longer than a day; null when it could. */
export function whyItEnds(term: Term, day: CivilDate): SnoozeEnd | null {
  return snoozeEnds(term).find(({ date }) => date === day)?.why ?? null
}

/** Returns the days that end every snooze; of two on one day, the first gives the reason. */
function snoozeEnds(term: Term): { date: CivilDate; why: SnoozeEnd }[] {
  const { expires, submitted, needed } = term
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
  if (submitted === null && fileBy !== null) found.push({ date: fileBy, why: 'file-by' })
  if (submitted === null && needed !== null) found.push({ date: needed, why: 'needed' })
  return found
}

/** Returns the day on which a snooze in force on `today` ends; null when reminders are sent on that day. */
export function silentUntil(term: Term, today: CivilDate): CivilDate | null {
  const { snoozedUntil, snoozedOn } = term
  if (snoozedUntil === null) return null
  // A clock that ran ahead may have written the day.
  const on = snoozedOn !== null && snoozedOn <= today ? snoozedOn : null
  const end = snoozeEnd(term, snoozedUntil, on)
  return today < end ? end : null
}

function elapsedOn(today: CivilDate, opens: CivilDate, closes: CivilDate): number {
  if (today < opens) return 0
  return today >= closes ? 1 : daysBetween(opens, today) / daysBetween(opens, closes)
}

const PERMANENT = {
  stage: 'permanent',
  daysLeft: null,
  window: null,
  lastWorkingDay: null,
  fileBy: null,
  filing: null,
  dayOff: null,
  knowledge: 'exact',
  actBy: null,
  neededBy: null,
  elapsed: null,
} as const
