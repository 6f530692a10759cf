import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, graphemes, isOneLine, isPlain, jsonText, printable } from '../../src/text/printable.ts'
import { nastyText } from './nasty.ts'

describe('characters that act on a terminal, hide or reorder text are escaped', () => {
  test.each([
    ['a colour sequence', 'a\u001b[31mb', 'a\\x1b[31mb'],
    ['the eight-bit form of it', 'a\u009b31mb', 'a\\x9b31mb'],
    ['a bell, a backspace, a NUL', '\u0007\b\0', '\\x07\\x08\\x00'],
    ['DEL and NEL', '\u007f\u0085', '\\x7f\\x85'],
    ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['separators of lines and paragraphs', '\u2028\u2029', '\\u2028\\u2029'],
    ['an override of direction', 'a\u202eb', 'a\\u202eb'],
    ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['direction marks', '\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
    ['zero width and a byte order mark', 'a\u200bb\ufeffc', 'a\\u200bb\\ufeffc'],
    ['a soft hyphen', 'a\u00adb', 'a\\xadb'],
    ['fillers of Hangul', '\u3164\u115f', '\\u3164\\u115f'],
    ['tags that write in secret', 'a\u{e0041}', 'a\\u{e0041}'],
    ['half a character', '\ud83d x \udc00', '\\ud83d x \\udc00'],
    ['what is no character', '\uffff\u{1fffe}', '\\uffff\\u{1fffe}'],
    ['a joiner between letters', 'a\u200db', 'a\\u200db'],
    ['a joiner at an end', '👩\u200d', '👩\\u200d'],
    ['a joiner between Arabic letters', 'ب\u200dب', 'ب\\u200dب'],
    ['a variation of nothing', 'a\ufe0f', 'a\\ufe0f'],
  ])('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown)
  })
})

describe('usual text is not changed', () => {
  test.each([
    ['plain words', "O'Brien \\n (100 %)"],
    ['Chinese', '张伟的登记卡'],
    ['Cyrillic and Kazakh', 'Иван Әлібек'],
    ['Hebrew and Arabic', 'שלום محمد'],
    ['combining marks', 'e\u0301 й y\u0302\u0323'],
    ['a family', '👩‍👩‍👧‍👦'],
    ['a skin tone and a profession', '👩🏽‍⚕️'],
    ['a heart on fire', '❤️‍🔥'],
    ['flags of countries and regions', '🇰🇿🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a key cap', '1️⃣'],
    ['a Han character in the form of a name', '葛\u{e0100}城'],
    ['a joiner that shapes Hindi', 'क्\u200dष'],
    ['a non-joiner between Persian letters', 'می\u200cخواهم'],
    ['a letter of Malayalam at the end of a word', 'ന്\u200d'],
    ['the heh of a Persian abbreviation', 'ه\u200d.ش'],
    ['the forms of Mongolian letters', 'ᠭ\u180bᠠ ᠨ\u180eᠠ'],
    ['odd blanks', 'a\u00a0b\u3000c'],
  ])('%s', (_, text) => {
    expect(printable(text)).toBe(text)
  })
})

test('one line has no controls, line separators or lone surrogates', () => {
  for (const text of ['a\nb', 'a\tb', '\u007f', '\u0085', '\u2028', '\u2029', 'a\ud800'])
    expect(isOneLine(text), text).toBe(false)
  for (const text of ['', 'Әлия 🪪', 'e\u0301', '\u202egnp', 'a\u200bb', '\u{e0041}'])
    expect(isOneLine(text), text).toBe(true)
})

test('no control that a terminal obeys is left', () => {
  fc.assert(
    fc.property(nastyText, text => {
      const shown = printable(text)
      expect(shown).not.toMatch(
        /[\p{Cc}\p{Cs}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
      )
    }),
    { numRuns: 1000 },
  )
})

test('printable text is not changed again', () => {
  fc.assert(
    fc.property(nastyText, text => {
      expect(printable(printable(text))).toBe(printable(text))
    }),
  )
})

test('of several Mongolian vowel separators, only one that stands between two letters is kept', () => {
  expect(printable('ᠨ\u180eᠠ')).toBe('ᠨ\u180eᠠ')
  expect(printable('ᠨ\u180e\u180eᠠ')).toBe('ᠨ\\u180e\\u180eᠠ')
  expect(printable('\u180b\u180e\u180b')).toBe('\\u180b\\u180e\\u180b')
})

describe('cutting to a number of characters', () => {
  test('does not cut a text that fits', () => {
    expect(cut('renew', 5)).toBe('renew')
    expect(cut('👩‍👩‍👧‍👦', 1)).toBe('👩‍👩‍👧‍👦')
  })

  test('counts the ellipsis', () => {
    expect(cut('renewal', 5)).toBe('rene…')
    expect(cut('张伟的登记卡', 3)).toBe('张伟…')
    expect(cut('renewal', 0)).toBe('…')
  })

  test('does not split a character', () => {
    expect(cut('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
    expect(cut('👩‍👩‍👧👨‍👦x', 2)).toBe('👩‍👩‍👧…')
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 1, max: 30 }), (text, characters) => {
        const shown = cut(text, characters)
        expect(graphemes(shown).length).toBeLessThanOrEqual(Math.max(characters, 1))
        expect(text.startsWith(shown.replace(/…$/, ''))).toBe(true)
      }),
    )
  })
})

test('no plain character is invisible, joins or reorders others', () => {
  const isHarmless = (character: string) =>
    /[\p{L}\p{N}\p{P}\p{S}\p{Zs}]/u.test(character) &&
    !/[\p{M}\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(character) &&
    character.normalize('NFC') === character
  const plain = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(isPlain)
  expect(plain.length).toBeGreaterThan(20_000)
  expect(plain.filter(character => !isHarmless(character))).toEqual([])
})

test('JSON has exactly the stored text, and shows nothing raw', () => {
  fc.assert(
    fc.property(nastyText, fc.boolean(), (name, pretty) => {
      const text = jsonText({ name, tags: [name] }, pretty)
      expect(JSON.parse(text)).toEqual({ name, tags: [name] })
      expect(text).not.toMatch(
        /[^\P{Cc}\n]|[\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/u,
      )
    }),
  )
})

test('JSON escapes each UTF-16 unit of a hidden character, and keeps what belongs to a visible one', () => {
  expect(jsonText({ a: 'x\u0085\u00ad\u200b\u{e0041}"\n' }, false)).toBe(
    '{"a":"x\\u0085\\u00ad\\u200b\\udb40\\udc41\\"\\n"}\n',
  )
  expect(jsonText({ a: '1️⃣ 👩‍⚕️ می\u200cخواهم' }, true)).toBe('{\n  "a": "1️⃣ 👩‍⚕️ می\u200cخواهم"\n}\n')
})
