import { isCivilDate } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import { FIELD_NAMES, FIELDS, type FieldName } from './card-fields.ts'

type Kind = (typeof FIELDS)[FieldName]['kind']

const PROBLEMS: Record<Kind, Failure> = {
  text: { code: 'must-be-text', values: {} },
  date: { code: 'must-be', values: { what: { code: 'expected-date', values: {} } } },
  list: { code: 'must-be-list', values: {} },
  object: { code: 'must-be-object', values: {} },
}

/**
 * Finds the first field of a card whose value has the wrong form; null when all are right. It is cheap enough for
 * every reading, with a hundred thousand cards too; `cardFault` checks each value.
 */
export function shapeError(card: object): { field: FieldName; problem: Failure } | null {
  for (const field of FIELD_NAMES) {
    const { kind, given, empty } = FIELDS[field]
    const value: unknown = card[field as keyof typeof card]
    const isNullable = kind === 'date' || !(given || empty)
    if (value === null ? !isNullable : !isMadeOf(value, kind)) return { field, problem: PROBLEMS[kind] }
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
