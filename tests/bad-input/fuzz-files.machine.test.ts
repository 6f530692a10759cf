import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { builtInGuide } from '../../src/guides/built-in.ts'
import { checksumOf } from '../../src/storage/checked-file.ts'
import { word } from './hostile-words.ts'
import { type HostileWorld, holds, hostileWorld, usedHome } from './hostile-world.ts'

/** To try more: `FUZZ_RUNS=20000 npx vitest run tests/bad-input/fuzz-files.machine.test.ts`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 0)
const TIME = 60_000 + RUNS * 1000

let template: string
let cards: string
let guide: string
beforeAll(async () => {
  template = await usedHome()
  cards = readFileSync(`${template}/cards.json`, 'utf8')
  guide = JSON.stringify(await builtInGuide('kz/registration-card'))
}, 120_000)

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Any JSON, including odd keys and deep nesting. */
const json: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.constantFrom(null, true, 0, -1, 1e308, '', [], {}),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.tuple(fc.constantFrom('__proto__', 'constructor', 'toString', 'en', 'id'), word).map(
    // As a parser does it: an own key of that name.
    ([key, text]) => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(text)}}`) as Json,
  ),
)

/** A change at one place of a JSON text: another value, a missing one, or an extra key. */
const change = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'remove', 'add'), value: json })
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function changed(text: string, changes: readonly Change[]): string {
  const root = JSON.parse(text) as { [key: string]: Json }
  for (const { at, how, value } of changes) {
    const places = [...placesIn(root)]
    if (places.length === 0) break
    const [holder, key] = places[at % places.length]!
    if (how === 'replace') Object.assign(holder, { [key]: value })
    else if (how === 'remove') delete (holder as Record<string, Json>)[key]
    else
      Object.defineProperty(holder, `__proto__`, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      })
  }
  return JSON.stringify(root)
}

/** The same with a valid checksum. */
function sealed(text: string): string {
  const { schema: _, checksum: __, ...content } = JSON.parse(text) as Record<string, unknown>
  const rest = `,${JSON.stringify(content).slice(1)}`
  return `{"schema":1,"checksum":"crc32:${checksumOf(Buffer.from(rest))}"${rest}`
}

function* placesIn(value: Json): Generator<[object, string]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield [value, key]
    yield* placesIn(inner)
  }
}

/** Damage as by a disk, a mail program or an incomplete copy. */
const broken = fc.record({
  from: fc.nat(),
  length: fc.nat({ max: 40 }),
  instead: fc.uint8Array({ maxLength: 12 }),
})

function brokenAt(
  text: string,
  { from, length, instead }: { from: number; length: number; instead: Uint8Array },
): Buffer {
  const bytes = Buffer.from(text)
  const at = from % (bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), instead, bytes.subarray(at + length)])
}

/** Commands that users run afterwards. */
const LOOKS = [
  ['status'],
  ['status', '--json'],
  ['show', 'me', '--lang', 'zh'],
  ['plan', 'me', '--json'],
  ['next'],
  ['agenda', '--json'],
  ['agenda', '--month'],
  ['guide', 'mine'],
  ['guide', 'list', '--json'],
  ['list'],
  ['history', '--changes'],
  ['export', '--format', 'ics'],
  ['export', '--format', 'csv'],
  ['undo', '--yes'],
  ['remind', '--lang', 'zh'],
  ['doctor', '--json'],
]
const look = fc.shuffledSubarray(LOOKS, { minLength: 3, maxLength: 5 })

async function lookAt(world: HostileWorld, looks: readonly string[][]): Promise<void> {
  for (const argv of looks) await holds(world, argv)
  expect(Object.prototype).not.toHaveProperty('polluted')
}

test(
  'no table crashes import, or changes anything when it is refused',
  async () => {
    const head = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'name',
          'expires',
          'holder',
          'number',
          'guide',
          'note',
          '名称',
          'tags',
          'lead',
        ),
      },
      { weight: 1, arbitrary: word },
    )
    const cell = fc.oneof(
      word,
      word.map(text => `"${text.replaceAll('"', '""')}"`),
    )
    const table = fc
      .tuple(
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(head, { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
      )
      .map(([cut, end, heads, rows]) =>
        [['name', 'expires', ...heads], ...rows].map(row => row.join(cut)).join(end),
      )
    const file = fc.oneof(
      { weight: 3, arbitrary: table.map(text => Buffer.from(text)) },
      { weight: 1, arbitrary: table.map(text => Buffer.from(`\ufeff${text}`, 'utf16le')) },
      { weight: 1, arbitrary: fc.tuple(table, broken).map(([text, how]) => brokenAt(text, how)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)) },
      { weight: 2, arbitrary: json.map(value => Buffer.from(JSON.stringify(value))) },
      {
        weight: 2,
        arbitrary: fc.array(change, { maxLength: 3 }).map(changes => Buffer.from(changed(cards, changes))),
      },
    )
    const options = fc.shuffledSubarray(
      ['--skip-bad', '--dry-run', '--update', '--json', '--yes', '--map=*=-'],
      {
        maxLength: 3,
      },
    )
    await fc.assert(
      fc.asyncProperty(file, options, look, async (bytes, argv, looks) => {
        const world = hostileWorld(template, { 'in.csv': bytes })
        const before = readFileSync(`${world.home}/cards.json`)
        await holds(world, ['import', 'in.csv', ...argv])
        if (argv.includes('--dry-run')) expect(readFileSync(`${world.home}/cards.json`)).toEqual(before)
        await lookAt(world, looks)
        expect((await holds(world, ['list', '--json'])).code).toBe(0)
      }),
      { numRuns: RUNS || 30 },
    )
  },
  TIME,
)

test(
  'no copy, sound or not, takes restore down or changes anything when it is refused',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 2 }),
        fc.option(broken),
        look,
        async (changes, how, looks) => {
          const text = changed(cards, changes)
          // With a valid checksum it can be refused only because of its content.
          const bytes = how === null ? sealed(text) : brokenAt(text, how)
          const world = hostileWorld(template, { 'copy.json': bytes })
          await holds(world, ['restore', 'copy.json', '--yes', '--json'])
          await lookAt(world, looks)
        },
      ),
      { numRuns: RUNS || 25 },
    )
  },
  TIME,
)

test(
  'a store changed by hand is never shown as empty; once accepted, it can be read',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('cards.json', 'settings.json', 'ledger.json'),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        look,
        async (name, changes, looks) => {
          const world = hostileWorld(template)
          const file = path.join(world.home, name)
          const text = changed(readFileSync(file, 'utf8'), changes)
          writeFileSync(file, text)
          await lookAt(world, looks)
          const { stderr } = await holds(world, ['doctor', '--accept'])
          await lookAt(world, looks)
          if (/Taken in: [^\n]*cards/.test(stderr))
            expect((await holds(world, ['list', '--json'])).code).toBe(0)
        },
      ),
      { numRuns: RUNS || 25 },
    )
  },
  TIME,
)

test(
  'no guide and no list of working days of the user’s own takes anything down',
  async () => {
    const workdays = JSON.stringify({
      2026: { off: ['2026-12-30'], work: ['2026-12-26'], estimated: [], source: 'me' },
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 3 }),
        fc.option(broken),
        fc.boolean(),
        look,
        async (changes, how, isGuide, looks) => {
          const world = hostileWorld(template)
          const text = changed(isGuide ? guide : workdays, changes)
          const file = path.join(
            world.home,
            isGuide ? 'guides/kz/registration-card.json' : 'workdays/KZ.json',
          )
          mkdirSync(path.dirname(file), { recursive: true })
          rmSync(file, { force: true })
          writeFileSync(file, how === null ? text : brokenAt(text, how))
          if (isGuide) await holds(world, ['guide', 'validate', file, '--json'])
          await lookAt(world, looks)
          expect((await holds(world, ['status'])).code).toBe(0)
        },
      ),
      { numRuns: RUNS || 30 },
    )
  },
  TIME,
)
