import { type Guide, inLanguage } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { FoundCalendar } from '../guides/work-calendar.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import type { NextAction } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { isSnoozed } from '../schedule/snooze.ts'
import { type Standing, standingOn, type Term } from '../schedule/standing.ts'
import type { Card } from './card.ts'
import type { Planner } from './planner.ts'
import { type Course, courseOf, type Defaults, type Resolved, resolve, termOf } from './resolve.ts'

/** A card with all that follows from it on a day. */
export interface Assessed {
  card: Card
  /** null when it cannot be had. */
  guide: Guide | null
  /** Why the guide is not the one the card names; null when all is well. */
  guideFault: { kind: 'kept' | 'built-in' | 'missing'; detail: string } | null
  /** Why the user's own working days could not be taken; null when all is well. */
  workdaysFault: string | null
  resolved: Resolved
  term: Term
  standing: Standing
  course: Course
  /** The renewal worked backwards; null where nothing is known of it. Reckoned when it is first asked for. */
  readonly plan: Plan | null
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

/**
 * Assesses cards against what the outside says today. Guides and calendars are asked once each, so that
 * thousands of cards cost thousands of comparisons and no more reading.
 */
export async function assessAll(cards: readonly Card[], sources: Sources): Promise<Assessed[]> {
  const ids = new Set(cards.map(({ id }) => id))
  const others = (sources.all ?? []).filter(({ id }) => !ids.has(id))
  let planner: Planner | null = null
  const all = await assessEach([...cards, ...others], sources, () => planner)
  const assessed = all.slice(0, cards.length)
  if (sources.plans !== 'at-hand' || assessed.some(isAtHand)) {
    const { plannerOf } = await import('./planner.ts')
    planner = plannerOf(all)
  }
  return assessed
}

async function assessEach(
  cards: readonly Card[],
  sources: Sources,
  planner: () => Planner | null,
): Promise<Assessed[]> {
  const guides = await gather(
    cards.map(card => card.guide),
    id => sources.guide(id),
  )
  const shared = new Map<string, Resolved>()
  const settled = cards.map(card => {
    const found = guides.get(card.guide)!
    const alike = isPlain(card) && found.guide ? card.guide : null
    const resolved =
      (alike === null ? null : shared.get(alike)) ?? resolve(card, found.guide, sources.defaults)
    if (alike !== null) shared.set(alike, resolved)
    return { card, found, resolved, alike }
  })
  const calendars = await gather(
    settled.map(({ resolved }) => resolved.workdays.value),
    id => sources.calendar(id),
  )
  const days = new Map<string | null, CivilDate>()
  const dayIn = (zone: string | null): CivilDate => {
    const known = days.get(zone) ?? sources.today(zone)
    days.set(zone, known)
    return known
  }
  const stand = new Map<Resolved, Map<CivilDate | null, { term: Term; standing: Standing }>>()
  return settled.map(({ card, found, resolved, alike }) => {
    const workdays = calendars.get(resolved.workdays.value)!
    const known = alike === null ? undefined : stand.get(resolved)?.get(card.expires)
    const term = known?.term ?? termOf(card, resolved, workdays.calendar)
    const standing = known?.standing ?? standingOn(term, dayIn(resolved.zone.value))
    if (alike !== null && !known) {
      const ends = stand.get(resolved) ?? new Map()
      stand.set(resolved, ends.set(card.expires, { term, standing }))
    }
    const course = courseOf(card)
    // A card that is simply valid has nothing to do yet, which needs no plan.
    const next = once(() => planner()?.nextOf(one) ?? null)
    const one: Assessed = {
      card,
      guide: found.guide,
      guideFault: faultOf(card, found),
      workdaysFault: workdays.fault,
      resolved,
      term,
      standing,
      course,
      snoozedUntil: isSnoozed(term, standing.today) ? term.snoozedUntil : null,
      get plan() {
        const made = planner()
        if (made === null) throw new TypeError('assessed without plans')
        return made.planOf(one)
      },
      get next() {
        return next()
      },
    }
    return one
  })
}

/**
 * Whether a card says nothing of its own but its end: in a register of thousands many are of one guide and end on one
 * day, and what follows from that is reckoned once for all of them.
 */
function isPlain(card: Card): boolean {
  return (
    card.lead === null &&
    card.milestones === null &&
    card.zone === null &&
    card.workdays === null &&
    card.processing === null &&
    card.renewal === null &&
    card.acknowledged === null &&
    card.snoozed === null
  )
}

function once<T>(reckon: () => T): () => T {
  let known: { value: T } | null = null
  return () => {
    known ??= { value: reckon() }
    return known.value
  }
}

function faultOf(card: Card, found: FoundGuide): Assessed['guideFault'] {
  if (found.guide) return found.fault ? { kind: 'built-in', detail: found.fault } : null
  return { kind: card.resolved ? 'kept' : 'missing', detail: found.fault ?? card.guide }
}

/** Asks once for each key. */
async function gather<T>(keys: readonly string[], ask: (key: string) => Promise<T>): Promise<Map<string, T>> {
  const answers = new Map<string, T>()
  for (const key of new Set(keys)) answers.set(key, await ask(key))
  return answers
}

/** What the card's guide is called in a language; its id where the guide cannot be had. */
export function guideTitle({ guide, card }: Pick<Assessed, 'guide' | 'card'>, lang: string): string {
  return guide ? inLanguage(guide.title, lang) : card.guide
}
