import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop } from '../../src/channels/desktop.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { deliver } from '../../src/reminders/run.ts'
import { failing } from '../failures.ts'
import { reminderCard, runInput } from '../reminders/fixtures.ts'
import { message, world } from './fixtures.ts'

const runs = (file: string, ...args: string[]) => spawnSync(file, args).status === 0
const PYTHON = ['/usr/bin/python3', 'python3'].find(file => runs(file, '-c', 'from gi.repository import Gio'))
const hasNotifySend = runs('notify-send', '--version')
const hasBus = runs('dbus-daemon', '--version')

let folder: string
let bus: ChildProcess
let socket: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'renew-bus-'))
  socket = path.join(folder, 'bus')
  if (!hasBus) return
  const args = ['--session', '--nofork', '--nopidfile', `--address=unix:path=${socket}`, '--print-address=1']
  bus = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise(resolve => bus.stdout!.once('data', resolve))
})
afterAll(() => {
  bus?.kill()
  rmSync(folder, { recursive: true })
})

/** The bus is found where systemd puts it; nothing else is known, as in cron. */
const cron = () => world({ env: { XDG_RUNTIME_DIR: folder } })

describe.skipIf(!(hasBus && hasNotifySend && PYTHON))(
  'a real session bus with a notification daemon (needs dbus-daemon, notify-send, python3-gi)',
  () => {
    let daemon: ChildProcess
    let lines: Interface
    const shown: unknown[] = []
    beforeAll(async () => {
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` }
      const script = path.join(import.meta.dirname, 'notifications.py')
      daemon = spawn(PYTHON!, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
      lines = createInterface(daemon.stdout!)
      await new Promise<void>(ready => {
        lines.on('line', line => {
          const said = JSON.parse(line) as unknown
          if (said === 'ready') ready()
          else shown.push(said)
        })
      })
    })
    afterAll(() => {
      daemon?.kill()
    })

    test('shows the message, also when nothing but the runtime folder leads to the bus', async () => {
      shown.length = 0
      await desktop.send(message(), {}, cron())
      await expect
        .poll(() => shown)
        .toEqual([
          { app: 'renew', title: 'me: today is the last valid day', body: message().text, urgency: 2 },
        ])
    })

    test('shows the message on the bus the environment names', async () => {
      shown.length = 0
      const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`, XDG_RUNTIME_DIR: '/nowhere' }
      await desktop.send(message({ urgent: false }), {}, world({ env }))
      await expect.poll(() => shown, { timeout: 5000 }).toMatchObject([{ urgency: 1 }])
    })

    test('a name is text: no option, no markup, no escape, no shell', async () => {
      shown.length = 0
      const name = '--help $(id) <b>"x"</b> &amp; \\n \\x41 %s'
      await desktop.send(message({ title: name, text: `${name}\nsecond\u0007` }), {}, cron())
      await expect
        .poll(() => shown)
        .toMatchObject([
          {
            title: name,
            body: '--help $(id) &lt;b&gt;"x"&lt;/b&gt; &amp;amp; \\n \\x41 %s\nsecond\\x07',
          },
        ])
    })
  },
)

describe.skipIf(!hasNotifySend || process.platform !== 'linux')(
  'without a desktop (needs notify-send)',
  () => {
    test.skipIf(!hasBus)('a bus on which nobody shows notifications is a failure', async () => {
      const lonely = mkdtempSync(path.join(tmpdir(), 'renew-lonely-'))
      const address = `unix:path=${path.join(lonely, 'bus')}`
      const other = spawn('dbus-daemon', [
        '--session',
        '--nofork',
        '--nopidfile',
        `--address=${address}`,
        '--print-address=1',
      ])
      await new Promise(resolve => other.stdout!.once('data', resolve))
      const env = { DBUS_SESSION_BUS_ADDRESS: address }
      const error = await failing(desktop.send(message(), {}, world({ env })))
      other.kill()
      rmSync(lonely, { recursive: true })
      expect(error).toMatch(/org\.freedesktop\.Notifications/)
    })

    test('a bus that is gone is a failure', async () => {
      const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }
      expect(await failing(desktop.send(message(), {}, world({ env })))).toMatch(/connect/i)
    })
  },
)

describe.skipIf(process.platform !== 'linux')('on Linux', () => {
  test('no session bus: failed, still owed, and printed instead', async () => {
    const env = { XDG_RUNTIME_DIR: '/nowhere' }
    const outlet = await openChannel('desk', { kind: 'desktop', lang: null, settings: {} }, world({ env }))
    const printed: string[] = []
    const report = await deliver(
      runInput([reminderCard('2026-12-01')], [outlet], { print: ({ text }) => void printed.push(text) }),
    )
    expect(report).toMatchObject({
      delivered: [{ channel: 'stdout' }],
      failed: [{ channel: 'desk', error: { code: 'no-desktop' } }],
      owed: [{ channel: 'desk' }],
      complete: false,
    })
    expect(printed[0]).toContain('The channel "desk" failed: no desktop session is open')
  })

  test('without the program it is named', async () => {
    const { run } = world()
    const bare = world({
      env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' },
      run: (file, args, options) =>
        run(file, args, { ...options, env: { ...options?.env, PATH: '/nowhere' } }),
    })
    expect(await failing(desktop.send(message(), {}, bare))).toBe('notify-send is not installed')
  })
})

describe('elsewhere', () => {
  /** What would be run on another system. */
  async function called(platform: NodeJS.Platform, text: string) {
    let call: { file: string; args: readonly string[]; env: Record<string, string> } | undefined
    await desktop.send(
      message({ title: text, text }),
      {},
      world({
        platform,
        env: { SystemRoot: 'D:\\Windows' },
        run: async (file, args, options) => {
          call = { file, args, env: options?.env ?? {} }
          return { code: 0, stdout: '', stderr: '', error: null }
        },
      }),
    )
    return call!
  }
  const EVIL = '-e "; $(id) \' & display dialog'

  test('on macOS the texts are words of the script’s list, behind a word that ends the options', async () => {
    const { file, args } = await called('darwin', EVIL)
    expect(file).toBe('/usr/bin/osascript')
    expect(args.slice(-3)).toEqual(['renew', EVIL, EVIL])
    expect(args.slice(0, -3).join('\n')).not.toContain('dialog')
    expect(args.slice(0, -3).filter((_, n) => n % 2 === 0)).toEqual(['-e', '-e', '-e'])
  })

  test('on Windows they come in variables, and the script is always the same', async () => {
    const evil = await called('win32', EVIL)
    const plain = await called('win32', 'x')
    expect(evil.file).toBe('D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    expect(evil.args).toEqual(plain.args)
    expect(evil.env).toEqual({ RENEW_TITLE: EVIL, RENEW_TEXT: EVIL })
    const script = Buffer.from(evil.args.at(-1)!, 'base64').toString('utf16le')
    expect(script).toContain('$env:RENEW_TITLE')
    expect(script).toContain("$ErrorActionPreference = 'Stop'")
  })
})
