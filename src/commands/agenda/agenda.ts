import { type AgendaEntry, agendaOf } from '../../cards/agenda.ts'
import type { Assessed } from '../../cards/assess.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { parsePeriod } from '../../dates/period.ts'
import { RenewError } from '../../errors.ts'
import type { AllWords } from '../../messages/index.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { standingMilestone } from '../../reminders/owed.ts'
import { reminderCardOf } from '../../reminders/unseen.ts'
import { milestonesBetween } from '../../schedule/milestones.ts'
import { command, type OptionsOf } from '../command.ts'
import { deliveryNow } from '../shared/coming-reminders.ts'
import { readDate } from '../shared/typed-dates.ts'
import { renderAgenda, renderMonth } from './screen.ts'

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
    const now = standingMilestone(watched)
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

/** Milestones that are called by what they are about. */
const NAMED = [
  'lead',
  'filing-opens',
  'filing-closes',
  'file-by',
  'last-working-day',
  'appointment-1d',
  'appointment',
] as const

/** What a milestone is about, in words: its id (`14d`, `3wd`, `file-by`, `ask+7d`, `+2d`) is for programs. */
export function milestoneText(id: string, words: AllWords): string {
  const named = NAMED.find(name => name === id)
  if (named) return words(`milestone.${named}`)
  if (id.startsWith('ask+')) return words('milestone.ask')
  const over = /^\+(\d+)d$/.exec(id)?.[1]
  if (over) return words('milestone.over', { days: Number(over) })
  const period = parsePeriod(id)
  // What a newer program may have written is shown as it is.
  if (period === null) return id
  if (Object.values(period).every(part => part === 0)) return words('milestone.last-day')
  const values = { period: words.dates.period(period) }
  return period.workdays > 0
    ? words('milestone.before-working-day', values)
    : words('milestone.before', values)
}
