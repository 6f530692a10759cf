import type { Card } from './card.ts'
import { FIELD_NAMES, FIELDS, type FieldName, type GivenField } from './card-fields.ts'

/**
 * Makes a card from the values that are given; all other fields are empty, so that the guide decides.
 * @param at the instant of its creation, RFC 3339
 */
export function newCard(
  given: Partial<Card> & Pick<Card, Exclude<GivenField, 'created' | 'changed'>>,
  at: string,
): Card {
  const empty = FIELD_NAMES.filter(name => !FIELDS[name].given).map(name => [name, emptyValue(name)])
  const fields = Object.fromEntries(empty) as Pick<Card, Exclude<FieldName, GivenField>>
  return { ...fields, ...given, created: at, changed: at }
}

/** Makes the value of a field that is not set. */
export function emptyValue(name: FieldName): null | [] {
  return FIELDS[name].empty ? [] : null
}
