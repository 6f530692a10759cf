import type { Context } from '../../context.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { nextReminderFacts, nextReminderText } from '../shared/next-reminder.ts'
import { inspectTimers, servingTimer } from '../shared/timers.ts'

/** Says on a terminal that nothing is due, and which reminder comes next. */
export async function sayNext(ctx: Context): Promise<void> {
  if (!ctx.stdout.isTTY || ctx.json) return
  const { words } = ctx
  const cards = await ctx.assess(ctx.cards.cards())
  const timer = servingTimer(await inspectTimers(ctx), ctx)
  const facts = nextReminderFacts(cards, timer, ctx)
  const next = facts === null ? words('doctor.nothing-ahead') : nextReminderText(facts, ctx)
  ctx.io.out(renderParagraph(words('remind.view.none-due', { next }), ctx.stdout))
}
