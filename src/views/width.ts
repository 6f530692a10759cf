import stringWidth from 'fast-string-width'
import { graphemes, printable } from './printable.ts'

const ASCII = /^[ -~]*$/
const JOINED =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)+/gu
const NO_COLUMNS = /\u200c|\u200d|[\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/

/** How many columns a terminal needs for printable text: two for Chinese and emoji, none for marks and joiners. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length
  // Composed, because a Korean syllable in pieces would be counted piece by piece.
  const composed = text.normalize('NFC')
  return stringWidth(composed.replace(JOINED, '😀').replace(NO_COLUMNS, ''))
}

/** The text in at most `columns` columns: cut between characters, with an ellipsis, where it is too long. */
export function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  return columns < 1 ? '' : `${head(text, columns - 1)}…`
}

/** As many whole characters from the start of a text as go into `columns` columns. */
export function head(text: string, columns: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, columns))
  let shown = ''
  let width = 0
  for (const character of graphemes(text)) {
    width += widthOf(character)
    if (width > columns) break
    shown += character
  }
  return shown
}

/** The text followed by blanks up to `columns`; longer text is left as it is. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

/**
 * Keeps text that runs from right to left to itself, so that it cannot draw the date beside it along: between
 * U+2068 and U+2069, which take no columns. For terminals only; a file gets the text as it is.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

/** Text from users and files as a part of a sentence of ours: cleaned, and on a terminal kept to itself. */
export function foreign(text: string, { isTTY }: { isTTY: boolean }): string {
  return isTTY ? isolated(printable(text)) : printable(text)
}
