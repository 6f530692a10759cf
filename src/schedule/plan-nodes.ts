import type { CivilDate } from '../dates/civil-date.ts'
import type { Period } from '../dates/period.ts'
import type { LinkedCard, PaperFault, PaperState } from './checklist.ts'
import type { MethodStep, PlanInput, PlanMethod, PlanStep, PlanTrust } from './plan-types.ts'

/** One thing to do, before its days are known. */
export interface PlanNode {
  code: string
  kind: PlanStep['kind']
  phase: 'paper' | MethodStep['phase']
  needs: string[]
  /** A period; null when nobody knows, and when it takes no time worth counting. */
  duration: string | null
  unknown: boolean
  waits: boolean
  done: boolean
  trust: PlanTrust | null
  unanswered: boolean
  why: PaperFault | null
  card: LinkedCard | null
  /** The first day on which its result may come; null: any. */
  resultFrom: CivilDate | null
}

/** Of which nothing is known and nothing is said. */
export const BARE = {
  needs: [],
  duration: null,
  unknown: false,
  waits: false,
  done: false,
  trust: null,
  unanswered: false,
  why: null,
  card: null,
  resultFrom: null,
} satisfies Partial<PlanNode>

/** What has to be there on filing day, and is no step of the method. */
const NO_STEP = { ...BARE, phase: 'paper' } satisfies Partial<PlanNode>

/** An appointment that is written down needs no booking any more. */
const BOOKING = 'book-appointment'
const WAITING = 'wait-for-card'

/** The method a plan is for: the chosen one, or the only one there is. */
export function methodOf({ methods, method }: Pick<PlanInput, 'methods' | 'method'>): PlanMethod | null {
  return methods.find(({ id }) => id === method) ?? (methods.length === 1 ? methods[0]! : null)
}

/** The steps of the method, one after the other; without a method, filing and waiting for the card. */
export function methodNodes(input: PlanInput): PlanNode[] {
  const { term } = input
  const steps = stepsOf(input)
  const lastTicked = steps.findLastIndex(({ id }) => isTicked(id, input))
  return steps.map(({ id, kind, phase, duration, trust }, at) => {
    const own = input.durations[id] ?? null
    const time = own ?? duration ?? (id === WAITING ? periodText(term.processing) : null)
    // On the filing day, and when the card is collected, nothing but that day is taken up.
    const takesTime = phase === 'before' || kind === 'wait'
    // Waiting for the office is known as a whole where its working time is.
    const isCovered = phase === 'after' && term.processing !== null
    const isFiled = term.submitted !== null && phase !== 'after'
    const before = steps[at - 1]
    return {
      ...BARE,
      code: id,
      kind: kind === 'wait' ? 'step' : kind,
      phase,
      needs: before ? [before.id] : [],
      duration: time,
      unknown: takesTime && time === null && id !== 'choose-method' && !isCovered,
      waits: kind === 'wait',
      // Steps follow one another: what comes before a step that is done is done too.
      done: at <= lastTicked || isFiled || (id === BOOKING && term.appointment !== null),
      trust,
    }
  })
}

/** The papers that are needed, or may be; a card that will not do is renewed first. */
export function paperNodes(items: readonly PaperState[], input: PlanInput): PlanNode[] {
  // Two papers may be one card: which of them comes first must not hang on the order of the guide.
  const byId = new Map(items.map(item => [item.id, item]))
  return [...byId.keys()].sort().flatMap(id => {
    const { state, fault, card, takenFrom } = byId.get(id)!
    if (state === 'not-needed' || state === 'optional') return []
    const known = input.papers[id] ?? { duration: null, trust: null }
    const link =
      card !== null && fault !== null && isLinkFault(fault) ? renewalOf(card, input, id, fault) : null
    const duration = link ? null : (input.durations[id] ?? known.duration)
    const paper: PlanNode = {
      ...NO_STEP,
      code: id,
      kind: 'material',
      needs: link ? [link.code] : [],
      duration,
      unknown: duration === null && link === null,
      done: state === 'ready',
      trust: known.trust,
      unanswered: state === 'unanswered',
      why: fault?.code === 'not-yet' ? null : fault,
      card,
      resultFrom: takenFrom,
    }
    return link ? [link, paper] : [paper]
  })
}

/** The renewal of a card that another one needs. @param paper what it is there, by which the user may time it */
export function renewalOf(
  card: LinkedCard,
  { durations }: Pick<PlanInput, 'durations'>,
  paper: string,
  why: PaperFault,
): PlanNode {
  const code = `renew-${card.id}`
  const duration = durations[code] ?? durations[paper] ?? card.duration
  return {
    ...NO_STEP,
    code,
    kind: 'link',
    duration,
    unknown: duration === null,
    why,
    card,
  }
}

function isLinkFault({ code }: PaperFault): boolean {
  return code === 'link-ends-before-filing' || code === 'link-ends-too-soon'
}

function stepsOf(input: PlanInput): MethodStep[] {
  const method = methodOf(input)
  const named = (wanted: MethodStep['phase']) => method?.steps.filter(({ phase }) => phase === wanted) ?? []
  const choose: MethodStep[] =
    input.methods.length > 0 && !method ? [ours('choose-method', 'step', 'before')] : []
  const filing = named('filing')
  const after = named('after')
  const isWaiting = after.some(({ kind }) => kind === 'wait')
  return [
    ...choose,
    ...named('before'),
    ...(filing.length > 0 ? filing : [ours('file', 'office', 'filing')]),
    ...(isWaiting ? [] : [ours(WAITING, 'wait', 'after')]),
    ...after,
  ]
}

function ours(id: string, kind: MethodStep['kind'], phase: MethodStep['phase']): MethodStep {
  return { id, kind, phase, duration: null, trust: null }
}

function periodText(period: Period | null): string | null {
  if (!period) return null
  const { years, months, weeks, days, workdays } = period
  return workdays > 0 ? `${workdays}wd` : `P${years}Y${months}M${weeks}W${days}D`
}

function isTicked(id: string, { checklist }: PlanInput): boolean {
  return checklist.ticks[id]?.done != null || checklist.ticks[id]?.notNeeded === true
}
