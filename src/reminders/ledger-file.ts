// status loads this: reading only, no changes and no writer
import { isCivilDate } from '../dates/civil-date.ts'
import type { StoredFile } from '../storage/stored-file.ts'
import type { ChannelState, Ledger, LedgerEntry, PastDelivery, Refused, Trying } from './ledger.ts'

export const EMPTY_LEDGER: Ledger = { entries: [], trying: [], lastRun: null, channels: {} }

/**
 * Reads and changes `ledger.json`. Missing parts count as empty and malformed entries are ignored: a second reminder is
 * better than none.
 */
export class LedgerFile {
  constructor(private readonly file: Pick<StoredFile<Ledger>, 'read' | 'update'>) {}

  read(): Ledger {
    return validLedger(this.file.read())
  }

  /** Changes it under the store's lock. Writes nothing when the change returns the same ledger. */
  update(change: (current: Ledger) => Ledger): Promise<Ledger> {
    return this.file.update(current => {
      const valid = validLedger(current)
      const changed = change(valid)
      return changed === valid ? current : changed
    })
  }
}

function validLedger(stored: Partial<Ledger> | null): Ledger {
  return {
    ...EMPTY_LEDGER,
    ...stored,
    entries: listOf<LedgerEntry>(stored?.entries).filter(isEntry),
    trying: listOf<Trying>(stored?.trying).filter(isTrying),
    ...(stored?.past === undefined ? {} : { past: listOf<PastDelivery>(stored.past).filter(isPast) }),
    ...(stored?.refused === undefined
      ? {}
      : { refused: listOf<Refused>(stored.refused).filter(one => typeof one?.id === 'string') }),
    channels: Object.fromEntries(
      Object.entries(stored?.channels ?? {}).filter(([, state]) => isState(state)),
    ),
  }
}

function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? value : []
}

function isEntry(entry: LedgerEntry | null): boolean {
  const readers = entry?.readers
  return (
    hasTexts(entry, ['card', 'expires', 'channel', 'date', 'day']) &&
    (readers === undefined || Array.isArray(readers))
  )
}

function isPast(one: PastDelivery | null): boolean {
  return hasTexts(one, ['channel', 'expires', 'date']) && Array.isArray(one?.cards)
}

function hasTexts<T>(one: T | null, keys: (keyof T)[]): boolean {
  return keys.every(key => typeof one?.[key] === 'string')
}

function isTrying(one: Trying | null): boolean {
  return typeof one?.channel === 'string' && Array.isArray(one.message?.reminders)
}

function isState(state: ChannelState | null): boolean {
  if (typeof state !== 'object' || state === null) return false
  const { failingSince, error } = state
  return (
    (failingSince === null || (typeof failingSince === 'string' && isCivilDate(failingSince.slice(0, 10)))) &&
    (error === null || typeof error === 'string')
  )
}
