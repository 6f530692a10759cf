import type { CivilDate } from '../dates/civil-date.ts'
import type { Guide } from '../guides/guide.ts'
import { type Paper, type Readiness, readiness } from '../schedule/checklist.ts'
import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import { filingDayOf, type Plan, planRenewal } from '../schedule/plan.ts'
import type { PlanInput } from '../schedule/plan-graph.ts'
import type { Assessed } from './assessed.ts'
import type { Card } from './card.ts'
import { asksForCards, type Linkable, type Links, linkFinder, NO_LINKS, outlivesOf } from './links.ts'
import { goesToOffice } from './step-text.ts'

// `status` loads plans and the words for their steps at once, and only when a renewal is at hand.

export interface Planner {
  /** null when neither the guide nor the user names a paper or a step. */
  planOf(one: Assessed): Plan | null
  papersOf(one: Assessed): Readiness | null
  nextOf(one: Assessed): NextAction | null
}

/** How many plans are remembered: those of thousands of cards at once would fill the memory. */
const REMEMBERED = 256

/** @param all returns every card of the store; called only when a plan needs the others */
export function createPlanner(all: () => readonly Linkable[]): Planner {
  let findLinks: ((one: Linkable) => Links) | null = null
  const linksOf = (one: Assessed): Links => {
    const { card, guide } = one
    if (!asksForCards(card, guide)) return NO_LINKS
    findLinks ??= linkFinder(all())
    return findLinks(one)
  }
  const plans = memo<Plan | null>()
  const days = memo<CivilDate | null>()
  return {
    planOf(one) {
      const links = linksOf(one)
      const isOwn = hasOwnPlan(one) || links !== NO_LINKS
      return plans(isOwn ? one : one.term, () =>
        isPlanned(one) ? planRenewal(planInputOf(one, links)) : null,
      )
    },
    papersOf(one) {
      if (!isPlanned(one) || one.card.expires === null) return null
      // The filing day does not depend on other cards.
      const filingDay = days(hasOwnPlan(one) ? one : one.term, () => filingDayOf(planInputOf(one, NO_LINKS)))
      const { checklist, term } = planInputOf(one, linksOf(one))
      return readiness({ ...checklist, filingDay, expires: term.expires })
    },
    nextOf(one) {
      const { card, term, status, course } = one
      if (card.closed !== null) return null
      return nextActionOn(
        term,
        status,
        { isStarted: course !== 'not-started', hasOffice: goesToOffice(one), wanted: wantedPaper(card) },
        () => one.plan,
      )
    },
  }
}

function wantedPaper({ renewal }: Card): string | null {
  const own = Object.entries(renewal?.ticks ?? {}).find(
    ([, tick]) => tick.own && !tick.done && !tick.notNeeded,
  )
  return own?.[0] ?? null
}

/** Whether the plan depends on more than the guide and the term, which cards without rules of their own share. */
function hasOwnPlan({ card }: Assessed): boolean {
  return card.renewal !== null || card.durations !== null || card.links.length > 0
}

function isPlanned({ card, guide }: Assessed): boolean {
  if (card.links.length > 0 || guide?.materials.length || guide?.methods.length) return true
  return Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
}

function memo<T>(): (key: object, find: () => T) => T {
  const known = new Map<object, T>()
  return (key, find) => {
    const kept = known.get(key)
    if (kept !== undefined) return kept
    if (known.size === REMEMBERED) known.clear()
    const found = find()
    known.set(key, found)
    return found
  }
}

/** Returns what the plan of a card is made from. A lost guide leaves the dates that the card keeps, and no papers. */
export function planInputOf(
  { card, guide, term, status }: Assessed,
  { taken, candidates }: Links,
): PlanInput {
  const { papers, methods } = guide ? guideInputOf(guide) : NO_GUIDE
  const extra = Object.keys(taken).filter(linked => !papers.some(({ id }) => id === linked))
  return {
    today: status.today,
    term,
    checklist: {
      papers: extra.length > 0 ? [...papers, ...extra.map(linkedPaper)] : papers,
      maxAge: guide?.maxAge.value ?? null,
      ticks: card.renewal?.ticks ?? {},
      links: taken,
      candidates,
      validity: guide?.validity.value ?? null,
    },
    methods,
    method: card.renewal?.method ?? null,
    durations: card.durations ?? {},
  }
}

type GuideInput = Pick<PlanInput, 'methods'> & Pick<PlanInput['checklist'], 'papers'>

const NO_GUIDE: GuideInput = { papers: [], methods: [] }
/** Made once for each guide, not for each of its thousands of cards. */
const guideInputs = new WeakMap<Guide, GuideInput>()

function guideInputOf(guide: Guide): GuideInput {
  const known = guideInputs.get(guide)
  if (known) return known
  const made = {
    papers: guide.materials.map(paper => ({ ...paper, outlives: outlivesOf(paper) })),
    methods: guide.methods.map(method => ({ ...method, expedite: method.expedite.value })),
  }
  guideInputs.set(guide, made)
  return made
}

/** A card that the user linked though its guide names no such paper: it must be valid on filing day. */
function linkedPaper(id: string): Paper {
  const rules = { oneOf: null, outlives: null, blankPages: null, maxAge: null, duration: null }
  return { id, required: 'yes', card: id, ...rules }
}
