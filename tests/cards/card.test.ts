import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { emptyValue, FIELD_NAMES, newCard, shapeError } from '../../src/cards/card.ts'
import { cardSchema } from '../../src/cards/card-schema.ts'
import { COLUMNS } from '../../src/register/card-row.ts'
import { FULL } from './sample-card.ts'

const AT = '2026-12-01T12:00:00+05:00'
const GIVEN = { id: 'abcd1234', name: 'me', guide: 'generic', expires: null }

test('a new card is stored with its fields in this form and order', () => {
  expect(JSON.stringify(newCard(GIVEN, AT))).toBe(
    '{"holder":null,"number":null,"readings":null,"issued":null,"zone":null,"lead":null,"milestones":null,' +
      '"workdays":null,"processing":null,"durations":null,"channels":null,"lang":null,"tags":[],"note":null,' +
      '"links":[],"renewal":null,"history":[],"acknowledged":null,"snoozed":null,"closed":null,"resolved":null,' +
      '"id":"abcd1234","name":"me","guide":"generic","expires":null,' +
      `"created":"${AT}","changed":"${AT}"}`,
  )
})

test('a new card has every field, and passes the schema', () => {
  const card = newCard(GIVEN, AT)
  expect(Object.keys(card).sort()).toEqual([...FIELD_NAMES].sort())
  expect(v.is(cardSchema, card)).toBe(true)
  expect(v.is(cardSchema, newCard(FULL, AT))).toBe(true)
})

test('two new cards do not share a list', () => {
  const [one, other] = [newCard(GIVEN, AT), newCard(GIVEN, AT)]
  for (const name of FIELD_NAMES) if (Array.isArray(one[name])) expect(one[name]).not.toBe(other[name])
  expect(emptyValue('tags')).toEqual([])
})

test('our CSV has these columns in this order', () => {
  expect(COLUMNS.join(',')).toBe(
    'name,expires,guide,holder,number,issued,readings,zone,lead,milestones,workdays,processing,durations,' +
      'channels,lang,tags,links,note,closed,id,created,changed',
  )
})

const CARD = newCard({ ...GIVEN, expires: '2026-12-31' }, AT)

test('the shape of a new card has no error', () => {
  expect(shapeError(CARD)).toBeNull()
  expect(shapeError({ ...CARD, expires: null, tags: ['a'], links: ['x'], 'newer field': 5 })).toBeNull()
})

describe.each(FIELD_NAMES)('the field %s', field => {
  const withValue = (value: unknown) => ({ ...CARD, [field]: value })

  test('is refused when it is missing', () => {
    const { [field]: _, ...rest } = CARD
    expect(shapeError(rest)).toMatchObject({ field })
  })

  test.each([[null], [5], [true], ['x'], [[]], [{}], ['2026-02-30']])(
    'with the value %j is refused only if the schema refuses it too',
    value => {
      if (shapeError(withValue(value))) expect(v.is(cardSchema, withValue(value))).toBe(false)
    },
  )

  test('is refused when it is a number', () => {
    expect(shapeError(withValue(5))).toMatchObject({
      field,
      problem: { code: expect.stringMatching(/^must-be/) },
    })
  })

  test('may be null exactly when the schema allows it', () => {
    expect(shapeError(withValue(null)) === null).toBe(v.is(cardSchema, withValue(null)))
  })
})
