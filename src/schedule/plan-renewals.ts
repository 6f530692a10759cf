import type { CivilDate } from '../dates/civil-date.ts'
import { laterOf } from './deadlines.ts'
import { type Anchors, latestDays } from './plan-dates.ts'
import { type PlanNode, renewalOf } from './plan-nodes.ts'
import type { PlanInput } from './plan-types.ts'

/**
 * The graph with every card that must be renewed first. A card may itself hang on another one, which has to be
 * valid when the first is filed: that day is known only once the days are, so they are worked out again.
 */
export function withRenewals(nodes: readonly PlanNode[], anchors: Anchors, input: PlanInput) {
  const graph = new Map<string, PlanNode>()
  for (const node of nodes) if (!graph.has(node.code)) graph.set(node.code, node)
  const firstFiling = nodes.find(({ phase }) => phase === 'filing')!
  const papers = [...graph.values()].filter(({ kind }) => kind === 'material').map(({ code }) => code)
  graph.set(firstFiling.code, { ...firstFiling, needs: [...firstFiling.needs, ...papers].sort() })
  for (;;) {
    const latest = latestDays(graph, anchors, input.term.workdays)
    const wanted = [...graph.values()].flatMap(node =>
      node.kind === 'link' ? deeper(node, latest.get(node.code)!, input) : [],
    )
    let isWhole = true
    for (const { of, renewal } of wanted) {
      const { code } = renewal
      const node = graph.get(of)!
      // Asked one by one: what was added just now may close a circle.
      if (node.needs.includes(code) || leadsTo(code, of, graph)) continue
      if (!graph.has(code)) graph.set(code, renewal)
      graph.set(of, { ...node, needs: [...node.needs, code].sort() })
      isWhole = false
    }
    if (isWhole) return { graph, latest }
  }
}

/** What the renewal of a card waits for: cards of its own that end before it can be filed. @param node a link */
function deeper(node: PlanNode, filed: CivilDate, input: PlanInput): { of: string; renewal: PlanNode }[] {
  const on = laterOf(filed, input.today)
  return node.card!.needs.flatMap(({ paper, card }) => {
    const until = card.expires
    if (until === null || until >= on) return []
    const renewal = renewalOf(card, input, paper, { code: 'link-ends-before-filing', until })
    return [{ of: node.code, renewal }]
  })
}

/** Whether something comes, over any way, after another: a circle that slipped in is cut there. */
function leadsTo(code: string, after: string, graph: ReadonlyMap<string, PlanNode>): boolean {
  if (code === after) return true
  return (graph.get(code)?.needs ?? []).some(need => leadsTo(need, after, graph))
}
