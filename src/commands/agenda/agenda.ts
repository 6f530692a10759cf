import { type AgendaEntry, agendaOf } from '../../cards/agenda.ts'
import type { Assessed } from '../../cards/assess.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { currentMilestone, reminderCardOf } from '../../reminders/owed.ts'
import { milestonesBetween } from '../../schedule/milestones.ts'
import { command, type OptionsOf } from '../command.ts'
import { deliveryNow } from '../shared/coming-reminders.ts'
import { readDate } from '../shared/read-date.ts'
import { renderAgenda } from './list.ts'
import { milestoneText } from './milestone.ts'
import { renderMonth } from './month.ts'

const OPTIONS = {
  '--from <date>': 'agenda.from',
  '--to <date>': 'agenda.to',
  '--month': 'agenda.month',
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  options: OPTIONS,
  json: true,
  on: true,
  example: 'renew agenda\nrenew agenda --month --from 2027-03-01',
  run: ({ options }, ctx) => agenda(options, ctx),
})

/** Days shown unless the user says else, and most that are. */
const USUAL = 92
const MOST = 3 * 366

async function agenda(options: Options, ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const wished = options.from === undefined ? today : await readDate(options.from, today, ctx)
  const from = options.month ? `${wished.slice(0, 8)}01` : wished
  const to = options.month
    ? addDays(`${addDays(from, 31).slice(0, 8)}01`, -1)
    : options.to === undefined
      ? addDays(from, USUAL)
      : await readDate(options.to, today, ctx)
  if (to < from || daysBetween(from, to) > MOST) throw new RenewError('agenda-range', { from, to })
  const cards = await ctx.assess(ctx.cards.cards())
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
        ? renderMonth({ month: from, today, days, windows: windowsOf(cards) }, ctx.words, surface)
        : renderAgenda({ days, from, to }, ctx.words, surface),
  )
}

/** The reminders of a card between two days: its milestones on days past, and what comes from today on. */
function remindersBetween(from: CivilDate, to: CivilDate, ctx: Context) {
  const delivery = deliveryNow(ctx)
  return (one: Assessed): { milestone: string; day: CivilDate }[] => {
    const { term, standing } = one
    const watched = reminderCardOf(one)
    const yesterday = addDays(standing.today, -1)
    const past = milestonesBetween(term, from, to < yesterday ? to : yesterday)
    // Today's is on the page whether it was sent already or not.
    const now = currentMilestone(watched)
    const coming = [...comingReminders(watched, delivery, to)].filter(({ day }) => day > standing.today)
    return [
      ...past.map(({ id, date }) => ({ milestone: id, day: date })),
      ...(typeof now !== 'string' && now.date === standing.today
        ? [{ milestone: now.milestone, day: now.date }]
        : []),
      ...coming,
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
  if (kind === 'day-off') return ctx.words('agenda.day-off', { calendar: code })
  return ctx.words(`agenda.${kind as 'expiry' | 'file-by' | 'last-working-day' | 'appointment' | 'window'}`)
}
