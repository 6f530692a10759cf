import { RenewError } from '../errors.ts'
import { crc32 } from '../storage/checked-file.ts'
import { type Card, nameKey, revisionOf } from './card.ts'

/** A card as one change left it. */
export interface ChangedCard {
  id: string
  /** The name it has after the change (before it, where it was removed). */
  name: string
  /** The card as it was; null: it was added. Missing where the change can no longer be undone. */
  before?: Card | null
  /** Checksum of the card as the change left it; null: it was removed. Missing like `before`. */
  after?: string | null
  /** Where it stood among all cards before it was removed. */
  place?: number
}

/** One edit of the cards. */
export interface Change {
  id: string
  /** Instant, RFC 3339. */
  at: string
  command: string
  /** The cards it touched; of changes that can no longer be undone only the first few. */
  cards: ChangedCard[]
  /** How many cards it touched. */
  count: number
  undone: boolean
}

/** What taking back a change does to each card. */
export interface UndoPlan {
  change: Change
  cards: { id: string; name: string; now: Card | null; restored: Card | null }[]
}

/** What `cards.json` holds. */
export interface CardsContent {
  cards: Card[]
  /** Oldest first. */
  changes: Change[]
  /** How often each card was changed, removed or put back, by its id; it only ever rises. Missing: never. */
  revisions?: Record<string, number>
}

/** Changes that can be undone one by one (§13). */
const UNDOABLE = 20
/** Cards whose before-values are kept beyond those of the newest change: a register of thousands must stay readable. */
const UNDOABLE_CARDS = 50_000
/** Changes the log remembers. */
const REMEMBERED = 1000
/** Cards a change names once it can no longer be undone. */
const NAMED = 50

/**
 * The cards after an edit, with the change put into the log; the same content back when nothing differs.
 * Every card that was changed gets `changed`; a new one brings its own.
 * @param at instant, RFC 3339
 * @throws RenewError `name-taken`
 */
export function withEdit(
  content: CardsContent,
  edited: readonly Card[],
  command: string,
  at: string,
): CardsContent {
  // Of thousands of cards nearly all are the same objects in the same places.
  const moved = new Map<string, { card: Card; place: number }>()
  for (const [place, card] of content.cards.entries())
    if (edited[place] !== card) moved.set(card.id, { card, place })
  const touched: ChangedCard[] = []
  const newcomers: Card[] = []
  const cards = edited.map((card, place) => {
    if (card === content.cards[place]) return card
    const was = moved.get(card.id)?.card ?? null
    if (was && (was === card || storedText(was) === storedText(card))) return was
    // A card that was taken in keeps the instant it was last changed elsewhere.
    const now = was ? { ...card, changed: at } : card
    touched.push({ id: card.id, name: card.name, before: was, after: sumOf(now) })
    if (was?.name !== now.name) newcomers.push(now)
    return now
  })
  const left = new Set(cards.map(card => card.id))
  if (cards.length !== left.size) throw new Error('two cards with one id')
  assertDistinct(cards, newcomers)
  for (const { card, place } of moved.values()) {
    if (!left.has(card.id)) touched.push({ id: card.id, name: card.name, before: card, after: null, place })
  }
  if (touched.length === 0) return content
  const id = String(Number(content.changes.at(-1)?.id ?? 0) + 1)
  const change: Change = { id, at, command, cards: touched, count: touched.length, undone: false }
  const revisions = raised(content, touched)
  return { ...content, cards, changes: shortened([...content.changes, change]), revisions }
}

/** The revisions after some cards were touched; a new card has none. */
function raised(content: CardsContent, touched: readonly ChangedCard[]): Record<string, number> {
  const old = touched.filter(({ before }) => before !== null)
  return {
    ...content.revisions,
    ...Object.fromEntries(old.map(({ id }) => [id, revisionOf(content.revisions, id) + 1])),
  }
}

/** What `undo` takes back: the newest change that was not. @throws RenewError `nothing-to-undo`, `undo-changed` */
export function planUndo({ cards, changes }: CardsContent): UndoPlan {
  const change = changes.findLast(({ undone }) => !undone)
  if (!change || !isUndoable(change)) throw new RenewError('nothing-to-undo', {})
  const byId = new Map(cards.map(card => [card.id, card]))
  const plan = change.cards.map(({ id, name, before, after }) => {
    const now = byId.get(id) ?? null
    const isAsLeft = now ? sumOf(now) === after : after === null
    if (!isAsLeft) throw new RenewError('undo-changed', { card: now?.name ?? name, command: change.command })
    return { id, name, now, restored: before ?? null }
  })
  return { change, cards: plan }
}

/** The cards as they were before a change. @throws RenewError `undo-changed` where a name was given away since */
export function withUndone(content: CardsContent, { change, cards: plan }: UndoPlan): CardsContent {
  const restored = new Map(plan.map(one => [one.id, one.restored]))
  const removed = change.cards.filter(({ place }) => place !== undefined)
  const places = new Map(removed.map(({ place, before }) => [place, before]))
  const cards: Card[] = []
  const putBack = () => {
    for (let card = places.get(cards.length); card; card = places.get(cards.length)) cards.push(card)
  }
  for (const card of content.cards) {
    putBack()
    const was = restored.has(card.id) ? restored.get(card.id) : card
    if (was) cards.push(was)
  }
  putBack()
  // Where the cards were reordered since, a place may lie behind the end.
  const present = new Set(cards.map(card => card.id))
  for (const card of places.values()) if (card && !present.has(card.id)) cards.push(card)
  assertStillFree(cards, plan, change)
  const changes = content.changes.map(one => (one === change ? { ...named(one), undone: true } : one))
  return { ...content, cards, changes, revisions: raised(content, change.cards) }
}

/** Checksum of a card, to see whether it was changed since. */
function sumOf(card: Card): string {
  return crc32(Buffer.from(storedText(card)))
}

function storedText(card: Card): string {
  return JSON.stringify(card)
}

function isUndoable(change: Change): boolean {
  return change.cards.length === change.count && change.cards.every(card => card.after !== undefined)
}

/** Lets go of what is no longer needed, oldest first. */
function shortened(changes: readonly Change[]): Change[] {
  let undoable = 0
  let cards = 0
  const kept = changes.slice(-REMEMBERED).reverse()
  const short = kept.map((change, age) => {
    if (!isUndoable(change)) return change
    undoable++
    if (age > 0) cards += change.count
    return undoable > UNDOABLE || cards > UNDOABLE_CARDS ? named(change) : change
  })
  return short.reverse()
}

/** A change without what it would need to be undone. */
function named(change: Change): Change {
  return { ...change, cards: change.cards.slice(0, NAMED).map(({ id, name }) => ({ id, name })) }
}

/** Names differ (§4). The cards that had their names before keep them; a newcomer is refused. */
function assertDistinct(cards: readonly Card[], newcomers: readonly Card[]): void {
  if (newcomers.length === 0) return
  const wanted = new Set(newcomers.map(card => nameKey(card.name)))
  const [owners, fresh] = [new Map<string, Card>(), new Set(newcomers)]
  for (const card of cards) {
    const key = nameKey(card.name)
    if (wanted.has(key) && !fresh.has(card)) owners.set(key, card)
  }
  for (const card of newcomers) {
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
