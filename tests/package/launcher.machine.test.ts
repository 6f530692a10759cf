import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import vm from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { version } from '../../package.json'
import { buildRenew, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { Clone, thisNpm } from './clone.ts'

const BIN = path.join(import.meta.dirname, '..', '..', 'bin', 'renew.js')

describe('an old Node is refused in one line', () => {
  test.each([
    ['0.10.48', false],
    ['18.20.4', false],
    ['20.11.1', false],
    ['20.12.0', true],
    ['21.0.0', true],
    ['26.10.0', true],
  ])('Node %s: may go on %s', async (node, allowed) => {
    const lines: string[] = []
    const process = { versions: { node }, exitCode: undefined as number | undefined, argv: [] }
    let started = false
    const main = () => {
      started = true
      return Promise.resolve(0)
    }
    vm.runInNewContext(readFileSync(BIN, 'utf8').replace(/^#!.*/, ''), {
      process,
      console: { error: (line: string) => lines.push(line) },
      require: (name: string) =>
        ({ fs: { existsSync: () => true }, module: {} })[name] ?? { main, realIo: () => null },
      __dirname: '/renew/bin',
      __filename: '/renew/bin/renew.js',
    })
    expect(started).toBe(allowed)
    // A program that never ends has not succeeded.
    expect(process.exitCode).toBe(allowed ? 70 : 1)
    await pause(0)
    expect(process.exitCode).toBe(allowed ? 0 : 1)
    expect(lines).toEqual(
      allowed ? [] : [`renew needs Node 20.12 or newer; this is Node ${node}: https://nodejs.org`],
    )
  })
})

describe.skipIf(process.platform === 'win32')('a start without dist/', () => {
  let clone: Clone
  const start = () => clone.run('node', ['bin/renew.js', '--version'])
  const answer = { code: 0, out: `${version}\n` }

  beforeEach(() => {
    clone = new Clone({ node: process.execPath, npm: thisNpm() }, true)
  })
  afterEach(() => clone.remove())

  test('builds it, says so on stderr only, and is silent the next time', async () => {
    const first = await start()
    expect(first, first.err).toMatchObject(answer)
    expect(first.err).toMatch(/^renew: first start; building it once.*\n$/)
    expect(await start()).toEqual({ ...answer, err: '' })
  })

  test('six at once all answer, and only one builds', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, start))
    for (const said of all) expect(said, said.err).toMatchObject(answer)
    expect(all.filter(said => said.err.includes('first start'))).toHaveLength(1)
  })

  test('clears the lock of a build that was killed', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid
    mkdirSync(path.join(clone.folder, 'dist.lock'))
    writeFileSync(path.join(clone.folder, 'dist.lock', 'pid'), String(dead))
    const all = await Promise.all([start(), start(), start()])
    for (const said of all) expect(said, said.err).toMatchObject(answer)
    expect(all.filter(said => said.err.includes('first start'))).toHaveLength(1)
  })

  test('the next start repairs what a killed build left', async () => {
    for (const after of [40, 150, 250]) {
      const build = clone.start('node', ['bin/build.js'])
      await pause(after)
      build.kill('SIGKILL')
      const said = await start()
      expect(said, said.err).toMatchObject(answer)
    }
    const first = await clone.run('node', ['bin/build.js'])
    expect(first, first.err).toMatchObject({ code: 0 })
    expect(readdirSync(clone.folder).filter(name => name.startsWith('dist'))).toEqual(['dist'])
  })

  test('in a read-only folder says in one line what to do', async () => {
    const root = process.getuid?.() === 0
    if (!root) chmodSync(clone.folder, 0o555)
    const said = await clone.run('node', ['bin/renew.js'], root ? { uid: 65534, gid: 65534 } : {})
    if (!root) chmodSync(clone.folder, 0o755)
    expect(said.code).toBe(1)
    expect(said.err).toMatch(
      /^renew: not built yet, and .* cannot be written \(EACCES\)\..* npm run build\n$/,
    )
    expect(said.out).toBe('')
  })

  test('without a network says so, exits with 1 and tries again the next time', async () => {
    unlinkSync(path.join(clone.folder, 'node_modules'))
    Object.assign(clone.env, { npm_config_offline: 'true', npm_config_cache: path.join(clone.home, 'empty') })
    for (const said of [await start(), await start()]) {
      expect(said.code).toBe(1)
      expect(said.err).toMatch(/\nrenew: not built: `npm ci` failed\..*npm ci && npm run build\n$/)
      expect(said.out).toBe('')
    }
  }, 60_000)
})

test('help as a command shows the help of what it names, and refuses what is not a command', async () => {
  const script = await buildRenew()
  const home = path.join(newFolder(), 'home')
  for (const [argv, sameAs, usage] of [
    [['help'], ['--help'], 'Usage: renew [command]'],
    [['help', 'add'], ['add', '--help'], 'Usage: renew add '],
    [['help', 'channel', 'add'], ['channel', 'add', '--help'], 'Usage: renew channel add '],
    [['help', '--lang', 'zh'], ['--help', '--lang', 'zh'], '用法：renew [命令]'],
  ] as const) {
    const said = await run(script, home, argv)
    expect(said, argv.join(' ')).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout.startsWith(usage), said.stdout).toBe(true)
    expect(said.stdout).toBe((await run(script, home, sameAs)).stdout)
  }
  const unknown = await run(script, home, ['help', 'foo'])
  expect(unknown).toMatchObject({ code: 2, stdout: '' })
  expect(unknown.stderr).toMatch(/^renew: there is no command "foo"; [^\n]*renew --help\n$/)
  expect(existsSync(home)).toBe(false)
}, 60_000)

describe('npm run build', () => {
  test('leaves only files of the newest build, with the licences of the bundled packages', async () => {
    const clone = new Clone({ node: process.execPath, npm: thisNpm() }, true)
    try {
      mkdirSync(path.join(clone.folder, 'dist'))
      writeFileSync(path.join(clone.folder, 'dist', 'old-chunk.js'), '')
      const said = await clone.run('node', ['bin/build.js'])
      expect(said, said.err).toMatchObject({ code: 0 })
      const names = readdirSync(path.join(clone.folder, 'dist'))
      expect(names).toContain('main.js')
      expect(names).not.toContain('old-chunk.js')
      const licences = readFileSync(path.join(clone.folder, 'dist', 'THIRD-PARTY-LICENSES'), 'utf8')
      for (const name of ['commander', 'conf', 'date-fns'])
        expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
      expect(licences).not.toMatch(/^(ajv|semver|vitest) \d/m)
    } finally {
      clone.remove()
    }
  })
})
