import { orElse, RenewError } from '../errors.ts'
import { newestKept } from '../storage/kept-copies.ts'
import { lastNumber } from '../storage/older-file.ts'
import type { StoredFile } from '../storage/stored-file.ts'

/** An entry of a log of changes. One count runs through those of `cards.json` and `settings.json` (§13). */
export interface Logged {
  /** Decimal text. Two files may have the same one where an earlier version wrote one of them. */
  id: string
  at: string
  command: string
  undone: boolean
  /** It replaced the files with earlier ones; those of the moment before are kept under its number. */
  restore?: true
}

const UNDOABLE = 20
const LOG_LIMIT = 1000

/** Returns the newest number in the log of a file, or of its newest kept copy. Call it under the lock. */
export function lastNumberIn(file: StoredFile<object> | null): number {
  if (file === null) return 0
  const content = orElse(() => file.read(), undefined)
  return lastNumber(
    ((content === undefined ? newestKept(file) : content) as { changes?: unknown } | null)?.changes,
  )
}

/** Cuts the changes for which a log has no room. @param costOf how much of `room` an older change takes */
export function withinLimits<T extends Logged>(
  log: readonly T[],
  isUndoable: (change: T) => boolean,
  cut: (change: T) => T,
  costOf: (change: T) => number = () => 0,
  room = 0,
): T[] {
  let undoable = 0
  let cost = 0
  const kept = log.slice(-LOG_LIMIT).reverse()
  const short = kept.map((change, age) => {
    if (!isUndoable(change)) return change
    undoable++
    if (age > 0) cost += costOf(change)
    return undoable > UNDOABLE || cost > room ? cut(change) : change
  })
  return short.reverse()
}

/** @throws RenewError `nothing-to-undo`, `undo-unknown`, `undo-undone`, `undo-too-old`, `undo-newer` */
export function changeToUndo<T extends Logged>(
  log: readonly T[],
  id: string | null,
  isUndoable: (change: T) => boolean,
  touches: (one: T, other: T) => boolean,
): T {
  const change = id === null ? log.findLast(({ undone }) => !undone) : log.findLast(one => one.id === id)
  if (!change)
    throw id === null ? new RenewError('nothing-to-undo', {}) : new RenewError('undo-unknown', { number: id })
  if (change.undone) throw new RenewError('undo-undone', { command: change.command })
  if (!isUndoable(change)) {
    throw id === null
      ? new RenewError('nothing-to-undo', {})
      : new RenewError('undo-too-old', { command: change.command })
  }
  const newer = log
    .slice(log.indexOf(change) + 1)
    .findLast(one => !one.undone && (one.restore || change.restore || touches(one, change)))
  if (newer)
    throw new RenewError('undo-newer', { command: change.command, newer: newer.command, number: newer.id })
  return change
}
