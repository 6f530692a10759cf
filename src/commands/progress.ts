import type { Context } from '../context.ts'

/** Says on a terminal how far something has come that takes its time; elsewhere nothing. */
export interface Progress {
  /** So many are done. */
  count(done: number): void
  /** Clears the line; what is said next stands where it stood. */
  end(): void
}

/** Before this nobody wonders, in milliseconds; then the line is written anew so often. */
const PATIENCE = 1000
const PACE = 200
/** The clock is asked only once in so many. */
const STEP = 256

/** A line on stderr for what takes more than a second. */
export function progressOf(ctx: Context): Progress {
  if (!ctx.beside.isTTY) return { count: () => {}, end: () => {} }
  const began = performance.now()
  let said: number | null = null
  return {
    count(done) {
      if (done % STEP !== 0) return
      const now = performance.now()
      if (now - (said ?? began + PATIENCE - PACE) < PACE) return
      said = now
      ctx.io.err(`\r${ctx.text['progress.read']({ count: done })}\u001b[K`)
    },
    end() {
      if (said !== null) ctx.io.err('\r\u001b[K')
    },
  }
}
