import { addDays, type CivilDate, FIRST_DAY } from '../dates/civil-date.ts'
import { parsePeriod } from '../dates/period.ts'
import { type Milestone, milestonesOf, type RepeatedMilestone } from './milestones-of.ts'
import { dayAt, firstOffset, newestOffset, offsetsBetween } from './repeat.ts'
import type { Term } from './term.ts'

export type { Milestone } from './milestones-of.ts'

/** Whether a text names a milestone before the expiry: `lead`, or a period such as `14d`, `3wd`, `P1M` (§8). */
export function isMilestoneText(text: string): boolean {
  return text === 'lead' || parsePeriod(text) !== null
}

/**
 * The milestones up to and including a day, in order of their dates; two on one date count as one (§8).
 * After an expiry long ago these are thousands: ask `milestonesBetween` or `newestMilestone` instead.
 */
export function milestonesUntil(term: Term, until: CivilDate): Milestone[] {
  return milestonesBetween(term, FIRST_DAY, until)
}

/** The milestones from one day to another, both included, in order of their dates. */
export function milestonesBetween(term: Term, from: CivilDate, until: CivilDate): Milestone[] {
  const { fixed, repeated } = milestonesOf(term)
  const found = fixed.filter(({ date }) => date >= from && date <= until)
  for (const run of repeated) {
    for (const offset of offsetsBetween(run, from, until)) found.push(milestoneAt(run, offset))
  }
  const byDate = new Map<CivilDate, Milestone>()
  for (const one of found) if (!byDate.has(one.date)) byDate.set(one.date, one)
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** The last milestone on or before a day, reckoned without listing those before it; null when there is none. */
export function newestMilestone(term: Term, today: CivilDate): Milestone | null {
  const { fixed, repeated } = milestonesOf(term)
  const found = fixed.filter(({ date }) => date <= today)
  for (const run of repeated) {
    const offset = newestOffset(run, today)
    if (offset !== null) found.push(milestoneAt(run, offset))
  }
  return found.reduce<Milestone | null>((best, one) => (best && best.date >= one.date ? best : one), null)
}

/** The first milestone after a day, reckoned without listing the others; null when none is left. */
export function nextMilestone(term: Term, after: CivilDate): Milestone | null {
  const { fixed, repeated } = milestonesOf(term)
  const found = [...fixed]
  for (const run of repeated) {
    const offset = firstOffset(run, addDays(after, 1))
    if (offset !== null) found.push(milestoneAt(run, offset))
  }
  return found
    .filter(({ date }) => date > after)
    .reduce<Milestone | null>((best, one) => (best && best.date <= one.date ? best : one), null)
}

function milestoneAt(run: RepeatedMilestone, offset: number): Milestone {
  return { id: `${run.prefix}+${offset}d`, date: dayAt(run, offset) }
}
