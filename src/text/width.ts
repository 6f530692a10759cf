import stringWidth from 'fast-string-width'
import { graphemes, isPlain, printable } from './printable.ts'

const JOINED =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)+/gu
const NO_COLUMNS = /\u200c|\u200d|[\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/

/** Returns how many columns printable text takes on a terminal: two for Chinese and emoji, none for marks. */
export function widthOf(text: string): number {
  if (isPlain(text)) return plainWidth(text)
  // Composed, because each part of a decomposed Korean syllable would be counted.
  const composed = text.normalize('NFC')
  const joined = composed.includes('\u200d') ? composed.replace(JOINED, '😀') : composed
  return stringWidth(joined.replace(NO_COLUMNS, ''))
}

function plainWidth(text: string): number {
  let wide = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x3000) wide++
  return text.length + wide
}

/** Shortens a text to at most `columns` columns, with an ellipsis. */
export function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  return columns < 1 ? '' : `${head(text, columns - 1)}…`
}

/** Returns as many whole characters from the start of a text as fit in `columns` columns. */
export function head(text: string, columns: number): string {
  let shown = ''
  let width = 0
  for (const character of graphemes(text)) {
    width += widthOf(character)
    if (width > columns) break
    shown += character
  }
  return shown
}

/** Adds blanks to a text up to `columns` columns; returns longer text as it is. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

/** Puts right-to-left text between U+2068 and U+2069, so that a terminal does not reorder the text around it. */
export function isolated(text: string): string {
  return !isPlain(text) && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

/** Returns text from users and files for use in a sentence of ours: printable, and on a terminal isolated. */
export function displayName(text: string, { isTTY }: { isTTY: boolean }): string {
  return isTTY ? isolated(printable(text)) : printable(text)
}
