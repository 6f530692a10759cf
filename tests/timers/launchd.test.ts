import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LABEL, launchd, readPlist, renderPlist } from '../../src/timers/launchd.ts'
import { hourlyTimes } from '../../src/timers/timer.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'
import { runProgram } from './real-run.ts'

const plan = planWith()

describe('the property list', () => {
  test('of a usual plan', () => {
    expect(renderPlist(planWith())).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <!-- written by "renew timer install", which writes it anew; do not edit -->
      <plist version="1.0">
      <dict>
        <key>Label</key><string>renew-reminder.remind</string>
        <key>ProgramArguments</key>
        <array>
          <string>/usr/bin/node</string>
          <string>/usr/lib/node_modules/renew-reminder/bin/renew.js</string>
          <string>remind</string>
          <string>--scheduled</string>
        </array>
        <key>EnvironmentVariables</key>
        <dict>
          <key>RENEW_HOME</key><string>/home/aliya/renew</string>
          <key>TZ</key><string>Asia/Almaty</string>
          <key>LC_CTYPE</key><string>C.UTF-8</string>
        </dict>
        <key>StartCalendarInterval</key>
        <dict>
          <key>Minute</key><integer>7</integer>
        </dict>
        <key>RunAtLoad</key><true/>
        <key>ProcessType</key><string>Background</string>
      </dict>
      </plist>
      "
    `)
  })

  test('is read back as it was meant', () => {
    const text = fc.string({ unit: fc.constantFrom(...`ab '"%$\\;<>&é王🙂`), maxLength: 20 })
    fc.assert(
      fc.property(text, text, text, (node, script, home) => {
        const odd = planWith({ node: `/${node}`, script: `/${script}`, env: { RENEW_HOME: home, TZ: 'UTC' } })
        const { node: n, script: s, env } = odd
        expect(readPlist(renderPlist(odd))).toEqual({ node: n, script: s, env, times: hourlyTimes(7) })
      }),
    )
  })

  test('of an earlier version has its three times', () => {
    const time = (hour: number) =>
      `<dict><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>7</integer></dict>`
    const old = renderPlist(plan).replace(
      /(<key>StartCalendarInterval<\/key>\s*)<dict>.*?<\/dict>/s,
      `$1<array>${[9, 13, 18].map(time).join('')}</array>`,
    )
    expect(readPlist(old).times).toEqual(['09:07', '13:07', '18:07'])
  })

  test('of another form is not guessed at', () => {
    expect(readPlist('bplist00…')).toEqual({ node: null, script: null, env: {}, times: [] })
  })
})

const readers = [
  ['python3', '-c', 'import json,plistlib,sys;print(json.dumps(plistlib.load(open(sys.argv[1],"rb"))))'],
  ['plutil', '-convert', 'json', '-o', '-'],
] as const
const reader = readers.find(([program]) => spawnSync(program, ['--help']).status === 0)

describe.skipIf(!reader)(
  `another reader of property lists${reader ? '' : ' (skipped: there is none)'}`,
  () => {
    test('understands it, whatever the paths', async () => {
      const file = join(folderForTest(), 'agent.plist')
      const odd = planWith({
        node: '/a <b> & "c"/node',
        env: { RENEW_HOME: "/it's 100%/王🙂", TZ: 'Asia/Almaty' },
      })
      writeFileSync(file, renderPlist(odd))
      const [program = '', ...args] = reader ?? []
      const { stdout } = await runProgram(program, [...args, file])
      expect(JSON.parse(stdout)).toEqual({
        Label: LABEL,
        ProgramArguments: [odd.node, odd.script, 'remind', '--scheduled'],
        EnvironmentVariables: odd.env,
        StartCalendarInterval: { Minute: 7 },
        RunAtLoad: true,
        ProcessType: 'Background',
      })
    })
  },
)

const hasPlistutil = spawnSync('plistutil', ['--version']).status === 0

describe.skipIf(!hasPlistutil)(`plistutil${hasPlistutil ? '' : ' (skipped: it is not installed)'}`, () => {
  test('takes it, and gives the same entry back from its binary form, whatever the paths', async () => {
    const folder = folderForTest()
    const odd = planWith({
      node: '/a <b> & "c"/node',
      script: "/it's 100%/$HOME/renew.js",
      env: { RENEW_HOME: '/王🙂 ]]>', TZ: 'Asia/Almaty' },
    })
    const [text, binary, back] = ['text', 'binary', 'back'].map(name => join(folder, `${name}.plist`))
    writeFileSync(text!, renderPlist(odd))
    expect(await runProgram('plistutil', ['-i', text!, '-o', binary!, '-f', 'bin'])).toMatchObject({
      code: 0,
    })
    expect(readFileSync(binary!).subarray(0, 8).toString()).toBe('bplist00')
    expect(await runProgram('plistutil', ['-i', binary!, '-o', back!, '-f', 'xml'])).toMatchObject({
      code: 0,
    })
    const { node, script, env } = odd
    expect(readPlist(readFileSync(back!, 'utf8'))).toEqual({ node, script, env, times: hourlyTimes(7) })
  })

  test('complains about a bad list, so that the test above means something', async () => {
    const file = join(folderForTest(), 'agent.plist')
    writeFileSync(file, renderPlist(planWith()).replace('</array>', ''))
    // It says so, still exits with 0, and writes nothing.
    await runProgram('plistutil', ['-i', file, '-f', 'bin', '-o', `${file}.bin`])
    expect(existsSync(`${file}.bin`)).toBe(false)
  })
})

/** A stand-in for launchctl: this was never run on a Mac yet, so only our own steps are held here. */
function mac({ refuses = '' } = {}) {
  const folder = folderForTest()
  const calls: string[] = []
  let loaded: string | null = null
  const world = quietWorld({
    platform: 'darwin',
    uid: 501,
    env: { HOME: folder },
    run: async (file, args) => {
      calls.push([file, ...args].join(' ').replaceAll(folder, '~'))
      const failed = { code: 1, stdout: '', stderr: 'Bootstrap failed: 5: Input/output error\n', error: null }
      if (args[0] === refuses) return failed
      if (args[0] === 'print' && loaded === null) return failed
      if (args[0] === 'bootstrap') loaded = readFileSync(args[2] ?? '', 'utf8')
      if (args[0] === 'bootout') loaded = null
      return { code: 0, stdout: '', stderr: '', error: null }
    },
  })
  const file = join(folder, 'Library/LaunchAgents', `${LABEL}.plist`)
  return { world, calls, file, loaded: () => loaded }
}

describe('a launchd agent', () => {
  test('is installed, left alone, updated and removed', async () => {
    const { world, calls, file, loaded } = mac()
    expect(await launchd.read(world)).toBeNull()
    expect(await launchd.install(planWith({ node: '/old/node' }), world)).toBe('installed')
    expect(await launchd.install(plan, world)).toBe('updated')
    expect(loaded()).toBe(renderPlist(plan))
    expect(calls).toContain(`launchctl bootout gui/501/${LABEL}`)
    calls.length = 0
    expect(await launchd.install(plan, world)).toBe('unchanged')
    expect(calls).toEqual([`launchctl print gui/501/${LABEL}`])
    const installed = await launchd.read(world)
    expect(installed).toMatchObject({ active: true, times: hourlyTimes(7), env: plan.env })
    expect(installed?.matches(plan)).toBe(true)
    expect(await launchd.remove(world)).toBe('removed')
    expect([existsSync(file), loaded()]).toEqual([false, null])
    expect(await launchd.remove(world)).toBe('absent')
  })

  test('that launchd refuses leaves nothing behind', async () => {
    const { world, file } = mac({ refuses: 'bootstrap' })
    await expect(launchd.install(plan, world)).rejects.toMatchObject({
      code: 'timer-not-switched-on',
      values: { kind: 'launchd', why: 'undone', said: expect.stringContaining('Bootstrap failed') },
    })
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(join(file, '..'))).toEqual([])
  })

  test('that is not loaded any more is repaired', async () => {
    const { world, file } = mac()
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, renderPlist(plan))
    expect(await launchd.read(world)).toMatchObject({ active: false })
    expect(await launchd.install(plan, world)).toBe('updated')
  })

  test('exists on macOS alone', async () => {
    expect(await launchd.unavailable(quietWorld())).toMatchObject({ code: 'timer-wrong-platform' })
    await expect(launchd.install(plan, quietWorld())).rejects.toMatchObject({ code: 'timer-wrong-platform' })
    expect(await launchd.read(quietWorld())).toBeNull()
    expect(await launchd.remove(quietWorld())).toBe('absent')
  })

  test.each([
    [1000, 'gui/1000'],
    [null, 'gui/501'],
  ])('of the user %s is in the domain %s', async (uid, domain) => {
    const { world, calls } = mac()
    await launchd.install(plan, { ...world, uid })
    expect(calls).toContain(`launchctl bootstrap ${domain} ~/Library/LaunchAgents/${LABEL}.plist`)
  })
})
