import { describe, expect, expectTypeOf, test } from 'vitest'
import { fill, type Values, type Words, wordsOf } from '../../src/messages/format.ts'

const english = (count: number): number => (count === 1 ? 0 : 1)
const TEXTS = {
  plain: 'Nothing to do.',
  named: '{name} expires on {date}',
  counted: '{count|1 card|# cards} left',
  optional: 'Delete {name}{expires? (valid until #)|}?',
} as const

describe('a text', () => {
  const words = wordsOf(TEXTS, english)

  test('without values is returned as written', () => {
    expect(words('plain')).toBe('Nothing to do.')
  })

  test('is filled with its values, whatever characters they contain', () => {
    expect(words('named', { name: '{date} $& #', date: '2026-12-31' })).toBe(
      '{date} $& # expires on 2026-12-31',
    )
  })

  test.each([
    [0, '0 cards left'],
    [1, '1 card left'],
    [2, '2 cards left'],
  ])('counts %i', (count, expected) => {
    expect(words('counted', { count })).toBe(expected)
  })

  test.each([
    ['2026-12-31', 'Delete me (valid until 2026-12-31)?'],
    ['$&', 'Delete me (valid until $&)?'],
    [null, 'Delete me?'],
    ['', 'Delete me?'],
    [0, 'Delete me?'],
    [false, 'Delete me?'],
  ])('says %s only where there is a value', (expires, expected) => {
    expect(words('optional', { name: 'me', expires })).toBe(expected)
  })
})

test.each([
  ['2026年12月1日（周二）', '2026年12月1日（周二）前'],
  ['2026-12-01', '2026-12-01 前'],
])('the blank after %s stays only where Chinese has one', (date, expected) => {
  expect(wordsOf({ text: '{date} 前' } as const, english)('text', { date })).toBe(expected)
})

test('a language with three plural forms uses its own rule', () => {
  const russian = (n: number): number =>
    n % 10 === 1 && n % 100 !== 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2
  const say = (count: number): string => fill('{count|# карта|# карты|# карт}', { count }, russian)
  expect([0, 1, 2, 5, 11, 21, 101].map(say)).toEqual([
    '0 карт',
    '1 карта',
    '2 карты',
    '5 карт',
    '11 карт',
    '21 карта',
    '101 карта',
  ])
})

test('the compiler knows which values a text needs', () => {
  type Needed = Values<'{name}: {count|# day|# days}{holder?, #|}'>
  expectTypeOf<Needed>().toExtend<{
    name: string | number
    count: number
    holder: string | number | boolean | null
  }>()
  const words = wordsOf(TEXTS, english)
  // @ts-expect-error: the date is missing
  const missing = (): string => words('named', { name: 'me' })
  // @ts-expect-error: no such value
  const needless = (): string => words('named', { name: 'me', date: '', zone: '' })
  // @ts-expect-error: a count is a number
  const wrong = (): string => words('counted', { count: '1' })
  // @ts-expect-error: no such text
  const unknown = (): string => words('nothing')
  expect([missing, needless, wrong, unknown]).toHaveLength(4)
})

test('words of more subjects can be passed where fewer are needed, but not the reverse', () => {
  const few = wordsOf({ plain: TEXTS.plain }, english)
  const all = wordsOf(TEXTS, english)
  const speak = (words: Words<{ readonly plain: string }>): string => words('plain')
  expect(speak(all)).toBe(speak(few))
  // @ts-expect-error: the other texts were not loaded
  const cannot = (): Words<typeof TEXTS> => few
  expect(cannot).toBeTypeOf('function')
})
