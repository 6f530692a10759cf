import type { Style } from './paint.ts'

/** The share of the window that has gone, as a bar of `columns` columns; thick and thin tell it without colour. */
export function renderBar(elapsed: number, columns: number, gone: Style, left: Style): string {
  const filled = Math.min(columns, Math.max(elapsed > 0 ? 1 : 0, Math.floor(elapsed * columns)))
  return gone('━'.repeat(filled)) + left('─'.repeat(columns - filled))
}
