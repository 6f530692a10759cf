import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { reminderAfterToday } from '../reminders/coming.ts'
import { reminderCardOf } from '../reminders/owed.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { deliveryNow } from './shared/coming-reminders.ts'

export default command({
  args: { '<name>': CARD },
  json: true,
  example: 'renew ack me',
  run: ({ args }, ctx) => ack(args.name, ctx),
})

/** Everything owed now counts as seen, on every channel; an overdue card goes on once a week (§8). */
async function ack(typed: string, ctx: Context): Promise<void> {
  const card = await cardToChange(typed, ctx)
  const [assessed] = await ctx.assess([card])
  const { today } = assessed!.standing
  const { expires } = card
  if (expires === null) throw new RenewError('no-reminders', { name: card.name })
  const seen = { ...card, acknowledged: { expires, on: today }, changed: ctx.timestamp() }
  const [after] = await ctx.assess([seen])
  await replaceCard(`ack ${card.name}`, card, seen, ctx)
  const next = reminderAfterToday(reminderCardOf(after!), deliveryNow(ctx))
  ctx.answer(
    () => ({
      schema: 1,
      card: card.id,
      acknowledged: today,
      next: next && { milestone: next.milestone, date: next.day },
    }),
    () => `${ctx.words('ack.done', { name: printable(card.name), next: next && ctx.longDate(next.day) })}\n`,
  )
}
