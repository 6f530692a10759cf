import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { type Period, parsePeriod } from '../dates/period.ts'
import { type Readiness, readiness } from './checklist.ts'
import { earliestOf, laterOf } from './deadlines.ts'
import {
  type Anchors,
  anchorsOf,
  fileByWhenFaster,
  latestDays,
  startFrom,
  type TimeSaved,
  withRenewals,
} from './plan-dates.ts'
import {
  methodNodes,
  methodOf,
  type PlanInput,
  type PlanNode,
  type PlanStep,
  paperNodes,
  sortSteps,
} from './plan-graph.ts'
import { isFatal, type PlanProblem, problemsOf } from './plan-problems.ts'

/** A renewal planned backwards from the last valid day; civil dates in the card's zone. */
export interface Plan {
  /** Whether everything not yet done can still be done in time, as far as known. */
  fits: boolean
  today: CivilDate
  /** Null: none chosen. */
  method: string | null
  /** The first and last day on which filing is in time (an appointment is both); null once submitted. */
  filing: { earliest: CivilDate | null; latest: CivilDate } | null
  /** The day the papers must be valid on: submitted, booked or the last day to file, never before today. */
  filingDay: CivilDate
  /** Days from today to the first latest day of what is not done; negative when it has passed, null: all done. */
  slackDays: number | null
  /** By latest day; on one day in the order they are done. */
  steps: PlanStep[]
  readiness: Readiness
  problems: PlanProblem[]
  alternatives: Alternative[]
  /** The codes of open steps whose duration is unknown. */
  unknown: string[]
}

/** What could still work when the plan does not fit. */
export interface Alternative {
  code: 'earlier-appointment' | 'later-appointment' | 'expedite' | 'method' | 'agent'
  /** The method to use; null: the chosen one, or there is none. */
  method: string | null
  /** Whether all its durations are known; false: it may fit. */
  certain: boolean
}

/**
 * Plans a renewal backwards from the last valid day (§5): last working day, processing, filing, papers, and the cards
 * that must be renewed first. Unknown durations count as zero and are marked. Returns null for a card without end.
 */
export function planRenewal(input: PlanInput): Plan | null {
  const { expires } = input.term
  if (expires === null) return null
  const replan: Replan = (other, saved) => planWith(other, expires, saved)
  const plan = replan(input, null)
  return plan.fits ? plan : { ...plan, alternatives: alternativesTo(plan, input, replan) }
}

/** Returns a plan without alternatives. @param saved how much later filing may be with an express service */
function planWith(input: PlanInput, expires: CivilDate, saved: TimeSaved | null): Plan {
  const { term, today } = input
  const { submitted } = term
  const usual: Outline = { method: methodNodes(input), anchors: usualAnchors(input, expires) }
  const { method, anchors } = saved === null ? usual : expressOutline(usual, saved, input)
  const filing = filingDays(method, anchors, input)
  const papers = readiness({ ...input.checklist, filingDay: filing.day, expires })
  const nodes = submitted === null ? [...method, ...paperNodes(papers.items, input)] : method
  const { graph, latest } = withRenewals(nodes, anchors, input)
  const steps = sortSteps(stepsOf(graph, latest, earliestFiling(anchors, filing.latest), input), graph)
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

/** Returns only the `filingDay` of the plan, which does not depend on other cards; null for a card without end. */
export function filingDayOf(input: PlanInput): CivilDate | null {
  const { expires } = input.term
  return expires === null ? null : filingDays(methodNodes(input), usualAnchors(input, expires), input).day
}

/** Plans the renewal with another input, without alternatives. */
type Replan = (input: PlanInput, saved: TimeSaved | null) => Plan

/**
 * Returns what could still work when a plan does not fit: another appointment, an express service, another method, an
 * agent. Each is planned in full; only those that fit are returned, and those with an unknown duration are not certain.
 */
function alternativesTo(plan: Plan, input: PlanInput, replan: Replan): Alternative[] {
  // Stryker disable next-line all: only saves time: nothing helps an expired card
  if (plan.problems.some(({ code }) => code === 'expired')) return []
  const found: Alternative[] = []
  const unbooked = { ...input, term: { ...input.term, appointment: null } }
  // Without an appointment this is the same plan, which does not fit.
  if (replan(unbooked, null).fits) {
    const isTooLate = plan.problems.some(({ code }) => code === 'appointment-too-late')
    const code = isTooLate ? 'earlier-appointment' : 'later-appointment'
    found.push({ code, method: null, certain: false })
  }
  const express = expressAlternative(input, unbooked, replan)
  if (express) found.push(express)
  for (const { id } of input.methods) {
    if (id === plan.method) continue
    const other = replan({ ...unbooked, method: id }, null)
    if (!other.fits) continue
    const code = id === 'agent' ? 'agent' : 'method'
    found.push({ code, method: id, certain: other.unknown.length === 0 })
  }
  return found
}

/** If the guide does not say how much time the express service saves, it may save all of it. */
function expressAlternative(input: PlanInput, unbooked: PlanInput, replan: Replan): Alternative | null {
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

/** The nodes of the method and the dates they depend on. */
interface Outline {
  method: readonly PlanNode[]
  anchors: Anchors
}

/** Returns the outline with an express service: the later filing day includes the wait, so its duration is dropped. */
function expressOutline({ method, anchors }: Outline, saved: TimeSaved, input: PlanInput): Outline {
  const { expires } = anchors
  const fileBy = fileByWhenFaster(lastFiling(method, anchors, input), saved, input.term, expires)
  return { method: method.map(withoutWait), anchors: usualAnchors(input, expires, fileBy) }
}

function usualAnchors(
  { term, today, durations }: PlanInput,
  expires: CivilDate,
  fileBy: CivilDate | null = null,
) {
  return anchorsOf(term, expires, { today, slack: periodIn(durations['slack']), fileBy })
}

/** Returns the last day to file without an appointment and without slack. */
function lastFiling(method: readonly PlanNode[], anchors: Anchors, input: PlanInput): CivilDate {
  return filingDays(method, { ...anchors, fileOn: anchors.fileBy, appointment: null, booked: null }, input)
    .latest
}

function withoutWait(node: PlanNode): PlanNode {
  return node.waits && node.phase === 'after' ? { ...node, duration: null, unknown: false } : node
}

/** Returns the last day to file, and the day the papers must be valid on. */
function filingDays(
  method: readonly PlanNode[],
  anchors: Anchors,
  { term, today }: PlanInput,
): { latest: CivilDate; day: CivilDate } {
  const latest = latestDays(mapOf(method), anchors, term.workdays)
  const start = latest.get(method.find(({ phase }) => phase === 'filing')!.code)!
  return { latest: start, day: term.submitted ?? laterOf(today, anchors.appointment ?? start) }
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
    const from = node.resultFrom && startFrom(node, node.resultFrom, term.workdays)
    // Once submitted, waiting is late only if filing was.
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

/** Returns the first day to file: the start of the filing period, or the appointment if it is also the last day. */
function earliestFiling({ opens, booked }: Anchors, latest: CivilDate): CivilDate | null {
  return booked === latest ? laterOf(booked, opens ?? booked) : opens
}

function mapOf(nodes: readonly PlanNode[]): Map<string, PlanNode> {
  return new Map(nodes.map(node => [node.code, node]))
}

function periodIn(text: string | undefined): Period | null {
  // Stryker disable next-line ConditionalExpression: undefined is not a valid period either
  return text === undefined ? null : parsePeriod(text)
}
