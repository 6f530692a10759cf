import type { Assessed } from '../../cards/assess.ts'
import { ofThisExpiry } from '../../cards/card.ts'
import type { Origin } from '../../cards/rules.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { longDate, moment } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { graphemes, printable } from '../../text/printable.ts'
import type { Fact } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'
import { amounts } from '../history/renewals.ts'
import { periodInWords } from './guide-words.ts'

/** One card with all there is to say of it. */
export interface CardPageData {
  assessed: Assessed
  /** The reader's language, for the guide's title. */
  lang: string
  /** The reminders still to come, the next one first. */
  reminders: readonly { milestone: string; day: CivilDate }[]
  /** The names of the cards it depends on. */
  links: readonly string[]
  /** The user's own date, said where it is not the card's (R3). */
  ownToday?: CivilDate
}

type LabelOf<K> = K extends `show.${infer L}` ? L : never
type Label = Exclude<LabelOf<keyof AllWords['texts']>, 'history-times'>

/** The fields of a card, each with who set it; and the labels of those that nobody did. */
export function cardFacts(
  data: CardPageData,
  words: AllWords,
  to: Surface,
): { fields: Fact[]; unset: string[] } {
  const { card, guide, resolved, standing } = data.assessed
  const paint = paintFor(to)
  const fields: Fact[] = []
  const unset: string[] = []
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, words) : date)
  const at = (instant: string): string => (to.isTTY ? moment(instant, words) : instant)
  const own = (value: string): string => displayName(value, to)
  const comma = words('words.listed')
  const set = (label: Label, ...says: (Sentence | null | undefined)[]): void => {
    const said = says.filter(isSaid)
    if (said.length > 0) fields.push({ label: words(`show.${label}`), says: said })
    else unset.push(words(`show.${label}`))
  }
  const said = (value: string, origin: Origin, source: string | null = null): Span[] => [
    { text: own(value) },
    ...(origin === 'card'
      ? []
      : [{ text: words('words.bracketed', { text: from(origin, source) }), style: paint.dim }]),
  ]
  const from = (origin: Origin, source: string | null): string => {
    const trust = origin === 'guide' && source !== null ? guide?.sources[source]?.trust : undefined
    return words(`origin.${origin}`) + (trust ? words('words.comma') + words(`trust.${trust}`) : '')
  }

  const title = guide && inLanguage(guide.title, data.lang)
  const id = { text: words('words.bracketed', { text: own(card.guide) }), style: paint.dim }
  set('guide', title === null ? own(card.guide) : [{ text: own(title) }, id])
  set('holder', card.holder && own(card.holder))
  set('number', card.number && masked(card.number))
  set('issued', card.issued && day(card.issued))
  const { readings } = card
  const places = (['card', 'visa', 'receipt'] as const).filter(place => readings?.[place])
  set(
    'readings',
    places.map(place => `${words(`show.reading.${place}`)} ${day(readings![place]!)}`).join(comma),
  )

  set('lead', said(periodInWords(resolved.lead.value, words), resolved.lead.origin, guide?.lead.source))
  set('milestones', said(resolved.milestones.value.join(', '), resolved.milestones.origin))
  const { zone, workdays, processing } = resolved
  set('zone', zone.value === null ? words('show.zone-own') : said(zone.value, zone.origin))
  set('workdays', said(workdays.value, workdays.origin))
  set(
    'processing',
    processing.value &&
      said(periodInWords(processing.value, words), processing.origin, guide?.processing.source),
  )
  const durations = Object.entries(card.durations ?? {})
  set(
    'durations',
    durations.map(([step, period]) => `${own(step)} ${periodInWords(period, words)}`).join(comma),
  )
  set('channels', card.channels === null ? words('show.channels-all') : card.channels.map(own).join(comma))
  set('lang', card.lang && own(card.lang))
  set('tags', card.tags.map(own).join(comma))
  set('links', data.links.map(own).join(comma))
  set('note', ...(card.note ?? '').split('\n').map(own))

  const { renewal } = card
  set('method', renewal?.method && own(renewal.method))
  set('appointment', renewal?.appointment && day(renewal.appointment))
  set('submitted', renewal?.submitted && day(renewal.submitted))
  set('receipt', renewal?.receipt && own(renewal.receipt))
  set('paid', own(amounts(renewal?.paid ?? [])))

  const acknowledged = ofThisExpiry(card, card.acknowledged)
  set('acknowledged', acknowledged && day(acknowledged.on))
  const silent = ofThisExpiry(card, card.snoozed)?.until ?? ''
  set('snoozed', silent > standing.today ? day(silent) : null)
  set('closed', card.closed && day(card.closed))
  set('history', card.history.length > 0 ? words('show.history-times', { count: card.history.length }) : null)
  set('created', at(card.created))
  set('changed', at(card.changed))
  set('id', card.id)
  return { fields, unset }
}

function isSaid(one: Sentence | null | undefined): one is Sentence {
  return one !== null && one !== undefined && one !== ''
}

/** The labels of what is not set, in one sentence. */
export function unsetLabels(labels: readonly string[], words: AllWords): string {
  return labels.join(words('words.listed'))
}

/** A number is a secret of its holder: only its last four characters are shown (§4). */
export function masked(number: string): string {
  const characters = graphemes(number.trim())
  // Of a short number, four characters would be all of it.
  const shown = characters.length > 4 ? characters.slice(-4) : characters.slice(characters.length)
  return `••••${printable(shown.join(''))}`
}
