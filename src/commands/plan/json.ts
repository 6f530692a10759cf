import { stepName } from '../../cards/step-text.ts'
import type { AllWords } from '../../messages/index.ts'
import { type PlanData, problemText } from '../shared/plan-words.ts'

/** Returns a plan as JSON (§7). */
export function planJson(data: PlanData, words: AllWords): object {
  const { assessed, plan, lang } = data
  return {
    schema: 1,
    card: assessed.card.id,
    fits: plan.fits,
    method: plan.method,
    filing: plan.filing,
    steps: plan.steps.map(step => ({
      code: step.code,
      text: stepName(step.code, assessed, lang, words),
      kind: step.kind,
      latest: step.latest,
      earliest: step.earliest,
      start: step.start,
      needs: step.needs,
      trust: step.trust,
      unknown: step.unknown,
      duration: step.duration,
      ruleOfThumb: step.ruleOfThumb,
      done: step.done,
      document: step.card && { id: step.card.id, name: step.card.name, expires: step.card.expires },
    })),
    problems: problemsJson(data, words),
    alternatives: plan.alternatives,
  }
}

/** Returns the problems of a plan as JSON, each with its sentence. */
export function problemsJson(data: PlanData, words: AllWords): object[] {
  return data.plan.problems.map(problem => {
    const text = problemText(problem, data, words)
    if (problem.code !== 'paper') return { ...problem, text }
    return { ...problem.fault, step: problem.step, text }
  })
}
