import type { Card } from './card.ts'

/** A card as one change left it. */
export interface ChangedCard {
  id: string
  /** The name it has after the change (before it, where it was removed). */
  name: string
  /** The card as it was; null: it was added. Missing where the change can no longer be undone. */
  before?: Card | null
  /** Checksum of the card as the change left it; null: it was removed. */
  after?: string | null
}

/** One undoable edit. */
export interface Change {
  id: string
  /** Instant, RFC 3339. */
  at: string
  command: string
  /** The cards it touched; of old, large changes only the first. */
  cards: ChangedCard[]
  /** How many cards it touched. */
  count: number
  undone: boolean
}

/** What taking back a change does to each card. */
export interface UndoPlan {
  change: Change
  cards: { name: string; now: Card | null; then: Card | null }[]
}
