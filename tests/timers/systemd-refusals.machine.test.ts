import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemd } from '../../src/timers/systemd.ts'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'
import { useUserManager, whyNoUserManager } from './user-manager.ts'

const plan = planWith()
const STATE = '--property=UnitFileState,ActiveState'
const reason = whyNoUserManager()

describe.skipIf(reason)(`a real systemd user manager${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const manager = useUserManager()

  /** The world, in which so many systemctl calls with a word fail, after so many that do not. */
  const failing = (word: string, times = 1, after = 0): TimerWorld => {
    let call = 0
    return {
      ...manager.world,
      run: async (file, args, options) => {
        if (args.includes(word)) call += 1
        if (!args.includes(word) || call <= after || call > after + times)
          return manager.world.run(file, args, options)
        return { code: 1, stdout: '', stderr: `Failed to ${word}: on purpose\n`, error: null }
      },
    }
  }

  test.each(['daemon-reload', 'enable', 'restart', STATE])(
    'a first installation whose %s fails leaves nothing behind',
    async verb => {
      await expect(systemd.install(plan, failing(verb))).rejects.toMatchObject({
        code: 'timer-not-switched-on',
        values: { kind: 'systemd', why: 'undone' },
      })
      expect(readdirSync(manager.units).filter(name => /^renew/.test(name))).toEqual([])
      expect(await manager.show('renew.timer', 'LoadState')).toBe('not-found')
      expect(await systemd.read(manager.world)).toBeNull()
    },
  )

  test.each(['enable', 'restart', STATE])(
    'a repair whose %s fails brings the former timer back, with its times',
    async verb => {
      await systemd.install(plan, manager.world)
      await manager.schedule('09:07')
      const before = [manager.unit('renew.service'), manager.unit('renew.timer')]
      const other = planWith({ node: '/other/node' })
      // The state is asked before and after.
      const broken = failing(verb, 1, verb === STATE ? 1 : 0)
      await expect(systemd.install(other, broken)).rejects.toMatchObject({ values: { why: 'undone' } })
      expect([manager.unit('renew.service'), manager.unit('renew.timer')]).toEqual(before)
      expect(await systemd.read(manager.world)).toMatchObject({
        node: plan.node,
        env: plan.env,
        times: ['09:07'],
        active: true,
      })
      const calendar = await manager.show('renew.timer', 'TimersCalendar')
      expect(calendar).toContain('09:07:00')
      expect(calendar).not.toContain('*:00:00')
    },
  )

  test('a failed repair of a timer that was switched off leaves it off', async () => {
    await systemd.install(plan, manager.world)
    await manager.world.run('systemctl', ['--user', 'disable', '--now', 'renew.timer'])
    const broken = failing(STATE, 1, 1)
    await expect(systemd.install(plan, broken)).rejects.toMatchObject({ values: { why: 'undone' } })
    expect(await systemd.read(manager.world)).toMatchObject({ active: false })
  })

  test('a change that could not be reverted is not reported as reverted', async () => {
    const error = await systemd.install(plan, failing('daemon-reload', 2)).catch(error => error)
    expect(error).toMatchObject({
      code: 'timer-not-switched-on',
      values: {
        command: 'systemctl --user daemon-reload',
        said: 'Failed to daemon-reload: on purpose',
        why: 'half-done',
      },
    })
  })

  test('a unit of that name which renew did not write is refused and kept', async () => {
    mkdirSync(manager.units, { recursive: true })
    for (const name of ['renew.timer', 'renew.service']) {
      writeFileSync(join(manager.units, name), '[Unit]\nDescription=mine\n')
      await expect(systemd.install(plan, manager.world)).rejects.toMatchObject({
        code: 'timer-foreign-unit',
        values: { file: join(manager.units, name) },
      })
      expect(manager.unit(name)).toBe('[Unit]\nDescription=mine\n')
      expect(await systemd.read(manager.world)).toBeNull()
      expect(await systemd.remove(manager.world)).toBe('absent')
      expect(manager.unit(name)).toBe('[Unit]\nDescription=mine\n')
      rmSync(join(manager.units, name))
    }
    symlinkSync('/dev/null', join(manager.units, 'renew.timer'))
    await expect(systemd.install(plan, manager.world)).rejects.toMatchObject({ code: 'timer-foreign-unit' })
  })

  test('one that came with a package is refused too', async () => {
    const packaged = join(manager.folder, 'home/.local/share/systemd/user/renew.service')
    mkdirSync(dirname(packaged), { recursive: true })
    writeFileSync(packaged, '[Service]\nExecStart=/bin/true\n')
    await manager.world.run('systemctl', ['--user', 'daemon-reload'])
    await expect(systemd.install(plan, manager.world)).rejects.toMatchObject({ values: { file: packaged } })
    rmSync(packaged)
  })
})

describe('where no user manager answers', () => {
  const finished = { code: 1, stdout: '', stderr: '', error: null }

  test.each([
    [
      { ...finished, stderr: 'System has not been booted with systemd as init system (PID 1).' },
      'System has not',
    ],
    [{ ...finished, stderr: 'Failed to connect to bus: No medium found' }, 'Failed to connect'],
    [{ ...finished, code: null, error: 'ENOENT' }, 'ENOENT'],
    [{ ...finished, code: null, error: 'TIMEOUT' }, 'TIMEOUT'],
    [{ ...finished, code: 0, stdout: 'a program of the same name' }, 'a program'],
  ])('nothing is installed: %o', async (answer, said) => {
    const folder = folderForTest()
    const world = quietWorld({ env: { HOME: folder }, run: async () => answer })
    const unreachable = { code: 'systemd-unreachable', values: { said: expect.stringContaining(said) } }
    expect(await systemd.unavailable(world)).toMatchObject(unreachable)
    await expect(systemd.install(plan, world)).rejects.toMatchObject(unreachable)
    expect(readdirSync(folder)).toEqual([])
  })

  test('there is none on other systems', async () => {
    const world = quietWorld({ platform: 'darwin' })
    expect(await systemd.unavailable(world)).toMatchObject({ code: 'timer-wrong-platform' })
    expect(await systemd.read(world)).toBeNull()
  })

  test('its services get what the manager has, and without an answer at least a PATH', async () => {
    const answering = (answer: Partial<typeof finished>) =>
      systemd.daemonEnv(quietWorld({ run: async () => ({ ...finished, code: 0, ...answer }) }))
    const stdout =
      "PATH=/usr/bin:/bin\nDBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus\nODD=$'it\\'s a b'\n"
    expect(await answering({ stdout })).toMatchObject({
      PATH: '/usr/bin:/bin',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
      ODD: "it's a b",
    })
    expect(await answering({ code: 1 })).toMatchObject({ PATH: '/usr/local/bin:/usr/bin:/bin' })
  })

  test('lingering is asked of logind, and only suggested', async () => {
    const linger = (answer: Partial<typeof finished>) =>
      systemd.warnings(
        quietWorld({
          run: async (file, args) => {
            expect([file, args[0], args[1]]).toEqual(['loginctl', 'show-user', '1000'])
            return { ...finished, code: 0, ...answer }
          },
        }),
      )
    expect(await linger({ stdout: 'Linger=yes\n' })).toEqual(['output-unseen'])
    expect(await linger({ stdout: 'Linger=no\n' })).toEqual(['no-linger', 'output-unseen'])
    expect(
      await linger({ code: 1, stderr: 'Failed to get user: User ID 1000 is not logged in or lingering' }),
    ).toEqual(['no-linger', 'output-unseen'])
    expect(await linger({ code: 1, stderr: 'Failed to connect to bus' })).toEqual(['output-unseen'])
  })
})
