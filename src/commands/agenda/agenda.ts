import { type AgendaEntry, type AgendaReminder, agendaOf } from '../../cards/agenda.ts'
import { type Assessed, nameOrder } from '../../cards/assessed.ts'
import { cardsToRead } from '../../cards/find-card.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { currentMilestone, reminderCardOf } from '../../reminders/owed.ts'
import { milestonesBetween } from '../../schedule/milestones.ts'
import { command, FILTERS } from '../command.ts'
import { deliveryNow, reminderCardNow } from '../shared/coming-reminders.ts'
import { milestoneText } from '../shared/guide-words.ts'
import { readDate } from '../shared/read-date.ts'
import {
  type AgendaDay,
  lastOfMonth,
  lettersOf,
  type MonthData,
  renderAgenda,
  renderMonths,
} from './screen.ts'

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
    return ctx.answerLong(
      () => ({ schema: 1, days: daysJson(days) }),
      surface => {
        if (!options.month) return renderAgenda({ days, from, to }, ctx.words, surface)
        const windows = windowsOf(cards)
        const letters = lettersOf(shownCards(cards, days, windows, { from, to }))
        return renderMonths({ from, to, today, days, windows, letters }, ctx.words, surface)
      },
    )
  },
})

const DEFAULT_DAYS = 92
const MAX_DAYS = 3 * 366

type Window = MonthData['windows'][number]

function windowsOf(cards: readonly Assessed[]): Window[] {
  return cards.flatMap(({ card, status: { window } }) =>
    card.closed === null && window ? [{ card: card.id, ...window }] : [],
  )
}

function shownCards(
  cards: readonly Assessed[],
  days: readonly AgendaDay[],
  windows: readonly Window[],
  { from, to }: { from: CivilDate; to: CivilDate },
) {
  const open = windows.filter(({ opens, closes }) => opens <= to && closes >= from)
  const dated = new Set([...days, ...open].map(({ card }) => card))
  return cards.map(({ card }) => card).filter(({ id }) => dated.has(id))
}

export function agendaDays(
  cards: readonly Assessed[],
  range: { from: CivilDate; to: CivilDate; missed?: boolean },
  ctx: Context,
): AgendaDay[] {
  const byId = new Map(cards.map(one => [one.card.id, one]))
  return agendaOf(cards, remindersBetween(range.from, range.to, ctx), range).map(entry => ({
    ...entry,
    name: entry.card === null ? null : byId.get(entry.card)!.card.name,
    text: entryText(entry, byId, ctx),
  }))
}

export function daysJson(days: readonly AgendaDay[]): object[] {
  return days.map(({ date, card, kind, code, text, owed }) => ({ date, card, kind, code, text, owed }))
}

function remindersBetween(from: CivilDate, to: CivilDate, ctx: Context) {
  const delivery = deliveryNow(ctx)
  return (one: Assessed): AgendaReminder[] => {
    const { term, status } = one
    const yesterday = addDays(status.today, -1)
    const past = milestonesBetween(term, from, to < yesterday ? to : yesterday)
    // Today's is shown even after it was sent.
    const now = currentMilestone(reminderCardOf(one))
    const card = reminderCardNow(one, ctx)
    const coming = [...comingReminders(card, delivery, to)]
    const isSent = now !== null && coming.every(({ date }) => date !== now.date)
    return [
      ...past.map(({ id, date }) => ({ milestone: id, day: date, owed: false })),
      ...(isSent && now.date === status.today
        ? [{ milestone: now.milestone, day: now.date, owed: false }]
        : []),
      // A document that is renewed in time has no reminders after its end.
      ...coming
        .filter(({ milestone }) => status.stage === 'overdue' || !milestone.startsWith('+'))
        .map(({ milestone, day, due }) => ({ milestone, day, owed: due <= card.due && day <= card.today })),
    ]
  }
}

function entryText(
  { card, kind, code, owed }: AgendaEntry,
  byId: ReadonlyMap<string, Assessed>,
  ctx: Context,
): string {
  const { words } = ctx
  const one = card === null ? null : byId.get(card)!
  if (kind === 'step' && one) {
    const step = stepName(code, one, ctx.lang, words)
    return owed ? words('agenda.owed.step', { step }) : step
  }
  if (kind === 'milestone')
    return words(owed ? 'agenda.owed.milestone' : 'agenda.milestone', { what: milestoneText(code, words) })
  if (kind === 'day-off')
    return words('agenda.day-off', { calendar: words(`workdays.${code as 'KZ' | 'weekends' | 'none'}`) })
  if (owed) return words(`agenda.owed.${kind as 'expiry' | 'file-by'}`)
  return words(`agenda.${kind as 'expiry' | 'file-by' | 'last-working-day' | 'appointment' | 'window'}`)
}
