import type { Card } from '../cards/card.ts'
import type { RenewError } from '../errors.ts'

/** By what a row finds the card it is about. */
export type Key = 'name' | 'number' | 'holder'

/** Why a row is not taken. `column` is the head of the file; null where it is the row as a whole. */
export interface RowFault {
  column: string | null
  error: RenewError
}

/** A row as it was read, every value checked as `add` and `edit` check it. */
export interface Draft {
  /** Line of the file it begins at, or place in the list, from 1. */
  line: number
  /** The fields that were said. */
  fields: Partial<Card>
  /** What a new card is called whose row names it by its holder alone; null: the row has a name of its own. */
  title: string | null
  /** The cards it depends on, by name or id; null: not said. */
  links: string[] | null
  /** Values taken over as they are: history, the renewal under way, keys of a newer program. */
  rest: Record<string, unknown>
  /** Whether `renew` wrote it: a missing link is then kept as it was. */
  isOurs: boolean
  /** Its id in the file; null where it has none. */
  id: string | null
  /** An id that no card has, for the case that it is a new one. */
  freshId: string
  faults: RowFault[]
}

/** What becomes of one row. */
export interface Outcome {
  line: number
  what: 'new' | 'changed' | 'same' | 'refused'
  /** As the row says, or as the card is called; empty where neither is known. */
  name: string
  before: Card | null
  /** The card as it will be; null when the row is refused. */
  after: Card | null
  /** The fields that differ. */
  changed: string[]
  faults: RowFault[]
}

/** How rows are matched with cards. */
export interface Matching {
  /** null: cards that are there are not changed. */
  update: Key | null
  /** The guide of a card whose row names none. */
  guide: string
  /** Whether the user named that guide for this file: then a person's card of another guide is another card. */
  isGuideSaid: boolean
  /** The card as renewed: what a row says whose last valid day is the one of the next card. */
  renew: (before: Card, after: Card) => Card
  /** What people call that guide, in the language of the user. */
  guideTitle: string
  /** The instant of the command, RFC 3339. */
  at: string
}

/** The card a row is about. */
export interface Target {
  /** The card as it is stored; null: a new one. */
  before: Card | null
  id: string
  fault: RowFault | null
}
