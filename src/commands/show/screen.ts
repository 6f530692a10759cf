import type { Assessed } from '../../cards/assessed.ts'
import { ofThisExpiry } from '../../cards/card.ts'
import type { Origin } from '../../cards/rules.ts'
import { nextSentence, nextText, shortName, warningsOf } from '../../cards/step-text.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { LastReminder } from '../../reminders/next-reminder.ts'
import { dateTime, longDate, shortDate, timeLeft } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'
import { paperFaultText } from '../shared/checklist.ts'
import {
  type CardWorld,
  calendarName,
  clean,
  fieldInWords,
  listed,
  renewalInWords,
  type ShownField,
  textIn,
} from '../shared/field-words.ts'
import { guideByDefault, milestonesInWords, milestoneText, periodInWords } from '../shared/guide-words.ts'
import { whyText } from '../shared/plan-words.ts'

/** All that a card's page shows. */
export interface CardPageData {
  assessed: Assessed
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
type Label = Exclude<LabelOf<keyof CommandWords['texts']>, 'history-times' | `paper.${string}`>

/** More reminders than this are only counted on a terminal. */
const NAMED = 10

/**
 * Renders a card on a page: its status, the next action, its fields with who set them, and the reminders to come.
 * Fields that are not set are listed at the end; in a pipe each has an empty line.
 */
export function renderCardPage(data: CardPageData, words: CommandWords, to: Surface): string {
  const { status, papers, fields, reminders, unset } = cardPageFacts(data, words, to)
  const missing: Fact[] = to.isTTY ? [] : unset.map(label => ({ label, says: [''] }))
  return renderSheet([status, papers, fields, reminders, missing], to)
}

/** Returns the facts of a card in groups, and the labels of the fields that are not set. */
export function cardPageFacts(data: CardPageData, words: CommandWords, to: Surface) {
  return {
    status: statusFacts(data, words, to),
    papers: paperFacts(data, words, to),
    reminders: [...reminderFacts(data.reminders, words, to), ...lastReminderFacts(data, words, to)],
    ...cardFacts(data, words, to),
  }
}

/** The papers: which are ready, what was entered about them, and why one does not count. */
function paperFacts({ assessed, lang }: CardPageData, words: CommandWords, to: Surface): Fact[] {
  const { card, papers } = assessed
  if (card.closed !== null || !papers || papers.items.length === 0) return []
  const paint = paintFor(to)
  const day = (date: CivilDate): string => (to.isTTY ? shortDate(date, words) : date)
  // The office has what was on the list then.
  const isWith = (id: string) => card.renewal?.submitted && !card.renewal.ticks[id]?.own
  const shown = papers.items.filter(({ id, state }) => state === 'ready' || !isWith(id))
  if (shown.length === 0) return []
  const says = shown.map(({ id, state, fault, card: linked }): Sentence => {
    const tick = card.renewal?.ticks[id]
    const known = [
      ...(tick?.taken ? [words('show.paper.taken', { date: day(tick.taken) })] : []),
      ...(tick?.until ? [words('show.paper.until', { date: day(tick.until) })] : []),
      ...(typeof tick?.pages === 'number' ? [words('show.paper.pages', { pages: tick.pages })] : []),
      ...(fault && (tick?.done || linked) ? [paperFaultText(fault, words, day)] : []),
    ]
    const facts =
      known.length > 0 ? words('words.bracketed', { text: known.join(words('words.semicolon')) }) : ''
    const style = state === 'ready' ? paint.good : state === 'missing' ? paint.plain : paint.dim
    return [
      { text: words(`show.paper.${state}`), style },
      { text: words('words.colon') + displayName(shortName(id, assessed, lang, words), to) },
      { text: facts, style: paint.dim },
    ]
  })
  return [{ label: words('show.papers'), says }]
}

function lastReminderFacts({ lastReminder }: CardPageData, words: CommandWords, to: Surface): Fact[] {
  if (lastReminder === null) return []
  const { at, milestone, channels } = lastReminder
  const names = channels.map(name => (name === STDOUT ? words('show.printed') : displayName(name, to)))
  const says = [
    {
      text: [to.isTTY ? dateTime(at, words) : at, ...names].join(words('words.comma')) + words('words.colon'),
    },
    { text: displayName(milestoneText(milestone, words), to), style: paintFor(to).dim },
  ]
  return [{ label: words('show.last-reminder'), says: [says] }]
}

function reminderFacts(reminders: CardPageData['reminders'], words: CommandWords, to: Surface): Fact[] {
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

/** The card's status: stage, last valid day, day to act by, window, next action, course of its renewal. */
function statusFacts(data: CardPageData, words: CommandWords, to: Surface): Fact[] {
  const { card, status, course, next, resolved } = data.assessed
  const { ownToday = status.today } = data
  const paint = paintFor(to)
  const stage = card.closed === null ? status.stage : 'closed'
  const urgent = paint.stage[stage]
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, words) : date)
  const facts: Fact[] = []
  const say = (label: Label, says: Sentence): void => {
    facts.push({ label: words(`show.${label}`), says: [says] })
  }
  say('name', [{ text: displayName(card.name, to), style: paint.bold }])
  const [word, left] = stageAndTime(data.assessed, words)
  say('stage', [{ text: word, style: urgent }, { text: left === '' ? '' : words('words.comma') + left }])
  say('expires', [
    { text: card.expires === null ? words('words.no-end') : day(card.expires), style: paint.bold },
  ])
  // Until its window opens, a day that is the last valid one is said already.
  const isNear = stage === 'prepare' || stage === 'last-day'
  if (status.actBy && (status.actBy.why !== 'expiry' || (isNear && status.knowledge !== 'exact'))) {
    const { date } = status.actBy
    const tail = whyText(status, status.actBy, words)
    say('by', [{ text: day(date), style: stage === 'overdue' ? paint.plain : urgent }, { text: tail }])
  }
  if (status.window) {
    const { opens, closes } = status.window
    say('window', words('date.span', { from: day(opens), to: day(closes) }))
  }
  if (next) {
    const text = displayName(nextText(data.assessed, data.lang, words) ?? '', to)
    say('next', [{ text: nextSentence({ ...next, text }, status.today, words, day), style: paint.bold }])
  }
  facts.push(...warningFacts(data, words, to))
  if (card.closed === null && status.stage !== 'permanent') say('course', words(`course.${course}`))
  if (ownToday !== status.today && resolved.zone.value !== null) {
    const zone = displayName(resolved.zone.value, to)
    say('today', words('status.hint.zone', { here: day(ownToday), there: day(status.today), zone }))
  }
  return facts
}

/** Returns the stage and the time left; in some languages one contains the other, and is left out. */
function stageAndTime({ card, status }: Assessed, words: CommandWords): [string, string] {
  const word = words(`stage.${card.closed === null ? status.stage : 'closed'}`)
  const left = card.closed !== null || status.daysLeft === null ? '' : timeLeft(status.daysLeft, words)
  if (left.startsWith(word)) return [left, '']
  return [word, word.startsWith(left) ? '' : left]
}

function warningFacts({ assessed, lang }: CardPageData, words: CommandWords, to: Surface): Fact[] {
  const warnings = warningsOf(assessed, lang)
  if (warnings.length === 0) return []
  const isOverdue = assessed.status.stage === 'overdue'
  const style = isOverdue ? paintFor(to).bad : paintFor(to).plain
  const says = warnings.map(text => [{ text: displayName(text, to), style }])
  return [{ label: words(isOverdue ? 'status.label.warning' : 'status.label.note'), says }]
}

/** Collects the fields that are set, and the labels of the others. */
class Fields {
  readonly fields: Fact[] = []
  readonly unset: string[] = []

  constructor(private readonly words: CommandWords) {}

  set(label: Label, ...says: (Sentence | null | undefined)[]): void {
    const given = says.filter(isGiven)
    if (given.length > 0) this.fields.push({ label: this.words(`show.${label}`), says: given })
    else this.unset.push(this.words(`show.${label}`))
  }
}

/** The fields of a card, each with who set it; and the labels of those that are not set. */
function cardFacts(data: CardPageData, words: CommandWords, to: Surface): Fields {
  const { card, guide, status } = data.assessed
  const world = { card, guide, lang: data.lang, words, to }
  const facts = new Fields(words)
  const own = (...fields: (ShownField & Label)[]): void => {
    for (const field of fields) facts.set(field, fieldInWords(field, world))
  }
  facts.set('guide', ...guideSays(world))
  own('holder', 'number', 'issued', 'readings')
  setRules(facts, data.assessed, words, to)
  const stepOf = (step: string) => clean(shortName(step, data.assessed, data.lang, words), world)
  const durations = Object.entries(card.durations ?? {})
  facts.set(
    'durations',
    listed(durations, ([step, period]) => `${stepOf(step)} ${periodInWords(period, words)}`, world),
  )
  own('channels', 'lang', 'tags')
  facts.set('links', ...data.links.map(link => clean(link, world)))
  facts.set('note', ...(card.note ?? '').split('\n').map(line => clean(line, world)))
  setRenewal(facts, world)
  const isSeen = ofThisExpiry(card, card.acknowledged) !== null
  facts.set('acknowledged', isSeen ? fieldInWords('acknowledged', world) : null)
  const isSilent = (ofThisExpiry(card, card.snoozed)?.until ?? '') > status.today
  facts.set('snoozed', isSilent ? fieldInWords('snoozed', world) : null)
  own('closed')
  const { length: count } = card.history
  facts.set('history', count > 0 ? words('show.history-times', { count }) : null)
  for (const field of ['created', 'changed'] as const)
    facts.set(field, to.isTTY ? dateTime(card[field], words) : card[field])
  facts.set('id', card.id)
  return facts
}

/** Says which guide the card has, and how to change one that nobody chose. */
function guideSays(world: CardWorld): Sentence[] {
  const { card, guide, words, to } = world
  const paint = paintFor(to)
  const id = clean(card.guide, world)
  const title = textIn(guide?.title, world)
  const byDefault = guideByDefault(card, words).map(([text, command]): Span[] => [
    { text: text + words('words.colon'), style: paint.warn },
    { text: command, style: paint.command, whole: true },
  ])
  const named = title && [{ text: title }, { text: words('words.bracketed', { text: id }), style: paint.dim }]
  return [named ?? id, ...byDefault]
}

function setRenewal(facts: Fields, world: CardWorld): void {
  facts.set('method', renewalInWords('method', world))
  const booked = (['appointment', 'appointmentTime', 'place'] as const).map(part =>
    renewalInWords(part, world),
  )
  facts.set('appointment', booked.filter(part => part !== null).join(world.words('words.comma')))
  for (const part of ['submitted', 'receipt', 'paid'] as const) facts.set(part, renewalInWords(part, world))
}

function setRules(facts: Fields, { guide, resolved }: Assessed, words: CommandWords, to: Surface): void {
  const from = (origin: Origin, source: string | null): string => {
    const trust = origin === 'guide' && source !== null ? guide?.sources[source]?.trust : undefined
    return words(`origin.${origin}`) + (trust ? words('words.comma') + words(`trust.${trust}`) : '')
  }
  const sourced = (value: string, origin: Origin, source: string | null = null): Span[] => {
    const text = { text: displayName(value, to) }
    if (origin === 'card') return [text]
    return [text, { text: words('words.bracketed', { text: from(origin, source) }), style: paintFor(to).dim }]
  }
  const { lead, milestones, zone, workdays, processing } = resolved
  facts.set('lead', sourced(periodInWords(lead.value, words), lead.origin, guide?.lead.source))
  facts.set('milestones', sourced(milestonesInWords(milestones.value, words), milestones.origin))
  facts.set('zone', zone.value === null ? words('show.zone-own') : sourced(zone.value, zone.origin))
  facts.set('workdays', sourced(calendarName(workdays.value, words), workdays.origin))
  const time = processing.value && periodInWords(processing.value, words)
  facts.set('processing', time && sourced(time, processing.origin, guide?.processing.source))
}

function isGiven(one: Sentence | null | undefined): one is Sentence {
  return one !== null && one !== undefined && one !== ''
}
