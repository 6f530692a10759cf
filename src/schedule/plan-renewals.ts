import type { CivilDate } from './civil-date.ts'
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
    const missing = [...graph.values()].flatMap(node =>
      node.kind === 'link' ? deeper(node, latest.get(node.code)!, graph, input) : [],
    )
    if (missing.length === 0) return { graph, latest }
    for (const { of, renewal } of missing) {
      if (!graph.has(renewal.code)) graph.set(renewal.code, renewal)
      const node = graph.get(of)!
      graph.set(of, { ...node, needs: [...node.needs, renewal.code].sort() })
    }
  }
}

/** What the renewal of a card waits for: cards of its own that end before it can be filed. @param node a link */
function deeper(
  node: PlanNode,
  filed: CivilDate,
  graph: ReadonlyMap<string, PlanNode>,
  input: PlanInput,
): { of: string; renewal: PlanNode }[] {
  const on = laterOf(filed, input.today)
  return node.card!.needs.flatMap(({ paper, card }) => {
    const until = card.expires
    if (until === null || until >= on) return []
    const renewal = renewalOf(card, input, paper, { code: 'link-ends-before-filing', until })
    const isKnown = node.needs.includes(renewal.code) || leadsTo(renewal.code, node.code, graph)
    return isKnown ? [] : [{ of: node.code, renewal }]
  })
}

/** Whether something comes, over any way, after another: a circle that slipped in is cut there. */
function leadsTo(code: string, after: string, graph: ReadonlyMap<string, PlanNode>): boolean {
  if (code === after) return true
  return (graph.get(code)?.needs ?? []).some(need => leadsTo(need, after, graph))
}
