import { failureText } from '../explain.ts'
import type { Failure } from '../failure.ts'
import { type Guide, inLanguage } from '../guides/guide.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { GuideWords } from './guide-words.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { type Fact, renderSheet } from './sheet.ts'
import { renderTable } from './table.ts'
import { plainSentence, type Sentence } from './wrap.ts'

/** A guide to be read, in the reader's language where it has it. */
export interface GuideData {
  guide: Guide
  own: boolean
  lang: string
}

/** A guide as a leaflet: when, what to bring, the ways compared, what to watch, and how sure each fact is. */
export function renderGuide({ guide, own, lang }: GuideData, text: Messages, to: Surface): string {
  const paint = paintFor(to)
  const words = new GuideWords(guide, lang, text, to)
  const head: Fact[] = [
    {
      label: text['guide.title'],
      says: [
        [
          { text: words.of(guide.title), style: paint.bold },
          { text: text['words.bracketed']({ text: printable(guide.id) }) },
        ],
        [{ text: own ? text['guide.own'] : text['guide.built-in'], style: paint.dim }],
      ],
    },
  ]
  const parts = [
    renderSheet([head, whenFacts(words), papers(words)], to),
    compared(words),
    renderSheet([ways(words), fees(words), warnings(words), sources(words)], to),
  ]
  return parts.filter(part => part !== '').join(to.isTTY ? '\n' : '')
}

/** All guides, one a line. `fault`: why the user's own file of this id could not be taken. */
export function renderGuideList(
  rows: readonly { id: string; title: string | null; own: boolean; fault: Failure | null }[],
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
      : { text: text['guide.fault']({ fault: failureText(fault, text) }), style: paint.bad },
  ])
  return renderTable(columns, cells, to)
}

/** What the guide knows of dates and periods. */
function whenFacts(words: GuideWords): Fact[] {
  const { guide, text } = words
  const { validity, lead, processing, filing, readFrom } = guide
  const from = filing.value && {
    from: words.period(filing.value.from),
    to: words.period(filing.value.to),
  }
  const places = readFrom.value?.map(place => text[`show.reading.${place}`]).join(text['words.comma'])
  const fact = (label: string, value: string | null | undefined, source: string | null): Fact => ({
    label,
    says: [words.fact(value ?? null, source)],
  })
  return [
    fact(text['guide.validity'], validity.value && words.period(validity.value), validity.source),
    fact(text['guide.lead'], lead.value && words.period(lead.value), lead.source),
    fact(text['guide.processing'], processing.value && words.period(processing.value), processing.source),
    fact(text['guide.filing'], from && text['guide.filing-period'](from), filing.source),
    fact(text['guide.read-from'], places, readFrom.source),
    { label: text['guide.zone'], says: [guide.zone ?? text['guide.zone-own']] },
    { label: text['guide.workdays'], says: [guide.workdays ?? text['words.unknown']] },
    ...(guide.milestones.length > 0
      ? [{ label: text['guide.milestones'], says: [guide.milestones.join(', ')] }]
      : []),
  ]
}

/** What to bring, each paper with what is asked of it. */
function papers(words: GuideWords): Fact[] {
  const { guide, text } = words
  const says: Sentence[] = guide.materials.map(material => {
    const asked = words.asked(material).join(text['words.semicolon'])
    return [
      { text: `· ${words.of(material.text)}` },
      ...(asked === '' ? [] : [{ text: text['words.bracketed']({ text: asked }), style: words.paint.dim }]),
      ...words.trust(material.source),
    ]
  })
  const { maxAge } = guide
  if (maxAge.value) {
    const line = text['guide.bring.all-max-age']({ period: words.period(maxAge.value) })
    says.push([{ text: line }, ...words.trust(maxAge.source)])
  }
  if (says.length === 0) return [{ label: text['guide.bring'], says: [words.fact(null, null)] }]
  if (!guide.materialsComplete) says.push([{ text: text['guide.bring.incomplete'], style: words.paint.warn }])
  return [{ label: text['guide.bring'], says }]
}

/** The ways side by side; nothing where there are not two. */
function compared(words: GuideWords): string {
  const { guide, text, to } = words
  if (guide.methods.length < 2) return ''
  const columns = [
    { head: text['guide.way.head'], least: 10 },
    { head: text['guide.way.steps'] },
    { head: text['guide.way.office'] },
    { head: text['guide.way.fee'], least: 10 },
    { head: text['guide.way.faster'], least: 10 },
  ]
  const rows = guide.methods.map(method => [
    { text: inLanguage(method.text, words.lang), style: words.paint.bold },
    String(method.steps.length),
    text[method.steps.some(({ kind }) => kind === 'office') ? 'guide.way.goes' : 'guide.way.stays'],
    words.fee(method.fee.value) ?? text['words.unknown'],
    words.faster(method) ?? text['words.unknown'],
  ])
  return renderTable(columns, rows, to)
}

/** Every way with its steps in their order. */
function ways(words: GuideWords): Fact[] {
  return words.guide.methods.map(({ text, steps, warnings }) => ({
    label: words.of(text),
    says: [
      ...steps.map(
        (step, at): Sentence => [
          { text: `${at + 1}. ${words.of(step.text)}` },
          ...(step.duration === null ? [] : [{ text: takes(words, step.duration), style: words.paint.dim }]),
        ],
      ),
      ...warnings.map(
        (warning): Sentence => [
          { text: words.of(warning.text), style: words.paint.warn },
          ...words.trust(warning.source),
        ],
      ),
    ],
  }))
}

function takes(words: GuideWords, duration: string): string {
  return words.text['words.bracketed']({
    text: words.text['guide.bring.takes']({ period: words.period(duration) }),
  })
}

/** What it costs, once where all ways cost the same. */
function fees(words: GuideWords): Fact[] {
  const { guide, text } = words
  const said = new Map<string, Sentence[]>()
  for (const method of guide.methods) {
    const { fee } = method
    const amount = words.fee(fee.value)
    const faster = words.faster(method)
    const lines: Sentence[] = [words.fact(amount, fee.source)]
    if (fee.value?.note) lines.push(words.of(fee.value.note))
    if (faster !== null) {
      const told = `${text['guide.way.faster']}${text['words.colon']}${faster}`
      lines.push([{ text: told }, ...words.trust(method.expedite.source)])
    }
    said.set(lines.map(plainSentence).join('\n'), lines)
  }
  if (said.size !== 1) return []
  return [{ label: text['guide.fees'], says: [...said.values()][0]! }]
}

function warnings(words: GuideWords): Fact[] {
  const says = words.guide.warnings.map(warning => [
    { text: words.of(warning.text) },
    ...words.trust(warning.source),
  ])
  return says.length > 0 ? [{ label: words.text['guide.warnings'], says }] : []
}

function sources(words: GuideWords): Fact[] {
  const says = Object.values(words.guide.sources).flatMap(source => words.source(source))
  return says.length > 0 ? [{ label: words.text['guide.sources'], says }] : []
}
