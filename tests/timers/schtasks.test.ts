import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { schtasks } from '../../src/timers/schtasks.ts'
import { folderForTest, planWith, quietWorld } from './real-run.ts'

const plan = planWith({
  node: 'C:\\Program Files\\nodejs\\node.exe',
  script: 'C:\\Users\\Әлия\\AppData\\Roaming\\npm\\node_modules\\renew-reminder\\bin\\renew.js',
  env: { RENEW_HOME: 'D:\\my "cards" & 100%\\', TZ: 'Asia/Almaty' },
})

/** A stand-in for schtasks.exe: this was never run on Windows yet, so only our own steps are held here. */
function windows() {
  const folder = folderForTest()
  let task: string | null = null
  const state = { refuses: false }
  const world = quietWorld({
    platform: 'win32',
    uid: null,
    env: { USERPROFILE: folder, TEMP: folder },
    run: async (file, args) => {
      expect(file).toBe('schtasks')
      const failed = { code: 1, stdout: '', stderr: 'ERROR: Access is denied.\r\n', error: null }
      if (args[0] === '/Query') return task === null ? failed : { ...failed, code: 0, stdout: task }
      if (state.refuses) return failed
      // Windows shows a task without its mark, its empty lines doubled.
      if (args[0] === '/Create')
        task = readFileSync(args[4] ?? '', 'utf16le')
          .slice(1)
          .replaceAll('\r\n', '\r\r\n')
      if (args[0] === '/Delete') task = null
      return { code: 0, stdout: 'SUCCESS', stderr: '', error: null }
    },
  })
  return { world, state, task: () => task }
}

describe('a task of the Task Scheduler', () => {
  test('is installed, left alone, repaired and removed', async () => {
    const { world, task } = windows()
    expect(await schtasks.read(world)).toBeNull()
    expect(await schtasks.install(planWith({ ...plan, node: 'C:\\old\\node.exe' }), world)).toBe('installed')
    expect(await schtasks.install(plan, world)).toBe('repaired')
    expect(await schtasks.install(plan, world)).toBe('unchanged')
    expect(await schtasks.read(world)).toMatchObject({
      active: true,
      times: plan.times,
      env: plan.env,
      paths: [plan.node, plan.script, plan.env.RENEW_HOME],
    })
    expect(await schtasks.remove(world)).toBe('removed')
    expect(task()).toBeNull()
    expect(await schtasks.remove(world)).toBe('absent')
  })

  test('that Windows refuses is an error with its words', async () => {
    const { world, state } = windows()
    state.refuses = true
    await expect(schtasks.install(plan, world)).rejects.toMatchObject({
      code: 'timer-not-switched-on',
      values: { kind: 'schtasks', said: 'ERROR: Access is denied.', why: 'undone' },
    })
  })

  test('exists on Windows alone', async () => {
    expect(await schtasks.unavailable(quietWorld())).toMatchObject({ code: 'timer-wrong-platform' })
    await expect(schtasks.install(plan, quietWorld())).rejects.toMatchObject({ code: 'timer-wrong-platform' })
    expect(await schtasks.read(quietWorld())).toBeNull()
  })
})
