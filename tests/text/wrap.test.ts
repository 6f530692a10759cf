import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from '../../src/text/printable.ts'
import { widthOf } from '../../src/text/width.ts'
import { wrap } from '../../src/text/wrap.ts'
import { nastyText } from './nasty.ts'

describe('sentences break where their language allows it', () => {
  test('at blanks', () => {
    expect(wrap('fines or even deportation are possible', 14)).toEqual([
      'fines or even',
      'deportation',
      'are possible',
    ])
  })

  test('between Chinese characters, but not before a full stop or behind a bracket', () => {
    expect(wrap('过期后可能被罚款。', 8)).toEqual(['过期后可', '能被罚', '款。'])
    expect(wrap('登记卡（续办）', 8)).toEqual(['登记卡', '（续办）'])
    expect(wrap('还剩几天，请准备', 10)).toEqual(['还剩几天，', '请准备'])
  })

  test('but not between a number and its word', () => {
    expect(wrap('还剩 28 天，请准备', 10)).toEqual(['还剩', '28 天，请', '准备'])
    expect(wrap('有效期至2026年12月31日（周四）', 16)).toEqual(['有效期至2026年', '12月31日（周四）'])
    expect(wrap('有效期至2026年12月31日（周四）', 14)).toEqual(['有效期至2026年', '12月31日', '（周四）'])
    expect(wrap('действует до 31 декабря 2026', 17)).toEqual(['действует до', '31 декабря 2026'])
    expect(wrap('left: 34 days', 8)).toEqual(['left:', '34 days'])
    expect(wrap('left: 34 days', 6)).toEqual(['left:', '34', 'days'])
  })

  test('inside a word that is longer than a line', () => {
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij'])
  })

  test('not between adjacent pieces in different styles', () => {
    const shout = (text: string): string => text.toUpperCase()
    expect(wrap([{ text: 'see ' }, { text: 'renew', style: shout }, { text: ', please' }], 9)).toEqual([
      'see',
      'RENEW,',
      'please',
    ])
  })

  test('a blank at a break is dropped, and one between styles is kept', () => {
    expect(wrap([{ text: 'one ' }, { text: 'two' }], 3)).toEqual(['one', 'two'])
    expect(wrap([{ text: 'one ' }, { text: 'two' }], 9)).toEqual(['one two'])
    expect(wrap('one  two', 9)).toEqual(['one  two'])
  })

  test('a command is not broken where it fits on a line', () => {
    const command = { text: 'renew timer install', whole: true }
    expect(wrap([{ text: 'no timer: ' }, command], 24)).toEqual(['no timer:', 'renew timer install'])
    expect(wrap([{ text: 'no timer: ' }, command], 12)).toEqual(['no timer:', 'renew timer', 'install'])
  })

  test('the wide blank of Chinese text is kept like other characters', () => {
    expect(wrap('\u3000', 2)).toEqual(['\u3000'])
    expect(wrap('证件\u3000续办', 4)).toEqual(['证件', '\u3000续', '办'])
  })

  test('a closing mark after a blank is kept', () => {
    expect(wrap(' )', 2)).toEqual([')'])
    expect(wrap('a )', 2)).toEqual(['a', ')'])
  })

  test('an empty text is one empty line', () => {
    expect(wrap('', 10)).toEqual([''])
  })
})

test('isolated text is isolated on each of its lines', () => {
  expect(wrap('to \u2068שלום עולם\u2069 now', 8)).toEqual(['to \u2068שלום\u2069', '\u2068עולם\u2069 now'])
})

test('no line is too wide, and only blanks are lost', () => {
  fc.assert(
    fc.property(nastyText.map(printable), fc.integer({ min: 2, max: 60 }), (text, columns) => {
      const lines = wrap(text, columns)
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
    { numRuns: 500 },
  )
})
