import { type AgendaEntry, type AgendaReminder, agendaOf } from '../../cards/agenda.ts'
import type { Assessed } from '../../cards/assessed.ts'
import { stepName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import { comingReminders } from '../../reminders/coming.ts'
import { currentMilestone, reminderCardOf } from '../../reminders/owed.ts'
import { milestonesBetween } from '../../schedule/milestones.ts'
import { deliveryNow, reminderCardNow } from '../shared/coming-reminders.ts'
import { milestoneText } from '../shared/guide-words.ts'

/** A dated entry; `name` is the card's, null for a day off. */
export interface AgendaDay extends AgendaEntry {
  name: string | null
  text: string
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

/** Returns a card's reminders between two days: its milestones on past days, and what comes from today on. */
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
