import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { restoreJournal } from '../../src/restore-journal.ts'
import { makeBackup } from '../../src/storage/backup.ts'
import { contentOf } from '../../src/storage/checked-file.ts'
import type { Paths } from '../../src/storage/paths.ts'
import { restore, restoreSource } from '../../src/storage/restore.ts'
import { type StoredName, storedFile } from '../../src/storage/stored-file.ts'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { STRICT_CHECKS } from '../../src/stored-checks.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from './counter.ts'

const AT = '2026-12-04T09:07:12+05:00'
const io = diskIo()
const TIMER = { kind: 'cron', at: '09:07', installed: AT }

const open = (paths: Paths, name: StoredName) => storedFile(io, paths, name)

/** Makes a home with cards, settings, ledger, guides and workdays. */
async function aHome(): Promise<Paths> {
  const paths = pathsIn(path.join(newFolder(), 'home'))
  const card = newCard({ id: 'idme0', name: '我', guide: 'kz/mine', expires: '2026-12-31' }, AT)
  await new CardStore(io, paths).change('add', AT, () => [card])
  const values = { lang: 'zh', guide: null, zone: null, milestones: null, heartbeat: null, color: null }
  await open(paths, 'settings').update(() => ({ values, channels: {}, timer: TIMER, said: {} }))
  await open(paths, 'ledger').update(() => ({ entries: [], trying: [], lastRun: AT, channels: {} }))
  mkdirSync(path.join(paths.guides, 'kz'), { recursive: true })
  writeFileSync(path.join(paths.guides, 'kz', 'mine.json'), '{"id":"kz/mine"}\r\n')
  mkdirSync(paths.workdays)
  writeFileSync(path.join(paths.workdays, 'KZ.json'), '{"2028":{}}')
  return paths
}

const isWindows = process.platform === 'win32'
let from: Paths
let file = ''
beforeEach(async () => {
  from = await aHome()
  file = path.join(newFolder(), 'renew-backup.json')
})

const backUp = (force = false) => makeBackup(io, from, file, AT, { force })
const bringBack = async (to: Paths, which = file) =>
  restore(io, to, restoreSource(io, to, which, STRICT_CHECKS), AT, restoreJournal(AT))
const partsOf = (paths: Paths) =>
  (['settings', 'cards', 'ledger'] as const).map(name => open(paths, name).read())

describe('a backup', () => {
  test('restores everything on a new machine except the timer of the old one', async () => {
    expect(backUp()).toEqual({ cards: 1, guides: 1, workdays: 1, skipped: [] })
    const to = pathsIn(path.join(newFolder(), 'home'))
    expect(await bringBack(to)).toEqual({
      files: ['settings', 'cards', 'ledger'],
      from: file,
      cards: 1,
      aside: [],
    })
    // The restore itself goes into both logs.
    const [settings, ...others] = partsOf(from).map(part => ({ ...part, changes: 'a log' }))
    expect(partsOf(to).map(part => ({ ...part, changes: 'a log' }))).toEqual([
      { ...settings, timer: null },
      ...others,
    ])
    expect(readFileSync(path.join(to.guides, 'kz', 'mine.json'), 'utf8')).toBe('{"id":"kz/mine"}\r\n')
    expect(readFileSync(path.join(to.workdays, 'KZ.json'), 'utf8')).toBe('{"2028":{}}')
    for (const name of readdirSync(to.data, { recursive: true, encoding: 'utf8' })) {
      const { mode } = statSync(path.join(to.data, name))
      if (!isWindows) expect([name, mode & 0o077]).toEqual([name, 0])
    }
  })

  test('has texts of a megabyte, and names a larger one that it leaves out', () => {
    const at = (size: number) => path.join(from.guides, 'kz', `of-${size}.json`)
    for (const size of [1024 * 1024, 1024 * 1024 + 1]) writeFileSync(at(size), 'x'.repeat(size))
    expect(backUp()).toMatchObject({ guides: 2, skipped: [at(1024 * 1024 + 1)] })
  })

  test('restored over an existing home keeps the files it replaces, and the timer of this machine', async () => {
    backUp()
    const to = await aHome()
    await new CardStore(io, to).change('rename', AT, cards => cards.map(card => ({ ...card, name: 'old' })))
    await open(to, 'settings').update(now => ({ ...now, timer: { ...TIMER, kind: 'systemd' } }))
    writeFileSync(path.join(to.guides, 'kz', 'mine.json'), 'my own words')
    await bringBack(to)
    expect(new CardStore(io, to).cards()[0]?.name).toBe('我')
    expect(open(to, 'settings').read()).toMatchObject({ timer: { kind: 'systemd' } })
    expect(readFileSync(path.join(to.kept, 'cards.before.json'), 'utf8')).toContain('"old"')
    expect(readFileSync(path.join(to.kept, 'guides.kz.mine.before.json'), 'utf8')).toBe('my own words')
    expect(existsSync(path.join(to.kept, 'ledger.before.json'))).toBe(true)
    await bringBack(to, 'cards.before')
    expect(new CardStore(io, to).cards()[0]?.name).toBe('old')
  })

  test('restored over damaged files keeps those under new names', async () => {
    backUp()
    const to = await aHome()
    for (const name of ['cards', 'ledger'] as const) writeFileSync(to[name], 'spoilt')
    const { aside } = await bringBack(to)
    expect(aside.map(name => path.basename(name))).toEqual([
      'cards.damaged-2026-12-04T09-07-12.json',
      'ledger.damaged-2026-12-04T09-07-12.json',
    ])
    expect(new CardStore(io, to).cards()).toHaveLength(1)
  })

  test.skipIf(isWindows)('is readable by its owner only, and replaces another file only with force', () => {
    backUp()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    writeFileSync(file, 'precious')
    expect(() => backUp()).toThrow(expect.objectContaining({ code: 'file-exists' }))
    expect(readFileSync(file, 'utf8')).toBe('precious')
    chmodSync(file, 0o644)
    backUp(true)
    expect(contentOf(readFileSync(file), file)).toMatchObject({ kind: 'renew-backup', made: AT })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(file))).toEqual(['renew-backup.json'])
  })

  test.skipIf(isWindows)('never replaces a folder, a link or a pipe, even with force', () => {
    const victim = path.join(newFolder(), 'victim')
    writeFileSync(victim, 'precious')
    symlinkSync(victim, file)
    expect(() => backUp(true)).toThrow(expect.objectContaining({ code: 'file-exists' }))
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    const pipe = path.join(path.dirname(victim), 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const place of [pipe, path.dirname(file)]) {
      expect(() => makeBackup(io, from, place, AT, { force: true })).toThrow(
        expect.objectContaining({ code: 'file-exists' }),
      )
    }
    expect(statSync(pipe).isFIFO()).toBe(true)
  })

  test('is refused for damaged cards; a damaged ledger is skipped and listed', () => {
    writeFileSync(from.ledger, '{')
    expect(backUp().skipped).toEqual([from.ledger])
    expect(contentOf(readFileSync(file), file)).toMatchObject({
      ledger: null,
      cards: { cards: [{ name: '我' }] },
    })
    writeFileSync(from.cards, '{')
    expect(() => backUp(true)).toThrow(expect.objectContaining({ code: 'store-damaged' }))
  })

  test.skipIf(isWindows)('skips and lists guides that are not regular files', () => {
    symlinkSync('/etc/passwd', path.join(from.guides, 'sly.json'))
    execFileSync('mkfifo', [path.join(from.guides, 'pipe.json')])
    mkdirSync(path.join(from.guides, 'folder.json'))
    writeFileSync(path.join(from.guides, 'two words.json'), '{}')
    const { skipped, guides } = backUp()
    // The link leads to a file of root's; for root that is a file of the user's own.
    const isRoot = process.getuid?.() === 0
    expect(guides).toBe(isRoot ? 2 : 1)
    expect(skipped.map(name => path.basename(name))).toEqual([
      'folder.json',
      'pipe.json',
      ...(isRoot ? [] : ['sly.json']),
      'two words.json',
    ])
  })

  test('of an empty home restores nothing and succeeds', async () => {
    from = pathsIn(path.join(newFolder(), 'home'))
    expect(backUp()).toEqual({ cards: 0, guides: 0, workdays: 0, skipped: [] })
    const to = await aHome()
    expect(await bringBack(to)).toMatchObject({ files: [], cards: null })
    expect(new CardStore(io, to).cards()).toHaveLength(1)
  })
})

describe('a backup from another source is refused as a whole', () => {
  const sly = (change: (parts: Record<string, unknown>) => void) => {
    backUp()
    const parts = contentOf(readFileSync(file), file)
    change(parts)
    writeFileSync(file, toBytes(parts, file))
  }

  test.each([
    '../evil',
    'kz/../../evil',
    '/tmp/evil',
    '..',
    '.hidden',
    'C:\\evil',
    'a\\..\\..\\evil',
    'kz//evil',
    'con',
    'kz/nul.x',
    'a\u0000b',
    '',
    'a/b/c/d/e',
  ])('when a guide is called %j', async name => {
    sly(parts => {
      parts.guides = { 'kz/good': '{}', [name]: '{}' }
    })
    const to = pathsIn(path.join(newFolder(), 'home'))
    await expect(bringBack(to)).rejects.toMatchObject({
      code: 'backup-unusable',
      values: { why: 'foreign' },
    })
    expect(existsSync(to.data)).toBe(false)
  })

  test.each([
    ['guides that are no texts', { guides: { good: 1 } }],
    ['guides that are missing', { guides: null }],
    ['workdays that are a list', { workdays: ['x'] }],
  ])('with %s', async (_, change) => {
    sly(parts => Object.assign(parts, change))
    const to = pathsIn(path.join(newFolder(), 'home'))
    await expect(bringBack(to)).rejects.toMatchObject({ code: 'backup-unusable' })
    expect(existsSync(to.data)).toBe(false)
  })

  test('with an invalid card, or two cards of the same name', async () => {
    const to = pathsIn(path.join(newFolder(), 'home'))
    const [card] = new CardStore(io, from).cards()
    for (const cards of [[{ ...card, name: 'a\nb' }], [card, { ...card, id: 'other' }]]) {
      sly(parts => {
        parts.cards = { cards, changes: [] }
      })
      await expect(bringBack(to)).rejects.toMatchObject({ code: 'store-invalid' })
      backUpAgain()
    }
    expect(existsSync(to.data)).toBe(false)
  })

  const backUpAgain = () => {
    file = path.join(newFolder(), 'renew-backup.json')
  }
})
