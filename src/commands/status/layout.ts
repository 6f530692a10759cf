import type { StatusWords } from '../../messages/index.ts'
import { daysLeft, longDate, shortDate } from '../../text/dates.ts'
import { printable } from '../../text/printable.ts'
import { widthOf } from '../../text/width.ts'
import { READABLE } from '../../text/wrap.ts'
import { type StatusRow, shownStage } from './data.ts'

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
