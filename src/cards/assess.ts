import type { CivilDate } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import { type Guide, inLanguage } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { FoundCalendar } from '../guides/work-calendar.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { Term } from '../schedule/deadlines.ts'
import type { NextAction } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { isSnoozed, type Standing, standingOn } from '../schedule/standing.ts'
import type { Card } from './card.ts'
import type { Planner } from './planner.ts'
import { type Course, courseOf, type Defaults, type Resolved, termOf } from './resolve.ts'
import { type Settled, type Stand, settling } from './settle.ts'

/** A card with all that follows from it on a day. */
export interface Assessed {
  card: Card
  /** null when it cannot be had. */
  guide: Guide | null
  /** Why the guide is not the one the card names (its id: there is none); null when all is well. */
  guideFault: { kind: 'kept' | 'built-in' | 'missing'; detail: string | Failure } | null
  /** Why the user's own working days could not be taken; null when all is well. */
  workdaysFault: Failure | null
  resolved: Resolved
  term: Term
  standing: Standing
  course: Course
  /** The renewal worked backwards; null where nothing is known of it. Reckoned when it is first asked for. */
  readonly plan: Plan | null
  /** How far the papers are, as the plan has them: for who needs no more of it. */
  readonly papers: Readiness | null
  /** The one next thing to do; null: nothing. */
  readonly next: NextAction | null
  /** Silent before this day, where today is; null when it is not. */
  snoozedUntil: CivilDate | null
}

/** Where the outside answers what an assessment asks. */
export interface Sources {
  guide(id: string): Promise<FoundGuide>
  calendar(id: string): Promise<FoundCalendar>
  /** The civil date in a zone; null is the user's own. */
  today(zone: string | null): CivilDate
  defaults: Defaults
  /** All cards, for one may be a paper of another; the assessed ones when left out. */
  all?: readonly Card[]
  /**
   * Whose plans may be asked for: those of all cards (when left out), or only of those whose renewal is at hand. What
   * makes plans is half of all that `status` would load, and a card that is simply valid has no use for it.
   */
  plans?: 'all' | 'at-hand'
}

/** Whether it is time for a card's renewal, or it has begun. */
export function isAtHand({ standing, course }: Pick<Assessed, 'standing' | 'course'>): boolean {
  return standing.stage !== 'valid' || course !== 'not-started'
}

/** Whether somebody has something to do for a card that is open: what was submitted waits for the office until its last day. */
export function needsAction({ standing, course }: Pick<Assessed, 'standing' | 'course'>): boolean {
  if (standing.stage === 'overdue' || standing.stage === 'last-day') return true
  return standing.stage === 'prepare' && course !== 'submitted'
}

/**
 * Assesses cards against what the outside says today. Guides and calendars are asked once each, so that
 * thousands of cards cost thousands of comparisons and no more reading.
 */
export async function assessAll(cards: readonly Card[], sources: Sources): Promise<Assessed[]> {
  const { all = cards, defaults } = sources
  const guides = await gather(cards, card => card.guide, sources.guide)
  const plans: Plans = { planner: null }
  const assessed = await assessEach(cards, guides, sources, plans)
  if (sources.plans !== 'at-hand' || assessed.some(isAtHand)) {
    const { plannerOf } = await import('./planner.ts')
    const theirs = await gather(all, card => card.guide, sources.guide)
    // Only who asks for a plan that hangs on other cards needs to know them.
    plans.planner = plannerOf(() => {
      const ids = new Set(cards.map(({ id }) => id))
      const settle = settling(theirs, defaults)
      const others = all.filter(({ id }) => !ids.has(id))
      return [...assessed, ...others.map(card => ({ card, ...settle(card) }))]
    })
  }
  return assessed
}

async function assessEach(
  cards: readonly Card[],
  guides: ReadonlyMap<string, FoundGuide>,
  sources: Sources,
  plans: Plans,
): Promise<Assessed[]> {
  const settle = settling(guides, sources.defaults)
  const settled = cards.map(settle)
  const calendars = await gather(settled, ({ resolved }) => resolved.workdays.value, sources.calendar)
  const days = new Map<string | null, CivilDate>()
  const dayIn = (zone: string | null): CivilDate => {
    const known = days.get(zone) ?? sources.today(zone)
    days.set(zone, known)
    return known
  }
  const standAt = (card: Card, { resolved }: Settled): Stand => {
    const { calendar, fault } = calendars.get(resolved.workdays.value)!
    const term = termOf(card, resolved, calendar)
    const standing = standingOn(term, dayIn(resolved.zone.value))
    const snoozedUntil = isSnoozed(term, standing.today) ? term.snoozedUntil : null
    return { workdaysFault: fault, term, standing, snoozedUntil }
  }
  return cards.map((card, at) => {
    const one = settled[at]!
    let stand = one.stands?.get(card.expires)
    if (!stand) {
      stand = standAt(card, one)
      one.stands?.set(card.expires, stand)
    }
    return new AssessedCard(card, one, stand, plans)
  })
}

/** What makes plans, once it is known whether anybody may ask for one. */
interface Plans {
  planner: Planner | null
}

/** A class and not a literal with getters: of those every single one would be a shape of its own to the engine. */
class AssessedCard implements Assessed {
  readonly guide: Assessed['guide']
  readonly guideFault: Assessed['guideFault']
  readonly workdaysFault: Assessed['workdaysFault']
  readonly resolved: Resolved
  readonly term: Term
  readonly standing: Standing
  readonly course: Course
  readonly snoozedUntil: Assessed['snoozedUntil']

  constructor(
    readonly card: Card,
    settled: Settled,
    stand: Stand,
    private readonly plans: Plans,
  ) {
    this.guide = settled.guide
    this.guideFault = settled.guideFault
    this.resolved = settled.resolved
    this.workdaysFault = stand.workdaysFault
    this.term = stand.term
    this.standing = stand.standing
    this.snoozedUntil = stand.snoozedUntil
    this.course = courseOf(card)
  }

  get plan(): Plan | null {
    return plannerIn(this.plans).planOf(this)
  }

  get papers(): Readiness | null {
    return plannerIn(this.plans).papersOf(this)
  }

  get next(): NextAction | null {
    // A card that is simply valid has nothing to do yet, which needs no plan.
    return this.plans.planner?.nextOf(this) ?? null
  }
}

function plannerIn({ planner }: Plans): Planner {
  if (planner === null) throw new TypeError('assessed without plans')
  return planner
}

/** Asks once for each name that is found. */
async function gather<T, A>(
  among: readonly T[],
  nameIn: (one: T) => string,
  ask: (name: string) => Promise<A>,
): Promise<Map<string, A>> {
  const answers = new Map<string, A>()
  for (const name of new Set(among.map(nameIn))) answers.set(name, await ask(name))
  return answers
}

/** What the card's guide is called in a language; its id where the guide cannot be had. */
export function guideTitle({ guide, card }: Pick<Assessed, 'guide' | 'card'>, lang: string): string {
  return guide ? inLanguage(guide.title, lang) : card.guide
}
