import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { makeFolder } from '../storage/folders.ts'
import { LABEL, readPlist, renderPlist } from './launchd-plist.ts'
import { refuseOtherHome } from './other-home.ts'
import { PATIENCE, runSwitch } from './run-switch.ts'
import { pathsOf, type Timer, type TimerEntry, type TimerWorld } from './timer.ts'
import { userEnv } from './user-env.ts'

/**
 * A launchd agent of the user (§10). Its text is read by another program in the tests; **it was never run on a Mac yet**.
 * What a run prints goes nowhere.
 */
export const launchd: Timer = {
  async unavailable(world) {
    return world.platform === 'darwin' ? null : new RenewError('timer-wrong-platform', { kind: 'launchd' })
  },

  render: (plan, world) => [{ place: fileOf(world), text: renderPlist(plan) }],

  async read(world) {
    if (world.platform !== 'darwin') return null
    const text = await readOwn(fileOf(world))
    return text === null ? null : entryOf(text, await isLoaded(world))
  },

  async install(plan, world) {
    const reason = await launchd.unavailable(world)
    if (reason) throw reason
    const file = fileOf(world)
    const former = await readOwn(file)
    if (former !== null) refuseOtherHome('launchd', entryOf(former, null), plan, world)
    const text = renderPlist(plan)
    const loaded = await isLoaded(world)
    if (former === text && loaded) return 'unchanged'
    await replace(file, text)
    // launchd keeps the text it has read until the job is taken out.
    if (loaded) await launchctl(world, 'bootout', target(world)).catch(() => {})
    try {
      await launchctl(world, 'bootstrap', domain(world), file)
    } catch (error) {
      await (former === null ? rm(file, { force: true }) : replace(file, former))
      if (former !== null && loaded) await launchctl(world, 'bootstrap', domain(world), file).catch(() => {})
      throw error
    }
    return former === null ? 'installed' : 'repaired'
  },

  async remove(world) {
    if (world.platform !== 'darwin' || (await readOwn(fileOf(world))) === null) return 'absent'
    if (await isLoaded(world)) await launchctl(world, 'bootout', target(world))
    await rm(fileOf(world), { force: true })
    return 'removed'
  },

  surroundings: async () => ({ ...userEnv(), PATH: '/usr/bin:/bin:/usr/sbin:/sbin', SHELL: '/bin/sh' }),

  concerns: async () => ['while-logged-in', 'output-unseen'],
}

function entryOf(text: string, active: boolean | null): TimerEntry {
  const { env, node, script, times } = readPlist(text)
  return {
    text,
    paths: pathsOf({ node, script, env }),
    node,
    script,
    env,
    times,
    active,
    next: null,
    matches: plan => text === renderPlist(plan),
  }
}

function fileOf({ env }: TimerWorld): string {
  return `${env.HOME || homedir()}/Library/LaunchAgents/${LABEL}.plist`
}

const domain = (world: TimerWorld): string => `gui/${world.uid ?? 501}`
const target = (world: TimerWorld): string => `${domain(world)}/${LABEL}`

async function isLoaded(world: TimerWorld): Promise<boolean> {
  return (await world.run('launchctl', ['print', target(world)], { timeout: PATIENCE })).code === 0
}

function launchctl(world: TimerWorld, ...args: string[]): Promise<string> {
  return runSwitch('launchd', ['launchctl', ...args], world)
}

/** Our property list; the name is ours alone, so one of another hand is ours to repair. */
async function readOwn(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new RenewError('cannot-read', { file, code: error.code ?? 'EIO' })
  })
}

async function replace(file: string, text: string): Promise<void> {
  try {
    makeFolder(path.dirname(file))
    await writeFile(`${file}.new`, text, { flush: true, mode: 0o644 })
    await rename(`${file}.new`, file)
  } catch (error) {
    await rm(`${file}.new`, { force: true })
    throw new RenewError('cannot-write', { path: file, code: (error as NodeJS.ErrnoException).code ?? 'EIO' })
  }
}
