/**
 * What makes a typed date unreadable: controls, formats, unassigned, ignorable (FAULTS 16). Stricter than what is cleaned
 * before text is shown, because a date needs none of them, not even where a name does.
 */
const UNSEEN_CLASS = '\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}'
const UNSEEN = new RegExp(`[${UNSEEN_CLASS}]`, 'u')
/** Those, and dashes and marks that look like others; shown by their numbers so that the difference can be seen. */
const MISLEADING = new RegExp(`[${UNSEEN_CLASS}\\p{M}\\u2010-\\u2015\\u2212]`, 'gu')
const BLANKS = new Set([' ', '\t', '\u00a0', '\u3000'])
const LONGEST_SHOWN = 60

/** Whether a text holds a character that a reader cannot see. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text)
}

/** Without blanks at both ends: space, tab, no-break and ideographic space; not line ends or invisible marks. */
export function withoutBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (BLANKS.has(text.charAt(start))) start++
  while (BLANKS.has(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Full-width and other compatible forms made plain (NFKC), digits of every script made 0 to 9. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, digit => String(digitValue(digit.codePointAt(0)!)))
}

/** A text as a message may quote it: at most 60 characters, unseen and misleading ones as `\u202e`. */
export function shownText(text: string): string {
  // Cut before it is looked at: it may be huge.
  const shown = text.slice(0, LONGEST_SHOWN * 2).replace(MISLEADING, escaped)
  const characters = [...shown]
  if (characters.length <= LONGEST_SHOWN && text.length <= LONGEST_SHOWN * 2) return shown
  return `${characters.slice(0, LONGEST_SHOWN - 1).join('')}…`
}

function escaped(character: string): string {
  const number = character.codePointAt(0)!.toString(16)
  return number.length > 4 ? `\\u{${number}}` : `\\u${number.padStart(4, '0')}`
}

/** Every script has its ten digits in one row from zero on, and a block of rows begins with a zero (Unicode 4.6). */
function digitValue(codePoint: number): number {
  let first = codePoint
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (codePoint - first) % 10
}
