// status loads this
import { type CivilDate, compareText } from '../dates/civil-date.ts'
import { inLanguage } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { NextAction } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import type { Stage, Status } from '../schedule/status.ts'
import type { FoundCalendar } from '../schedule/workday-override.ts'
import type { Card } from './card.ts'
import type { CardRules, CardStatus, Course, Defaults } from './rules.ts'

export interface Assessed extends CardRules, CardStatus {
  card: Card
  course: Course
  /** The renewal worked backwards, computed when first read; null when nothing is known of it. */
  readonly plan: Plan | null
  readonly papers: Readiness | null
  readonly next: NextAction | null
}

export interface Sources {
  guide(id: string): Promise<FoundGuide>
  calendar(id: string): Promise<FoundCalendar>
  /** null is the user's own zone. */
  today(zone: string | null): CivilDate
  defaults: Defaults
  /** Left out: the assessed ones. A card may be a paper of another. */
  all?: readonly Card[]
  /** Whose plans will be read. Plans are half of the code that `status` could load, and valid cards need none. */
  plans?: 'all' | 'at-hand'
}

/** Whether it is time for a card's renewal, or it has started. */
export function isAtHand({ status, course }: Pick<Assessed, 'status' | 'course'>): boolean {
  return status.stage !== 'valid' || course !== 'not-started' || isToAct(status)
}

/** Whether the day to act by has come. */
export function isToAct({ actBy, today }: Pick<Status, 'actBy' | 'today'>): boolean {
  return actBy !== null && today >= actBy.date
}

/** Whether the user must act now. A submitted card waits for the office until the last day. */
export function needsAction({ status, course }: Pick<Assessed, 'status' | 'course'>): boolean {
  if (status.stage === 'overdue' || status.stage === 'last-day') return true
  return status.stage === 'prepare' && course !== 'submitted'
}

/** Returns what the card's guide is called in a language; its id when the guide is lost. */
export function guideTitle({ guide, card }: Pick<Assessed, 'guide' | 'card'>, lang: string): string {
  return guide ? inLanguage(guide.title, lang) : card.guide
}

export interface Ranked {
  name: string
  status: Pick<Status, 'stage' | 'actBy'>
  isClosed?: boolean
}

const STAGES: readonly Stage[] = ['overdue', 'last-day', 'prepare', 'valid', 'permanent']

/** Returns a copy, most urgent first: by stage, then the day to act by, then the name (§6); closed ones last. */
export function byUrgency<T>(all: readonly T[], rankedOf: (one: T) => Ranked, lang = 'en'): T[] {
  const compareNames = nameOrder(lang)
  return all
    .map(one => ({ one, ...urgencyKey(rankedOf(one)) }))
    .sort((a, b) => compareText(a.key, b.key) || compareNames(a.name, b.name))
    .map(({ one }) => one)
}

/** One text to compare: comparing piece by piece takes twice as long for a hundred thousand cards. */
function urgencyKey({ name, status: { stage, actBy }, isClosed = false }: Ranked) {
  return { key: `${Number(isClosed)}${STAGES.indexOf(stage)}${actBy?.date ?? ''}`, name }
}

/**
 * Compares names as people do: numbers by value, letters by the alphabet. Intl is slow, so it is loaded at first use.
 */
export function nameOrder(lang: string): (a: string, b: string) => number {
  let collator: Intl.Collator | null = null
  return (a, b) => {
    collator ??= new Intl.Collator(lang, { numeric: true })
    return collator.compare(a, b)
  }
}

export function inUrgency(cards: readonly Assessed[], lang: string): Assessed[] {
  const rankedOf = ({ card, status }: Assessed) => ({
    name: card.name,
    status,
    isClosed: card.closed !== null,
  })
  return byUrgency(cards, rankedOf, lang)
}
