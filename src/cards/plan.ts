import type { CivilDate } from '../dates/civil-date.ts'
import { type Guide, type Material, trustIn } from '../guides/guide.ts'
import { type Paper, type Readiness, readiness } from '../schedule/checklist.ts'
import type { LinkedCard } from '../schedule/link.ts'
import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import { filingDayOf, type Plan, planRenewal } from '../schedule/plan.ts'
import type { PlanInput, PlanMethod } from '../schedule/plan-graph.ts'

import type { Assessed } from './assess.ts'
import { goesToOffice } from './step-text.ts'

// `status` loads plans and the words for their steps at once, and only when a renewal is at hand.
export { nextSentence, nextText, papersOf, shortName } from './step-text.ts'

/** Makes the plans of cards, and finds what to do next. */
export interface Planner {
  /** Returns the renewal worked backwards; null when neither the guide nor the user names a paper or a step. */
  planOf(one: Assessed): Plan | null
  /** Returns how many papers are ready, as the plan counts them. */
  papersOf(one: Assessed): Readiness | null
  /** Returns the one next thing to do, or null. */
  nextOf(one: Assessed): NextAction | null
}

/** How many plans are remembered: those of thousands of cards at once would fill the memory. */
const REMEMBERED = 256

/** @param all returns every card of the store, for one may be a paper of another; called only when a plan needs it */
export function createPlanner(all: () => readonly Linkable[]): Planner {
  let findLinks: LinkFinder | null = null
  const linksOf = (one: Assessed): Links => {
    const { card, guide } = one
    if (card.links.length === 0 && !guide?.materials.some(paper => paper.card !== null)) return {}
    findLinks ??= linkFinder(all())
    return findLinks(one)
  }
  const plans = memo<Plan | null>()
  const days = memo<CivilDate | null>()
  return {
    planOf(one) {
      const links = linksOf(one)
      const isOwn = hasOwnPlan(one) || Object.keys(links).length > 0
      return plans(isOwn ? one : one.term, () =>
        isPlanned(one) ? planRenewal(planInputOf(one, links)) : null,
      )
    },
    papersOf(one) {
      if (!isPlanned(one) || one.card.expires === null) return null
      // The filing day does not depend on other cards.
      const filingDay = days(hasOwnPlan(one) ? one : one.term, () => filingDayOf(planInputOf(one, {})))
      const { checklist, term } = planInputOf(one, linksOf(one))
      return readiness({ ...checklist, filingDay, expires: term.expires })
    },
    nextOf(one) {
      const { card, term, standing, course } = one
      if (card.closed !== null) return null
      return nextActionOn(
        term,
        standing,
        { isStarted: course !== 'not-started', hasOffice: goesToOffice(one) },
        () => one.plan,
      )
    },
  }
}

/** Whether the plan depends on more than the guide and the term, which cards without rules of their own share. */
function hasOwnPlan({ card }: Assessed): boolean {
  return card.renewal !== null || card.durations !== null || card.links.length > 0
}

/** Whether the guide or the user names any paper or step. */
function isPlanned({ card, guide }: Assessed): boolean {
  if (card.links.length > 0 || guide?.materials.length || guide?.methods.length) return true
  return Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
}

/** Returns a function that remembers the last results by their key. */
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

/** A passport must be valid until the new card expires, unless its guide says otherwise (§5). */
const TO_THE_END = 'P0D'

/**
 * Returns what the plan of a card is made from: its guide, what the user ticked off, and the cards it depends on. A
 * lost guide leaves the dates that the card keeps, and no papers.
 * @param links as `linkFinder` found them
 */
export function planInputOf({ card, guide, term, standing }: Assessed, links: Readonly<Links>): PlanInput {
  const { papers, kinds, methods } = guide ? guideInputOf(guide) : NO_GUIDE
  const extra = Object.keys(links).filter(id => !Object.hasOwn(kinds, id))
  return {
    today: standing.today,
    term,
    checklist: {
      papers: extra.length > 0 ? [...papers, ...extra.map(linkedPaper)] : papers,
      maxAge: guide?.maxAge.value ?? null,
      ticks: card.renewal?.ticks ?? {},
      links,
      validity: guide?.validity.value ?? null,
    },
    papers: kinds,
    methods,
    method: card.renewal?.method ?? null,
    durations: card.durations ?? {},
  }
}

/** What a guide contributes to the plans of all its cards. */
interface GuideInput {
  papers: readonly Paper[]
  /** By the id of the paper. */
  kinds: PlanInput['papers']
  methods: readonly PlanMethod[]
}

const NO_GUIDE: GuideInput = { papers: [], kinds: {}, methods: [] }
/** Made once for each guide, not for each of its thousands of cards. */
const guideInputs = new WeakMap<Guide, GuideInput>()

function guideInputOf(guide: Guide): GuideInput {
  const known = guideInputs.get(guide)
  if (known) return known
  const { materials, methods } = guide
  const made = {
    papers: materials.map(paperOf),
    kinds: Object.fromEntries(
      materials.map(({ id, duration, source }) => [id, { duration, trust: trustIn(guide, source) }]),
    ),
    methods: methods.map(method => planMethodOf(guide, method)),
  }
  guideInputs.set(guide, made)
  return made
}

function paperOf({ id, required, card, oneOf, outlives, blankPages, maxAge }: Material): Paper {
  const margin = outlives ?? (card === 'passport' ? TO_THE_END : null)
  return { id, required, card, oneOf, outlives: margin, blankPages, maxAge }
}

/** A card that the user linked though its guide names no such paper: it must be valid on filing day. */
function linkedPaper(id: string): Paper {
  return { id, required: 'yes', card: id, oneOf: null, outlives: null, blankPages: null, maxAge: null }
}

function planMethodOf(guide: Guide, { id, steps, expedite }: Guide['methods'][number]): PlanMethod {
  return {
    id,
    steps: steps.map(({ source, ...step }) => ({
      id: step.id,
      kind: step.kind,
      phase: step.phase,
      duration: step.duration,
      trust: trustIn(guide, source),
    })),
    expedite: expedite.value && { saves: expedite.value.saves },
  }
}

/** What must be known of a card that may be a paper of another. */
export type Linkable = Pick<Assessed, 'card' | 'guide' | 'resolved'>

/** Linked cards by the id of the paper; a linked card that the guide does not name as a paper is under its own id. */
type Links = Record<string, LinkedCard>

/** Finds the cards that are papers of a card. */
type LinkFinder = (one: Linkable) => Links

/**
 * Returns a function that finds the cards that are papers of a card (§5): those that the user linked, else the only card
 * of the same holder whose guide is of the kind the paper names. When there are several, none is picked. Closed cards
 * are skipped.
 * @param all every card of the store
 */
export function linkFinder(all: readonly Linkable[]): LinkFinder {
  const byId = new Map(all.map(one => [one.card.id, one]))
  const byHolder = new Map<string | null, Map<string, Linkable[]>>()
  for (const one of all) {
    if (one.card.closed !== null) continue
    const kinds = byHolder.get(one.card.holder) ?? new Map<string, Linkable[]>()
    byHolder.set(one.card.holder, kinds)
    for (const kind of kindsOf(one.card.guide)) {
      const same = kinds.get(kind)
      if (same) same.push(one)
      else kinds.set(kind, [one])
    }
  }
  const linksOf = (one: Linkable, ancestors: readonly string[]): Links => {
    const { card, guide } = one
    const byUser = card.links.map(id => byId.get(id)).filter(linked => linked !== undefined)
    const unused = new Set(byUser.map(linked => linked.card.id))
    const found: Links = {}
    const path = [...ancestors, card.id]
    const add = (paper: string, linked: Linkable): void => {
      // A circle is refused when it is linked; one that got into the store is cut here.
      if (!path.includes(linked.card.id)) found[paper] = linkedCard(linked, path)
    }
    for (const { id, card: kind } of guide?.materials ?? []) {
      if (kind === null) continue
      const chosen = byUser.find(linked => kindsOf(linked.card.guide).includes(kind))
      const same = byHolder.get(card.holder)?.get(kind) ?? []
      // Three are enough to see that there are several; an office has thousands without a holder.
      const candidates = chosen ? [chosen] : same.slice(0, 3).filter(other => other !== one)
      if (candidates.length !== 1) continue
      unused.delete(candidates[0]!.card.id)
      add(id, candidates[0]!)
    }
    for (const id of unused) add(id, byId.get(id)!)
    return found
  }
  const linkedCard = (one: Linkable, path: readonly string[]): LinkedCard => ({
    id: one.card.id,
    name: one.card.name,
    expires: one.card.expires,
    duration: one.resolved.processing.value,
    needs: Object.entries(linksOf(one, path)).map(([paper, card]) => ({ paper, card })),
  })
  return one => linksOf(one, [])
}

/** Returns the kinds of a guide: `passport` is its own kind, `kz/passport` is of the kind `passport` too. */
function kindsOf(guide: string): string[] {
  const parts = guide.split('/')
  return parts.map((_, at) => parts.slice(at).join('/'))
}
