import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { runProgram } from './real-run.ts'

const MANAGER = '/lib/systemd/systemd'

/**
 * Why no systemd user manager can be started in tests here, or null. It is started in a mount namespace of its own with its
 * own `/run` and home, so that it meets neither the machine's systemd nor the units of whoever runs the tests.
 */
export function whyNoUserManager(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root, to start a user manager of its own'
  if (!existsSync(MANAGER)) return 'needs systemd'
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0) return 'needs mount namespaces'
  return null
}

/** A running user manager and the world in which `systemctl --user` reaches it. */
export interface UserManager {
  world: TimerWorld
  stop(): Promise<void>
}

/** @throws Error when it does not come up: that is no reason to skip */
export async function startUserManager(folder: string): Promise<UserManager> {
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
  const run: TimerWorld['run'] = (file, args, options) => {
    const inside = Object.entries(setting).map(([name, value]) => `${name}=${value}`)
    const words = ['-t', String(manager.pid), '--mount', 'env', '-i', ...inside, file, ...args]
    return runProgram('nsenter', words, options)
  }
  const world: TimerWorld = { env: { HOME: home }, platform: 'linux', uid: 0, run }
  for (let tries = 0; tries < 100; tries += 1) {
    if (/^(running|degraded)/.test((await run('systemctl', ['--user', 'is-system-running'])).stdout)) {
      return { world, stop: () => stop(manager, run) }
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
