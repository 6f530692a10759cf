import type { CivilDate } from '../dates/civil-date.ts'
import type { Term } from './deadlines.ts'
import { nextMilestone } from './milestones.ts'
import type { Plan } from './plan.ts'
import type { Standing } from './standing.ts'

/** What to do where no step of a plan says it. */
export type NextCode =
  | 'start'
  | 'file'
  | 'ask-progress'
  | 'act-today'
  | 'act-now'
  | 'choose-method'
  | 'wait-for-card'

/** The one next thing to do for a card, and its latest day in the card's zone (null: as soon as possible). */
export interface NextAction {
  /** A `NextCode`, or the code of a step of the plan. */
  code: string
  by: CivilDate | null
}

/**
 * What to do next: nothing before the window opens, in it the first open step of the plan (without one: begin, file
 * once begun), ask once filed; on the last day and after it, act at once.
 * @param begun whether this renewal has begun: a method, an appointment, a first paper
 * @param plan asked only where it can say something; null: there is none
 */
export function nextActionOn(
  term: Term,
  standing: Standing,
  begun: boolean,
  plan: () => Plan | null,
): NextAction | null {
  const { stage, today } = standing
  if (stage === 'permanent') return null
  if (stage === 'overdue') return { code: 'act-now', by: null }
  if (stage === 'last-day') return { code: 'act-today', by: today }
  if (term.submitted !== null) return { code: 'ask-progress', by: nextMilestone(term, today)?.date ?? null }
  if (stage === 'valid' && !begun) return null
  const found = plan()
  const open = found?.steps.find(step => !step.done && !step.waits)
  if (found && open) {
    // What takes an unknown time counts as nothing in a plan: only an appointment makes its days worth telling.
    const isKnown = found.unknown.length === 0 || term.appointment !== null
    return { code: open.code, by: isKnown ? open.latest : null }
  }
  if (term.appointment !== null) return { code: 'file', by: term.appointment }
  // Renewing takes weeks: a latest day to begin would be invented, and the last valid day is far too late.
  return begun ? { code: 'file', by: standing.earliest?.date ?? null } : { code: 'start', by: null }
}
