import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasInvisible, plainText, shownText, trimBlanks } from '../../src/dates/date-input.ts'

test('blanks at both ends go, and nothing else', () => {
  expect(trimBlanks(' \t\u00a0\u3000a b\u3000\u00a0\t ')).toBe('a b')
  expect(trimBlanks('a')).toBe('a')
  expect(trimBlanks('  ')).toBe('')
  expect(trimBlanks('')).toBe('')
  expect(trimBlanks('\na\u200b')).toBe('\na\u200b')
  expect(trimBlanks(`${' '.repeat(200_000)}a${' '.repeat(200_000)}b`)).toHaveLength(200_002)
})

describe('digits of every script become 0 to 9', () => {
  test.each([
    ['０１２３４５６７８９'],
    ['٠١٢٣٤٥٦٧٨٩'],
    ['۰۱۲۳۴۵۶۷۸۹'],
    ['०१२३४५६७८९'],
    ['๐๑๒๓๔๕๖๗๘๙'],
    ['𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
    ['𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡'],
    ['𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'],
    ['𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙'],
    ['᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙'],
    ['᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉'],
    ['᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙'],
    ['0123456789'],
  ])('%s', digits => {
    expect(plainText(digits)).toBe('0123456789')
  })

  test('and other text stays, but for its compatible forms', () => {
    expect(plainText('ａ－１年٣')).toBe('a-1年3')
  })
})

describe('a text is quoted', () => {
  test('as it is, where it can be seen', () => {
    expect(shownText('31 декабря 2026 年 é')).toBe('31 декабря 2026 年 é')
    expect(hasInvisible('31 декабря 2026 年 é')).toBe(false)
    expect(shownText('x'.repeat(60))).toBe('x'.repeat(60))
  })

  test('with what cannot be seen, or looks like something else, by its number', () => {
    expect(shownText('a\u0007\u200b\u{e0001}e\u0301–−')).toBe(
      'a\\u0007\\u200b\\u{e0001}e\\u0301\\u2013\\u2212',
    )
    for (const text of ['\u0007', '\u200b', '\u{e0001}', '\u2028', '\u2029', '\u034f']) {
      expect(hasInvisible(`a${text}`)).toBe(true)
    }
    expect(hasInvisible('–')).toBe(false)
  })

  test('in at most 60 characters, however long it is', () => {
    expect(shownText('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
    expect(shownText('𝟎'.repeat(60))).toBe('𝟎'.repeat(60))
    expect(shownText('𝟎'.repeat(61))).toBe(`${'𝟎'.repeat(59)}…`)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const shown = shownText(text)
        expect([...shown].length).toBeLessThanOrEqual(60)
        expect(hasInvisible(shown)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
})
