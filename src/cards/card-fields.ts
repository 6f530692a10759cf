import type { cardSchema } from './card-schema.ts'

/** What a field of a card holds, and what the rest of the program does with it. */
interface Field {
  /** The form of a value; a date may also be `null`. */
  kind: 'text' | 'date' | 'list' | 'object'
  /** Every card is given a value; all other fields may be empty. */
  given?: true
  /** The value where the field is empty: `null`, unless it says otherwise. */
  empty?: readonly []
  /** The position of its column in our CSV, from 1. Without it the field goes into the last column, as JSON. */
  column?: number
  /** The cells of its column mostly hold the same few values. */
  repeats?: true
  /** The card's deadlines depend on it, besides on the guide and on `expires`. */
  rule?: true
}

const TABLE = {
  id: { kind: 'text', given: true, column: 20 },
  name: { kind: 'text', given: true, column: 1 },
  guide: { kind: 'text', given: true, column: 3 },
  holder: { kind: 'text', column: 4 },
  number: { kind: 'text', column: 5 },
  expires: { kind: 'date', given: true, column: 2 },
  readings: { kind: 'object', column: 7 },
  issued: { kind: 'date', column: 6 },
  zone: { kind: 'text', column: 8, repeats: true, rule: true },
  lead: { kind: 'text', column: 9, repeats: true, rule: true },
  milestones: { kind: 'list', column: 10, repeats: true, rule: true },
  workdays: { kind: 'text', column: 11, repeats: true, rule: true },
  processing: { kind: 'text', column: 12, repeats: true, rule: true },
  durations: { kind: 'object', column: 13, repeats: true },
  channels: { kind: 'list', column: 14, repeats: true },
  lang: { kind: 'text', column: 15, repeats: true },
  tags: { kind: 'list', empty: [], column: 16 },
  note: { kind: 'text', column: 18 },
  links: { kind: 'list', empty: [], column: 17 },
  renewal: { kind: 'object', rule: true },
  history: { kind: 'list', empty: [] },
  acknowledged: { kind: 'object', rule: true },
  snoozed: { kind: 'object', rule: true },
  closed: { kind: 'date', column: 19 },
  resolved: { kind: 'object' },
  created: { kind: 'text', given: true, column: 21 },
  changed: { kind: 'text', given: true, column: 22 },
} as const satisfies Record<keyof typeof cardSchema.entries, Field>

type Table = typeof TABLE
/** The name of a field. */
export type FieldName = keyof Table
type NamesWith<Part> = { [F in FieldName]: Table[F] extends Part ? F : never }[FieldName]
/** A field that every card is given. */
export type GivenField = NamesWith<{ given: true }>
/** A field that has a column in our CSV. */
export type Column = NamesWith<{ column: number }>
/** A field on which the card's deadlines depend. */
export type RuleField = NamesWith<{ rule: true }>

/**
 * The fields of a card (§4), in the order in which they are stored and checked. `status` loads this, so what only one
 * command needs (flags, labels, the schema) is in a table of that command, with a type that follows from this one.
 */
export const FIELDS: Readonly<Record<FieldName, Field>> = TABLE

/** The names of all fields, in their order. */
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]
