// status loads this
import type { InferOutput } from 'valibot'
import { type CivilDate, isCivilDate } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import type { cardSchema, money } from './card-schema.ts'

/**
 * A card as stored. `expires` is null when it never expires; `guideBy` is set when its guide was taken by default.
 */
export type Card = InferOutput<typeof cardSchema> & { guideBy?: 'default' }
export type ClosedRenewal = Card['history'][number]
export type Money = InferOutput<typeof money>
export type OpenRenewal = NonNullable<Card['renewal']>

export const NOT_STARTED: OpenRenewal = {
  method: null,
  appointment: null,
  submitted: null,
  receipt: null,
  paid: [],
  ticks: {},
}

/** Date and time are in the card's zone, the time as `HH:MM`; null: not known. */
export interface Appointment {
  date: CivilDate
  time: string | null
  place: string | null
}

export function appointmentOf({ renewal }: Pick<Card, 'renewal'>): Appointment | null {
  if (!renewal?.appointment) return null
  const { appointment, appointmentTime = null, place = null } = renewal
  return { date: appointment, time: appointmentTime, place }
}

interface Field {
  /** A date may also be `null`. */
  kind: 'text' | 'date' | 'list' | 'object'
  given?: true
  empty?: readonly []
  /** The position of its CSV column, from 1. Fields without one share the last column, as JSON. */
  column?: number
  /** In a list, many cards have the same value. */
  repeats?: true
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
export type FieldName = keyof Table
type NamesWith<Part> = { [F in FieldName]: Table[F] extends Part ? F : never }[FieldName]
export type GivenField = NamesWith<{ given: true }>
export type Column = NamesWith<{ column: number }>
export type RuleField = NamesWith<{ rule: true }>

/** The fields of a card (§4), in the order in which they are stored and checked. */
export const FIELDS: Readonly<Record<FieldName, Field>> = TABLE

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

/** Fields that are not given are empty, so that the guide decides. @param at RFC 3339 instant */
export function newCard(
  given: Partial<Card> & Pick<Card, Exclude<GivenField, 'created' | 'changed'>>,
  at: string,
): Card {
  const fields: Partial<Record<FieldName, null | []>> = {}
  for (const name of NOT_GIVEN) fields[name] = emptyValue(name)
  return { ...(fields as Pick<Card, Exclude<FieldName, GivenField>>), ...given, created: at, changed: at }
}

const NOT_GIVEN = FIELD_NAMES.filter(name => !FIELDS[name].given)

export function emptyValue(name: FieldName): null | [] {
  return FIELDS[name].empty ? [] : null
}

type Kind = Field['kind']

const PROBLEMS: Record<Kind, Failure> = {
  text: { code: 'must-be-text', values: {} },
  date: { code: 'must-be', values: { what: { code: 'expected-date', values: {} } } },
  list: { code: 'must-be-list', values: {} },
  object: { code: 'must-be-object', values: {} },
}

/** Returns the first field whose value has the wrong form, or null. Cheap enough for every read of 100 000 cards. */
export function shapeError(card: object): { field: FieldName; problem: Failure } | null {
  for (const field of FIELD_NAMES) {
    const { kind, given, empty } = FIELDS[field]
    const value: unknown = card[field as keyof typeof card]
    const isNullable = kind === 'date' || !(given || empty)
    if (value === null ? !isNullable : !hasKind(value, kind)) return { field, problem: PROBLEMS[kind] }
  }
  return null
}

function hasKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'date':
      return typeof value === 'string' && isCivilDate(value)
    case 'list':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object'
  }
}

/** Returns a mark that was made for the end this card has now; null for one that was made for an older end. */
export function ofThisExpiry<T extends { expires: CivilDate }>(
  card: Pick<Card, 'expires'>,
  mark: T | null,
): T | null {
  return mark && mark.expires === card.expires ? mark : null
}
