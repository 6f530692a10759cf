import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, homeWith, newHome, renew } from '../world.ts'

/** A file beside the home. */
const beside = (home: string, name: string) => path.join(path.dirname(home), name)
const cardsOf = (home: string) => answer<{ cards: object[] }>(home, ['list'])

describe('export', () => {
  test('gives the cards as stored, on stdout or into a file that only the user can read', async () => {
    const home = await homeWith('me', '__proto__')
    const { stdout } = await renew(home, ['export'])
    expect(JSON.parse(stdout)).toEqual(await cardsOf(home))
    expect((await renew(home, ['export', '-'])).stdout).toBe(stdout)
    const file = beside(home, 'cards-out.json')
    const { code, stdout: none } = await renew(home, ['export', file, '--format', 'json'])
    expect([code, none]).toEqual([0, ''])
    expect(readFileSync(file, 'utf8')).toBe(stdout)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('overwrites nothing without --force', async () => {
    const home = await homeWith('me')
    const file = beside(home, 'mine.txt')
    writeFileSync(file, 'precious')
    expect((await renew(home, ['export', file])).code).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('precious')
    expect((await renew(home, ['export', file, '--force'])).code).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 1 })
  })

  test.each(['a folder', 'a folder that is not there'])('into %s is refused in one line', async what => {
    const home = await homeWith('me')
    const target = what === 'a folder' ? path.dirname(home) : beside(home, 'no/such/file.json')
    for (const more of [[], ['--force']]) {
      const { code, stderr } = await renew(home, ['export', target, ...more])
      expect(code).toBe(1)
      expect(stderr).toMatch(/^renew: [^\n]+\n$/)
    }
    expect(existsSync(home)).toBe(true)
  })
})

describe('backup and restore', () => {
  test('one file brings everything to a new machine: cards, settings, ledger, guides', async () => {
    const home = await homeWith('me', 'you')
    await renew(home, ['config', 'set', 'zone', 'Asia/Tokyo'])
    await renew(home, ['remind'])
    const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
    mkdirSync(`${home}/guides/my`, { recursive: true })
    writeFileSync(`${home}/guides/my/own.json`, JSON.stringify({ ...guide, id: 'my/own' }))
    const file = beside(home, 'backup.json')
    expect((await renew(home, ['backup', file])).code).toBe(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await renew(home, ['backup', file])).code).toBe(1)

    const other = newHome()
    const restored = await renew(other, ['restore', file, '--yes'])
    expect(restored.code, restored.stderr).toBe(0)
    expect(await cardsOf(other)).toEqual(await cardsOf(home))
    expect(await answer(other, ['config', 'get', 'zone'])).toEqual({ schema: 1, zone: 'Asia/Tokyo' })
    expect(await answer(other, ['guide', 'my/own'])).toMatchObject({ own: true })
    expect((await renew(other, ['remind'])).stdout).toBe('')
  })

  test('restore without a name lists the kept copies, and asks before it goes back', async () => {
    const home = await homeWith('me', 'you')
    const { copies } = await answer<{ copies: { name: string; cards: number | null }[] }>(home, ['restore'])
    const copy = copies.find(({ name, cards }) => name.startsWith('cards') && cards === 1)!
    expect((await renew(home, ['restore', copy.name])).code).toBe(2)
    expect((await cardsOf(home)).cards).toHaveLength(2)
    expect((await renew(home, ['restore', copy.name, '--yes'])).code).toBe(0)
    expect((await cardsOf(home)).cards).toHaveLength(1)
  })

  test('a damaged file is kept beside the one that was brought back', async () => {
    const home = await homeWith('me', 'you')
    writeFileSync(`${home}/cards.json`, 'damaged')
    const { copies } = await answer<{ copies: { name: string }[] }>(home, ['restore'])
    const { code, stderr } = await renew(home, ['restore', copies[0]!.name, '--yes'])
    expect(code, stderr).toBe(0)
    const aside = /(\/\S+damaged\S+\.json)/.exec(stderr)?.[1] ?? ''
    expect(readFileSync(aside, 'utf8')).toBe('damaged')
    expect((await cardsOf(home)).cards.length).toBeGreaterThan(0)
  })

  test.each(['nothing', 'damaged', 'of another program'])(
    'a backup that is %s changes nothing',
    async what => {
      const home = await homeWith('me')
      const file = beside(home, 'bad.json')
      if (what !== 'nothing') writeFileSync(file, what === 'damaged' ? '{"schema":1,' : '{"hello":"world"}')
      const before = readFileSync(`${home}/cards.json`)
      const { code, stderr } = await renew(home, ['restore', file, '--yes'])
      expect(code).toBe(1)
      expect(stderr).toMatch(/^renew: [^\n]+\n$/)
      expect(readFileSync(`${home}/cards.json`)).toEqual(before)
    },
  )

  test('of an empty store is a backup too', async () => {
    const home = newHome()
    const file = beside(home, 'empty.json')
    mkdirSync(path.dirname(home), { recursive: true })
    expect((await renew(home, ['backup', file])).code).toBe(0)
    expect((await renew(newHome(), ['restore', file, '--yes'])).code).toBe(0)
  })
})

test.each([
  ['backup', 'x.json'],
  ['export', 'x.csv'],
  ['guide', 'new', 'de/residence-title', '--file', 'x.json'],
])('%s into a folder that does not exist says how to make it', async (...argv) => {
  const home = await homeWith('me')
  const folder = beside(home, 'no such folder')
  const file = path.join(folder, argv.at(-1)!)
  const { code, stderr } = await renew(home, [...argv.slice(0, -1), file])
  expect(code).toBe(1)
  expect(stderr).toBe(
    `renew: the folder ${folder} does not exist; nothing was written; make it with: mkdir -p '${folder}'\n`,
  )
})

describe('remove', () => {
  test('asks first: refused without --yes, and can be taken back', async () => {
    const home = await homeWith('me', 'you')
    const before = await cardsOf(home)
    const { code, stderr } = await renew(home, ['remove', 'me'])
    expect(code).toBe(2)
    expect(stderr).toContain('--yes')
    expect(await cardsOf(home)).toEqual(before)
    expect((await renew(home, ['remove', 'me', '--yes'])).code).toBe(0)
    expect((await cardsOf(home)).cards).toHaveLength(1)
    await renew(home, ['undo', '--yes'])
    expect(await cardsOf(home)).toEqual(before)
  })
})

describe('close and reopen', () => {
  test('a closed card is kept with the day it was closed, and opens again', async () => {
    const home = await homeWith('me')
    expect((await renew(home, ['close', 'me'])).code).toBe(0)
    expect((await cardsOf(home)).cards).toMatchObject([{ name: 'me', closed: '2026-12-01' }])
    expect((await renew(home, ['close', 'me'])).code).toBe(1)
    expect((await renew(home, ['reopen', 'me'])).code).toBe(0)
    expect((await cardsOf(home)).cards).toMatchObject([{ name: 'me', closed: null }])
    expect((await renew(home, ['reopen', 'me'])).code).toBe(1)
  })
})

test('everything is kept where only the user can read it', async () => {
  const home = await homeWith('me')
  await renew(home, ['config', 'set', 'lang', 'en'])
  await renew(home, ['remind'])
  expect(statSync(home).mode & 0o777).toBe(0o700)
  for (const name of ['cards.json', 'settings.json', 'ledger.json'])
    expect(statSync(`${home}/${name}`).mode & 0o777, name).toBe(0o600)
})
