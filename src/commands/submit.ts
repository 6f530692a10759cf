import { parseMoney } from '../cards/money.ts'
import { asSubmitted, withRenewal } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { renderNote } from '../text/wrap.ts'
import { CARD, command } from './command.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { cardToChange, changeChosen } from './shared/choose-cards.ts'
import { nextReminders } from './shared/coming-reminders.ts'
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
    const { today } = (await ctx.assessOne(card)).status
    const submitted = await daySubmitted(options.submitted, today, ctx)
    if (submitted === null && !card.renewal?.submitted)
      throw new RenewError('not-submitted', { name: card.name })
    if (submitted !== null && submitted > today)
      throw new RenewError('date-ahead', { date: submitted, name: card.name })
    const receipt = options.receipt === undefined ? null : readLine(options.receipt) || null
    const paid = options.paid === undefined ? [] : [parseMoney(options.paid)]
    const changed =
      submitted === null
        ? withRenewal(card, { submitted, receipt: null })
        : asSubmitted(card, { submitted, receipt, paid })
    const [after] = await changeChosen('submit', { cards: [card], as: card.name }, [changed], ctx)
    const { day } = nextReminders(ctx)(after!)
    const said = { name: printable(card.name), next: day && ctx.longDate(day) }
    const text =
      submitted === null
        ? ctx.words('submit.withdrawn', said)
        : ctx.words('submit.done', { ...said, date: ctx.longDate(submitted) })
    ctx.answer(
      () => ({ schema: 1, card: cardStatusJson(after!, ctx) }),
      to => renderNote(text, to),
    )
  },
})

/** Returns the day that was typed, else today; null for an empty text: the application was refused. */
async function daySubmitted(
  typed: string | undefined,
  today: CivilDate,
  ctx: Context,
): Promise<CivilDate | null> {
  if (typed === undefined) return today
  return typed.trim() === '' ? null : readDate(typed, today, ctx)
}
