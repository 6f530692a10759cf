import type { CivilDate } from '../dates/civil-date.ts'
import type { Term } from './deadlines.ts'
import type { Plan } from './plan.ts'
import type { PlanStep } from './plan-graph.ts'
import type { Status } from './status.ts'
import { firstWorkdayOnOrAfter } from './workdays.ts'

/** What to do when no step of a plan says it. */
export type NextCode =
  | 'start'
  | 'file'
  | 'ask-progress'
  | 'ask-office'
  | 'act-today'
  | 'act-now'
  | 'choose-method'
  | 'wait-for-card'
  | 'record-appointment'

export interface NextAction {
  /** A `NextCode`, or the code of a step of the plan. */
  code: string
  /** For `isVisit` the day on which to do it, else the latest one; null: as soon as possible. */
  by: CivilDate | null
}

export interface RenewalState {
  isStarted: boolean
  hasOffice: boolean
  /** The code of a paper that the office asked for after filing. */
  wanted: string | null
}

const VISITS: readonly string[] = ['act-today', 'act-now', 'ask-office', 'ask-progress'] satisfies NextCode[]

/** Whether the day of an action is the day on which to do it, not the latest one. */
export function isVisit(code: string): boolean {
  return VISITS.includes(code)
}

/**
 * Returns what to do next (R8): nothing before the window; in it the first open step of the plan; after an appointment,
 * to record it; once submitted, to bring what the office asked for, or to ask; from the day to act by on, to act at
 * once, unless only another renewal needs it by then. A day that has passed is replaced by the next one when the office
 * is open.
 */
export function nextActionOn(
  term: Term,
  status: Status,
  { isStarted, hasOffice, wanted }: RenewalState,
  plan: () => Plan | null,
): NextAction | null {
  const { stage, today, actBy } = status
  if (actBy === null) return null
  const openDay = hasOffice ? firstWorkdayOnOrAfter(today, term.workdays) : null
  if (term.submitted !== null && wanted !== null) return { code: wanted, by: null }
  if (term.submitted !== null) return { code: 'ask-progress', by: today < actBy.date ? null : openDay }
  const isLate = today >= status.lastWorkingDay!
  if (today === actBy.date && (actBy.why !== 'needed' || isLate)) return { code: 'act-today', by: today }
  if (stage === 'overdue') return { code: 'act-now', by: openDay }
  if (isFilingMissed(status)) return { code: 'ask-office', by: openDay }
  if (isLate) return { code: 'act-now', by: openDay }
  if (term.appointment !== null && term.appointment < today) return { code: 'record-appointment', by: null }
  if (stage === 'valid' && !isStarted && today < actBy.date) return null
  const { code, by } = nextStep(term, actBy.date, isStarted, plan())
  return { code, by: by !== null && by < today ? openDay : by }
}

/** Whether the office no longer takes the application. */
export function isFilingMissed({ filing, today }: Pick<Status, 'filing' | 'today'>): boolean {
  return filing !== null && filing.closes < today
}

function nextStep(term: Term, actBy: CivilDate, isStarted: boolean, plan: Plan | null): NextAction {
  const open = plan && firstOpenStep(plan)
  if (open) return { code: open.code, by: open.latest }
  if (term.appointment !== null) return { code: 'file', by: term.appointment }
  // Renewing takes weeks, so the last valid day would be far too late as the latest day to start.
  return isStarted ? { code: 'file', by: actBy } : { code: 'start', by: null }
}

/** Whether a step is to renew a document that cannot be renewed in time: it is not waited for. */
export const isHopeless = ({ kind, late }: PlanStep): boolean => kind === 'link' && late

function firstOpenStep({ steps }: Plan): PlanStep | undefined {
  const hopeless = new Set(steps.filter(isHopeless).map(({ code }) => code))
  return steps.find(
    ({ code, done, waits, needs }) =>
      !done && !waits && !hopeless.has(code) && !needs.some(need => hopeless.has(need)),
  )
}
