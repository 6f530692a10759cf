import { type Period, parsePeriod } from '../dates/period.ts'
import type { Guide } from '../guides/guide.ts'
import type { Term } from '../schedule/deadlines.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'
import { type Card, ofThisExpiry } from './card.ts'
import type { RuleField } from './card-fields.ts'

/** Days before the last valid day on which everybody is reminded (§8), unless a guide, card or setting says else. */
export const DEFAULT_MILESTONES: readonly string[] = ['lead', '14d', '7d', '3d', '1d', '0d']

/** Who said it: the card itself, its guide, what the guide last said (the guide is lost), a setting, or nobody. */
export type Origin = 'card' | 'guide' | 'kept' | 'setting' | 'default'

/** A value and who said it. */
export interface Said<T> {
  value: T
  origin: Origin
}

/** What holds for a card once its own fields, its guide and the settings are put together. Periods as text. */
export interface Resolved {
  lead: Said<string>
  milestones: Said<readonly string[]>
  /** null: the user's own zone. */
  zone: Said<string | null>
  workdays: Said<string>
  processing: Said<string | null>
  filing: { from: string; to: string } | null
}

/** The settings a card falls back on. */
export interface Defaults {
  milestones: readonly string[] | null
  zone: string | null
}

/** The fields on which a card's deadlines depend: `resolve` and `termOf` cannot read any other. */
export type Rules = Pick<Card, RuleField>

/**
 * Puts together what holds for a card: its own fields first, then its guide, asked live, then the settings.
 * @param card `resolved` is read only where there is no guide
 * @param guide null when it cannot be had; then what it last said is taken from the card
 */
export function resolve(
  card: Rules & Pick<Card, 'resolved'>,
  guide: Guide | null,
  defaults: Defaults,
): Resolved {
  const kept = guide ? null : card.resolved
  const asked: Origin = kept ? 'kept' : 'guide'
  const first = <T>(own: T | null, guided: T | null | undefined, other: T, from: Origin): Said<T> =>
    own !== null
      ? { value: own, origin: 'card' }
      : guided != null
        ? { value: guided, origin: asked }
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

/** What of it is kept with the card, for the day its guide is lost. */
export function toKeep(resolved: Resolved): Card['resolved'] {
  const guided = <T>(said: Said<T>): T | null => (said.origin === 'card' ? null : said.value)
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

/** The card's dates as the scheduler takes them. */
export function termOf(
  card: Rules & Pick<Card, 'expires'>,
  resolved: Resolved,
  workdays: WorkCalendar,
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
    acknowledged: ofThisExpiry(card, card.acknowledged)?.on ?? null,
    snoozedUntil: ofThisExpiry(card, card.snoozed)?.until ?? null,
  }
}

/** How far this renewal has come (§5). */
export type Course = 'not-started' | 'preparing' | 'submitted'

/**
 * `renewed` is never a card's state: `done` closes the cycle into the history and the next one has not started.
 * What was carried over from the last cycle begins nothing.
 */
export function courseOf({ renewal, history }: Card): Course {
  if (!renewal) return 'not-started'
  if (renewal.submitted) return 'submitted'
  const since = history.at(-1)?.done ?? ''
  const begun = Object.values(renewal.ticks).some(({ done }) => done !== null && done > since)
  return begun || renewal.method !== null || renewal.appointment !== null ? 'preparing' : 'not-started'
}

/** A period that was checked when it was entered. */
function periodOf(text: string): Period {
  const period = parsePeriod(text)
  if (!period) throw new TypeError(`not a period: ${text}`)
  return period
}
