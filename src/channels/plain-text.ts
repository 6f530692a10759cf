export { printable as plainLine, printableLines as plainText } from '../text/printable.ts'

/** The text cut to a number of UTF-16 units, never inside a character; `…` marks the cut. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text
  const kept = text.slice(0, Math.max(0, size - 1))
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
