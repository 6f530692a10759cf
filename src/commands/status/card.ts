import { daysBetween } from '../../dates/civil-date.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { Stage } from '../../schedule/standing.ts'
import { renderBar } from '../../text/bar.ts'
import { daysLeft, longDate, shortDate, whyText } from '../../text/dates.ts'
import type { Paint } from '../../text/paint.ts'
import { READABLE } from '../../text/paragraph.ts'
import { printable } from '../../text/printable.ts'
import type { Fact } from '../../text/sheet.ts'
import { clip, displayName, isolated, pad, widthOf } from '../../text/width.ts'
import { type Sentence, wrap } from '../../text/wrap.ts'
import { type StatusRow, shownStage } from './rows.ts'

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

/** The texts of a card's line, cleaned. */
export interface LineTexts {
  stage: string
  name: string
  holder: string
  date: string
  left: string
  /** When the window opens, for a card whose window has not; else empty. */
  opens: string
  /** The date to keep, where it comes before the last valid day and the window has opened; else empty. */
  by: string
  /** Whether a bar shows how much of the window has gone. */
  hasBar: boolean
}

/** How many columns each part of the screen gets; 0: it is left out. */
export interface Layout {
  /** Side by side, or one under the other where the screen is narrow. */
  wide: boolean
  stage: number
  name: number
  holder: number
  date: number
  left: number
  window: number
  /** Where sentences about a card begin, and how long they may be. */
  beside: number
  room: number
}

export const GAP = 2
const LEAST_NAME = 12
const LEAST_BAR = 8
const MOST_WINDOW = 24

/** What a card's line says, in words. */
export function lineTexts(row: StatusRow, words: StatusWords): LineTexts {
  const { standing, expires } = row
  const isOpen = row.closed === null
  const isEarlier = standing.earliest !== null && standing.earliest.why !== 'expiry'
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
        ? words('status.by', { date: shortDate(standing.earliest!.date, words) })
        : '',
    hasBar: isOpen && standing.elapsed !== null && standing.stage !== 'valid',
  }
}

/**
 * Shares a screen of `columns` columns out to what is to be shown: to the name first, then to the window, then to
 * the holder. What no card has gets no column.
 */
export function layoutOf(lines: readonly LineTexts[], words: StatusWords, columns: number): Layout {
  const wished = (part: Part, head: Head): number => {
    const widest = lines.reduce((most, line) => Math.max(most, widthOf(line[part])), 0)
    return widest === 0 ? 0 : Math.max(widest, widthOf(words(`status.head.${head}`)))
  }
  const taken = (width: number): number => (width === 0 ? 0 : GAP + width)
  const labels = LABELS.reduce((most, label) => Math.max(most, widthOf(words(`status.label.${label}`))), 0)
  const stage = Math.max(wished('stage', 'stage'), labels + GAP)
  const date = wished('date', 'expires')
  const left = wished('left', 'left')
  const beside = GAP + stage + GAP
  const free = columns - beside - taken(date) - taken(left)
  if (free < LEAST_NAME) return narrow(labels, columns)

  const hasWindow = lines.some(line => line.hasBar || line.opens !== '')
  const besideBar = free - (hasWindow ? GAP + LEAST_BAR : 0)
  const name = Math.min(wished('name', 'card'), besideBar >= LEAST_NAME ? besideBar : free)
  const least = hasWindow ? Math.min(MOST_WINDOW, Math.max(LEAST_BAR, wished('opens', 'window'))) : 0
  const room = free - name - taken(least) - GAP
  const holder = room >= LEAST_NAME ? Math.min(wished('holder', 'holder'), room) : 0
  const rest = free - name - taken(holder) - GAP
  const window = hasWindow && rest >= LEAST_BAR ? Math.min(MOST_WINDOW, rest) : 0
  return {
    wide: true,
    stage,
    name,
    holder,
    date,
    left,
    window,
    beside,
    room: Math.min(READABLE, columns - beside),
  }
}

function narrow(labels: number, columns: number): Layout {
  const beside = 2 * GAP + labels
  const fits = columns - beside >= 2 * LEAST_NAME
  const window = Math.min(MOST_WINDOW, columns - 2 * GAP)
  const none = { stage: 0, name: 0, holder: 0, date: 0, left: 0 }
  return { wide: false, ...none, window, beside: fits ? beside : GAP, room: columns - (fits ? beside : GAP) }
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
 * What there is to say of a card below its line, the earliest date that matters first (R8). `holder` and `opens`
 * are asked for where the line itself has no room for them.
 */
export function detailsOf(
  row: StatusRow,
  beside: { holder: boolean; opens: boolean },
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
  const kind = [isCalm(stage) ? null : row.guideTitle, beside.holder ? row.holder : null].filter(
    one => one !== null,
  )
  if (kind.length > 0)
    facts.push({ label: '', says: [[{ text: kind.map(displayed).join(' · '), style: paint.dim }]] })
  if (stage === 'overdue')
    say('risk', ...row.warnings.map(warning => [{ text: displayed(warning), style: paint.bad }]))
  if (mattersEarlier(row)) {
    const { date } = standing.earliest!
    const tail = whyText(standing, standing.earliest!, words)
    say('by', [
      { text: longDate(date, words), style: stage === 'valid' ? paint.bold : urgent, whole: true },
      { text: tail },
    ])
  }
  if (beside.opens && stage === 'valid' && standing.window) {
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
    const by =
      next.by && next.by !== standing.today ? words('status.next-by', { date: longDate(next.by, words) }) : ''
    say('next', [{ text: displayed(next.text), style: paint.bold }, { text: by }])
  }
  if (materials) {
    const missing = materials.missing.map(displayed).join(words('words.listed'))
    say('papers', words('status.papers', { ready: materials.ready, needed: materials.needed, missing }))
  }
  if (row.course === 'submitted') say('course', words('course.submitted'))
  if (stage !== 'overdue') say('note', ...row.warnings.map(displayed))
  if (row.snoozedUntil) say('snoozed', words('status.snoozed', { date: longDate(row.snoozedUntil, words) }))
  if (row.unseen) say('unseen', [{ text: words('status.unseen'), style: paint.warn }])
  say('note', ...row.notes.map(note => [{ text: displayed(note), style: paint.warn }]))
  return facts
}

type Label =
  | 'by'
  | 'next'
  | 'risk'
  | 'papers'
  | 'course'
  | 'window'
  | 'snoozed'
  | 'unseen'
  | 'note'
  | 'closed'

const isCalm = (stage: Stage): boolean => stage === 'valid' || stage === 'permanent'

/**
 * Whether a date before the last valid day is the one to keep, or its working days are not known for sure. Once
 * overdue no date is left to be kept.
 */
function mattersEarlier({ standing }: StatusRow): boolean {
  const { earliest, stage, knowledge } = standing
  if (earliest === null || stage === 'overdue') return false
  return earliest.why !== 'expiry' || (stage !== 'valid' && knowledge !== 'exact')
}

const displayed = (text: string): string => displayName(text, { isTTY: true })
