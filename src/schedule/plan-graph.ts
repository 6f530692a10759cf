import { type CivilDate, compareText, memoize } from '../dates/civil-date.ts'
import type { Period } from '../dates/period.ts'
import type { ChecklistInput, PaperFault, PaperState } from './checklist.ts'
import type { Term } from './deadlines.ts'
import type { LinkedCard } from './link.ts'

export interface MethodStep {
  id: string
  kind: 'step' | 'office' | 'wait'
  phase: 'before' | 'filing' | 'after'
  duration: string | null
}

export interface PlanMethod {
  id: string
  steps: readonly MethodStep[]
  /** What an express service saves; `saves: null`: how much is unknown. */
  expedite: { saves: string | null } | null
}

/** Everything a plan is made from; civil dates in the card's zone, periods as texts. */
export interface PlanInput {
  today: CivilDate
  term: Term
  checklist: Omit<ChecklistInput, 'filingDay' | 'expires'>
  methods: readonly PlanMethod[]
  method: string | null
  /** The user's own durations by the id of a paper or step; `slack`: days to spare before filing. */
  durations: Readonly<Record<string, string>>
}

/** One thing to do, before its dates are computed. */
export interface PlanNode {
  /** The id of a step or paper, `choose-method`, `file`, `wait-for-card`, or `renew-<id>` for a card to renew first. */
  code: string
  kind: 'step' | 'material' | 'link' | 'office'
  phase: 'paper' | MethodStep['phase']
  needs: string[]
  /** null when unknown, or when it takes no time. */
  duration: string | null
  unknown: boolean
  ruleOfThumb: boolean
  waits: boolean
  done: boolean
  unanswered: boolean
  why: PaperFault | null
  card: LinkedCard | null
  /** The first day on which its result may be obtained. */
  resultFrom: CivilDate | null
}

/** One thing to do and when. */
export interface PlanStep extends Omit<PlanNode, 'phase' | 'resultFrom'> {
  /** The last day to start it, or the day it is needed. null where an unknown duration decides it. */
  latest: CivilDate | null
  /** As `latest`, but as if what is unknown took no time. */
  bound: CivilDate
  /** The day to start an open step without a latest day that comes before filing. */
  start: CivilDate | null
  earliest: CivilDate | null
  late: boolean
}

export const EMPTY_NODE = {
  needs: [],
  duration: null,
  unknown: false,
  ruleOfThumb: false,
  waits: false,
  done: false,
  unanswered: false,
  why: null,
  card: null,
  resultFrom: null,
} satisfies Partial<PlanNode>

const EMPTY_PAPER = { ...EMPTY_NODE, phase: 'paper' } satisfies Partial<PlanNode>

const BOOKING = 'book-appointment'
const WAITING = 'wait-for-card'

/** Returns the chosen method, or the only one, or null. */
export function methodOf({ methods, method }: Pick<PlanInput, 'methods' | 'method'>): PlanMethod | null {
  return methods.find(({ id }) => id === method) ?? (methods.length === 1 ? methods[0]! : null)
}

/** Null once its day has passed. */
export function bookedOn({ appointment }: Term, today: CivilDate): CivilDate | null {
  return appointment && appointment >= today ? appointment : null
}

/** Returns the nodes of the method, one after the other; without a method, filing and waiting for the card. */
export function methodNodes(input: PlanInput): PlanNode[] {
  const { term } = input
  const steps = stepsFor(input)
  const lastTicked = steps.findLastIndex(({ id }) => isTicked(id, input))
  return steps.map(({ id, kind, phase, duration }, at) => {
    const time = input.durations[id] ?? duration ?? (id === WAITING ? periodText(term.processing) : null)
    // Filing and collecting the card take only that day.
    const takesTime = phase === 'before' || kind === 'wait'
    // The processing time covers everything after filing.
    const isCovered = phase === 'after' && term.processing !== null
    const isFiled = term.submitted !== null && phase !== 'after'
    const before = steps[at - 1]
    return {
      ...EMPTY_NODE,
      code: id,
      kind: kind === 'wait' ? 'step' : kind,
      phase,
      needs: before ? [before.id] : [],
      duration: time,
      unknown: takesTime && time === null && !isCovered,
      waits: kind === 'wait',
      // Steps are done in order, so all before one that is done are done too.
      done: at <= lastTicked || isFiled || (id === BOOKING && bookedOn(term, input.today) !== null),
    }
  })
}

/** Returns the nodes of the papers that are or may be needed; a card that will not be accepted is renewed first. */
export function paperNodes(items: readonly PaperState[], input: PlanInput): PlanNode[] {
  // Sorted, so that the result does not depend on the order in the guide when two papers are one card.
  const byId = new Map(items.map(item => [item.id, item]))
  const usual = new Map(input.checklist.papers.map(({ id, duration }) => [id, duration]))
  return [...byId.keys()].sort().flatMap(id => {
    const { state, fault, card, takenFrom } = byId.get(id)!
    if (state === 'not-needed' || state === 'optional') return []
    const link =
      card !== null && fault !== null && isLinkFault(fault) ? renewalOf(card, input, id, fault) : null
    const duration = link ? null : (input.durations[id] ?? usual.get(id) ?? null)
    const paper: PlanNode = {
      ...EMPTY_PAPER,
      code: id,
      kind: 'material',
      needs: link ? [link.code] : [],
      duration,
      unknown: duration === null && link === null,
      done: state === 'ready',
      unanswered: state === 'unanswered',
      why: fault?.code === 'not-yet' ? null : fault,
      card,
      resultFrom: takenFrom,
    }
    return link ? [link, paper] : [paper]
  })
}

/** @param paper the id of the paper that it is, for the user's duration */
export function renewalOf(
  card: LinkedCard,
  { durations }: Pick<PlanInput, 'durations'>,
  paper: string,
  why: PaperFault,
): PlanNode {
  const code = `renew-${card.id}`
  const own = durations[code] ?? durations[paper]
  const duration = own ?? card.duration
  return {
    ...EMPTY_PAPER,
    code,
    kind: 'link',
    duration,
    unknown: duration === null,
    ruleOfThumb: own === undefined && card.isRuleOfThumb,
    why,
    card,
  }
}

function isLinkFault({ code }: PaperFault): boolean {
  return code === 'link-ends-before-filing' || code === 'link-ends-too-soon'
}

function stepsFor(input: PlanInput): MethodStep[] {
  const method = methodOf(input)
  const stepsIn = (phase: MethodStep['phase']) => method?.steps.filter(step => step.phase === phase) ?? []
  const choose: MethodStep[] =
    input.methods.length > 0 && !method ? [builtInStep('choose-method', 'step', 'before')] : []
  const filing = stepsIn('filing')
  const after = stepsIn('after')
  const isWaiting = after.some(({ kind }) => kind === 'wait')
  return [
    ...choose,
    ...stepsIn('before'),
    ...(filing.length > 0 ? filing : [builtInStep('file', 'office', 'filing')]),
    ...(isWaiting ? [] : [builtInStep(WAITING, 'wait', 'after')]),
    ...after,
  ]
}

function builtInStep(id: string, kind: MethodStep['kind'], phase: MethodStep['phase']): MethodStep {
  return { id, kind, phase, duration: null }
}

function periodText(period: Period | null): string | null {
  if (!period) return null
  const { years, months, weeks, days, workdays } = period
  return workdays > 0 ? `${workdays}wd` : `P${years}Y${months}M${weeks}W${days}D`
}

function isTicked(id: string, { checklist }: PlanInput): boolean {
  return checklist.ticks[id]?.done != null || checklist.ticks[id]?.notNeeded === true
}

/** Sorts steps by `bound`, those of one day in the order they are done; the order of the papers does not matter. */
export function sortSteps(steps: PlanStep[], graph: ReadonlyMap<string, PlanNode>): PlanStep[] {
  const depth = memoize((code: string): number => 1 + Math.max(0, ...graph.get(code)!.needs.map(depth)))
  const order = { link: 0, step: 1, office: 2, material: 3 }
  return steps.sort(
    (a, b) =>
      compareText(a.bound, b.bound) ||
      depth(a.code) - depth(b.code) ||
      order[a.kind] - order[b.kind] ||
      compareText(tieOf(a), tieOf(b)) ||
      compareText(a.code, b.code),
  )
}

/** The code of a document's step has the document's id, which says nothing. */
const tieOf = ({ code, card }: PlanStep): string => (card && code.endsWith(card.id) ? card.name : code)
