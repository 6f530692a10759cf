import { describe, expect, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { findCard, newId } from '../../src/cards/find-card.ts'

const cardOf = (name: string, id = `id${name}`) =>
  newCard({ id, name, guide: 'generic', expires: '2026-12-31' }, '')
const CARDS = [
  cardOf('me'),
  cardOf('Mei'),
  cardOf('Émile', 'qqqq1'),
  cardOf('护照', 'qqqq2'),
  cardOf('护照 二', 'qqqq3'),
]
const found = (name: string, options?: { prefix?: boolean }) => {
  try {
    return findCard(CARDS, name, options).name
  } catch (error) {
    const { code, values } = error as { code: string; values: object }
    return { code, values }
  }
}

describe('a card is found', () => {
  test.each([
    ['me', 'me'],
    ['ME', 'me'],
    [' me ', 'me'],
    ['e\u0301mile', 'Émile'],
    ['护照', '护照'],
    ['qqqq3', '护照 二'],
  ])('by its whole name in any case or normal form, or by its id: %j', (typed, name) => {
    expect([found(typed), found(typed, { prefix: true })]).toEqual([name, name])
  })

  test('by the beginning of its name only where a prefix is enough', () => {
    expect(found('ém', { prefix: true })).toBe('Émile')
    expect(found('ém')).toEqual({ code: 'card-not-found', values: { name: 'ém', nearest: 'Émile' } })
  })

  test('by a name before an id, so that no card can be hidden by another', () => {
    const cards = [cardOf('x', 'aaaa'), cardOf('aaaa', 'bbbb')]
    expect(findCard(cards, 'aaaa').id).toBe('bbbb')
  })

  test('not by the beginning of several names: they are listed', () => {
    for (const prefix of [true, false]) {
      expect(found('m', { prefix })).toEqual({
        code: 'card-ambiguous',
        values: { name: 'm', matches: ['me', 'Mei'] },
      })
    }
  })

  test('not by an unknown name: the nearest is suggested, or none', () => {
    expect(found('émlie', { prefix: true })).toMatchObject({ values: { nearest: 'Émile' } })
    expect(found('something else', { prefix: true })).toMatchObject({ values: { nearest: null } })
    expect(found('', { prefix: true })).toMatchObject({ code: 'card-not-found' })
    expect(found('  ', { prefix: true })).toMatchObject({ code: 'card-not-found' })
  })
})

test('ids are 10 letters and digits, and none comes twice', async () => {
  const ids = await Promise.all(Array.from({ length: 5000 }, () => newId(CARDS)))
  expect(ids.every(id => /^[a-z0-9]{10}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(5000)
  // Every letter and digit comes about equally often.
  const counts = new Map<string, number>()
  for (const letter of ids.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(36)
  expect(Math.min(...counts.values())).toBeGreaterThan(1100)
})
