import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { type Period, parsePeriod } from '../dates/period.ts'
import { readiness } from './checklist.ts'
import { earliestOf, laterOf } from './deadlines.ts'
import { alternativesTo, type Replan } from './plan-alternatives.ts'
import { type Anchors, anchorsOf, beginFrom, latestDays, type Relief, relieved } from './plan-dates.ts'
import { methodNodes, methodOf, type PlanNode, paperNodes } from './plan-nodes.ts'
import { inOrder } from './plan-order.ts'
import { isFatal, problemsOf } from './plan-problems.ts'
import { withRenewals } from './plan-renewals.ts'
import type { Plan, PlanInput, PlanStep } from './plan-types.ts'

export type { Plan, PlanInput, PlanStep } from './plan-types.ts'

/**
 * Works a renewal backwards from its last day (§5): last working day, the office's time, filing, the papers, and the
 * cards that must be renewed before it. What nobody knows takes no time and is marked. null for a card without end.
 */
export function planRenewal(input: PlanInput): Plan | null {
  const { expires } = input.term
  if (expires === null) return null
  const replan: Replan = (other, relief) => planWith(other, expires, relief)
  const plan = replan(input, null)
  return plan.fits ? plan : { ...plan, alternatives: alternativesTo(plan, input, replan) }
}

/** A plan without its alternatives. @param relief by how much filing may be later for those who pay for speed */
function planWith(input: PlanInput, expires: CivilDate, relief: Relief | null): Plan {
  const { term, today } = input
  const { submitted } = term
  const usual: Outline = { method: methodNodes(input), anchors: usualAnchors(input, expires) }
  const { method, anchors } = relief === null ? usual : hurried(usual, relief, input)
  const filing = filingDays(method, anchors, input)
  const papers = readiness({ ...input.checklist, filingDay: filing.day, expires })
  const nodes = submitted === null ? [...method, ...paperNodes(papers.items, input)] : method
  const { graph, latest } = withRenewals(nodes, anchors, input)
  const steps = inOrder(stepsOf(graph, latest, earliestFiling(anchors, filing.latest), input), graph)
  const problems = problemsOf(anchors, lastFiling(method, anchors, input), steps, method, input)
  const open = steps.filter(({ done, unanswered }) => !done && !unanswered)
  const first = earliestOf(open.map(step => step.latest))
  return {
    fits: !problems.some(isFatal),
    today,
    method: methodOf(input)?.id ?? null,
    filing:
      submitted === null ? { earliest: earliestFiling(anchors, filing.latest), latest: filing.latest } : null,
    filingDay: filing.day,
    slackDays: first === null ? null : daysBetween(today, first),
    steps,
    readiness: papers,
    problems,
    alternatives: [],
    unknown: steps.filter(step => step.unknown && !step.done).map(({ code }) => code),
  }
}

/**
 * The day by which a plan judges the papers, without the rest of the plan; it does not depend on other cards. null for a
 * card without end.
 */
export function filingDayOf(input: PlanInput): CivilDate | null {
  const { expires } = input.term
  return expires === null ? null : filingDays(methodNodes(input), usualAnchors(input, expires), input).day
}

/** What a method asks for, and the days it hangs on. */
interface Outline {
  method: readonly PlanNode[]
  anchors: Anchors
}

/** The same for those who pay for speed: how long their wait is, is in the day they may still file. */
function hurried({ method, anchors }: Outline, relief: Relief, input: PlanInput): Outline {
  const { expires } = anchors
  const fileBy = relieved(lastFiling(method, anchors, input), relief, input.term, expires)
  return { method: method.map(withoutWait), anchors: usualAnchors(input, expires, fileBy) }
}

function usualAnchors(
  { term, today, durations }: PlanInput,
  expires: CivilDate,
  fileBy: CivilDate | null = null,
) {
  return anchorsOf(term, expires, { today, slack: periodIn(durations['slack']), fileBy })
}

/** The last day to file if nothing were booked and no day kept in hand. */
function lastFiling(method: readonly PlanNode[], anchors: Anchors, input: PlanInput): CivilDate {
  return filingDays(method, { ...anchors, fileOn: anchors.fileBy, appointment: null, booked: null }, input)
    .latest
}

function withoutWait(node: PlanNode): PlanNode {
  return node.waits && node.phase === 'after' ? { ...node, duration: null, unknown: false } : node
}

/** The last day to file, and the day papers are judged by. */
function filingDays(
  method: readonly PlanNode[],
  anchors: Anchors,
  { term, today }: PlanInput,
): { latest: CivilDate; day: CivilDate } {
  const latest = latestDays(mapOf(method), anchors, term.workdays)
  const begin = latest.get(method.find(({ phase }) => phase === 'filing')!.code)!
  return { latest: begin, day: term.submitted ?? laterOf(today, anchors.appointment ?? begin) }
}

function stepsOf(
  graph: ReadonlyMap<string, PlanNode>,
  latest: ReadonlyMap<string, CivilDate>,
  opens: CivilDate | null,
  { term, today }: PlanInput,
): PlanStep[] {
  return [...graph.values()].map(node => {
    const { code, kind, needs, trust, unknown, duration, waits, done, unanswered, why, card } = node
    const by = latest.get(code)!
    const from = node.resultFrom && beginFrom(node, node.resultFrom, term.workdays)
    // Waiting begins with filing; once filed, it is late only when that was.
    const on = waits && term.submitted !== null ? term.submitted : today
    const earliest = node.phase === 'filing' || node.phase === 'after' ? opens : from
    const late = !done && by < on
    return {
      code,
      kind,
      latest: by,
      earliest,
      needs,
      trust,
      unknown,
      duration,
      waits,
      done,
      late,
      unanswered,
      why,
      card,
    }
  })
}

/** Not before the office takes anything, nor before the day that is booked where that is the last one in time. */
function earliestFiling({ opens, booked }: Anchors, latest: CivilDate): CivilDate | null {
  return booked === latest ? laterOf(booked, opens ?? booked) : opens
}

function mapOf(nodes: readonly PlanNode[]): Map<string, PlanNode> {
  return new Map(nodes.map(node => [node.code, node]))
}

function periodIn(text: string | undefined): Period | null {
  // Stryker disable next-line ConditionalExpression: what is no text is no period either
  return text === undefined ? null : parsePeriod(text)
}
