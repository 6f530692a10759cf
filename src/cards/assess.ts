import { type Guide, inLanguage } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { FoundCalendar } from '../guides/work-calendar.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { isSnoozed } from '../schedule/snooze.ts'
import { type Standing, standingOn, type Term } from '../schedule/standing.ts'
import type { Card } from './card.ts'
import { linkedCards, shelve } from './linked-cards.ts'
import { planOf } from './plan-of.ts'
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
  /** All cards: one may be a paper of another. */
  all: readonly Card[]
}

/**
 * Assesses cards against what the outside says today. Guides and calendars are asked once each, so that
 * thousands of cards cost thousands of comparisons and no more reading.
 */
export async function assessAll(cards: readonly Card[], sources: Sources): Promise<Assessed[]> {
  const guides = await guidesOf(cards, sources)
  const known = new Map([...guides].map(([id, { guide }]) => [id, guide]))
  const papers = new Set([...known.values()].flatMap(guide => guide?.materials.map(({ card }) => card) ?? []))
  const shelf = once(() =>
    shelve(
      sources.all.filter(({ guide }) => papers.has(guide)),
      known,
    ),
  )
  const settled = cards.map(card => {
    const found = guides.get(card.guide)!
    return { card, found, resolved: resolve(card, found.guide, sources.defaults) }
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
  return settled.map(({ card, found, resolved }) => {
    const workdays = calendars.get(resolved.workdays.value)!
    const term = termOf(card, resolved, workdays.calendar)
    const standing = standingOn(term, dayIn(resolved.zone.value))
    const course = courseOf(card)
    const plan = once(() => planOf(card, found.guide, term, standing.today, linkedCards(card, shelf())))
    const next = once(() =>
      card.closed === null ? nextActionOn(term, standing, course !== 'not-started', plan) : null,
    )
    return {
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
        return plan()
      },
      get next() {
        return next()
      },
    }
  })
}

/** The guides of the cards, of the cards that are papers of them, and so on. */
async function guidesOf(cards: readonly Card[], { guide: find }: Sources): Promise<Map<string, FoundGuide>> {
  const found = new Map<string, FoundGuide>()
  let wanted = cards.map(({ guide }) => guide)
  while (wanted.length > 0) {
    for (const [id, guide] of await gather(wanted, find)) found.set(id, guide)
    const named = [...found.values()].flatMap(({ guide }) => guide?.materials.map(({ card }) => card) ?? [])
    wanted = named.filter(id => id !== null).filter(id => !found.has(id))
  }
  return found
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
