import stringWidth from 'fast-string-width'
import { graphemes, isPlain, printable } from './printable.ts'

const JOINED =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)+/gu
const NO_COLUMNS = /\u200c|\u200d|[\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/

/** How many columns a terminal needs for printable text: two for Chinese and emoji, none for marks and joiners. */
export function widthOf(text: string): number {
  if (isPlain(text)) return plainWidth(text)
  // Composed, because a Korean syllable in pieces would be counted piece by piece.
  const composed = text.normalize('NFC')
  const joined = composed.includes('\u200d') ? composed.replace(JOINED, '😀') : composed
  return stringWidth(joined.replace(NO_COLUMNS, ''))
}

/** The package takes its time; plain text needs no more than a look at each character. */
function plainWidth(text: string): number {
  let wide = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x3000) wide++
  return text.length + wide
}

/** The text in at most `columns` columns: cut between characters, with an ellipsis, where it is too long. */
export function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  return columns < 1 ? '' : `${head(text, columns - 1)}…`
}

/** As many whole characters from the start of a text as go into `columns` columns. */
export function head(text: string, columns: number): string {
  const characters = isPlain(text) ? text : graphemes(text)
  let shown = ''
  let width = 0
  for (const character of characters) {
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
  return !isPlain(text) && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

/** Text from users and files as a part of a sentence of ours: cleaned, and on a terminal kept to itself. */
export function displayName(text: string, { isTTY }: { isTTY: boolean }): string {
  return isTTY ? isolated(printable(text)) : printable(text)
}
