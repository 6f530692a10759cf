import { failureText } from '../../error-text.ts'
import type { Failure } from '../../failure.ts'
import type { Guide } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords, CommandWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { renderTable } from '../../text/table.ts'
import type { Sentence } from '../../text/wrap.ts'
import { GuideWords } from '../shared/guide-words.ts'
import { guideParts, type Line, type Part } from './parts.ts'

export interface GuideData {
  guide: Guide
  own: boolean
  lang: string
}

/** Renders a guide: what it is, dates, what to bring, methods, fees, warnings, and how sure each fact is. */
export function renderGuide({ guide, own, lang }: GuideData, words: CommandWords, to: Surface): string {
  const guideWords = new GuideWords(guide, lang, words, to)
  const { which, when, bring, methods, fees, watch, sources } = guideParts(guideWords, null)
  const group = (...parts: Part[]): Fact[] => parts.flatMap(part => factsOf(part))
  const parts = [
    renderSheet([headFacts(guideWords, own), group(which), group(when), group(bring)], to),
    comparison(guideWords),
    renderSheet([...methods.map(method => group(method)), group(fees), group(watch), group(sources)], to),
  ]
  return parts.filter(part => part !== '').join(to.isTTY ? '\n' : '')
}

function headFacts(guideWords: GuideWords, own: boolean): Fact[] {
  const { guide, words, paint } = guideWords
  const title: Sentence = [
    { text: guideWords.of(guide.title), style: paint.bold },
    { text: words('words.bracketed', { text: printable(guide.id) }) },
  ]
  const trust = guideWords.trust()
  return [
    {
      label: words('show.guide'),
      says: [title, [{ text: own ? words('guide.own') : words('guide.built-in'), style: paint.dim }]],
    },
    ...(guide.about
      ? [{ label: words('guide.about-it'), says: guide.about.map(one => guideWords.said(one)) }]
      : []),
    ...(trust ? [{ label: words('guide.trust'), says: [trust] }] : []),
  ]
}

/** Returns the facts of a part: a line with a label is a fact, all others are one fact under the part's label. */
function factsOf({ label, lines }: Part): Fact[] {
  let steps = 0
  const markOf = ({ mark }: Line): string => {
    if (mark === 'step') return `${++steps}. `
    if (mark === 'paper' || mark === 'entry') return '· '
    return mark === 'condition' ? '– ' : ''
  }
  const labelled = lines.flatMap(line =>
    line.label === undefined ? [] : [{ label: line.label, says: [line.says] }],
  )
  const says = lines
    .filter(line => line.label === undefined)
    .map(line => [
      { text: markOf(line) },
      ...(typeof line.says === 'string' ? [{ text: line.says }] : line.says),
    ])
  return [...labelled, ...(says.length > 0 ? [{ label, says }] : [])]
}

/** Renders all guides, one a line. `fault`: why the user's own file of this id could not be used. */
export function renderGuideList(
  rows: readonly { id: string; title: string | null; own: boolean; fault: Failure | null }[],
  words: AllWords,
  to: Surface,
): string {
  const paint = paintFor(to)
  const columns = [
    { head: words('show.id') },
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

function comparison(guideWords: GuideWords): string {
  const { guide, words, to } = guideWords
  if (guide.methods.length < 2) return ''
  const columns = [
    { head: words('show.method'), least: 10, wraps: true },
    { head: words('guide.way.steps') },
    { head: words('guide.way.office') },
    { head: words('guide.way.fee'), least: 16, wraps: true },
    { head: words('guide.way.faster'), least: 12, wraps: true },
  ]
  const rows = guide.methods.map(method => [
    {
      text: guideWords.of(method.text) + words('words.bracketed', { text: method.id }),
      style: guideWords.paint.bold,
    },
    String(method.steps.length),
    words(method.steps.some(({ kind }) => kind === 'office') ? 'guide.way.goes' : 'guide.way.stays'),
    guideWords.fee(method.fee.value) ?? words('words.unknown'),
    guideWords.faster(method) ?? words('words.unknown'),
  ])
  return renderTable(columns, rows, to)
}
