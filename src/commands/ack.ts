import { RenewError } from '../errors.ts'
import { firstReminder } from '../reminders/coming.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { deliveryNow, reminderCardNow } from './shared/coming-reminders.ts'

/** Marks everything owed now as seen, on every channel; an overdue card reminds again once a week (§8). */
export default command({
  args: { '<name>': CARD },
  json: true,
  example: 'renew ack me',
  async run({ args }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const { today } = (await ctx.assess([card]))[0]!.standing
    const { expires } = card
    if (expires === null) throw new RenewError('no-reminders', { name: card.name })
    const seen = { ...card, acknowledged: { expires, on: today }, changed: ctx.timestamp() }
    const after = (await ctx.assess([seen]))[0]!
    await replaceCard(`ack ${card.name}`, card, seen, ctx)
    const next = firstReminder(reminderCardNow(after, ctx), deliveryNow(ctx))
    ctx.answer(
      () => ({
        schema: 1,
        card: card.id,
        acknowledged: today,
        next: next && { milestone: next.milestone, date: next.day },
      }),
      () =>
        `${ctx.words('ack.done', { name: printable(card.name), next: next && ctx.longDate(next.day) })}\n`,
    )
  },
})
