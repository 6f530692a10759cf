/** Everything that could move a cursor, hide or turn text: control characters, line separators, bidi overrides. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Text from users and files as one harmless line: what could act on a terminal is shown as its escape. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSAFE, unsafe => `\\u${unsafe.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same for several lines: `\n` ends a line, a tab is a blank. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').split('\n').map(plainLine).join('\n')
}

/** The text cut to a number of UTF-16 units, never inside a character; `…` marks the cut. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text
  const kept = text.slice(0, Math.max(0, size - 1))
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
