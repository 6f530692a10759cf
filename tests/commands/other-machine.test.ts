import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

/** A home with the cards `old` and `new`; `older` is the file from before `new` was added. */
async function twoVersions(): Promise<{ home: string; older: Buffer; newer: Buffer }> {
  const home = newHome()
  await renew(home, ['add', 'old', '--expires', '2027-12-31'])
  const older = readFileSync(`${home}/cards.json`)
  await renew(home, ['add', 'new', '--expires', '2027-11-30', '--number', 'N123'])
  await renew(home, ['add', 'newer', '--expires', '2027-10-31'])
  return { home, older, newer: readFileSync(`${home}/cards.json`) }
}

const namesIn = async (home: string) =>
  (await answer<{ cards: { name: string }[] }>(home, ['list'])).cards.map(({ name }) => name).sort()

describe('an older cards.json in the place of ours', () => {
  test.each([
    ['with its old date', true],
    ['dated now', false],
  ])('%s is reported by status, remind and doctor, with the command that helps', async (_, isDatedBack) => {
    const { home, older } = await twoVersions()
    writeFileSync(`${home}/cards.json`, older)
    if (isDatedBack) utimesSync(`${home}/cards.json`, 1_700_000_000, 1_700_000_000)
    const advice = `renew import ${home}/kept/cards.latest.json --dry-run`
    for (const argv of [['status'], ['status', '--json'], ['status', '--lang', 'zh']]) {
      const said = await renew(home, argv)
      expect(said.code).toBe(0)
      expect(said.stderr).toContain(advice)
    }
    const reminded = await renew(home, ['remind'])
    expect(reminded.code).toBe(0)
    expect(reminded.stdout).toContain('was replaced by an older one')
    // The timer says it once a day.
    expect((await renew(home, ['remind', '--scheduled'])).stdout).toBe('')
    const doctor = await renew(home, ['doctor', '--json'])
    const { checks } = JSON.parse(doctor.stdout) as { checks: { about: string; command: string }[] }
    expect(checks.filter(({ about }) => about === 'copies')).toMatchObject([
      { command: advice, state: 'bad' },
    ])
    const preview = await renew(home, ['import', `${home}/kept/cards.latest.json`, '--dry-run'])
    expect([preview.code, preview.stdout]).toEqual([0, expect.stringContaining('2 new, 1 unchanged')])
  })

  test('is not replaced by the next change together with what it lacks', async () => {
    const { home, older } = await twoVersions()
    writeFileSync(`${home}/cards.json`, older)
    const added = await renew(home, ['add', 'another', '--expires', '2027-09-30'])
    expect(added.code).toBe(0)
    const aside = `${home}/cards.newer-3.json`
    expect(added.stderr).toContain(`renew import ${aside} --dry-run`)
    // The next changes keep it too.
    await renew(home, ['edit', 'another', '--note', 'x'])
    await renew(home, ['edit', 'another', '--note', 'y'])
    expect((await renew(home, ['status'])).stderr).toContain(aside)
    const imported = await renew(home, ['import', aside])
    expect([imported.code, imported.stdout]).toEqual([0, expect.stringContaining('2 new, 1 unchanged')])
    expect(await namesIn(home)).toEqual(['another', 'new', 'newer', 'old'])
    unlinkSync(aside)
    expect((await renew(home, ['status'])).stderr).not.toContain('older')
  })

  test('of settings is reported too', async () => {
    const { home } = await twoVersions()
    await renew(home, ['config', 'set', 'zone', 'Asia/Tokyo'])
    copyFileSync(`${home}/settings.json`, `${home}/../older.json`)
    await renew(home, ['config', 'set', 'remindAt', '10:00'])
    copyFileSync(`${home}/../older.json`, `${home}/settings.json`)
    expect((await renew(home, ['status'])).stderr).toContain(
      `renew restore ${home}/kept/settings.latest.json`,
    )
  })

  test('is not what restore, undo, a wipe or a change that was cut short leave', async () => {
    const { home } = await twoVersions()
    const isCalm = async () => expect((await renew(home, ['status'])).stderr).not.toContain('older')
    await renew(home, ['undo', '--yes'])
    await isCalm()
    await renew(home, ['restore', 'before', '--yes'])
    await isCalm()
    await renew(home, ['restore', '2026-12-01', '--yes'])
    await isCalm()
    const latest = readFileSync(`${home}/kept/cards.latest.json`)
    await renew(home, ['add', 'late', '--expires', '2027-01-31'])
    writeFileSync(`${home}/kept/cards.latest.json`, latest)
    await isCalm()
    rmSync(`${home}/kept/cards.latest.json`)
    await isCalm()
  })
})

describe('a conflict copy beside cards.json', () => {
  test.each([
    "cards (Ann's conflicted copy 2026-01-01).json",
    'cards (李娜 的冲突副本 2026-01-01).json',
    'cards.sync-conflict-20260101-120000-ABCDEFG.json',
    'cards-LAPTOP.json',
    'cards.json~',
    'cards.json.orig',
  ])('%s is reported, and its import adds to our cards', async name => {
    const { home, older, newer } = await twoVersions()
    writeFileSync(`${home}/cards.json`, older)
    rmSync(`${home}/kept`, { recursive: true })
    await renew(home, ['add', 'ours', '--expires', '2027-08-31'])
    writeFileSync(`${home}/${name}`, newer)
    const quoted = /^[\w/.~-]+$/.test(name) && !name.includes('~') ? `${home}/${name}` : null
    const advice = quoted ?? `'${`${home}/${name}`.replaceAll("'", "'\\''")}'`
    const { stderr } = await renew(home, ['status'])
    expect(stderr).toContain(`renew import ${advice} --dry-run`)
    expect((await renew(home, ['remind'])).stdout).toContain('two computers wrote at the same time')
    const preview = await renew(home, ['import', `${home}/${name}`, '--dry-run'])
    expect([preview.code, preview.stdout]).toEqual([0, expect.stringContaining('2 new, 1 unchanged')])
    expect((await renew(home, ['import', `${home}/${name}`])).code).toBe(0)
    expect(await namesIn(home)).toEqual(['new', 'newer', 'old', 'ours'])
    const { cards } = await answer<{ cards: { name: string; number: string }[] }>(home, ['list', '--numbers'])
    expect(cards.find(card => card.name === 'new')?.number).toBe('N123')
    expect(existsSync(`${home}/${name}`)).toBe(true)
  })
})

test('only doctor reports a conflict copy of the delivery log', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2027-08-31'])
  writeFileSync(
    `${home}/ledger-LAPTOP.json`,
    '{\n"schema": 1,\n"checksum": "crc32:00000000",\n"entries": []}',
  )
  const doctor = JSON.parse((await renew(home, ['doctor', '--json'])).stdout)
  const copies = doctor.checks.filter((check: { about: string }) => check.about === 'copies')
  expect(copies).toMatchObject([{ state: 'bad', command: `rm ${home}/ledger-LAPTOP.json` }])
  const { stdout, stderr } = await renew(home, ['status'])
  expect(stdout + stderr).not.toContain('LAPTOP')
})
