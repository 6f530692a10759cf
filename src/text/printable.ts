/**
 * Letters, ideographs and marks of the scripts that most texts here are in, each a character of its own and one or
 * two columns wide: the common case, which needs no further look.
 */
const PLAIN =
  /^[ -~\u00a1-\u00ac\u00ae-\u00ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2500-\u257f\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/

/** Whether a text has nothing but such plain characters. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** What ends a line or acts on a terminal: controls, separators of lines and paragraphs, lone surrogates. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff'
/**
 * What is never shown as it is: those, noncharacters, and what is ignored by default (DI): it shows nothing or turns the
 * reading direction (zero width, soft hyphen, bidi marks, fillers, tags).
 */
const HIDDEN = `[${CONTROLS}\\ufff9-\\ufffb\\p{NChar}\\p{DI}]`

/** The places where something that shows nothing belongs to a character and is kept with it. */
const KEPT_SEQUENCES = [
  // A key cap; the flag of a region, before the bare black flag it begins with.
  '[0-9#*]\\ufe0f\\u20e3',
  '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}',
  // Emoji with a presentation, a skin tone, or joined into a family.
  '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f\\p{Emoji_Modifier}]?(?:\\u200d\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)*',
  // The form of one Han character, as in Japanese names; of one Mongolian letter, and the gap before its last vowel.
  '\\p{sc=Hani}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  '\\p{sc=Mong}(?:[\\u180b-\\u180d\\u180f]|\\u180e(?=\\p{sc=Mong}))',
  // Joiners that shape letters: behind an Indic virama, between Arabic letters (RFC 5892, appendix A); and behind the
  // heh of Persian abbreviations.
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca][\\u200c\\u200d]',
  '(?<=\\p{sc=Arab})\\u200c(?=\\p{sc=Arab})',
  '\\u0647\\u200d',
].join('|')

/** Built when something is met that is not plain: with such classes even reading a regular expression takes 2 ms. */
let hidden: RegExp | undefined
let kept: RegExp | undefined

/**
 * The text with every character that must not be shown as it is replaced by its spelling: the one rule for what leaves
 * the program, on a screen, in a message or as JSON (FAULTS 20-24). All else is kept as typed.
 */
export function escapeHidden(text: string, spell: (character: string) => string): string {
  if (isPlain(text)) return text
  hidden ??= new RegExp(HIDDEN, 'u')
  if (!hidden.test(text)) return text
  kept ??= new RegExp(`(${KEPT_SEQUENCES})|${HIDDEN}`, 'gu')
  return text.replace(kept, (found, atHome: string | undefined) => atHome ?? spell(found))
}

/** Text from users, files and services as one line that is safe to show: `\x1b`, `\n`, `\u202e` for what is not. */
export function printable(text: string): string {
  return escapeHidden(text, escapeForScreen)
}

const BREAKING = new RegExp(`[${CONTROLS}]`, 'u')

/** Whether a text may be stored as one line: no controls, no separators of lines, no lone surrogates. */
export function isOneLine(text: string): boolean {
  return isPlain(text) || !BREAKING.test(text)
}

/**
 * The first `characters` of a text as a reader counts them, an ellipsis for the rest. For columns of a terminal,
 * which count wide characters twice, see `clip`.
 */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text
  const shown = isPlain(text) ? [...text] : graphemes(text)
  return shown.length <= characters ? text : `${shown.slice(0, Math.max(0, characters - 1)).join('')}…`
}

let segmenter: Intl.Segmenter | undefined

/** The characters as a reader sees them (UAX #29). Slow at first use: only for text that must be cut. */
export function graphemes(text: string): string[] {
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

/** JSON for people on a terminal, one line elsewhere; what must not be shown as it is is escaped (§6). */
export function jsonText(value: object, pretty: boolean): string {
  const text = JSON.stringify(value, null, pretty ? 2 : undefined)
  // ASCII controls are escaped already; a digit may begin a key cap.
  return `${text.replace(/[#*0-9]?[^\n -~]+/g, part => escapeHidden(part, escapeForJson))}\n`
}

/** A character as JSON writes it: `\uXXXX` for each UTF-16 unit. */
function escapeForJson(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
