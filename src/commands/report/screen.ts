import { daysBetween, partsOf } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { clip, displayName, pad, widthOf } from '../../text/width.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { renderAgenda } from '../agenda/screen.ts'
import { mainDates, monthStarts, type ReportData, yearLine } from './data.ts'

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

/** Returns the numbers of the months, each over its first day, where they have room. */
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
