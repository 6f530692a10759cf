import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { restoreJournal } from '../../src/restore-journal.ts'
import { keepMoment, momentFile, readMoment } from '../../src/storage/moment.ts'
import type { Paths } from '../../src/storage/paths.ts'
import { restorable, restore, restoreSource } from '../../src/storage/restore.ts'
import { storedFile } from '../../src/storage/stored-file.ts'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { STRICT_CHECKS } from '../../src/stored-checks.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from './counter.ts'

const AT = '2026-12-04T09:07:12+05:00'
let paths: Paths

const store = (day?: string) => new CardStore(diskIo(day), paths)
const add = (name: string, day?: string) => {
  const card = newCard({ id: `id00${name}`, name, guide: 'generic', expires: '2026-12-31' }, AT)
  return store(day).change(`add ${name}`, AT, cards => [...cards, card])
}
const names = () =>
  store()
    .cards()
    .map(card => card.name)
const bringBack = async (which: string) => {
  const source = restoreSource(diskIo('2026-12-04'), paths, which, STRICT_CHECKS)
  return restore(diskIo('2026-12-04'), paths, source, AT, restoreJournal(AT))
}
const settings = () => storedFile<{ values: object }>(diskIo(), paths, 'settings', { values: {} })

beforeEach(async () => {
  paths = pathsIn(path.join(newFolder(), 'home'))
  await add('a', '2026-12-01')
  await add('b', '2026-12-02')
  await add('c', '2026-12-03')
})

test('the kept copies are listed newest first, with how many cards each holds', () => {
  const list = restorable(diskIo(), paths).map(({ name, day, cards, fault }) => [name, day, cards, fault])
  expect(list).toEqual([
    ['cards.latest', null, 3, null],
    ['cards.2026-12-03', '2026-12-03', 3, null],
    ['cards.2026-12-02', '2026-12-02', 2, null],
    ['cards.2026-12-01', '2026-12-01', 1, null],
    ['cards.before', null, 2, null],
  ])
})

test('a damaged copy is listed as such, and cannot be restored', async () => {
  const copy = path.join(paths.kept, 'cards.before.json')
  writeFileSync(copy, '{')
  expect(restorable(diskIo(), paths).find(({ name }) => name === 'cards.before')).toMatchObject({
    cards: null,
    fault: { code: 'store-damaged' },
  })
  await expect(bringBack('before')).rejects.toMatchObject({
    code: 'backup-unusable',
    values: { file: copy, why: 'damaged' },
  })
  expect(names()).toEqual(['a', 'b', 'c'])
})

test.each([
  ['before', ['a', 'b']],
  ['cards.before', ['a', 'b']],
  ['cards.before.json', ['a', 'b']],
  ['2026-12-01', ['a']],
])('%s brings back that copy, and what was there can be had again', async (which, expected) => {
  const restored = await bringBack(which)
  expect(restored).toMatchObject({ files: ['cards'], cards: expected.length, aside: [] })
  expect(names()).toEqual(expected)
  await bringBack('before')
  expect(names()).toEqual(['a', 'b', 'c'])
})

describe('the damaged file is kept next to the restored one', () => {
  test.each([
    ['emptied', ''],
    ['cut short', '{\n"schema": 1,\n"che'],
    ['changed by hand', '{"schema":1,"cards":[]}'],
    ['of a newer renew', '{"schema":7,"cards":[]}'],
  ])('%s', async (_, text) => {
    writeFileSync(paths.cards, text)
    const { aside } = await bringBack('latest')
    expect(aside).toEqual([path.join(paths.data, 'cards.damaged-2026-12-04T09-07-12.json')])
    expect(readFileSync(aside[0]!, 'utf8')).toBe(text)
    expect(names()).toEqual(['a', 'b', 'c'])
    // A damaged file does not become a kept copy.
    expect(readFileSync(path.join(paths.kept, 'cards.before.json'), 'utf8')).not.toBe(text)
    writeFileSync(paths.cards, `${text} `)
    expect((await bringBack('latest')).aside[0]).toMatch(/-2\.json$/)
  })

  test('even when it is a folder', async () => {
    rmSync(paths.cards)
    mkdirSync(paths.cards)
    writeFileSync(path.join(paths.cards, 'in it'), 'precious')
    const { aside } = await bringBack('latest')
    expect(readFileSync(path.join(aside[0]!, 'in it'), 'utf8')).toBe('precious')
    expect(names()).toEqual(['a', 'b', 'c'])
  })
})

test('a deleted store is restored', async () => {
  rmSync(paths.cards)
  expect(() => store().cards()).toThrow(expect.objectContaining({ code: 'store-missing' }))
  expect((await bringBack('cards.latest')).aside).toEqual([])
  expect(names()).toEqual(['a', 'b', 'c'])
})

test('settings are restored by their own name', async () => {
  for (const lang of ['en', 'zh']) await settings().update(now => ({ ...now, values: { lang } }))
  expect(await bringBack('settings.before')).toMatchObject({ files: ['settings'], cards: null })
  expect(settings().read()).toMatchObject({ values: { lang: 'en' } })
  expect(names()).toEqual(['a', 'b', 'c'])
})

describe('a file the user names', () => {
  test('is restored when it is a valid copy of the cards', async () => {
    const file = path.join(newFolder(), 'saved.json')
    writeFileSync(file, readFileSync(path.join(paths.kept, 'cards.2026-12-01.json')))
    expect(await bringBack(file)).toMatchObject({ from: file, cards: 1 })
    expect(names()).toEqual(['a'])
  })

  test.each([
    ['not JSON', 'hello', 'foreign'],
    ['changed since', '{"schema":1,"checksum":"crc32:00000000","cards":[]}', 'edited'],
    ['of a newer renew', '{"schema":2}', 'newer'],
    ['of another program', toBytes({ hello: 1 }, 'x'), 'foreign'],
  ])('is refused when it is %s', async (_, content, problem) => {
    const file = path.join(newFolder(), 'saved.json')
    writeFileSync(file, content)
    const before = readdirSync(paths.data, { recursive: true })
    await expect(bringBack(file)).rejects.toMatchObject({
      code: 'backup-unusable',
      values: { file, why: problem },
    })
    expect(readdirSync(paths.data, { recursive: true })).toEqual(before)
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  test('is refused when a card in it is invalid, naming card and field', async () => {
    const file = path.join(newFolder(), 'saved.json')
    const card = { ...store().cards()[0], name: 'sly', expires: '2026-02-30' }
    writeFileSync(file, toBytes({ cards: [card], changes: [] }, file))
    await expect(bringBack(file)).rejects.toMatchObject({
      code: 'store-invalid',
      values: { file, card: 'sly', field: 'expires' },
    })
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  test('is not there', async () => {
    await expect(bringBack('cards.2020-01-01')).rejects.toMatchObject({
      code: 'copy-not-found',
      values: { name: 'cards.2020-01-01' },
    })
  })
})

test('the files before the last twenty restores are kept, by their numbers', () => {
  const moment = { kind: 'renew-moment' as const, files: {}, texts: { guides: {}, workdays: {} } }
  const numbers = Array.from({ length: 21 }, (_, n) => String(n + 2))
  for (const number of numbers) keepMoment(paths, number, moment)
  expect(existsSync(momentFile(paths, '2'))).toBe(false)
  for (const number of numbers.slice(1))
    expect(readMoment(diskIo(), paths, number, 'restore')).toMatchObject(moment)
  writeFileSync(momentFile(paths, '3'), 'x')
  for (const number of ['2', '3'])
    expect(() => readMoment(diskIo(), paths, number, 'restore')).toThrow(
      expect.objectContaining({
        code: 'undo-copy',
        values: { command: 'restore', file: momentFile(paths, number) },
      }),
    )
})
