import { after, type Period, parsePeriod } from '../dates/period.ts'
import { RenewError } from '../errors.ts'
import { snoozeEnd } from '../schedule/standing.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { askFor } from './shared/ask.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'

/** Silences a card until a day, at the latest until a day on which something must be done (§8). */
export default command({
  args: { '<name>': CARD },
  options: { '--for <period>': 'snooze.for' },
  json: true,
  example: 'renew snooze me --for 3d',
  async run({ args, options }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const { term, standing } = (await ctx.assess([card]))[0]!
    const { expires } = card
    if (expires === null) throw new RenewError('no-reminders', { name: card.name })
    if (standing.stage === 'overdue') throw new RenewError('overdue-not-snoozed', { name: card.name })
    const period =
      options.for === undefined
        ? await askFor(
            ctx.words('snooze.ask-for'),
            new RenewError('missing-value', { name: '--for', command: 'renew snooze' }),
            readFor,
            ctx,
          )
        : readFor(options.for)
    const asked = after(standing.today, period)
    const until = snoozeEnd(term, asked)
    if (until === null || until <= standing.today)
      throw new RenewError('too-late-to-snooze', { name: card.name })
    const snoozed = { ...card, snoozed: { expires, until }, changed: ctx.timestamp() }
    await replaceCard(`snooze ${card.name}`, card, snoozed, ctx)
    ctx.answer(
      () => ({ schema: 1, card: card.id, snoozedUntil: until }),
      () =>
        `${ctx.words('snooze.done', { name: printable(card.name), until: ctx.longDate(until), shortened: until < asked })}\n`,
    )
  },
})

/** Reads a calendar period; working days would depend on a country. */
function readFor(text: string): Period {
  const period = parsePeriod(text.trim())
  if (!period || period.workdays > 0) throw new RenewError('period-invalid', { value: text })
  return period
}
