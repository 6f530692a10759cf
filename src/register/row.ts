import type { Card } from '../cards/card.ts'
import type { RenewError } from '../errors.ts'

/** The field by which a row finds its card. */
export type Key = 'name' | 'number' | 'holder'

/** Why a row is refused. `column` is a field of the card; null: the whole row. */
export interface RowFault {
  column: string | null
  error: RenewError
}

/** A row as it was read, with every value checked as `add` and `edit` check it. */
export interface Draft {
  /** The line it begins at, or its place in a JSON list; from 1. */
  line: number
  /** The fields the row has. */
  fields: Partial<Card>
  /** The name of a new card if the row gives only its holder; null: the row has a column for the name. */
  title: string | null
  /** The guide that the name of a new card tells, where the row has no guide; null: its words tell nothing. */
  kind: string | null
  /** The cards it depends on, by name or id; null: not given. */
  links: string[] | null
  /** Values stored unchanged: history, the renewal under way, keys of a newer program. */
  rest: Record<string, unknown>
  /** Whether `renew` wrote the file: then a link to a missing card is kept. */
  isOurs: boolean
  /** Its id in the file; null: none. */
  id: string | null
  /** An unused id, for a new card. */
  freshId: string
  faults: RowFault[]
}

/** What an import does with one row. */
export interface Outcome {
  line: number
  what: 'new' | 'changed' | 'same' | 'refused'
  /** The name in the row, else that of the card; empty if neither is known. */
  name: string
  before: Card | null
  /** The card after the import; null if the row is refused. */
  after: Card | null
  /** The fields that differ. */
  changed: string[]
  faults: RowFault[]
}

/** How rows are matched with cards. */
export interface Matching {
  /** The key for updates; null: existing cards are not changed. */
  update: Key | null
  /** The guide of cards whose row names none. */
  guide: string
  /** Whether that guide was given for this file: then a person's card with another guide is another card. */
  isGuideSaid: boolean
  /** Renews a card whose row has a later last valid day. */
  renew: (before: Card, after: Card) => Card
  /** The title of that guide, in the user's language. */
  guideTitle: string
  /** The time of the command, RFC 3339. */
  at: string
}

/** The card of a row. */
export interface Target {
  /** The stored card; null: a new one. */
  before: Card | null
  id: string
  fault: RowFault | null
}
