import { homedir } from 'node:os'
import { RenewError } from '../errors.ts'
import type { Instant } from '../io/io.ts'
import { refuseOtherHome, userEnv } from './environment.ts'
import {
  readOurs,
  readUnits,
  refuseForeign,
  renderService,
  renderTimer,
  SERVICE,
  TIMER,
  type UnitTexts,
  writeUnits,
} from './systemd-units.ts'
import {
  askProgram,
  commandOutput,
  otherPlatform,
  runTimerCommand,
  type Timer,
  type TimerEntry,
  type TimerPlan,
  type TimerWorld,
} from './timer.ts'

/**
 * A systemd user timer (§10). The tests run it with a real user manager (systemd 252). What a run prints goes to the
 * journal, so it may not be seen.
 */
export const systemd: Timer = {
  minute: 0,

  async files(world) {
    const { folder } = await findFolder(world)
    return [SERVICE, TIMER].map(name => `${folder}/${name}`)
  },

  unavailable: async world => (await findFolder(world)).unreachable,

  render: (plan, world) => [
    { place: `${usualFolder(world)}/${SERVICE}`, text: renderService(plan) },
    { place: `${usualFolder(world)}/${TIMER}`, text: renderTimer(plan) },
  ],

  async read(world) {
    if (world.platform !== 'linux') return null
    const { folder, unreachable } = await findFolder(world)
    const texts = await readOurs(folder)
    if (texts === null) return null
    const active = unreachable ? null : await isSwitchedOn(world)
    return entryOf(texts, active, active ? await nextRun(world) : null)
  },

  async install(plan, world) {
    const { folder, unreachable } = await findFolder(world)
    if (unreachable) throw unreachable
    await refuseForeign(folder, world)
    const previous = await readOurs(folder)
    const texts = { service: renderService(plan), timer: renderTimer(plan) }
    if (previous) refuseOtherHome('systemd', entryOf(previous, null, null), plan, world)
    const same = previous?.service === texts.service && previous.timer === texts.timer
    const wasOn = previous !== null && (await isSwitchedOn(world))
    if (same && wasOn) return 'unchanged'
    try {
      if (!same) await writeUnits(folder, texts)
      await systemctl(world, 'daemon-reload')
      await systemctl(world, 'enable', TIMER)
      // A running timer takes new times only after a restart.
      await systemctl(world, 'restart', TIMER)
      if (!(await isSwitchedOn(world))) throw notSwitchedOn(`systemctl --user start ${TIMER}`, 'not active')
    } catch (error) {
      throw await rollBack(error, folder, wasOn, previous, world)
    }
    return previous ? 'updated' : 'installed'
  },

  async remove(world) {
    const { folder, unreachable } = await findFolder(world)
    if ((await readOurs(folder)) === null) return 'absent'
    if (unreachable) throw unreachable
    await systemctl(world, 'disable', '--now', TIMER)
    // Removes the time of the last run; systemd before 243 cannot.
    await systemctl(world, 'clean', '--what=state', TIMER).catch(() => {})
    await writeUnits(folder, null)
    await systemctl(world, 'daemon-reload')
    await systemctl(world, 'reset-failed', SERVICE).catch(() => {})
    return 'removed'
  },

  daemonEnv: async world => ({ ...userEnv(), ...(await managerVariables(world)) }),

  async warnings(world) {
    return (await isLingering(world)) === false ? ['no-linger', 'output-unseen'] : ['output-unseen']
  },
}

function entryOf(texts: UnitTexts, active: boolean | null, next: number | null): TimerEntry {
  const service = texts.service ?? ''
  const timer = texts.timer ?? ''
  return {
    ...readUnits(service, timer),
    text: [service, timer].filter(text => text !== '').join('\n'),
    active,
    next,
    matches: (plan: TimerPlan) => service === renderService(plan) && timer === renderTimer(plan),
  }
}

async function rollBack(
  error: unknown,
  folder: string,
  wasOn: boolean,
  previous: UnitTexts | null,
  world: TimerWorld,
): Promise<unknown> {
  if (!(error instanceof RenewError)) return error
  let whole = true
  const step = async (work: Promise<unknown>) => {
    await work.catch(() => {
      whole = false
    })
  }
  if (!wasOn) await systemctl(world, 'disable', '--now', TIMER).catch(() => {})
  await step(writeUnits(folder, previous))
  await step(systemctl(world, 'daemon-reload'))
  if (wasOn) await step(systemctl(world, 'restart', TIMER))
  if (error.code !== 'timer-not-switched-on') return error
  const { command, said } = error.values as { command: string; said: string }
  return new RenewError(
    'timer-not-switched-on',
    { kind: 'systemd', command, said, why: whole ? 'undone' : 'half-done' },
    { cause: error },
  )
}

function notSwitchedOn(command: string, said: string): RenewError {
  return new RenewError('timer-not-switched-on', { command, said, why: 'half-done' })
}

/**
 * Returns the folder for the user's units, and the error when the user manager does not answer: the usual folder, or if
 * the manager was started with another `HOME` or `XDG_CONFIG_HOME`, the first folder of its list that is neither
 * volatile nor for overrides.
 */
async function findFolder(world: TimerWorld): Promise<{ folder: string; unreachable: RenewError | null }> {
  const usual = usualFolder(world)
  const elsewhere = otherPlatform('systemd', 'linux', world)
  if (elsewhere) return { folder: usual, unreachable: elsewhere }
  const answer = await askProgram(world, 'systemctl', '--user', 'show', '--property=UnitPath')
  const folders = /^UnitPath=(.+)$/m.exec(answer.stdout)?.[1]?.split(' ')
  if (answer.code !== 0 || !folders)
    return {
      folder: usual,
      unreachable: new RenewError('systemd-unreachable', { said: commandOutput(answer) }),
    }
  if (folders.includes(usual)) return { folder: usual, unreachable: null }
  const lasting = folders.find(folder => folder.endsWith('/systemd/user') && !/^\/(run|etc)\//.test(folder))
  return { folder: lasting ?? usual, unreachable: null }
}

/** Returns `$XDG_CONFIG_HOME/systemd/user` (systemd.unit(5)). */
function usualFolder({ env }: TimerWorld): string {
  const config = env.XDG_CONFIG_HOME
  return `${config?.startsWith('/') ? config : `${env.HOME || homedir()}/.config`}/systemd/user`
}

function systemctl(world: TimerWorld, ...args: string[]): Promise<string> {
  return runTimerCommand('systemd', ['systemctl', '--user', ...args], world, false)
}

async function isSwitchedOn(world: TimerWorld): Promise<boolean> {
  const states = '--property=UnitFileState,ActiveState'
  const { stdout } = await askProgram(world, 'systemctl', '--user', 'show', TIMER, states)
  return /^UnitFileState=enabled$/m.test(stdout) && /^ActiveState=active$/m.test(stdout)
}

/** Returns the timer's next run as the bus has it; systemctl would print it in words of the locale. */
async function nextRun(world: TimerWorld): Promise<Instant | null> {
  const unit = '/org/freedesktop/systemd1/unit/renew_2etimer'
  const property = ['org.freedesktop.systemd1.Timer', 'NextElapseUSecRealtime']
  const args = ['--user', 'get-property', 'org.freedesktop.systemd1', unit, ...property]
  const { stdout } = await askProgram(world, 'busctl', ...args)
  const micros = Number(/^t (\d{15,17})$/.exec(stdout.trim())?.[1])
  return micros ? Math.floor(micros / 1000) : null
}

/** Whether the user's units run while the user is not logged in; null when logind does not say. */
async function isLingering(world: TimerWorld): Promise<boolean | null> {
  if (world.uid === null) return null
  const answer = await askProgram(world, 'loginctl', 'show-user', String(world.uid), '--property=Linger')
  if (/^Linger=yes$/m.test(answer.stdout)) return true
  if (/^Linger=no$/m.test(answer.stdout) || /not logged in or lingering/.test(answer.stderr)) return false
  return null
}

/** Returns the variables of the user manager's services; without an answer the minimum (systemd.exec(5)). */
async function managerVariables(world: TimerWorld): Promise<Record<string, string>> {
  const answer = await askProgram(world, 'systemctl', '--user', 'show-environment')
  const found = [...answer.stdout.matchAll(/^([A-Za-z_]\w*)=(.*)$/gm)]
  if (answer.code !== 0 || found.length === 0)
    return { PATH: '/usr/local/bin:/usr/bin:/bin', SHELL: '/bin/sh' }
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unquoted(value)]))
}

function unquoted(value: string): string {
  const inside = /^\$'(.*)'$/.exec(value)?.[1]
  return inside === undefined ? value : inside.replace(/\\(.)/g, '$1')
}
