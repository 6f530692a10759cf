import { guideTitle } from '../../cards/assessed.ts'
import { shortName } from '../../cards/step-text.ts'
import { inLanguage, type Trust, trustIn } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { isHopeless } from '../../schedule/next-action.ts'
import type { Alternative, Plan } from '../../schedule/plan.ts'
import type { PlanStep } from '../../schedule/plan-graph.ts'
import { isFatal } from '../../schedule/plan-problems.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor, type Style } from '../../text/paint.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { type Cell, type Column, renderTable } from '../../text/table.ts'
import { indented, joinLines, wrap } from '../../text/wrap.ts'
import { paperFaultText } from '../shared/checklist.ts'
import { guideByDefault, periodInWords } from '../shared/guide-words.ts'
import { candidateTexts, linkText, type PlanData, planStepName, problemText } from '../shared/plan-words.ts'

/** A line under or over the table. In a pipe its kind and code come first, between tabs. */
export interface PlanLine {
  kind: 'plan' | 'verdict' | 'problem' | 'alternative' | 'question' | 'note'
  code: string
  text: string
  style: Style
  indent?: number
  mark?: string
}

/** Renders the plan: the verdict, each step with its latest day, problems, what would help, and what is not known. */
export function renderPlan(data: PlanData, words: CommandWords, to: Surface): string {
  const { verdict, columns, rows, foot } = planParts(data, words, to)
  const drawn = (lines: readonly PlanLine[]): string => lines.map(line => drawnLine(line, to)).join('')
  const parts = [drawn([headOf(data, words, to), ...verdict]), renderTable(columns, rows, to), drawn(foot)]
  return parts.filter(part => part !== '').join(to.isTTY ? '\n' : '')
}

/** Returns the parts of a plan that a page has too. */
export function planParts(data: PlanData, words: CommandWords, to: Surface) {
  const { plan } = data
  const paint = paintFor(to)
  const rows: Cell[][] = plan.steps.map(step => [
    step.done ? { text: '✓', style: paint.good, piped: 'done' } : { text: '·', piped: '' },
    {
      text: dayOf(step, plan, words),
      style: step.late ? paint.bad : step.done ? paint.dim : paint.bold,
      ...(step.latest === null ? {} : { piped: step.latest }),
    },
    { text: planStepName(step.code, data, words), style: step.done ? paint.dim : undefined },
    { text: remarks(step, data, words).join(words('words.semicolon')), style: paint.dim },
  ])
  const columns: Column[] = [
    { head: '' },
    { head: words('plan.head.latest') },
    { head: words('plan.head.step'), least: 16, wraps: true },
    { head: words('plan.head.remark'), least: 16, wraps: true },
  ]
  return { verdict: verdictLines(data, words, to), columns, rows, foot: footLines(data, words, to) }
}

function drawnLine({ kind, code, text, style, indent = 2, mark = '' }: PlanLine, to: Surface): string {
  if (!to.isTTY) return `${[kind, ...(code === '' ? [] : [code]), style(text)].join('\t')}\n`
  const left = indent + mark.length
  return joinLines(indented(wrap([{ text, style }], to.width - left), left, ' '.repeat(indent) + style(mark)))
}

function headOf({ assessed, plan, lang }: PlanData, words: CommandWords, to: Surface): PlanLine {
  const { card, status, guide } = assessed
  const method = guide?.methods.find(({ id }) => id === plan.method)
  const day = (date: string): string => (to.isTTY ? longDate(date, words) : date)
  const parts = [
    printable(card.name),
    printable(guideTitle(assessed, lang)),
    ...(method ? [inLanguage(method.text, lang)] : []),
    ...(status.actBy ? [words('plan.act-by', { date: day(status.actBy.date) })] : []),
  ]
  return { kind: 'plan', code: '', text: parts.join(' · '), style: paintFor(to).bold }
}

function verdictLines(data: PlanData, words: CommandWords, to: Surface): PlanLine[] {
  const { plan } = data
  const paint = paintFor(to)
  const { submitted } = data.assessed.term
  const verdict = submitted !== null ? 'submitted' : plan.fits === null ? 'unknown' : plan.fits ? 'yes' : 'no'
  const starts = plan.steps.flatMap(({ start }) => start ?? []).sort()
  const later = starts[0] && starts[0] > plan.today ? longDate(starts[0], words) : null
  const style = { yes: paint.good, no: paint.bad, unknown: paint.warn, submitted: paint.good }[verdict]
  const values = { later, date: submitted === null ? '' : longDate(submitted, words) }
  return [
    { kind: 'verdict', code: verdict, text: words(`plan.verdict.${verdict}`, values), style },
    ...plan.problems.map((problem): PlanLine => {
      const text = problemText(problem, data, words)
      const code = problem.code === 'paper' ? problem.fault.code : problem.code
      const style = isFatal(problem) ? paint.bad : paint.warn
      return { kind: 'problem', code, text, style, mark: '! ' }
    }),
    ...plan.alternatives.map((way): PlanLine => {
      const text = alternativeText(way, data, words)
      return { kind: 'alternative', code: way.code, text, style: paint.warn, indent: 4 }
    }),
  ]
}

function dayOf(step: PlanStep, { steps, today }: Plan, words: CommandWords): string {
  if (isHopeless(step)) return ''
  if (step.latest !== null) return longDate(step.latest, words)
  if (step.done) return ''
  if (steps.some(({ code, done }) => !done && step.needs.includes(code))) return words('plan.then')
  if (step.start === null) return ''
  return step.start > today
    ? words('plan.start-on', { date: longDate(step.start, words) })
    : words('plan.start-now')
}

function remarks(step: PlanStep, { assessed, plan }: PlanData, words: CommandWords): string[] {
  const { card, code, why, duration } = step
  const taken = card && step.kind === 'material' ? [linkText(card, words)] : []
  if (step.done) return taken
  const item = plan.readiness.items.find(({ id }) => id === code)
  // Said once: what follows cannot be earlier. An appointment says the day itself.
  const isFirst = plan.steps.find(({ done, earliest }) => !done && earliest === step.earliest) === step
  const from = assessed.term.appointment === null && isFirst ? step.earliest : null
  return [
    ...taken,
    ...(isHopeless(step) ? [words('plan.not-in-time')] : []),
    ...(why && (step.kind === 'link' || !card) ? [paperFaultText(why, words)] : []),
    ...(step.ruleOfThumb && duration !== null
      ? [words('plan.rule-of-thumb', { period: periodInWords(duration, words) })]
      : []),
    ...(from === null ? [] : [words('plan.not-before', { date: longDate(from, words) })]),
    ...(step.unanswered ? [words('plan.unanswered')] : []),
    ...candidateTexts(assessed.card.name, item?.candidates ?? [], words),
  ]
}

function alternativeText(
  { code, method, certain, document }: Alternative,
  { assessed, lang }: PlanData,
  words: CommandWords,
): string {
  if (document !== null) {
    const name = printable(document.name)
    if (code !== 'file-with-old') return words('plan.way.expedite-document', { name })
    return words('plan.way.file-with-old', { name, date: longDate(document.until, words) })
  }
  const named = assessed.guide?.methods.find(({ id }) => id === method)
  const text = named ? inLanguage(named.text, lang) : ''
  const way = words(`plan.way.${code as 'expedite'}`, { method: text })
  return words(certain ? 'plan.would-fit' : 'plan.may-fit', { way })
}

function footLines(data: PlanData, words: CommandWords, to: Surface): PlanLine[] {
  const { assessed, plan, lang } = data
  const paint = paintFor(to)
  const name = shellWord(assessed.card.name)
  const open = plan.steps.filter(({ done }) => !done)
  const lines: PlanLine[] = []
  const add = (kind: PlanLine['kind'], code: string, text: string, indent = 2): void => {
    lines.push({ kind, code, text, style: indent > 2 ? paint.command : paint.dim, indent })
  }
  for (const [text, command] of guideByDefault(assessed.card, words)) {
    add('question', 'guide', text + words('words.colon').trimEnd())
    add('question', 'guide', command, 4)
  }
  if (plan.problems.some(({ code }) => code === 'appointment-past')) {
    add('question', 'appointment-past', words('plan.ask-appointment'))
    add('question', 'appointment-past', `renew submit ${name}`, 4)
    add('question', 'appointment-past', words('plan.ask-appointment.book', { card: name }), 4)
  }
  if (open.some(({ code }) => code === 'choose-method')) {
    add('question', 'choose-method', words('plan.choose'))
    for (const { id } of assessed.guide?.methods ?? [])
      add('question', 'choose-method', `renew edit ${name} --method ${id}`, 4)
  }
  for (const { code } of open.filter(({ unanswered }) => unanswered)) {
    add('question', code, words('plan.ask-needed', { paper: planStepName(code, data, words) }))
    add('question', code, `renew tick ${name} ${shellWord(code)} --needed`, 4)
    add('question', code, `renew tick ${name} ${shellWord(code)} --not-needed`, 4)
  }
  const unknown = plan.unknown.filter(code => code !== 'choose-method')
  if (unknown.length > 0) {
    const steps = unknown.map(code => printable(shortName(code, assessed, lang, words)))
    add('note', 'unknown', words('plan.unknown', { steps: steps.join(words('words.listed')) }))
    add('note', 'unknown', `renew plan ${name} --ask`, 4)
  }
  const unsure = open.filter(({ code }) => ['unverified', 'secondary'].includes(trustOf(code, data) ?? ''))
  if (unsure.length > 0)
    add('note', 'unverified', words('plan.unverified', { all: unsure.length === open.length }))
  return lines
}

/** Returns how far the guide's source of a step or paper can be trusted; null where the guide does not name it. */
export function trustOf(code: string, { assessed: { guide }, plan }: PlanData): Trust | null {
  const steps = guide?.methods.find(({ id }) => id === plan.method)?.steps ?? []
  const found = [...(guide?.materials ?? []), ...steps].find(({ id }) => id === code)
  return guide && found ? trustIn(guide, found.source) : null
}
