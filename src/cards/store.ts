import { RenewError } from '../errors.ts'
import type { Paths } from '../storage/paths.ts'
import { type DiskIo, StoredFile } from '../storage/stored-file.ts'
import { type Card, shapeError } from './card.ts'

import type { CardsContent, Change, UndoPlan } from './changes.ts'
import type { LenientCards } from './salvage.ts'

/** Bytes that take a third of a second to be read: about twenty thousand cards. */
const LARGE = 12_000_000

const NOTHING: CardsContent = { cards: [], changes: [] }

/** The cards on disk and the log of changes to them. */
export class CardStore {
  readonly file: StoredFile<CardsContent>
  /** Told before so many cards are read that it takes its time. */
  onLongRead: (() => void) | null = null
  #content: CardsContent | null = null

  constructor(io: DiskIo, paths: Pick<Paths, 'cards' | 'kept' | 'storeLock'>) {
    const { cards, kept, storeLock } = paths
    this.file = new StoredFile(io, { path: cards, lock: storeLock, kept, initial: () => NOTHING })
  }

  /** Whether there are so many that reading or writing them takes its time. */
  get isLarge(): boolean {
    return this.file.size > LARGE
  }

  /** All cards as stored; read once. Empty where nothing was ever stored. @throws as `StoredFile.read` */
  cards(): readonly Card[] {
    return this.#read().cards
  }

  /** How often each card was changed, for `revisionOf`. @throws as `StoredFile.read` */
  revisions(): CardsContent['revisions'] {
    return this.#read().revisions
  }

  /** All changes, oldest first. @throws as `StoredFile.read` */
  changes(): readonly Change[] {
    return this.#read().changes
  }

  /**
   * One undoable change. Cards given back as the same objects are untouched; they are frozen, so that none is
   * changed in place.
   * @param command the words of the command, for the log
   * @param at instant, RFC 3339 with the user's offset; touched cards get it as `changed`
   * @returns the change, null when the edit changed nothing
   * @throws RenewError `name-taken`, `store-invalid`, and all of `StoredFile.update`
   */
  async change(
    command: string,
    at: string,
    edit: (cards: readonly Card[]) => readonly Card[],
  ): Promise<Change | null> {
    const [{ withEdit }, { checkEdit }] = await Promise.all([
      import('./changes.ts'),
      import('./check-cards.ts'),
    ])
    let made: Change | null = null
    this.#content = await this.file.update(stored => {
      const current = this.#shaped(stored)
      deepFreeze(current.cards)
      const next = withEdit(current, edit(current.cards), command, at)
      checkEdit(current.cards, next.cards, this.file.path)
      made = next === current ? null : (next.changes.at(-1) ?? null)
      return next
    })
    return made
  }

  /** What `undo` would take back. @throws RenewError `nothing-to-undo`, `undo-changed` */
  async undoPlan(): Promise<UndoPlan> {
    const { planUndo } = await import('./changes.ts')
    return planUndo(this.#read())
  }

  /**
   * Takes back the change that was shown.
   * @throws RenewError as `undoPlan`, and `undo-changed` when another change came in between
   */
  async undo(change: Change['id']): Promise<UndoPlan> {
    const { planUndo, withUndone } = await import('./changes.ts')
    let done: UndoPlan | null = null
    this.#content = await this.file.update(stored => {
      const current = this.#shaped(stored)
      const plan = planUndo(current)
      if (plan.change.id !== change) {
        throw new RenewError('undo-changed', {
          card: plan.cards[0]?.name ?? '',
          command: current.changes.find(({ id }) => id === change)?.command ?? plan.change.command,
        })
      }
      done = plan
      return withUndone(current, plan)
    })
    return done!
  }

  /**
   * For `remind`, which damage must not silence: all cards that can be understood, from the newest kept copy where
   * the file cannot be read at all, and what is wrong.
   */
  async readLeniently(): Promise<LenientCards> {
    const { salvageCards, validCards } = await import('./salvage.ts')
    try {
      return validCards(this.file, listed(this.file.read() ?? NOTHING, this.file.path).cards)
    } catch (fault) {
      if (!(fault instanceof RenewError)) throw fault
      return salvageCards(this.file, fault)
    }
  }

  /**
   * For `doctor --accept`: takes in what was edited by hand.
   * @returns how many cards there are then, null when there was nothing to take in
   * @throws RenewError `store-invalid` naming card and field, and all of `StoredFile.update` but `store-edited`
   */
  async accept(): Promise<number | null> {
    const { checkCardsContent } = await import('./check-cards.ts')
    const isEdited = await this.file.accept(content => checkCardsContent(content, this.file.path))
    this.#content = null
    return isEdited ? this.cards().length : null
  }

  #read(): CardsContent {
    if (this.#content === null && this.onLongRead !== null && this.isLarge) this.onLongRead()
    this.#content ??= this.#shaped(this.file.read() ?? NOTHING)
    return this.#content
  }

  #shaped(content: CardsContent): CardsContent {
    const { path } = this.file
    for (const card of listed(content, path).cards) {
      const fault = shapeError(card)
      if (fault)
        throw new RenewError('store-invalid', {
          file: path,
          card: typeof card.name === 'string' ? card.name : card.id,
          ...fault,
        })
    }
    return content
  }
}

/** What stands there, if it is lists of cards and changes at all: a checksum can be right on something else too. */
function listed(content: CardsContent, file: string): CardsContent {
  const { cards, changes } = content
  const isOurs =
    Array.isArray(cards) && Array.isArray(changes) && cards.every(card => typeof card?.id === 'string')
  if (!isOurs) throw new RenewError('store-damaged', { file })
  return content
}

function deepFreeze(value: object): void {
  Object.freeze(value)
  for (const key in value) {
    const item = value[key as keyof typeof value] as unknown
    if (typeof item === 'object' && item !== null) deepFreeze(item)
  }
}
