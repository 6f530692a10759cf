import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARDS, command, FILTERS } from './command.ts'
import { answerChosen, cardsToChange, changeChosen, isReminded } from './shared/choose-cards.ts'
import { nextReminders, reminderCardNow } from './shared/coming-reminders.ts'

/** Marks everything owed now as seen, on every channel; an overdue card reminds again once a week (§8). */
export default command({
  args: { '[name...]': CARDS },
  options: FILTERS,
  json: true,
  example: 'renew ack {me}\nrenew ack --holder "{holder}"',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx, isReminded)
    const seen = (await ctx.assess(chosen.cards)).map(one => {
      const { expires, name } = one.card
      if (expires === null) throw new RenewError('no-reminders', { name })
      // Before `remindAt` the reminder of today is still to come, and is not seen yet.
      return { ...one.card, acknowledged: { expires, on: reminderCardNow(one, ctx).due } }
    })
    const after = await changeChosen('ack', chosen, seen, ctx)
    const nextOf = nextReminders(ctx)
    const answers = after.map(one => {
      const { id, name, acknowledged } = one.card
      const { day, json } = nextOf(one)
      return {
        json: () => ({ card: id, acknowledged: acknowledged!.on, next: json }),
        text: () => ctx.words('ack.done', { name: printable(name), next: day && ctx.longDate(day) }),
      }
    })
    answerChosen(chosen, answers, ctx)
  },
})
