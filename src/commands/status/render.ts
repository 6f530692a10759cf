import type { Surface } from '../../io/real-io.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { StatusData, StatusHint } from './data.ts'
import { hintsInWords, hintTexts } from './hint-lines.ts'
import { renderStatusRows } from './rows.ts'

export type { StatusData, StatusHint, StatusRow } from './data.ts'

/**
 * Where the cards stand (§6): a screen on a terminal; elsewhere one card a line, and what else there is to know
 * comes from `renderStatusHints`, for stderr. What draws the screen is loaded only where there is one: it takes a
 * few milliseconds that nobody should pay in a pipe.
 */
export async function renderStatus(data: StatusData, words: StatusWords, to: Surface): Promise<string> {
  if (!to.isTTY) {
    if (to.color === 0) return renderStatusRows(data.rows, words)
    const { paintFor } = await import('../../text/paint.ts')
    return renderStatusRows(data.rows, words, paintFor(to).stage)
  }
  const { renderStatusScreen } = await import('./screen.ts')
  return renderStatusScreen(data, words, to)
}

/** What stands below the cards on the screen, one remark a line, for stderr where the answer goes into a pipe. */
export function renderStatusHints(data: StatusData, words: StatusWords): string {
  return linesOf(hintsInWords(data, words), words)
}

/** Remarks, one a line, for stderr beside an answer in JSON. */
export function renderHints(hints: readonly StatusHint[], words: StatusWords): string {
  return linesOf(hintTexts(hints, words), words)
}

function linesOf(hints: readonly { says: string; command: string | null }[], words: StatusWords): string {
  return hints
    .map(
      ({ says, command }) => `${says}${command ? words('words.colon') + command : ''}
`,
    )
    .join('')
}
