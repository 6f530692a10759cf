import { addDays, type CivilDate, compareText } from '../dates/civil-date.ts'
import { isHopeless } from '../schedule/next-action.ts'
import { dayOff } from '../schedule/workdays.ts'
import type { Assessed } from './assessed.ts'

/** In the order in which those of one day are listed. */
const KINDS = [
  'expiry',
  'file-by',
  'last-working-day',
  'appointment',
  'window',
  'step',
  'milestone',
  'day-off',
] as const

export interface AgendaEntry {
  date: CivilDate
  card: string | null
  kind: (typeof KINDS)[number]
  code: string
  /** A date that was missed, or a reminder that the next run sends. */
  owed: boolean
}

export interface AgendaReminder {
  milestone: string
  day: CivilDate
  owed: boolean
}

/** Returns all dates of these cards in order. @param missed whether missed dates before `from` come first */
export function agendaOf(
  cards: readonly Assessed[],
  remindersOf: (one: Assessed) => readonly AgendaReminder[],
  { from, to, missed = false }: { from: CivilDate; to: CivilDate; missed?: boolean },
): AgendaEntry[] {
  const open = cards.filter(({ card }) => card.closed === null && card.expires !== null)
  const entries = [...open.flatMap(one => entriesOf(one, remindersOf(one))), ...daysOff(open, from, to)]
  const rank = ({ kind, owed }: AgendaEntry) => (owed ? -1 : KINDS.indexOf(kind))
  return entries
    .filter(({ date, owed }) => (date >= from || (missed && owed)) && date <= to)
    .sort((a, b) => compareText(a.date, b.date) || rank(a) - rank(b))
}

function entriesOf(one: Assessed, reminders: readonly AgendaReminder[]): AgendaEntry[] {
  const { card, status, plan, course } = one
  const isOver = status.stage === 'overdue'
  // An expired document shows only its end, not each date before it.
  const isMissed = (date: CivilDate, kind: AgendaEntry['kind']) =>
    date < status.today &&
    (kind === 'expiry' || (!isOver && (kind === 'step' || (kind === 'file-by' && course !== 'submitted'))))
  const entry = (
    date: CivilDate | null | undefined,
    kind: AgendaEntry['kind'],
    code: string = kind,
    owed?: boolean,
  ): AgendaEntry[] => (date ? [{ date, card: card.id, kind, code, owed: owed ?? isMissed(date, kind) }] : [])
  const { expires } = card
  const { window, fileBy, lastWorkingDay } = status
  return [
    ...entry(window?.opens, 'window'),
    ...entry(expires, 'expiry'),
    ...(fileBy !== lastWorkingDay ? entry(fileBy, 'file-by') : []),
    ...(lastWorkingDay !== expires ? entry(lastWorkingDay, 'last-working-day') : []),
    ...entry(card.renewal?.appointment, 'appointment'),
    ...(plan?.steps ?? [])
      .filter(step => !step.done && !isHopeless(step))
      .flatMap(step => entry(step.latest, 'step', step.code)),
    ...reminders.flatMap(({ milestone, day, owed }) => entry(day, 'milestone', milestone, owed)),
  ]
}

function daysOff(cards: readonly Assessed[], from: CivilDate, to: CivilDate): AgendaEntry[] {
  const calendars = new Map(cards.map(({ term }) => [term.workdays.id, term.workdays]))
  const found: AgendaEntry[] = []
  for (const calendar of calendars.values()) {
    for (let date = from; date <= to; date = addDays(date, 1)) {
      if (dayOff(date, calendar) === 'holiday')
        found.push({ date, card: null, kind: 'day-off', code: calendar.id, owed: false })
    }
  }
  return found
}
