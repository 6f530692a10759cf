import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { lastNumber, newerKept } from '../../src/storage/older-file.ts'
import { conflictCopies, isCopyName } from '../../src/storage/other-copies.ts'
import { newFolder } from '../folders.ts'
import { counterIn, pathsIn } from './counter.ts'

describe('names of copies that others make of cards.json', () => {
  test.each([
    ['Syncthing', 'cards.sync-conflict-20260101-120000-ABCDEFG.json'],
    ['Dropbox', "cards (Ann's conflicted copy 2026-01-01).json"],
    ['Dropbox', 'cards (conflicted copy 2026-01-01 1).json'],
    ['Dropbox, Chinese', 'cards (李娜 的冲突副本 2026-01-01).json'],
    ['Dropbox, Russian', 'cards (конфликтующая копия с компьютера Анна 2026-01-01).json'],
    ['Dropbox, German', 'cards (In Konflikt stehende Kopie von Anna 2026-01-01).json'],
    ['Dropbox, French', 'cards (Copie en conflit de Anne 2026-01-01).json'],
    ['Dropbox, Japanese', 'cards (Ann の競合コピー 2026-01-01).json'],
    ['OneDrive', 'cards-DESKTOP-ABC123.json'],
    ['OneDrive', 'cards-LAPTOP-2.json'],
    ['ownCloud', 'cards_conflict-20260101-120000.json'],
    ['Nextcloud', 'cards (conflicted copy 2026-01-01 120000).json'],
    ['iCloud', 'cards 2.json'],
    ['Google Drive', 'cards (1).json'],
    ['Google Drive', 'Copy of cards.json'],
    ['Seafile', 'cards (SFConflict ann@example.com 2026-01-01-12-00-00).json'],
    ['Resilio', 'cards.Conflict.json'],
    ['pCloud', 'cards [conflicted].json'],
    ['Windows', 'cards - Copy.json'],
    ['Windows, Russian', 'cards — копия.json'],
    ['Unison', 'cards (copy: conflict on 2026-01-01).json'],
    ['rsync, editors', 'cards.json~'],
    ['git', 'cards.json.orig'],
    ['git', 'cards.json.rej'],
    ['git', 'cards_BACKUP_4711.json'],
    ['git', 'cards_REMOTE_4711.json'],
    ['Mercurial', 'cards.json.orig'],
    ['Subversion', 'cards.json.mine'],
    ['another case', 'Cards (2).JSON'],
    ['renew itself', 'cards.newer-12.json'],
  ])('%s: %s', (_, name) => {
    expect(isCopyName(name, 'cards')).toBe(true)
    expect(isCopyName(name, 'settings')).toBe(false)
  })

  test.each([
    'cards.json',
    'CARDS.JSON',
    'cards.json.4711-k3j2h1.tmp',
    'cards.damaged-2026-12-01T12-00-00.json',
    '.cards.json.swp',
    '.syncthing.cards.json.tmp',
    'cards.json.part',
    'cardsharp.json',
    'cards2.json',
    'postcards.json',
    'cards.csv',
    'cards',
    'settings.json',
    'ledger (1).json',
    'kept',
  ])('not %s', name => {
    expect(isCopyName(name, 'cards')).toBe(false)
  })
})

test('copies are regular files in the form of a stored file, not exports or backups', () => {
  const home = newFolder()
  const write = (name: string, text: string) => writeFileSync(path.join(home, name), text)
  write('cards (1).json', '{\n"schema": 1,\n"checksum": "crc32:00000000",\n"cards": []}')
  write('cards (2).json', 'half a fi')
  write('cards (3).json', '{"schema":1,"cards":[]}')
  write('cards-backup.json', '{\n"schema": 1,\n"checksum": "crc32:00000000",\n"kind": "renew-backup"}')
  write('settings-PC.json', '{\n"schema": 1,\n"checksum": "crc32:00000000",\n"values": {}}')
  write('ledger-PC.json', '{\n"schema": 1,\n"checksum": "crc32:00000000",\n"entries": []}')
  mkdirSync(path.join(home, 'cards (4).json'))
  const names = (list: ReturnType<typeof conflictCopies>) =>
    list.map(({ of, path: file }) => `${of}: ${path.basename(file)}`).sort()
  expect(names(conflictCopies(pathsIn(home)))).toEqual([
    'cards: cards (1).json',
    'cards: cards (2).json',
    'settings: settings-PC.json',
  ])
  expect(names(conflictCopies(pathsIn(home), ['ledger']))).toEqual(['ledger: ledger-PC.json'])
  expect(conflictCopies(pathsIn(path.join(home, 'missing')))).toEqual([])
})

test('a file is not older than its copies after any change, also by a clock that goes back', async () => {
  const home = newFolder()
  const paths = pathsIn(home)
  for (const [day, written] of [
    ['2026-12-01', 100],
    ['2026-12-05', 500],
    ['2026-12-03', 300],
  ] as const) {
    await counterIn(home, day).update(now => ({ ...now, count: now.count + 1 }))
    utimesSync(paths.cards, written, written)
    expect(newerKept(paths.cards, paths.kept, null)).toBeNull()
  }
})

test('of a file that cannot be read at the moment, nothing is said about its age', async () => {
  const paths = pathsIn(newFolder())
  for (const id of ['1', '2']) {
    await counterIn(path.dirname(paths.cards)).update(now => ({ ...now, changes: [{ id }] }))
  }
  const aside = `${paths.cards}.aside`
  renameSync(paths.cards, aside)
  mkdirSync(paths.cards)
  expect(newerKept(paths.cards, paths.kept, null)).toBeNull()
})

test('an older file in the place of ours is seen, whatever the clock said when its copies were made', async () => {
  const paths = pathsIn(newFolder())
  const change = (id: string, day: string) =>
    counterIn(path.dirname(paths.cards), day).update(now => ({ ...now, changes: [{ id }] }))
  await change('1', '2026-12-01')
  const older = readFileSync(paths.cards)
  await change('2', '2026-12-02')
  await change('3', '2026-12-03')
  writeFileSync(paths.cards, older)
  const latest = path.join(paths.kept, 'cards.latest.json')
  for (const written of [100, 2_000_000_000]) {
    utimesSync(latest, written, written)
    expect(newerKept(paths.cards, paths.kept, null)).toEqual({ path: latest, number: 3 })
  }
  utimesSync(paths.cards, 50, 50)
  expect(newerKept(paths.cards, paths.kept, null)).toEqual({ path: latest, number: 3 })
  rmSync(latest)
  utimesSync(paths.cards, 200, 200)
  for (const name of readdirSync(paths.kept)) utimesSync(path.join(paths.kept, name), 100, 100)
  expect(newerKept(paths.cards, paths.kept, null)).toBeNull()
})

test.each<[unknown, number]>([
  [[{ id: '3' }, { id: '7' }], 7],
  [[{ id: 'x' }], 0],
  [[{ id: '1e30' }], 0],
  [[{}], 0],
  [[null], 0],
  [[], 0],
  [null, 0],
  ['7', 0],
])('the newest number of the log %j is %i', (log, number) => {
  expect(lastNumber(log)).toBe(number)
})
