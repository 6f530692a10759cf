import { setImmediate as turn } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { TakeBack, whenStopped } from '../disk/when-stopped.ts'

/** Says on a terminal how far something has come that takes its time; elsewhere nothing. */
export interface Progress {
  /** So many are done. To be waited for where it says so: then Ctrl-C is heard. */
  count(done: number): Promise<void> | null
  /** Clears the line; what is said next stands where it stood. */
  end(): Promise<void>
}

/** Before this nobody wonders, in milliseconds; then the line is written anew so often. */
const PATIENCE = 1000
const PACE = 200
/** The clock is asked only once in so many. */
const STEP = 256

/** A line on stderr for what takes more than a second; whoever stops it finds a clean line. */
export function progressOf(ctx: Context, heed: typeof whenStopped): Progress {
  if (!ctx.beside.isTTY) return { count: () => null, end: async () => {} }
  const began = performance.now()
  let said: number | null = null
  let isOver: TakeBack | null = null
  const clear = () => ctx.io.err('\r\u001b[K')
  return {
    count(done) {
      if (done % STEP !== 0) return null
      const now = performance.now()
      if (now - (said ?? began + PATIENCE - PACE) < PACE) return null
      said = now
      isOver ??= heed(clear)
      ctx.io.err(`\r${ctx.text['progress.read']({ count: done })}\u001b[K`)
      return turn()
    },
    async end() {
      if (said !== null) clear()
      await isOver?.()
    },
  }
}
