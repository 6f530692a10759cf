import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { systemd } from '../../src/timers/systemd.ts'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { runProgram } from './real-run.ts'

const MANAGER = '/lib/systemd/systemd'

/**
 * Why no systemd user manager can be started in tests here, or null. It is started in a mount namespace of its own with its
 * own `/run` and home, so that it meets neither the machine's systemd nor the units of the user who runs the tests.
 */
export function whyNoUserManager(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root, to start a user manager of its own'
  if (!existsSync(MANAGER)) return 'needs systemd'
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0) return 'needs mount namespaces'
  return null
}

/** A running user manager and the world in which `systemctl --user` reaches it. */
interface Started {
  world: TimerWorld
  /** Words that run a command beside the manager. */
  inside: string[]
  stop(): Promise<void>
}

/** What the tests of one file see of their user manager. */
export interface UserManager {
  /** A folder of the test's own; the manager's home is in it. */
  folder: string
  /** Where the manager looks for the user's own units. */
  units: string
  world: TimerWorld
  /** The text of an installed unit. */
  unit(name: string): string
  /** A property of a unit, as the manager has it. */
  show(name: string, property: string): Promise<string>
  /** Changes the times of the installed timer, as an earlier version or an editor would have. */
  schedule(...times: string[]): Promise<void>
}

/** Starts a user manager for the tests of a `describe`, and cleans up after each. */
export function useUserManager(): UserManager {
  let started: Started
  const manager = {
    unit: name => readFileSync(join(manager.units, name), 'utf8'),
    async show(name, property) {
      return (await systemctl('show', name, '-p', property, '--value')).stdout.trim()
    },
    async schedule(...times) {
      const calendar = times.map(time => `OnCalendar=*-*-* ${time}:00`).join('\n')
      const file = join(manager.units, 'renew.timer')
      writeFileSync(file, manager.unit('renew.timer').replace('OnCalendar=hourly', calendar))
      await systemctl('daemon-reload')
      await systemctl('restart', 'renew.timer')
    },
  } as UserManager
  const systemctl = (...args: string[]) => manager.world.run('systemctl', ['--user', ...args])
  beforeAll(async () => {
    manager.folder = mkdtempSync(join(tmpdir(), 'renew-systemd-'))
    manager.units = join(manager.folder, 'home/.config/systemd/user')
    started = await startUserManager(manager.folder)
    manager.world = started.world
  })
  afterEach(async () => {
    await systemd.remove(manager.world)
    rmSync(manager.units, { recursive: true, force: true })
    await systemctl('daemon-reload')
  })
  afterAll(async () => {
    await started.stop()
    rmSync(manager.folder, { recursive: true, force: true })
  })
  return manager
}

/** @throws Error when it does not come up: that is no reason to skip */
export async function startUserManager(folder: string): Promise<Started> {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const setting = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    XDG_RUNTIME_DIR: '/run/user/0',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/0/bus',
  }
  const script = [
    'mount --make-rprivate / && mount -t tmpfs tmpfs /run',
    'mkdir -p /run/systemd/system /run/user/0 && chmod 700 /run/user/0',
    `exec ${MANAGER} --user --log-target=null`,
  ].join(' && ')
  const manager = spawn('unshare', ['--mount', 'sh', '-c', script], { env: setting, stdio: 'ignore' })
  const own = Object.entries(setting).map(([name, value]) => `${name}=${value}`)
  const inside = ['nsenter', '-t', String(manager.pid), '--mount', 'env', '-i', ...own]
  const run: TimerWorld['run'] = (file, args, options) =>
    runProgram(inside[0]!, [...inside.slice(1), file, ...args], options)
  const world: TimerWorld = { env: { HOME: home }, platform: 'linux', uid: 0, run }
  for (let tries = 0; tries < 100; tries += 1) {
    if (/^(running|degraded)/.test((await run('systemctl', ['--user', 'is-system-running'])).stdout)) {
      return { world, inside, stop: () => stop(manager, run) }
    }
    await wait(100)
  }
  manager.kill('SIGKILL')
  throw new Error('the user manager did not come up')
}

async function stop(manager: ChildProcess, run: TimerWorld['run']): Promise<void> {
  const ended = new Promise(resolve => manager.once('exit', resolve))
  await run('systemctl', ['--user', 'exit'])
  await Promise.race([ended, wait(3000)])
  if (manager.exitCode === null) manager.kill('SIGKILL')
}
