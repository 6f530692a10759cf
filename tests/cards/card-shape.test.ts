import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { cardSchema } from '../../src/cards/card-schema.ts'
import { shapeError } from '../../src/cards/card-shape.ts'
import { newCard } from '../../src/cards/new-card.ts'

const CARD = newCard(
  { id: 'abcd1234', name: 'me', guide: 'generic', expires: '2026-12-31' },
  '2026-12-01T12:00:00+05:00',
)
const FIELDS = Object.keys(cardSchema.entries)

test('a card as the program makes it is well shaped', () => {
  expect(shapeError(CARD)).toBeNull()
  expect(shapeError({ ...CARD, expires: null, tags: ['a'], links: ['x'], 'newer field': 5 })).toBeNull()
})

describe.each(FIELDS)('%s', field => {
  const made = (value: unknown) => ({ ...CARD, [field]: value })

  test('is refused where it is missing', () => {
    const { [field]: _, ...rest } = CARD
    expect(shapeError(rest)).toMatchObject({ field })
  })

  test.each([[null], [5], [true], ['x'], [[]], [{}], ['2026-02-30']])(
    'as %j is refused only where the schema refuses it too',
    value => {
      if (shapeError(made(value))) expect(v.is(cardSchema, made(value))).toBe(false)
    },
  )

  test('is refused as a number, which none of them is', () => {
    expect(shapeError(made(5))).toMatchObject({ field, problem: { code: expect.stringMatching(/^must-be/) } })
  })

  test('is null only where the schema has it so', () => {
    expect(shapeError(made(null)) === null).toBe(v.is(cardSchema, made(null)))
  })
})
