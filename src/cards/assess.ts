// status loads this
import { type CivilDate, compareText } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import { type Guide, inLanguage } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { FoundCalendar } from '../guides/work-calendar.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { Term } from '../schedule/deadlines.ts'
import type { NextAction } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { type Stage, type Standing, standingOn } from '../schedule/standing.ts'

import type { Card } from './card.ts'
import type { Planner } from './plan.ts'
import {
  type CardRules,
  type CardStanding,
  type Course,
  courseOf,
  type Defaults,
  type Needed,
  type ResolvedRules,
  rulesResolver,
  termOf,
} from './rules.ts'

/** A card with all that follows from it on a day. */
export interface Assessed {
  card: Card
  /** null when it is lost. */
  guide: Guide | null
  /** Why the guide is not the one that the card names; its id when there is none of it. null when all is well. */
  guideFault: { kind: 'kept' | 'built-in' | 'missing'; detail: string | Failure } | null
  /** Why the user's own working days could not be used; null when all is well. */
  workdaysFault: Failure | null
  resolved: ResolvedRules
  term: Term
  standing: Standing
  course: Course
  /** The renewal worked backwards, when it is first read; null when nothing is known of it. */
  readonly plan: Plan | null
  /** How many papers are ready, as in the plan but cheaper. */
  readonly papers: Readiness | null
  /** The one next thing to do; null: nothing. */
  readonly next: NextAction | null
  /** The civil date until which the card is silent; null when it is not. */
  snoozedUntil: CivilDate | null
}

/** What an assessment asks of the outside. */
export interface Sources {
  guide(id: string): Promise<FoundGuide>
  calendar(id: string): Promise<FoundCalendar>
  /** Returns the civil date in a zone; null is the user's own. */
  today(zone: string | null): CivilDate
  defaults: Defaults
  /** All cards, for one may be a paper of another; the assessed ones when left out. */
  all?: readonly Card[]
  /**
   * Whose plans will be read: those of all cards (when left out), or only of those whose renewal is at hand. Making plans
   * is half of all the code that `status` could load, and cards that are simply valid do not need it.
   */
  plans?: 'all' | 'at-hand'
}

/** Whether it is time for a card's renewal, or it has started. */
export function isAtHand({ standing, course }: Pick<Assessed, 'standing' | 'course'>): boolean {
  return standing.stage !== 'valid' || course !== 'not-started' || isToAct(standing)
}

/** Whether the day to act by has come. */
export function isToAct({ actBy, today }: Pick<Standing, 'actBy' | 'today'>): boolean {
  return actBy !== null && today >= actBy.date
}

/** Whether the user must act on an open card. A submitted one waits for the office until the last day. */
export function needsAction({ standing, course }: Pick<Assessed, 'standing' | 'course'>): boolean {
  if (standing.stage === 'overdue' || standing.stage === 'last-day') return true
  return standing.stage === 'prepare' && course !== 'submitted'
}

/** Returns what the card's guide is called in a language; its id when the guide is lost. */
export function guideTitle({ guide, card }: Pick<Assessed, 'guide' | 'card'>, lang: string): string {
  return guide ? inLanguage(guide.title, lang) : card.guide
}

/**
 * Assesses cards on the day it is today in the zone of each. Guides and calendars are asked for once, however many
 * cards there are.
 */
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

/** Returns by card the day on which another card needs it renewed, and which one. Loads nothing where no card can be a paper of another. */
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
  const rules = cards.map(rulesResolver(guides, sources.defaults))
  const snooze = cards.some(card => card.snoozed) ? await import('../schedule/snooze.ts') : null
  const calendars = await loadEach(rules, ({ resolved }) => resolved.workdays.value, sources.calendar)
  const days = new Map<string | null, CivilDate>()
  const todayIn = (zone: string | null): CivilDate => {
    const known = days.get(zone) ?? sources.today(zone)
    days.set(zone, known)
    return known
  }
  const standingOf = (card: Card, { resolved }: CardRules): CardStanding => {
    const { calendar, fault } = calendars.get(resolved.workdays.value)!
    const term = termOf(card, resolved, calendar, needed.get(card.id) ?? null)
    const standing = standingOn(term, todayIn(resolved.zone.value))
    const snoozedUntil = snooze?.silentUntil(term, standing.today) ?? null
    return { workdaysFault: fault, term, standing, snoozedUntil }
  }
  return cards.map((card, at) => {
    const own = rules[at]!
    const shared = needed.has(card.id) ? null : own.standings
    let standing = shared?.get(card.expires)
    if (!standing) {
      standing = standingOf(card, own)
      shared?.set(card.expires, standing)
    }
    return new AssessedCard(card, own, standing, plans)
  })
}

/** Makes plans, once it is known that any may be read. */
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
  readonly standing: Standing
  readonly course: Course
  readonly snoozedUntil: Assessed['snoozedUntil']

  constructor(
    readonly card: Card,
    rules: CardRules,
    standing: CardStanding,
    private readonly plans: Plans,
  ) {
    this.guide = rules.guide
    this.guideFault = rules.guideFault
    this.resolved = rules.resolved
    this.workdaysFault = standing.workdaysFault
    this.term = standing.term
    this.standing = standing.standing
    this.snoozedUntil = standing.snoozedUntil
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

/** Loads what each item names, once for each name. */
async function loadEach<T, A>(
  items: readonly T[],
  nameOf: (item: T) => string,
  load: (name: string) => Promise<A>,
): Promise<Map<string, A>> {
  const loaded = new Map<string, A>()
  for (const name of new Set(items.map(nameOf))) loaded.set(name, await load(name))
  return loaded
}

/** What decides how urgent a card or a reminder of it is. */
export interface Ranked {
  name: string
  standing: Pick<Standing, 'stage' | 'actBy'>
  isClosed?: boolean
}

const STAGES: readonly Stage[] = ['overdue', 'last-day', 'prepare', 'valid', 'permanent']

/**
 * Returns a copy, most urgent first: by stage, then by the earliest date that matters, then by name (§6); closed ones last.
 * @param lang whose alphabet orders the names
 */
export function byUrgency<T>(all: readonly T[], rankedOf: (one: T) => Ranked, lang?: string): T[] {
  const compareNames = nameOrder(lang)
  return all
    .map(one => ({ one, ...urgencyKey(rankedOf(one)) }))
    .sort((a, b) => compareText(a.key, b.key) || compareNames(a.name, b.name))
    .map(({ one }) => one)
}

/** One text to compare: comparing piece by piece takes twice as long for a hundred thousand cards. */
function urgencyKey({ name, standing: { stage, actBy }, isClosed = false }: Ranked) {
  return { key: `${Number(isClosed)}${STAGES.indexOf(stage)}${actBy?.date ?? ''}`, name }
}

/**
 * Returns a function that compares names as people order them: numbers by their value, and letters by the alphabet. Intl
 * takes some milliseconds at first use, so it is loaded when two names are compared.
 */
export function nameOrder(lang: string = 'en'): (a: string, b: string) => number {
  let collator: Intl.Collator | null = null
  return (a, b) => {
    collator ??= new Intl.Collator(lang, { numeric: true })
    return collator.compare(a, b)
  }
}

/** Returns the cards, most urgent first. */
export function inUrgency(cards: readonly Assessed[], lang?: string): Assessed[] {
  const rankedOf = ({ card, standing }: Assessed) => ({
    name: card.name,
    standing,
    isClosed: card.closed !== null,
  })
  return byUrgency(cards, rankedOf, lang)
}

/** Cards by stage, as in the JSON of §7. */
export interface StageCounts {
  valid: number
  prepare: number
  lastDay: number
  overdue: number
  permanent: number
}

/** Counts the open cards by stage. */
export function countStages(cards: readonly Assessed[]): StageCounts {
  const counts = { valid: 0, prepare: 0, lastDay: 0, overdue: 0, permanent: 0 }
  for (const { card, standing } of cards) {
    if (card.closed === null) counts[standing.stage === 'last-day' ? 'lastDay' : standing.stage]++
  }
  return counts
}
