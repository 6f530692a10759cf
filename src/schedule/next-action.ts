import type { CivilDate } from './civil-date.ts'
import { nextMilestone } from './milestones.ts'
import type { Standing, Term } from './standing.ts'

/** The one next thing to do for a card, and its latest day in the card's zone (null: as soon as possible). */
export interface NextAction {
  code: 'start' | 'file' | 'ask-progress' | 'act-today' | 'act-now'
  by: CivilDate | null
}

/**
 * What to do next where no plan says more: nothing before the window opens, begin in it, file once begun, ask
 * once filed; on the last day and after it, act at once.
 * @param begun whether this renewal has begun: a method, an appointment, a first paper
 */
export function nextActionOn(term: Term, standing: Standing, begun: boolean): NextAction | null {
  const { stage, today } = standing
  if (stage === 'permanent') return null
  if (stage === 'overdue') return { code: 'act-now', by: null }
  if (stage === 'last-day') return { code: 'act-today', by: today }
  if (term.submitted !== null) return { code: 'ask-progress', by: nextMilestone(term, today)?.date ?? null }
  if (term.appointment !== null) return { code: 'file', by: term.appointment }
  if (stage === 'valid' && !begun) return null
  // Renewing takes weeks: a latest day to begin would be invented, and the last valid day is far too late.
  return begun ? { code: 'file', by: standing.earliest?.date ?? null } : { code: 'start', by: null }
}
