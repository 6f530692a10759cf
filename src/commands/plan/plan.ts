import { type Assessed, guideTitle, inUrgency } from '../../cards/assessed.ts'
import { findCard } from '../../cards/find-card.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { CommandWords } from '../../messages/index.ts'
import { shellWord } from '../../text/printable.ts'
import { CARD, command } from '../command.ts'
import { askOptional } from '../shared/ask.ts'
import { changeChosen } from '../shared/choose-cards.ts'
import { askForLinks } from '../shared/links.ts'
import { type PlanData, planStepName, problemText } from '../shared/plan-words.ts'
import { readPeriod } from '../shared/read-values.ts'
import { renderPlan, trustOf } from './screen.ts'

export default command({
  reads: true,
  args: { '[name]': CARD },
  options: { '--ask': 'plan.ask' },
  json: true,
  on: true,
  example: 'renew plan {me}\nrenew plan {me} --ask',
  async run({ args: { name }, options }, ctx) {
    const named =
      name === undefined
        ? await mostUrgentPlan(ctx)
        : await ctx.assessOne(findCard(ctx.cards.cards(), name, { prefix: true }))
    const one = options.ask && named.plan ? await askDurations(named, ctx) : named
    const { plan: found, card } = one
    if (!found) throw new RenewError('no-plan', { name: card.name, guide: guideTitle(one, ctx.lang) })
    const data = { assessed: one, plan: found, lang: ctx.lang }
    await ctx.answerLong(
      () => planJson(data, ctx.words),
      to => renderPlan(data, ctx.words, to),
    )
  },
})

/** Returns the most urgent card that has a plan. @throws RenewError `nothing-to-plan` */
async function mostUrgentPlan(ctx: Context): Promise<Assessed> {
  const open = ctx.cards.cards().filter(card => card.closed === null && card.expires !== null)
  const first = inUrgency(await ctx.assess(open), ctx.lang).find(one => one.plan !== null)
  if (!first) throw new RenewError('nothing-to-plan', {})
  return first
}

/**
 * Asks which documents are papers of the card and how long its steps of unknown length take, and stores the answers.
 * Each question can be left empty.
 * @throws RenewError `plan-ask` without a terminal
 */
async function askDurations(one: Assessed, ctx: Context): Promise<Assessed> {
  const { card } = one
  if (!ctx.io.canAsk) {
    const step = one.plan?.unknown.find(code => code !== 'choose-method') ?? 'wait-for-card'
    const command = `renew edit ${shellWord(card.name)} --durations ${shellWord(step)}=2w`
    throw new RenewError('plan-ask', { command })
  }
  await askForLinks(one, ctx)
  const linked = await assessedNow(one, ctx)
  const plan = linked.plan!
  const durations: Record<string, string> = {}
  for (const code of plan.unknown.filter(code => code !== 'choose-method')) {
    const step = planStepName(code, { assessed: linked, plan, lang: ctx.lang }, ctx.words)
    const period = await askOptional(ctx.words('plan.ask-duration', { step }), readPeriod, ctx)
    if (period !== null) durations[code] = period
  }
  if (Object.keys(durations).length > 0) {
    const now = linked.card
    const timed = { ...now, durations: { ...now.durations, ...durations } }
    await changeChosen('edit', { cards: [now], as: now.name }, [timed], ctx)
  }
  return assessedNow(one, ctx)
}

async function assessedNow({ card }: Assessed, ctx: Context): Promise<Assessed> {
  const stored = ctx.cards.cards().filter(({ id }) => id === card.id)
  return (await ctx.assess(stored))[0]!
}

export function planJson(data: PlanData, words: CommandWords): object {
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
      trust: trustOf(step.code, data),
      unknown: step.unknown,
      duration: step.duration,
      ruleOfThumb: step.ruleOfThumb,
      done: step.done,
      document: step.card && { id: step.card.id, name: step.card.name, expires: step.card.expires },
    })),
    problems: plan.problems.map(problem => ({
      ...(problem.code === 'paper' ? { ...problem.fault, step: problem.step } : problem),
      text: problemText(problem, data, words),
    })),
    alternatives: plan.alternatives,
  }
}
