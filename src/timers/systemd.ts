import { RenewError } from '../errors.ts'
import { refuseOtherHome } from './other-home.ts'
import {
  askManager,
  isSwitchedOn,
  lingers,
  managerVariables,
  nextRun,
  systemctl,
  unitFolder,
  usualFolder,
} from './systemd-manager.ts'
import { readUnits, renderService, renderTimer, SERVICE, TIMER } from './systemd-units.ts'
import { pathsOf, type Timer, type TimerEntry, type TimerPlan, type TimerWorld } from './timer.ts'
import { putBack, readOurs, refuseForeign, type UnitTexts, writeUnits } from './unit-files.ts'
import { userEnv } from './user-env.ts'

/**
 * A systemd user timer (§10). Run by a real user manager (systemd 252) in the tests. What a run prints goes to the
 * journal, where nobody looks.
 */
export const systemd: Timer = {
  async unavailable(world) {
    const manager = await askManager(world)
    return manager instanceof RenewError ? manager : null
  },

  render: (plan, world) => [
    { place: `${usualFolder(world)}/${SERVICE}`, text: renderService(plan) },
    { place: `${usualFolder(world)}/${TIMER}`, text: renderTimer(plan) },
  ],

  async read(world) {
    if (world.platform !== 'linux') return null
    const manager = await askManager(world)
    const reachable = !(manager instanceof RenewError)
    const texts = await readOurs(reachable ? unitFolder(manager, world) : usualFolder(world))
    if (texts === null) return null
    const active = reachable ? await isSwitchedOn(world) : null
    return entryOf(texts, active, active ? await nextRun(world) : null)
  },

  async install(plan, world) {
    const manager = await askManager(world)
    if (manager instanceof RenewError) throw manager
    const folder = unitFolder(manager, world)
    await refuseForeign(folder, world)
    const former = await readOurs(folder)
    const wished = { service: renderService(plan), timer: renderTimer(plan) }
    if (former) refuseOtherHome('systemd', entryOf(former, null, null), plan, world)
    const same = former?.service === wished.service && former.timer === wished.timer
    const wasOn = former !== null && (await isSwitchedOn(world))
    if (same && wasOn) return 'unchanged'
    try {
      if (!same) await writeUnits(folder, wished)
      await systemctl(world, 'daemon-reload')
      await systemctl(world, 'enable', TIMER)
      // A timer that waits already takes its new times only when it is started anew.
      await systemctl(world, 'restart', TIMER)
      if (!(await isSwitchedOn(world))) throw notSwitchedOn(`systemctl --user start ${TIMER}`, 'not active')
    } catch (error) {
      throw await undone(error, folder, wasOn, former, world)
    }
    return former ? 'repaired' : 'installed'
  },

  async remove(world) {
    const manager = await askManager(world)
    const folder = manager instanceof RenewError ? usualFolder(world) : unitFolder(manager, world)
    if ((await readOurs(folder)) === null) return 'absent'
    if (manager instanceof RenewError) throw manager
    await systemctl(world, 'disable', '--now', TIMER)
    // The stamp of the last run; systemd before 243 cannot take it away.
    await systemctl(world, 'clean', '--what=state', TIMER).catch(() => {})
    await putBack(folder, null)
    await systemctl(world, 'daemon-reload')
    await systemctl(world, 'reset-failed', SERVICE).catch(() => {})
    return 'removed'
  },

  surroundings: async world => ({ ...userEnv(), ...(await managerVariables(world)) }),

  async concerns(world) {
    return (await lingers(world)) === false ? ['no-linger', 'output-unseen'] : ['output-unseen']
  },
}

function entryOf(texts: UnitTexts, active: boolean | null, next: number | null): TimerEntry {
  const service = texts.service ?? ''
  const timer = texts.timer ?? ''
  const { env, node, script, times } = readUnits(service, timer)
  return {
    text: [service, timer].filter(text => text !== '').join('\n'),
    paths: pathsOf({ node, script, env }),
    node,
    script,
    env,
    times,
    active,
    next,
    matches: (plan: TimerPlan) => service === renderService(plan) && timer === renderTimer(plan),
  }
}

/** Takes a half-done installation back, and says in the error whether that went well. */
async function undone(
  error: unknown,
  folder: string,
  wasOn: boolean,
  former: UnitTexts | null,
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
  await step(putBack(folder, former))
  await step(systemctl(world, 'daemon-reload'))
  if (wasOn) await step(systemctl(world, 'restart', TIMER))
  if (error.code !== 'timer-not-switched-on') return error
  const { command, said } = (error as RenewError<'timer-not-switched-on'>).values
  return new RenewError(
    'timer-not-switched-on',
    { kind: 'systemd', command, said, why: whole ? 'undone' : 'half-done' },
    { cause: error },
  )
}

function notSwitchedOn(command: string, said: string): RenewError {
  return new RenewError('timer-not-switched-on', { command, said, why: 'half-done' })
}
