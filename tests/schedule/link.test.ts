import { describe, expect, test } from 'vitest'
import { type LinkRequirement, linkCircle, linkFault } from '../../src/schedule/link.ts'

describe('a card that is a paper of another one', () => {
  const measure = (more: Partial<LinkRequirement> = {}): LinkRequirement => ({
    filingDay: '2026-12-01',
    expires: '2026-12-31',
    validity: 'P1Y',
    outlives: null,
    ...more,
  })
  const good = { fault: null, certain: true }

  test('without an end is accepted for any day and margin', () => {
    expect(linkFault({ expires: null }, measure({ outlives: 'P6M' }))).toEqual(good)
    expect(linkFault({ expires: null }, measure({ outlives: 'P6M', validity: null }))).toEqual(good)
    expect(linkFault({ expires: null }, measure({ filingDay: null }))).toEqual(good)
  })

  test('with an end is accepted for certain when no filing day is known', () => {
    expect(linkFault({ expires: '2026-11-30' }, measure({ filingDay: null }))).toEqual(good)
    expect(linkFault({ expires: '2026-11-30' }, measure({ filingDay: null, outlives: 'P6M' }))).toEqual(good)
  })

  test.each([
    ['2026-11-30', { fault: { code: 'link-ends-before-filing', until: '2026-11-30' }, certain: true }],
    ['2026-12-01', good],
  ])('that ends on %s, where filing is on 1 December', (expires, judged) => {
    expect(linkFault({ expires }, measure())).toEqual(judged)
  })

  test('need not outlive a card without end', () => {
    expect(linkFault({ expires: '2026-12-01' }, measure({ expires: null, outlives: 'P6M' }))).toEqual(good)
  })

  test.each([
    // A year from 31 December 2026, and six months more.
    ['2028-06-29', 'P1Y', { code: 'link-ends-too-soon', needed: '2028-06-30', newEnd: '2027-12-31' }, true],
    ['2028-06-30', 'P1Y', null, true],
    // How long the new card is good is not known; it ends no sooner than the old one.
    ['2027-06-29', null, { code: 'link-ends-too-soon', needed: '2027-06-30', newEnd: '2026-12-31' }, true],
    ['2027-06-30', null, null, false],
  ])(
    'that ends on %s and must outlive a new card of %s by six months',
    (expires, validity, fault, certain) => {
      expect(linkFault({ expires }, measure({ validity, outlives: 'P6M' }))).toEqual({
        fault: fault && { ...fault, until: expires },
        certain,
      })
    },
  )
})

describe('a circle of links', () => {
  const circle = (links: Record<string, string[]>) => linkCircle(new Map(Object.entries(links)))

  test('ends with its first card again, without cards that only lead to it', () => {
    expect(circle({ a: ['b'], b: ['c'], c: ['b'] })).toEqual(['b', 'c', 'b'])
    expect(circle({ a: ['a'] })).toEqual(['a', 'a'])
  })

  test('is not found when two paths lead to one card', () => {
    expect(circle({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toBeNull()
    expect(circle({ d: ['e'], a: ['d'], b: ['a', 'd'] })).toBeNull()
  })

  test('is found behind cards that are not in one', () => {
    expect(circle({ a: [], b: ['a'], c: ['a', 'd'], d: ['b', 'c'] })).toEqual(['c', 'd', 'c'])
  })

  test('is found at the end of thousands of cards in a row', () => {
    const row = Array.from({ length: 20_000 }, (_, n): [string, string[]] => [`${n}`, [`${n + 1}`]])
    expect(circle(Object.fromEntries(row))).toBeNull()
    expect(circle(Object.fromEntries([...row, ['20000', ['19999']]]))).toEqual(['19999', '20000', '19999'])
  })

  test('is searched for once a card, however many ways lead to it', () => {
    // Each of the two cards of a step links both of the next one: a million million ways through.
    const pairs = Array.from({ length: 40 }, (_, n): [string, string[]][] => {
      const next = [`a${n + 1}`, `b${n + 1}`]
      return [
        [`a${n}`, next],
        [`b${n}`, next],
      ]
    })
    expect(circle(Object.fromEntries(pairs.flat()))).toBeNull()
  })
})
