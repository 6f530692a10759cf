import type { Assessed } from '../../cards/assessed.ts'
import { appointmentOf, type Card, ofThisExpiry } from '../../cards/card.ts'
import { moneyText } from '../../cards/renewal.ts'
import type { Origin } from '../../cards/rules.ts'
import { nextSentence, nextText, shortName } from '../../cards/step-text.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import type { LastReminder } from '../../reminders/next-reminder.ts'
import { daysLeft, longDate, moment, shortDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'
import { maskedNumber } from '../shared/card-answer.ts'
import { paperFaultText } from '../shared/checklist.ts'
import { languageName, milestonesInWords, milestoneText, periodInWords } from '../shared/guide-words.ts'
import { whyText } from '../shared/plan-words.ts'

/** All that a card's page shows. */
export interface CardPageData {
  assessed: Assessed
  /** The reader's language. */
  lang: string
  /** The reminders still to come, the next one first. */
  reminders: readonly { milestone: string; day: CivilDate }[]
  /** The last one that the ledger still holds. */
  lastReminder: LastReminder | null
  /** The documents it depends on, or may depend on, each in a sentence. */
  links: readonly string[]
  /** The user's own date, shown where it is not the card's (R3). */
  ownToday?: CivilDate
}

type LabelOf<K> = K extends `show.${infer L}` ? L : never
type Label = Exclude<LabelOf<keyof AllWords['texts']>, 'history-times' | `paper.${string}`>

/** More reminders than this are only counted on a terminal. */
const NAMED = 10

/**
 * Renders a card on a page: its status, the next action, its fields with who set them, and the reminders to come.
 * Fields that are not set are listed at the end; in a pipe each has an empty line.
 */
export function renderCardPage(data: CardPageData, words: AllWords, to: Surface): string {
  const { status, papers, fields, reminders, unset } = cardPageFacts(data, words, to)
  const missing: Fact[] = to.isTTY ? [] : unset.map(label => ({ label, says: [''] }))
  return renderSheet([status, papers, fields, reminders, missing], to)
}

/** Returns the facts of a card in groups, and the labels of the fields that are not set. */
export function cardPageFacts(data: CardPageData, words: AllWords, to: Surface) {
  return {
    status: statusFacts(data, words, to),
    papers: paperFacts(data, words, to),
    reminders: [...reminderFacts(data.reminders, words, to), ...lastReminderFacts(data, words, to)],
    ...cardFacts(data, words, to),
  }
}

/** The papers: which are ready, what was entered about them, and why one does not count. */
function paperFacts({ assessed, lang }: CardPageData, words: AllWords, to: Surface): Fact[] {
  const { card, papers } = assessed
  if (card.closed !== null || !papers || papers.items.length === 0) return []
  const paint = paintFor(to)
  const day = (date: CivilDate): string => (to.isTTY ? shortDate(date, words) : date)
  const says = papers.items.map(({ id, state, fault }): Sentence => {
    const tick = card.renewal?.ticks[id]
    const known = [
      ...(tick?.taken ? [words('show.paper.taken', { date: day(tick.taken) })] : []),
      ...(tick?.until ? [words('show.paper.until', { date: day(tick.until) })] : []),
      ...(typeof tick?.pages === 'number' ? [words('show.paper.pages', { pages: tick.pages })] : []),
    ]
    const facts = known.length > 0 ? words('words.bracketed', { text: known.join(words('words.comma')) }) : ''
    const why = fault && tick?.done ? words('words.comma') + paperFaultText(fault, words) : ''
    const style = state === 'ready' ? paint.good : state === 'missing' ? paint.plain : paint.dim
    return [
      { text: words(`show.paper.${state}`), style },
      { text: words('words.colon') + displayName(shortName(id, assessed, lang, words), to) },
      { text: facts + why, style: paint.dim },
    ]
  })
  return [{ label: words('show.papers'), says }]
}

function lastReminderFacts({ lastReminder }: CardPageData, words: AllWords, to: Surface): Fact[] {
  if (lastReminder === null) return []
  const { at, milestone, channels } = lastReminder
  const names = channels.map(name => (name === STDOUT ? words('show.printed') : displayName(name, to)))
  const says = [
    { text: [to.isTTY ? moment(at, words) : at, ...names].join(words('words.comma')) + words('words.colon') },
    { text: displayName(milestoneText(milestone, words), to), style: paintFor(to).dim },
  ]
  return [{ label: words('show.last-reminder'), says: [says] }]
}

function reminderFacts(reminders: CardPageData['reminders'], words: AllWords, to: Surface): Fact[] {
  if (reminders.length === 0) return []
  const paint = paintFor(to)
  const named = to.isTTY ? reminders.slice(0, NAMED) : reminders
  const says = named.map(({ milestone, day }) => [
    { text: (to.isTTY ? longDate(day, words) : day) + words('words.colon') },
    { text: milestoneText(milestone, words), style: paint.dim },
  ])
  const more = reminders.length - named.length
  const rest = more > 0 ? [[{ text: words('words.more', { count: more }), style: paint.dim }]] : []
  return [{ label: words('show.reminders'), says: [...says, ...rest] }]
}

/** The card's status: stage, last valid day, the date to keep, the window, the next action, the course of its renewal. */
function statusFacts(data: CardPageData, words: AllWords, to: Surface): Fact[] {
  const { card, standing, course, next, resolved } = data.assessed
  const { ownToday = standing.today } = data
  const paint = paintFor(to)
  const stage = card.closed === null ? standing.stage : 'closed'
  const urgent = paint.stage[stage]
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, words) : date)
  const facts: Fact[] = []
  const say = (label: Label, says: Sentence): void => {
    facts.push({ label: words(`show.${label}`), says: [says] })
  }
  say('name', [{ text: displayName(card.name, to), style: paint.bold }])
  say('stage', [
    { text: words(`stage.${stage}`), style: urgent },
    ...(stage === 'closed' || standing.daysLeft === null
      ? []
      : [{ text: words('words.comma') + daysLeft(standing.daysLeft, words) }]),
  ])
  say('expires', [
    { text: card.expires === null ? words('words.no-end') : day(card.expires), style: paint.bold },
  ])
  if (standing.actBy && (standing.actBy.why !== 'expiry' || standing.knowledge !== 'exact')) {
    const { date } = standing.actBy
    const tail = whyText(standing, standing.actBy, words)
    say('by', [{ text: day(date), style: stage === 'overdue' ? paint.plain : urgent }, { text: tail }])
  }
  if (standing.window) {
    const { opens, closes } = standing.window
    say('window', words('date.span', { from: day(opens), to: day(closes) }))
  }
  if (next) {
    const text = displayName(nextText(data.assessed, data.lang, words) ?? '', to)
    say('next', [{ text: nextSentence({ ...next, text }, standing.today, words, day), style: paint.bold }])
  }
  facts.push(...warningFacts(data, words, to))
  if (card.closed === null && standing.stage !== 'permanent') say('course', words(`course.${course}`))
  if (ownToday !== standing.today && resolved.zone.value !== null) {
    const zone = displayName(resolved.zone.value, to)
    say('today', words('status.hint.zone', { here: day(ownToday), there: day(standing.today), zone }))
  }
  return facts
}

/** The guide's warnings for an overdue card, or for a renewal under way. */
function warningFacts({ assessed, lang }: CardPageData, words: AllWords, to: Surface): Fact[] {
  const { card, guide, standing, course } = assessed
  const isOverdue = standing.stage === 'overdue'
  const when = isOverdue ? 'overdue' : course === 'not-started' ? null : 'running'
  const warnings =
    card.closed === null ? (guide?.warnings.filter(warning => warning.when === when) ?? []) : []
  if (warnings.length === 0) return []
  const style = isOverdue ? paintFor(to).bad : paintFor(to).plain
  const says = warnings.map(warning => [{ text: displayName(inLanguage(warning.text, lang), to), style }])
  return [{ label: words(isOverdue ? 'status.label.warning' : 'status.label.note'), says }]
}

/** The fields of a card, each with who set it; and the labels of those that are not set. */
function cardFacts(data: CardPageData, words: AllWords, to: Surface): { fields: Fact[]; unset: string[] } {
  const { card, guide, resolved, standing } = data.assessed
  const paint = paintFor(to)
  const fields: Fact[] = []
  const unset: string[] = []
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, words) : date)
  const at = (instant: string): string => (to.isTTY ? moment(instant, words) : instant)
  const clean = (value: string): string => displayName(value, to)
  const comma = words('words.listed')
  const set = (label: Label, ...says: (Sentence | null | undefined)[]): void => {
    const given = says.filter(isGiven)
    if (given.length > 0) fields.push({ label: words(`show.${label}`), says: given })
    else unset.push(words(`show.${label}`))
  }
  const sourced = (value: string, origin: Origin, source: string | null = null): Span[] => [
    { text: clean(value) },
    ...(origin === 'card'
      ? []
      : [{ text: words('words.bracketed', { text: from(origin, source) }), style: paint.dim }]),
  ]
  const from = (origin: Origin, source: string | null): string => {
    const trust = origin === 'guide' && source !== null ? guide?.sources[source]?.trust : undefined
    return words(`origin.${origin}`) + (trust ? words('words.comma') + words(`trust.${trust}`) : '')
  }

  const title = guide && inLanguage(guide.title, data.lang)
  const id = { text: words('words.bracketed', { text: clean(card.guide) }), style: paint.dim }
  set('guide', title === null ? clean(card.guide) : [{ text: clean(title) }, id])
  set('holder', card.holder && clean(card.holder))
  set('number', card.number && maskedNumber(card.number))
  set('issued', card.issued && day(card.issued))
  const { readings } = card
  const places = (['card', 'visa', 'receipt'] as const).filter(place => readings?.[place])
  set(
    'readings',
    places.map(place => `${words(`show.reading.${place}`)} ${day(readings![place]!)}`).join(comma),
  )

  set('lead', sourced(periodInWords(resolved.lead.value, words), resolved.lead.origin, guide?.lead.source))
  set('milestones', sourced(milestonesInWords(resolved.milestones.value, words), resolved.milestones.origin))
  const { zone, workdays, processing } = resolved
  set('zone', zone.value === null ? words('show.zone-own') : sourced(zone.value, zone.origin))
  set('workdays', sourced(calendarName(workdays.value, words), workdays.origin))
  set(
    'processing',
    processing.value &&
      sourced(periodInWords(processing.value, words), processing.origin, guide?.processing.source),
  )
  const durations = Object.entries(card.durations ?? {})
  set(
    'durations',
    durations
      .map(
        ([step, period]) =>
          `${clean(shortName(step, data.assessed, data.lang, words))} ${periodInWords(period, words)}`,
      )
      .join(comma),
  )
  set('channels', card.channels === null ? words('show.channels-all') : card.channels.map(clean).join(comma))
  set('lang', card.lang && clean(languageName(card.lang, data.lang)))
  set('tags', card.tags.map(clean).join(comma))
  set('links', ...data.links.map(clean))
  set('note', ...(card.note ?? '').split('\n').map(clean))

  const { renewal } = card
  const method = guide?.methods.find(({ id }) => id === renewal?.method)
  set('method', method ? clean(inLanguage(method.text, data.lang)) : renewal?.method && clean(renewal.method))
  set('appointment', appointmentLine(card, day, words, to))
  set('submitted', renewal?.submitted && day(renewal.submitted))
  set('receipt', renewal?.receipt && clean(renewal.receipt))
  set('paid', clean(moneyText(renewal?.paid ?? [])))

  const acknowledged = ofThisExpiry(card, card.acknowledged)
  set('acknowledged', acknowledged && day(acknowledged.on))
  const snoozedUntil = ofThisExpiry(card, card.snoozed)?.until ?? ''
  set('snoozed', snoozedUntil > standing.today ? day(snoozedUntil) : null)
  set('closed', card.closed && day(card.closed))
  set('history', card.history.length > 0 ? words('show.history-times', { count: card.history.length }) : null)
  set('created', at(card.created))
  set('changed', at(card.changed))
  set('id', card.id)
  return { fields, unset }
}

function appointmentLine(
  card: Card,
  day: (date: CivilDate) => string,
  words: AllWords,
  to: Surface,
): string | null {
  const appointment = appointmentOf(card)
  if (appointment === null) return null
  const { date, time, place } = appointment
  const parts = [day(date), time, place === null ? null : displayName(place, to)]
  return parts.filter(part => part !== null).join(words('words.comma'))
}

/** Returns the name of a working-day calendar; its id when a newer version wrote it. */
function calendarName(id: string, words: AllWords): string {
  const texts: Readonly<Record<string, string>> = words.texts
  return texts[`workdays.${id}`] ?? id
}

function isGiven(one: Sentence | null | undefined): one is Sentence {
  return one !== null && one !== undefined && one !== ''
}
