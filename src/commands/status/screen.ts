import type { Surface } from '../../io/io.ts'
import type { StatusWords } from '../../messages/index.ts'
import { dateTime } from '../../text/dates.ts'
import { type Paint, paintFor } from '../../text/paint.ts'
import { displayName, pad, widthOf } from '../../text/width.ts'
import { indented, joinLines, type Span, wrap } from '../../text/wrap.ts'
import { GAP, layoutOf, lineTexts, renderFacts, renderHead, renderLine } from './card-lines.ts'
import { detailsOf } from './details.ts'
import { firstCommand, type Hint } from './hints.ts'
import { needsAttention, type StatusData, type StatusRow, shownStage } from './rows.ts'

interface Pen {
  words: StatusWords
  paint: Paint
  columns: number
  /** How many lines the cards may take. */
  lines: number
}

/**
 * Renders the status screen of a terminal: the cards, a summary and the hints. Where it is too high, cards that need no
 * attention lose their details first and are then only counted; the others are always shown.
 */
export function renderStatusScreen(data: StatusData, words: StatusWords, to: Surface): string {
  const paint = paintFor(to)
  const pen = { words, paint, columns: to.width, lines: 0 }
  if (data.rows.length === 0) return joinLines(emptyScreen(data, pen))
  const below = [
    ...summaryLines(data, pen),
    ...reminderLines(data, pen),
    ...data.hints.flatMap(hint => hintLines(hint, pen)),
  ]
  // One line for the blank above the summary, one for the shell's prompt.
  const lines = to.height === null ? Number.POSITIVE_INFINITY : Math.max(1, to.height - below.length - 2)
  return joinLines([...cardLines(data, { ...pen, lines }), '', ...below])
}

function cardLines({ rows, all }: StatusData, pen: Pen): string[] {
  // Each card takes at least a line: more cards than lines cannot fit.
  const mayFit = rows.length <= pen.lines
  if (mayFit) {
    const lines = assembled(blocksOf(rows, () => true, pen))
    if (lines.length <= pen.lines) return lines
  }
  if (mayFit || all) {
    const lines = assembled(blocksOf(rows, needsAttention, pen))
    if (all || lines.length <= pen.lines) return lines
  }
  return folded(rows, pen)
}

/** Renders only cards that need attention, with as many details as fit, or else the next cards; counts the rest. */
function folded(rows: readonly StatusRow[], pen: Pen): string[] {
  const urgent = rows.filter(needsAttention)
  const shown = urgent.length > 0 ? urgent : rows.slice(0, Math.max(1, Math.min(MOST_NEXT, pen.lines - 3)))
  const rest = restLines(rows.length - shown.length, pen)
  const room = pen.lines - rest.length
  const blocks = blocksOf(shown, (_, at) => at < room, pen)
  return [...assembled(blocks, shortened(blocks, room)), ...rest]
}

/** Leaves out details until the cards fit: the last cards keep only what must not be missed, then only their line. */
function shortened({ head, cards }: Blocks, room: number): string[][] {
  const shown = cards.map(card => card.full)
  // A card with details has a blank line beside it.
  const heightOf = (block: readonly string[]): number => block.length + (block.length > 1 ? 1 : 0)
  let height = shown.reduce((sum, block) => sum + heightOf(block), head.length)
  // The first card keeps its details.
  for (const level of ['brief', 'alone'] as const) {
    for (let at = cards.length - 1; at > 0 && height > room; at--) {
      const block = cards[at]![level]
      height += heightOf(block) - heightOf(shown[at]!)
      shown[at] = block
    }
  }
  return shown
}

const MOST_NEXT = 10

interface Blocks {
  head: string[]
  /** The lines of each card: without details, with those that must not be missed, and with all. */
  cards: { alone: string[]; brief: string[]; full: string[] }[]
}

function blocksOf(
  rows: readonly StatusRow[],
  isDetailed: (row: StatusRow, at: number) => boolean,
  { words, paint, columns }: Pen,
): Blocks {
  const lines = rows.map(row => lineTexts(row, words))
  const details = rows.map((row, at) => (isDetailed(row, at) ? detailsOf(row, words, paint) : []))
  const labels = new Set(details.flat().map(({ label }) => label))
  const draw = { layout: layoutOf(lines, [...labels], words, columns), words, paint }
  const cards = rows.map((row, at) => {
    const alone = renderLine(row, lines[at]!, draw)
    const full = details[at]!
    const brief = full.filter(({ isBrief }) => isBrief)
    return {
      alone,
      brief: [...alone, ...renderFacts(brief, draw)],
      full: [...alone, ...renderFacts(full, draw)],
    }
  })
  return { head: draw.layout.wide ? [renderHead(draw)] : [], cards }
}

/** Separates cards with details by a blank line; cards of one line make a table. */
function assembled({ head, cards }: Blocks, shown = cards.map(({ full }) => full)): string[] {
  const isHigh = (lines: string[] | undefined): boolean => lines !== undefined && lines.length > 1
  const lines = shown.flatMap((block, at) =>
    at > 0 && (isHigh(block) || isHigh(shown[at - 1])) ? ['', ...block] : block,
  )
  return [...head, ...lines]
}

function restLines(count: number, { words, paint, columns }: Pen): string[] {
  if (count === 0) return []
  const text = words('status.rest', { count }) + words('words.colon')
  const command = { text: 'renew status --all', style: paint.command, whole: true }
  return ['', ...indented(wrap([{ text, style: paint.dim }, command], columns - GAP), GAP)]
}

const STAGES = ['overdue', 'last-day', 'prepare', 'valid', 'permanent', 'closed'] as const

function summaryLines({ rows }: StatusData, { words, paint, columns }: Pen): string[] {
  const spans: Span[] = [{ text: words('status.summary', { count: rows.length }) }]
  for (const stage of STAGES) {
    const count = rows.filter(row => shownStage(row) === stage).length
    if (count === 0) continue
    if (spans.length > 1) spans.push({ text: words('words.comma') })
    spans.push({ text: words(`status.count.${stage}`, { count }), style: paint.stage[stage] })
  }
  return indented(wrap(spans, columns - GAP), GAP)
}

const NAMED = 3

function reminderLines({ reminders: { next, last } }: StatusData, pen: Pen): string[] {
  const { words } = pen
  const line = (key: 'next' | 'last', { at, names, channels }: NonNullable<typeof next>): string[] => {
    const text = words(`status.${key}-reminder`, {
      at: at === null ? words('status.next-run') : dateTime(at, words),
      names: listed(names, words),
      channels: channels.map(clean).join(words('words.listed')),
    })
    return hintLines({ text, command: null, serious: false }, pen)
  }
  return [...(next ? line('next', next) : []), ...(last ? line('last', last) : [])]
}

function listed(names: readonly string[], words: StatusWords): string {
  const shown = names.slice(0, NAMED).map(clean).join(words('words.listed'))
  const more = names.length - NAMED
  return more <= 0 ? shown : words('words.listed-more', { names: shown, more, all: names.length })
}

const clean = (text: string): string => displayName(text, { isTTY: true })

function hintLines({ text, command, serious }: Hint, { words, paint, columns }: Pen): string[] {
  const spans: Span[] = [{ text, style: serious ? paint.plain : paint.dim }]
  if (command !== null) {
    spans.push(
      { text: words('words.colon'), style: paint.dim },
      { text: command, style: paint.command, whole: true },
    )
  }
  const mark = serious ? paint.warn('!') : paint.dim('·')
  return indented(wrap(spans, columns - 2 * GAP), 2 * GAP, `  ${mark}`)
}

function emptyScreen(data: StatusData, pen: Pen): string[] {
  const { words, paint, columns } = pen
  const { hints } = data
  if (data.total > 0) return hints.flatMap(hint => hintLines(hint, pen))
  const commands = [
    [firstCommand(data.today, words), words('status.empty.add')],
    ['renew --help', words('status.empty.help')],
  ] as const
  const widest = Math.max(...commands.map(([command]) => widthOf(command)))
  const beside = commands.every(([, says]) => 2 * GAP + widest + GAP + widthOf(says) <= columns)
  const lines = commands.flatMap(([command, says]) => {
    if (beside) return [`    ${pad(paint.command(command), widest + GAP)}${paint.dim(says)}`]
    const shown = wrap([{ text: command, style: paint.command, whole: true }], columns - 2 * GAP)
    const about = wrap([{ text: says, style: paint.dim }], columns - 3 * GAP)
    return [...indented(shown, 2 * GAP), ...indented(about, 3 * GAP)]
  })
  return [
    ...indented(wrap(words('status.empty'), columns - GAP), GAP),
    '',
    ...lines,
    ...(hints.length > 1 ? ['', ...hints.slice(1).flatMap(hint => hintLines(hint, pen))] : []),
  ]
}
