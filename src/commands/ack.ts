import { RenewError } from '../errors.ts'
import { firstReminder } from '../reminders/coming.ts'
import { printable } from '../text/printable.ts'
import { command } from './command.ts'
import { replaceCards } from './shared/changes.ts'
import { answerChosen, CARDS, cardsToChange, FILTERS } from './shared/choose-cards.ts'
import { deliveryNow, reminderCardNow } from './shared/coming-reminders.ts'

/** Marks everything owed now as seen, on every channel; an overdue card reminds again once a week (§8). */
export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  example: 'renew ack {me}\nrenew ack --holder "{holder}"',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(
      args.name,
      options,
      ctx,
      card => card.closed === null && card.expires !== null,
    )
    const seen = (await ctx.assess(chosen.cards)).map(one => {
      const { expires, name } = one.card
      if (expires === null) throw new RenewError('no-reminders', { name })
      // Before `remindAt` the reminder of today is still to come, and is not seen yet.
      const on = reminderCardNow(one, ctx).due
      return { ...one.card, acknowledged: { expires, on }, changed: ctx.timestamp() }
    })
    const after = await ctx.assess(seen)
    await replaceCards(`ack ${chosen.as}`, chosen.cards, seen, ctx)
    const delivery = deliveryNow(ctx)
    const answers = after.map(one => {
      const { card } = one
      const next = firstReminder(reminderCardNow(one, ctx), delivery)
      return {
        json: () => ({
          card: card.id,
          acknowledged: card.acknowledged!.on,
          next: next && { milestone: next.milestone, date: next.day },
        }),
        text: () =>
          `${ctx.words('ack.done', { name: printable(card.name), next: next && ctx.longDate(next.day) })}\n`,
      }
    })
    answerChosen(chosen, answers, ctx)
  },
})
