import type { Assessed } from '../../cards/assessed.ts'
import { ofThisExpiry } from '../../cards/card.ts'
import type { Origin } from '../../cards/rules.ts'
import { nextSentence, nextText, shortName, warningsOf } from '../../cards/step-text.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { LastReminder } from '../../reminders/next-reminder.ts'
import type { Stage } from '../../schedule/status.ts'
import { dateTime, shortDate, timeLeft } from '../../text/dates.ts'
import { type Paint, paintFor } from '../../text/paint.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import type { Sentence, Span } from '../../text/wrap.ts'
import { paperFaultText } from '../shared/checklist.ts'
import {
  type CardWorld,
  calendarName,
  clean,
  day,
  fieldInWords,
  type RenewalPart,
  renewalInWords,
  type ShownField,
  textIn,
} from '../shared/field-words.ts'
import { guideByDefault, milestonesInWords, milestoneText, periodInWords } from '../shared/guide-words.ts'
import { whyText } from '../shared/plan-words.ts'

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

interface Page extends CardPageData, CardWorld {
  stage: Stage | 'closed'
  paint: Paint
}

const NAMED = 10

/**
 * Renders a card on a page: its status, the next action, its fields with who set them, and the reminders to come.
 * Fields that are not set are listed at the end; in a pipe each has an empty line.
 */
export function renderCardPage(data: CardPageData, words: CommandWords, to: Surface): string {
  const { status, papers, fields, reminders, unset } = cardPageFacts(data, words, to)
  const missing = to.isTTY ? [] : unset.map(({ label }) => ({ label, says: [''] }))
  return renderSheet([status, papers, fields, reminders, missing], to)
}

/** Returns the facts of a card in groups; `unset`: the fields that are not set. */
export function cardPageFacts(data: CardPageData, words: CommandWords, to: Surface) {
  const { card, guide, status } = data.assessed
  const stage = card.closed === null ? status.stage : 'closed'
  const page: Page = { ...data, card, guide, stage, words, to, paint: paintFor(to) }
  const isGiven = ({ says }: Fact): boolean => says.length > 0
  const fields = fieldFacts(page)
  return {
    status: statusFacts(page).filter(isGiven),
    papers: [fact(page, 'papers', ...paperSays(page))].filter(isGiven),
    reminders: [
      fact(page, 'reminders', ...reminderSays(page)),
      fact(page, 'last-reminder', lastReminderSays(page)),
    ].filter(isGiven),
    fields: fields.filter(isGiven),
    unset: fields.filter(one => !isGiven(one)),
  }
}

type Said = Sentence | null | undefined

function fact({ words }: Page, label: Label, ...says: Said[]): Fact {
  return { label: words(`show.${label}`), says: says.filter(one => one != null && one !== '') as Sentence[] }
}

function paperSays(page: Page): Sentence[] {
  const { assessed, card, lang, words, to, paint } = page
  const day = (date: CivilDate): string => (to.isTTY ? shortDate(date, words) : date)
  // The office has what was on the list then.
  const isWith = (id: string) => card.renewal?.submitted && !card.renewal.ticks[id]?.own
  const items = card.closed === null ? (assessed.papers?.items ?? []) : []
  const shown = items.filter(({ id, state }) => state === 'ready' || !isWith(id))
  return shown.map(({ id, state, fault, card: linked }) => {
    const tick = card.renewal?.ticks[id]
    const known = [
      ...(tick?.taken ? [words('show.paper.taken', { date: day(tick.taken) })] : []),
      ...(tick?.until ? [words('show.paper.until', { date: day(tick.until) })] : []),
      ...(typeof tick?.pages === 'number' ? [words('show.paper.pages', { pages: tick.pages })] : []),
      ...(fault && (tick?.done || linked) ? [paperFaultText(fault, words, day)] : []),
    ]
    const text = known.join(words('words.semicolon'))
    const style = state === 'ready' ? paint.good : state === 'missing' ? paint.plain : paint.dim
    return [
      { text: words(`show.paper.${state}`), style },
      { text: words('words.colon') + clean(shortName(id, assessed, lang, words), page) },
      { text: text === '' ? '' : words('words.bracketed', { text }), style: paint.dim },
    ]
  })
}

function lastReminderSays(page: Page): Said {
  const { lastReminder, words, to, paint } = page
  if (lastReminder === null) return null
  const { at, milestone, channels } = lastReminder
  const names = channels.map(name => (name === STDOUT ? words('show.printed') : clean(name, page)))
  const sent = [to.isTTY ? dateTime(at, words) : at, ...names].join(words('words.comma'))
  const what = clean(milestoneText(milestone, words), page)
  return [{ text: sent + words('words.colon') }, { text: what, style: paint.dim }]
}

function reminderSays(page: Page): Sentence[] {
  const { reminders, words, to, paint } = page
  const named = to.isTTY ? reminders.slice(0, NAMED) : reminders
  const says = named.map(reminder => [
    { text: day(reminder.day, page) + words('words.colon') },
    { text: milestoneText(reminder.milestone, words), style: paint.dim },
  ])
  const count = reminders.length - named.length
  return count > 0 ? [...says, [{ text: words('words.more', { count }), style: paint.dim }]] : says
}

function statusFacts(page: Page): Fact[] {
  const { assessed, card, stage, words, paint } = page
  const { status, resolved } = assessed
  const { window, today } = status
  const { ownToday = today } = page
  const [word, left] = stageAndTime(page)
  const isOverdue = stage === 'overdue'
  const warnings = warningsOf(assessed, page.lang).map(text => clean(text, page))
  const course = stage === 'closed' || stage === 'permanent' ? null : words(`course.${assessed.course}`)
  const zone = ownToday === today ? null : resolved.zone.value
  const days = { here: day(ownToday, page), there: day(today, page) }
  return [
    fact(page, 'name', [{ text: clean(card.name, page), style: paint.bold }]),
    fact(page, 'stage', [
      { text: word, style: paint.stage[stage] },
      { text: left && words('words.comma') + left },
    ]),
    fact(page, 'expires', [{ text: fieldInWords('expires', page)!, style: paint.bold }]),
    fact(page, 'by', actBySays(page)),
    fact(
      page,
      'window',
      window && words('date.span', { from: day(window.opens, page), to: day(window.closes, page) }),
    ),
    fact(page, 'next', nextSays(page)),
    {
      label: words(isOverdue ? 'status.label.warning' : 'status.label.note'),
      says: warnings.map(text => [{ text, style: isOverdue ? paint.bad : paint.plain }]),
    },
    fact(page, 'course', course),
    fact(page, 'today', zone && words('status.hint.zone', { ...days, zone: clean(zone, page) })),
  ]
}

/** The day to act by; until its window opens, one that is the last valid day is said already. */
function actBySays(page: Page): Said {
  const { assessed, stage, words, paint } = page
  const { actBy, knowledge } = assessed.status
  const isNear = stage === 'prepare' || stage === 'last-day'
  if (!actBy || (actBy.why === 'expiry' && (!isNear || knowledge === 'exact'))) return null
  const style = stage === 'overdue' ? paint.plain : paint.stage[stage]
  return [{ text: day(actBy.date, page), style }, { text: whyText(assessed.status, actBy, words) }]
}

function nextSays(page: Page): Said {
  const { assessed, lang, words, paint } = page
  const { next, status } = assessed
  if (!next) return null
  const text = clean(nextText(assessed, lang, words) ?? '', page)
  const sentence = nextSentence({ ...next, text }, status.today, words, date => day(date, page))
  return [{ text: sentence, style: paint.bold }]
}

/** Returns the stage and the time left; in some languages one contains the other, and is left out. */
function stageAndTime({ stage, assessed, words }: Page): [string, string] {
  const { daysLeft } = assessed.status
  const word = words(`stage.${stage}`)
  const left = stage === 'closed' || daysLeft === null ? '' : timeLeft(daysLeft, words)
  if (left.startsWith(word)) return [left, '']
  return [word, word.startsWith(left) ? '' : left]
}

/** The fields of a card, each with who set it; one that is not set says nothing. */
function fieldFacts(page: Page): Fact[] {
  const { assessed, card, lang, words, to } = page
  const own = (field: ShownField & Label) => fact(page, field, fieldInWords(field, page))
  const renewal = (part: RenewalPart & Label) => fact(page, part, renewalInWords(part, page))
  const stepOf = (step: string) => clean(shortName(step, assessed, lang, words), page)
  const durations = Object.entries(card.durations ?? {}).map(
    ([step, period]) => `${stepOf(step)} ${periodInWords(period, words)}`,
  )
  const booked = (['appointment', 'appointmentTime', 'place'] as const).flatMap(
    part => renewalInWords(part, page) ?? [],
  )
  const isSeen = ofThisExpiry(card, card.acknowledged) !== null
  const isSilent = (ofThisExpiry(card, card.snoozed)?.until ?? '') > assessed.status.today
  const { length: count } = card.history
  const moment = (at: string) => (to.isTTY ? dateTime(at, words) : at)
  return [
    fact(page, 'guide', ...guideSays(page)),
    ...(['holder', 'number', 'issued', 'readings'] as const).map(own),
    ...ruleFacts(page),
    fact(page, 'durations', durations.join(words('words.listed'))),
    ...(['channels', 'lang', 'tags'] as const).map(own),
    fact(page, 'links', ...page.links.map(link => clean(link, page))),
    fact(page, 'note', ...(card.note ?? '').split('\n').map(line => clean(line, page))),
    renewal('method'),
    fact(page, 'appointment', booked.join(words('words.comma'))),
    ...(['submitted', 'receipt', 'paid'] as const).map(renewal),
    isSeen ? own('acknowledged') : fact(page, 'acknowledged'),
    isSilent ? own('snoozed') : fact(page, 'snoozed'),
    own('closed'),
    fact(page, 'history', count > 0 ? words('show.history-times', { count }) : null),
    fact(page, 'created', moment(card.created)),
    fact(page, 'changed', moment(card.changed)),
    fact(page, 'id', card.id),
  ]
}

function guideSays(page: Page): Sentence[] {
  const { card, guide, words, paint } = page
  const id = clean(card.guide, page)
  const title = textIn(guide?.title, page)
  const byDefault = guideByDefault(card, words).map(([text, command]): Span[] => [
    { text: text + words('words.colon'), style: paint.warn },
    { text: command, style: paint.command, whole: true },
  ])
  const named = title && [{ text: title }, { text: words('words.bracketed', { text: id }), style: paint.dim }]
  return [named ?? id, ...byDefault]
}

function ruleFacts(page: Page): Fact[] {
  const { assessed, guide, words, paint } = page
  const { lead, milestones, zone, workdays, processing } = assessed.resolved
  const sourced = (value: string | null, origin: Origin, source?: string | null): Said => {
    if (value === null) return null
    const text = { text: clean(value, page) }
    if (origin === 'card') return [text]
    const trust = origin === 'guide' && source ? guide?.sources[source]?.trust : undefined
    const from = words(`origin.${origin}`) + (trust ? words('words.comma') + words(`trust.${trust}`) : '')
    return [text, { text: words('words.bracketed', { text: from }), style: paint.dim }]
  }
  const period = (value: string | null) => value && periodInWords(value, words)
  const zoneSays = zone.value === null ? words('show.zone-own') : sourced(zone.value, zone.origin)
  return [
    fact(page, 'lead', sourced(period(lead.value), lead.origin, guide?.lead.source)),
    fact(page, 'milestones', sourced(milestonesInWords(milestones.value, words), milestones.origin)),
    fact(page, 'zone', zoneSays),
    fact(page, 'workdays', sourced(calendarName(workdays.value, words), workdays.origin)),
    fact(page, 'processing', sourced(period(processing.value), processing.origin, guide?.processing.source)),
  ]
}
