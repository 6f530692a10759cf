import type { Paths } from '../disk/paths.ts'
import type { DiskWorld } from '../disk/stored-file.ts'
import type { RenewError } from '../errors.ts'
import type { Card } from './card.ts'
import type { Change, UndoPlan } from './changes.ts'

/** What can still be said of the cards when the file is not as we wrote it. */
export interface LenientCards {
  cards: readonly Card[]
  /** What is wrong, worst first; empty when all is well. */
  faults: RenewError[]
}

/** The cards on disk and the log of changes to them. */
export declare class CardStore {
  constructor(io: DiskWorld, paths: Pick<Paths, 'cards' | 'kept' | 'storeLock'>)
  /** All cards as stored; read once. Empty where nothing was ever stored. */
  cards(): readonly Card[]
  /** All changes, oldest first. */
  changes(): readonly Change[]
  /**
   * One undoable change. Cards given back as the same objects are untouched; never change one in place.
   * @param command the words of the command, for the log
   * @param at instant, RFC 3339 with the user's offset
   * @throws RenewError `name-taken`, and all of `StoredFile.update`
   */
  change(command: string, at: string, edit: (cards: readonly Card[]) => readonly Card[]): Promise<Change | null>
  /** What `undo` would take back. @throws RenewError `nothing-to-undo`, `undo-changed` */
  undoPlan(): UndoPlan
  /** Takes back the change that was shown. @throws as `undoPlan`; `undo-changed` when another came in between */
  undo(change: Change['id']): Promise<UndoPlan>
  /** For `remind`: never silent, whatever is wrong. */
  readLeniently(): Promise<LenientCards>
  /** For `doctor --accept`: takes in what was edited by hand. @throws RenewError `store-invalid` naming card and field */
  accept(): Promise<number>
}
