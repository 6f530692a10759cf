import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf, crc32, parseBytes } from '../../src/storage/checked-file.ts'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { anyCharacter } from '../text/nasty.ts'

const FILE = '/home/me/cards.json'
const written = (content: object) => toBytes(content, FILE)
const codeOf = (bytes: Buffer | string): string => {
  try {
    contentOf(Buffer.from(bytes), FILE)
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** Any JSON, including keys and texts that break programs. */
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string(),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '\ud800',
    'x\udfff',
    '\u2028',
    '\u0000',
    'é\u0301',
    '😀',
    '',
  ),
)
/** Node 24 itself may read the key "\\ud800" as "\\", where objects before had that one; we write no such keys. */
const anyKey = anyText.filter(text => !/[\\\p{Surrogate}]/u.test(text))
const anyJson = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => (Object.is(number, -0) ? 0 : number)),
    anyText,
    fc.array(tie('value')),
    tie('object'),
  ),
  object: fc.array(fc.tuple(anyKey, tie('value'))).map(pairs => Object.fromEntries(pairs)),
}))
const anyContent = anyJson.object as fc.Arbitrary<Record<string, unknown>>
const isContent = (content: object) => !('schema' in content) && !('checksum' in content)

describe('a stored file', () => {
  test('returns exactly what was stored', () => {
    fc.assert(
      fc.property(anyContent.filter(isContent), content => {
        const back = contentOf(written(content), FILE)
        expect(isDeepStrictEqual(back, content)).toBe(true)
        // Key by key as well: `__proto__` is a key like any other.
        expect(JSON.stringify(back)).toBe(JSON.stringify(content))
      }),
      { numRuns: 500 },
    )
  })

  test('begins with schema and checksum, then has one line for each card', () => {
    const text = written({
      cards: [{ name: 'me' }, { name: '你' }],
      changes: [],
      said: { timer: '2026-12-01' },
      n: 1,
    })
    expect(text.toString()).toMatchInlineSnapshot(`
      "{
      "schema": 1,
      "checksum": "crc32:7063a937",
      "cards": [
      {"name":"me"},
      {"name":"你"}
      ],
      "changes": [],
      "said": {
      "timer": "2026-12-01"
      },
      "n": 1
      }
      "
    `)
  })

  test('with any one bit flipped is refused', () => {
    const bytes = written({ cards: [{ name: 'me', expires: '2026-12-31' }], changes: [] })
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      // White space before the checksum means nothing; everything else is noticed.
      if (codeOf(flipped) === 'taken')
        expect(JSON.parse(flipped.toString())).toEqual(JSON.parse(bytes.toString()))
      else expect(codeOf(flipped)).toMatch(/^store-(damaged|edited|newer)$/)
    }
  })

  test('cut short anywhere is refused', () => {
    const bytes = written({ cards: [{ name: 'me' }], changes: [] })
    // Without its last line end it is still complete.
    for (let length = 0; length < bytes.length - 1; length++)
      expect(codeOf(bytes.subarray(0, length))).toBe('store-damaged')
  })

  test('with a byte order mark, Windows line ends or without its last newline is the same file', () => {
    const text = written({ cards: [{ name: 'a\r\nb' }] }).toString()
    for (const same of [`\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text}\n\n`]) {
      expect(contentOf(Buffer.from(same), FILE)).toEqual({ cards: [{ name: 'a\r\nb' }] })
    }
  })

  test.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"x"'],
    ['no schema', '{"cards":[]}'],
    ['a schema that is not a number', '{"schema":"1","cards":[]}'],
    ['schema 0', '{"schema":0}'],
    ['schema 1.5', '{"schema":1.5}'],
    ['merge marks', '<<<<<<< ours\n{"schema":1}\n=======\n{"schema":1}\n>>>>>>> theirs\n'],
    ['itself twice', `${written({ cards: [] })}${written({ cards: [] })}`],
    ['UTF-16', Buffer.from(`\ufeff${written({ cards: [] })}`, 'utf16le')],
    ['zeros', Buffer.alloc(500)],
    [
      'GB18030',
      Buffer.concat([Buffer.from('{"schema":1,"name":"'), Buffer.from([0xd6, 0xd0]), Buffer.from('"}')]),
    ],
    ['200 000 open brackets', '['.repeat(200_000)],
  ])('that holds %s is damaged', (_, bytes) => {
    expect(codeOf(bytes)).toBe('store-damaged')
  })

  test('nested 200 000 deep is refused without a crash', () => {
    const bomb = `{"schema":1,"checksum":"crc32:00000000","cards":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    expect(codeOf(bomb)).toBe('store-edited')
  })

  test('of a newer version is recognised before anything else is checked', () => {
    expect(codeOf('{"schema":9,"anything":true}')).toBe('store-newer')
  })

  test('changed by hand is distinguished from a damaged one, and can be parsed', () => {
    const text = written({ cards: [{ name: 'me' }] }).toString()
    for (const edited of [
      text.replace('me', 'you'),
      JSON.stringify(JSON.parse(text)),
      '{"schema":1,"cards":[]}',
    ]) {
      expect(codeOf(edited)).toBe('store-edited')
      expect(parseBytes(Buffer.from(edited), FILE)).toMatchObject({ schema: 1, edited: true })
    }
  })

  test('does not change any prototype with its keys', () => {
    const text =
      '{"schema":1,"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1},"constructor":{"prototype":1}}}'
    const { content } = parseBytes(Buffer.from(text), FILE)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(JSON.stringify(contentOf(written(content), FILE))).toBe(JSON.stringify(content))
    expect(Object.keys(content)).toEqual(['__proto__', 'a'])
  })
})

test('the checksum is standard CRC-32', () => {
  expect(crc32(Buffer.from('123456789'))).toBe('cbf43926')
  expect(crc32(Buffer.from(''))).toBe('00000000')
  // Long texts are computed differently, and may begin anywhere in memory.
  const long = Buffer.from('Жиза, 注册卡. '.repeat(10_000))
  for (const [start, end] of [
    [0, 0],
    [1, 0],
    [2, 5],
    [3, 7],
    [7, 1],
  ] as const) {
    const part = long.subarray(start, long.length - end)
    expect(crc32(part)).toBe(slowCrc32(part))
  }
})

/** Bit by bit, as the standard defines it. */
function slowCrc32(bytes: Uint8Array): string {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (~crc >>> 0).toString(16).padStart(8, '0')
}
