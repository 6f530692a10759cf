import { addDays, type CivilDate } from '../dates/civil-date.ts'
import { after, type Period, parsePeriod } from '../dates/period.ts'
import { remembering } from '../dates/remembering.ts'
import { deadlinesOf, earliestOf, timeBefore } from './deadlines.ts'
import type { PlanNode } from './plan-nodes.ts'
import type { Term } from './term.ts'
import { dayOff, isWorkday, lastWorkdayOnOrBefore, type WorkCalendar } from './workdays.ts'

/** The days a plan hangs on. */
export interface Anchors {
  expires: CivilDate
  lastWorkingDay: CivilDate
  /** The last day on which filing is in time; the last working day where nothing is known. */
  fileBy: CivilDate
  /** The first working day on which the office takes the application; null: any. */
  opens: CivilDate | null
  /** The last day a plan files where nothing is booked: `fileBy` less the slack. */
  fileOn: CivilDate
  /** A day that is booked and has not gone. */
  appointment: CivilDate | null
  /** The working day on which filing begins at the latest because it is booked; null where nothing is. */
  booked: CivilDate | null
}

/** What an anchor is worked out from besides the term. */
export interface AnchorWishes {
  today: CivilDate
  /** Days to keep in hand before filing. */
  slack: Period | null
  /** The last day to file where paying for speed moves it; null: as the term has it. */
  fileBy: CivilDate | null
}

/** By how much paying for speed lets filing be later; `all`: as much as could ever be. */
export type Relief = Period | 'all'

/** The days a plan hangs on, for a card with an end. */
export function anchorsOf(
  term: Term,
  expires: CivilDate,
  { today, slack, fileBy: moved }: AnchorWishes,
): Anchors {
  const calendar = term.workdays
  const { lastWorkingDay, filing, fileBy: known } = deadlinesOf(expires, term)
  const fileBy = lastWorkdayOnOrBefore(moved ?? known ?? lastWorkingDay, calendar)
  const opens = filing && firstWorkdayFrom(filing.opens, calendar)
  const less = slack ? lastWorkdayOnOrBefore(timeBefore(fileBy, slack, calendar), calendar) : fileBy
  // Days kept in hand are a wish: they never ask to file before today, or before the office takes anything.
  const floor = firstWorkdayFrom(opens !== null && opens > today ? opens : today, calendar)
  const wanted = less < floor && floor <= fileBy ? floor : less < floor ? fileBy : less
  const appointment = term.appointment !== null && term.appointment >= today ? term.appointment : null
  return {
    expires,
    lastWorkingDay,
    fileBy,
    opens,
    fileOn: wanted,
    appointment,
    booked: bookedDay(appointment, today, calendar),
  }
}

/** The working day of an appointment; for one on a day off the one before, or after where that has gone. */
function bookedDay(
  appointment: CivilDate | null,
  today: CivilDate,
  calendar: WorkCalendar,
): CivilDate | null {
  if (appointment === null) return null
  const day = lastWorkdayOnOrBefore(appointment, calendar)
  return day < today ? firstWorkdayFrom(appointment, calendar) : day
}

/** The last day to file for those who pay for speed: later than `day`, as far as the office takes anything. */
export function relieved(day: CivilDate, relief: Relief, term: Term, expires: CivilDate): CivilDate {
  const calendar = term.workdays
  const { lastWorkingDay, filing } = deadlinesOf(expires, term)
  const end = filing && filing.closes < lastWorkingDay ? filing.closes : lastWorkingDay
  if (relief === 'all') return end
  const later = relief.workdays > 0 ? workdaysAfter(day, relief.workdays, calendar) : after(day, relief)
  return later < end ? later : end
}

function workdaysAfter(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = date
  for (let left = count; left > 0; left--) day = firstWorkdayFrom(addDays(day, 1), calendar)
  return day
}

/**
 * The last day to begin each node, worked backwards: what follows bounds what comes before, filing is bounded by
 * its own deadline, the last of all by the last working day. An office's day is a working day. What is booked is the day
 * on which filing is, however long it takes: what comes before is bounded by that day, and filing itself by what follows.
 * @param nodes in any order, without a circle
 */
export function latestDays(
  nodes: ReadonlyMap<string, PlanNode>,
  anchors: Anchors,
  calendar: WorkCalendar,
): Map<string, CivilDate> {
  const followers = new Map<string, string[]>()
  for (const { code, needs } of nodes.values()) {
    for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), code])
  }
  const beginOf = (code: string, dayOf: (code: string) => CivilDate): CivilDate => {
    const node = nodes.get(code)!
    const bound = node.phase === 'after' ? anchors.lastWorkingDay : anchors.fileOn
    return beginBy(node, earliestOf([...(followers.get(code) ?? []).map(dayOf), bound])!, calendar)
  }
  const unbookedOf = remembering((code: string): CivilDate => beginOf(code, unbookedOf))
  const latestOf = remembering((code: string): CivilDate => {
    if (nodes.get(code)!.phase !== 'filing') return beginOf(code, latestOf)
    const fits = unbookedOf(code)
    return anchors.booked !== null && anchors.booked < fits ? anchors.booked : fits
  })
  return new Map([...nodes.keys()].map(code => [code, latestOf(code)]))
}

/** The last day to begin something whose result is needed on a day. */
function beginBy(node: PlanNode, on: CivilDate, calendar: WorkCalendar): CivilDate {
  const { kind } = node
  const day = beginFrom(node, on, calendar)
  // Renewing another card means going to an office too.
  return kind === 'office' || kind === 'link' ? lastWorkdayOnOrBefore(day, calendar) : day
}

/** The first day to begin something whose result must not come before a day. */
export function beginFrom({ duration }: PlanNode, day: CivilDate, calendar: WorkCalendar): CivilDate {
  const period = duration === null ? null : parsePeriod(duration)
  return period ? timeBefore(day, period, calendar) : day
}

/** Why an office is closed on the day that is booked; null when it is open. */
export function bookedDayOff({ appointment }: Anchors, calendar: WorkCalendar) {
  return appointment === null ? null : dayOff(appointment, calendar)
}

function firstWorkdayFrom(date: CivilDate, calendar: WorkCalendar): CivilDate {
  let day = date
  while (!isWorkday(day, calendar)) day = addDays(day, 1)
  return day
}
