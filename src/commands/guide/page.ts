import { failureText } from '../../error-text.ts'
import type { Failure } from '../../failure.ts'
import { type Guide, inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { renderTable } from '../../text/table.ts'
import { plainSentence, type Sentence } from '../../text/wrap.ts'
import { GuideWords } from '../shared/guide-words.ts'

/** A guide and how to show it. */
export interface GuideData {
  guide: Guide
  own: boolean
  lang: string
}

/** Renders a guide: dates, what to bring, the ways compared, fees, warnings, and how sure each fact is. */
export function renderGuide({ guide, own, lang }: GuideData, words: AllWords, to: Surface): string {
  const paint = paintFor(to)
  const guideWords = new GuideWords(guide, lang, words, to)
  const head: Fact[] = [
    {
      label: words('guide.title'),
      says: [
        [
          { text: guideWords.of(guide.title), style: paint.bold },
          { text: words('words.bracketed', { text: printable(guide.id) }) },
        ],
        [{ text: own ? words('guide.own') : words('guide.built-in'), style: paint.dim }],
      ],
    },
  ]
  const parts = [
    renderSheet([head, whenFacts(guideWords), papers(guideWords)], to),
    comparison(guideWords),
    renderSheet([ways(guideWords), fees(guideWords), warnings(guideWords), sources(guideWords)], to),
  ]
  return parts.filter(part => part !== '').join(to.isTTY ? '\n' : '')
}

/** Renders all guides, one a line. `fault`: why the user's own file of this id could not be used. */
export function renderGuideList(
  rows: readonly { id: string; title: string | null; own: boolean; fault: Failure | null }[],
  words: AllWords,
  to: Surface,
): string {
  const paint = paintFor(to)
  const columns = [
    { head: words('guide.head.id') },
    { head: words('guide.head.title'), least: 12 },
    { head: words('guide.head.from'), least: 8 },
  ]
  const cells = rows.map(({ id, title, own, fault }) => [
    { text: id, style: paint.bold },
    title ?? '',
    fault === null
      ? { text: own ? words('guide.own') : words('guide.built-in'), style: paint.dim }
      : { text: words('guide.fault', { fault: failureText(fault, words) }), style: paint.bad },
  ])
  return renderTable(columns, cells, to)
}

/** Returns the guide's periods, zone, working days and milestones. */
function whenFacts(guideWords: GuideWords): Fact[] {
  const { guide, words } = guideWords
  const { validity, lead, processing, filing, readFrom } = guide
  const from = filing.value && {
    from: guideWords.period(filing.value.from),
    to: guideWords.period(filing.value.to),
  }
  const places = readFrom.value?.map(place => words(`show.reading.${place}`)).join(words('words.comma'))
  const fact = (label: string, value: string | null | undefined, source: string | null): Fact => ({
    label,
    says: [guideWords.fact(value ?? null, source)],
  })
  return [
    fact(words('guide.validity'), validity.value && guideWords.period(validity.value), validity.source),
    fact(words('guide.lead'), lead.value && guideWords.period(lead.value), lead.source),
    fact(
      words('guide.processing'),
      processing.value && guideWords.period(processing.value),
      processing.source,
    ),
    fact(words('guide.filing'), from && words('guide.filing-period', from), filing.source),
    fact(words('guide.read-from'), places, readFrom.source),
    { label: words('guide.zone'), says: [guide.zone ?? words('guide.zone-own')] },
    { label: words('guide.workdays'), says: [guide.workdays ?? words('words.unknown')] },
    ...(guide.milestones.length > 0
      ? [{ label: words('guide.milestones'), says: [guide.milestones.join(', ')] }]
      : []),
  ]
}

/** Returns the papers to bring, each with its requirements. */
function papers(guideWords: GuideWords): Fact[] {
  const { guide, words } = guideWords
  const says: Sentence[] = guide.materials.map(material => {
    const asked = guideWords.asked(material).join(words('words.semicolon'))
    return [
      { text: `· ${guideWords.of(material.text)}` },
      ...(asked === ''
        ? []
        : [{ text: words('words.bracketed', { text: asked }), style: guideWords.paint.dim }]),
      ...guideWords.trust(material.source),
    ]
  })
  const { maxAge } = guide
  if (maxAge.value) {
    const line = words('guide.bring.all-max-age', { period: guideWords.period(maxAge.value) })
    says.push([{ text: line }, ...guideWords.trust(maxAge.source)])
  }
  if (says.length === 0) return [{ label: words('guide.bring'), says: [guideWords.fact(null, null)] }]
  if (!guide.materialsComplete)
    says.push([{ text: words('guide.bring.incomplete'), style: guideWords.paint.warn }])
  return [{ label: words('guide.bring'), says }]
}

/** Renders the ways side by side; empty if there are fewer than two. */
function comparison(guideWords: GuideWords): string {
  const { guide, words, to } = guideWords
  if (guide.methods.length < 2) return ''
  const columns = [
    { head: words('guide.way.head'), least: 10 },
    { head: words('guide.way.steps') },
    { head: words('guide.way.office') },
    { head: words('guide.way.fee'), least: 10 },
    { head: words('guide.way.faster'), least: 10 },
  ]
  const rows = guide.methods.map(method => [
    { text: inLanguage(method.text, guideWords.lang), style: guideWords.paint.bold },
    String(method.steps.length),
    words(method.steps.some(({ kind }) => kind === 'office') ? 'guide.way.goes' : 'guide.way.stays'),
    guideWords.fee(method.fee.value) ?? words('words.unknown'),
    guideWords.faster(method) ?? words('words.unknown'),
  ])
  return renderTable(columns, rows, to)
}

/** Returns every way with its steps. */
function ways(guideWords: GuideWords): Fact[] {
  return guideWords.guide.methods.map(({ text, steps, warnings }) => ({
    label: guideWords.of(text),
    says: [
      ...steps.map(
        (step, at): Sentence => [
          { text: `${at + 1}. ${guideWords.of(step.text)}` },
          ...(step.duration === null
            ? []
            : [{ text: takes(guideWords, step.duration), style: guideWords.paint.dim }]),
        ],
      ),
      ...warnings.map(
        (warning): Sentence => [
          { text: guideWords.of(warning.text), style: guideWords.paint.warn },
          ...guideWords.trust(warning.source),
        ],
      ),
    ],
  }))
}

function takes(guideWords: GuideWords, duration: string): string {
  return guideWords.words('words.bracketed', {
    text: guideWords.words('guide.bring.takes', { period: guideWords.period(duration) }),
  })
}

/** Returns the fee if all ways cost the same; else it is in the comparison. */
function fees(guideWords: GuideWords): Fact[] {
  const { guide, words } = guideWords
  const said = new Map<string, Sentence[]>()
  for (const method of guide.methods) {
    const { fee } = method
    const amount = guideWords.fee(fee.value)
    const faster = guideWords.faster(method)
    const lines: Sentence[] = [guideWords.fact(amount, fee.source)]
    if (fee.value?.note) lines.push(guideWords.of(fee.value.note))
    if (faster !== null) {
      const text = `${words('guide.way.faster')}${words('words.colon')}${faster}`
      lines.push([{ text }, ...guideWords.trust(method.expedite.source)])
    }
    said.set(lines.map(plainSentence).join('\n'), lines)
  }
  if (said.size !== 1) return []
  return [{ label: words('guide.fees'), says: [...said.values()][0]! }]
}

function warnings(guideWords: GuideWords): Fact[] {
  const says = guideWords.guide.warnings.map(warning => [
    { text: guideWords.of(warning.text) },
    ...guideWords.trust(warning.source),
  ])
  return says.length > 0 ? [{ label: guideWords.words('guide.warnings'), says }] : []
}

function sources(guideWords: GuideWords): Fact[] {
  const says = Object.values(guideWords.guide.sources).flatMap(source => guideWords.source(source))
  return says.length > 0 ? [{ label: guideWords.words('guide.sources'), says }] : []
}
