import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NO_SETTINGS, SettingsFile } from '../../src/settings.ts'
import { changeLogged } from '../../src/settings-changes.ts'
import { pathsFor } from '../../src/storage/paths.ts'
import { storedFile } from '../../src/storage/stored-file.ts'
import { diskIo } from '../storage/counter.ts'
import { answer, newHome, renew } from '../world.ts'

interface Changes {
  changes: { number: number; at: string; command: string; cards: string[] }[]
}

const cardsIn = (home: string): unknown => JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards

test('every command that changes cards is taken back, one by one, to the very state before it', async () => {
  const home = newHome()
  await renew(home, ['add', 'first', '--expires', '2027-06-30'])
  const commands = [
    ['add', 'me', '--expires', '2026-12-31', '--number', 'N1234567'],
    ['edit', 'me', '--holder', 'Anna', '--lead', '6w'],
    ['edit', 'me', '--name', 'mine'],
    ['ack', 'mine'],
    ['snooze', 'mine', '--for', '2d'],
    ['close', 'mine'],
    ['reopen', 'mine'],
    ['done', 'mine', '--expires', '2027-12-31', '--paid', '15000KZT'],
    ['remove', 'first', '--yes'],
    ['remove', 'mine', '--yes'],
  ]
  const states = [cardsIn(home)]
  for (const words of commands) {
    const { code, stderr } = await renew(home, words)
    expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
    states.push(cardsIn(home))
  }
  for (const [command = '', name = ''] of commands.toReversed()) {
    states.pop()
    const { code, stdout, stderr } = await renew(home, ['undo', '--yes'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain(`${command} ${name}`)
    // What it changes is shown first, on stderr.
    expect(stderr).toMatch(new RegExp(`${command} ${name}.*\\n.+`))
    expect(cardsIn(home), `undo of ${command}`).toEqual(states.at(-1))
  }
  expect((await renew(home, ['undo', '--yes'])).code).toBe(0)
  expect(cardsIn(home)).toEqual([])
  expect((await renew(home, ['undo', '--yes'])).code).toBe(1)
})

test('the last twenty changes can be taken back, and no more', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  for (let n = 1; n <= 25; n++) await renew(home, ['edit', 'me', '--holder', `person ${n}`])
  for (let n = 0; n < 20; n++) expect((await renew(home, ['undo', '--yes'])).code).toBe(0)
  expect(cardsIn(home)).toMatchObject([{ holder: 'person 5' }])
  const { code, stdout } = await renew(home, ['undo', '--yes', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'nothing-to-undo' } })
  expect(cardsIn(home)).toMatchObject([{ holder: 'person 5' }])
})

test('what one change touched is refused where the card was changed by another hand since', async () => {
  const { writeFileSync } = await import('node:fs')
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const file = `${home}/cards.json`
  writeFileSync(file, readFileSync(file, 'utf8').replace('"holder":null', '"holder":"Eve"'))
  expect((await renew(home, ['doctor', '--accept'])).stderr).toContain('cards.json')
  const { code, stderr } = await renew(home, ['undo', '--yes'])
  expect(code).toBe(1)
  expect(stderr).toContain('"me"')
  expect(cardsIn(home)).toMatchObject([{ holder: 'Eve' }])
})

test('the ledger is never undone: what was delivered is not sent again', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['remind'])
  await renew(home, ['edit', 'me', '--expires', '2026-12-30'])
  await renew(home, ['undo', '--yes'])
  expect((await renew(home, ['remind'])).stdout).toBe('')
})

test('the log of changes has the promised keys, oldest first', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['config', 'set', 'lang', 'en'])
  await renew(home, ['edit', 'me', '--holder', 'Anna'], { now: '2026-12-02T09:30:00+05:00' })
  const { changes, ...rest } = await answer<Changes & { schema: number }>(home, ['history', '--changes'])
  expect(rest).toEqual({ schema: 1 })
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
  expect(changes).toEqual([
    { number: 1, at, command: 'add me', cards: ['me'], settings: [], undone: false },
    { number: 2, at, command: 'config set lang', cards: [], settings: ['lang'], undone: false },
    { number: 3, at, command: 'edit me', cards: ['me'], settings: [], undone: false },
  ])
  const instants = changes.map(one => Date.parse(one.at))
  expect([instants[0], instants[2]]).toEqual([
    Date.parse('2026-12-01T07:00:00Z'),
    Date.parse('2026-12-02T04:30:00Z'),
  ])
})

test('the log can be asked for one card, says what changed, newest first, and marks what was undone', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['edit', 'me', '--method', 'in-person'])
  await renew(home, ['add', 'you', '--expires', '2026-12-31'])
  await renew(home, ['undo', '--yes'])
  const { changes } = await answer<Changes>(home, ['history', 'me', '--changes'])
  expect(changes.map(({ command }) => command)).toEqual(['add me', 'edit me'])
  const { stdout } = await renew(home, ['history', '--changes'])
  expect(stdout.split('\n').map(line => line.split('\t').slice(1))).toEqual([
    ['add you', 'you', 'undone', '3', ''],
    ['edit me', 'me', '', '2', 'me, method: not set → In person'],
    ['add me', 'me', '', '1', '+ adds the record of me'],
    [],
  ])
  const screen = await renew(home, ['history', '--changes', '--lang', 'zh'], { terminal: { width: 60 } })
  expect(
    screen.stdout.replace(/\d\d:\d\d/g, '12:00'),
  ).toBe(`  3  2026年12月1日（周二）12:00  add you（已撤销）
  2  2026年12月1日（周二）12:00  edit me
     “me”办理方式：未设置 → 本人前往办理
  1  2026年12月1日（周二）12:00  add me
     + 添加记录：“me”
`)
})

describe('settings and channels', () => {
  const CHANNEL = [
    'channel',
    'add',
    'webhook',
    '--url',
    'https://example.org/secret',
    '--name',
    'phone',
    '--no-test',
  ]
  const settingsIn = (home: string) => {
    const { values, channels } = JSON.parse(readFileSync(`${home}/settings.json`, 'utf8'))
    return { values, channels }
  }

  test('are undone before an older change of a card, and secrets are not shown', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, CHANNEL)
    const before = settingsIn(home)
    await renew(home, ['channel', 'remove', 'phone', '--yes'])
    const { code, stderr } = await renew(home, ['undo', '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain('+ adds the channel phone (webhook)')
    expect(stderr).not.toContain('secret')
    expect(settingsIn(home)).toEqual(before)
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: channel add phone\n')
    expect(settingsIn(home).channels).toEqual({})
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: add me\n')
    expect(cardsIn(home)).toEqual([])
  })

  test('a channel comes back in its place', async () => {
    const home = newHome()
    for (const name of ['a', 'b', 'c']) await renew(home, [...CHANNEL, '--name', name])
    await renew(home, ['channel', 'remove', 'b'])
    await renew(home, ['undo', '--yes'])
    expect(Object.keys(settingsIn(home).channels)).toEqual(['a', 'b', 'c'])
  })

  test('what the settings say in words', async () => {
    const home = newHome()
    const changes = [
      [['lang', 'zh'], '语言：未设置 → 中文', 'Language: not set → Chinese'],
      [['guide', 'passport'], '指南：未设置 → 护照', 'Guide: not set → Passport'],
      [
        ['milestones', '14d,0d'],
        '',
        'Reminder dates: not set → 14 days before it expires, the day it expires',
      ],
      [['remindAt', '9:00'], '提醒时间：未设置 → 09:00', 'Time of reminders: not set → 09:00'],
      [['heartbeat', 'https://hc.example/ping/123'], 'https://hc.example/****', 'https://hc.example/****'],
      [['color', 'never'], '颜色：未设置 → 不使用', 'Colours: not set → never'],
    ] as const
    for (const [words] of changes) await renew(home, ['config', 'set', ...words])
    for (const [at, lang] of (['zh', 'en'] as const).entries()) {
      const { stdout } = await renew(home, ['history', '--changes', '--lang', lang])
      for (const change of changes) expect(stdout).toContain(change[at + 1])
      expect(stdout).not.toContain('ping')
    }
  })

  test('are refused when they were changed since by another hand', async () => {
    const { writeFileSync } = await import('node:fs')
    const home = newHome()
    await renew(home, ['config', 'set', 'zone', 'Asia/Almaty'])
    const file = `${home}/settings.json`
    writeFileSync(file, readFileSync(file, 'utf8').replace('"zone": "Asia/Almaty"', '"zone": "Asia/Aqtau"'))
    await renew(home, ['doctor', '--accept'])
    const { code, stderr } = await renew(home, ['undo', '--yes'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('"zone" was changed since')])
    expect(settingsIn(home).values.zone).toBe('Asia/Aqtau')
  })
})

describe('an older change', () => {
  test('is undone by its number where nothing newer touched the same', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['add', 'you', '--expires', '2026-12-31'])
    await renew(home, ['config', 'set', 'lang', 'en'])
    await renew(home, ['edit', 'me', '--holder', 'Anna'])
    expect((await renew(home, ['undo', '2', '--yes'])).stdout).toBe('Undone: add you\n')
    expect(cardsIn(home)).toMatchObject([{ name: 'me', holder: 'Anna' }])
    const { code, stderr } = await renew(home, ['undo', '1', '--yes'])
    expect(code).toBe(1)
    expect(stderr).toBe(
      'renew: "add me" cannot be undone yet: "edit me" changed the same later; undo that one first: renew undo 4\n',
    )
    for (const [number, code] of [
      ['2', 'undo-undone'],
      ['9', 'undo-unknown'],
      ['x', 'undo-unknown'],
    ]) {
      const said = await renew(home, ['undo', number!, '--yes', '--json'])
      expect(JSON.parse(said.stdout)).toMatchObject({ error: { code } })
    }
    expect((await renew(home, ['undo', '#3', '--yes'])).stdout).toBe('Undone: config set lang\n')
  })

  test('of more than twenty changes ago is told apart from one that is not there', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    for (let n = 1; n <= 21; n++) await renew(home, ['edit', 'me', '--holder', `person ${n}`])
    const said = await renew(home, ['undo', '1', '--yes', '--json'])
    expect(JSON.parse(said.stdout)).toMatchObject({ error: { code: 'undo-too-old' } })
  })
})

test('without a terminal it needs --yes, and shows the difference all the same', async () => {
  const home = newHome()
  await renew(home, ['add', '张伟', '--expires', '2026-12-31'])
  const { code, stderr } = await renew(home, ['undo', '--lang', 'zh'])
  expect(code).toBe(2)
  expect(stderr).toContain('- 删除记录：“张伟”')
  expect(cardsIn(home)).toHaveLength(1)
})

test('a timer is not undone: it says so and takes the newest change', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const paths = pathsFor({ env: { RENEW_HOME: home }, platform: process.platform })
  const settings = new SettingsFile(storedFile(diskIo(), paths, 'settings', NO_SETTINGS))
  settings.cards = storedFile(diskIo(), paths, 'cards')
  await changeLogged(settings, 'timer install', '2026-12-01T12:00:00+05:00', now => ({
    ...now,
    timer: { kind: 'cron', at: '09:07', installed: '2026-12-01T12:00:00+05:00' },
  }))
  const { stdout, stderr } = await renew(home, ['undo', '--yes'])
  expect(stderr).toContain('"timer install" is not undone')
  expect(stderr).toContain('renew timer remove')
  expect(stdout).toBe('Undone: add me\n')
  expect(JSON.parse(readFileSync(`${home}/settings.json`, 'utf8')).timer).toMatchObject({ kind: 'cron' })
})

test.each([
  ['AB-Q', 'ZK-X', '••••', '••••'],
  ['N1234567', 'N7654567', '••••4567', '••••4567'],
])('that a number changed is said though both look alike when masked (%s, %s)', async (old, now, was, is) => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--number', old])
  for (const [lang, words] of [
    ['en', '(another number)'],
    ['zh', '（号码已变）'],
  ]) {
    const edited = await renew(home, ['edit', 'me', '--number', now, '--lang', lang!])
    expect(edited.stdout).toContain(`${was} → ${is} ${words}`)
    const undone = await renew(home, ['undo', '--yes', '--lang', lang!])
    expect(undone.stderr).toContain(`${is} → ${was} ${words}`)
    const told = edited.stdout + edited.stderr + undone.stdout + undone.stderr
    for (const number of [old, now]) expect(told).not.toContain(number)
  }
})

test('numbers that differ when masked need no word for it', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--number', 'N1234567'])
  const { stdout } = await renew(home, ['edit', 'me', '--number', 'N1230000'])
  expect(stdout).toContain('  Number: ••••4567 → ••••0000\n')
})
