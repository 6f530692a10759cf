import { daysBetween } from '../../dates/civil-date.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { Stage } from '../../schedule/standing.ts'
import { daysLeft, longDate, shortDate, whyText } from '../../text/dates.ts'
import type { Paint, Style } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import type { Fact } from '../../text/sheet.ts'
import { clip, displayName, isolated, pad, widthOf } from '../../text/width.ts'
import { READABLE, type Sentence, wrap } from '../../text/wrap.ts'
import { type StatusRow, shownStage } from './rows.ts'

/** What each part of the screen is drawn with. */
export interface Draw {
  layout: Layout
  words: StatusWords
  paint: Paint
}

/** Renders the column headings. */
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

/** Renders a card as one line, or several on a narrow screen. @param alone whether no details follow */
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

/** Renders the details below the card's line. */
export function renderDetails(row: StatusRow, line: LineTexts, { layout, words, paint }: Draw): string[] {
  const missing = { holder: layout.holder === 0, opens: !opensFits(line, layout) }
  return detailsOf(row, missing, words, paint).flatMap(fact => factLines(fact, layout, words, paint))
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
  const columns = layout.indent + layout.room
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

/** Renders the last column: the date to keep, else how much of the window is over, else when it opens. */
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

/** Renders a fact, its label below the stage and its sentences below the name. */
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
  return style(isolated(shown)) + blanks(width - widthOf(shown))
}

function blanks(count: number): string {
  return ' '.repeat(Math.max(0, count))
}

/** The texts of a card's line, cleaned. */
export interface LineTexts {
  stage: string
  name: string
  holder: string
  date: string
  left: string
  /** When the window opens, where it is not open yet; else empty. */
  opens: string
  /** The date to keep, where it is before the last valid day and the window is open; else empty. */
  by: string
  /** Whether a bar shows how much of the window is over. */
  hasBar: boolean
}

/** The width of each part of the screen, in columns; 0: left out. */
export interface Layout {
  /** Whether the parts are side by side, not one below the other. */
  wide: boolean
  stage: number
  name: number
  holder: number
  date: number
  left: number
  window: number
  /** Where details start, and how wide they may be. */
  indent: number
  room: number
}

/** Blanks between columns. */
export const GAP = 2
const LEAST_NAME = 12
const LEAST_BAR = 8
const MOST_WINDOW = 24

/** Returns the texts of a card's line. */
export function lineTexts(row: StatusRow, words: StatusWords): LineTexts {
  const { standing, expires } = row
  const isOpen = row.closed === null
  const isEarlier = standing.actBy !== null && standing.actBy.why !== 'expiry'
  return {
    stage: words(`stage.${shownStage(row)}`),
    name: printable(row.name),
    holder: row.holder === null ? '' : printable(row.holder),
    date: expires === null ? words('words.no-end') : longDate(expires, words),
    left: isOpen && standing.daysLeft !== null ? daysLeft(standing.daysLeft, words) : '',
    opens:
      isOpen && standing.stage === 'valid' && standing.window
        ? words('status.opens', { date: shortDate(standing.window.opens, words) })
        : '',
    by:
      isOpen && isEarlier && standing.stage !== 'valid' && standing.stage !== 'overdue'
        ? words('status.by', { date: shortDate(standing.actBy!.date, words) })
        : '',
    hasBar: isOpen && standing.elapsed !== null && standing.stage !== 'valid',
  }
}

/** Shares out the columns of a screen: first to the name, then to the window, then to the holder. */
export function layoutOf(lines: readonly LineTexts[], words: StatusWords, columns: number): Layout {
  const widthFor = (part: Part, head: Head): number => {
    const widest = lines.reduce((most, line) => Math.max(most, widthOf(line[part])), 0)
    return widest === 0 ? 0 : Math.max(widest, widthOf(words(`status.head.${head}`)))
  }
  const withGap = (width: number): number => (width === 0 ? 0 : GAP + width)
  const labels = LABELS.reduce((most, label) => Math.max(most, widthOf(words(`status.label.${label}`))), 0)
  const stage = Math.max(widthFor('stage', 'stage'), labels + GAP)
  const date = widthFor('date', 'expires')
  const left = widthFor('left', 'left')
  const indent = GAP + stage + GAP
  const free = columns - indent - withGap(date) - withGap(left)
  if (free < LEAST_NAME) return narrow(labels, columns)

  const hasWindow = lines.some(line => line.hasBar || line.opens !== '')
  const besideBar = free - (hasWindow ? GAP + LEAST_BAR : 0)
  const name = Math.min(widthFor('name', 'card'), besideBar >= LEAST_NAME ? besideBar : free)
  const least = hasWindow ? Math.min(MOST_WINDOW, Math.max(LEAST_BAR, widthFor('opens', 'window'))) : 0
  const room = free - name - withGap(least) - GAP
  const holder = room >= LEAST_NAME ? Math.min(widthFor('holder', 'holder'), room) : 0
  const rest = free - name - withGap(holder) - GAP
  const window = hasWindow && rest >= LEAST_BAR ? Math.min(MOST_WINDOW, rest) : 0
  return {
    wide: true,
    stage,
    name,
    holder,
    date,
    left,
    window,
    indent,
    room: Math.min(READABLE, columns - indent),
  }
}

function narrow(labels: number, columns: number): Layout {
  const labelled = 2 * GAP + labels
  const indent = columns - labelled >= 2 * LEAST_NAME ? labelled : GAP
  const window = Math.min(MOST_WINDOW, columns - 2 * GAP)
  const none = { stage: 0, name: 0, holder: 0, date: 0, left: 0 }
  return { wide: false, ...none, window, indent, room: columns - indent }
}

type Part = Exclude<keyof LineTexts, 'hasBar'>
type Head = 'stage' | 'card' | 'holder' | 'expires' | 'left' | 'window'

const LABELS = [
  'by',
  'next',
  'risk',
  'papers',
  'course',
  'window',
  'snoozed',
  'unseen',
  'note',
  'closed',
] as const

/**
 * Returns the details of a card, the earliest date that matters first (R8).
 * @param missing what the card's line has no room for
 */
function detailsOf(
  row: StatusRow,
  missing: { holder: boolean; opens: boolean },
  words: StatusWords,
  paint: Paint,
): Fact[] {
  const facts: Fact[] = []
  const say = (label: Label, ...says: Sentence[]): void => {
    if (says.length > 0) facts.push({ label: words(`status.label.${label}`), says })
  }
  if (row.closed !== null) {
    say('closed', longDate(row.closed, words))
    return facts
  }
  const { standing, materials, next } = row
  const { stage } = standing
  const urgent = paint.stage[stage]
  const kind = [isCalm(stage) ? null : row.guideTitle, missing.holder ? row.holder : null].filter(
    one => one !== null,
  )
  if (kind.length > 0)
    facts.push({ label: '', says: [[{ text: kind.map(clean).join(' · '), style: paint.dim }]] })
  if (stage === 'overdue')
    say('risk', ...row.warnings.map(warning => [{ text: clean(warning), style: paint.bad }]))
  if (mattersEarlier(row)) {
    const { date } = standing.actBy!
    const tail = whyText(standing, standing.actBy!, words)
    say('by', [
      { text: longDate(date, words), style: stage === 'valid' ? paint.bold : urgent, whole: true },
      { text: tail },
    ])
  }
  if (missing.opens && stage === 'valid' && standing.window) {
    const { opens } = standing.window
    say(
      'window',
      words('status.window-opens', {
        date: longDate(opens, words),
        when: words.dates.distance(daysBetween(standing.today, opens)),
      }),
    )
  }
  if (next) {
    say('next', [{ text: clean(next.sentence), style: paint.bold }])
  }
  if (materials) {
    const { ready, needed } = materials
    const names = materials.missing.map(clean).join(words('words.listed'))
    say('papers', words('status.papers', { ready, needed, missing: names }))
  }
  if (row.course === 'submitted') say('course', words('course.submitted'))
  if (stage !== 'overdue') say('note', ...row.warnings.map(clean))
  if (row.snoozedUntil) say('snoozed', words('status.snoozed', { date: longDate(row.snoozedUntil, words) }))
  if (row.unseen) say('unseen', [{ text: words('status.unseen'), style: paint.warn }])
  say('note', ...row.notes.map(note => [{ text: clean(note), style: paint.warn }]))
  return facts
}

type Label = (typeof LABELS)[number]

const isCalm = (stage: Stage): boolean => stage === 'valid' || stage === 'permanent'

/** Whether a date before the last valid day is the one to keep, or its working days are not certain. */
function mattersEarlier({ standing }: StatusRow): boolean {
  const { actBy, stage, knowledge } = standing
  if (actBy === null || stage === 'overdue') return false
  return actBy.why !== 'expiry' || (stage !== 'valid' && knowledge !== 'exact')
}

const clean = (text: string): string => displayName(text, { isTTY: true })

/** Renders a share as a bar of `columns` columns; thick and thin lines show it without colour too. */
function renderBar(share: number, columns: number, full: Style, empty: Style): string {
  const filled = Math.min(columns, Math.max(share > 0 ? 1 : 0, Math.floor(share * columns)))
  return full('━'.repeat(filled)) + empty('─'.repeat(columns - filled))
}
