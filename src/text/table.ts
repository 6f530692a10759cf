import type { Surface } from '../io/io.ts'
import { type Paint, paintFor, type Style } from './paint.ts'
import { printable } from './printable.ts'
import { clip, isolated, pad, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

export interface Cell {
  text: string
  style?: Style
  piped?: string
}

/** `least`: its least width; without it, it is never cut. `wraps`: long text continues on the next line. */
export interface Column {
  head: string
  least?: number
  wraps?: boolean
}

const GAP = '  '

/** Draws a table; where its columns do not fit, each row takes several lines. In a pipe: tabs, no headers. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly (Cell | string)[])[],
  to: Surface,
): string {
  if (!to.isTTY) return rows.map(row => `${row.map(cell => piped(cell, to)).join('\t')}\n`).join('')
  const all = rows.map(row => row.map(shownCell))
  const kept = columns.map((_, at) => all.some(row => row[at]!.text !== ''))
  const cells = all.map(row => row.filter((_, at) => kept[at]))
  const heads = columns.filter((_, at) => kept[at])
  const widths = columnWidths(heads, cells, to.width)
  const paint = paintFor(to)
  const lines = widths ? aligned(heads, cells, widths, paint) : stacked(heads, cells, to.width, paint)
  return lines.map(line => `${line}\n`).join('')
}

type Shown = Required<Pick<Cell, 'text'>> & { style: Style | undefined }

function piped(cell: Cell | string, { color }: Surface): string {
  if (typeof cell === 'string') return printable(cell)
  const text = printable(cell.piped ?? cell.text)
  return cell.style && color > 0 ? cell.style(text) : text
}

function shownCell(cell: Cell | string): Shown {
  return typeof cell === 'string'
    ? { text: printable(cell), style: undefined }
    : { text: printable(cell.text), style: cell.style }
}

/** Reduces the widest flexible column first; null when the columns do not fit. */
function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Shown[])[],
  screen: number,
): number[] | null {
  const widths = columns.map(({ head }) => widthOf(head))
  for (const row of rows) {
    for (const [at, { text }] of row.entries()) widths[at] = Math.max(widths[at]!, widthOf(text))
  }
  let over = GAP.length * columns.length + widths.reduce((sum, width) => sum + width, 0) - screen
  for (; over > 0; over--) {
    const reducible = columns.map(({ least }, at) =>
      least !== undefined && widths[at]! > least ? widths[at]! : 0,
    )
    const widest = Math.max(...reducible)
    if (widest === 0) return null
    widths[reducible.indexOf(widest)]!--
  }
  return widths
}

function aligned(
  columns: readonly Column[],
  rows: readonly (readonly Shown[])[],
  widths: readonly number[],
  paint: Paint,
): string[] {
  const line = (cells: readonly Shown[]): string => {
    let last = cells.length - 1
    while (last > 0 && cells[last]!.text === '') last--
    return cells
      .slice(0, last + 1)
      .map(({ text, style }, at) => {
        const painted = paintedCell(text, style)
        return GAP + (at === last ? painted : painted + pad('', widths[at]! - widthOf(text)))
      })
      .join('')
  }
  const lines = (cells: readonly Shown[]): string[] => {
    const parts = cells.map(({ text }, at) =>
      columns[at]!.wraps ? wrap(text, widths[at]!) : [clip(text, widths[at]!)],
    )
    const height = Math.max(...parts.map(part => part.length))
    return Array.from({ length: height }, (_, nth) =>
      line(cells.map(({ style }, at) => ({ text: parts[at]![nth] ?? '', style }))),
    )
  }
  return [columns.map(({ head }) => ({ text: head, style: paint.dim })), ...rows].flatMap(lines)
}

function stacked(
  columns: readonly Column[],
  rows: readonly (readonly Shown[])[],
  screen: number,
  paint: Paint,
): string[] {
  const widest = Math.max(0, ...columns.slice(1).map(({ head }) => widthOf(head)))
  const labelWidth = Math.min(widest, Math.floor(screen / 2) - 2 * GAP.length)
  const textWidth = screen - 2 * GAP.length - labelWidth
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [''] : []),
    ...row.flatMap(({ text, style }, at) => {
      if (at === 0) return [paintedCell(clip(text, screen), style ?? paint.bold)]
      if (text === '') return []
      const head = clip(columns[at]!.head, labelWidth)
      return wrap([style ? { text: isolated(text), style } : { text: isolated(text) }], textWidth).map(
        (line, nth) =>
          nth === 0
            ? GAP + paint.dim(head) + pad('', labelWidth - widthOf(head)) + GAP + line
            : GAP + pad('', labelWidth) + GAP + line,
      )
    }),
  ])
}

function paintedCell(text: string, style: Style | undefined): string {
  const whole = isolated(text)
  return style ? style(whole) : whole
}
