import type { Paper, Tick } from '../../src/schedule/checklist.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import type { LinkedCard } from '../../src/schedule/link.ts'
import { type Plan, planRenewal } from '../../src/schedule/plan.ts'
import type { MethodStep, PlanInput, PlanMethod, PlanStep } from '../../src/schedule/plan-graph.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { termOf } from './arbitrary.ts'

export function paper(id: string, more: Partial<Paper> = {}): Paper {
  return {
    id,
    required: 'yes',
    card: null,
    oneOf: null,
    outlives: null,
    blankPages: null,
    maxAge: null,
    duration: null,
    ...more,
  }
}

export function tick(more: Partial<Tick> = {}): Tick {
  return {
    done: null,
    taken: null,
    until: null,
    pages: null,
    notNeeded: null,
    own: null,
    choice: null,
    ...more,
  }
}

export function linked(id: string, expires: string | null, more: Partial<LinkedCard> = {}): LinkedCard {
  return { id, name: id, holder: null, expires, duration: null, isRuleOfThumb: false, needs: [], ...more }
}

export function step(id: string, more: Partial<MethodStep> = {}): MethodStep {
  return { id, kind: 'step', phase: 'before', duration: null, ...more }
}

/** In person, as in Kazakhstan: book, go there, collect. */
export const IN_PERSON: PlanMethod = {
  id: 'in-person',
  steps: [
    step('book-appointment'),
    step('bring-papers', { kind: 'office', phase: 'filing' }),
    step('collect', { kind: 'office', phase: 'after' }),
  ],
  expedite: { saves: null },
}

export const AGENT: PlanMethod = {
  id: 'agent',
  steps: [step('check-agent'), step('hand-over', { phase: 'filing' })],
  expedite: null,
}

/** A card of Kazakhstan, asked about on a day, of which nothing more is known than what is given. */
export function inputOf(
  today: string,
  term: Partial<Term> & { expires: string | null },
  more: Partial<Omit<PlanInput, 'checklist'>> & { checklist?: Partial<PlanInput['checklist']> } = {},
): PlanInput {
  const { checklist, ...rest } = more
  return {
    today,
    term: termOf(term.expires, { workdays: KZ, ...term }),
    methods: [],
    method: null,
    durations: {},
    ...rest,
    checklist: {
      papers: [],
      maxAge: null,
      ticks: {},
      links: {},
      candidates: {},
      validity: null,
      ...checklist,
    },
  }
}

export function planned(input: PlanInput): Plan {
  const plan = planRenewal(input)
  if (!plan) throw new Error('no plan')
  return plan
}

export function stepIn(plan: Plan, code: string): PlanStep {
  const found = plan.steps.find(one => one.code === code)
  if (!found) throw new Error(`no step ${code} in ${plan.steps.map(one => one.code).join(', ')}`)
  return found
}

/** Every step with the day after which it is too late in any case, one a line. */
export function days(plan: Plan): string[] {
  return plan.steps.map(({ code, bound }) => `${bound} ${code}`)
}
