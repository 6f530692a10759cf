import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, plainText } from '../../src/channels/message-text.ts'
import { splitWords } from '../../src/channels/programs.ts'
import { printable } from '../../src/text/printable.ts'
import { anyCharacter } from '../text/nasty.ts'

describe('plain text', () => {
  test('shows what could act on a terminal or turn the line as its escape', () => {
    expect(printable('a\u001b[31m\u009b2J\u0007\u202eb\u2028c\n')).toBe(
      'a\\x1b[31m\\x9b2J\\x07\\u202eb\\u2028c\\n',
    )
  })

  test('leaves every script and emoji as it is', () => {
    const text = '李伟 Әлия محمد 👩‍👩‍👧 é'
    expect(printable(text)).toBe(text)
  })

  test('keeps the lines of a text', () => {
    expect(plainText('a\r\nb\n\tc\u0007')).toBe('a\nb\n c\\x07')
  })

  test('is always well-formed', () => {
    expect(printable('a\ud800b')).toBe('a\\ud800b')
  })

  test('is never cut inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.integer({ min: 1, max: 30 }), (text, size) => {
        const cut = cutText(text.toWellFormed(), size)
        expect(cut.length).toBeLessThanOrEqual(size)
        expect(cut.isWellFormed()).toBe(true)
      }),
    )
    expect(cutText('abcdef', 4)).toBe('abc…')
    expect(cutText('abcd', 4)).toBe('abcd')
  })
})

describe('words', () => {
  test.each<[string, string[] | null]>([
    ['', []],
    ['  a   b ', ['a', 'b']],
    ['"a b" \'c d\'', ['a b', 'c d']],
    ['--x="a b"', ['--x=a b']],
    ['"" a', ['', 'a']],
    ['a\\ b "c\\"d"', ['a b', 'c"d']],
    ["'a\\b'", ['a\\b']],
    ['$(id) `id` a;b |c > d', ['$(id)', '`id`', 'a;b', '|c', '>', 'd']],
    ['"open', null],
    ["it's", null],
    ['end\\', ['end\\']],
  ])('%j', (line, words) => {
    expect(splitWords(line)).toEqual(words)
  })
})
