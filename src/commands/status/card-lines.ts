import type { StatusWords } from '../../messages/index.ts'
import { longDate, shortDate, timeLeft } from '../../text/dates.ts'
import type { Paint, Style } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import type { Fact } from '../../text/sheet.ts'
import { clip, isolated, pad, widthOf } from '../../text/width.ts'
import { indented, READABLE, wrap } from '../../text/wrap.ts'
import { type StatusRow, shownStage } from './rows.ts'

/** The texts of a card's line, cleaned. */
export interface LineTexts {
  stage: string
  name: string
  holder: string
  date: string
  /** The date without its weekday. */
  day: string
  left: string
  /** When it is time to prepare, where that is still ahead; else empty. */
  opens: string
}

/** The width of each part of the screen, in columns; 0: left out. */
interface Layout {
  /** Whether the parts are side by side, not one below the other. */
  wide: boolean
  stage: number
  name: number
  holder: number
  date: number
  dated: 'date' | 'day'
  left: number
  opens: number
  /** Where details start, and how wide they may be. */
  indent: number
  room: number
}

interface Draw {
  layout: Layout
  words: StatusWords
  paint: Paint
}

export const GAP = 2
/** The least columns of a name and a holder; weekdays go before a name is cut to less than `WHOLE_NAME`. */
const LEAST_NAME = 12
const WHOLE_NAME = 24
const LEAST_HOLDER = 8

export function lineTexts(row: StatusRow, words: StatusWords): LineTexts {
  const { status, expires } = row
  const isOpen = row.closed === null
  const window = isOpen && status.stage === 'valid' ? status.window : null
  return {
    stage: words(`stage.${shownStage(row)}`),
    name: printable(row.name),
    holder: printable(row.holder ?? ''),
    date: expires === null ? words('words.no-end') : longDate(expires, words),
    day: expires === null ? words('words.no-end') : shortDate(expires, words),
    left: isOpen && status.daysLeft !== null ? timeLeft(status.daysLeft, words) : '',
    opens: window ? shortDate(window.opens, words) : '',
  }
}

/**
 * Divides the width of a screen among its columns, which all cards share. Without room for all, the day to prepare
 * from is left out first, then the weekdays; then names and holders are cut; then each card takes several lines.
 * @param labels the labels of all details that will be shown
 */
export function layoutOf(
  lines: readonly LineTexts[],
  labels: readonly string[],
  words: StatusWords,
  columns: number,
): Layout {
  const widthFor = (part: keyof LineTexts, head: string): number => {
    const widest = lines.reduce((most, line) => Math.max(most, widthOf(line[part])), 0)
    return widest === 0 ? 0 : Math.max(widest, widthOf(head))
  }
  const label = labels.reduce((most, one) => Math.max(most, widthOf(one)), 0)
  const stage = Math.max(widthFor('stage', words('status.head.stage')), addColumn(0, label))
  const name = widthFor('name', words('status.head.card'))
  const holder = widthFor('holder', words('status.head.holder'))
  const left = widthFor('left', '')
  const opens = widthFor('opens', words('status.head.window'))
  const indent = GAP + stage + GAP
  const details = { indent, room: Math.min(READABLE, columns - indent) }
  for (const [dated, withOpens, least] of [
    ['date', opens, WHOLE_NAME],
    ['date', 0, WHOLE_NAME],
    ['day', 0, LEAST_NAME],
  ] as const) {
    const date = widthFor(dated, words('status.head.expires'))
    const free = columns - indent - [date, left, withOpens, holder].reduce(addColumn, 0)
    const names = sharedOut({ name, holder, least }, free + holder)
    if (names) return { wide: true, stage, ...names, date, dated, left, opens: withOpens, ...details }
  }
  return narrow(label, columns)
}

const addColumn = (sum: number, width: number): number => sum + (width === 0 ? 0 : GAP + width)

/** Shares columns out between the names and the holders; null where they are too few. */
function sharedOut(
  { name, holder, least }: { name: number; holder: number; least: number },
  columns: number,
): { name: number; holder: number } | null {
  if (columns < Math.min(name, least) + Math.min(holder, LEAST_HOLDER)) return null
  const own = Math.max(columns - name, Math.min(holder, Math.max(LEAST_HOLDER, Math.floor(columns * 0.4))))
  return { name: Math.min(name, columns - Math.min(holder, own)), holder: Math.min(holder, own) }
}

function narrow(label: number, columns: number): Layout {
  const labelled = 2 * GAP + label
  const indent = label > 0 && columns - labelled >= 2 * LEAST_NAME ? labelled : GAP
  const none = { stage: 0, name: 0, holder: 0, date: 0, dated: 'date', left: 0, opens: 0 } as const
  return { wide: false, ...none, indent, room: columns - indent }
}

export function renderHead({ layout, words, paint: { plain, dim } }: Draw): string {
  const cells: Cell[] = [
    [words('status.head.stage'), layout.stage, plain],
    [words('status.head.card'), layout.name, plain],
    [words('status.head.holder'), layout.holder, plain],
    [words('status.head.expires'), layout.date, plain],
    ['', layout.left, plain],
    [words('status.head.window'), layout.opens, plain],
  ]
  return dim(sideBySide(cells))
}

export function renderLine(row: StatusRow, line: LineTexts, { layout, paint }: Draw): string[] {
  return layout.wide ? [wideLine(row, line, layout, paint)] : narrowLines(row, line, layout, paint)
}

function wideLine(row: StatusRow, line: LineTexts, layout: Layout, paint: Paint): string {
  const stage = shownStage(row)
  const style = paint.stage[stage]
  const isClosed = stage === 'closed'
  return sideBySide([
    [line.stage, layout.stage, style],
    [line.name, layout.name, isClosed ? paint.dim : paint.bold],
    [line.holder, layout.holder, paint.plain],
    [line[layout.dated], layout.date, isClosed ? paint.dim : paint.plain],
    [line.left, layout.left, isClosed || stage === 'valid' ? paint.dim : style],
    [line.opens, layout.opens, paint.dim],
  ])
}

type Cell = [text: string, width: number, style: Style]

function sideBySide(cells: readonly Cell[]): string {
  return cells
    .filter(([, width]) => width > 0)
    .map(([text, width, style]) => ' '.repeat(GAP) + pad(style(isolated(clip(text, width))), width))
    .join('')
    .trimEnd()
}

function narrowLines(row: StatusRow, line: LineTexts, layout: Layout, paint: Paint): string[] {
  const style = paint.stage[shownStage(row)]
  const columns = layout.indent + layout.room
  const name = clip(line.name, Math.max(1, columns - widthOf(line.stage) - GAP))
  const dot = { text: ' · ', style: paint.dim }
  const left = line.left === '' ? [] : [dot, { text: line.left, style, whole: true }]
  const below = [
    ...(line.holder === '' ? [] : [[{ text: isolated(line.holder) }]]),
    [{ text: line.date }, ...left],
  ]
  const lines = below.flatMap(spans => wrap(spans, columns - GAP))
  return [`${style(line.stage)}  ${paint.bold(isolated(name))}`, ...indented(lines, GAP)]
}

/** Renders facts below the card's line: labels below the stage, sentences below the name. */
export function renderFacts(facts: readonly Fact[], { layout, words, paint }: Draw): string[] {
  const { wide, indent, room } = layout
  const isBeside = indent > GAP
  return facts.flatMap(({ label, says }) => {
    const before = isBeside || label === '' ? [] : [{ text: label + words('words.colon'), style: paint.dim }]
    const lines = says.flatMap(one =>
      wrap([...before, ...(typeof one === 'string' ? [{ text: one }] : one)], room),
    )
    const head = isBeside ? ' '.repeat(wide ? 2 * GAP : GAP) + paint.dim(label) : ''
    return indented(lines, label === '' && !wide ? GAP : indent, head)
  })
}
