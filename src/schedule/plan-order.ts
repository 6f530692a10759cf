import { compareText } from '../dates/civil-date.ts'
import type { PlanNode } from './plan-nodes.ts'
import type { PlanStep } from './plan-types.ts'

/** By latest day; of one day in the order in which they are done, so that the order of the papers plays no part. */
export function inOrder(steps: PlanStep[], graph: ReadonlyMap<string, PlanNode>): PlanStep[] {
  const depths = new Map<string, number>()
  const depth = (code: string): number => {
    const found = depths.get(code) ?? 1 + Math.max(-1, ...graph.get(code)!.needs.map(depth))
    depths.set(code, found)
    return found
  }
  const order = { link: 0, step: 1, office: 2, material: 3 }
  return steps.sort(
    (a, b) =>
      compareText(a.latest, b.latest) ||
      depth(a.code) - depth(b.code) ||
      order[a.kind] - order[b.kind] ||
      compareText(a.code, b.code),
  )
}
