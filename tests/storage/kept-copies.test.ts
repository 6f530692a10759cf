import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { keptCopies } from '../../src/storage/kept-copies.ts'
import { StoredFile } from '../../src/storage/stored-file.ts'
import { newFolder } from '../folders.ts'
import { counterIn, diskIo, pathsIn } from './counter.ts'

let home = ''
beforeEach(() => {
  home = path.join(newFolder(), 'home')
})

const addOneOn = (day: string) => counterIn(home, day).update(now => ({ ...now, count: now.count + 1 }))
const kept = () => keptCopies(pathsIn(home).kept, pathsIn(home).cards)
const countOf = (which: string) =>
  JSON.parse(readFileSync(path.join(pathsIn(home).kept, `cards.${which}.json`), 'utf8')).count

test('keeps the file before the last change, a second copy of the newest, and one copy a day', async () => {
  await addOneOn('2026-12-01')
  expect(kept().map(copy => copy.name)).toEqual(['cards.latest', 'cards.2026-12-01'])
  await addOneOn('2026-12-01')
  await addOneOn('2026-12-03')
  expect([countOf('latest'), countOf('before'), countOf('2026-12-01'), countOf('2026-12-03')]).toEqual([
    3, 2, 2, 3,
  ])
  await addOneOn('2026-12-03')
  expect([countOf('latest'), countOf('before'), countOf('2026-12-01'), countOf('2026-12-03')]).toEqual([
    4, 3, 2, 4,
  ])
})

test('keeps copies of the last 7 days with a change, and no more', async () => {
  for (let day = 10; day < 20; day++) await addOneOn(`2026-12-${day}`)
  expect(readdirSync(pathsIn(home).kept).sort()).toEqual([
    ...[13, 14, 15, 16, 17, 18, 19].map(day => `cards.2026-12-${day}.json`),
    'cards.before.json',
    'cards.latest.json',
  ])
})

test('a copy is a separate file: damage to one does not affect the other', async () => {
  await addOneOn('2026-12-01')
  await addOneOn('2026-12-01')
  writeFileSync(pathsIn(home).cards, 'spoilt')
  expect([countOf('latest'), countOf('before')]).toEqual([2, 1])
})

test('the newest copy is first even after the clock was decades ahead', async () => {
  await addOneOn('2038-01-19')
  await addOneOn('2026-12-01')
  const [future] = kept().filter(copy => copy.day === '2038-01-19')
  const then = new Date('2038-01-19T00:00:00Z')
  utimesSync(future!.path, then, then)
  expect(kept()[0]?.name).toBe('cards.latest')
  expect(countOf('latest')).toBe(2)
})

test('a change that changes nothing writes nothing', async () => {
  await addOneOn('2026-12-01')
  const before = lstatSync(pathsIn(home).cards)
  await counterIn(home, '2026-12-02').update(now => now)
  expect(lstatSync(pathsIn(home).cards)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs })
  expect(kept().map(copy => copy.name)).toEqual(['cards.latest', 'cards.2026-12-01'])
})

test('a change that throws writes nothing, and the next one succeeds', async () => {
  await addOneOn('2026-12-01')
  const failing = counterIn(home).update(() => {
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(await addOneOn('2026-12-01')).toMatchObject({ count: 2 })
})

test.skipIf(process.platform === 'win32')(
  'planted links among the copies leave what they point to as it was',
  async () => {
    await addOneOn('2026-12-01')
    await addOneOn('2026-12-01')
    const victim = path.join(newFolder(), 'victim')
    writeFileSync(victim, 'precious')
    for (const copy of kept()) {
      rmSync(copy.path)
      symlinkSync(victim, copy.path)
    }
    await addOneOn('2026-12-01')
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect([countOf('latest'), countOf('before'), countOf('2026-12-01')]).toEqual([3, 2, 3])
  },
)

test('keeps no copies of the ledger, and accepts that it is missing', async () => {
  const { ledger, storeLock, kept: folder } = pathsIn(home)
  const open = () =>
    new StoredFile(diskIo(), {
      path: ledger,
      lock: storeLock,
      kept: null,
      initial: { entries: [1] },
    })
  await open().update(now => ({ entries: [...now.entries, 2] }))
  await open().update(now => ({ entries: [...now.entries, 3] }))
  expect(open().read()).toEqual({ entries: [1, 2, 3] })
  expect(existsSync(folder)).toBe(false)
})

test('unknown keys survive every change', async () => {
  await counterIn(home).update(now => ({ ...now, ofANewerRenew: { keep: ['me'] } }))
  await addOneOn('2026-12-01')
  expect(counterIn(home).read()).toMatchObject({ count: 1, ofANewerRenew: { keep: ['me'] } })
})

test('temporary files of killed writers are swept, other files are not', async () => {
  await addOneOn('2026-12-01')
  const folder = path.dirname(pathsIn(home).cards)
  for (const name of ['cards.json.999999999-abc.tmp', 'cards.json.tmp', 'cards.json.bak', 'my.tmp']) {
    writeFileSync(path.join(folder, name), '')
  }
  await addOneOn('2026-12-01')
  expect(readdirSync(folder).sort()).toEqual([
    'cards.json',
    'cards.json.bak',
    'cards.json.tmp',
    'kept',
    'my.tmp',
  ])
})

test.skipIf(process.platform === 'win32')('copies that an earlier version left open are closed', async () => {
  await addOneOn('2026-12-01')
  await addOneOn('2026-12-02')
  const { kept: folder } = pathsIn(home)
  const outside = path.join(path.dirname(home), 'outside')
  writeFileSync(outside, '', { mode: 0o644 })
  symlinkSync(outside, path.join(folder, 'link'))
  for (const name of ['cards.2026-12-01.json', 'cards.before.json', 'cards.latest.json'])
    chmodSync(path.join(folder, name), 0o644)
  writeFileSync(path.join(folder, 'restore-1.json'), '', { mode: 0o644 })
  chmodSync(folder, 0o755)
  await addOneOn('2026-12-03')
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(folder).filter(one => one !== 'link'))
    expect([name, statSync(path.join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
  expect(statSync(outside).mode & 0o777).toBe(0o644)
})

test('a copy that is a link to nothing is not a copy', async () => {
  await addOneOn('2026-12-01')
  const { kept, cards } = pathsIn(home)
  symlinkSync(path.join(kept, 'gone'), path.join(kept, 'cards.2026-11-30.json'))
  expect(keptCopies(kept, cards).map(({ name }) => name)).toEqual(['cards.latest', 'cards.2026-12-01'])
})
