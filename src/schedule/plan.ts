import type { CivilDate } from '../dates/civil-date.ts'
import { parsePeriod } from '../dates/period.ts'
import { type Readiness, readiness } from './checklist.ts'
import { earliestOf, laterOf } from './deadlines.ts'
import {
  type Anchors,
  anchorsOf,
  datedNodes,
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
  type PlanMethod,
  type PlanNode,
  type PlanStep,
  paperNodes,
  sortSteps,
} from './plan-graph.ts'
import { isFatal, type PlanProblem, problemsOf } from './plan-problems.ts'

/** A renewal planned backwards from the last valid day; civil dates in the card's zone. */
export interface Plan {
  /** Whether the rest can be done in time; null: cannot tell, a duration is unknown or it expired after filing. */
  fits: boolean | null
  today: CivilDate
  method: string | null
  /** The first and last day on which filing is in time; null once submitted. */
  filing: { earliest: CivilDate | null; latest: CivilDate } | null
  /** The day the papers must be valid on, never before today. */
  filingDay: CivilDate
  steps: PlanStep[]
  readiness: Readiness
  problems: PlanProblem[]
  alternatives: Alternative[]
  unknown: string[]
}

export interface Alternative {
  code:
    | 'earlier-appointment'
    | 'later-appointment'
    | 'expedite'
    | 'method'
    | 'agent'
    | 'file-with-old'
    | 'expedite-document'
  method: string | null
  /** Whether all its durations are known; false: it may fit. */
  certain: boolean
  /** The linked document to file with or to renew faster, and the last day to file with it. */
  document: { id: string; name: string; until: CivilDate } | null
}

/** Plans a renewal backwards from the last valid day (§5); null for a card without end. */
export function planRenewal(input: PlanInput): Plan | null {
  const { expires } = input.term
  if (expires === null) return null
  const plan = planWith(input, expires, null)
  const others = plan.fits === false ? alternativesTo(plan, input, expires) : []
  return { ...plan, alternatives: [...documentAlternatives(plan), ...others] }
}

function planWith(input: PlanInput, expires: CivilDate, saved: TimeSaved | null): Plan {
  const { term, today } = input
  const { submitted } = term
  const usual = { method: methodNodes(input), anchors: anchorsOf(input, expires) }
  const { method, anchors } = saved === null ? usual : withExpress(usual.method, usual.anchors, saved, input)
  const filing = filingDays(method, anchors, input)
  const papers = readiness({ ...input.checklist, filingDay: filing.day, expires })
  const nodes = submitted === null ? [...method, ...paperNodes(papers.items, input)] : method
  const { graph, latest } = withRenewals(nodes, anchors, input)
  const dated = datedNodes(graph, latest, anchors)
  const opens = earliestFiling(anchors, filing.latest)
  const steps = sortSteps(stepsOf(graph, latest, dated, opens, anchors.windowOpens, input), graph)
  const problems = problemsOf(anchors, lastFiling(method, anchors, input), steps, method, input)
  const unknown = steps.filter(step => step.unknown && !step.done).map(({ code }) => code)
  // A paper that the user may need and that would be late.
  const isSure = unknown.length === 0 && !steps.some(step => step.unanswered && step.late)
  return {
    fits: fitsWith(problems, isSure, submitted !== null),
    today,
    method: methodOf(input)?.id ?? null,
    filing: submitted === null ? { earliest: opens, latest: filing.latest } : null,
    filingDay: filing.day,
    steps,
    readiness: papers,
    problems,
    alternatives: [],
    unknown,
  }
}

function fitsWith(problems: readonly PlanProblem[], isSure: boolean, isSubmitted: boolean): boolean | null {
  if (problems.some(isFatal)) return isSubmitted ? null : false
  return isSure ? true : null
}

/** Returns the `filingDay` of the plan alone, which does not depend on other cards. */
export function filingDayOf(input: PlanInput): CivilDate | null {
  const { expires } = input.term
  return expires === null ? null : filingDays(methodNodes(input), anchorsOf(input, expires), input).day
}

/** Plans another appointment, an express service, other methods and an agent; returns those that may fit. */
function alternativesTo(plan: Plan, input: PlanInput, expires: CivilDate): Alternative[] {
  const found: Alternative[] = []
  const add = (
    code: Alternative['code'],
    method: string | null,
    other: Plan,
    certain = other.fits === true,
  ) => {
    const helps = other.fits !== false || (isStopped(plan) && !isStopped(other))
    if (helps) found.push({ code, method, certain, document: null })
  }
  const unbooked = { ...input, term: { ...input.term, appointment: null } }
  const isTooLate = plan.problems.some(({ code }) => code === 'appointment-too-late')
  // Without an appointment this is the same plan, which does not fit.
  add(isTooLate ? 'earlier-appointment' : 'later-appointment', null, planWith(unbooked, expires, null), false)
  const expedite = expediteOf(input)
  if (expedite) {
    const method = methodOf(input)?.id ?? null
    const saves = parsePeriod(expedite.saves)
    // If the guide does not say how much time the express service saves, it may save all of it.
    if (saves) add('expedite', method, planWith(input, expires, saves))
    else add('expedite', method, planWith(unbooked, expires, 'all'), false)
  }
  for (const { id } of input.methods) {
    if (id !== plan.method)
      add(id === 'agent' ? 'agent' : 'method', id, planWith({ ...unbooked, method: id }, expires, null))
  }
  return found
}

function expediteOf(input: PlanInput): PlanMethod['expedite'] {
  const chosen = methodOf(input)
  return chosen ? chosen.expedite : (input.methods.find(method => method.expedite)?.expedite ?? null)
}

/** Whether a plan fails even if every linked document is accepted as it is. */
function isStopped({ problems, steps }: Plan): boolean {
  const renewals = steps.filter(({ kind }) => kind === 'link').map(({ code }) => code)
  return problems.some(one => (one.code === 'step-late' ? !renewals.includes(one.step) : isFatal(one)))
}

/** Returns what to try when a linked document may not be renewed in time: file with the old one, or renew it faster. */
function documentAlternatives(plan: Plan): Alternative[] {
  if (plan.filing === null || isStopped(plan)) return []
  const { latest } = plan.filing
  return plan.steps.flatMap(({ kind, card, late, unknown }): Alternative[] => {
    if (kind !== 'link' || !card || !(late || unknown)) return []
    const until = earliestOf([latest, card.expires ?? latest])!
    const base = { method: null, certain: false, document: { id: card.id, name: card.name, until } }
    const faster: Alternative = { ...base, code: 'expedite-document' }
    return until < plan.today ? [faster] : [{ ...base, code: 'file-with-old' }, faster]
  })
}

/** The later filing day of an express service includes the wait, so its duration is dropped. */
function withExpress(method: PlanNode[], anchors: Anchors, saved: TimeSaved, input: PlanInput) {
  const { expires } = anchors
  const fileBy = fileByWhenFaster(lastFiling(method, anchors, input), saved, input.term, expires)
  return { method: method.map(withoutWait), anchors: anchorsOf(input, expires, fileBy) }
}

function lastFiling(method: readonly PlanNode[], anchors: Anchors, input: PlanInput): CivilDate {
  return filingDays(method, { ...anchors, fileOn: anchors.fileBy, appointment: null, booked: null }, input)
    .latest
}

function withoutWait(node: PlanNode): PlanNode {
  return node.waits && node.phase === 'after' ? { ...node, duration: null, unknown: false } : node
}

function filingDays(
  method: readonly PlanNode[],
  anchors: Anchors,
  { term, today }: PlanInput,
): { latest: CivilDate; day: CivilDate } {
  const latest = latestDays(new Map(method.map(node => [node.code, node])), anchors, term.workdays)
  const start = latest.get(method.find(({ phase }) => phase === 'filing')!.code)!
  return { latest: start, day: term.submitted ?? laterOf(today, anchors.appointment ?? start) }
}

function stepsOf(
  graph: ReadonlyMap<string, PlanNode>,
  latest: ReadonlyMap<string, CivilDate>,
  dated: ReadonlySet<string>,
  opens: CivilDate | null,
  windowOpens: CivilDate,
  { term, today }: PlanInput,
): PlanStep[] {
  return [...graph.values()].map(node => {
    const { phase: _, resultFrom, ...rest } = node
    const { code, waits, phase, done } = node
    const bound = latest.get(code)!
    const from = resultFrom && startFrom(node, resultFrom, term.workdays)
    // Once submitted, waiting is late only if filing was.
    const on = waits && term.submitted !== null ? term.submitted : today
    const earliest = phase === 'filing' || phase === 'after' ? opens : from
    const begins = !done && !waits && phase !== 'after' && !dated.has(code)
    const start = begins ? [windowOpens, today, earliest ?? today].sort().at(-1)! : null
    return {
      ...rest,
      latest: dated.has(code) ? bound : null,
      bound,
      start,
      earliest,
      late: !done && bound < on,
    }
  })
}

/** An appointment on the last day to file is the first one too, unless it is on a day off. */
function earliestFiling({ opens, booked, appointment }: Anchors, latest: CivilDate): CivilDate | null {
  return booked === latest && booked === appointment ? laterOf(booked, opens ?? booked) : opens
}
