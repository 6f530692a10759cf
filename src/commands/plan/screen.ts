import { type Assessed, guideTitle } from '../../cards/assess.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import type { Alternative, Plan } from '../../schedule/plan.ts'
import type { PlanStep } from '../../schedule/plan-graph.ts'
import type { PlanProblem } from '../../schedule/plan-problems.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor, type Style } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { renderTable } from '../../text/table.ts'
import { wrap } from '../../text/wrap.ts'
import { paperFaultText } from '../shared/checklist.ts'

/** A card's plan, and the names of its steps. */
export interface PlanData {
  assessed: Assessed
  plan: Plan
  name(code: string): string
  lang: string
}

/** Renders the plan: each step with its latest day, then what does not fit and what would. */
export function renderPlan(data: PlanData, words: AllWords, to: Surface): string {
  const { plan } = data
  const paint = paintFor(to)
  const rows = plan.steps.map(step => [
    step.done ? { text: '✓', style: paint.good, piped: 'done' } : { text: '·', piped: '' },
    { text: longDate(step.latest, words), style: step.late ? paint.bad : paint.bold, piped: step.latest },
    { text: data.name(step.code), ...(step.done ? { style: paint.dim } : {}) },
    { text: remarks(step, words).join(words('words.semicolon')), style: paint.dim },
  ])
  const table = renderTable(
    [
      { head: '' },
      { head: words('plan.head.latest') },
      { head: words('plan.head.step'), least: 16, wraps: true },
      { head: words('plan.head.remark'), least: 12, wraps: true },
    ],
    rows,
    to,
  )
  if (!to.isTTY) return table
  const line = (text: string, style: Style): string[] =>
    wrap([{ text, style }], to.width - 2).map(one => `  ${one}`)
  const head = line(headOf(data, words), paint.bold)
  const verdict = plan.fits
    ? line(plan.unknown.length > 0 ? words('plan.fits-as-known') : words('plan.fits'), paint.good)
    : plan.problems.flatMap(problem => line(`! ${problemText(problem, data, words)}`, paint.bad))
  const ways = plan.alternatives.flatMap(way => line(`  ${wayText(way, data, words)}`, paint.warn))
  return [...head, '', table.trimEnd(), '', ...verdict, ...ways].map(one => `${one}\n`).join('')
}

function headOf({ assessed, plan, lang }: PlanData, words: AllWords): string {
  const method = assessed.guide?.methods.find(({ id }) => id === plan.method)
  const parts = [
    printable(assessed.card.name),
    printable(guideTitle(assessed, lang)),
    ...(method ? [inLanguage(method.text, lang)] : []),
    ...(plan.filing ? [words('plan.file-by', { date: longDate(plan.filing.latest, words) })] : []),
  ]
  return parts.join(' · ')
}

function remarks(step: PlanStep, words: AllWords): string[] {
  if (step.done) return []
  return [
    ...(step.why && step.why.code !== 'not-yet' ? [paperFaultText(step.why, words)] : []),
    ...(step.earliest ? [words('plan.not-before', { date: longDate(step.earliest, words) })] : []),
    ...(step.unanswered ? [words('plan.unanswered')] : []),
    ...(step.unknown ? [words('plan.unknown')] : []),
    ...(step.trust === 'unverified' || step.trust === 'secondary' ? [words(`trust.${step.trust}`)] : []),
  ]
}

function problemText(problem: PlanProblem, data: PlanData, words: AllWords): string {
  const day = (date: string): string => longDate(date, words)
  switch (problem.code) {
    case 'expired':
      return words('plan.problem.expired', { date: day(problem.expires) })
    case 'past-file-by':
      return words('plan.problem.past-file-by', { date: day(problem.fileBy) })
    case 'appointment-too-late':
      return words('plan.problem.appointment-too-late', {
        date: day(problem.appointment),
        fileBy: day(problem.fileBy),
      })
    case 'appointment-too-early':
      return words('plan.problem.appointment-too-early', {
        date: day(problem.appointment),
        opens: day(problem.opens),
      })
    case 'appointment-day-off':
      return words(`plan.problem.appointment-day-off.${problem.off}`, { date: day(problem.appointment) })
    case 'appointment-past':
      return words('plan.problem.appointment-past', { date: day(problem.appointment) })
    case 'step-late':
      return words('plan.problem.step-late', {
        step: printable(data.name(problem.step)),
        date: day(problem.latest),
      })
    case 'no-day-to-file':
      return words('plan.problem.no-day-to-file', { opens: day(problem.opens), latest: day(problem.latest) })
  }
}

function wayText(
  { code, method, certain }: Alternative,
  { assessed, lang }: PlanData,
  words: AllWords,
): string {
  const named = assessed.guide?.methods.find(({ id }) => id === method)
  const way = words(`plan.way.${code}`, { method: named ? inLanguage(named.text, lang) : '' })
  return words(certain ? 'plan.would-fit' : 'plan.may-fit', { way })
}
