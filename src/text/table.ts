import type { Surface } from '../io/io.ts'
import { type Paint, paintFor, type Style } from './paint.ts'
import { printable } from './printable.ts'
import { clip, isolated, pad, widthOf } from './width.ts'
import { indented, joinLines, wrap } from './wrap.ts'

export interface Cell {
  text: string
  style?: Style | undefined
  piped?: string
}

/** `least`: its least width; without it, it is never cut. `wraps`: long text continues on the next line. */
export interface Column {
  head: string
  least?: number
  wraps?: boolean
}

const GAP = 2

/** Draws a table; where its columns do not fit, each row takes several lines. In a pipe: tabs, no headers. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly (Cell | string)[])[],
  to: Surface,
): string {
  const all = rows.map(row => row.map(cell => (typeof cell === 'string' ? { text: cell } : cell)))
  if (!to.isTTY) return joinLines(all.map(row => row.map(piped).join('\t')))
  const kept = columns.map((_, at) => all.some(row => row[at]!.text !== ''))
  const heads = columns.filter((_, at) => kept[at])
  const cells = all.map(row =>
    row.filter((_, at) => kept[at]).map(({ text, style }) => ({ text: printable(text), style })),
  )
  const paint = paintFor(to)
  const widths = columnWidths(heads, cells, to.width)
  return joinLines(widths ? aligned(heads, cells, widths, paint) : stacked(heads, cells, to.width, paint))
}

function piped({ text, piped = text, style }: Cell): string {
  const shown = printable(piped)
  return style?.(shown) ?? shown
}

/** Reduces the widest flexible column first; null when the columns do not fit. */
function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  screen: number,
): number[] | null {
  const widths = columns.map(({ head }) => widthOf(head))
  for (const row of rows) {
    for (const [at, { text }] of row.entries()) widths[at] = Math.max(widths[at]!, widthOf(text))
  }
  let over = GAP * columns.length + widths.reduce((sum, width) => sum + width, 0) - screen
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
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  paint: Paint,
): string[] {
  const line = (cells: readonly Cell[]): string => {
    const last = Math.max(
      0,
      cells.findLastIndex(({ text }) => text !== ''),
    )
    const shown = cells
      .slice(0, last + 1)
      .map((cell, at) => pad(painted(cell), at === last ? 0 : widths[at]!))
    return shown.map(text => ' '.repeat(GAP) + text).join('')
  }
  const lines = (cells: readonly Cell[]): string[] => {
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
  rows: readonly (readonly Cell[])[],
  screen: number,
  paint: Paint,
): string[] {
  const widest = Math.max(0, ...columns.slice(1).map(({ head }) => widthOf(head)))
  const labelWidth = Math.min(widest, Math.floor(screen / 2) - 2 * GAP)
  const left = GAP + labelWidth + GAP
  return rows.flatMap(([title, ...cells], index) => [
    ...(index > 0 ? [''] : []),
    painted({ text: clip(title!.text, screen), style: title!.style ?? paint.bold }),
    ...cells.flatMap(({ text, style }, at) => {
      if (text === '') return []
      const label = ' '.repeat(GAP) + paint.dim(clip(columns[at + 1]!.head, labelWidth))
      return indented(wrap([{ text: isolated(text), style }], screen - left), left, label)
    }),
  ])
}

function painted({ text, style }: Cell): string {
  return style?.(isolated(text)) ?? isolated(text)
}
