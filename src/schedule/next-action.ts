import type { CivilDate } from '../dates/civil-date.ts'
import type { Term } from './deadlines.ts'
import { nextMilestone } from './milestones.ts'
import type { Plan } from './plan.ts'
import type { PlanStep } from './plan-graph.ts'
import type { Standing } from './standing.ts'

/** What to do when no step of a plan says it. */
export type NextCode =
  | 'start'
  | 'file'
  | 'ask-progress'
  | 'act-today'
  | 'act-now'
  | 'choose-method'
  | 'wait-for-card'

/** The next thing to do for a card, and its latest day in the card's zone (null: as soon as possible). */
export interface NextAction {
  /** A `NextCode`, or the code of a step of the plan. */
  code: string
  by: CivilDate | null
}

/**
 * Returns what to do next: nothing before the window opens; in it the first open step of the plan, or without a plan to
 * start and then to file; once submitted, to ask; on the last day and later, to act at once.
 * @param isStarted whether this renewal has a method, an appointment or a first paper
 * @param plan called only when the plan matters; returns null if there is none
 */
export function nextActionOn(
  term: Term,
  standing: Standing,
  isStarted: boolean,
  plan: () => Plan | null,
): NextAction | null {
  const { stage, today } = standing
  if (stage === 'permanent') return null
  if (stage === 'overdue') return { code: 'act-now', by: null }
  if (stage === 'last-day') return { code: 'act-today', by: today }
  if (term.submitted !== null) return { code: 'ask-progress', by: nextMilestone(term, today)?.date ?? null }
  if (stage === 'valid' && !isStarted) return null
  const found = plan()
  const open = found && firstOpenStep(found)
  if (open) return { code: open.code, by: open.latest }
  if (term.appointment !== null) return { code: 'file', by: term.appointment }
  // Renewing takes weeks, so the last valid day would be far too late as the latest day to start.
  return isStarted ? { code: 'file', by: standing.earliest?.date ?? null } : { code: 'start', by: null }
}

/** Returns the first open step; a document that cannot be renewed in time is not waited for. */
function firstOpenStep({ steps }: Plan): PlanStep | undefined {
  const hopeless = new Set(steps.filter(({ kind, late }) => kind === 'link' && late).map(({ code }) => code))
  return steps.find(
    ({ code, done, waits, needs }) =>
      !done && !waits && !hopeless.has(code) && !needs.some(need => hopeless.has(need)),
  )
}
