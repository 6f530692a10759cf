import { addDays, type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { type Period, parsePeriod } from '../dates/period.ts'
import { remembering } from '../dates/remembering.ts'
import { type Deadlines, deadlinesOf, timeBefore } from './deadlines.ts'
import type { Repeat } from './repeat.ts'
import type { Term } from './term.ts'
import { workdaysBefore } from './workdays.ts'

/** A day on which to remind, in the card's zone. */
export interface Milestone {
  /**
   * Its text as the card names it (`lead`, `14d`, `3wd`), or `filing-opens`, `filing-closes`, `file-by`,
   * `last-working-day`, `appointment-1d`, `appointment`, `ask+7d`…, and after the expiry `+1d`….
   */
  id: string
  date: CivilDate
}

/** Milestones that come again and again; each is named by its days after the base. */
export interface RepeatedMilestone extends Repeat {
  prefix: '' | 'ask'
}

/** All milestones of a term. Of two on one date the first wins, and any of `fixed` over any of `repeated`. */
export interface TermMilestones {
  fixed: Milestone[]
  repeated: RepeatedMilestone[]
}

const DAILY_UNTIL = 30
const WEEK = 7

/**
 * All milestones of a term (§8); on one date the last day wins over an appointment, that over the deadlines,
 * these over what the card names, in its order. Filing ends all that asks to prepare; the last days stay.
 * A card without end has none.
 */
export function milestonesOf(term: Term): TermMilestones {
  const kept = known.get(term)
  if (kept) return kept
  const found = reckoned(term)
  known.set(term, found)
  return found
}

/** Thousands of cards share a few terms, and each is asked about more than once. */
const known = new WeakMap<Term, TermMilestones>()

function reckoned(term: Term): TermMilestones {
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
      ...deadlineMilestones(expires, deadlines).filter(isKept),
      ...named.filter(isKept),
    ],
    repeated: [
      ...overdueMilestones(expires, term.acknowledged),
      ...(submitted === null ? [] : [{ ...weeklyFrom(submitted, WEEK), prefix: 'ask' as const }]),
    ],
  }
}

function namedMilestones(term: Term, expires: CivilDate, opens: CivilDate): Milestone[] {
  return term.milestones.map(id => ({ id, date: id === 'lead' ? opens : namedDate(id, expires, term) }))
}

/** `0wd` too counts from the last working day, which its period, being empty, no longer shows (R12). */
function namedDate(id: string, expires: CivilDate, { workdays }: Term): CivilDate {
  const period = periodOf(id)
  return id.endsWith('wd')
    ? workdaysBefore(expires, period.workdays, workdays)
    : timeBefore(expires, period, workdays)
}

const periodOf = remembering((id: string): Period => {
  const period = parsePeriod(id)
  if (!period) throw new TypeError(`not a milestone: ${id}`)
  return period
})

/** The days of deadlines that are not the last valid day itself. */
function deadlineMilestones(expires: CivilDate, { lastWorkingDay, fileBy, filing }: Deadlines): Milestone[] {
  const found: Milestone[] = [{ id: 'last-working-day', date: lastWorkingDay }]
  if (fileBy !== null) found.push({ id: 'file-by', date: fileBy })
  if (filing) {
    found.push({ id: 'filing-closes', date: filing.closes }, { id: 'filing-opens', date: filing.opens })
  }
  return found.filter(({ date }) => date !== expires)
}

/** What was booked before filing no longer matters once it is filed. */
function appointments({ appointment, submitted }: Term): Milestone[] {
  if (appointment === null || appointment <= (submitted ?? '')) return []
  return [
    { id: 'appointment', date: appointment },
    { id: 'appointment-1d', date: addDays(appointment, -1) },
  ]
}

/** Daily for thirty days, then weekly; weekly from the day the user said "seen", where that was after the expiry. */
function overdueMilestones(expires: CivilDate, acknowledged: CivilDate | null): RepeatedMilestone[] {
  const seen = acknowledged !== null && acknowledged > expires ? daysBetween(expires, acknowledged) : null
  const last = seen ?? Infinity
  const runs: Repeat[] = [
    { base: expires, first: 1, step: 1, last: Math.min(DAILY_UNTIL, last) },
    { ...weeklyFrom(expires, DAILY_UNTIL), last },
  ]
  if (seen !== null) runs.push(weeklyFrom(expires, seen + WEEK))
  return runs.map(run => ({ ...run, prefix: '' }))
}

function weeklyFrom(base: CivilDate, first: number): Repeat {
  return { base, first, step: WEEK, last: Infinity }
}
