import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

// The whole program with files that were cut, flipped, moved or misdated: nothing is lost, and every fault is reported.

const NOW = Date.parse('2026-12-01T07:00:00Z')
const DAY = 24 * 3_600_000
const at = (days: number) => ({ io: { now: () => NOW + days * DAY } })
const seen = (days: number) => ({ ...at(days), terminal: { width: 80 } })
const FILES = ['cards.json', 'settings.json', 'ledger.json']
const NAMES = ['me', 'you', 'we']

let model = ''
beforeAll(async () => {
  model = newHome()
  await renew(model, ['add', 'me', '--expires', '2026-12-31'], at(0))
  await renew(model, ['add', 'you', '--expires', '2027-06-30'], at(0))
  await renew(model, ['config', 'set', 'lang', 'en'], at(0))
  await renew(model, ['add', 'we', '--expires', '2028-01-01'], at(0))
  await renew(model, ['remind', '--scheduled'], seen(0))
  expect(readdirSync(model)).toEqual(expect.arrayContaining(FILES))
})

function copyOfModel(): string {
  const home = newHome()
  cpSync(model, home, { recursive: true, preserveTimestamps: true })
  return home
}

/** Each part of a file: its first bytes, its header with the checksum, its body, its end. */
function offsetsIn(size: number): number[] {
  const places = [0, 1, 10, 20, 32, 45, size - 3, size - 2, size - 1]
  for (let part = 1; part < 5; part++) places.push(Math.floor((size * part) / 5))
  return [...new Set(places.filter(place => place >= 0 && place < size))]
}

/** Checks what must hold for any damage to a file: it is never shown as empty, and every card can be restored. */
async function seeNothingLost(home: string, what: string): Promise<void> {
  const { code, stdout, stderr } = await renew(home, ['list', '--json'], at(0))
  expect([0, 3], `${what}: ${stderr}`).toContain(code)
  if (code === 3) {
    expect(stderr, what).toMatch(/^renew: [^\n]+\n$/)
    const { copies } = await answer<{ copies: { name: string; fault: string | null }[] }>(home, ['restore'])
    const copy = copies.find(({ name, fault }) => name.startsWith('cards') && fault === null)!
    expect((await renew(home, ['restore', copy.name, '--yes'], at(0))).code, what).toBe(0)
  }
  const listed = code === 3 ? (await renew(home, ['list', '--json'], at(0))).stdout : stdout
  const { cards } = JSON.parse(listed) as { cards: { name: string }[] }
  expect(
    cards.map(({ name }) => name),
    what,
  ).toEqual(NAMES)
}

test.each(FILES)(
  '%s cut off at every class of offset: every card is there or can be brought back',
  async file => {
    const bytes = readFileSync(`${model}/${file}`)
    for (const size of offsetsIn(bytes.length)) {
      const home = copyOfModel()
      writeFileSync(`${home}/${file}`, bytes.subarray(0, size))
      // A run reports the damage, or works without the damaged file; two weeks later it still reminds.
      const { code, stdout } = await renew(home, ['remind'], at(16))
      expect([0, 4], `${size}`).toContain(code)
      expect(stdout, `${file} at ${size}`).toMatch(/"?me"?/)
      await seeNothingLost(home, `${file} at ${size}`)
      rmSync(home, { recursive: true })
    }
  },
)

test.each(FILES)(
  'one bit of %s flipped at every class of offset: never taken for what was written',
  async file => {
    const bytes = readFileSync(`${model}/${file}`)
    for (const place of offsetsIn(bytes.length)) {
      const home = copyOfModel()
      const flipped = Buffer.from(bytes)
      flipped[place]! ^= 1 << (place % 7)
      writeFileSync(`${home}/${file}`, flipped)
      const { code, stdout } = await renew(home, ['remind', '--scheduled'], at(16))
      expect([0, 4], `${file} at ${place}`).toContain(code)
      expect(stdout, `${file} at ${place}`).toMatch(/me/)
      await seeNothingLost(home, `${file} at ${place}`)
      rmSync(home, { recursive: true })
    }
  },
)

test.each(['cards.latest', 'cards.before', 'settings.latest'])(
  'a kept copy (%s) with a bit flipped, or cut off, is marked as such, and never brought back',
  async name => {
    const file = `kept/${name}.json`
    const bytes = readFileSync(`${model}/${file}`)
    const home = copyOfModel()
    for (const place of offsetsIn(bytes.length)) {
      const flipped = Buffer.from(bytes)
      flipped[place]! ^= 1 << (place % 7)
      // The last line end does not matter.
      for (const damaged of place < bytes.length - 1 ? [flipped, bytes.subarray(0, place)] : [flipped]) {
        rmSync(`${home}/${file}`)
        writeFileSync(`${home}/${file}`, damaged, { mode: 0o600 })
        const what = `${place} ${damaged === flipped ? 'flipped' : 'cut'}`
        const { copies } = await answer<{ copies: { name: string; fault: string | null }[] }>(home, [
          'restore',
        ])
        expect(copies.find(copy => copy.name === name)?.fault, what).toEqual(expect.any(String))
        const { code, stderr } = await renew(home, ['restore', name, '--yes'], at(0))
        expect(code, what).toBe(1)
        expect(stderr, what).toMatch(/^renew: [^\n]+\n$/)
        await seeNothingLost(home, what)
      }
    }
  },
)

test('a clock that jumps years ahead and back neither repeats a year of reminders nor stops them', async () => {
  const home = copyOfModel()
  const messages: string[] = []
  const run = async (days: number) => {
    const { code, stdout } = await renew(home, ['remind', '--scheduled'], seen(days))
    expect(code).toBe(0)
    if (stdout.trim() !== '') messages.push(`${days}`)
    return stdout
  }
  expect(await run(0)).toBe('')
  // 2038 for one run: everything is overdue, and is reported once.
  expect(await run(4200)).toMatch(/me/)
  expect(await run(4200)).toBe('')
  // Back: what was recorded then is ignored, and later days are normal.
  await run(0)
  const before = messages.length
  for (const days of [1, 2, 3, 4, 5]) await run(days)
  expect(messages.length - before).toBeLessThanOrEqual(1)
  expect(await run(16)).toMatch(/me/)
  // 1970, and two days back: nothing is repeated.
  expect((await renew(home, ['remind', '--scheduled'], { ...seen(0), io: { now: () => 0 } })).code).toBe(4)
  expect(await run(14)).not.toMatch(/me:/)
  expect(await run(16)).toBe('')
  expect(await run(23)).toMatch(/me/)
})

test('a home that is a link is used like its target, also by import and wipe', async () => {
  const home = newHome()
  const real = path.join(path.dirname(home), 'real')
  mkdirSync(real, { mode: 0o700 })
  symlinkSync(real, home)
  writeFileSync(`${home}.csv`, 'name,expires\na,2027-01-01\nb,2027-02-01\n')
  expect((await renew(home, ['import', `${home}.csv`])).code).toBe(0)
  expect((await renew(home, ['remind', '--scheduled'], seen(0))).code).toBe(0)
  expect(existsSync(`${real}/cards.json`)).toBe(true)
  expect((await renew(home, ['config', 'wipe', '--yes'])).code).toBe(0)
  expect(existsSync(real) ? readdirSync(real) : []).toEqual([])
})

test('a power cut leaves what was flushed: the earlier store or the new one', async () => {
  // Only renames can be lost or reordered: the bytes under every name were flushed before (each-step).
  const before = copyOfModel()
  const after = copyOfModel()
  writeFileSync(`${after}.csv`, 'name,expires\nx,2027-01-01\ny,2027-02-01\n')
  expect((await renew(after, ['import', `${after}.csv`], at(0))).code).toBe(0)
  const isChanged = (name: string) =>
    !existsSync(`${before}/${name}`) ||
    !readFileSync(`${before}/${name}`).equals(readFileSync(`${after}/${name}`))
  const kept = readdirSync(`${after}/kept`).map(name => `kept/${name}`)
  const names = ['cards.json', ...kept.filter(isChanged)]
  expect(names.length).toBeGreaterThan(2)
  for (let lost = 0; lost < 2 ** names.length; lost++) {
    const home = newHome()
    cpSync(before, home, { recursive: true, preserveTimestamps: true })
    for (const [nth, name] of names.entries()) {
      if ((lost >> nth) % 2 === 1) {
        cpSync(`${after}/${name}`, `${home}/${name}.new`)
        renameSync(`${home}/${name}.new`, `${home}/${name}`)
      }
    }
    const { cards } = await answer<{ cards: { name: string }[] }>(home, ['list'])
    expect(
      cards.map(({ name }) => name),
      `${lost}`,
    ).toEqual(lost % 2 === 1 ? [...NAMES, 'x', 'y'] : NAMES)
    if (lost % 16 < 2) expect((await renew(home, ['edit', 'me', '--holder', 'Li'], at(0))).code).toBe(0)
    rmSync(home, { recursive: true })
  }
})
