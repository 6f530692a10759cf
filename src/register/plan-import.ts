import { type Card, nameKey, newCard } from '../cards/card.ts'
import { isLater } from '../cards/renewal.ts'
import { RenewError } from '../errors.ts'
import type { Draft, Key, Matching, Outcome, RowFault, Target } from './row.ts'
import { rowLinks } from './row-links.ts'

/**
 * Returns what an import would do with each row; stores nothing. Rows are taken in order. A later row for the same card
 * is unchanged if it agrees with the earlier one, else refused.
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
      : register.apply(draft, target!, linked[at]!.links)
  })
}

/** The cards as they are, and as the rows so far change them. */
class Register {
  readonly #byId: Map<string, Card>
  readonly #byKey = new Map<Key, Map<string, Card[]>>()
  /** The cards that rows so far have added or changed, with the line. */
  readonly #results = new Map<string, { card: Card; line: number }>()
  /** Ids by name, after the rows so far. */
  readonly #names: Map<string, string>
  /** Ids of new cards by key. */
  readonly #newIds = new Map<string, string>()
  /** The last number added to each made-up name. */
  readonly #counts = new Map<string, number>()
  /** Ids of cards that have a row. */
  readonly claimed = new Set<string>()

  constructor(
    readonly cards: readonly Card[],
    readonly how: Matching,
  ) {
    this.#byId = new Map(cards.map(card => [card.id, card]))
    this.#names = new Map(cards.map(card => [nameKey(card.name), card.id]))
  }

  /** Returns the key of a row. In a list of people's documents of one kind, the holder identifies the card. */
  #keyFor({ title, fields }: Draft): Key {
    const by = this.how.update ?? 'name'
    return by === 'name' && title !== null && fields.guide === undefined && this.how.isGuideSaid
      ? 'holder'
      : by
  }

  #cardsBy(by: Key): Map<string, Card[]> {
    const known = this.#byKey.get(by)
    if (known) return known
    const found = new Map<string, Card[]>()
    for (const card of this.cards) {
      const key = matchKey(card, by)
      if (key !== null) found.set(key, [...(found.get(key) ?? []), card])
    }
    this.#byKey.set(by, found)
    return found
  }

  /** Finds the card of a row: by its id, else by its key. */
  target(draft: Draft): Target {
    const known = draft.id === null ? undefined : this.#byId.get(draft.id)
    if (known) return { before: known, id: known.id, fault: null }
    const by = this.#keyFor(draft)
    const name = draft.fields.name ?? draft.title ?? ''
    const key = matchKey({ ...draft.fields, name, guide: draft.fields.guide ?? this.how.guide }, by)
    if (key === null) return notFound(draft, new RenewError('import-key-missing', { why: by }))
    const [found, ...more] = this.#cardsBy(by).get(key) ?? []
    if (found && more.length > 0)
      return notFound(draft, new RenewError('import-key-ambiguous', { why: by, count: more.length + 1 }))
    if (found) return { before: found, id: found.id, fault: null }
    // A second row of the same new card.
    const id = this.#newIds.get(key) ?? draft.id ?? draft.freshId
    this.#newIds.set(key, id)
    return { before: null, id, fault: null }
  }

  /** Adds or changes the card of a row without faults, or refuses the row. */
  apply(draft: Draft, { before, id }: Target, links: string[] | null): Outcome {
    const earlier = this.#results.get(id)
    const base = earlier?.card ?? before
    const said: Partial<Card> = { ...draft.fields, ...draft.rest, ...(links === null ? {} : { links }) }
    if (base === null) return this.#add(draft, id, said)
    // The key keeps its spelling: another case or blank is not a change.
    const by = this.#keyFor(draft)
    const key = draft.id === id ? {} : { [by]: base[by] }
    const edited: Card = { ...base, ...said, ...key, id, created: base.created, changed: base.changed }
    const issued = draft.fields.issued ?? null
    const after = isRenewal(base, edited) ? this.how.renew(base, { ...edited, issued }) : edited
    const changed = changedFields(base, after)
    if (changed.length === 0) return unchanged(draft, before, base)
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
    const guide = (this.how.isGuideSaid ? null : draft.kind) ?? this.how.guide
    const card = newCard({ guide, ...said, id, name, expires }, this.how.at)
    const after: Card = { ...card, created: created ?? card.created, changed: changed ?? card.changed }
    const taken = this.#takenName(after)
    if (taken) return refusedFor(draft, null, taken)
    this.#keep(after, draft.line)
    return { line: draft.line, what: 'new', name, before: null, after, changed: [], faults: [] }
  }

  /**
   * Names a new card after its holder. A number is added only if another row has the name: a card without a row may be
   * this very document, so its name is returned, and refused.
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
    this.#results.set(card.id, { card, line })
    this.#names.set(nameKey(card.name), card.id)
  }

  #takenName(card: Card): RenewError | null {
    const owner = this.#names.get(nameKey(card.name))
    if (owner === undefined || owner === card.id) return null
    const other = this.#results.get(owner)?.card ?? this.#byId.get(owner)!
    return new RenewError('name-taken', { name: other.name, expires: other.expires })
  }
}

function notFound(draft: Draft, error: RenewError): Target {
  return { before: null, id: draft.freshId, fault: { column: null, error } }
}

function unchanged(draft: Draft, before: Card | null, card: Card): Outcome {
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

/** Returns the value by which cards are matched; null if the card has none. */
function matchKey({ name, number, holder, guide }: Partial<Card>, by: Key): string | null {
  switch (by) {
    case 'name':
      return name ? nameKey(name) : null
    case 'number':
      return number ? nameKey(number).replace(/\s/g, '') : null
    case 'holder':
      return holder ? `${nameKey(holder).replace(/\s+/g, ' ')}\n${guide}` : null
  }
}

/** Whether a number lost its leading zeros: spreadsheets turn 00123 into 123. */
function hasLostZeros(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after && before.replace(/^0+/, '') === after
}

/**
 * Whether a row renews the card: its last valid day is later, and the file says nothing else about the renewal or the
 * history.
 */
function isRenewal(before: Card, after: Card): boolean {
  return (
    isLater(before.expires, after.expires) &&
    after.history.length === before.history.length &&
    JSON.stringify(after.renewal) === JSON.stringify(before.renewal)
  )
}

/** Fields that are not reported as changed. */
const OWN = new Set(['id', 'created', 'changed', 'resolved'])

/** Returns the fields in which two states of a card differ, the last valid day first. */
function changedFields(before: Card, after: Card): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Card & string>
  const first = new Set(['expires', ...keys]) as typeof keys
  return [...first].filter(key => !OWN.has(key) && !isSame(before[key], after[key]))
}

/** Whether two values are equal, in any order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [own, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(own)
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && isSame(own[key], other[key]))
  )
}
