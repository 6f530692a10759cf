import { type Guide, inLanguage, type Source } from '../guides/guide.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { parsePeriod } from '../schedule/period.ts'
import { longDate } from './dates.ts'
import { type Paint, paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { type Fact, renderSheet } from './sheet.ts'
import { renderTable } from './table.ts'
import { foreign } from './width.ts'
import type { Sentence, Span } from './wrap.ts'

/** A guide to be read, in the reader's language where it has it. */
export interface GuideData {
  guide: Guide
  own: boolean
  lang: string
}

/** A guide, page by page: what it knows with how far each fact can be trusted, and where it all comes from. */
export function renderGuide({ guide, own, lang }: GuideData, text: Messages, to: Surface): string {
  const paint = paintFor(to)
  const page = new Page(guide, lang, text, to)
  const head: Fact[] = [
    {
      label: text['guide.title'],
      says: [
        [
          { text: foreign(inLanguage(guide.title, lang), to), style: paint.bold },
          { text: text['words.bracketed']({ text: printable(guide.id) }) },
        ],
        [{ text: own ? text['guide.own'] : text['guide.built-in'], style: paint.dim }],
      ],
    },
  ]
  return renderSheet([head, page.facts(), page.warnings(), page.sources()], to)
}

/** All guides, one a line. `fault`: why the user's own file of this id could not be taken. */
export function renderGuideList(
  rows: readonly { id: string; title: string | null; own: boolean; fault: string | null }[],
  text: Messages,
  to: Surface,
): string {
  const paint = paintFor(to)
  const columns = [
    { head: text['guide.head.id'] },
    { head: text['guide.head.title'], least: 12 },
    { head: text['guide.head.from'], least: 8 },
  ]
  const cells = rows.map(({ id, title, own, fault }) => [
    { text: id, style: paint.bold },
    title ?? '',
    fault === null
      ? { text: own ? text['guide.own'] : text['guide.built-in'], style: paint.dim }
      : { text: text['guide.fault']({ fault }), style: paint.bad },
  ])
  return renderTable(columns, cells, to)
}

/** A period from a guide or card, in words; as it stands where it is none. */
export function periodInWords(period: string, text: Messages): string {
  const parts = parsePeriod(period)
  return parts ? text['period.long'](parts) : printable(period)
}

class Page {
  private readonly paint: Paint

  constructor(
    private readonly guide: Guide,
    private readonly lang: string,
    private readonly text: Messages,
    private readonly to: Surface,
  ) {
    this.paint = paintFor(to)
  }

  facts(): Fact[] {
    const { guide, text } = this
    const { validity, lead, processing, filing, readFrom } = guide
    const period = (value: string): string => periodInWords(value, text)
    const from = filing.value && { from: period(filing.value.from), to: period(filing.value.to) }
    const places = readFrom.value?.map(place => text[`show.reading.${place}`]).join(text['words.listed'])
    return [
      this.#fact('validity', validity.value && period(validity.value), validity.source),
      this.#fact('lead', lead.value && period(lead.value), lead.source),
      this.#fact('processing', processing.value && period(processing.value), processing.source),
      this.#fact('filing', from && text['guide.filing-period'](from), filing.source),
      this.#fact('read-from', places ?? null, readFrom.source),
      { label: text['guide.zone'], says: [guide.zone ?? text['guide.zone-own']] },
      { label: text['guide.workdays'], says: [guide.workdays ?? text['words.unknown']] },
      ...(guide.milestones.length > 0
        ? [{ label: text['guide.milestones'], says: [guide.milestones.join(', ')] }]
        : []),
    ]
  }

  warnings(): Fact[] {
    const says = this.guide.warnings.map(warning => [
      { text: foreign(inLanguage(warning.text, this.lang), this.to) },
      ...this.#trust(warning.source),
    ])
    return says.length > 0 ? [{ label: this.text['guide.warnings'], says }] : []
  }

  sources(): Fact[] {
    const says = Object.values(this.guide.sources).flatMap(source => this.#source(source))
    return says.length > 0 ? [{ label: this.text['guide.sources'], says }] : []
  }

  #fact(
    label: 'validity' | 'lead' | 'processing' | 'filing' | 'read-from',
    value: string | null,
    source: string | null,
  ): Fact {
    const { text, paint } = this
    const says: Sentence =
      value === null
        ? [{ text: text['words.unknown'], style: paint.dim }]
        : [{ text: value }, ...this.#trust(source)]
    return { label: text[`guide.${label}`], says: [says] }
  }

  /** How far the source of a fact is to be trusted, in words. */
  #trust(key: string | null): Span[] {
    const source = key === null ? undefined : this.guide.sources[key]
    if (!source) return []
    const style = source.trust === 'official' || source.trust === 'own' ? this.paint.good : this.paint.warn
    return [
      { text: ' · ', style: this.paint.dim },
      { text: this.text[`trust.${source.trust}`], style },
    ]
  }

  #source(source: Source): Sentence[] {
    const { text, lang, paint, to } = this
    const checked =
      source.checked === null
        ? text['guide.source.never-checked']
        : text['guide.source.checked']({ date: longDate(source.checked, text) })
    return [
      [{ text: foreign(inLanguage(source.title, lang), to), style: paint.bold }],
      [
        { text: text[`trust.${source.trust}`] },
        ...(source.dated
          ? [{ text: text['words.comma'] + text['guide.source.dated']({ date: source.dated }) }]
          : []),
        { text: text['words.comma'] + checked },
      ],
      ...(source.note ? [foreign(inLanguage(source.note, lang), to)] : []),
      ...(source.url ? [[{ text: printable(source.url), style: paint.command }]] : []),
    ]
  }
}
