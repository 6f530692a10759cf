import { RenewError } from '../errors.ts'
import { sumOf } from '../storage/checked-file.ts'
import { lastNumber } from '../storage/older-file.ts'
import type { Card } from './card.ts'
import { nameKey } from './card-name.ts'
import { changeToUndo, type Logged, withinLimits } from './change-number.ts'

export interface ChangedCard {
  id: string
  name: string
  /** null: the change added the card. Missing beside `was`, and when it can no longer be undone. */
  before?: Card | null
  /** Checksum; null: the change removed the card. Missing like `before`. */
  after?: string | null
  /** The fields that the change replaced, instead of `before`. Earlier versions do not undo such a change. */
  was?: FormerFields
  /** Checksum of the card after the change, beside `was`. */
  sum?: string
  place?: number
}

/** A number as `history`: that many of the present renewals. */
export type FormerFields = Omit<Partial<Card>, 'history'> & { history?: Card['history'] | number }

export interface Change extends Logged {
  /** Only the first few when the change can no longer be undone. */
  cards: ChangedCard[]
  count: number
}

export interface UndoPlan {
  change: Change
  cards: { id: string; name: string; now: Card | null; restored: Card | null }[]
}

export interface CardsContent {
  cards: Card[]
  changes: Change[]
  /** How often each card was changed, removed or put back; never decreases. */
  revisions?: Record<string, number>
}

/** Cards that older changes keep in all, so that a file of thousands of cards stays fast to read. */
const UNDOABLE_CARDS = 50_000
/** Cards that a change keeps whole; earlier versions can undo only such changes. */
const WHOLE_CARDS = 1000
const NAMES_KEPT = 50

/**
 * Changed cards get `at`, RFC 3339, as `changed`.
 * @param elsewhere the newest number in the log of the settings
 * @param onCard called for each card, to show progress
 * @throws RenewError `name-taken`
 */
export function withEdit(
  content: CardsContent,
  edited: readonly Card[],
  command: string,
  at: string,
  elsewhere = 0,
  onCard = () => {},
): CardsContent {
  const { cards, touched } = compared(content.cards, edited, at, onCard)
  if (touched.length === 0) return content
  const id = String(Math.max(lastNumber(content.changes), elsewhere) + 1)
  const byId = new Map(touched.length > WHOLE_CARDS ? cards.map(card => [card.id, card]) : [])
  const logged = touched.map(entry => shortened(entry, byId.get(entry.id)))
  const change: Change = { id, at, command, cards: logged, count: touched.length, undone: false }
  const revisions = nextRevisions(content, touched)
  const log = [...content.changes, change]
  const changes = withinLimits(log, isUndoable, withoutCards, ({ count }) => count, UNDOABLE_CARDS)
  return { ...content, cards, changes, revisions }
}

function compared(
  stored: readonly Card[],
  edited: readonly Card[],
  at: string,
  onCard: () => void,
): { cards: Card[]; touched: ChangedCard[] } {
  // Nearly all of thousands of cards are the same objects at the same index.
  const moved = new Map<string, { card: Card; place: number }>()
  for (const [place, card] of stored.entries())
    if (edited[place] !== card) moved.set(card.id, { card, place })
  const touched: ChangedCard[] = []
  const renamed: Card[] = []
  const cards = edited.map((card, place) => {
    onCard()
    if (card === stored[place]) return card
    const was = moved.get(card.id)?.card ?? null
    if (was && (was === card || storedText(was) === storedText(card))) return was
    // An imported card keeps the instant it was last changed elsewhere.
    const now = was ? { ...card, changed: at } : card
    touched.push({ id: card.id, name: card.name, before: was, after: sumOf(now) })
    if (was?.name !== now.name) renamed.push(now)
    return now
  })
  const left = new Set(cards.map(card => card.id))
  if (cards.length !== left.size) throw new Error('two cards with one id')
  assertDistinct(cards, renamed)
  for (const { card, place } of moved.values()) {
    if (!left.has(card.id)) touched.push({ id: card.id, name: card.name, before: card, after: null, place })
  }
  return { cards, touched }
}

/** Keeps only the fields that a change replaced, or yearly renewals of thousands of cards would fill the log. */
export function shortened(entry: ChangedCard, now: Card | undefined): ChangedCard {
  const { id, name, before, after } = entry
  if (!before || !now) return entry
  const fields = fieldsOf(before)
  if (JSON.stringify(fieldsOf(now)) !== JSON.stringify(fields)) return entry
  const changed = fields.filter(field => JSON.stringify(before[field]) !== JSON.stringify(now[field]))
  const was: FormerFields = Object.fromEntries(changed.map(field => [field, before[field]]))
  const { length } = before.history
  if (was.history && JSON.stringify(now.history.slice(0, length)) === JSON.stringify(before.history))
    was.history = length
  return { id, name, was, sum: after! }
}

function fieldsOf(card: Card): string[] {
  return Object.keys(card).filter(name => card[name] !== undefined)
}

/**
 * Returns null when the change added the card; undefined when the log cannot tell.
 * @param now the card after the change
 */
export function cardBefore(
  { before, after, was, sum }: ChangedCard,
  now: Card | null,
): Card | null | undefined {
  if (!was) return after === (now && sumOf(now)) ? before : undefined
  if (!now || sumOf(now) !== sum) return undefined
  const { history } = was
  return {
    ...now,
    ...was,
    history: typeof history === 'number' ? now.history.slice(0, history) : (history ?? now.history),
  }
}

/** Returns how often a card was changed, removed or put back. */
export function revisionOf(revisions: Readonly<Record<string, number>> | undefined, id: string): number {
  // The file may have been edited by hand.
  const known = Object.hasOwn(revisions ?? {}, id) ? revisions![id] : 0
  return Number.isSafeInteger(known) ? known! : 0
}

function nextRevisions(content: CardsContent, touched: readonly ChangedCard[]): Record<string, number> {
  const old = touched.filter(({ before }) => before !== null)
  return {
    ...content.revisions,
    ...Object.fromEntries(old.map(({ id }) => [id, revisionOf(content.revisions, id) + 1])),
  }
}

/** @param id null: the newest one that is not undone @throws RenewError as `changeToUndo`, and `undo-changed` */
export function planUndo({ cards, changes }: CardsContent, id: Change['id'] | null = null): UndoPlan {
  const touches = (one: Change, other: Change) => {
    const ids = new Set(other.cards.map(card => card.id))
    return one.cards.some(card => ids.has(card.id))
  }
  const change = changeToUndo(changes, id, isUndoable, touches)
  const byId = new Map(cards.map(card => [card.id, card]))
  const plan = change.cards.map(card => {
    const now = byId.get(card.id) ?? null
    const restored = cardBefore(card, now)
    if (restored === undefined)
      throw new RenewError('undo-changed', { card: now?.name ?? card.name, command: change.command })
    return { id: card.id, name: card.name, now, restored }
  })
  return { change, cards: plan }
}

/** @throws RenewError `undo-changed` when another card has taken a name since */
export function withUndone(content: CardsContent, { change, cards: plan }: UndoPlan): CardsContent {
  const restored = new Map(plan.map(one => [one.id, one.restored]))
  const removed = change.cards.filter(({ place }) => place !== undefined)
  const places = new Map(removed.map(({ place, before }) => [place, before]))
  const cards: Card[] = []
  const insertRemoved = () => {
    for (let card = places.get(cards.length); card; card = places.get(cards.length)) cards.push(card)
  }
  for (const card of content.cards) {
    insertRemoved()
    const was = restored.has(card.id) ? restored.get(card.id) : card
    if (was) cards.push(was)
  }
  insertRemoved()
  // When the cards were reordered since, an index may be past the end.
  const present = new Set(cards.map(card => card.id))
  for (const card of places.values()) if (card && !present.has(card.id)) cards.push(card)
  assertStillFree(cards, plan, change)
  const changes = content.changes.map(one => (one === change ? { ...withoutCards(one), undone: true } : one))
  return { ...content, cards, changes, revisions: nextRevisions(content, change.cards) }
}

function storedText(card: Card): string {
  return JSON.stringify(card)
}

function isUndoable(change: Change): boolean {
  if (change.restore) return true
  return (
    change.cards.length === change.count && change.cards.every(({ after, sum = after }) => sum !== undefined)
  )
}

function withoutCards({ restore: _, ...change }: Change): Change {
  return { ...change, cards: change.cards.slice(0, NAMES_KEPT).map(({ id, name }) => ({ id, name })) }
}

/** Checks that names differ (§4). Cards keep the names they had; new and renamed cards are refused. */
function assertDistinct(cards: readonly Card[], renamed: readonly Card[]): void {
  if (renamed.length === 0) return
  const wanted = new Set(renamed.map(card => nameKey(card.name)))
  const [owners, fresh] = [new Map<string, Card>(), new Set(renamed)]
  for (const card of cards) {
    const key = nameKey(card.name)
    if (wanted.has(key) && !fresh.has(card)) owners.set(key, card)
  }
  for (const card of renamed) {
    const key = nameKey(card.name)
    const owner = owners.get(key)
    if (owner) throw new RenewError('name-taken', { name: owner.name, expires: owner.expires })
    owners.set(key, card)
  }
}

function assertStillFree(cards: readonly Card[], plan: UndoPlan['cards'], { command }: Change): void {
  const back = new Map(
    plan.flatMap(({ restored }) => (restored ? [[nameKey(restored.name), restored.id]] : [])),
  )
  for (const card of cards) {
    const id = back.get(nameKey(card.name))
    if (id !== undefined && id !== card.id) throw new RenewError('undo-changed', { card: card.name, command })
  }
}
