import type { AgendaEntry } from '../../cards/agenda.ts'
import {
  addDays,
  type CivilDate,
  compareText,
  daysBetween,
  partsOf,
  weekdayOf,
} from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { type Paint, paintFor, type Style } from '../../text/paint.ts'
import { type Cell, type Column, renderTable } from '../../text/table.ts'
import { displayName, pad, widthOf } from '../../text/width.ts'
import { renderParagraph, type Span } from '../../text/wrap.ts'

/** A dated entry; `name` is the card's, null for a day off. */
export interface AgendaDay extends AgendaEntry {
  name: string | null
  text: string
}

/** Renders the entries one a line; a terminal shows each date once. */
export function renderAgenda(
  { days, from, to }: { days: readonly AgendaDay[]; from: CivilDate; to: CivilDate },
  words: CommandWords,
  surface: Surface,
): string {
  if (days.length === 0) {
    const text = words('agenda.empty', { from: longDate(from, words), to: longDate(to, words) })
    return surface.isTTY ? `  ${text}\n` : ''
  }
  const shown = surface.isTTY ? withSeries(days, words) : days
  const { columns, rows } = agendaTable(shown, words, surface)
  const once = rows.map(([date, ...cells], at) => [
    shown[at - 1]?.date === shown[at]!.date ? { ...date!, text: '' } : date!,
    ...cells,
  ])
  return renderTable(columns, once, surface)
}

/** Reminders of one card that come every day or every week are one entry when there are so many of them. */
const SERIES = 3

/** Returns the entries with each series of reminders after an expiry as one, on its first day. */
function withSeries(days: readonly AgendaDay[], words: CommandWords): AgendaDay[] {
  const series = new Map<string | null, AgendaDay[]>()
  const all: AgendaDay[][] = []
  for (const day of days.filter(({ code, owed }) => !owed && /^\+\d+d$/.test(code))) {
    const known = series.get(day.card) ?? []
    const step = daysBetween(known.at(-1)?.date ?? day.date, day.date)
    if (known.length === 1 ? step === 1 || step === 7 : step > 0 && step === stepOf(known)) known.push(day)
    else {
      const started = [day]
      series.set(day.card, started)
      all.push(started)
    }
  }
  const entries = new Map<AgendaDay, AgendaDay[]>(days.map(day => [day, [day]]))
  for (const [first, ...others] of all.filter(({ length }) => length >= SERIES)) {
    const until = longDate(others.at(-1)!.date, words)
    const text = words(`agenda.series/${stepOf([first!, ...others]) as 1 | 7}`, { until })
    entries.set(first!, [{ ...first!, text }])
    for (const one of others) entries.set(one, [])
  }
  return [...entries.values()].flat()
}

function stepOf([first, second]: readonly AgendaDay[]): number {
  return first && second ? daysBetween(first.date, second.date) : 0
}

/** Returns the entries as a table, each with its date. */
export function agendaTable(days: readonly AgendaDay[], words: CommandWords, to: Surface) {
  const paint = paintFor(to)
  const rows: Cell[][] = days.map(({ date, kind, name, text, owed }) => {
    const isUrgent = owed || kind === 'expiry' || kind === 'file-by'
    const style = kind === 'day-off' ? paint.dim : isUrgent ? paint.bad : paint.plain
    return [
      { text: longDate(date, words), piped: date },
      { text: name ?? '', style: paint.bold },
      { text, style },
    ]
  })
  const columns: Column[] = [
    { head: words('agenda.head.date') },
    { head: words('status.head.card'), least: 8, wraps: true },
    { head: words('agenda.head.what'), least: 16, wraps: true },
  ]
  return { columns, rows }
}

export function lastOfMonth(day: CivilDate): CivilDate {
  return addDays(`${addDays(`${day.slice(0, 8)}01`, 31).slice(0, 8)}01`, -1)
}

/** Renders a page for each month from one day to another; in a pipe the list alone. */
export function renderMonths(
  { from, to, ...data }: Omit<MonthData, 'month'> & { from: CivilDate; to: CivilDate },
  words: CommandWords,
  surface: Surface,
): string {
  const pages: string[] = []
  for (let month = from; month <= to; month = addDays(lastOfMonth(month), 1)) {
    const days = data.days.filter(({ date }) => date >= month && date <= lastOfMonth(month))
    pages.push(renderMonth({ ...data, days, month }, words, surface))
  }
  return pages.join(surface.isTTY ? '\n' : '')
}

export interface MonthData {
  month: CivilDate
  today: CivilDate
  days: readonly AgendaDay[]
  /** Renewal windows, both ends included. */
  windows: readonly { card: string; opens: CivilDate; closes: CivilDate }[]
  letters: Letters
}

/** Width of a day: a mark, two digits and brackets. */
const CELL = 5
const MOST_LETTERS = 3

/**
 * Renders a month: weeks as rows, from the language's first weekday; `!` a last valid day or deadline, `•` another
 * entry, `-` a day off, `~` a day in a window, brackets around today, then the letters of the documents that the mark
 * belongs to; the list below it. In a pipe the list alone.
 */
function renderMonth(data: MonthData, words: CommandWords, to: Surface): string {
  const { month, days } = data
  const last = lastOfMonth(month)
  const list = renderAgenda({ days, from: month, to: last }, words, to)
  if (!to.isTTY) return list
  const paint = paintFor(to)
  const first = words.dates.weekBegins
  const lead = (weekdayOf(month) - first + 7) % 7
  const cells: (Day | null)[] = Array(lead).fill(null)
  for (let day = month; day <= last; day = addDays(day, 1)) cells.push(dayOf(day, data))
  // One document needs no letters, and without room for one on each day there are none.
  const room = Math.floor((to.width - 1) / 7) - CELL - 1
  const most = data.letters.size > 1 ? Math.max(...cells.map(cell => cell?.letters.length ?? 0)) : 0
  const letters = Math.max(0, Math.min(room, MOST_LETTERS, most))
  const gap = letters > 0 ? letters + 1 : 0
  const heads = Array.from({ length: 7 }, (_, at) => words.dates.weekdays[(first - 1 + at) % 7]!)
  const row = (line: string[]): string => ` ${line.join('')}`.trimEnd()
  const lines = [
    `  ${paint.bold(words.dates.monthTitle(partsOf(month)))}`,
    row(heads.map(head => pad('', CELL - 1 - widthOf(head)) + paint.dim(head) + pad('', 1 + gap))),
  ]
  for (let at = 0; at < cells.length; at += 7)
    lines.push(row(cells.slice(at, at + 7).map(cell => drawnDay(cell, { most: letters, gap }, paint))))
  const legend = [words('month.legend').split(GAP), letters > 0 ? legendItems(data.letters, words) : []]
  const shown = legend.filter(items => items.length > 0)
  const below = shown.map(items => renderParagraph(spaced(items, paint.dim), to)).join('')
  return `${lines.join('\n')}\n\n${below}\n${list}`
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
const OTHERS = '*'

/** A letter for each card by its id, so that a picture can say which card a mark belongs to. */
export type Letters = ReadonlyMap<string, { letter: string; name: string }>

export function lettersOf(cards: readonly { id: string; name: string }[]): Letters {
  return new Map(cards.map(({ id, name }, at) => [id, { letter: LETTERS[at] ?? OTHERS, name }]))
}

function legendItems(letters: Letters, words: CommandWords): string[] {
  const named = [...letters.values()].slice(0, LETTERS.length)
  const items = named.map(({ letter, name }) => `${letter} ${displayName(name, { isTTY: true })}`)
  const count = letters.size - named.length
  return count > 0 ? [...items, `${OTHERS} ${words('words.more', { count })}`] : items
}

const GAP = '   '

function spaced(items: readonly string[], style: Style): Span[] {
  return items.flatMap((text, at) => [...(at > 0 ? [{ text: GAP }] : []), { text, style, whole: true }])
}

interface Day {
  date: CivilDate
  mark: '!' | '•' | '-' | '~' | ' '
  isToday: boolean
  /** Of the documents that the mark belongs to. */
  letters: string[]
}

function dayOf(date: CivilDate, { today, days, windows, letters }: MonthData): Day {
  const entries = days.filter(one => one.date === date)
  const ends = entries.filter(({ kind }) => ['expiry', 'file-by', 'last-working-day'].includes(kind))
  const dated = entries.filter(({ kind }) => kind !== 'day-off')
  const open = windows.filter(({ opens, closes }) => opens <= date && date <= closes)
  const marks = { '!': ends, '•': dated, '-': entries, '~': open }
  const mark = (Object.keys(marks) as (keyof typeof marks)[]).find(one => marks[one].length > 0) ?? ' '
  const of: readonly { card: string | null }[] = mark === ' ' ? [] : marks[mark]
  const marked = new Set(
    of.flatMap(({ card }) => (card === null ? [] : (letters.get(card)?.letter ?? OTHERS))),
  )
  return { date, mark, isToday: date === today, letters: [...marked].sort(compareText) }
}

function drawnDay(day: Day | null, { most, gap }: { most: number; gap: number }, paint: Paint): string {
  if (day === null) return pad('', CELL + gap)
  const { date, mark, isToday, letters } = day
  const calm = weekdayOf(date) > 5 ? paint.dim : paint.plain
  const style = { '!': paint.bad, '•': paint.warn, '-': paint.dim, '~': calm, ' ': calm }[mark]
  const number = String(partsOf(date).day).padStart(2, ' ')
  const listed = letters.length > most ? [...letters.slice(0, Math.max(0, most - 1)), '+'] : letters
  const shown = style(`${mark}${isToday ? `[${number}]` : ` ${number} `}`)
  return shown + pad(most > 0 ? listed.join('') : '', gap)
}
