import type { Assessed } from '../cards/assess.ts'
import type { Card } from '../cards/card.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { after, type Period, parsePeriod } from '../dates/period.ts'
import { RenewError } from '../errors.ts'
import { snoozeEnd } from '../schedule/standing.ts'
import { printable } from '../text/printable.ts'
import { command } from './command.ts'
import { askFor } from './shared/ask.ts'
import { replaceCards } from './shared/changes.ts'
import { answerChosen, CARDS, cardsToChange, FILTERS } from './shared/choose-cards.ts'
import { readPeriod } from './shared/fields.ts'

/** Silences cards until a day, at the latest until a day on which something must be done (§8). */
export default command({
  args: { '[name...]': CARDS },
  options: { '--for <period>': 'snooze.for', ...FILTERS },
  json: true,
  example: 'renew snooze me --for 3d',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(
      args.name,
      options,
      ctx,
      card => card.closed === null && card.expires !== null,
    )
    const assessed = await ctx.assess(chosen.cards)
    for (const one of assessed) assertCanSnooze(one)
    const period =
      options.for === undefined
        ? await askFor(
            ctx.words('snooze.ask-for'),
            new RenewError('missing-value', { name: '--for', command: 'renew snooze' }),
            readFor,
            ctx,
          )
        : readFor(options.for)
    const snoozed = assessed.map(one => snoozedFor(one, period))
    const cards = snoozed.map(({ card }) => ({ ...card, changed: ctx.timestamp() }))
    await replaceCards(`snooze ${chosen.as}`, chosen.cards, cards, ctx)
    const answers = snoozed.map(({ card, until, shortened }) => ({
      json: () => ({ card: card.id, snoozedUntil: until }),
      text: () =>
        `${ctx.words('snooze.done', { name: printable(card.name), until: ctx.longDate(until), shortened })}\n`,
    }))
    answerChosen(chosen, answers, ctx)
  },
})

function assertCanSnooze({ card: { name, expires }, standing }: Assessed): void {
  if (expires === null) throw new RenewError('no-reminders', { name })
  if (standing.stage === 'overdue') throw new RenewError('overdue-not-snoozed', { name })
}

/** Returns a card snoozed from today for a period, or for as long as it may be. @throws RenewError `too-late-to-snooze` */
function snoozedFor(
  { card, term, standing }: Assessed,
  period: Period,
): { card: Card; until: CivilDate; shortened: boolean } {
  const asked = after(standing.today, period)
  const until = snoozeEnd(term, asked, standing.today)
  if (until <= standing.today) throw new RenewError('too-late-to-snooze', { name: card.name })
  return {
    card: { ...card, snoozed: { expires: card.expires!, until, on: standing.today } },
    until,
    shortened: until < asked,
  }
}

/** Reads a calendar period; working days would depend on a country. */
function readFor(text: string): Period {
  return parsePeriod(readPeriod(text, { calendar: true }))!
}
