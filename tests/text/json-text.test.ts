import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from '../../src/text/json-text.ts'
import { nastyText } from './nasty.ts'

test('JSON says exactly what was kept, and shows nothing raw', () => {
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

test('what is hidden is written unit by unit, and what belongs to a character stays', () => {
  expect(jsonText({ a: 'x\u0085\u00ad\u200b\u{e0041}"\n' }, false)).toBe(
    '{"a":"x\\u0085\\u00ad\\u200b\\udb40\\udc41\\"\\n"}\n',
  )
  expect(jsonText({ a: '1️⃣ 👩‍⚕️ می\u200cخواهم' }, true)).toBe('{\n  "a": "1️⃣ 👩‍⚕️ می\u200cخواهم"\n}\n')
})
