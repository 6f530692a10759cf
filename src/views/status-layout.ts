import type { Messages } from '../messages/en.ts'
import { longDate, shortDate } from './dates.ts'
import { printable } from './printable.ts'
import { type StatusRow, shownStage } from './status-data.ts'
import { widthOf } from './width.ts'

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
/** Sentences longer than this are hard to read, however wide the screen is. */
const READABLE = 100

/** What a card's line says, in words. */
export function lineTexts(row: StatusRow, text: Messages): LineTexts {
  const { standing, expires } = row
  const isOpen = row.closed === null
  const isEarlier = standing.earliest !== null && standing.earliest.why !== 'expiry'
  return {
    stage: text[`stage.${shownStage(row)}`],
    name: printable(row.name),
    holder: row.holder === null ? '' : printable(row.holder),
    date: expires === null ? text['words.no-end'] : longDate(expires, text),
    left: isOpen && standing.daysLeft !== null ? text['status.left']({ days: standing.daysLeft }) : '',
    opens:
      isOpen && standing.stage === 'valid' && standing.window
        ? text['status.opens']({ date: shortDate(standing.window.opens, text) })
        : '',
    by:
      isOpen && isEarlier && standing.stage !== 'valid' && standing.stage !== 'overdue'
        ? text['status.by']({ date: shortDate(standing.earliest!.date, text) })
        : '',
  }
}

/** Shares a screen of `columns` columns out to what is to be shown: the name first, then the bar, then the holder. */
export function layoutOf(lines: readonly LineTexts[], text: Messages, columns: number): Layout {
  const widest = (part: keyof LineTexts, head: Head): number =>
    lines.reduce((most, line) => Math.max(most, widthOf(line[part])), widthOf(text[`status.head.${head}`]))
  const labels = LABELS.reduce((most, label) => Math.max(most, widthOf(text[`status.label.${label}`])), 0)
  const stage = Math.max(widest('stage', 'stage'), labels + GAP)
  const date = widest('date', 'expires')
  const left = widest('left', 'left')
  const beside = GAP + stage + GAP
  const free = columns - beside - GAP - date - GAP - left
  if (free < LEAST_NAME) return narrow(labels, columns)

  const natural = widest('name', 'card')
  const bar = free - GAP - LEAST_BAR
  const name = Math.min(natural, bar >= LEAST_NAME ? bar : free)
  let rest = free - name
  const wishedHolder = lines.some(line => line.holder !== '') ? widest('holder', 'holder') : 0
  const wishedWindow = Math.min(MOST_WINDOW, Math.max(LEAST_BAR, widest('opens', 'window')))
  const holder = wishedHolder > 0 && rest >= 2 * GAP + LEAST_NAME + wishedWindow
  const holderWidth = holder ? Math.min(wishedHolder, rest - 2 * GAP - wishedWindow) : 0
  if (holder) rest -= GAP + holderWidth
  const window = rest - GAP >= LEAST_BAR ? Math.min(MOST_WINDOW, rest - GAP) : 0
  const room = Math.min(READABLE, columns - beside)
  return { wide: true, stage, name, holder: holderWidth, date, left, window, beside, room }
}

function narrow(labels: number, columns: number): Layout {
  const beside = 2 * GAP + labels
  const fits = columns - beside >= 2 * LEAST_NAME
  const window = Math.min(MOST_WINDOW, columns - 2 * GAP)
  const none = { stage: 0, name: 0, holder: 0, date: 0, left: 0 }
  return { wide: false, ...none, window, beside: fits ? beside : GAP, room: columns - (fits ? beside : GAP) }
}

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
