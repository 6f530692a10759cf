import { type Assessed, inUrgency } from '../../cards/assessed.ts'

import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { CARD, command } from '../command.ts'
import { askDurations } from './ask.ts'
import { planJson } from './json.ts'
import { renderPlan } from './screen.ts'

export default command({
  reads: true,
  args: { '[name]': CARD },
  options: { '--ask': 'plan.ask' },
  json: true,
  on: true,
  example: 'renew plan me\nrenew plan me --ask',
  async run({ args: { name }, options }, ctx) {
    const named =
      name === undefined
        ? await mostUrgentPlan(ctx)
        : (await ctx.assess([findCard(ctx.cards.cards(), name, { prefix: true })]))[0]!
    const one = options.ask && named.plan ? await askDurations(named, ctx) : named
    const { plan: found, card } = one
    if (!found) throw new RenewError('no-plan', { name: card.name, guide: card.guide })
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
