import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RenewError } from '../errors.ts'
import { refuseOtherHome } from './other-home.ts'
import { PATIENCE, runSwitch } from './run-switch.ts'
import { readTask, renderTask, TASK, toTaskFile } from './schtasks-xml.ts'
import { pathsOf, type Timer, type TimerEntry, type TimerPlan, type TimerWorld } from './timer.ts'

/**
 * A task of Windows' Task Scheduler (§10). Its text is checked by `xmllint` in the tests, and its command line by taking it
 * apart as Windows does; **it was never run on Windows yet**. What a run prints is shown to nobody.
 */
export const schtasks: Timer = {
  async unavailable(world) {
    return world.platform === 'win32' ? null : new RenewError('timer-wrong-platform', { kind: 'schtasks' })
  },

  render: plan => [{ place: `${TASK}.xml`, text: renderTask(plan) }],

  async read(world) {
    if (world.platform !== 'win32') return null
    const shown = await world.run('schtasks', ['/Query', '/TN', TASK, '/XML'], { timeout: PATIENCE })
    if (shown.code !== 0) return null
    return entryOf(shown.stdout)
  },

  async install(plan, world) {
    const reason = await schtasks.unavailable(world)
    if (reason) throw reason
    const former = await schtasks.read(world)
    if (former) refuseOtherHome('schtasks', former, plan, world)
    if (former?.matches(plan)) return 'unchanged'
    const folder = await mkdtemp(join(world.env.TEMP || tmpdir(), 'renew-task-'))
    try {
      const file = join(folder, 'task.xml')
      await writeFile(file, toTaskFile(renderTask(plan)))
      await run(world, '/Create', '/TN', TASK, '/XML', file, '/F')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return former ? 'repaired' : 'installed'
  },

  async remove(world) {
    if ((await schtasks.read(world)) === null) return 'absent'
    await run(world, '/Delete', '/TN', TASK, '/F')
    return 'removed'
  },

  // A task gets what a login gets.
  surroundings: async ({ env }) =>
    Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),

  concerns: async () => ['while-logged-in', 'output-unseen'],
}

/** Windows gives back its own form of the text, so what would run is compared, not the bytes. */
function entryOf(text: string): TimerEntry {
  const { env, node, script, times } = readTask(text)
  const what = (plan: Omit<TimerPlan, 'node' | 'script'> & { node: string | null; script: string | null }) =>
    JSON.stringify([plan.node, plan.script, Object.entries(plan.env).sort(), [...plan.times].sort()])
  return {
    text,
    paths: pathsOf({ node, script, env }),
    node,
    script,
    env,
    times,
    active: !/<Settings>.*<Enabled>false<.*<\/Settings>/s.test(text),
    next: null,
    matches: plan => what({ env, node, script, times }) === what(plan),
  }
}

function run(world: TimerWorld, ...args: string[]): Promise<string> {
  return runSwitch('schtasks', ['schtasks', ...args], world)
}
