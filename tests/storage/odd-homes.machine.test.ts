import { execFileSync, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thisOwner } from '../../src/storage/lock-owner.ts'
import { bytesOf } from '../bad-input/untouched.ts'
import { buildRenew, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { changeStored } from '../stored.ts'
import { answer, newHome, renew } from '../world.ts'
import { AT, leftIn } from './actions.ts'

// Homes on disks that are full, shared, not mounted or another user's; invalid locks; a system with few resources.

const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'
const canMount = isRoot && spawnSync('unshare', ['--mount', '--uts', 'true']).status === 0
const env = { RENEW_NOW: AT }

let script = ''
beforeAll(async () => {
  script = await buildRenew()
}, 60_000)

const mounts: string[] = []
afterAll(() => {
  for (const folder of mounts) execFileSync('umount', ['-l', folder])
})

async function homeWithCard(home = newHome()): Promise<string> {
  expect((await renew(home, ['add', 'me', '--expires', '2026-12-31'], { now: AT })).code).toBe(0)
  return home
}

const namesIn = async (home: string) =>
  (await answer<{ cards: { name: string }[] }>(home, ['list'])).cards.map(({ name }) => name)

describe('something else in the place of the run lock', () => {
  const elsewhere = { ...thisOwner(), host: 'elsewhere', boot: 'another', machine: 'another' }
  const THINGS: Record<string, (lock: string) => void> = {
    'a folder': lock => mkdirSync(lock),
    'a pipe': lock => execFileSync('mkfifo', [lock]),
    '20 GB of nothing': lock => {
      writeFileSync(lock, '')
      truncateSync(lock, 20 * 2 ** 30)
    },
    garbage: lock => writeFileSync(lock, 'garbage'),
    'the lock of another machine': lock => writeFileSync(lock, JSON.stringify(elsewhere)),
  }
  test
    .skipIf(process.platform === 'win32')
    .each(Object.keys(THINGS).flatMap(what => ['an hour ago', '2038'].map(when => [what, when] as const)))(
    '%s dated %s, does not silence it',
    async (what, when) => {
      const home = await homeWithCard()
      const lock = path.join(home, 'run.lock')
      THINGS[what]!(lock)
      const date = new Date(when === '2038' ? '2038-01-19T03:14:07Z' : Date.now() - 3_700_000)
      utimesSync(lock, date, date)
      const { code, stdout, stderr } = await renew(home, ['remind', '--scheduled'], { now: AT })
      expect(code).toBe(0)
      expect(stdout).toContain('31 Dec 2026')
      expect(stderr).toMatch(/^renew: the lock [^\n]*run\.lock [^\n]*did not count and was replaced[^\n]*\n$/)
      expect(existsSync(lock)).toBe(false)
    },
  )
})

/** What a home without its folder is called, in one line with what to do. */
const HOME_LOST =
  /^renew: \S+\/home is missing, but your documents should be there; mount [^\n]+ renew restore FILE\n$/

describe('a home that is not there', () => {
  test.skipIf(process.platform === 'win32')(
    'because its disk is not mounted (a link that leads nowhere) is not a home without cards',
    async () => {
      const home = newHome()
      const disk = path.join(path.dirname(home), 'disk')
      await homeWithCard(disk)
      symlinkSync(disk, home)
      expect(await namesIn(home)).toEqual(['me'])
      rmSync(disk, { recursive: true })
      for (const argv of [
        ['status'],
        ['list', '--json'],
        ['add', 'you', '--expires', '2027-01-01'],
        ['undo', '--yes'],
      ]) {
        const { code, stderr } = await renew(home, argv, { now: AT })
        expect(code, argv[0]).toBe(3)
        expect(stderr, argv[0]).toMatch(HOME_LOST)
      }
      const { code, stdout, stderr } = await renew(home, ['remind', '--scheduled'], { now: AT })
      expect([code, stdout + stderr]).toEqual([
        3,
        expect.stringContaining(', but your documents should be there'),
      ])
      expect(readdirSync(path.dirname(home))).toEqual(['home'])
    },
  )

  test('is reported when the timer runs, and is not created; a new home is not an error', async () => {
    const home = newHome()
    const { code, stdout, stderr } = await renew(home, ['remind', '--scheduled'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(HOME_LOST)
    expect(existsSync(home)).toBe(false)
    for (const argv of [['status'], ['list'], ['remind']]) expect((await renew(home, argv)).code).toBe(0)
    await renew(home, ['config', 'set', 'lang', 'en'])
    expect(await renew(home, ['remind', '--scheduled'])).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

test.runIf(isRoot)(
  'a home of another user is left as it is, also by root, and is never shown as empty',
  async () => {
    const home = await homeWithCard()
    for (const name of ['.', ...readdirSync(home, { recursive: true, encoding: 'utf8' })])
      chownSync(path.join(home, name), 65534, 65534)
    const before = bytesOf(home)
    for (const [argv, code] of [
      [['status'], 3],
      [['add', 'you', '--expires', '2027-01-01'], 1],
      [['config', 'set', 'lang', 'zh'], 1],
      [['restore', 'latest', '--yes'], 1],
      [['remind', '--scheduled'], 1],
    ] as const) {
      const said = await renew(home, argv, { now: AT })
      expect([said.code, said.stdout], argv[0]).toEqual([code, ''])
      expect(said.stderr, argv[0]).toMatch(/^(renew: [^\n]+another user[^\n]+\n)+$/)
    }
    expect(bytesOf(home)).toEqual(before)
  },
)

describe.runIf(isLinux && spawnSync('strace', ['-V']).status === 0)(
  'a file system without permissions and hard links',
  () => {
    const calls = ['chmod', 'fchmod', 'fchmodat', 'link', 'linkat']
    const refusing = (error: string) => [
      'strace',
      ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`],
      ...calls.flatMap(call => ['-e', `inject=${call}:error=${error}`]),
    ]
    test.each(['EPERM', 'EOPNOTSUPP'])(
      'that answers %s is used, and said once',
      async error => {
        const home = newHome()
        mkdirSync(home, { mode: 0o755 })
        const at = { env, wrap: refusing(error) }
        const added = await run(script, home, ['add', 'me', '--expires', '2026-12-31'], at)
        expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining('has no permissions') })
        const again = await run(script, home, ['add', 'you', '--expires', '2027-12-31'], at)
        expect(again).toMatchObject({ code: 0, stderr: expect.not.stringContaining('permissions') })
        expect(await namesIn(home)).toEqual(['me', 'you'])
        const reminded = await run(script, home, ['remind', '--scheduled'], at)
        expect(reminded).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('31 Dec 2026'),
          stderr: '',
        })
        const backup = await run(script, home, ['backup', `${home}/../backup.json`], at)
        expect(backup).toMatchObject({ code: 0, stderr: '' })
        expect(readdirSync(home).filter(name => /lock|tmp/.test(name))).toEqual([])
      },
      60_000,
    )
  },
)

describe.runIf(canMount)('mounted (needs root)', () => {
  test('a disk without a free byte: refuses in one line, still reminds, and works again once there is space', async () => {
    const disk = newFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk])
    mounts.push(disk)
    const home = await homeWithCard(path.join(disk, 'home'))
    const out = path.join(disk, 'out.csv')
    writeFileSync(out, 'an earlier file')
    expect(() => writeFileSync(path.join(disk, 'stuffing'), Buffer.alloc(600 * 1024))).toThrow('ENOSPC')
    const cards = readFileSync(`${home}/cards.json`)
    for (const argv of [
      ['add', 'you', '--expires', '2027-12-31'],
      ['undo', '--yes'],
      ['config', 'set', 'lang', 'zh'],
      ['export', out, '--force'],
      ['backup', path.join(disk, 'backup.json')],
    ]) {
      const { code, stdout, stderr } = await run(script, home, argv, { env })
      expect([code, stdout], argv[0]).toEqual([1, ''])
      expect(stderr, argv[0]).toMatch(/renew: [^\n]*full[^\n]*\n$/)
    }
    expect(await run(script, home, ['list'], { env })).toMatchObject({ code: 0 })
    for (let round = 0; round < 2; round++) {
      const { code, stdout, stderr } = await run(script, home, ['remind', '--scheduled'], { env })
      expect(code, stderr).toBe(4)
      expect(stdout).toContain('31 Dec 2026')
    }
    expect(readFileSync(`${home}/cards.json`).equals(cards)).toBe(true)
    expect(readFileSync(out, 'utf8')).toBe('an earlier file')
    expect(leftIn(disk)).toEqual([])
    rmSync(path.join(disk, 'stuffing'))
    expect((await run(script, home, ['add', 'you', '--expires', '2027-12-31'], { env })).code).toBe(0)
    expect((await run(script, home, ['remind', '--scheduled'], { env })).stdout).toContain('31 Dec 2026')
    expect((await run(script, home, ['remind', '--scheduled'], { env })).stdout).toBe('')
  }, 30_000)

  /** A wrapper that makes this look like another machine: its name, boot and installation. */
  function machine(name: string): string[] {
    const reported = path.join(newFolder(), name)
    writeFileSync(reported, `${name}\n`)
    const disguise = ['/proc/sys/kernel/random/boot_id', '/etc/machine-id'].map(
      file => `if [ -e ${file} ]; then mount --bind ${reported} ${file}; fi`,
    )
    const words = ['hostname', name, '&&', ...disguise.join(' && ').split(' '), '&&', 'exec "$0" "$@"']
    return ['unshare', '--mount', '--uts', '/bin/sh', '-c', words.join(' ')]
  }

  test('a folder shared by two machines at once loses no card of either', async () => {
    const home = await homeWithCard()
    const adds = ['here', 'there'].map(async name => {
      const wrap = machine(name)
      for (let n = 0; n < 4; n++) {
        const { code, stderr } = await run(script, home, ['add', `${name} ${n}`, '--expires', '2027-12-31'], {
          env,
          wrap,
        })
        expect(code, stderr).toBe(0)
      }
    })
    await Promise.all(adds)
    expect(await namesIn(home)).toHaveLength(9)
    expect(leftIn(home)).toEqual([])
  }, 60_000)

  test('a lock of another machine is waited for, named and not removed, whether that machine runs or not', async () => {
    const home = await homeWithCard()
    const lock = path.join(home, 'store.lock')
    const text = JSON.stringify({ ...thisOwner(), host: 'there', boot: 'another', machine: 'another' })
    writeFileSync(lock, text)
    const { code, stdout, stderr } = await run(script, home, ['add', 'you', '--expires', '2027-12-31'], {
      env,
      wrap: machine('here'),
    })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^renew: [^\\n]*${process.pid}@there[^\\n]*store\\.lock\\n$`))
    expect(readFileSync(lock, 'utf8')).toBe(text)
    expect(await namesIn(home)).toEqual(['me'])
  }, 30_000)
})

test.runIf(isLinux)(
  'with as few open files as a program can start with, a change is done or refused, and reminders go out',
  async () => {
    const home = await homeWithCard()
    const record = path.join(path.dirname(home), 'record')
    const add = [
      'channel',
      'add',
      'command',
      '--name',
      'log',
      '--run',
      '/bin/sh',
      '--args',
      `-c 'cat >> ${record}'`,
      '--no-test',
    ]
    expect((await renew(home, add)).code).toBe(0)
    const within = (limit: number, argv: readonly string[]) =>
      run(script, home, argv, { env, wrap: ['/bin/sh', '-c', `ulimit -n ${limit}; exec "$0" "$@"`] })
    let least = 12
    while ((await within(least, ['--version'])).code !== 0) least++
    expect(least).toBeLessThan(40)
    for (let limit = least; limit < least + 8; limit++) {
      const name = `with ${limit}`
      const { code, stderr } = await within(limit, ['add', name, '--expires', '2026-12-31'])
      expect([0, 1], stderr).toContain(code)
      if (code === 1) expect(stderr).toMatch(/^renew: [^\n]+\n$/)
      expect((await namesIn(home)).includes(name)).toBe(code === 0)
      const reminded = await within(limit, ['remind'])
      expect([0, 1, 4], reminded.stderr).toContain(reminded.code)
      if (reminded.code === 1) expect(reminded.stderr).toMatch(/^(renew: [^\n]+\n)+$/)
      expect(reminded.stderr).not.toMatch(/^ +at /m)
      const sent = existsSync(record) ? readFileSync(record, 'utf8') : ''
      if (code === 0 && reminded.code !== 1) expect(sent + reminded.stdout).toContain(name)
    }
    expect((await within(1000, ['remind'])).code).toBe(0)
    expect(readFileSync(record, 'utf8')).toContain(`with ${least + 7}`)
  },
  60_000,
)

test('an unknown zone and missing zone data hide no card', async () => {
  const home = await homeWithCard()
  changeStored(`${home}/cards.json`, content => ({
    ...content,
    cards: (content.cards as object[]).map(card => ({ ...card, zone: 'Asia/Atlantis' })),
  }))
  const seen = { env: { ...env, NODE_ICU_DATA: '/nonexistent', TZDIR: '/nonexistent' } }
  for (const argv of [
    ['status'],
    ['show', 'me'],
    ['list'],
    ['agenda'],
    ['export', '--format', 'ics'],
    ['plan', 'me'],
  ]) {
    const { code, stdout, stderr } = await run(script, home, argv, seen)
    expect(code, `${argv[0]}: ${stderr}`).toBe(0)
    expect(stdout, argv[0]).toMatch(/me|2026-12-31/)
  }
  expect((await run(script, home, ['remind', '--scheduled'], seen)).stdout).toContain('31 Dec 2026')
  const { stdout } = await run(script, home, ['doctor'], seen)
  expect(stdout).toMatch(/^problem\t[^\n]*Asia\/Atlantis/m)
  expect((await run(script, home, ['edit', 'me', '--zone', ''], seen)).code).toBe(0)
})
