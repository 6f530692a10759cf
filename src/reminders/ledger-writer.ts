import type { Ledger } from './ledger.ts'
import { EMPTY_LEDGER, type LedgerFile } from './ledger-file.ts'

/** Between writes of what can wait so many times as long as the last one took, so that most of a run is sending. */
const PAUSE_FACTOR = 10

type Change = (ledger: Ledger) => Ledger

/** Where a run of `remind` reads and changes the ledger: the file, or memory where nothing is to be written. */
export type LedgerStore = Pick<LedgerFile, 'read' | 'update'>

/**
 * The ledger of one run. Changes asked for while one is being written are written together with the next, so
 * that a large ledger and a slow disk do not hold up the channels; what could not be written is tried again
 * with the next change, and the run knows of it all the same, so it sends nothing twice.
 */
export class LedgerWriter {
  /** The ledger with every change of this run, written or not. */
  current: Ledger
  /** Why the last write failed (or the first reading); null when everything is written. */
  fault: unknown = null
  #backlog: Change[] = []
  #queue: Promise<boolean> = Promise.resolve(true)
  /** How long the last write took, in milliseconds. */
  #took = 0
  #later: NodeJS.Timeout | null = null

  constructor(private readonly file: LedgerStore) {
    try {
      this.current = file.read()
    } catch (error) {
      // What cannot be read counts as empty: the newest milestones go out once more.
      this.current = EMPTY_LEDGER
      this.fault = error
    }
  }

  /** Makes a pure change. Resolves when it is durable, or to `false` when it could not be written. */
  write(change: Change): Promise<boolean> {
    this.current = change(this.current)
    this.#backlog.push(change)
    this.#queue = this.#queue.then(() => this.#flush())
    return this.#queue
  }

  /** Makes a pure change that may be written a little later, together with others, or with the next `write`. */
  writeLater(change: Change): void {
    this.current = change(this.current)
    this.#backlog.push(change)
    if (this.#later !== null) return
    const flush = () => {
      this.#later = null
      this.#queue = this.#queue.then(() => this.#flush())
    }
    this.#later = setTimeout(flush, this.#took * PAUSE_FACTOR)
    // The last write of a run takes all of it along.
    this.#later.unref()
  }

  async #flush(): Promise<boolean> {
    const batch = this.#backlog
    if (batch.length === 0) return this.fault === null
    this.#backlog = []
    const start = performance.now()
    try {
      await this.file.update(ledger => batch.reduce((changed, change) => change(changed), ledger))
      this.fault = null
      return true
    } catch (error) {
      this.#backlog = [...batch, ...this.#backlog]
      this.fault = error
      return false
    } finally {
      this.#took = performance.now() - start
    }
  }
}
