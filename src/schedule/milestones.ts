import { addDays, type CivilDate, compareText, daysBetween, LAST_DAY, memoize } from '../dates/civil-date.ts'
import { type Period, parsePeriod } from '../dates/period.ts'
import { appointmentAhead, type Deadlines, deadlinesOf, type Term, timeBefore } from './deadlines.ts'
import { workdaysBefore } from './workdays.ts'

/** A day on which to remind, in the card's zone. */
export interface Milestone {
  /**
   * As in the card's settings (`lead`, `14d`, `3wd`), or `filing-opens`, `filing-closes`, `file-by`,
   * `last-working-day`, `needed`, `appointment-1d`, `appointment`, `appointment+1d`, `ask+7d`…, `+1d`….
   */
  id: string
  date: CivilDate
}

/** All milestones of a term. Of several on one date the first counts; `fixed` comes before `repeated`. */
interface TermMilestones {
  fixed: Milestone[]
  repeated: Series[]
}

/** Milestones at equal steps; the id of each has its number of days after `base`. */
interface Series {
  prefix: '' | 'ask'
  base: CivilDate
  first: number
  step: number
  /** `Infinity` for a series without end; it stops at 9999-12-31. */
  last: number
}

/** Returns whether a text is a milestone before the expiry: `lead` or a period such as `14d`, `3wd`, `P1M` (§8). */
export function isMilestoneText(text: string): boolean {
  return text === 'lead' || parsePeriod(text) !== null
}

/** Returns the milestones from one day to another, both included, one a date (§8). */
export function milestonesBetween(term: Term, from: CivilDate, until: CivilDate): Milestone[] {
  const found = allMilestones(term, series => offsetsBetween(series, from, until))
    .filter(({ date }) => date >= from && date <= until)
    .map(one => [one.date, one] as const)
  return [...new Map(found.reverse()).values()].sort(byDate)
}

/** Returns the last milestone on or before a day, or null. Does not list the earlier ones. */
export function newestMilestone(term: Term, today: CivilDate): Milestone | null {
  const found = allMilestones(term, series => newestOffset(series, today)).filter(({ date }) => date <= today)
  return found.sort((a, b) => byDate(b, a))[0] ?? null
}

/** Returns the first milestone after a day, or null. Does not list the others. */
export function nextMilestone(term: Term, after: CivilDate): Milestone | null {
  const found = allMilestones(term, series => firstOffset(series, addDays(after, 1)))
  return found.filter(({ date }) => date > after).sort(byDate)[0] ?? null
}

/** @param offsetsOf the days after its base on which a series is wanted */
function allMilestones(term: Term, offsetsOf: (series: Series) => number[]): Milestone[] {
  const { fixed, repeated } = milestonesOf(term)
  const found = repeated.flatMap(series =>
    offsetsOf(series).map(offset => ({
      id: `${series.prefix}+${offset}d`,
      date: addDays(series.base, offset),
    })),
  )
  return [...fixed, ...found]
}

function byDate(a: Milestone, b: Milestone): number {
  return compareText(a.date, b.date)
}

export const DAILY_UNTIL = 30
const WEEK = 7

/**
 * On one date the last day comes before an appointment, then deadlines, then a past appointment, then the card's own
 * (§8). Once submitted, only the last days and the weekly `ask` are left.
 */
export function milestonesOf(term: Term): TermMilestones {
  const kept = milestonesByTerm.get(term)
  if (kept) return kept
  const found = computeMilestones(term)
  milestonesByTerm.set(term, found)
  return found
}

/** Thousands of cards share a few terms. */
const milestonesByTerm = new WeakMap<Term, TermMilestones>()

function computeMilestones(term: Term): TermMilestones {
  const { expires, submitted } = term
  if (expires === null) return { fixed: [], repeated: [] }
  const deadlines = deadlinesOf(expires, term)
  const named = namedMilestones(term, expires, deadlines.opens)
  const lastDays = [expires, deadlines.lastWorkingDay]
  const isKept = ({ date }: Milestone) => submitted === null || lastDays.includes(date)
  return {
    fixed: [
      ...named.filter(({ date }) => date === expires),
      ...appointments(term),
      ...neededMilestones(term, expires),
      ...deadlineMilestones(expires, deadlines).filter(isKept),
      ...appointmentPassed(term, expires),
      ...named.filter(isKept),
    ],
    repeated: [...overdueMilestones(expires, term.acknowledged), ...askingMilestones(submitted, expires)],
  }
}

function namedMilestones(term: Term, expires: CivilDate, opens: CivilDate): Milestone[] {
  const named = term.milestones.map(id => ({
    id,
    date: id === 'lead' ? opens : namedDate(id, expires, term),
  }))
  // The last day is always a milestone.
  return [...named, { id: '0d', date: expires }]
}

/** `0wd` also counts from the last working day, but its parsed period is empty and no longer shows that (R12). */
function namedDate(id: string, expires: CivilDate, { workdays }: Term): CivilDate {
  const period = periodOf(id)
  return id.endsWith('wd')
    ? workdaysBefore(expires, period.workdays, workdays)
    : timeBefore(expires, period, workdays)
}

const periodOf = memoize((id: string): Period => {
  const period = parsePeriod(id)
  if (!period) throw new TypeError(`not a milestone: ${id}`)
  return period
})

function deadlineMilestones(expires: CivilDate, { lastWorkingDay, fileBy, filing }: Deadlines): Milestone[] {
  const found: Milestone[] = [{ id: 'last-working-day', date: lastWorkingDay }]
  if (fileBy !== null) found.push({ id: 'file-by', date: fileBy })
  if (filing) {
    found.push({ id: 'filing-closes', date: filing.closes }, { id: 'filing-opens', date: filing.opens })
  }
  return found.filter(({ date }) => date !== expires)
}

function neededMilestones({ neededDays, submitted }: Term, expires: CivilDate): Milestone[] {
  if (submitted !== null) return []
  return neededDays.filter(({ date }) => date < expires).map(({ date }) => ({ id: 'needed', date }))
}

function appointments(term: Term): Milestone[] {
  const appointment = appointmentAhead(term)
  if (appointment === null) return []
  return [
    { id: 'appointment', date: appointment },
    { id: 'appointment-1d', date: addDays(appointment, -1) },
  ]
}

function appointmentPassed({ appointment, submitted }: Term, expires: CivilDate): Milestone[] {
  if (appointment === null || appointment >= expires || submitted !== null) return []
  return [{ id: 'appointment+1d', date: addDays(appointment, 1) }]
}

function overdueMilestones(expires: CivilDate, acknowledged: CivilDate | null): Series[] {
  const seenAfter = acknowledged && acknowledged > expires ? daysBetween(expires, acknowledged) : null
  const last = seenAfter ?? Infinity
  return [
    { prefix: '', base: expires, first: 1, step: 1, last: Math.min(DAILY_UNTIL, last) },
    { ...weeklyFrom(expires, DAILY_UNTIL), last },
    ...(seenAfter === null ? [] : [weeklyFrom(expires, seenAfter + WEEK)]),
  ]
}

function askingMilestones(submitted: CivilDate | null, expires: CivilDate): Series[] {
  if (submitted === null) return []
  return [{ ...weeklyFrom(submitted, WEEK), last: daysBetween(submitted, expires), prefix: 'ask' }]
}

function weeklyFrom(base: CivilDate, first: number): Series {
  return { prefix: '', base, first, step: WEEK, last: Infinity }
}

/** Returns none or one, as `firstOffset` does. */
function newestOffset(series: Series, day: CivilDate): number[] {
  const limit = Math.min(daysBetween(series.base, day), series.last)
  return limit < series.first ? [] : [limit - ((limit - series.first) % series.step)]
}

function firstOffset(series: Series, day: CivilDate): number[] {
  const { base, first, step, last } = series
  const steps = Math.max(0, Math.ceil((daysBetween(base, day) - first) / step))
  const offset = first + steps * step
  return offset <= Math.min(last, daysBetween(base, LAST_DAY)) ? [offset] : []
}

function offsetsBetween(series: Series, from: CivilDate, until: CivilDate): number[] {
  const offsets: number[] = []
  const end = Math.min(daysBetween(series.base, until), series.last)
  const [start = Infinity] = firstOffset(series, from)
  for (let offset = start; offset <= end; offset += series.step) offsets.push(offset)
  return offsets
}
