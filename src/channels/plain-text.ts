import { printable } from '../text/printable.ts'

/** Text of several lines that is safe to show: `\n` ends a line, a tab is a blank. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').split('\n').map(printable).join('\n')
}

/** The text cut to a number of UTF-16 units, never inside a character; `…` marks the cut. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text
  const kept = text.slice(0, Math.max(0, size - 1))
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
