import type { Assessed } from '../../cards/assessed.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { shellWord } from '../../text/printable.ts'
import { askOptional } from '../shared/ask.ts'
import { replaceCards } from '../shared/changes.ts'
import { readProcessing } from '../shared/fields.ts'
import { askForLinks } from '../shared/links.ts'
import { planStepName } from '../shared/plan-words.ts'

/**
 * Asks which documents are papers of the card and how long its steps of unknown length take, and stores the answers. Each
 * question can be left empty.
 * @throws RenewError `plan-ask` without a terminal
 */
export async function askDurations(one: Assessed, ctx: Context): Promise<Assessed> {
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
  for (const code of plan.unknown) {
    if (code === 'choose-method') continue
    const step = planStepName(code, { assessed: linked, plan, lang: ctx.lang }, ctx.words)
    const period = await askOptional(ctx.words('plan.ask-duration', { step }), readProcessing, ctx)
    if (period !== null) durations[code] = period
  }
  if (Object.keys(durations).length > 0) {
    const now = linked.card
    const timed = { ...now, durations: { ...now.durations, ...durations }, changed: ctx.timestamp() }
    await replaceCards(`edit ${now.name}`, [now], [timed], ctx)
  }
  return assessedNow(one, ctx)
}

async function assessedNow({ card }: Assessed, ctx: Context): Promise<Assessed> {
  const stored = ctx.cards.cards().filter(({ id }) => id === card.id)
  return (await ctx.assess(stored))[0]!
}
