import type { Material, Method } from '../../guides/guide.ts'
import { plainSentence, type Sentence } from '../../text/wrap.ts'
import type { GuideWords } from '../shared/guide-words.ts'
import type { Box, GuideMarks } from './marks.ts'

/**
 * How a line begins: a paper or a step (with a box on paper), a condition of the paper before it, an entry of a list,
 * more about it, or a warning.
 */
type Mark = 'paper' | 'step' | 'condition' | 'entry' | 'more' | 'warning'

/** A line of a part: its label, if it has one of its own, and what it says. */
export interface Line extends Box {
  says: Sentence
  label?: string
  mark?: Mark
}

/** A part of a guide, such as what to bring: its label on a screen, its title on paper, and its lines. */
export interface Part {
  label: string
  title: string
  lines: Line[]
}

/**
 * Returns what a guide says besides its head, in the order of the page; the screen and the paper show the same.
 * @param marks of the document whose page it is; null: of the guide alone
 */
export function guideParts(guideWords: GuideWords, marks: GuideMarks | null) {
  const { guide, words } = guideWords
  const chosen = guide.methods.filter(({ id }) => id === marks?.method)
  const methods = chosen.length > 0 ? chosen : guide.methods
  const part = (label: string, title: string, lines: Line[]): Part => ({ label, title, lines })
  return {
    which: part(words('guide.which'), words('guide.print.which'), which(guideWords, marks)),
    when: part('', words('guide.print.when'), when(guideWords)),
    bring: part(words('guide.bring'), words('guide.print.bring'), papers(guideWords, marks)),
    methods: methods.map(method => {
      const name = guideWords.of(method.text)
      return part(name, name, steps(method, guideWords, marks))
    }),
    fees: part(words('guide.fees'), words('guide.print.fees'), fees(methods, guideWords)),
    watch: part(
      words('guide.warnings'),
      words('guide.print.watch'),
      guide.warnings.map(warning => ({ mark: 'warning', says: guideWords.said(warning) })),
    ),
    sources: part(
      words('guide.sources'),
      words('guide.print.sources'),
      guideWords.sources.flatMap(key =>
        guideWords.source(key).map((says, at): Line => (at === 0 ? { says } : { mark: 'more', says })),
      ),
    ),
  }
}

function which(guideWords: GuideWords, marks: GuideMarks | null): Line[] {
  const { guide, words } = guideWords
  const others = guide.confusedWith ?? []
  if (others.length === 0) return []
  const [another] = others.flatMap(({ guide: id }) => (id === null ? [] : [id]))
  return [
    { says: words('guide.which.ask', { title: guideWords.of(guide.title) }) },
    ...others.map(({ text, guide: id, source }): Line => {
      const see =
        id === null
          ? []
          : [
              { text: words('words.colon') },
              { text: `renew guide ${id}`, style: guideWords.paint.command, whole: true },
            ]
      return { mark: 'entry', says: [{ text: guideWords.of(text) }, ...see, ...guideWords.mark(source)] }
    }),
    ...(marks === null || another === undefined
      ? []
      : [{ says: words('guide.which.change', { name: marks.shellName, guide: another }) }]),
  ]
}

function when(guideWords: GuideWords): Line[] {
  const { guide, words } = guideWords
  const { validity, lead, processing, filing, readFrom } = guide
  const period = (value: string | null) => value && guideWords.period(value)
  const span = filing.value && { from: period(filing.value.from)!, to: period(filing.value.to)! }
  const places = readFrom.value?.map(place => words(`guide.reading.${place}`)).join(words('guide.or'))
  const milestones = guide.milestones.map(period).join(words('words.listed'))
  const beforeEnd = (text: string | null) => text && words('guide.before-end', { period: text })
  const fact = (label: string, value: string | null, source: Parameters<GuideWords['fact']>[1]): Line => ({
    label,
    says: guideWords.fact(value, source),
  })
  const { workdays } = guide
  const own = workdays && words(workdays === 'KZ' ? 'guide.workdays.KZ' : `workdays.${workdays}`)
  return [
    fact(words('guide.validity'), period(validity.value), validity),
    fact(words('guide.lead'), beforeEnd(period(lead.value)), lead),
    fact(words('guide.processing'), period(processing.value), processing),
    fact(words('guide.filing'), span && words('guide.filing-period', span), filing),
    fact(words('guide.read-from'), places ?? null, readFrom),
    { label: words('guide.zone'), says: guide.zone ?? words('show.zone-own') },
    { label: words('guide.workdays'), says: own ?? words('words.unknown') },
    ...(milestones === '' ? [] : [{ label: words('guide.milestones'), says: beforeEnd(milestones)! }]),
  ]
}

function papers(guideWords: GuideWords, marks: GuideMarks | null): Line[] {
  const { guide, words } = guideWords
  const lines = guide.materials.flatMap(material => paper(material, guideWords, marks))
  for (const own of marks?.ownPapers ?? []) {
    lines.push(
      { mark: 'paper', says: own.text, ...own.box },
      ...own.notes.map(says => ({ mark: 'condition' as const, says })),
    )
  }
  const { maxAge } = guide
  if (maxAge.value) {
    const text = words('guide.bring.all-max-age', { period: guideWords.period(maxAge.value) })
    lines.push({ says: [{ text }, ...guideWords.mark(maxAge.source)] })
  }
  if (lines.length === 0) return [{ says: guideWords.fact(null, { source: null }) }]
  if (!guide.materialsComplete)
    lines.push({ says: [{ text: words('guide.bring.incomplete'), style: guideWords.paint.warn }] })
  return lines
}

function paper(material: Material, guideWords: GuideWords, marks: GuideMarks | null): Line[] {
  const state = marks?.paper(material.id)
  return [
    { mark: 'paper', says: guideWords.said(material), ...state?.box },
    ...[...guideWords.asked(material), ...(state?.notes ?? [])].map(
      (says): Line => ({ mark: 'condition', says }),
    ),
  ]
}

function steps(method: Method, guideWords: GuideWords, marks: GuideMarks | null): Line[] {
  const { words } = guideWords
  return [
    ...method.steps.map((step): Line => {
      const takes = step.duration && words('guide.bring.takes', { period: guideWords.period(step.duration) })
      const text = guideWords.of(step.text) + (takes ? words('words.bracketed', { text: takes }) : '')
      return { mark: 'step', says: [{ text }, ...guideWords.mark(step.source)], ...marks?.step(step.id) }
    }),
    ...method.warnings.map((warning): Line => ({ mark: 'warning', says: guideWords.said(warning) })),
  ]
}

/** Returns what the methods cost; what holds for some of them only, after their names. */
function fees(methods: readonly Method[], guideWords: GuideWords): Line[] {
  const { words } = guideWords
  const found = new Map<string, { names: string[]; says: Sentence }>()
  const add = (name: string, says: Sentence): void => {
    const key = plainSentence(says)
    const known = found.get(key)
    if (known) known.names.push(name)
    else found.set(key, { names: [name], says })
  }
  for (const method of methods) {
    const name = guideWords.of(method.text)
    const { fee, expedite } = method
    add(name, guideWords.fact(guideWords.fee(fee.value), fee))
    const faster = guideWords.faster(method)
    if (faster !== null) {
      const text = words('guide.way.faster') + words('words.colon') + faster
      add(name, [{ text }, ...guideWords.mark(expedite.source)])
    }
    if (fee.value?.note) add(name, guideWords.of(fee.value.note))
  }
  return [...found.values()].map(({ names, says }) => {
    if (names.length === methods.length) return { says }
    const label = { text: names.join(words('words.listed')) + words('words.colon') }
    return { says: [label, ...(typeof says === 'string' ? [{ text: says }] : says)] }
  })
}
