import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemes, isPlain, printable } from '../../src/text/printable.ts'
import { clip, displayName, head, isolated, pad, widthOf } from '../../src/text/width.ts'
import { nastyText } from './nasty.ts'

const printableText = nastyText.map(printable)

describe('columns a terminal needs', () => {
  test.each([
    ['', 0],
    ['renew', 5],
    ['续办', 4],
    ['Иван', 4],
    ['שלום', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['👩‍⚕', 2],
    ['❤️‍🔥', 2],
    ['🇰🇿', 2],
    ['1️⃣', 2],
    ['한', 2],
    ['\u1112\u1161\u11ab', 2],
    ['می\u200cخ', 3],
    ['\u2068שלום\u2069', 4],
  ])('%j needs %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })

  test('the width is that of the package where there are no joiners', async () => {
    const { default: stringWidth } = await import('fast-string-width')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }).map(printable), text => {
        const composed = text.normalize('NFC')
        fc.pre(!/\u200c|\u200d/.test(composed))
        expect(widthOf(text)).toBe(stringWidth(composed))
      }),
    )
  })
})

describe('clipping to columns', () => {
  test.each([
    ['passport', 8, 'passport'],
    ['passport', 5, 'pass…'],
    ['passport', 1, '…'],
    ['passport', 0, ''],
    ['续办登记卡', 10, '续办登记卡'],
    ['续办登记卡', 6, '续办…'],
    ['续办登记卡', 7, '续办登…'],
    ['👩‍👩‍👧👨‍👦', 3, '👩‍👩‍👧…'],
  ])('%j in %i columns is %j', (text, columns, shown) => {
    expect(clip(text, columns)).toBe(shown)
  })

  test('never takes more than its columns, and splits no character', () => {
    fc.assert(
      fc.property(printableText, fc.integer({ min: 0, max: 40 }), (text, columns) => {
        const shown = clip(text, columns)
        expect(widthOf(shown)).toBeLessThanOrEqual(columns)
        if (shown === text) return
        const kept = graphemes(shown.slice(0, -1))
        expect(graphemes(text).slice(0, kept.length)).toEqual(kept)
      }),
      { numRuns: 500 },
    )
  })

  test('the start of a text is as much as fits', () => {
    expect(head('续办登记卡', 5)).toBe('续办')
    expect(head('abc', 9)).toBe('abc')
  })
})

test('padding fills up to the columns and never cuts', () => {
  expect(pad('续办', 6)).toBe('续办  ')
  expect(pad('续办', 3)).toBe('续办')
})

describe('text that runs from right to left', () => {
  test('is isolated on a terminal', () => {
    expect(isolated('שלום 12')).toBe('\u2068שלום 12\u2069')
    expect(isolated('محمد')).toBe('\u2068محمد\u2069')
    expect(isolated('Иван 张伟 12')).toBe('Иван 张伟 12')
  })

  test('is unchanged in a pipe', () => {
    expect(displayName('שלום', { isTTY: true })).toBe('\u2068שלום\u2069')
    expect(displayName('שלום', { isTTY: false })).toBe('שלום')
    expect(displayName('\u202eשלום', { isTTY: false })).toBe('\\u202eשלום')
  })
})

test('the width of every plain character is that of the package', async () => {
  const { default: stringWidth } = await import('fast-string-width')
  const plain = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(isPlain)
  expect(plain.filter(character => widthOf(character) !== stringWidth(character))).toEqual([])
})
