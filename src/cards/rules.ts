// status loads this
import type { CivilDate } from '../dates/civil-date.ts'
import { type Period, parsePeriod } from '../dates/period.ts'
import type { Failure } from '../failure.ts'
import type { Guide } from '../guides/guide.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { Term } from '../schedule/deadlines.ts'
import type { Status } from '../schedule/status.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'
import { type Card, FIELD_NAMES, FIELDS, ofThisExpiry, type RuleField } from './card.ts'

/** Days before the last valid day on which to remind (§8), unless a guide, card or setting names others. */
export const DEFAULT_MILESTONES: readonly string[] = ['lead', '14d', '7d', '3d', '1d', '0d']

/** Where a value comes from; `kept`: the lost guide, as the card keeps it. */
export type Origin = 'card' | 'guide' | 'kept' | 'setting' | 'default'

export interface WithOrigin<T> {
  value: T
  origin: Origin
}

export interface ResolvedRules {
  lead: WithOrigin<string>
  milestones: WithOrigin<readonly string[]>
  zone: WithOrigin<string | null>
  workdays: WithOrigin<string>
  processing: WithOrigin<string | null>
  filing: { from: string; to: string } | null
}

export interface Defaults {
  milestones: readonly string[] | null
  zone: string | null
}

export type OwnRules = Pick<Card, RuleField>

/**
 * Puts together the rules of a card: its own, then its guide's (when lost, as `resolved` keeps them), then the
 * settings.
 */
export function resolveRules(
  card: OwnRules & Pick<Card, 'resolved'>,
  guide: Guide | null,
  defaults: Defaults,
): ResolvedRules {
  const kept = guide ? null : card.resolved
  const guideOrigin: Origin = kept ? 'kept' : 'guide'
  const first = <T>(own: T | null, guided: T | null | undefined, other: T, from: Origin): WithOrigin<T> =>
    own !== null
      ? { value: own, origin: 'card' }
      : guided != null
        ? { value: guided, origin: guideOrigin }
        : { value: other, origin: from }

  const usual = defaults.milestones ?? DEFAULT_MILESTONES
  const guided = guide ? guide.milestones : null
  return {
    lead: first(card.lead, guide ? guide.lead.value : kept?.lead, 'P1M', 'default'),
    milestones: first<readonly string[]>(
      card.milestones,
      guided?.length ? [...guided, ...usual] : kept?.milestones,
      usual,
      defaults.milestones ? 'setting' : 'default',
    ),
    zone: first<string | null>(card.zone, guide ? guide.zone : kept?.zone, defaults.zone, 'setting'),
    workdays: first(card.workdays, guide ? guide.workdays : kept?.workdays, 'weekends', 'default'),
    processing: first<string | null>(
      card.processing,
      guide ? guide.processing.value : kept?.processing,
      null,
      'default',
    ),
    filing: (guide ? guide.filing.value : kept?.filing) ?? null,
  }
}

/** Losing the guide then changes no date. */
export function rulesToStore(resolved: ResolvedRules): Card['resolved'] {
  const guided = <T>({ value, origin }: WithOrigin<T>): T | null => (origin === 'card' ? null : value)
  const { origin, value: milestones } = resolved.milestones
  return {
    lead: resolved.lead.value,
    milestones: origin === 'guide' || origin === 'kept' ? [...milestones] : null,
    zone: guided(resolved.zone),
    workdays: guided(resolved.workdays),
    processing: guided(resolved.processing),
    filing: resolved.filing,
  }
}

export interface NeededBy {
  date: CivilDate
  by: string
}

export interface Needed {
  now: NeededBy | null
  days: readonly NeededBy[]
}

/**
 * Returns the card's dates in the form the scheduler takes.
 * @param needed when another card needs this one renewed
 */
export function termOf(
  card: OwnRules & Pick<Card, 'expires'>,
  resolved: ResolvedRules,
  workdays: WorkCalendar,
  needed: Needed | null = null,
): Term {
  return {
    expires: card.expires,
    lead: periodOf(resolved.lead.value),
    milestones: resolved.milestones.value,
    workdays,
    processing: resolved.processing.value === null ? null : periodOf(resolved.processing.value),
    filing: resolved.filing && { from: periodOf(resolved.filing.from), to: periodOf(resolved.filing.to) },
    appointment: card.renewal?.appointment ?? null,
    submitted: card.renewal?.submitted ?? null,
    needed: needed?.now?.date ?? null,
    neededBy: needed?.now?.by ?? null,
    neededDays: needed?.days ?? [],
    acknowledged: ofThisExpiry(card, card.acknowledged)?.on ?? null,
    snoozedUntil: ofThisExpiry(card, card.snoozed)?.until ?? null,
    snoozedOn: ofThisExpiry(card, card.snoozed)?.on ?? null,
  }
}

function periodOf(text: string): Period {
  const period = parsePeriod(text)
  if (!period) throw new TypeError(`not a period: ${text}`)
  return period
}

export type Course = 'not-started' | 'preparing' | 'submitted'

/** Returns how far the open renewal has come. Ticks carried over from the last renewal do not start one. */
export function courseOf({ renewal, history }: Card): Course {
  if (!renewal) return 'not-started'
  if (renewal.submitted) return 'submitted'
  const since = history.at(-1)?.done ?? ''
  const isTicked = Object.values(renewal.ticks).some(({ done }) => done !== null && done > since)
  return isTicked || renewal.method !== null || renewal.appointment !== null ? 'preparing' : 'not-started'
}

export interface CardRules {
  guide: Guide | null
  guideFault: { kind: 'kept' | 'built-in' | 'missing'; detail: string | Failure } | null
  resolved: ResolvedRules
}

export interface SharedRules extends CardRules {
  /** By `expires`; null when no other card shares these rules. */
  statuses: Map<CivilDate | null, CardStatus> | null
}

export interface CardStatus {
  workdaysFault: Failure | null
  term: Term
  status: Status
  snoozedUntil: CivilDate | null
}

/** Cards without rules of their own share one result for each guide: a register of thousands has many of those. */
export function rulesResolver(
  guides: ReadonlyMap<string, FoundGuide>,
  defaults: Defaults,
): (card: Card) => SharedRules {
  const shared = new Map<string, SharedRules>()
  return card => {
    const found = guides.get(card.guide)!
    const isShared = found.guide !== null && followsGuide(card)
    const known = isShared ? shared.get(card.guide) : undefined
    if (known) return known
    const rules = {
      guide: found.guide,
      guideFault: guideFaultOf(card, found),
      resolved: resolveRules(card, found.guide, defaults),
      statuses: isShared ? new Map() : null,
    }
    if (isShared) shared.set(card.guide, rules)
    return rules
  }
}

const RULES = FIELD_NAMES.filter((name): name is RuleField => FIELDS[name].rule === true)

function followsGuide(card: OwnRules): boolean {
  return RULES.every(field => card[field] === null)
}

function guideFaultOf(card: Card, found: FoundGuide): CardRules['guideFault'] {
  if (found.guide) return found.fault ? { kind: 'built-in', detail: found.fault } : null
  return { kind: card.resolved ? 'kept' : 'missing', detail: found.fault ?? card.guide }
}
