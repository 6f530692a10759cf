import type { Assessed } from '../../cards/assessed.ts'
import { stepName } from '../../cards/step-text.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { LinkedCard } from '../../schedule/link.ts'
import type { Plan } from '../../schedule/plan.ts'
import type { PlanProblem } from '../../schedule/plan-problems.ts'
import type { Status } from '../../schedule/status.ts'
import { longDate, shortDate, timeLeft } from '../../text/dates.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { paperFaultText } from './checklist.ts'
import { periodInWords } from './guide-words.ts'

export interface PlanData {
  assessed: Assessed
  plan: Plan
  lang: string
}

export function planStepName(code: string, { assessed, lang }: PlanData, words: CommandWords): string {
  return printable(stepName(code, assessed, lang, words))
}

export function problemText(problem: PlanProblem, data: PlanData, words: CommandWords): string {
  const day = (date: CivilDate): string => longDate(date, words)
  switch (problem.code) {
    case 'expired':
      return words('plan.problem.expired', { date: day(problem.expires) })
    case 'past-file-by':
      return words('plan.problem.past-file-by', { date: day(problem.fileBy) })
    case 'appointment-too-late': {
      const isAfterEnd = problem.appointment > (data.assessed.card.expires ?? problem.appointment)
      return words(`plan.problem.appointment-too-late.${isAfterEnd ? 'end' : 'file'}`, {
        date: day(problem.appointment),
        fileBy: day(problem.fileBy),
      })
    }
    case 'appointment-too-early':
      return words('plan.problem.appointment-too-early', {
        date: day(problem.appointment),
        opens: day(problem.opens),
      })
    case 'appointment-day-off':
      return words(`plan.problem.appointment-day-off.${problem.off}`, {
        date: day(problem.appointment),
        open: day(problem.open),
      })
    case 'appointment-past':
      return words('plan.problem.appointment-past', { date: day(problem.appointment) })
    case 'step-late':
      return lateText(problem.step, day(problem.latest), data, words)
    case 'no-day-to-file':
      return words('plan.problem.no-day-to-file', { opens: day(problem.opens), latest: day(problem.latest) })
    case 'paper':
      return words('plan.problem.paper', {
        paper: paperName(problem.step, data, words),
        fault: paperFaultText(problem.fault, words),
      })
  }
}

function lateText(code: string, date: string, data: PlanData, words: CommandWords): string {
  const step = data.plan.steps.find(one => one.code === code)
  if (step?.kind !== 'link' || !step.card || step.duration === null)
    return words('plan.problem.step-late', { step: planStepName(code, data, words), date })
  const name = printable(step.card.name)
  const period = periodInWords(step.duration, words)
  return words('plan.problem.document-late', { name, period, thumb: step.ruleOfThumb, date })
}

function paperName(code: string, data: PlanData, words: CommandWords): string {
  const card = data.plan.steps.find(one => one.code === code)?.card
  return card ? printable(card.name) : planStepName(code, data, words)
}

/** Such as `passport: Li Na's, valid until 27 Mar 2027`. */
export function linkText(card: Described, words: CommandWords): string {
  return words('link.taken', { name: printable(card.name), about: aboutText(card, words) })
}

type Described = Pick<LinkedCard, 'name' | 'holder' | 'expires'>

function aboutText({ holder, expires }: Described, words: CommandWords): string {
  return words(expires === null ? 'link.no-end' : 'link.until', {
    holder: holder === null ? null : printable(holder),
    date: expires === null ? '' : shortDate(expires, words),
  })
}

/** Returns the documents that may be a paper of a card, each with the command that links it. */
export function candidateTexts(
  name: string,
  candidates: readonly LinkedCard[],
  words: CommandWords,
): string[] {
  return candidates.map(card => {
    const about = aboutText(card, words)
    return words('link.candidate', { name: printable(card.name), about, command: linkCommand(name, card) })
  })
}

export function linkCommand(name: string, other: Pick<LinkedCard, 'name'>): string {
  return `renew link ${shellWord(name)} ${shellWord(other.name)}`
}

const A_YEAR = 366

/** Follows the date. */
export function whyText(
  { today, dayOff, knowledge, neededBy }: Status,
  { date, why }: NonNullable<Status['actBy']>,
  words: CommandWords,
): string {
  const off = dayOff === 'holiday' ? 'holiday' : 'weekend'
  const days = daysBetween(today, date)
  return words('status.why', {
    when: days > A_YEAR ? timeLeft(days, words) : words.dates.distance(days),
    why: words(`status.why.${why === 'last-working-day' ? off : why}`, { by: printable(neededBy ?? '') }),
    doubt: knowledge === 'exact' ? '' : words(`status.doubt.${knowledge}`),
  })
}
