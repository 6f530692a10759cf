import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, builtHome, run, runWell } from '../built-program.ts'
import { newFolder } from '../folders.ts'

/** Mounts a file system that never answers on the folder given first, and runs the rest there. */
const DEAD_MOUNT = `
import ctypes, os, subprocess, sys
point = sys.argv[1]
fuse = os.open('/dev/fuse', os.O_RDWR)
options = b'fd=%d,rootmode=40000,user_id=0,group_id=0' % fuse
if ctypes.CDLL(None).mount(b'dead', point.encode(), b'fuse', 0, options) != 0: sys.exit(99)
sys.exit(subprocess.call(sys.argv[2:]))
`
const wrapFor = (folder: string) => ['unshare', '-m', 'python3', '-c', DEAD_MOUNT, folder]

function canMount(): boolean {
  const [file, ...args] = wrapFor(newFolder())
  return process.getuid?.() === 0 && spawnSync(file!, [...args, 'true']).status === 0
}

describe.runIf(canMount())('a mount that never answers (needs root, FUSE and Python)', () => {
  let script: string
  beforeAll(async () => {
    script = await buildRenew()
  }, 60_000)

  /** A home with a document that is due, and a program that keeps what it is sent. */
  async function dueHome() {
    const home = builtHome()
    const out = path.join(newFolder(), 'out')
    const program = path.join(newFolder(), 'tell')
    writeFileSync(program, `#!/bin/sh\n/bin/cat >> ${out}\n`, { mode: 0o755 })
    const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
    await runWell(script, home, ['add', 'me', '--expires', '2026-12-31'], { env })
    return { home, out, env, program }
  }

  test.each<[string, (file: string) => string[]]>([
    ['program', file => ['command', '--run', file]],
    ['secret', file => ['ntfy', '--topic', 'cards', '--token', `file:${file}`]],
    ['program of a secret', file => ['ntfy', '--topic', 'cards', '--token', `cmd:${file}`]],
    ['authority', file => ['webhook', '--url', 'https://127.0.0.1:9/', '--ca', file]],
    ['program of Apprise', file => ['apprise', '--urls', 'json://127.0.0.1:9', '--run', file]],
  ])(
    'with the %s of a channel holds up no other channel, and doctor names it',
    async (_, settings) => {
      const { home, out, env, program } = await dueHome()
      const dead = newFolder()
      const add = ['channel', 'add', '--no-test', '--name']
      await runWell(script, home, [...add, 'good', 'command', '--run', program])
      await runWell(script, home, [...add, 'bad', ...settings(path.join(dead, 'file'))])
      const how = { env, wrap: wrapFor(dead) }
      const { code, stderr } = await run(script, home, ['remind', '--scheduled'], how)
      expect([code, existsSync(out) && readFileSync(out, 'utf8')]).toEqual([
        4,
        expect.stringContaining('"me"'),
      ])
      expect(stderr).toMatch(/bad failed \(.*file does not answer/)
      expect((await run(script, home, ['doctor'], how)).stdout).toMatch(/bad.*file does not answer/)
    },
    120_000,
  )

  const missing = path.join(newFolder(), 'missing')
  test.each<[string, (dead: string) => string, string[], RegExp]>([
    ['before', dead => `${dead}:/usr/bin:/bin`, ['desktop'], /bad failed/],
    ['after', dead => `/usr/bin:/bin:${dead}`, ['command', '--run', missing], /127.*no-such-program/],
  ])(
    'in PATH %s the folders that have programs holds up no other channel',
    async (_, pathWith, settings, why) => {
      writeFileSync(missing, '#!/bin/sh\necho no-such-program >&2\nexit 127\n', { mode: 0o755 })
      const { home, out, env, program } = await dueHome()
      const dead = newFolder()
      const add = ['channel', 'add', '--no-test', '--name']
      await runWell(script, home, [...add, 'good', 'command', '--run', program])
      await runWell(script, home, [...add, 'bad', ...settings])
      const how = { env: { ...env, PATH: pathWith(dead) }, wrap: wrapFor(dead) }
      const { code, stderr } = await run(script, home, ['remind', '--scheduled'], how)
      expect([code, existsSync(out) && readFileSync(out, 'utf8')]).toEqual([
        4,
        expect.stringContaining('"me"'),
      ])
      expect(stderr).toMatch(why)
    },
    120_000,
  )
})
