import { parsePeriod } from '../dates/period.ts'
import type { Relief } from './plan-dates.ts'
import { methodOf } from './plan-nodes.ts'
import type { Alternative, Plan, PlanInput } from './plan-types.ts'

/** Plans the same renewal under other circumstances, without naming what else would work. */
export type Replan = (input: PlanInput, relief: Relief | null) => Plan

/**
 * What would still work where a plan does not fit: another appointment, paying for speed, another method, an
 * agent. Each is planned through; what does not fit either is left out, what hangs on something unknown is not certain.
 */
export function alternativesTo(plan: Plan, input: PlanInput, replan: Replan): Alternative[] {
  // Stryker disable next-line all: only spares planning what has expired as well
  if (plan.problems.some(({ code }) => code === 'expired')) return []
  const found: Alternative[] = []
  const unbooked = { ...input, term: { ...input.term, appointment: null } }
  // Where nothing is booked this is the same plan, which does not fit.
  if (replan(unbooked, null).fits) {
    const isTooLate = plan.problems.some(({ code }) => code === 'appointment-too-late')
    const code = isTooLate ? 'earlier-appointment' : 'later-appointment'
    found.push({ code, method: null, certain: false })
  }
  const faster = expedited(input, unbooked, replan)
  if (faster) found.push(faster)
  for (const { id } of input.methods) {
    if (id === plan.method) continue
    const other = replan({ ...unbooked, method: id }, null)
    if (!other.fits) continue
    const code = id === 'agent' ? 'agent' : 'method'
    found.push({ code, method: id, certain: other.unknown.length === 0 })
  }
  return found
}

/** What it gains is told by few; where nobody tells, as much as there could ever be. */
function expedited(input: PlanInput, unbooked: PlanInput, replan: Replan): Alternative | null {
  const chosen = methodOf(input)
  const expedite = chosen ? chosen.expedite : input.methods.find(method => method.expedite)?.expedite
  if (!expedite) return null
  const method = chosen?.id ?? null
  const saves = expedite.saves && parsePeriod(expedite.saves)
  if (!saves) {
    return replan(unbooked, 'all').fits ? { code: 'expedite', method, certain: false } : null
  }
  const faster = replan(input, saves)
  if (!faster.fits) return null
  return { code: 'expedite', method, certain: faster.unknown.length === 0 }
}
