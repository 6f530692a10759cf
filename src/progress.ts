import { setImmediate as turn } from 'node:timers/promises'
import { type TakeBack, whenStopped } from './disk/when-stopped.ts'
import type { Messages } from './messages/en.ts'
import type { Io } from './world.ts'

/** What may take longer than anybody waits without wondering. */
export type Step = 'read' | 'check' | 'remind' | 'write'

/** Before this nobody wonders, in milliseconds; then the line is written anew so often. */
const PATIENCE = 1000
const PACE = 200
/** The clock is asked only once in so many. */
const COUNTED = 256

/**
 * A line on a terminal's stderr that tells how far something has come that takes longer than a second; elsewhere
 * nothing. Whatever is said next, or asked, stands in its place.
 */
export class Progress {
  /** The world, in which whatever is said takes the line away first. */
  readonly io: Io
  #shown = false
  #said: number | null = null
  #isCounted: TakeBack | null = null
  readonly #began = performance.now()

  /** @param world where the line goes @param text the words, which may be loaded later */
  constructor(
    private readonly world: Io,
    private readonly text: () => Messages,
  ) {
    const before =
      <A extends unknown[], R>(deed: (...args: A) => R) =>
      (...args: A): R => {
        this.end()
        return deed(...args)
      }
    // What it does not say or ask is the world's own.
    this.io = world.stderr.isTTY
      ? Object.assign(Object.create(world) as Io, {
          out: before(world.out.bind(world)),
          err: before(world.err.bind(world)),
          dialogue: before(world.dialogue.bind(world)),
          page: before(world.page.bind(world)),
        })
      : world
  }

  /** A step begins that cannot tell how far it is. @param isLong whether it is known to take its time */
  step(what: Step, isLong: boolean): void {
    if (isLong) this.#show(this.text()[`progress.${what}`])
  }

  /**
   * So many rows are done.
   * @returns to be waited for where it is not null: then Ctrl-C is heard, and leaves a clean line
   */
  count(done: number): Promise<void> | null {
    if (done % COUNTED !== 0) return null
    const now = performance.now()
    if (now - (this.#said ?? this.#began + PATIENCE - PACE) < PACE) return null
    this.#said = now
    this.#show(this.text()['progress.rows']({ count: done }))
    if (!this.#shown) return null
    this.#isCounted ??= whenStopped(() => this.end())
    return turn()
  }

  /** All rows are done: from now on a signal ends the program at once again. */
  async counted(): Promise<void> {
    await this.#isCounted?.()
    this.#isCounted = null
  }

  /** Takes the line away. */
  end(): void {
    if (!this.#shown) return
    this.#shown = false
    this.world.err('\r\u001b[K')
  }

  #show(words: string): void {
    if (!this.world.stderr.isTTY) return
    this.#shown = true
    this.world.err(`\r${words}\u001b[K`)
  }
}
