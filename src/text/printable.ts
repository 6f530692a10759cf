// status loads this
/** Characters of common scripts, each one or two columns wide, so that text of these alone needs no further checks. */
const PLAIN =
  /^[ -~\u00a1-\u00ac\u00ae-\u00ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2500-\u257f\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/

/** Whether a text has only characters of common scripts. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** Characters that end a line or act on a terminal: controls, line and paragraph separators, lone surrogates. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff'
/** Characters that are always escaped: invisible ones (DI) also change the reading direction. */
const HIDDEN = `[${CONTROLS}\\ufff9-\\ufffb\\p{NChar}\\p{DI}]`

const MONGOLIAN = '(?![\\u180b-\\u180f])\\p{sc=Mong}'

/** Sequences in which an invisible character belongs to a visible one and is kept. */
const KEPT_SEQUENCES = [
  // A key cap; the flag of a region, before the bare black flag it begins with.
  '[0-9#*]\\ufe0f\\u20e3',
  '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}',
  // Emoji with a presentation selector or a skin tone, or joined into one.
  '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f\\p{Emoji_Modifier}]?(?:\\u200d\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)*',
  // Variants of Han characters, as in Japanese names; of Mongolian letters, and the gap before the last vowel.
  '\\p{sc=Hani}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  `${MONGOLIAN}(?:[\\u180b-\\u180d\\u180f]|\\u180e(?=${MONGOLIAN}))`,
  // Joiners that shape letters: after an Indic virama, between Arabic letters (RFC 5892, appendix A), after the heh of
  // Persian abbreviations.
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca][\\u200c\\u200d]',
  '(?<=\\p{sc=Arab})\\u200c(?=\\p{sc=Arab})',
  '\\u0647\\u200d',
].join('|')

/** Compiled only for text that is not plain, because compiling such classes takes 2 ms. */
let hidden: RegExp | undefined
let kept: RegExp | undefined

/** Escapes what must not be shown as it is: the one rule for screens, messages and JSON (FAULTS 20-24). */
function escapeHidden(text: string, escapeOne: (character: string) => string): string {
  if (isPlain(text)) return text
  hidden ??= new RegExp(HIDDEN, 'u')
  if (!hidden.test(text)) return text
  kept ??= new RegExp(`(${KEPT_SEQUENCES})|${HIDDEN}`, 'gu')
  return text.replace(kept, (found, sequence: string | undefined) => sequence ?? escapeOne(found))
}

/** Returns text from users, files and services as one line that is safe to show, with escapes such as `\x1b`. */
export function printable(text: string): string {
  return escapeHidden(text, escapeForScreen)
}

const BREAKING = new RegExp(`[${CONTROLS}]`, 'u')

/** Whether a text may be stored as one line: without controls, line separators and lone surrogates. */
export function isOneLine(text: string): boolean {
  return isPlain(text) || !BREAKING.test(text)
}

/** Shortens a text to `characters` characters as a reader counts them, with an ellipsis; `clip` counts columns. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text
  const shown = graphemes(text)
  return shown.length <= characters ? text : `${shown.slice(0, Math.max(0, characters - 1)).join('')}…`
}

let segmenter: Intl.Segmenter | undefined

/** Splits a text into characters as a reader sees them (UAX #29); slow for text that is not plain. */
export function graphemes(text: string): string[] {
  if (isPlain(text)) return [...text]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeForScreen(character: string): string {
  const code = character.codePointAt(0)!
  const hex = code.toString(16)
  if (code < 0x100) return NAMED[character] ?? `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}

/** Returns a value as JSON, indented when `pretty`, with `printable`'s characters escaped (§6). */
export function jsonText(value: object, pretty: boolean): string {
  const text = JSON.stringify(value, null, pretty ? 2 : undefined)
  // JSON.stringify escapes ASCII controls; a digit may begin a key cap.
  return `${text.replace(/[#*0-9]?[^\n -~]+/g, part => escapeHidden(part, escapeForJson))}\n`
}

function escapeForJson(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}

/** Quotes a name or a path as one word of a command that can be pasted into a shell; hidden characters are escaped. */
export function shellWord(text: string): string {
  const shown = printable(text)
  return /^[\p{L}\p{M}\p{N}_/.:@%+=,-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`
}
