import type { Assessed } from '../../cards/assessed.ts'
import { addDays, type CivilDate, daysBetween, partsOf } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { clip, displayName, pad, widthOf } from '../../text/width.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { type AgendaDay, lastOfMonth, renderAgenda } from '../agenda/screen.ts'
import type { RenewalRow } from '../history.ts'
import type { CardPage } from '../show/show.ts'

/** What a report shows of one document: what `show` shows, and its closed renewals. */
export interface ReportDocument extends CardPage {
  letter: string
  renewals: readonly RenewalRow[]
}

export interface ReportData {
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

const MOST_COLUMNS = 73
const SIGNS = { expiry: '!', by: '!', appointment: '•' }

/**
 * Renders the year ahead: on a terminal a line for each document (`!` a last day or deadline, `•` an appointment, `~`
 * time to prepare) with the letters of the list below, where each date is a line. In a pipe the list alone.
 */
export function renderYear(data: ReportData, words: CommandWords, to: Surface): string {
  const { documents, from } = data
  const days = to.isTTY ? mainDates(data.days) : data.days
  const list = renderAgenda({ days, from, to: data.to }, words, to)
  if (!to.isTTY) return list
  if (documents.length === 0) return renderParagraph(words('list.empty'), to)
  const paint = paintFor(to)
  const names = documents.map(({ letter, assessed }) => `${letter} ${displayName(assessed.card.name, to)}`)
  const label = Math.min(Math.max(...names.map(widthOf)), Math.floor(to.width / 3))
  const columns = Math.max(12, Math.min(MOST_COLUMNS, to.width - label - 5))
  const columnOf = (day: number): number => Math.floor((day * columns) / (daysBetween(from, data.to) + 1))
  const lines = documents.map(({ assessed }, at) => {
    const { window, marks } = yearLine(assessed, data)
    const cells: string[] = Array(columns).fill(paint.dim('·'))
    if (window) cells.fill(paint.warn('~'), columnOf(window.from), columnOf(window.to) + 1)
    for (const { kind, at: day } of marks.toReversed())
      cells[columnOf(day)] = (kind === 'appointment' ? paint.bold : paint.bad)(SIGNS[kind])
    return `  ${pad(clip(names[at]!, label), label)}  ${cells.join('')}`
  })
  const legend = renderParagraph([{ text: words('report.legend'), style: paint.dim }], to)
  const head = `  ${pad('', label)}  ${paint.dim(monthHeads(data, columnOf, columns))}`
  return `${[head, ...lines].join('\n')}\n\n${legend}\n${list}`
}

function monthHeads(data: ReportData, columnOf: (day: number) => number, columns: number): string {
  let line = ''
  for (const { date, at } of monthStarts(data)) {
    const column = columnOf(at)
    const head = String(partsOf(date).month)
    if ((line === '' || column > line.length) && column + head.length <= columns)
      line = pad(line, column) + head
  }
  return line
}
