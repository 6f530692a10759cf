import { RenewError } from '../../errors.ts'
import { type Card, nameKey } from '../card.ts'
import { newCard } from '../new-card.ts'
import { differing } from './differing.ts'
import type { Draft, Key, Matching, Outcome, RowFault, Target } from './draft.ts'
import { rowLinks } from './row-links.ts'

/**
 * What an import would do, row by row. Pure: nothing is stored. Rows are taken in their order, and a later row that
 * says the same of a card as an earlier one is the same; one that says otherwise is refused.
 */
export function planImport(drafts: readonly Draft[], cards: readonly Card[], how: Matching): Outcome[] {
  const register = new Register(cards, how)
  const targets = drafts.map(draft => (draft.faults.length > 0 ? null : register.target(draft)))
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
  readonly #byKey: Map<string, Card[]>
  /** What the rows so far make of cards, with the line that did. */
  readonly #made = new Map<string, { card: Card; line: number }>()
  /** Ids of those that have a name, as things stand. */
  readonly #names: Map<string, string>
  /** Rows of new cards by the key they are told apart by. */
  readonly #fresh = new Map<string, string>()

  constructor(
    cards: readonly Card[],
    readonly how: Matching,
  ) {
    this.#byId = new Map(cards.map(card => [card.id, card]))
    this.#names = new Map(cards.map(card => [nameKey(card.name), card.id]))
    this.#byKey = new Map()
    for (const card of cards) {
      const key = this.#keyOf(card)
      if (key !== null) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), card])
    }
  }

  get #by(): Key {
    return this.how.update ?? 'name'
  }

  /** Finds the card of a row: by its id in a file of ours, else by what was asked for. */
  target(draft: Draft): Target {
    const known = draft.id === null ? undefined : this.#byId.get(draft.id)
    if (known) return { before: known, id: known.id, fault: null }
    const key = this.#keyOf({ ...draft.fields, guide: draft.fields.guide ?? this.how.guide })
    const by = this.#by
    if (key === null) return none(draft, new RenewError('import-key-missing', { by }))
    const [found, ...more] = this.#byKey.get(key) ?? []
    if (found && more.length > 0)
      return none(draft, new RenewError('import-key-ambiguous', { by, count: more.length + 1 }))
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
    const key = draft.id === id ? {} : { [this.#by]: base[this.#by] }
    const after: Card = { ...base, ...said, ...key, id, created: base.created, changed: base.changed }
    const changed = differing(base, after)
    if (changed.length === 0) return same(draft, before, base)
    if (earlier) return refusedFor(draft, before, new RenewError('import-row-twice', { line: earlier.line }))
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
    const { name, expires } = said
    if (name === undefined) return refusedFor(draft, null, new RenewError('name-empty', {}))
    if (expires === undefined) return refusedFor(draft, null, new RenewError('expiry-needed', {}))
    const { created, changed } = said
    const card = newCard({ guide: this.how.guide, ...said, id, name, expires }, this.how.at)
    const after: Card = { ...card, created: created ?? card.created, changed: changed ?? card.changed }
    const taken = this.#takenName(after)
    if (taken) return refusedFor(draft, null, taken)
    this.#keep(after, draft.line)
    return { line: draft.line, what: 'new', name, before: null, after, changed: [], faults: [] }
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

  /** What tells one card from another; null where it has none of it. */
  #keyOf({ name, number, holder, guide }: Partial<Card>): string | null {
    switch (this.#by) {
      case 'name':
        return name ? nameKey(name) : null
      case 'number':
        return number ? nameKey(number).replace(/\s/g, '') : null
      case 'holder':
        return holder ? `${nameKey(holder)}\n${guide}` : null
    }
  }
}

function none(draft: Draft, error: RenewError): Target {
  return { before: null, id: draft.freshId, fault: { column: null, error } }
}

function same(draft: Draft, before: Card | null, card: Card): Outcome {
  return { line: draft.line, what: 'same', name: card.name, before, after: card, changed: [], faults: [] }
}

function refusedFor(draft: Draft, before: Card | null, error: RenewError): Outcome {
  return refused(draft, before, [{ column: null, error }])
}

function refused({ line, fields }: Draft, before: Card | null, faults: RowFault[]): Outcome {
  const name = fields.name ?? before?.name ?? ''
  return { line, what: 'refused', name, before, after: null, changed: [], faults }
}
