import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'
import { bytesOf, RAW } from './untouched.ts'

/** A home with two cards and all three files. */
async function homeWithCards(): Promise<string> {
  const home = newHome()
  for (const name of ['me', 'you']) {
    const { code, stderr } = await renew(home, ['add', name, '--expires', '2026-12-31'])
    expect(code, stderr).toBe(0)
  }
  await renew(home, ['remind'])
  return home
}

const cardsFile = (home: string) => path.join(home, 'cards.json')
const textOf = (home: string) => readFileSync(cardsFile(home), 'utf8')

/** Commands of every kind that read or change cards. */
const COMMANDS = [
  ['status'],
  ['list'],
  ['show', 'me'],
  ['history'],
  ['history', '--changes'],
  ['export'],
  ['add', 'new', '--expires', '2027-12-31'],
  ['edit', 'me', '--holder', 'x'],
  ['done', 'me', '--expires', '2027-12-31'],
  ['remove', 'me', '--yes'],
  ['close', 'me'],
  ['reopen', 'me'],
  ['ack', 'me'],
  ['snooze', 'me', '--for', '1d'],
  ['undo', '--yes'],
]

const json = (value: unknown): string => JSON.stringify(value)

/** Damage to a valid file, with its number in the table of FAULTS.md. */
const DAMAGED: [number, string, (text: string) => string | Buffer][] = [
  [36, 'truncated', text => text.slice(0, text.length / 2)],
  [36, 'without its last bracket', text => text.trimEnd().slice(0, -1)],
  [37, 'of no bytes', () => ''],
  [38, '[]', () => '[]'],
  [38, 'null', () => 'null'],
  [38, '42', () => '42'],
  [38, 'a text', () => '"x"'],
  [38, '{}', () => '{}'],
  [40, 'UTF-16', text => Buffer.from(`\ufeff${text}`, 'utf16le')],
  [
    40,
    'GB18030',
    text => Buffer.concat([Buffer.from(text.slice(0, 90)), Buffer.from([0xd6, 0xa4, 0xbc, 0xfe])]),
  ],
  [40, 'random bytes', () => Buffer.from(Array.from({ length: 999 }, (_, n) => (n * 7919) % 256))],
  [40, 'nothing but NULs', () => Buffer.alloc(4096)],
  [41, 'of a newer renew', text => text.replace('"schema": 1', '"schema": 9')],
  [
    43,
    'with cards that are no list',
    () => json({ schema: 1, checksum: 'crc32:00000000', cards: {}, changes: [] }),
  ],
  [43, 'with a number for a name', text => text.replace('"name":"me"', '"name":5')],
  [43, 'with a date that does not exist', text => text.replace('2026-12-31', '2026-02-31')],
  [43, 'with a card that is null', text => text.replace('"cards": [', '"cards": [\nnull,')],
  [44, 'with a bit flipped in a value', text => text.replace('"name":"you"', '"name":"yoU"')],
  [
    44,
    'with a bit flipped in the checksum',
    text => text.replace(/crc32:(.)/, (_, c) => `crc32:${c === '0' ? '1' : '0'}`),
  ],
  [54, 'nested 200 000 deep', () => `{"schema":1,"cards":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  [55, 'with the marks of a merge', text => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`],
  [55, 'twice in itself', text => text + text],
]

describe('a damaged file of cards is exit 3, named, never shown as empty, never overwritten:', () => {
  test.each(DAMAGED)('(%i) %s', async (_, __, damage) => {
    const home = await homeWithCards()
    writeFileSync(cardsFile(home), damage(textOf(home)))
    const before = bytesOf(home)
    for (const argv of COMMANDS) {
      const what = argv.join(' ')
      const said = await renew(home, argv)
      expect([said.code, said.stdout], what).toEqual([3, ''])
      expect(said.stderr, what).toMatch(/^renew: [^\n]*cards\.json[^\n]*\n$/)
      expect(said.stderr, what).toMatch(/renew (restore|doctor --accept)|update renew/)
      expect(said.stderr, what).not.toMatch(RAW)
    }
    const { code, stdout, stderr } = await renew(home, ['status', '--json'])
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, error: { code: expect.stringMatching(/^store-/) } })
    expect(stderr).toMatch(/^renew: [^\n]+\n$/)
    expect(bytesOf(home)).toEqual(before)
    // Reminding continues with what can be read, and says so; config and guides need no cards.
    const reminded = await renew(home, ['remind'], { now: '2026-12-17T12:00:00+05:00' })
    expect([0, 4]).toContain(reminded.code)
    // A file of another shape has no cards, as if they had been removed; the fault is still reported.
    if (damage(textOf(home)).length < 100_000) expect(reminded.stdout).toContain('31 Dec 2026')
    expect(reminded.stdout).toContain('cards.json')
    expect((await renew(home, ['config', 'list'])).code).toBe(0)
    expect((await renew(home, ['guide', 'list'])).code).toBe(0)
    expect(bytesOf(home)['cards.json']).toEqual(before['cards.json'])
  })

  test('and a kept copy restores the cards, and the damaged file is kept', async () => {
    const home = await homeWithCards()
    const cards = (await answer<{ cards: object[] }>(home, ['list'])).cards
    writeFileSync(cardsFile(home), '')
    const { copies } = await answer<{ copies: { name: string }[] }>(home, ['restore'])
    expect((await renew(home, ['restore', copies[0]!.name, '--yes'])).code).toBe(0)
    expect((await answer<{ cards: object[] }>(home, ['list'])).cards).toEqual(cards)
  })
})

test('(43) valid changes by hand are accepted on demand; invalid ones are refused, naming card and field', async () => {
  const home = await homeWithCards()
  const sound = textOf(home)
  writeFileSync(cardsFile(home), sound.replaceAll('"name":"me"', '"name":"5"'))
  expect((await renew(home, ['doctor', '--accept'])).stderr).toContain('cards.json')
  expect((await renew(home, ['show', '5'])).code).toBe(0)
  const wrong: [string, string, string][] = [
    ['"name":"you"', '"name":7', 'name'],
    ['"expires":"2026-12-31"', '"expires":"2026-02-31"', 'expires'],
    ['"lead":null', '"lead":"1m"', 'lead'],
    ['"milestones":null', '"milestones":["soon"]', 'milestones'],
    ['"tags":[]', '"tags":"x"', 'tags'],
    ['"created":"2026-12-01T', '"created":"yesterday', 'created'],
    ['"zone":null', '"zone":"Mars/Olympus"', 'zone'],
    ['"holder":null', '"holder":"a\\u001b[31mb"', 'holder'],
  ]
  for (const [from, to, field] of wrong) {
    const good = textOf(home)
    writeFileSync(cardsFile(home), good.replaceAll(from, to))
    const before = bytesOf(home)
    const { code, stderr } = await renew(home, ['doctor', '--accept'])
    expect(code, field).toBe(3)
    expect(stderr).toMatch(/^renew: [^\n]+\n$/)
    expect(stderr).toMatch(new RegExp(`document ".*${field}`))
    expect(bytesOf(home)).toEqual(before)
    writeFileSync(cardsFile(home), good)
  }
})

test('(43) unknown fields survive every change', async () => {
  const home = await homeWithCards()
  writeFileSync(
    cardsFile(home),
    textOf(home)
      .replace('"name":"me"', '"name":"me","colour":{"of":["blue"]}')
      .replace('"cards": [', '"later": {"x": 1},\n"cards": ['),
  )
  await renew(home, ['doctor', '--accept'])
  await renew(home, ['edit', 'me', '--holder', 'Anna'])
  await renew(home, ['done', 'me', '--expires', '2027-12-31'])
  expect(JSON.parse(textOf(home))).toMatchObject({
    later: { x: 1 },
    cards: [{ colour: { of: ['blue'] } }, {}],
  })
})

test.each(['a byte order mark', 'CRLF'])('(39) %s is read, and written back without it', async what => {
  const home = await homeWithCards()
  const text = textOf(home)
  writeFileSync(cardsFile(home), what === 'CRLF' ? text.replaceAll('\n', '\r\n') : `\ufeff${text}`)
  expect((await answer<{ cards: object[] }>(home, ['list'])).cards).toHaveLength(2)
  expect((await renew(home, ['edit', 'me', '--holder', 'Anna'])).code).toBe(0)
  expect(textOf(home)).not.toMatch(/\r|\ufeff/)
})

describe('something else in place of the file', () => {
  test('(45) a folder or a pipe is exit 3 at once', async () => {
    const home = await homeWithCards()
    rmSync(cardsFile(home))
    mkdirSync(cardsFile(home))
    for (const argv of COMMANDS) expect((await renew(home, argv)).code, argv.join(' ')).toBe(3)
    rmSync(cardsFile(home), { recursive: true })
    execFileSync('mkfifo', [cardsFile(home)])
    for (const argv of COMMANDS) expect((await renew(home, argv)).code, argv.join(' ')).toBe(3)
    expect(lstatSync(cardsFile(home)).isFIFO()).toBe(true)
  })

  test('(46) a link to a file of the user stays a link; a broken link is refused', async () => {
    const home = await homeWithCards()
    const real = path.join(path.dirname(home), 'real.json')
    writeFileSync(real, textOf(home), { mode: 0o600 })
    rmSync(cardsFile(home))
    symlinkSync(real, cardsFile(home))
    expect((await renew(home, ['edit', 'me', '--holder', 'Anna'])).code).toBe(0)
    expect(lstatSync(cardsFile(home)).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toContain('Anna')
    rmSync(real)
    for (const argv of COMMANDS) expect((await renew(home, argv)).code, argv.join(' ')).toBe(3)
    expect(existsSync(real)).toBe(false)
  })

  test('(47) links planted in place of locks and temporary files harm no other file', async () => {
    const home = await homeWithCards()
    const victim = path.join(path.dirname(home), 'victim')
    writeFileSync(victim, 'precious', { mode: 0o644 })
    rmSync(path.join(home, 'settings.json'))
    for (const name of ['store.lock', 'run.lock', 'cards.json.tmp', 'settings.json'])
      symlinkSync(victim, path.join(home, name))
    for (const argv of [...COMMANDS, ['remind'], ['config', 'set', 'lang', 'zh']])
      expect([0, 1, 3], argv.join(' ')).toContain((await renew(home, argv)).code)
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(statSync(victim).mode & 0o777).toBe(0o644)
  }, 60_000)
})

test('(51) a folder that others can enter is closed to them', async () => {
  const home = await homeWithCards()
  chmodSync(home, 0o777)
  expect((await renew(home, ['edit', 'me', '--holder', 'Anna'])).code).toBe(0)
  expect(statSync(home).mode & 0o777).toBe(0o700)
})

test('(54) a file of 500 MB is exit 3 before it is read', async () => {
  const home = await homeWithCards()
  truncateSync(cardsFile(home), 500 * 1024 * 1024)
  const began = performance.now()
  expect((await renew(home, ['status'])).code).toBe(3)
  expect(performance.now() - began).toBeLessThan(2000)
})

test('(56) cards that were deleted while kept copies exist are reported as missing', async () => {
  const home = await homeWithCards()
  rmSync(cardsFile(home))
  for (const argv of COMMANDS) {
    const { code, stderr } = await renew(home, argv)
    expect(code, argv.join(' ')).toBe(3)
    expect(stderr).toContain('renew restore')
  }
  expect(existsSync(cardsFile(home))).toBe(false)
  expect((await renew(home, ['remind'], { now: '2026-12-17T12:00:00+05:00' })).stdout).toContain(
    '31 Dec 2026',
  )
})

describe('settings', () => {
  test.each(['', '[]', '{', '{"schema":9,"checksum":"crc32:00000000"}', '\u0000'])(
    'that read %j are exit 3 for commands that need them, and named',
    async text => {
      const home = await homeWithCards()
      writeFileSync(`${home}/settings.json`, text)
      for (const argv of [
        ['config', 'list'],
        ['config', 'set', 'lang', 'zh'],
        ['add', 'x', '--expires', '2027-01-01'],
      ]) {
        const { code, stderr } = await renew(home, argv)
        expect(code, argv.join(' ')).toBe(3)
        expect(stderr).toMatch(/^renew: [^\n]*settings\.json[^\n]*\n$/)
      }
      expect(readFileSync(`${home}/settings.json`, 'utf8')).toBe(text)
      expect((await renew(home, ['remind'], { now: '2026-12-17T12:00:00+05:00' })).stdout).toContain(
        '31 Dec 2026',
      )
    },
  )

  test('of wrong types, written by hand, are refused or harmless', async () => {
    const home = await homeWithCards()
    await renew(home, ['config', 'set', 'zone', 'Asia/Tokyo'])
    const good = readFileSync(`${home}/settings.json`, 'utf8')
    const { values } = JSON.parse(good)
    const wrong: object[] = [
      { values: { ...values, lang: 5 } },
      { values: { ...values, color: 'pink' } },
      { values: { ...values, milestones: 'soon' } },
      { values: { ...values, milestones: ['soon'] } },
      { values: { ...values, zone: {} } },
      { values: { ...values, zone: 'Mars/Olympus' } },
      { values: { ...values, guide: ['x'] } },
      { values: { ...values, heartbeat: 7 } },
      { values: [] },
      { channels: { x: 1 } },
      { channels: { x: { kind: 'pigeon', lang: null, settings: {} } } },
      { channels: { x: { kind: 'command', lang: 'tlh', settings: {} } } },
      { timer: 'cron' },
      { said: 'once' },
    ]
    for (const change of wrong) {
      writeFileSync(`${home}/settings.json`, json({ ...JSON.parse(good), ...change }))
      await renew(home, ['doctor', '--accept'])
      for (const argv of [
        ['status'],
        ['remind'],
        ['config', 'list'],
        ['channel', 'list'],
        ['add', 'y', '--guide', 'generic', '--expires', '2027-01-01'],
        ['undo', '--yes'],
        ['doctor'],
      ]) {
        const { code, stderr } = await renew(home, argv)
        expect(code, `${json(change)} ${argv.join(' ')}: ${stderr}`).not.toBe(70)
      }
      writeFileSync(`${home}/settings.json`, good)
    }
  }, 60_000)
})
