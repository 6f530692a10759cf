// status loads this
import { RenewError } from '../errors.ts'
import type { Paths } from '../storage/paths.ts'
import type { DiskIo } from '../storage/stored.ts'
import { type StoredFile, storedFile } from '../storage/stored-file.ts'
import { type Card, shapeError } from './card.ts'
import type { CardsContent, Change, UndoPlan } from './changes.ts'
import type { LenientCards } from './salvage.ts'

/** About twenty thousand cards, which take a third of a second to read. */
const LARGE_FILE = 12_000_000

const NOTHING: CardsContent = { cards: [], changes: [] }

/** Reads and changes the cards on disk and the log of changes to them. */
export class CardStore {
  readonly file: StoredFile<CardsContent>
  /** `settings.json`, whose log of changes has the same count; null: this log counts alone. */
  settings: StoredFile<object> | null = null
  onLongRead: (() => void) | null = null
  #content: CardsContent | null = null

  constructor(io: DiskIo, paths: Paths) {
    this.file = storedFile(io, paths, 'cards', NOTHING)
  }

  get isLarge(): boolean {
    return this.file.size > LARGE_FILE
  }

  /** Returns all cards as stored; reads them once. Empty when nothing was ever stored. @throws as `StoredFile.read` */
  cards(): readonly Card[] {
    return this.#read().cards
  }

  /** Returns how often each card was changed, for `revisionOf`. @throws as `StoredFile.read` */
  revisions(): CardsContent['revisions'] {
    return this.#read().revisions
  }

  /** Returns all changes, oldest first. @throws as `StoredFile.read` */
  changes(): readonly Change[] {
    return this.#read().changes
  }

  /**
   * Makes one undoable change; null when nothing changed. Cards are frozen, so that none is changed in place.
   * @param at RFC 3339 instant; touched cards get it as `changed`
   * @throws RenewError `name-taken`, `store-invalid`, and all of `StoredFile.update`
   */
  async change(
    command: string,
    at: string,
    edit: (cards: readonly Card[]) => readonly Card[],
    onCard = () => {},
  ): Promise<Change | null> {
    const [{ withEdit }, { lastNumberIn }, { checkEdit }] = await Promise.all([
      import('./changes.ts'),
      import('./change-number.ts'),
      import('./check-cards.ts'),
    ])
    let made: Change | null = null
    this.#content = await this.file.update(stored => {
      const current = this.#checkShape(stored)
      deepFreeze(current.cards)
      const next = withEdit(current, edit(current.cards), command, at, lastNumberIn(this.settings), onCard)
      checkEdit(current.cards, next.cards, this.file.path, onCard)
      made = next === current ? null : (next.changes.at(-1) ?? null)
      return next
    })
    return made
  }

  /** @throws RenewError as `planUndo` */
  async undoPlan(id: Change['id'] | null = null): Promise<UndoPlan> {
    const { planUndo } = await import('./changes.ts')
    return planUndo(this.#read(), id)
  }

  /** Undoes the change with this id. @throws RenewError as `planUndo` */
  async undo(id: Change['id']): Promise<UndoPlan> {
    const { planUndo, withUndone } = await import('./changes.ts')
    let done: UndoPlan | null = null
    this.#content = await this.file.update(stored => {
      const current = this.#checkShape(stored)
      done = planUndo(current, id)
      return withUndone(current, done)
    })
    return done!
  }

  /** Returns all readable cards, from the newest kept copy where needed: damage must not silence `remind`. */
  async readLeniently(): Promise<LenientCards> {
    const { salvageCards, validCards } = await import('./salvage.ts')
    try {
      return validCards(this.file, checkLists(this.file.read() ?? NOTHING, this.file.path).cards)
    } catch (fault) {
      if (!(fault instanceof RenewError)) throw fault
      return salvageCards(this.file, fault)
    }
  }

  /**
   * Accepts edits by hand; returns the number of cards, null when nothing was edited.
   * @throws as `StoredFile.update`
   */
  async accept(): Promise<number | null> {
    const { checkCardsContent } = await import('./check-cards.ts')
    const isEdited = await this.file.accept(content => checkCardsContent(content, this.file.path))
    this.#content = null
    return isEdited ? this.cards().length : null
  }

  #read(): CardsContent {
    if (this.#content === null && this.onLongRead !== null && this.isLarge) this.onLongRead()
    this.#content ??= this.#checkShape(this.file.read() ?? NOTHING)
    return this.#content
  }

  #checkShape(content: CardsContent): CardsContent {
    const { path } = this.file
    for (const card of checkLists(content, path).cards) {
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

/** Checks that the content is lists of cards and changes; other content can have a right checksum too. */
function checkLists(content: CardsContent, file: string): CardsContent {
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
