import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  readOurs,
  readUnits,
  refuseForeign,
  renderService,
  renderTimer,
  writeUnits,
} from '../../src/timers/systemd-units.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'
import { runProgram } from './real-run.ts'

describe('the units', () => {
  test('of a usual plan', () => {
    expect(
      renderService(planWith()),
    ).toBe(`# renew: written by "renew timer install", which writes it anew; do not edit
[Unit]
Description=renew: remind of documents that run out

[Service]
Type=oneshot
TimeoutStartSec=300
Environment=RENEW_HOME=/home/aliya/renew
Environment=TZ=Asia/Almaty
Environment=LC_CTYPE=C.UTF-8
ExecStart=/usr/bin/env /usr/bin/node /usr/lib/node_modules/renew-reminder/bin/renew.js remind --scheduled
`)
    expect(renderTimer()).toBe(`# renew: written by "renew timer install", which writes it anew; do not edit
[Unit]
Description=renew: look for reminders every hour

[Timer]
OnCalendar=hourly
Persistent=true
RandomizedDelaySec=300

[Install]
WantedBy=timers.target
`)
  })

  test.each([
    ['/a b', 'Environment="RENEW_HOME=/a b"', '"/a b"'],
    ['/100%', 'Environment="RENEW_HOME=/100%%"', '"/100%%"'],
    ['/$HOME', 'Environment="RENEW_HOME=/$HOME"', '"/$$HOME"'],
    ['/"\\', 'Environment="RENEW_HOME=/\\"\\\\"', '"/\\"\\\\"'],
    ['/;', 'Environment="RENEW_HOME=/;"', '"/;"'],
    ['/王', 'Environment="RENEW_HOME=/王"', '"/王"'],
  ])('hold %s', (value, environment, word) => {
    const service = renderService(planWith({ script: value, env: { RENEW_HOME: value } }))
    expect(service).toContain(`\n${environment}\n`)
    expect(service).toContain(`ExecStart=/usr/bin/env /usr/bin/node ${word} remind --scheduled\n`)
  })

  test('are read back as they were meant', () => {
    const text = fc.string({ unit: fc.constantFrom(...`ab '"%$\\;#{}=:é王🙂`), maxLength: 20 })
    fc.assert(
      fc.property(text, text, text, (node, script, home) => {
        const plan = planWith({
          node: `/${node}`,
          script: `/${script}`,
          env: { RENEW_HOME: home, TZ: 'UTC' },
        })
        const { times, ...read } = readUnits(renderService(plan), renderTimer())
        expect(read).toEqual({ node: plan.node, script: plan.script, env: plan.env })
        expect(times).toEqual(['*:00'])
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['of an earlier version are read', ['*-*-* 09:07:00', '*-*-* 13:07:00'], ['09:07', '13:07']],
    ['of another form are not taken for ours', ['*-*-* 09:07:00', 'Mon *-*-* 10:00'], []],
  ])('times %s', (_, calendars, times) => {
    const timer = renderTimer().replace(
      'OnCalendar=hourly',
      calendars.map(one => `OnCalendar=${one}`).join('\n'),
    )
    expect(readUnits('', timer)).toEqual({ env: {}, node: null, script: null, times })
  })
})

const analyze = existsSync('/usr/bin/systemd-analyze')

describe.skipIf(!analyze)(`systemd-analyze${analyze ? '' : ' (skipped: it is not installed)'}`, () => {
  test('accepts the units, whatever the paths', async () => {
    const folder = folderForTest()
    const plan = planWith({
      script: '/it\'s "100%" $HOME\\x;#/王.js',
      env: { RENEW_HOME: '/a b\\"%n$', TZ: 'UTC' },
    })
    writeFileSync(join(folder, 'renew.service'), renderService(plan))
    writeFileSync(join(folder, 'renew.timer'), renderTimer())
    const files = [join(folder, 'renew.service'), join(folder, 'renew.timer')]
    const { code, stdout, stderr } = await runProgram(
      'systemd-analyze',
      ['verify', '--user', '--man=no', ...files],
      {
        env: { XDG_RUNTIME_DIR: folder, HOME: folder },
      },
    )
    const ours = `${stdout}${stderr}`.split('\n').filter(line => /renew/.test(line))
    expect({ code, ours }).toEqual({ code: 0, ours: [] })
  })

  test('complains about a bad unit, so that the test above means something', async () => {
    const folder = folderForTest()
    const file = join(folder, 'renew.service')
    writeFileSync(file, renderService(planWith()).replace('TimeoutStartSec=300', 'TimeoutStartSec=soon'))
    const { stderr } = await runProgram('systemd-analyze', ['verify', '--user', '--man=no', file], {
      env: { XDG_RUNTIME_DIR: folder, HOME: folder },
    })
    expect(stderr).toMatch(/renew\.service.*TimeoutStartSec/)
  })

  test('understands the times', async () => {
    const { code, stdout } = await runProgram('systemd-analyze', ['calendar', 'hourly'])
    expect(code).toBe(0)
    expect(stdout).toContain('Normalized form: *-*-* *:00:00')
  })
})

describe('the files of the units', () => {
  const texts = { service: renderService(planWith()), timer: renderTimer() }
  const shows = (...paths: string[]) =>
    quietWorld({
      run: async () => ({
        code: 0,
        stdout: paths.map(path => `FragmentPath=${path}\n`).join(''),
        stderr: '',
        error: null,
      }),
    })

  test('are ours when they begin with our mark; one may be missing', async () => {
    const folder = join(folderForTest(), 'systemd', 'user')
    expect(await readOurs(folder)).toBeNull()
    await writeUnits(folder, texts)
    expect(await readOurs(folder)).toEqual(texts)
    await writeUnits(folder, { ...texts, timer: null })
    expect(await readOurs(folder)).toEqual({ ...texts, timer: null })
    await writeUnits(folder, { service: null, timer: texts.timer })
    expect(await readOurs(folder)).toEqual({ service: null, timer: texts.timer })
    await writeUnits(folder, null)
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'renew.service'), `\n${texts.service}`)
    expect(await readOurs(folder)).toBeNull()
  })

  test('are not replaced when another hand or a package made them', async () => {
    const folder = folderForTest()
    const [service, timer] = [join(folder, 'renew.service'), join(folder, 'renew.timer')]
    await expect(refuseForeign(folder, shows())).resolves.toBeUndefined()
    await writeUnits(folder, texts)
    await expect(refuseForeign(folder, shows(service, timer))).resolves.toBeUndefined()
    const packaged = '/usr/lib/systemd/user/renew.timer'
    for (const [change, file] of [
      [() => Promise.resolve(), packaged],
      [() => writeFile(timer, '[Timer]\n'), timer],
      [() => rm(timer).then(() => symlink('/dev/null', timer)), timer],
    ] as const) {
      await change()
      await expect(refuseForeign(folder, shows(service, packaged))).rejects.toMatchObject({
        code: 'timer-foreign-unit',
        values: { file },
      })
    }
  })
})
