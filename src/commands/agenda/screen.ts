import { addDays, type CivilDate, partsOf, weekdayOf } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor, type Style } from '../../text/paint.ts'
import { renderTable } from '../../text/table.ts'
import { pad, widthOf } from '../../text/width.ts'
import { renderParagraph } from '../../text/wrap.ts'

/** A dated entry; `name` is the card's, null for a day off. */
export interface AgendaDay {
  date: CivilDate
  kind: string
  name: string | null
  text: string
}

/** Renders the entries one a line; a terminal shows each date once. */
export function renderAgenda(
  { days, from, to }: { days: readonly AgendaDay[]; from: CivilDate; to: CivilDate },
  words: AllWords,
  surface: Surface,
): string {
  if (days.length === 0) {
    return surface.isTTY
      ? `  ${words('agenda.empty', { from: longDate(from, words), to: longDate(to, words) })}\n`
      : ''
  }
  const paint = paintFor(surface)
  const rows = days.map(({ date, kind, name, text: what }, at) => [
    { text: days[at - 1]?.date === date ? '' : longDate(date, words), piped: date },
    { text: name ?? '', style: paint.bold },
    {
      text: what,
      ...(kind === 'expiry' || kind === 'file-by'
        ? { style: paint.bad }
        : kind === 'day-off'
          ? { style: paint.dim }
          : {}),
    },
  ])
  const columns = [
    { head: words('agenda.head.date') },
    { head: words('agenda.head.card'), least: 8 },
    { head: words('agenda.head.what'), least: 16 },
  ]
  return renderTable(columns, rows, surface)
}

/** Returns the last day of the month of a day. */
export function lastOfMonth(day: CivilDate): CivilDate {
  return addDays(`${addDays(`${day.slice(0, 8)}01`, 31).slice(0, 8)}01`, -1)
}

/** Renders a page for each month from one day to another; in a pipe the list alone. */
export function renderMonths(
  { from, to, ...data }: Omit<MonthData, 'month'> & { from: CivilDate; to: CivilDate },
  words: AllWords,
  surface: Surface,
): string {
  const pages: string[] = []
  for (let month = from; month <= to; month = addDays(lastOfMonth(month), 1)) {
    const days = data.days.filter(({ date }) => date >= month && date <= lastOfMonth(month))
    pages.push(renderMonth({ ...data, days, month }, words, surface))
  }
  return pages.join(surface.isTTY ? '\n' : '')
}

/** A month and its entries. */
export interface MonthData {
  /** The first day of the month. */
  month: CivilDate
  /** The user's civil day. */
  today: CivilDate
  days: readonly AgendaDay[]
  /** Renewal windows, both ends included. */
  windows: readonly { opens: CivilDate; closes: CivilDate }[]
}

/** Width of a day: a mark, two digits and brackets. */
const CELL = 5

/**
 * Renders a month: weeks as rows, from the language's first weekday; `!` a last valid day or deadline, `•` another entry,
 * `-` a day off, `~` a day in a window, brackets around today; the list below it. In a pipe the list alone.
 */
export function renderMonth(data: MonthData, words: AllWords, to: Surface): string {
  const { month, days } = data
  const last = addDays(`${addDays(month, 31).slice(0, 8)}01`, -1)
  const list = renderAgenda({ days, from: month, to: last }, words, to)
  if (!to.isTTY) return list
  const paint = paintFor(to)
  const first = words.dates.weekBegins
  const weekdays = Array.from({ length: 7 }, (_, at) => words.dates.weekdays[(first - 1 + at) % 7]!)
  const lines = [
    `  ${paint.bold(words.dates.monthTitle(partsOf(month)))}`,
    `  ${weekdays.map(head => pad('', CELL - 1 - widthOf(head)) + paint.dim(head)).join(' ')}`,
  ]
  const lead = (weekdayOf(month) - first + 7) % 7
  for (let day = addDays(month, -lead); day <= last; ) {
    let line = ' '
    for (let at = 0; at < 7; at++, day = addDays(day, 1))
      line += day < month || day > last ? pad('', CELL) : cellOf(day, data, paint)
    lines.push(line.trimEnd())
  }
  const legend = renderParagraph([{ text: words('month.legend'), style: paint.dim }], to)
  return `${lines.join('\n')}\n\n${legend}\n${list}`
}

function cellOf(
  day: CivilDate,
  { today, days, windows }: MonthData,
  paint: { bold: Style; bad: Style; warn: Style; dim: Style },
): string {
  const kinds = days.filter(({ date }) => date === day).map(({ kind }) => kind)
  const deadline = kinds.some(kind => kind === 'expiry' || kind === 'file-by' || kind === 'last-working-day')
  const off = kinds.includes('day-off')
  const dated = kinds.some(kind => kind !== 'day-off')
  const busy = windows.some(({ opens, closes }) => opens <= day && day <= closes)
  const mark = deadline ? '!' : dated ? '•' : off ? '-' : busy ? '~' : ' '
  const number = String(partsOf(day).day).padStart(2, ' ')
  const style = deadline
    ? paint.bad
    : dated
      ? paint.warn
      : off || weekdayOf(day) > 5
        ? paint.dim
        : (text: string) => text
  const body = day === today ? `[${number}]` : ` ${number} `
  return style(`${mark}${body}`)
}
