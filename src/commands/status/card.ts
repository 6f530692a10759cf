import type { StatusWords } from '../../messages/index.ts'
import type { Paint } from '../../text/paint.ts'
import type { Fact } from '../../text/sheet.ts'
import { clip, isolated, pad, widthOf } from '../../text/width.ts'
import { wrap } from '../../text/wrap.ts'
import { GAP, type Layout, type LineTexts } from './layout.ts'
import { type StatusRow, shownStage } from './rows.ts'

export interface Draw {
  layout: Layout
  words: StatusWords
  paint: Paint
}

export function renderHead({ layout, words, paint }: Draw): string {
  const cells: [string, number][] = [
    [words('status.head.stage'), layout.stage],
    [words('status.head.card'), layout.name],
    [words('status.head.holder'), layout.holder],
    [words('status.head.expires'), layout.date],
    ['', layout.left],
    [words('status.head.window'), layout.opens],
  ]
  const shown = cells.filter(([, width]) => width > 0)
  return paint.dim(
    shown
      .map(([head, width]) => blanks(GAP) + pad(clip(head, width), width))
      .join('')
      .trimEnd(),
  )
}

export function renderLine(row: StatusRow, line: LineTexts, { layout, paint }: Draw): string[] {
  return layout.wide ? [wideLine(row, line, layout, paint)] : narrowLines(row, line, layout, paint)
}

function wideLine(row: StatusRow, line: LineTexts, layout: Layout, paint: Paint): string {
  const stage = shownStage(row)
  const style = paint.stage[stage]
  const calm = stage === 'valid' || stage === 'closed'
  const cells: [string, number, (text: string) => string][] = [
    [line.stage, layout.stage, style],
    [line.name, layout.name, stage === 'closed' ? paint.dim : paint.bold],
    [line.holder, layout.holder, paint.plain],
    [line[layout.dated], layout.date, stage === 'closed' ? paint.dim : paint.plain],
    [line.left, layout.left, calm ? paint.dim : style],
    [line.opens, layout.opens, paint.dim],
  ]
  return cells
    .filter(([, width]) => width > 0)
    .map(([text, width, look]) => blanks(GAP) + cell(text, width, look))
    .join('')
    .trimEnd()
}

function narrowLines(row: StatusRow, line: LineTexts, layout: Layout, paint: Paint): string[] {
  const stage = shownStage(row)
  const columns = layout.indent + layout.room
  const name = clip(line.name, Math.max(1, columns - widthOf(line.stage) - GAP))
  const dot = { text: ' · ', style: paint.dim }
  const left = line.left === '' ? [] : [dot, { text: line.left, style: paint.stage[stage], whole: true }]
  const below = [
    ...(line.holder === '' ? [] : [[{ text: isolated(line.holder) }]]),
    [{ text: line.date }, ...left],
  ]
  return [
    paint.stage[stage](line.stage) + blanks(GAP) + paint.bold(isolated(name)),
    ...below.flatMap(spans => wrap(spans, columns - GAP)).map(one => blanks(GAP) + one),
  ]
}

/** Renders facts below the card's line: labels below the stage, sentences below the name. */
export function renderFacts(facts: readonly Fact[], { layout, words, paint }: Draw): string[] {
  return facts.flatMap(fact => factLines(fact, layout, words, paint))
}

function factLines({ label, says }: Fact, layout: Layout, words: StatusWords, paint: Paint): string[] {
  const labelled = layout.indent > GAP
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
  const labelIndent = layout.wide ? 2 * GAP : GAP
  if (label === '' && !layout.wide) return lines.map(line => blanks(GAP) + line)
  return lines.map((line, at) =>
    labelled && at === 0
      ? blanks(labelIndent) + paint.dim(label) + blanks(layout.indent - labelIndent - widthOf(label)) + line
      : blanks(layout.indent) + line,
  )
}

function cell(text: string, width: number, style: (text: string) => string): string {
  const shown = clip(text, width)
  return (shown === '' ? '' : style(isolated(shown))) + blanks(width - widthOf(shown))
}

function blanks(count: number): string {
  return ' '.repeat(Math.max(0, count))
}
