import { findCard } from '../cards/find-card.ts'
import { statusJson } from '../cards/status-json.ts'
import type { Context } from '../context.ts'
import { addDays } from '../schedule/civil-date.ts'
import { milestonesBetween } from '../schedule/milestones.ts'
import { renderCardPage } from '../views/card-page.ts'
import { CARD, command } from './command.ts'
import { noteLostSources } from './lost-sources.ts'
import { maskedCard } from './masked-card.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  on: true,
  example: 'renew show me',
  run: ({ args }, ctx) => show(args.name, ctx),
})

/** Days after the expiry up to which its first warnings are shown. */
const AFTER = 3

async function show(typed: string, ctx: Context): Promise<void> {
  const card = findCard(ctx.cards.cards(), typed, { prefix: true })
  const [assessed] = await ctx.assess([card])
  const { term, standing } = assessed!
  const { today } = standing
  const last = card.expires !== null && card.expires >= today ? card.expires : today
  const milestones =
    card.expires === null ? [] : milestonesBetween(term, addDays(today, 1), addDays(last, AFTER))
  const links = card.links.map(id => ctx.cards.cards().find(other => other.id === id)?.name ?? id)
  await noteLostSources([assessed!], ctx)
  ctx.answer(
    () => ({
      schema: 1,
      card: maskedCard(card),
      status: statusJson(assessed!, false, ctx.text, ctx.lang, () => ctx.io.zoneName()),
      milestones: milestones.map(({ id, date }) => ({ milestone: id, date })),
    }),
    to =>
      renderCardPage(
        { assessed: assessed!, lang: ctx.lang, milestones, links, ownToday: ctx.today(null) },
        ctx.text,
        to,
      ),
  )
}
