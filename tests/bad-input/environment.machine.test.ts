import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, type Differently, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { RAW } from './untouched.ts'

let script: string
let home: string
beforeAll(async () => {
  script = await buildRenew()
  home = path.join(newFolder(), 'home')
  await renew(['add', 'me', '--expires', '2026-12-31', '--holder', '安娜'])
}, 60_000)

const NOW = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }

async function renew(argv: readonly string[], how: Differently = {}) {
  const left = await run(script, home, argv, { ...how, env: { ...NOW, ...how.env } })
  expect(left.code, `${argv.join(' ')}: ${left.stderr}`).toBe(0)
  return left
}

describe('(70) TZ', () => {
  test('that is unknown is reported once, read as UTC, and moves no date', async () => {
    const { stdout } = await renew(['status', '--json'])
    for (const TZ of ['Not/AZone', 'asia/almaty', '\u001b[31m', '../../etc/passwd']) {
      const odd = await renew(['status', '--json'], { env: { TZ } })
      expect(odd.stdout, TZ).toBe(stdout)
      expect(odd.stderr.match(/TZ/g), TZ).toHaveLength(1)
      expect(odd.stderr).not.toMatch(RAW)
    }
  })

  test('that is unknown is not written into a timer, where every run would report it', async () => {
    const known = await renew(['timer', 'print', '--with', 'cron'], { env: { TZ: 'Europe/Berlin' } })
    expect(known.stdout).toContain(' TZ=Europe/Berlin ')
    for (const TZ of ['Not/AZone', '\u202eUTC', 'x\n* * * * * id', "'; id; '"]) {
      const { stdout } = await renew(['timer', 'print', '--with', 'cron'], { env: { TZ } })
      expect(stdout, TZ).not.toContain('TZ=')
      expect(stdout).not.toContain(TZ)
    }
    for (const LANG of ['C.UTF-8\u202e', 'UTF-8; id', 'x UTF-8']) {
      const { stdout } = await renew(['timer', 'print', '--with', 'cron'], { env: { LANG } })
      expect(stdout, LANG).toContain(' LC_CTYPE=C.UTF-8 ')
    }
  })

  test('of any kind gives the same cards', async () => {
    const status = async (env: Record<string, string>) => {
      const { stdout, stderr } = await renew(['status', '--json'], { env })
      const { nextReminder, ...rest } = JSON.parse(stdout)
      // Its time is written in the user's zone.
      return {
        stderr,
        there: { ...rest, nextReminder: { ...nextReminder, at: Date.parse(nextReminder.at) } },
      }
    }
    const here = await status({})
    expect(here.there.nextReminder.at).toBe(Date.parse(NOW.RENEW_NOW))
    for (const TZ of [
      '',
      'UTC',
      'Pacific/Kiritimati',
      'Pacific/Apia',
      'America/New_York',
      'EST5EDT',
      ':Asia/Almaty',
    ]) {
      const { there, stderr } = await status({ TZ })
      expect(there, TZ).toEqual(here.there)
      expect(stderr, TZ).not.toContain('TZ')
    }
  })
})

test('(71) every locale gets UTF-8 and a supported language', async () => {
  for (const [locale, language] of [
    ['C', /prepare/],
    ['POSIX', /prepare/],
    ['zh_CN.GB18030', /准备|办理/],
    ['zh-Hans-CN', /准备|办理/],
    ['de_DE@euro', /prepare/],
    ['\u001b[31m', /prepare/],
    ['', /prepare/],
  ] as const) {
    const { stdout } = await renew(['status'], { env: { LC_ALL: locale, LANG: locale } })
    expect(stdout, locale.slice(0, 40)).toMatch(language)
    expect(stdout).toContain('安娜')
    expect(stdout).not.toMatch(RAW)
  }
})

describe('(72) colour', () => {
  const hasColour = async (env: Record<string, string>, argv = ['status']) =>
    /\u001b\[/.test((await renew(argv, { env })).stdout)

  test('is never used in a pipe, whatever TERM is; FORCE_COLOR turns it on, NO_COLOR and --no-color off', async () => {
    expect(await hasColour({ TERM: 'xterm-256color', COLORTERM: 'truecolor' })).toBe(false)
    expect(await hasColour({ FORCE_COLOR: '1' })).toBe(true)
    expect(await hasColour({ FORCE_COLOR: '0' })).toBe(false)
    expect(await hasColour({ FORCE_COLOR: '3', NO_COLOR: '1' })).toBe(false)
    expect(await hasColour({ FORCE_COLOR: '3', NO_COLOR: '' })).toBe(true)
    expect(await hasColour({ FORCE_COLOR: '3' }, ['status', '--no-color'])).toBe(false)
    expect(await hasColour({ FORCE_COLOR: '3' }, ['status', '--json'])).toBe(false)
  })
})

test('(73) no width causes a crash', async () => {
  const { stdout } = await renew(['status'])
  for (const COLUMNS of ['0', '1', '20', 'abc', '-5', '1e9', '99999999999999999999', ' 40', ''])
    for (const argv of [['status'], ['show', 'me'], ['--help']]) {
      const there = await renew(argv, { env: { COLUMNS } })
      if (argv[0] === 'status') expect(there.stdout, COLUMNS).toBe(stdout)
    }
})

describe('(80) a clock', () => {
  test.each(['1970-01-01T00:00:00Z', '2038-01-20T00:00:00Z', '9999-12-31T23:59:59Z', '2019-12-31T23:59:59Z'])(
    'at %s takes no command down',
    async RENEW_NOW => {
      const other = path.join(newFolder(), 'home')
      const env = { RENEW_HOME: other, RENEW_NOW }
      for (const argv of [
        ['add', 'me', '--expires', '2026-12-31', '--yes'],
        ['status'],
        ['show', 'me'],
        ['ack', 'me'],
        ['edit', 'me', '--holder', 'x'],
        ['history', '--changes'],
        ['undo', '--yes'],
      ])
        await renew(argv, { env })
      expect([0, 4]).toContain((await run(script, other, ['remind'], { env })).code)
    },
  )
})

test('nothing outside the home is read from the working folder, and nothing is written there', async () => {
  const folder = newFolder()
  mkdirSync(path.join(folder, 'guides'))
  for (const name of ['settings.json', 'cards.json', '.renewrc', 'package.json', '.env'])
    writeFileSync(path.join(folder, name), '{"values":{"lang":"zh"},"lang":"zh"} RENEW_LANG=zh')
  const before = readdirSync(folder)
  const { stdout } = await renew(['status'], { cwd: folder })
  expect(stdout).toBe((await renew(['status'])).stdout)
  await renew(['edit', 'me', '--tags', 'x'], { cwd: folder })
  expect(readdirSync(folder)).toEqual(before)
})

test.runIf(process.platform === 'linux')(
  'without RENEW_HOME everything goes says, and nowhere else',
  async () => {
    const user = newFolder()
    const env = {
      RENEW_HOME: undefined,
      HOME: user,
      XDG_CONFIG_HOME: `${user}/conf`,
      XDG_DATA_HOME: undefined,
      XDG_STATE_HOME: 'relative/is/ignored',
    }
    await renew(['add', 'me', '--expires', '2026-12-31'], { env })
    await renew(['remind'], { env })
    await renew(['config', 'set', 'lang', 'en'], { env })
    const files = readdirSync(user, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.endsWith('.json') && !entry.parentPath.endsWith('kept'))
      .map(entry => path.relative(user, path.join(entry.parentPath, entry.name)))
    expect(files.sort()).toEqual([
      '.local/share/renew/cards.json',
      '.local/state/renew/ledger.json',
      'conf/renew/settings.json',
    ])
  },
)
