import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, builtHome, type Differently, run, runWell } from '../built-program.ts'
import { newFolder } from '../folders.ts'

let script: string
beforeAll(async () => {
  script = await buildRenew()
}, 60_000)

const renew = (home: string, argv: readonly string[], how?: Differently) => runWell(script, home, argv, how)

/** A wrapper that makes the home read-only for the program. */
const READ_ONLY = [
  'unshare',
  '-rm',
  '/bin/sh',
  '-c',
  'mount --bind "$RENEW_HOME" "$RENEW_HOME" && mount -o remount,ro,bind "$RENEW_HOME" && exec "$0" "$@"',
]
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0

describe.runIf(canMount)('a home that cannot be written (needs unshare and mount)', () => {
  const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
  const how = { env, wrap: READ_ONLY }

  async function homeWithCard(): Promise<string> {
    const home = builtHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'], { env })
    return home
  }

  test('still reminds, says that the reminder may be repeated, exit 4', async () => {
    const home = await homeWithCard()
    for (let round = 0; round < 2; round++) {
      const { code, stdout, stderr } = await run(script, home, ['remind', '--scheduled'], how)
      expect(code, stderr).toBe(4)
      expect(stdout).toContain('31 Dec 2026')
      expect(stdout).toMatch(/again|twice/)
      expect(stderr).toMatch(/^(renew: [^\n]+\n)+$/)
    }
    const { stdout } = await run(script, home, ['remind', '--json'], how)
    expect(JSON.parse(stdout)).toMatchObject({ delivered: [{ name: 'me' }], failed: [] })
  })

  test('shows its cards', async () => {
    const home = await homeWithCard()
    expect((await run(script, home, ['status'], how)).stdout).toContain('2026-12-31')
    expect(await run(script, home, ['list'], how)).toMatchObject({ code: 0, stderr: '' })
  })

  test('refuses a change in one line within two seconds, and changes nothing', async () => {
    const home = await homeWithCard()
    // Starting a process may take seconds on a busy machine, which is not measured here.
    const started = performance.now()
    await run(script, home, ['list'], how)
    const start = performance.now() - started
    const before = readFileSync(`${home}/cards.json`)
    for (const argv of [
      ['add', 'you', '--expires', '2027-12-31'],
      ['remove', 'me', '--yes'],
      ['undo', '--yes'],
      ['config', 'set', 'lang', 'zh'],
    ]) {
      const began = performance.now()
      const { code, stdout, stderr } = await run(script, home, argv, how)
      expect(performance.now() - began).toBeLessThan(2000 + 3 * start)
      expect([code, stdout], argv.join(' ')).toEqual([1, ''])
      expect(stderr).toMatch(/renew: [^\n]+\n$/)
    }
    expect(readFileSync(`${home}/cards.json`)).toEqual(before)
  })
})

/** A user who is neither root nor the owner of any file. */
const NOBODY = 65534

test.runIf(process.getuid?.() === 0)(
  'a file that may not be read is named, never shown as an empty store (root only)',
  async () => {
    const folder = newFolder()
    const home = path.join(folder, 'home')
    const program = path.dirname(path.dirname(script))
    for (const open of [folder, program, `${program}/bin`, `${program}/dist`]) chmodSync(open, 0o755)
    mkdirSync(home)
    chownSync(home, NOBODY, NOBODY)
    const how = { uid: NOBODY }
    await renew(home, ['add', 'me', '--expires', '2026-12-31'], how)
    chmodSync(`${home}/cards.json`, 0o000)
    for (const argv of [
      ['status'],
      ['list', '--json'],
      ['add', 'x', '--expires', '2027-01-01'],
      ['undo', '--yes'],
    ]) {
      const { code, stderr } = await run(script, home, argv, how)
      expect(code, argv.join(' ')).toBe(3)
      expect(stderr).toContain('cards.json')
    }
    const reminded = await run(script, home, ['remind'], how)
    expect(reminded.stdout + reminded.stderr).toContain('cards.json')
  },
)

test('without a home, the error names the variable to set', async () => {
  const none = { RENEW_HOME: undefined, HOME: undefined }
  for (const env of [
    none,
    { ...none, HOME: '' },
    { ...none, HOME: '/nonexistent' },
    { ...none, HOME: '/dev/null' },
    { ...none, RENEW_HOME: 'relative/home' },
  ]) {
    const { code, stdout, stderr } = await run(script, '', ['add', 'me', '--expires', '2027-12-31'], { env })
    expect([code, stdout], JSON.stringify(env)).toEqual([1, ''])
    expect(stderr).toMatch(/^renew: [^\n]*HOME[^\n]*\n$/)
  }
  const behind = await run(script, '/dev/null/home', ['add', 'me', '--expires', '2027-12-31'])
  expect(behind.code).toBe(3)
  expect(behind.stderr).toMatch(/^renew: [^\n]*\/dev\/null\/home[^\n]*\n$/)
})

test.runIf(process.platform === 'linux')(
  'where no folder can be made, though the one above is there, a change is refused and does not go on for ever',
  async () => {
    const wrap = ['timeout', '--signal=KILL', '10']
    for (const env of [{ RENEW_HOME: undefined, HOME: '/proc' }, { RENEW_HOME: '/proc/renew' }]) {
      const argv = ['add', 'me', '--expires', '2027-12-31']
      const { code, stdout, stderr } = await run(script, '', argv, { env, wrap })
      expect([code, stdout], JSON.stringify(env)).toEqual([1, ''])
      expect(stderr).toMatch(/^renew: [^\n]*\/proc[^\n]*\n$/)
      expect((await run(script, '', ['remind'], { env, wrap })).code).not.toBeNull()
    }
  },
)

test('works in a deleted working directory, and with any umask', async () => {
  const home = builtHome()
  const gone = path.join(newFolder(), 'gone')
  mkdirSync(gone)
  const inGone = ['/bin/sh', '-c', 'rmdir "$PWD"; "$0" "$@"']
  const added = await run(script, home, ['add', 'me', '--expires', '2027-03-31'], { cwd: gone, wrap: inGone })
  expect(added).toMatchObject({ code: 0, stderr: '' })
  mkdirSync(gone)
  const backup = await run(script, home, ['backup', 'file.json'], { cwd: gone, wrap: inGone })
  expect(backup.code).toBe(1)
  expect(backup.stderr).toMatch(/^renew: [^\n]+\n$/)
  for (const umask of ['000', '077', '777']) {
    const wrap = ['/bin/sh', '-c', `umask ${umask}; exec "$0" "$@"`]
    const { code, stderr } = await run(script, home, ['edit', 'me', '--holder', umask], { wrap })
    expect(code, stderr).toBe(0)
    expect(readFileSync(`${home}/cards.json`, 'utf8')).toContain(`"holder":"${umask}"`)
  }
})

test('a missing program does not stop other channels', async () => {
  const home = builtHome()
  const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
  await renew(home, ['add', 'me', '--expires', '2026-12-31'], { env })
  const kept = path.join(path.dirname(home), 'kept')
  const good = ['--name', 'good', '--run', '/bin/sh', '--args', `-c '/bin/cat > ${kept}'`]
  await renew(home, ['channel', 'add', 'command', ...good, '--no-test'], { env })
  const lost = ['--name', 'lost', '--run', '/nonexistent/prog']
  await renew(home, ['channel', 'add', 'command', ...lost, '--no-test'], { env })
  const { code, stderr } = await run(script, home, ['remind'], { env: { ...env, PATH: '' } })
  expect(code).toBe(4)
  expect(stderr).toContain('lost')
  expect(readFileSync(kept, 'utf8')).toContain('"me"')
})
