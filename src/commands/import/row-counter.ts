import { setImmediate as turn } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { onSignal, type StopListening } from '../../io/on-signal.ts'

/** Nothing is shown in the first second; then the line is written again every 200 ms. */
const FIRST_MS = 1000
const EVERY_MS = 200
/** The clock is asked once in so many rows. */
const ROWS = 256

/** Shows on a terminal how many rows were read. */
export class RowCounter {
  #shown = performance.now() + FIRST_MS - EVERY_MS
  #takeBack: StopListening | null = null

  constructor(private readonly ctx: Context) {}

  /** @returns to be waited for where it is not null: then Ctrl-C is heard, and leaves a clean line */
  count(done: number): Promise<void> | null {
    const { io, words } = this.ctx
    if (done % ROWS !== 0 || !io.stderr.isTTY) return null
    const now = performance.now()
    if (now - this.#shown < EVERY_MS) return null
    this.#shown = now
    io.status(words('progress.rows', { count: done }))
    this.#takeBack ??= onSignal(() => io.status(''))
    return turn()
  }

  /** All rows are read: from now on a signal ends the program at once again. */
  async end(): Promise<void> {
    await this.#takeBack?.()
  }
}
