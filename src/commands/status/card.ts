import type { StatusWords } from '../../messages/index.ts'
import type { Paint, Style } from '../../text/paint.ts'
import type { Fact } from '../../text/sheet.ts'
import { clip, isolated, pad, widthOf } from '../../text/width.ts'
import { wrap } from '../../text/wrap.ts'
import { type StatusRow, shownStage } from './data.ts'
import { detailsOf } from './details.ts'
import { GAP, type Layout, type LineTexts } from './layout.ts'

/** What every part of the screen is drawn with. */
export interface Draw {
  layout: Layout
  words: StatusWords
  paint: Paint
}

/** The heads of the columns. */
export function renderHead({ layout, words, paint }: Draw): string {
  const cells: [string, number][] = [
    [words('status.head.stage'), layout.stage],
    [words('status.head.card'), layout.name],
    [words('status.head.holder'), layout.holder],
    [words('status.head.expires'), layout.date],
    [words('status.head.left'), layout.left],
    [words('status.head.window'), layout.window],
  ]
  const shown = cells.filter(([, width]) => width > 0)
  return paint.dim(
    shown
      .map(([head, width]) => blanks(GAP) + pad(widthOf(head) > width ? '' : head, width))
      .join('')
      .trimEnd(),
  )
}

/** A card in one line, in a few where the screen is narrow; alone when no details stand below it. */
export function renderLine(
  row: StatusRow,
  line: LineTexts,
  alone: boolean,
  { layout, paint }: Draw,
): string[] {
  const window = windowCell(row, alone ? line : { ...line, by: '' }, layout, paint)
  return layout.wide
    ? [wideLine(row, line, window, layout, paint)]
    : narrowLines(row, line, window, layout, paint)
}

/** What stands below the card's line. */
export function renderDetails(row: StatusRow, line: LineTexts, { layout, words, paint }: Draw): string[] {
  const beside = { holder: layout.holder === 0, opens: !opensFits(line, layout) }
  return detailsOf(row, beside, words, paint).flatMap(fact => factLines(fact, layout, words, paint))
}

function wideLine(row: StatusRow, line: LineTexts, window: string, layout: Layout, paint: Paint): string {
  const stage = shownStage(row)
  const style = paint.stage[stage]
  const cells = [
    style(line.stage) + blanks(layout.stage - widthOf(line.stage)),
    cell(line.name, layout.name, stage === 'closed' ? paint.dim : paint.bold),
    ...(layout.holder > 0 ? [cell(line.holder, layout.holder, paint.plain)] : []),
    cell(line.date, layout.date, stage === 'closed' ? paint.dim : paint.plain),
    cell(line.left, layout.left, stage === 'valid' || stage === 'closed' ? paint.dim : style),
    window,
  ]
  return cells
    .map(one => blanks(GAP) + one)
    .join('')
    .trimEnd()
}

function narrowLines(
  row: StatusRow,
  line: LineTexts,
  window: string,
  layout: Layout,
  paint: Paint,
): string[] {
  const stage = shownStage(row)
  const columns = layout.beside + layout.room
  const name = clip(line.name, Math.max(1, columns - widthOf(line.stage) - GAP))
  const below = window === '' ? [] : [blanks(GAP) + window]
  const left =
    line.left === ''
      ? []
      : [
          { text: ' · ', style: paint.dim },
          { text: line.left, style: paint.stage[stage] },
        ]
  return [
    paint.stage[stage](line.stage) + blanks(GAP) + paint.bold(isolated(name)),
    ...wrap([{ text: line.date }, ...left], columns - GAP).map(one => blanks(GAP) + one),
    ...below,
  ]
}

/** How much of the window has gone, or when it opens; before a bar, a date to keep that nothing else tells. */
function windowCell(row: StatusRow, line: LineTexts, layout: Layout, paint: Paint): string {
  if (layout.window === 0) return ''
  const style = paint.stage[shownStage(row)]
  if (line.by !== '' && widthOf(line.by) <= layout.window) return style(line.by)
  if (line.hasBar) return renderBar(row.standing.elapsed!, layout.window, style, paint.dim)
  return opensFits(line, layout) ? paint.dim(line.opens) : ''
}

function opensFits(line: LineTexts, layout: Layout): boolean {
  return layout.wide && widthOf(line.opens) <= layout.window
}

/** A fact with its label under the stage and its sentences under the name. */
function factLines({ label, says }: Fact, layout: Layout, words: StatusWords, paint: Paint): string[] {
  const labelled = layout.beside > GAP
  const lines = labelled
    ? says.flatMap(sentence => wrap(sentence, layout.room))
    : says.flatMap(sentence =>
        wrap(
          [
            ...(label === '' ? [] : [{ text: label + words('words.colon'), style: paint.dim }]),
            ...(typeof sentence === 'string' ? [{ text: sentence }] : sentence),
          ],
          layout.room,
        ),
      )
  const indent = layout.wide ? 2 * GAP : GAP
  if (label === '' && !layout.wide) return lines.map(line => blanks(GAP) + line)
  return lines.map((line, at) =>
    labelled && at === 0
      ? blanks(indent) + paint.dim(label) + blanks(layout.beside - indent - widthOf(label)) + line
      : blanks(layout.beside) + line,
  )
}

function cell(text: string, width: number, style: (text: string) => string): string {
  const shown = clip(text, width)
  return style(isolated(shown)) + blanks(width - widthOf(shown))
}

function blanks(count: number): string {
  return ' '.repeat(Math.max(0, count))
}

/** The share of the window that has gone, as a bar of `columns` columns; thick and thin tell it without colour. */
export function renderBar(elapsed: number, columns: number, gone: Style, left: Style): string {
  const filled = Math.min(columns, Math.max(elapsed > 0 ? 1 : 0, Math.floor(elapsed * columns)))
  return gone('━'.repeat(filled)) + left('─'.repeat(columns - filled))
}
