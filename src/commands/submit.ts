import { asSubmitted, parseMoney } from '../cards/renewal.ts'
import { RenewError } from '../errors.ts'
import { firstReminder } from '../reminders/coming.ts'
import { printable } from '../text/printable.ts'
import { renderNote } from '../text/wrap.ts'
import { CARD, command } from './command.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { deliveryNow, reminderCardNow } from './shared/coming-reminders.ts'
import { readLine } from './shared/fields.ts'
import { readDate } from './shared/read-date.ts'

/** Records the filing: reminders now ask how far the renewal is, until the last day (§5). */
export default command({
  args: { '<name>': CARD },
  options: {
    '--submitted <date>': 'submit.submitted',
    '--receipt <text>': 'done.receipt',
    '--paid <amount>': 'done.paid',
  },
  json: true,
  example: 'renew submit {me} --receipt A-1234 --paid 15000KZT',
  async run({ args, options }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const { today } = (await ctx.assessOne(card)).standing
    const submitted = options.submitted === undefined ? today : await readDate(options.submitted, today, ctx)
    if (submitted > today) throw new RenewError('date-ahead', { date: submitted, name: card.name })
    const submittedCard = {
      ...asSubmitted(card, {
        submitted,
        receipt: options.receipt === undefined ? null : readLine(options.receipt) || null,
        paid: options.paid === undefined ? [] : [parseMoney(options.paid)],
      }),
      changed: ctx.timestamp(),
    }
    const after = await ctx.assessOne(submittedCard)
    await replaceCard(`submit ${card.name}`, card, submittedCard, ctx)
    const next = firstReminder(reminderCardNow(after, ctx), deliveryNow(ctx))
    ctx.answer(
      () => ({
        schema: 1,
        card: cardStatusJson(after, ctx),
      }),
      to =>
        renderNote(
          ctx.words('submit.done', {
            name: printable(card.name),
            date: ctx.longDate(submitted),
            next: next && ctx.longDate(next.day),
          }),
          to,
        ),
    )
  },
})
