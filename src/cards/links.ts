import { addDays, type CivilDate, FIRST_DAY, LAST_DAY } from '../dates/civil-date.ts'
import type { Guide, Material } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import { deadlinesOf } from '../schedule/deadlines.ts'
import { type LinkedCard, linkFault } from '../schedule/link.ts'
import type { Sources } from './assessed.ts'
import type { Card } from './card.ts'
import { nameKey } from './card-name.ts'
import { type CardRules, type Needed, type NeededBy, rulesResolver, termOf } from './rules.ts'

export type Linkable = { card: Card } & Pick<CardRules, 'guide' | 'resolved'>

export interface Links {
  /** By the id of the paper; a linked card that is not a paper of the guide is under its own id. */
  taken: Readonly<Record<string, LinkedCard>>
  /** The cards that may be a paper, but only the user can say so, because a holder is unknown. */
  candidates: Readonly<Record<string, readonly LinkedCard[]>>
}

export const NO_LINKS: Links = { taken: {}, candidates: {} }

const CANDIDATES = 3

/**
 * Finds the papers of a card among all cards (§5): those that the user linked, else the only open card of that kind
 * with the same holder. Where there are several, or a holder is unknown, none is taken.
 */
export function linkFinder(all: readonly Linkable[]): (one: Linkable) => Links {
  const byId = new Map(all.map(one => [one.card.id, one]))
  const open = openCardsOf(all)
  const linksOf = (one: Linkable, ancestors: readonly string[]): Links => {
    const { card, guide } = one
    const path = [...ancestors, card.id]
    const needsOf = (other: Linkable) => linksOf(other, path).taken
    const byUser = card.links.map(id => byId.get(id)).filter(linked => linked !== undefined)
    const unused = new Set(byUser)
    const taken: Record<string, LinkedCard> = {}
    const candidates: Record<string, LinkedCard[]> = {}
    const add = (paper: string, linked: Linkable): void => {
      // A circle is refused when it is linked; one that got into the store is cut here.
      if (!path.includes(linked.card.id)) taken[paper] = linkedCard(linked, needsOf)
    }
    for (const { id, card: kind } of guide?.materials ?? []) {
      if (kind === null) continue
      const { found, maybe } = cardsForPaper(kind, one, byUser, open)
      if (found) {
        unused.delete(found)
        add(id, found)
      } else if (ancestors.length === 0 && maybe.length > 0)
        candidates[id] = maybe.map(other => linkedCard(other, needsOf))
    }
    for (const linked of unused) add(linked.card.id, linked)
    return { taken, candidates }
  }
  return one => linksOf(one, [])
}

function cardsForPaper(
  kind: string,
  one: Linkable,
  byUser: readonly Linkable[],
  open: OpenCards,
): { found: Linkable | undefined; maybe: readonly Linkable[] } {
  const { card } = one
  const chosen = byUser.find(
    ({ card: other }) => kindsOf(other.guide).includes(kind) && !isOfAnother(card, other),
  )
  const sameHolder = card.holder === null ? [] : openCards(open, nameKey(card.holder), kind, one)
  const found = chosen ?? (sameHolder.length === 1 ? sameHolder[0] : undefined)
  if (found) return { found, maybe: [] }
  const unsure = openCards(open, card.holder === null ? ANYONE : null, kind, one)
  return { found, maybe: sameHolder.length > 0 ? sameHolder : unsure }
}

function linkedCard(one: Linkable, needsOf: (one: Linkable) => Links['taken']): LinkedCard {
  const { id, name, holder, expires } = one.card
  const { processing, lead } = one.resolved
  const isRule = processing.value === null && lead.origin !== 'default'
  const needs = Object.entries(needsOf(one)).map(([paper, card]) => ({ paper, card }))
  const duration = isRule ? lead.value : processing.value
  return { id, name, holder, expires, duration, isRuleOfThumb: isRule, needs }
}

const ANYONE = Symbol('anyone')

type OpenCards = ReadonlyMap<string | null | symbol, ReadonlyMap<string, readonly Linkable[]>>

function openCardsOf(all: readonly Linkable[]): OpenCards {
  const byHolder = new Map<string | null | symbol, Map<string, Linkable[]>>()
  for (const one of all) {
    if (one.card.closed !== null) continue
    for (const holder of [holderKey(one.card), ANYONE]) {
      const kinds = byHolder.get(holder) ?? new Map<string, Linkable[]>()
      byHolder.set(holder, kinds)
      for (const kind of kindsOf(one.card.guide)) {
        const same = kinds.get(kind)
        // An office has thousands of one kind; a few are enough to see that there are several.
        if (!same) kinds.set(kind, [one])
        else if (same.length <= CANDIDATES) same.push(one)
      }
    }
  }
  return byHolder
}

function openCards(
  open: OpenCards,
  holder: string | null | symbol,
  kind: string,
  except: Linkable,
): Linkable[] {
  const same = open.get(holder)?.get(kind) ?? []
  return same.filter(({ card }) => card.id !== except.card.id).slice(0, CANDIDATES)
}

function holderKey({ holder }: Card): string | null {
  return holder === null ? null : nameKey(holder)
}

export function isOfAnother(one: Card, other: Card): boolean {
  return one.holder !== null && other.holder !== null && holderKey(one) !== holderKey(other)
}

/** Returns the kinds of a guide: `passport` is its own kind, `kz/passport` is of the kind `passport` too. */
export function kindsOf(guide: string): string[] {
  const parts = guide.split('/')
  return parts.map((_, at) => parts.slice(at).join('/'))
}

/** A passport must be valid until the new card expires (§5). */
const TO_THE_END = 'P0D'

/** Returns null when a paper must only be valid on filing day. */
export function outlivesOf({ card, outlives }: Pick<Material, 'card' | 'outlives'>): string | null {
  return outlives ?? (card === 'passport' ? TO_THE_END : null)
}

/** A day on which a card files, and the days on which that is the plan: an appointment until it has passed. */
interface Filing extends NeededBy {
  from: CivilDate
  until: CivilDate
  /** In the card's zone. */
  today: CivilDate
}

/** Returns by card when and for which card it must be renewed (§5), in the zone of that other card. */
export async function neededDays(
  cards: readonly Card[],
  guides: ReadonlyMap<string, FoundGuide>,
  { calendar, today, defaults }: Pick<Sources, 'calendar' | 'today' | 'defaults'>,
): Promise<Map<string, Needed>> {
  const filings = new Map<string, Map<string, Filing>>()
  const rulesOf = rulesResolver(guides, defaults)
  const all = cards.map((card): Linkable => ({ card, ...rulesOf(card) }))
  const findLinks = linkFinder(all)
  for (const one of all) {
    const { card, guide, resolved } = one
    const { expires, renewal } = card
    if (card.closed !== null || expires === null || renewal?.submitted) continue
    const taken = Object.entries(asksForCards(card, guide) ? findLinks(one).taken : {})
    if (taken.length === 0) continue
    const found = await calendar(resolved.workdays.value)
    const days = filingsOf(one, expires, found.calendar)
    const now = today(resolved.zone.value)
    for (const [paper, other] of taken) {
      if (renewal?.ticks[paper]?.notNeeded === true) continue
      const material = guide?.materials.find(({ id }) => id === paper)
      const outlives = material ? outlivesOf(material) : null
      const validity = guide?.validity.value ?? null
      const known = filings.get(other.id) ?? new Map<string, Filing>()
      filings.set(other.id, known)
      for (const day of days) {
        const { date: filingDay, from } = day
        const key = `${filingDay} ${from} ${now}`
        if (!known.has(key) && linkFault(other, { filingDay, expires, validity, outlives }).fault)
          known.set(key, { ...day, by: card.name, today: now })
      }
    }
  }
  return new Map([...filings].map(([id, days]) => [id, neededOf([...days.values()])]))
}

function filingsOf(
  { card, resolved }: Linkable,
  expires: CivilDate,
  calendar: Parameters<typeof termOf>[2],
): Pick<Filing, 'date' | 'from' | 'until'>[] {
  const term = termOf(card, resolved, calendar)
  const { fileBy, lastWorkingDay } = deadlinesOf(expires, term)
  const { appointment } = term
  const last = { date: fileBy ?? lastWorkingDay, from: FIRST_DAY, until: LAST_DAY }
  if (appointment === null) return [last]
  return [
    { date: appointment, from: FIRST_DAY, until: appointment },
    { ...last, from: addDays(appointment, 1) },
  ]
}

function neededOf(filings: readonly Filing[]): Needed {
  const first = (dayOf: (filing: Filing) => CivilDate): Filing | null =>
    filings
      .filter(filing => filing.from <= dayOf(filing) && dayOf(filing) <= filing.until)
      .reduce<Filing | null>((best, one) => (best && best.date <= one.date ? best : one), null)
  return { now: first(({ today }) => today), days: filings.filter(one => first(() => one.date) === one) }
}

export function asksForCards(card: Card, guide: Guide | null): boolean {
  return card.links.length > 0 || (guide?.materials.some(paper => paper.card !== null) ?? false)
}
