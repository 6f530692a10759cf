// status loads this
import { type Assessed, needsAction } from '../../cards/assessed.ts'
import type { Appointment, Card } from '../../cards/card.ts'
import type { NextCommand } from '../../cards/step-text.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { Stage } from '../../schedule/status.ts'
import type { Paint } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import type { Hint } from './hints.ts'

/** What a row says of a renewal that is at hand; texts from users and files are not cleaned yet. */
export interface RowRenewal {
  materials: { ready: number; needed: number; missing: readonly string[] } | null
  /** `sentence`: the text with its day. */
  next: { text: string; by: CivilDate | null; sentence: string; command: NextCommand | null } | null
  appointment: Appointment | null
  submitted: { date: CivilDate; receipt: string | null } | null
  /** The guide's warnings for an overdue card or a renewal under way, in the reader's language. */
  warnings: readonly string[]
}

/** A card as `status` shows it; texts from users and files are not cleaned yet. */
export interface StatusRow
  extends RowRenewal,
    Pick<Card, 'name' | 'holder' | 'expires' | 'closed'>,
    Pick<Assessed, 'status' | 'course' | 'snoozedUntil'> {
  guideTitle: string | null
  /** Whether a reminder was printed, but may not have been seen. */
  unseen: boolean
  /** Notes in the reader's language, such as a missing guide. */
  notes: readonly string[]
}

export interface StatusData {
  today: CivilDate
  rows: readonly StatusRow[]
  /** How many cards are stored, shown or not. */
  total: number
  /** `--all`: show every card, however long the screen gets. */
  all: boolean
  hints: readonly Hint[]
  reminders: ShownReminders
}

/** The next and the last reminder: when, through which channels (none: printed), and the names of their documents. */
export interface ShownReminders {
  /** Null where none follows or nothing sends it. */
  next: ShownReminder | null
  last: ShownReminder | null
}

/** `at`: RFC 3339; null: with the next run of the timer. */
interface ShownReminder {
  at: string | null
  names: readonly string[]
  channels: readonly string[]
}

export function shownStage({ closed, status }: StatusRow): Stage | 'closed' {
  return closed === null ? status.stage : 'closed'
}

/** Returns the day of an appointment, which is in words already, with its time. */
export function appointmentTime({ time }: Appointment, day: string, words: StatusWords): string {
  return time === null ? day : words('date.moment', { date: day, time })
}

export function appointmentText(appointment: Appointment, day: string, words: StatusWords): string {
  const when = appointmentTime(appointment, day, words)
  return appointment.place === null ? when : when + words('words.comma') + appointment.place
}

export function isAhead({ appointment, status }: Pick<StatusRow, 'appointment' | 'status'>): boolean {
  return appointment !== null && appointment.date >= status.today
}

/** Whether the user has something to do for the card, or may not have seen its reminder. */
export function needsAttention(row: StatusRow): boolean {
  return row.closed === null && (row.unseen || needsAction(row))
}

/**
 * Renders one card a line for a pipe, fields separated by tabs, dates as YYYY-MM-DD, always the same number of fields:
 * stage, name, last valid day, days left, earliest date that matters, next action, its latest day, papers
 * (ready/needed), holder, guide, remarks.
 */
export function renderStatusRows(
  rows: readonly StatusRow[],
  words: StatusWords,
  paint: Paint['stage'] | null = null,
): string {
  const lines = rows.map(row => {
    const stage = shownStage(row)
    const word = words(`stage.${stage}`)
    return `${paint?.[stage](word) ?? word}\t${fieldsOf(row)}\t${remarksOf(row, words)}\n`
  })
  return lines.join('')
}

// One text for each line: there may be thousands.
function fieldsOf({ name, expires, status, next, materials, holder, guideTitle }: StatusRow): string {
  const { daysLeft, actBy } = status
  const dates = `${printable(expires ?? '')}\t${daysLeft ?? ''}\t${printable(actBy?.date ?? '')}`
  const action = next ? `${printable(next.text)}\t${next.by ?? ''}` : '\t'
  const papers = materials ? `${materials.ready}/${materials.needed}` : ''
  return `${printable(name)}\t${dates}\t${action}\t${papers}\t${printable(holder ?? '')}\t${printable(guideTitle ?? '')}`
}

function remarksOf(row: StatusRow, words: StatusWords): string {
  const { submitted, warnings, snoozedUntil, unseen, notes } = row
  const appointment = isAhead(row) ? row.appointment : null
  const say = (label: 'appointment' | 'submitted' | 'snoozed', text: string) =>
    words(`status.label.${label}`) + words('words.colon') + text
  const remarks = [
    ...(appointment ? [say('appointment', appointmentText(appointment, appointment.date, words))] : []),
    ...(submitted ? [say('submitted', words('status.submitted', submitted))] : []),
    ...warnings,
    ...(snoozedUntil ? [say('snoozed', snoozedUntil)] : []),
    ...(unseen ? [words('status.hint.unseen', { count: 1 })] : []),
    ...notes,
  ]
  // Each is a sentence of its own, but only the last one may end like one.
  return printable(remarks.map(text => text.replace(/[.。]$/, '')).join(words('words.semicolon')))
}
