// status loads this
import type { CivilDate } from '../dates/civil-date.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { Term } from '../schedule/deadlines.ts'
import type { NextAction } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { type Status, statusOn } from '../schedule/status.ts'
import { type Assessed, isAtHand, type Sources } from './assessed.ts'
import type { Card } from './card.ts'
import type { Planner } from './plan.ts'
import {
  type CardRules,
  type CardStatus,
  type Course,
  courseOf,
  type Needed,
  type ResolvedRules,
  rulesResolver,
  type SharedRules,
  termOf,
} from './rules.ts'

/** Guides and calendars are loaded once for all cards. */
export async function assessAll(cards: readonly Card[], sources: Sources): Promise<Assessed[]> {
  const { all = cards, defaults } = sources
  const ids = new Set(cards.map(({ id }) => id))
  const others = all.filter(({ id }) => !ids.has(id))
  const guides = await loadEach([...cards, ...others], card => card.guide, sources.guide)
  const plans: Plans = { planner: null }
  const needed = await neededIn([...cards, ...others], guides, sources)
  const assessed = await assessEach(cards, { guides, needed }, sources, plans)
  if (sources.plans !== 'at-hand' || assessed.some(isAtHand)) {
    const { createPlanner } = await import('./plan.ts')
    plans.planner = createPlanner(() => {
      const rulesOf = rulesResolver(guides, defaults)
      return [...assessed, ...others.map(card => ({ card, ...rulesOf(card) }))]
    })
  }
  return assessed
}

/** Returns by card when another card needs it renewed, and which one. Loads nothing where no card can be a paper. */
async function neededIn(
  cards: readonly Card[],
  guides: ReadonlyMap<string, FoundGuide>,
  sources: Sources,
): Promise<ReadonlyMap<string, Needed>> {
  const kinds = [...guides.values()].flatMap(({ guide }) => guide?.materials.map(paper => paper.card) ?? [])
  const asked = [...new Set(kinds)].filter(kind => kind !== null)
  const isPaper = ({ guide, holder }: Card) =>
    holder !== null && asked.some(kind => `/${guide}`.endsWith(`/${kind}`))
  if (!cards.some(card => card.links.length > 0 || isPaper(card))) return new Map()
  const { neededDays } = await import('./links.ts')
  return neededDays(cards, guides, sources)
}

async function assessEach(
  cards: readonly Card[],
  { guides, needed }: { guides: ReadonlyMap<string, FoundGuide>; needed: ReadonlyMap<string, Needed> },
  sources: Sources,
  plans: Plans,
): Promise<Assessed[]> {
  const rules: SharedRules[] = cards.map(rulesResolver(guides, sources.defaults))
  const snooze = cards.some(card => card.snoozed) ? await import('../schedule/snooze.ts') : null
  const calendars = await loadEach(rules, ({ resolved }) => resolved.workdays.value, sources.calendar)
  const days = new Map<string | null, CivilDate>()
  const todayIn = (zone: string | null): CivilDate => {
    const known = days.get(zone) ?? sources.today(zone)
    days.set(zone, known)
    return known
  }
  const statusOf = (card: Card, { resolved }: CardRules): CardStatus => {
    const { calendar, fault } = calendars.get(resolved.workdays.value)!
    const term = termOf(card, resolved, calendar, needed.get(card.id) ?? null)
    const status = statusOn(term, todayIn(resolved.zone.value))
    const snoozedUntil = snooze?.silentUntil(term, status.today) ?? null
    return { workdaysFault: fault, term, status, snoozedUntil }
  }
  return cards.map((card, at) => {
    const own = rules[at]!
    const shared = needed.has(card.id) ? null : own.statuses
    let status = shared?.get(card.expires)
    if (!status) {
      status = statusOf(card, own)
      shared?.set(card.expires, status)
    }
    return new AssessedCard(card, own, status, plans)
  })
}

interface Plans {
  planner: Planner | null
}

/** A class, because the engine would give every literal with getters a shape of its own. */
class AssessedCard implements Assessed {
  readonly guide: Assessed['guide']
  readonly guideFault: Assessed['guideFault']
  readonly workdaysFault: Assessed['workdaysFault']
  readonly resolved: ResolvedRules
  readonly term: Term
  readonly status: Status
  readonly course: Course
  readonly snoozedUntil: Assessed['snoozedUntil']

  constructor(
    readonly card: Card,
    rules: CardRules,
    status: CardStatus,
    private readonly plans: Plans,
  ) {
    this.guide = rules.guide
    this.guideFault = rules.guideFault
    this.resolved = rules.resolved
    this.workdaysFault = status.workdaysFault
    this.term = status.term
    this.status = status.status
    this.snoozedUntil = status.snoozedUntil
    this.course = courseOf(card)
  }

  get plan(): Plan | null {
    return plannerIn(this.plans).planOf(this)
  }

  get papers(): Readiness | null {
    return plannerIn(this.plans).papersOf(this)
  }

  get next(): NextAction | null {
    // Without a planner every card is simply valid, with nothing to do yet.
    return this.plans.planner?.nextOf(this) ?? null
  }
}

function plannerIn({ planner }: Plans): Planner {
  if (planner === null) throw new TypeError('assessed without plans')
  return planner
}

async function loadEach<T, A>(
  items: readonly T[],
  nameOf: (item: T) => string,
  load: (name: string) => Promise<A>,
): Promise<Map<string, A>> {
  const loaded = new Map<string, A>()
  for (const name of new Set(items.map(nameOf))) loaded.set(name, await load(name))
  return loaded
}
