import { upTo } from './attempt.ts'
import type { Ledger } from './ledger.ts'
import { EMPTY_LEDGER, type LedgerFile } from './ledger-file.ts'

/** A later write waits this many times as long as the last one took, so that a run spends its time sending. */
const PAUSE_FACTOR = 10

/** For all records before the next messages; later ones are written together, so that a run has time to send. */
const WRITE_WAIT_MS = 5000

type Change = (ledger: Ledger) => Ledger

/** Where a run of `remind` keeps the ledger: the file, or memory for a dry run. */
export type LedgerStore = Pick<LedgerFile, 'read' | 'update'>

/**
 * Writes the ledger of one run. Changes made during a write go into the next write together, so that a large ledger on
 * a slow disk does not block the channels. A failed write is tried again with the next change; the run itself knows all
 * changes, so it sends nothing twice.
 */
export class LedgerWriter {
  current: Ledger
  /** Why the last write, or the first read, failed. */
  fault: unknown = null
  #backlog: Change[] = []
  #queue: Promise<boolean> = Promise.resolve(true)
  #took = 0
  #later: NodeJS.Timeout | null = null
  #waitLeft = WRITE_WAIT_MS

  constructor(
    private readonly file: LedgerStore,
    private readonly afterWrite = () => {},
  ) {
    try {
      this.current = file.read()
    } catch (error) {
      this.current = EMPTY_LEDGER
      this.fault = error
    }
  }

  /** Applies a pure change. Resolves to `true` once it is on disk, to `false` when it could not be written. */
  write(change: Change): Promise<boolean> {
    const changed = change(this.current)
    if (changed !== this.current || this.#backlog.length > 0) {
      this.current = changed
      this.#backlog.push(change)
      this.#queue = this.#queue.then(() => this.#flush())
    }
    return this.#queue
  }

  /** Records what became of a message, on disk before the next one is sent while the run has time to wait. */
  async record(change: Change): Promise<void> {
    if (this.#waitLeft <= 0) return this.#writeLater(change)
    const start = performance.now()
    await upTo(this.#waitLeft, this.write(change))
    this.#waitLeft -= performance.now() - start
  }

  #writeLater(change: Change): void {
    this.current = change(this.current)
    this.#backlog.push(change)
    if (this.#later !== null) return
    const flush = () => {
      this.#later = null
      this.#queue = this.#queue.then(() => this.#flush())
    }
    this.#later = setTimeout(flush, this.#took * PAUSE_FACTOR)
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
      this.afterWrite()
      this.#took = performance.now() - start
    }
  }
}
