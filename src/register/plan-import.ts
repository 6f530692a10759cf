import { type Card, nameKey, newCard } from '../cards/card.ts'
import { RenewError } from '../errors.ts'
import { hasLostZeros, keyOf } from './card-key.ts'
import { differing } from './differing.ts'
import type { Draft, Key, Matching, Outcome, RowFault, Target } from './draft.ts'
import { isNextCard } from './next-card.ts'
import { rowLinks } from './row-links.ts'

/**
 * What an import would do, row by row. Pure: nothing is stored. Rows are taken in their order, and a later row that
 * says the same of a card as an earlier one is the same; one that says otherwise is refused.
 */
export function planImport(drafts: readonly Draft[], cards: readonly Card[], how: Matching): Outcome[] {
  const register = new Register(cards, how)
  const targets = drafts.map(draft => (draft.faults.length > 0 ? null : register.target(draft)))
  for (const target of targets) if (target && !target.fault) register.claimed.add(target.id)
  const linked = rowLinks(drafts, targets, cards)
  return drafts.map((draft, at) => {
    const target = targets[at]!
    const faults = [...draft.faults, ...(target?.fault ? [target.fault] : []), ...linked[at]!.faults]
    return faults.length > 0
      ? refused(draft, target?.before ?? null, faults)
      : register.settle(draft, target!, linked[at]!.links)
  })
}

/** The cards as they are and as the rows so far make them. */
class Register {
  readonly #byId: Map<string, Card>
  readonly #byKey = new Map<Key, Map<string, Card[]>>()
  /** What the rows so far make of cards, with the line that did. */
  readonly #made = new Map<string, { card: Card; line: number }>()
  /** Ids of those that have a name, as things stand. */
  readonly #names: Map<string, string>
  /** Rows of new cards by the key they are told apart by. */
  readonly #fresh = new Map<string, string>()
  /** How far the numbers behind names that are made up have come. */
  readonly #counts = new Map<string, number>()
  /** Ids of cards that some row is about. */
  readonly claimed = new Set<string>()

  constructor(
    readonly cards: readonly Card[],
    readonly how: Matching,
  ) {
    this.#byId = new Map(cards.map(card => [card.id, card]))
    this.#names = new Map(cards.map(card => [nameKey(card.name), card.id]))
  }

  /** By what a row finds its card. A list of one kind of people's documents tells whose it is, and of which kind. */
  #byOf({ title, fields }: Draft): Key {
    const by = this.how.update ?? 'name'
    return by === 'name' && title !== null && fields.guide === undefined && this.how.isGuideSaid
      ? 'holder'
      : by
  }

  /** The cards that are kept by what tells them apart. */
  #cardsBy(by: Key): Map<string, Card[]> {
    const known = this.#byKey.get(by)
    if (known) return known
    const found = new Map<string, Card[]>()
    for (const card of this.cards) {
      const key = keyOf(card, by)
      if (key !== null) found.set(key, [...(found.get(key) ?? []), card])
    }
    this.#byKey.set(by, found)
    return found
  }

  /** Finds the card of a row: by its id in a file of ours, else by what was asked for. */
  target(draft: Draft): Target {
    const known = draft.id === null ? undefined : this.#byId.get(draft.id)
    if (known) return { before: known, id: known.id, fault: null }
    const by = this.#byOf(draft)
    const name = draft.fields.name ?? draft.title ?? ''
    const key = keyOf({ ...draft.fields, name, guide: draft.fields.guide ?? this.how.guide }, by)
    if (key === null) return none(draft, new RenewError('import-key-missing', { why: by }))
    const [found, ...more] = this.#cardsBy(by).get(key) ?? []
    if (found && more.length > 0)
      return none(draft, new RenewError('import-key-ambiguous', { why: by, count: more.length + 1 }))
    if (found) return { before: found, id: found.id, fault: null }
    // A second row of the same new card.
    const id = this.#fresh.get(key) ?? draft.id ?? draft.freshId
    this.#fresh.set(key, id)
    return { before: null, id, fault: null }
  }

  /** What becomes of a row that can be understood. */
  settle(draft: Draft, { before, id }: Target, links: string[] | null): Outcome {
    const earlier = this.#made.get(id)
    const base = earlier?.card ?? before
    const said: Partial<Card> = { ...draft.fields, ...draft.rest, ...(links === null ? {} : { links }) }
    if (base === null) return this.#add(draft, id, said)
    // What a card was found by is not changed by it: another case or blank there is no new name.
    const by = this.#byOf(draft)
    const key = draft.id === id ? {} : { [by]: base[by] }
    const edited: Card = { ...base, ...said, ...key, id, created: base.created, changed: base.changed }
    const issued = draft.fields.issued ?? null
    const after = isNextCard(base, edited) ? this.how.renew(base, { ...edited, issued }) : edited
    const changed = differing(base, after)
    if (changed.length === 0) return same(draft, before, base)
    if (earlier) return refusedFor(draft, before, new RenewError('import-row-twice', { line: earlier.line }))
    if (hasLostZeros(base.number, after.number))
      return refusedFor(
        draft,
        before,
        new RenewError('import-zeros-lost', { value: after.number! }),
        'number',
      )
    if (this.how.update === null)
      return refusedFor(
        draft,
        before,
        new RenewError('import-card-exists', { name: base.name, fields: changed }),
      )
    const taken = this.#takenName(after)
    if (taken) return refusedFor(draft, before, taken)
    this.#names.delete(nameKey(base.name))
    this.#keep(after, draft.line)
    return { line: draft.line, what: 'changed', name: after.name, before, after, changed, faults: [] }
  }

  #add(draft: Draft, id: string, said: Partial<Card>): Outcome {
    const { expires } = said
    const name = said.name ?? this.#nameFor(draft)
    if (name === null) return refusedFor(draft, null, new RenewError('name-empty', {}), 'name')
    if (expires === undefined) return refusedFor(draft, null, new RenewError('expiry-needed', {}), 'expires')
    const { created, changed } = said
    const card = newCard({ guide: this.how.guide, ...said, id, name, expires }, this.how.at)
    const after: Card = { ...card, created: created ?? card.created, changed: changed ?? card.changed }
    const taken = this.#takenName(after)
    if (taken) return refusedFor(draft, null, taken)
    this.#keep(after, draft.line)
    return { line: draft.line, what: 'new', name, before: null, after, changed: [], faults: [] }
  }

  /**
   * The name of a new card that its row calls after its holder: a number is added only for what the file itself tells
   * apart. That another card has the name, which no row is about, may mean that it is this very one: no name is made up.
   */
  #nameFor({ title, fields }: Draft): string | null {
    if (title === null) return null
    const owner = (name: string) => this.#names.get(nameKey(name))
    const isFree = (name: string) => owner(name) === undefined
    if (isFree(title)) return title
    const guide = fields.guide ?? this.how.guide
    const kind = `${title}, ${this.how.guideTitle}`
    const card = this.#byId.get(owner(title)!)
    if (fields.guide === undefined && this.how.isGuideSaid && card && card.guide !== guide && isFree(kind))
      return kind
    let name = title
    let count = this.#counts.get(title) ?? 1
    while (!isFree(name)) {
      if (!this.claimed.has(owner(name)!)) return title
      name = `${title} ${++count}`
    }
    this.#counts.set(title, count)
    return name
  }

  #keep(card: Card, line: number): void {
    this.#made.set(card.id, { card, line })
    this.#names.set(nameKey(card.name), card.id)
  }

  #takenName(card: Card): RenewError | null {
    const owner = this.#names.get(nameKey(card.name))
    if (owner === undefined || owner === card.id) return null
    const other = this.#made.get(owner)?.card ?? this.#byId.get(owner)!
    return new RenewError('name-taken', { name: other.name, expires: other.expires })
  }
}

function none(draft: Draft, error: RenewError): Target {
  return { before: null, id: draft.freshId, fault: { column: null, error } }
}

function same(draft: Draft, before: Card | null, card: Card): Outcome {
  return { line: draft.line, what: 'same', name: card.name, before, after: card, changed: [], faults: [] }
}

function refusedFor(
  draft: Draft,
  before: Card | null,
  error: RenewError,
  column: string | null = null,
): Outcome {
  return refused(draft, before, [{ column, error }])
}

function refused({ line, fields, title }: Draft, before: Card | null, faults: RowFault[]): Outcome {
  const name = fields.name ?? before?.name ?? title ?? ''
  return { line, what: 'refused', name, before, after: null, changed: [], faults }
}
