import { type AgendaEntry, agendaOf } from '../../cards/agenda.ts'
import { type Assessed, nameOrder } from '../../cards/assess.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { currentMilestone, reminderCardOf } from '../../reminders/owed.ts'
import { milestonesBetween } from '../../schedule/milestones.ts'
import { command } from '../command.ts'
import { deliveryNow, reminderCardNow } from '../shared/coming-reminders.ts'
import { milestoneText } from '../shared/guide-words.ts'
import { readDate } from '../shared/read-date.ts'
import { lastOfMonth, renderAgenda, renderMonths } from './screen.ts'

export default command({
  reads: true,
  options: {
    '--from <date>': 'agenda.from',
    '--to <date>': 'agenda.to',
    '--month': 'agenda.month',
  },
  json: true,
  on: true,
  example: 'renew agenda\nrenew agenda --month --from 2027-03-01',
  async run({ options }, ctx) {
    const today = ctx.today(null)
    const start = options.from === undefined ? today : await readDate(options.from, today, ctx)
    const from = options.month ? `${start.slice(0, 8)}01` : start
    const end = options.to === undefined ? null : await readDate(options.to, today, ctx)
    const to = options.month ? lastOfMonth(end ?? from) : (end ?? addDays(from, DEFAULT_DAYS))
    if (to < from || daysBetween(from, to) > MAX_DAYS) throw new RenewError('agenda-range', { from, to })
    const compareNames = nameOrder(ctx.lang)
    const assessed = await ctx.assess(ctx.cards.cards())
    const cards = assessed.toSorted((a, b) => compareNames(a.card.name, b.card.name))
    const byId = new Map(cards.map(one => [one.card.id, one]))
    const days = agendaOf(cards, remindersBetween(from, to, ctx), from, to).map(entry => ({
      ...entry,
      name: entry.card === null ? null : byId.get(entry.card)!.card.name,
      text: entryText(entry, byId, ctx),
    }))
    return ctx.answerLong(
      () => ({
        schema: 1,
        days: days.map(({ date, card, kind, code, text }) => ({ date, card, kind, code, text })),
      }),
      surface =>
        options.month
          ? renderMonths({ from, to, today, days, windows: windowsOf(cards) }, ctx.words, surface)
          : renderAgenda({ days, from, to }, ctx.words, surface),
    )
  },
})

/** How many days are shown by default, and at most. */
const DEFAULT_DAYS = 92
const MAX_DAYS = 3 * 366

/** Returns a card's reminders between two days: its milestones on past days, and what comes from today on. */
function remindersBetween(from: CivilDate, to: CivilDate, ctx: Context) {
  const delivery = deliveryNow(ctx)
  return (one: Assessed): { milestone: string; day: CivilDate }[] => {
    const { term, standing } = one
    const yesterday = addDays(standing.today, -1)
    const past = milestonesBetween(term, from, to < yesterday ? to : yesterday)
    // Today's is shown even after it was sent.
    const now = currentMilestone(reminderCardOf(one))
    const coming = [...comingReminders(reminderCardNow(one, ctx), delivery, to)]
    const isSent = typeof now !== 'string' && coming.every(({ date }) => date !== now.date)
    return [
      ...past.map(({ id, date }) => ({ milestone: id, day: date })),
      ...(isSent && now.date === standing.today ? [{ milestone: now.milestone, day: now.date }] : []),
      // A document that is renewed in time has no reminders after its end.
      ...coming.filter(({ milestone }) => standing.stage === 'overdue' || !milestone.startsWith('+')),
    ]
  }
}

function windowsOf(cards: readonly Assessed[]): { opens: CivilDate; closes: CivilDate }[] {
  return cards.flatMap(({ card, standing }) => (card.closed === null && standing.window) || [])
}

function entryText(
  { card, kind, code }: AgendaEntry,
  byId: ReadonlyMap<string, Assessed>,
  ctx: Context,
): string {
  const one = card === null ? null : byId.get(card)!
  if (kind === 'step' && one) return stepName(code, one, ctx.lang, ctx.words)
  if (kind === 'milestone') return ctx.words('agenda.milestone', { what: milestoneText(code, ctx.words) })
  if (kind === 'day-off')
    return ctx.words('agenda.day-off', {
      calendar: ctx.words(`workdays.${code as 'KZ' | 'weekends' | 'none'}`),
    })
  return ctx.words(`agenda.${kind as 'expiry' | 'file-by' | 'last-working-day' | 'appointment' | 'window'}`)
}
