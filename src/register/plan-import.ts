import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Card, newCard } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { isLater } from '../cards/renewal.ts'
import { RenewError } from '../errors.ts'
import {
  cardsByKey,
  type Draft,
  type Key,
  matchKey,
  type NameParts,
  type Outcome,
  type RowFault,
  type Target,
} from './row.ts'
import { rowLinks } from './row-links.ts'
import { nameOf, possibleNames, rowNames } from './row-names.ts'

/** How often a plan looks at each row. */
export const PASSES = 4

export interface Matching {
  /** The key for updates; null: existing cards are not changed. */
  update: Key | null
  guide: string
  isGuideSaid: boolean
  renew: (before: Card, after: Card) => Card
  at: string
  /** Called as often for each row as `PASSES` says, to show progress. */
  onRow(): void
}

/**
 * Returns what an import would do with each row; stores nothing. Rows are taken in order. A later row for the same card
 * is unchanged if it agrees with the earlier one, else refused. A card of another kind is never changed.
 */
export function planImport(drafts: readonly Draft[], cards: readonly Card[], how: Matching): Outcome[] {
  const register = new Register(drafts, cards, how)
  const targets = drafts.map(draft => {
    how.onRow()
    return draft.faults.length > 0 ? null : register.target(draft)
  })
  const linked = rowLinks(drafts, targets, cards)
  return drafts.map((draft, at) => {
    how.onRow()
    const target = targets[at]!
    if (draft.isNone && draft.faults.length === 0 && !(how.update && target?.before))
      return outcome(draft, 'none')
    const faults = [...draft.faults, ...(target?.fault ? [target.fault] : []), ...linked[at]!.faults]
    return faults.length > 0
      ? refused(draft, target?.before ?? null, faults)
      : register.apply(draft, target!, linked[at]!.links)
  })
}

class Register {
  readonly #byId: Map<string, Card>
  readonly #byKey = new Map<Key, Map<string | null, Card[]>>()
  readonly #results = new Map<string, { card: Card; line: number }>()
  readonly #names: Map<string, string>
  readonly #newIds = new Map<string, string>()
  readonly #rowNames: Map<Draft, string | null>
  /** The only row of a holder's documents of one kind; null: there are several that differ. */
  readonly #rowsOf = new Map<string, Draft | null>()
  readonly #claimed = new Set<string>()
  readonly #ids: Set<string>

  constructor(
    drafts: readonly Draft[],
    readonly cards: readonly Card[],
    readonly how: Matching,
  ) {
    this.#byId = new Map(cards.map(card => [card.id, card]))
    this.#ids = new Set(this.#byId.keys())
    this.#names = new Map(cards.map(card => [nameKey(card.name), card.id]))
    this.#rowNames = rowNames(drafts, how.onRow)
    for (const draft of drafts) {
      how.onRow()
      const key = this.#groupKey(draft)
      if (key === null || draft.isNone) continue
      const other = this.#rowsOf.get(key)
      const isSame = other === undefined || other?.sameAs?.() === draft.sameAs?.()
      this.#rowsOf.set(key, isSame ? draft : null)
    }
    // A row that names its card by number or name has it before rows that only seem to be of it.
    for (const draft of drafts) {
      const found = draft.title === null || draft.faults.length > 0 ? null : this.#clearCard(draft)
      if (found) this.#claimed.add(found.id)
    }
  }

  #groupKey(draft: Draft): string | null {
    if (draft.title === null) return null
    return this.#holderKey(draft) ?? `name ${nameKey(nameOf(draft.title))}`
  }

  #holderKey({ fields, title }: Draft): string | null {
    const isOfHolder = title !== null && title.base === fields.holder
    return isOfHolder ? matchKey({ ...fields, guide: fields.guide ?? this.how.guide }, 'holder') : null
  }

  #cardsBy(by: Key): Map<string | null, Card[]> {
    const known = this.#byKey.get(by) ?? cardsByKey(this.cards, card => [matchKey(card, by)])
    this.#byKey.set(by, known)
    return known
  }

  target(draft: Draft): Target {
    const known = draft.id === null ? undefined : this.#byId.get(draft.id)
    if (known) return stored(known)
    const by = this.how.update ?? 'name'
    if (by === 'name' && draft.title !== null) return this.#targetOfTitle(draft)
    const guide = draft.fields.guide
    const key = matchKey({ ...draft.fields, guide: guide ?? this.how.guide }, by)
    if (key === null && this.how.update === null) return this.#newTarget(draft, null, `line ${draft.line}`)
    if (key === null) return notFound(new RenewError('import-key-missing', { why: by }))
    const all = this.#cardsBy(by).get(key) ?? []
    const [found, ...more] = all.filter(card => isOfKind(card, draft))
    if (more.length > 0)
      return notFound(new RenewError('import-key-ambiguous', { why: by, count: more.length + 1 }))
    if (found) return stored(found)
    const [other] = by === 'name' ? all : []
    if (other)
      return notFound(
        new RenewError('import-other-kind', { name: other.name, guide: other.guide, kind: guide! }),
      )
    const name = by === 'name' ? (draft.fields.name ?? null) : this.#newName(draft)
    return this.#newTarget(draft, name, `${by} ${key}`)
  }

  /**
   * Finds the card of a row that is named after its holder or its thing: by its number, by a name that it may have got,
   * else as the only one of this kind that the holder has, if the list has only one such row.
   */
  #targetOfTitle(draft: Draft): Target {
    const found = this.#clearCard(draft) ?? this.#onlyCard(draft)
    if (found) return stored(found)
    const name = this.#newName(draft)
    if (name === null) return notFound(repeatedName(draft.title!))
    return this.#newTarget(draft, name, `name ${nameKey(name)}`)
  }

  #clearCard(draft: Draft): Card | null {
    const { fields, title } = draft
    if (this.cards.length === 0) return null
    const mine = this.#cardsOfHolder(draft)
    const number = fields.number ? matchKey({ number: fields.number }, 'number') : null
    const sameNumber = mine.filter(card => number !== null && matchKey(card, 'number') === number)
    if (sameNumber.length === 1) return sameNumber[0]!
    for (const name of possibleNames(title!)) {
      const card = this.#cardNamed(name)
      // Two numbers are two documents of one person, unless the list has only one row of the kind.
      const isOther =
        card?.number && number !== null && matchKey(card, 'number') !== number && !this.#isOnly(draft)
      if (card && isOfKind(card, draft) && isOfHolder(card, draft) && !isOther) return card
    }
    return null
  }

  #cardNamed(name: string): Card | undefined {
    return this.#cardsBy('name').get(nameKey(name))?.[0]
  }

  #onlyCard(draft: Draft): Card | null {
    if (draft.fields.guide === undefined || draft.fields.guide === ANY_KIND || !this.#isOnly(draft))
      return null
    const mine = this.#cardsOfHolder(draft)
    return mine.length === 1 && !this.#claimed.has(mine[0]!.id) ? mine[0]! : null
  }

  #isOnly(draft: Draft): boolean {
    const key = this.#groupKey(draft)
    return key !== null && Boolean(this.#rowsOf.get(key))
  }

  #cardsOfHolder(draft: Draft): readonly Card[] {
    const key = this.#holderKey(draft)
    return (key === null ? [] : (this.#cardsBy('holder').get(key) ?? [])).filter(card =>
      isOfKind(card, draft),
    )
  }

  #newName(draft: Draft): string | null {
    if (draft.title === null) return draft.fields.name ?? null
    const name = this.#rowNames.get(draft) ?? null
    const isFree = (one: string) => this.#cardNamed(one) === undefined
    if (name === null || isFree(name)) return name
    return possibleNames(draft.title).find(isFree) ?? null
  }

  #newTarget(draft: Draft, name: string | null, key: string): Target {
    const id = this.#newIds.get(key) ?? draft.id ?? this.#idFor(key, draft)
    this.#newIds.set(key, id)
    return { before: null, id, name, fault: null }
  }

  /** The same row gives the same id, so that reminders do not go out again when it comes in again after an undo. */
  #idFor(key: string, { fields }: Draft): string {
    for (let attempt = 0; ; attempt++) {
      const text = `${key}\n${fields.guide ?? this.how.guide}\n${attempt}`
      const id = idOf(createHash('sha256').update(text).digest())
      if (this.#ids.has(id)) continue
      this.#ids.add(id)
      return id
    }
  }

  apply(draft: Draft, { before, id, name }: Target, links: string[] | null): Outcome {
    const earlier = this.#results.get(id)
    const base = earlier?.card ?? before
    const said: Partial<Card> = { ...draft.fields, ...draft.rest, ...(links === null ? {} : { links }) }
    if (base === null) return this.#add(draft, { id, name }, said)
    // The key keeps its spelling: another case or blank is not a change.
    const by = this.how.update ?? 'name'
    const kept =
      draft.title === null || by !== 'name' ? by : this.#holderKey(draft) === null ? null : 'holder'
    const key = draft.id === id || kept === null ? {} : { [kept]: base[kept] }
    const edited: Card = { ...base, ...said, ...key, id, created: base.created, changed: base.changed }
    if (draft.fields.guide !== undefined && said.guideBy === undefined) delete edited.guideBy
    const issued = draft.fields.issued ?? null
    const after = isRenewal(base, edited) ? this.how.renew(base, { ...edited, issued }) : edited
    const changed = changedFields(base, after)
    if (changed.length === 0) return outcome(draft, 'same', { name: base.name, before, after: base })
    const fault = this.#changeFault(base, after, changed, earlier?.line ?? null)
    if (fault) return refused(draft, before, [fault])
    this.#names.delete(nameKey(base.name))
    this.#keep(after, draft.line)
    return outcome(draft, 'changed', { name: after.name, before, after, changed })
  }

  #changeFault(base: Card, after: Card, changed: string[], earlier: number | null): RowFault | null {
    if (earlier !== null) return fault(new RenewError('import-row-twice', { line: earlier }))
    if (hasLostZeros(base.number, after.number))
      return fault(new RenewError('import-zeros-lost', { value: after.number! }), 'number')
    if (this.how.update === null)
      return fault(new RenewError('import-card-exists', { name: base.name, fields: changed }))
    return this.#nameFault(after)
  }

  #add(draft: Draft, { id, name }: Pick<Target, 'id' | 'name'>, said: Partial<Card>): Outcome {
    const { expires } = said
    if (name === null && draft.title) return refused(draft, null, [fault(repeatedName(draft.title))])
    if (name === null) return refused(draft, null, [fault(new RenewError('name-empty', {}), 'name')])
    if (expires === undefined)
      return refused(draft, null, [fault(new RenewError('expiry-needed', {}), 'expires')])
    const { created, changed } = said
    const { guide, isGuideSaid, at } = this.how
    const isTold = isGuideSaid || draft.kind !== null || said.guide !== undefined
    const taken = { guide: draft.kind ?? guide, ...(isTold ? {} : { guideBy: 'default' as const }) }
    const card = newCard({ ...taken, ...said, id, name, expires }, at)
    const after: Card = { ...card, created: created ?? card.created, changed: changed ?? card.changed }
    const nameFault = this.#nameFault(after)
    if (nameFault) return refused(draft, null, [nameFault])
    this.#keep(after, draft.line)
    return outcome(draft, 'new', { name, after })
  }

  #keep(card: Card, line: number): void {
    this.#results.set(card.id, { card, line })
    this.#names.set(nameKey(card.name), card.id)
  }

  #nameFault(card: Card): RowFault | null {
    const owner = this.#names.get(nameKey(card.name))
    if (owner === undefined || owner === card.id) return null
    const other = this.#results.get(owner)?.card ?? this.#byId.get(owner)!
    return fault(new RenewError('name-taken', { name: other.name, expires: other.expires }))
  }
}

/** The guide of documents of any kind: two of them are one only by name. */
const ANY_KIND = 'generic'

/** Whether a card may be that of a row: a row that says its kind is never of a card of another kind. */
function isOfKind(card: Card, { fields }: Draft): boolean {
  return fields.guide === undefined || fields.guide === card.guide
}

function isOfHolder({ holder }: Card, { fields }: Draft): boolean {
  const [own, other] = [matchKey({ holder }, 'holder'), matchKey({ holder: fields.holder ?? null }, 'holder')]
  return own === null || other === null || own === other
}

/** Whether a number lost its leading zeros: spreadsheets turn 00123 into 123. */
function hasLostZeros(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after && before.replace(/^0+/, '') === after
}

function isRenewal(before: Card, after: Card): boolean {
  return (
    isLater(before.expires, after.expires) &&
    after.history.length === before.history.length &&
    JSON.stringify(after.renewal) === JSON.stringify(before.renewal)
  )
}

const UNREPORTED = new Set(['id', 'created', 'changed', 'resolved', 'revision', 'guideBy'])

function changedFields(before: Card, after: Card): string[] {
  const keys = new Set(['expires', ...Object.keys(before), ...Object.keys(after)]) as Set<keyof Card & string>
  return [...keys].filter(key => !UNREPORTED.has(key) && !isDeepStrictEqual(before[key], after[key]))
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const ID_CHARACTERS = `${LETTERS}0123456789`
const ID_LENGTH = 10

/** Returns an id that no spreadsheet reads as a number. */
function idOf(hash: Uint8Array): string {
  const characters = [...hash.subarray(0, ID_LENGTH)]
  return characters.map((byte, at) => (at === 0 ? LETTERS[byte % 26] : ID_CHARACTERS[byte % 36])).join('')
}

const fault = (error: RenewError, column: string | null = null): RowFault => ({ column, error })

const repeatedName = (title: NameParts): RenewError =>
  new RenewError('import-name-repeats', { name: nameOf(title) })

const notFound = (error: RenewError): Target => ({ before: null, id: '', name: null, fault: fault(error) })

const stored = (card: Card): Target => ({ before: card, id: card.id, name: null, fault: null })

function outcome(
  { line, column }: Draft,
  what: Outcome['what'],
  rest: Partial<Omit<Outcome, 'what'>> = {},
): Outcome {
  return { line, column, what, name: '', before: null, after: null, changed: [], faults: [], ...rest }
}

function refused(draft: Draft, before: Card | null, faults: RowFault[]): Outcome {
  const { fields, title } = draft
  const name = fields.name ?? before?.name ?? (title ? nameOf(title) : '')
  return outcome(draft, 'refused', { name, before, faults })
}
