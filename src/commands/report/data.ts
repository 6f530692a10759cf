import type { Assessed } from '../../cards/assessed.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { type AgendaDay, lastOfMonth } from '../agenda/screen.ts'
import type { NamedRenewal } from '../history.ts'
import type { CardPage } from '../show/show.ts'

/** What a report shows of one document: what `show` shows, and its closed renewals. */
export interface ReportDocument extends CardPage {
  letter: string
  renewals: readonly NamedRenewal[]
}

/** All that a report shows. */
export interface ReportData {
  /** The reader's language. */
  lang: string
  /** The first and the last day of the year ahead, in the user's zone. */
  from: CivilDate
  to: CivilDate
  /** Most urgent first. */
  documents: readonly ReportDocument[]
  /** The dates of the year without holidays. */
  days: readonly AgendaDay[]
}

/** What a mark on the line of a document stands for, with its text; of two on one place the first is shown. */
export const MARKS = { expiry: 'agenda.expiry', by: 'show.by', appointment: 'agenda.appointment' } as const

/** The line of a document in the year: its window and its marks, in days from the first day. */
interface YearLine {
  window: { from: number; to: number } | null
  marks: { kind: keyof typeof MARKS; at: number }[]
}

/** Returns the line of a document, with only what is in the year. */
export function yearLine(
  { card, status }: Assessed,
  { from, to }: Pick<ReportData, 'from' | 'to'>,
): YearLine {
  if (card.closed !== null) return { window: null, marks: [] }
  const { window, actBy } = status
  const mark = (kind: YearLine['marks'][number]['kind'], date: CivilDate | null | undefined) =>
    date && date >= from && date <= to ? [{ kind, at: daysBetween(from, date) }] : []
  const { expires } = card
  return {
    window:
      window && window.opens <= to && window.closes >= from
        ? {
            from: Math.max(0, daysBetween(from, window.opens)),
            to: daysBetween(from, window.closes < to ? window.closes : to),
          }
        : null,
    marks: [
      // An expired document is marked on the first day.
      ...(expires && expires < from ? [{ kind: 'expiry' as const, at: 0 }] : mark('expiry', expires)),
      ...(actBy && actBy.why !== 'expiry' ? mark('by', actBy.date) : []),
      ...mark('appointment', card.renewal?.appointment),
    ],
  }
}

/** Returns the dates without reminders and steps, which would hide the dates that they are about; missed steps stay. */
export function mainDates(days: readonly AgendaDay[]): AgendaDay[] {
  return days.filter(({ kind, owed }) => kind !== 'milestone' && (kind !== 'step' || owed))
}

/** Returns the first day of each month in the year; `at`: in days from the first day of the year. */
export function monthStarts({ from, to }: Pick<ReportData, 'from' | 'to'>) {
  const starts: { date: CivilDate; at: number }[] = []
  let date = from.endsWith('-01') ? from : addDays(lastOfMonth(from), 1)
  for (; date <= to; date = addDays(lastOfMonth(date), 1)) starts.push({ date, at: daysBetween(from, date) })
  return starts
}
