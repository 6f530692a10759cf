import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTask, renderTask, schtasks, toTaskFile } from '../../src/timers/schtasks.ts'
import { hourlyTimes } from '../../src/timers/timer.ts'
import { elementTexts } from '../../src/timers/xml-text.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'

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
  test('is installed, left alone, updated and removed', async () => {
    const { world, task } = windows()
    expect(await schtasks.read(world)).toBeNull()
    expect(await schtasks.install(planWith({ ...plan, node: 'C:\\old\\node.exe' }), world)).toBe('installed')
    expect(await schtasks.install(plan, world)).toBe('updated')
    expect(await schtasks.install(plan, world)).toBe('unchanged')
    expect(await schtasks.read(world)).toMatchObject({
      active: true,
      times: hourlyTimes(7),
      env: plan.env,
      node: plan.node,
      script: plan.script,
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

describe('the task', () => {
  test('of a usual plan', () => {
    expect(renderTask(plan).replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-16"?>
      <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
        <RegistrationInfo>
          <Description>renew: look for reminders every hour</Description>
        </RegistrationInfo>
        <Triggers>
          <TimeTrigger>
            <Repetition><Interval>PT1H</Interval></Repetition>
            <StartBoundary>2024-01-01T00:07:00</StartBoundary>
            <Enabled>true</Enabled>
          </TimeTrigger>
        </Triggers>
        <Principals>
          <Principal id="Author">
            <LogonType>InteractiveToken</LogonType>
            <RunLevel>LeastPrivilege</RunLevel>
          </Principal>
        </Principals>
        <Settings>
          <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
          <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
          <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
          <AllowHardTerminate>true</AllowHardTerminate>
          <StartWhenAvailable>true</StartWhenAvailable>
          <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
          <AllowStartOnDemand>true</AllowStartOnDemand>
          <Enabled>true</Enabled>
          <RunOnlyIfIdle>false</RunOnlyIfIdle>
          <WakeToRun>false</WakeToRun>
          <ExecutionTimeLimit>PT5M</ExecutionTimeLimit>
          <Priority>7</Priority>
        </Settings>
        <Actions Context="Author">
          <Exec>
            <Command>C:\\Program Files\\nodejs\\node.exe</Command>
            <Arguments>-e &quot;Object.assign(process.env,{\\&quot;RENEW_HOME\\&quot;:\\&quot;D:\\\\my \\\\\\&quot;cards\\\\\\&quot; &amp; 100\\u0025\\\\\\\\\\&quot;,\\&quot;TZ\\&quot;:\\&quot;Asia/Almaty\\&quot;});process.argv.splice(1,0,\\&quot;C:\\\\Users\\\\\\u04d8\\u043b\\u0438\\u044f\\\\AppData\\\\Roaming\\\\npm\\\\node_modules\\\\renew-reminder\\\\bin\\\\renew.js\\&quot;);require(\\&quot;C:\\\\Users\\\\\\u04d8\\u043b\\u0438\\u044f\\\\AppData\\\\Roaming\\\\npm\\\\node_modules\\\\renew-reminder\\\\bin\\\\renew.js\\&quot;)&quot; remind --scheduled</Arguments>
          </Exec>
        </Actions>
      </Task>
      "
    `)
  })

  test('has Windows line ends, and a file of it is UTF-16, little end first, with its mark', () => {
    expect(renderTask(plan)).not.toMatch(/[^\r]\n/)
    const bytes = toTaskFile(renderTask(plan))
    expect([...bytes.subarray(0, 6)]).toEqual([0xff, 0xfe, 0x3c, 0, 0x3f, 0])
    expect(bytes.subarray(2).toString('utf16le')).toBe(renderTask(plan))
  })

  test('is read back as it was meant', () => {
    const text = fc.string({ unit: fc.constantFrom(...`ab '"%$\\;<>&é王🙂`), maxLength: 20 })
    fc.assert(
      fc.property(text, text, text, (node, script, home) => {
        const odd = planWith({
          node: `C:\\${node}`,
          script: `C:\\${script}`,
          env: { RENEW_HOME: home, TZ: 'UTC' },
        })
        const { node: n, script: s, env } = odd
        expect(readTask(renderTask(odd))).toEqual({ node: n, script: s, env, times: hourlyTimes(7) })
      }),
      { numRuns: 500 },
    )
  })

  test('holds nothing in its arguments that the scheduler or a code page would change', () => {
    const odd = planWith({ script: 'C:\\100%\\$(Arg0)\\王🙂.js', env: { RENEW_HOME: 'D:\\Әлия' } })
    expect(elementTexts(renderTask(odd), 'Arguments')[0]).toMatch(/^[ -#&-~]+$/)
  })
})
