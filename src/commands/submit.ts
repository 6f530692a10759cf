import { parseMoney } from '../cards/money.ts'
import { asSubmitted } from '../cards/renewal.ts'
import { statusJson } from '../cards/status-json.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { reminderAfterToday } from '../reminders/coming.ts'
import { reminderCardOf } from '../reminders/unseen.ts'
import { printable } from '../text/printable.ts'
import { CARD, command, type OptionsOf } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { deliveryNow } from './shared/coming-reminders.ts'
import { readLine } from './shared/fields.ts'
import { readDate } from './shared/typed-dates.ts'

const OPTIONS = {
  '--submitted <date>': 'submit.submitted',
  '--receipt <text>': 'done.receipt',
  '--paid <amount>': 'done.paid',
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  args: { '<name>': CARD },
  options: OPTIONS,
  json: true,
  example: 'renew submit me --receipt A-1234 --paid 15000KZT',
  run: ({ args, options }, ctx) => submit(args.name, options, ctx),
})

/** Records the filing: from now on the reminders ask how far it is, until the last day (§5). */
async function submit(typed: string, options: Options, ctx: Context): Promise<void> {
  const card = await cardToChange(typed, ctx)
  const [before] = await ctx.assess([card])
  const { today } = before!.standing
  const submitted = options.submitted === undefined ? today : await readDate(options.submitted, today, ctx)
  if (submitted > today) throw new RenewError('date-ahead', { date: submitted })
  const filed = {
    ...asSubmitted(card, {
      submitted,
      receipt: options.receipt === undefined ? null : readLine(options.receipt) || null,
      paid: options.paid === undefined ? [] : [parseMoney(options.paid)],
    }),
    changed: ctx.timestamp(),
  }
  const [after] = await ctx.assess([filed])
  await replaceCard(`submit ${card.name}`, card, filed, ctx)
  const next = reminderAfterToday(reminderCardOf(after!), deliveryNow(ctx))
  ctx.answer(
    () => ({
      schema: 1,
      card: statusJson(after!, false, ctx.words, ctx.lang, () => ctx.io.zoneName()),
    }),
    () =>
      `${ctx.words('submit.done', { name: printable(card.name), date: ctx.longDate(submitted), next: next && ctx.longDate(next.day) })}\n`,
  )
}
