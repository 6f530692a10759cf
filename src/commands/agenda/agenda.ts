import { type Assessed, nameOrder } from '../../cards/assessed.ts'
import { cardsToRead } from '../../cards/find-card.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { command, FILTERS } from '../command.ts'
import { readDate } from '../shared/read-date.ts'
import { agendaDays, daysJson } from './days.ts'
import { lastOfMonth, lettersOf, renderAgenda, renderMonths } from './screen.ts'

export default command({
  reads: true,
  options: {
    '--from <date>': 'agenda.from',
    '--to <date>': 'agenda.to',
    '--month': 'agenda.month',
    ...FILTERS,
  },
  json: true,
  on: true,
  example: 'renew agenda\nrenew agenda --month --from 2027-03-01\nrenew agenda --holder "{holder}"',
  async run({ options }, ctx) {
    const today = ctx.today(null)
    const start = options.from === undefined ? today : await readDate(options.from, today, ctx)
    const from = options.month ? `${start.slice(0, 8)}01` : start
    const end = options.to === undefined ? null : await readDate(options.to, today, ctx)
    const to = options.month ? lastOfMonth(end ?? from) : (end ?? addDays(from, DEFAULT_DAYS))
    if (to < from || daysBetween(from, to) > MAX_DAYS) throw new RenewError('agenda-range', { from, to })
    const compareNames = nameOrder(ctx.lang)
    const assessed = await ctx.assess(cardsToRead(ctx.cards.cards(), [], options))
    const cards = assessed.toSorted((a, b) => compareNames(a.card.name, b.card.name))
    // A range that the user names has only its own dates.
    const missed = options.from === undefined && !options.month
    const days = agendaDays(cards, { from, to, missed }, ctx)
    const letters = lettersOf(shownCards(cards, days, { from, to }))
    return ctx.answerLong(
      () => ({ schema: 1, days: daysJson(days) }),
      surface =>
        options.month
          ? renderMonths({ from, to, today, days, windows: windowsOf(cards), letters }, ctx.words, surface)
          : renderAgenda({ days, from, to }, ctx.words, surface),
    )
  },
})

const DEFAULT_DAYS = 92
const MAX_DAYS = 3 * 366

function shownCards(
  cards: readonly Assessed[],
  days: readonly { card: string | null }[],
  { from, to }: { from: CivilDate; to: CivilDate },
): { id: string; name: string }[] {
  const dated = new Set([
    ...days.map(({ card }) => card),
    ...windowsOf(cards).flatMap(({ card, opens, closes }) => (opens <= to && closes >= from ? [card] : [])),
  ])
  return cards.flatMap(({ card }) => (dated.has(card.id) ? [card] : []))
}

function windowsOf(cards: readonly Assessed[]): { card: string; opens: CivilDate; closes: CivilDate }[] {
  return cards.flatMap(({ card, status: { window } }) =>
    card.closed === null && window ? [{ card: card.id, ...window }] : [],
  )
}
