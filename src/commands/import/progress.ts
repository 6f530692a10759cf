import type { Context } from '../../context.ts'

/** Nothing is shown in the first second; then the line is updated every 200 ms. */
const SHOW_AFTER_MS = 1000
const UPDATE_MS = 200
/** The clock is read once in this many rows. */
const CHECK_ROWS = 256

/** Returns a function that shows on a terminal how far a long work is. @param text of how many rows are done */
export function progress({ io }: Context, text: (done: number) => string): (done: number) => void {
  let shown = performance.now() + SHOW_AFTER_MS - UPDATE_MS
  return done => {
    if (done === 0 || done % CHECK_ROWS !== 0 || !io.stderr.isTTY) return
    const now = performance.now()
    if (now - shown < UPDATE_MS) return
    shown = now
    io.status(text(done))
  }
}

/** Returns a function to call for each of so many steps; it shows how many of a hundred are done. */
export function percentOf(steps: number, key: 'progress.check' | 'progress.store', ctx: Context): () => void {
  const show = progress(ctx, done => ctx.words(key, { percent: Math.floor((done * 100) / steps) }))
  let done = 0
  return () => show(++done)
}
