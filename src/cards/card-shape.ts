import type { Failure } from '../failure.ts'
import { isCivilDate } from '../schedule/civil-date.ts'
import type { cardSchema } from './card-schema.ts'

/** What a field of a card is made of. */
type Kind = 'text' | 'date' | 'list' | 'object'

/** What each field of a card is made of, where it is not `null`. */
const KINDS = {
  id: 'text',
  name: 'text',
  guide: 'text',
  holder: 'text',
  number: 'text',
  expires: 'date',
  readings: 'object',
  issued: 'date',
  zone: 'text',
  lead: 'text',
  milestones: 'list',
  workdays: 'text',
  processing: 'text',
  durations: 'object',
  channels: 'list',
  lang: 'text',
  tags: 'list',
  note: 'text',
  links: 'list',
  renewal: 'object',
  history: 'list',
  acknowledged: 'object',
  snoozed: 'object',
  closed: 'date',
  resolved: 'object',
  created: 'text',
  changed: 'text',
} satisfies Record<keyof Fields, Kind>

type Fields = typeof cardSchema.entries

/** The fields that are never `null`. */
const ALWAYS: readonly string[] = 'id name guide tags links history created changed'.split(' ')

const PROBLEMS: Record<Kind, Failure> = {
  text: { code: 'must-be-text', values: {} },
  date: { code: 'must-be', values: { what: { code: 'expected-date', values: {} } } },
  list: { code: 'must-be-list', values: {} },
  object: { code: 'must-be-object', values: {} },
}

/**
 * The first field of a card that is not made of what it has to be; null when all are. It is the look that every
 * reading can afford, with a hundred thousand cards too; `cardFault` looks at each value.
 */
export function misshapen(card: object): { field: string; problem: Failure } | null {
  for (const field in KINDS) {
    const kind = KINDS[field as keyof Fields]
    const value = card[field as keyof typeof card]
    if (value === null ? ALWAYS.includes(field) : !isMadeOf(value, kind))
      return { field, problem: PROBLEMS[kind] }
  }
  return null
}

function isMadeOf(value: unknown, kind: Kind): boolean {
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
