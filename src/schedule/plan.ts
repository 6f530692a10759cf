import type { Plan, PlanInput } from './plan-types.ts'

export type { Plan, PlanInput, PlanStep } from './plan-types.ts'

/** Works a renewal backwards from its last day (§5); null for a card without end. */
export function planRenewal(_input: PlanInput): Plan | null {
  return null
}
