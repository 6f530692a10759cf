import { describe, expect, test } from 'vitest'
import { type PlanInput, planTimer } from '../../src/timers/timer-plan.ts'

const input: PlanInput = {
  node: '/usr/bin/node',
  script: '/usr/lib/node_modules/renew-reminder/bin/renew.js',
  env: { HOME: '/home/aliya', LANG: 'kk_KZ.UTF-8' },
  platform: 'linux',
  zone: null,
}

function planOf(change: Partial<PlanInput>) {
  return planTimer({ ...input, ...change })
}

function refusalOf(change: Partial<PlanInput>) {
  try {
    planOf(change)
  } catch (error) {
    return error
  }
  return null
}

describe('what the entry carries of the environment', () => {
  test('the usual folders are written out, since a daemon may have another HOME', () => {
    expect(planOf({}).env).toEqual({
      XDG_CONFIG_HOME: '/home/aliya/.config',
      XDG_DATA_HOME: '/home/aliya/.local/share',
      XDG_STATE_HOME: '/home/aliya/.local/state',
      LC_CTYPE: 'kk_KZ.UTF-8',
    })
  })

  test('RENEW_HOME stands for all of them', () => {
    expect(planOf({ env: { HOME: '/home/aliya', RENEW_HOME: '/srv/cards' } }).env).toEqual({
      RENEW_HOME: '/srv/cards',
      LC_CTYPE: 'C.UTF-8',
    })
  })

  test('set XDG folders are kept, relative ones count as not set', () => {
    const { env } = planOf({ env: { HOME: '/h', XDG_DATA_HOME: '/data', XDG_STATE_HOME: 'state' } })
    expect(env).toMatchObject({ XDG_DATA_HOME: '/data', XDG_STATE_HOME: '/h/.local/state' })
  })

  test('TZ gets in only where the user has chosen a zone, so that a laptop that moves keeps its own', () => {
    expect(planOf({ zone: 'Asia/Qyzylorda' }).env.TZ).toBe('Asia/Qyzylorda')
    expect(planOf({ env: { ...input.env, TZ: 'Europe/Berlin' } }).env).not.toHaveProperty('TZ')
  })

  test.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh_CN.UTF-8'],
    [{ LANG: 'zh_CN.utf8' }, 'zh_CN.utf8'],
    [{ LANG: 'zh_CN.UTF-8', LC_CTYPE: 'ru_RU.UTF-8' }, 'ru_RU.UTF-8'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.GB18030' }, 'C.UTF-8'],
    [{ LANG: 'C' }, 'C.UTF-8'],
    [{}, 'C.UTF-8'],
  ])('the character set is always UTF-8: %o', (env, expected) => {
    expect(planOf({ env: { HOME: '/h', ...env } }).env.LC_CTYPE).toBe(expected)
  })

  test('nothing else gets in: no secrets, no PATH', () => {
    const env = { HOME: '/h', PATH: '/usr/bin', API_TOKEN: 'x', RENEW_NOW: '2026-01-01', RENEW_LANG: 'zh' }
    expect(Object.keys(planOf({ env }).env).sort()).toEqual([
      'LC_CTYPE',
      'XDG_CONFIG_HOME',
      'XDG_DATA_HOME',
      'XDG_STATE_HOME',
    ])
  })

  test('Windows and macOS keep their cards elsewhere, so no XDG folder is invented there', () => {
    const windows = planOf({
      platform: 'win32',
      node: 'C:\\Program Files\\nodejs\\node.exe',
      script: 'C:\\Users\\a\\renew.js',
    })
    expect(windows.env).toEqual({})
    expect(planOf({ platform: 'darwin', env: { HOME: '/Users/a' } }).env).toEqual({
      LC_CTYPE: 'UTF-8',
    })
  })

  test('a relative RENEW_HOME is refused', () => {
    expect(refusalOf({ env: { RENEW_HOME: 'cards' } })).toMatchObject({ code: 'home-not-absolute' })
  })
})

describe('paths that will vanish', () => {
  test.each([
    ['/home/a/.npm/_npx/1b2c3d/node_modules/renew-reminder/bin/renew.js', 'npx'],
    ['/run/user/1000/fnm_multishells/42_1700000000000/bin/renew', 'shell'],
    ['/home/a/.local/state/fnm_multishells/42_17/bin/renew', 'shell'],
    ['/home/a/.cache/pnpm/dlx/x1/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/home/a/.cache/pnpm/dlx-4711/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/tmp/xfs-1a2b/dlx-99/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/tmp/bunx-0-renew/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/tmp/renew/bin/renew.js', 'temporary'],
    ['/var/tmp/renew/bin/renew.js', 'temporary'],
    ['/private/var/folders/x/y/T/renew/bin/renew.js', 'temporary'],
    ['/scratch/me/renew/bin/renew.js', 'temporary'],
  ])('%s is refused', (script, why) => {
    const env = { ...input.env, TMPDIR: '/scratch/me/' }
    expect(refusalOf({ script, env })).toMatchObject({
      code: 'timer-path-vanishes',
      values: { path: script, why },
    })
  })

  test('so is such a node', () => {
    expect(refusalOf({ node: '/tmp/.mount_nodeX/usr/bin/node', acceptTemporary: true })).toMatchObject({
      values: { what: 'node', why: 'appimage' },
    })
    const node = 'C:\\Users\\A\\AppData\\Local\\Temp\\node\\node.exe'
    const env = { TEMP: 'c:\\users\\a\\appdata\\local\\temp' }
    expect(refusalOf({ node, script: 'C:\\r.js', env, platform: 'win32' })).toMatchObject({
      values: { what: 'node', why: 'temporary' },
    })
  })

  test('a temporary folder can be accepted, the others cannot', () => {
    expect(planOf({ script: '/tmp/renew/bin/renew.js', acceptTemporary: true }).script).toBe(
      '/tmp/renew/bin/renew.js',
    )
    expect(refusalOf({ script: '/h/_npx/x/renew.js', acceptTemporary: true })).toMatchObject({
      values: { why: 'npx' },
    })
  })

  test.each([
    '/home/a/.nvm/versions/node/v20.20.2/lib/node_modules/renew-reminder/bin/renew.js',
    '/home/a/tmp/renew/bin/renew.js',
    '/tmpfiles/renew.js',
    '/home/a/my_npx/renew.js',
    '/opt/dlxtools/renew.js',
  ])('%s stays', script => {
    expect(planOf({ script }).script).toBe(script)
  })
})

describe('values that no entry can hold', () => {
  test.each([
    [{ node: 'node' }, 'node', 'relative'],
    [{ script: 'bin/renew.js' }, 'renew', 'relative'],
    [{ node: '/opt/a=b/node' }, 'node', 'equals'],
    [{ script: '/opt/a\nb/renew.js' }, 'renew', 'control'],
    [{ script: '/opt/a\rb/renew.js' }, 'renew', 'control'],
    [{ env: { RENEW_HOME: '/a\u0000b' } }, 'RENEW_HOME', 'control'],
    [{ env: { RENEW_HOME: '/a\n* * * * * rm -rf ~' } }, 'RENEW_HOME', 'control'],
    [{ zone: 'Asia/Almaty\nX=1' }, 'TZ', 'control'],
    [{ env: { RENEW_HOME: '/a\ufffdb' } }, 'RENEW_HOME', 'not-unicode'],
    [{ env: { RENEW_HOME: '/a\ud800b' } }, 'RENEW_HOME', 'not-unicode'],
  ])('%o', (change, what, why) => {
    expect(refusalOf(change)).toMatchObject({ code: 'timer-path-unusable', values: { what, why } })
  })

  test('blanks, quotes, dollars, per cents, backslashes and any script are no reason', () => {
    const script = '/home/Әлия 王/it\'s "100%" $HOME\\x`y`/renew🙂.js'
    expect(planOf({ script }).script).toBe(script)
  })
})
