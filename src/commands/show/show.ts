import { findCard } from '../../cards/find-card.ts'
import { statusJson } from '../../cards/status-json.ts'
import type { Context } from '../../context.ts'
import { addDays } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { reminderCardOf } from '../../reminders/unseen.ts'
import { CARD, command } from '../command.ts'
import { maskedCard } from '../shared/card-json.ts'
import { deliveryNow } from '../shared/coming-reminders.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { renderCardPage } from './screen.ts'

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
  const { today } = assessed!.standing
  const last = card.expires !== null && card.expires >= today ? card.expires : today
  const coming = comingReminders(reminderCardOf(assessed!), deliveryNow(ctx), addDays(last, AFTER))
  const reminders = [...coming].filter(({ day }) => day > today)
  const links = card.links.map(id => ctx.cards.cards().find(other => other.id === id)?.name ?? id)
  noteLostSources([assessed!], ctx)
  ctx.answer(
    () => ({
      schema: 1,
      card: maskedCard(card),
      status: statusJson(assessed!, false, ctx.words, ctx.lang, () => ctx.io.zoneName()),
      milestones: reminders.map(({ milestone, day }) => ({ milestone, date: day })),
    }),
    to =>
      renderCardPage(
        { assessed: assessed!, lang: ctx.lang, reminders, links, ownToday: ctx.today(null) },
        ctx.words,
        to,
      ),
  )
}
