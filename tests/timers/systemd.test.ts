import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemd } from '../../src/timers/systemd.ts'
import { renderService, renderTimer } from '../../src/timers/systemd-units.ts'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { folderForTest, planWith, quietWorld } from './real-run.ts'
import { startUserManager, type UserManager, whyNoUserManager } from './user-manager.ts'

const plan = planWith()
const STATE = '--property=UnitFileState,ActiveState'
const reason = whyNoUserManager()

describe.skipIf(reason)(`a real systemd user manager${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let folder = ''
  let manager: UserManager
  let units = ''
  let world: TimerWorld

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'renew-systemd-'))
    manager = await startUserManager(folder)
    world = manager.world
    units = join(folder, 'home/.config/systemd/user')
  })
  afterEach(async () => {
    await systemd.remove(world)
    rmSync(units, { recursive: true, force: true })
    await manager.world.run('systemctl', ['--user', 'daemon-reload'])
  })
  afterAll(async () => {
    await manager.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const unit = (name: string) => readFileSync(join(units, name), 'utf8')
  const show = async (name: string, property: string) =>
    (await world.run('systemctl', ['--user', 'show', name, '-p', property, '--value'])).stdout.trim()

  /** The world, with one systemctl call that fails. */
  const failing = (verb: string, times = 1): TimerWorld => {
    let left = times
    return {
      ...world,
      run: async (file, args, options) => {
        if (!args.includes(verb) || left === 0) return world.run(file, args, options)
        left -= 1
        return { code: 1, stdout: '', stderr: `Failed to ${verb}: on purpose\n`, error: null }
      },
    }
  }

  test('takes the timer, waits, and knows when it runs next', async () => {
    expect(await systemd.unavailable(world)).toBeNull()
    expect(await systemd.read(world)).toBeNull()
    expect(await systemd.install(plan, world)).toBe('installed')
    expect(unit('renew.service')).toBe(renderService(plan))
    expect(unit('renew.timer')).toBe(renderTimer(plan))
    expect(systemd.render(plan, world).map(({ place }) => place)).toEqual([
      join(units, 'renew.service'),
      join(units, 'renew.timer'),
    ])
    expect(await show('renew.timer', 'TimersCalendar')).toMatch(/18:07:00.*13:07:00.*09:07:00/s)
    expect(await show('renew.timer', 'Persistent')).toBe('yes')
    const installed = await systemd.read(world)
    expect(installed).toMatchObject({
      kind: 'systemd',
      active: true,
      times: plan.times,
      env: plan.env,
      paths: [plan.node, plan.script, '/home/aliya/renew'],
    })
    const hours = ((installed?.next ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0)
    expect(hours).toBeLessThan(15.2)
    expect(installed?.matches(plan)).toBe(true)
    expect(await systemd.install(plan, world)).toBe('unchanged')
  })

  test('goes without a trace', async () => {
    await systemd.install(plan, world)
    expect(await systemd.remove(world)).toBe('removed')
    expect(
      readdirSync(units).filter(name => existsSync(join(units, name, 'renew.timer')) || /^renew/.test(name)),
    ).toEqual([])
    expect(await show('renew.timer', 'LoadState')).toBe('not-found')
    expect(existsSync(join(folder, 'home/.local/share/systemd/timers/stamp-renew.timer'))).toBe(false)
    expect(await systemd.remove(world)).toBe('absent')
  })

  test('starts exactly what was meant, with exactly the variables that were meant', async () => {
    const odd = ['it\'s "100%" $HOME', '\\\\x\\', '$' + '{TZ} %n %%', ';', '# Әлия 王🙂', ' blank ']
    for (const [at, name] of odd.entries()) {
      const home = join(folder, 'odd', String(at), name)
      const node = join(home, name)
      mkdirSync(home, { recursive: true })
      writeFileSync(node, '#!/bin/sh\nprintf "%s\\0" "$0" "$@" "$RENEW_HOME" "$TZ" >"$RENEW_HOME/ran"\n', {
        mode: 0o755,
      })
      const script = `/not there/${name}/renew.js`
      expect(
        await systemd.install(planWith({ node, script, env: { RENEW_HOME: home, TZ: name } }), world),
      ).toMatch(/installed|repaired/)
      await world.run('systemctl', ['--user', 'start', 'renew.service'])
      expect(readFileSync(join(home, 'ran'), 'utf8').split('\0').slice(0, -1)).toEqual([
        node,
        script,
        'remind',
        '--scheduled',
        home,
        name,
      ])
    }
  })

  test('an old path and other times are repaired, and the waiting timer takes the new times', async () => {
    await systemd.install(planWith({ node: '/old/node', times: ['01:00', '05:00', '10:00'] }), world)
    expect((await systemd.read(world))?.matches(plan)).toBe(false)
    expect(await systemd.install(plan, world)).toBe('repaired')
    expect(unit('renew.service')).toBe(renderService(plan))
    expect(await show('renew.timer', 'TimersCalendar')).not.toContain('01:00:00')
    const minutes = new Date((await systemd.read(world))?.next ?? 0).getMinutes()
    expect(minutes).toBeGreaterThanOrEqual(7)
    expect(minutes).toBeLessThanOrEqual(12)
  })

  test('one that was switched off or lost a file is repaired', async () => {
    await systemd.install(plan, world)
    await world.run('systemctl', ['--user', 'disable', '--now', 'renew.timer'])
    expect(await systemd.read(world)).toMatchObject({ active: false, next: null })
    expect(await systemd.install(plan, world)).toBe('repaired')
    expect(await systemd.read(world)).toMatchObject({ active: true })
    rmSync(join(units, 'renew.service'))
    expect(await systemd.read(world)).toMatchObject({ paths: [] })
    expect(await systemd.install(plan, world)).toBe('repaired')
    expect((await systemd.read(world))?.matches(plan)).toBe(true)
  })

  test.each(['daemon-reload', 'enable', 'restart', STATE])(
    'a first installation whose %s fails leaves nothing behind',
    async verb => {
      await expect(systemd.install(plan, failing(verb))).rejects.toMatchObject({
        code: 'timer-not-switched-on',
        values: { kind: 'systemd', undone: true },
      })
      expect(readdirSync(units).filter(name => /^renew/.test(name))).toEqual([])
      expect(await show('renew.timer', 'LoadState')).toBe('not-found')
      expect(await systemd.read(world)).toBeNull()
    },
  )

  test('a failed repair brings the former timer back', async () => {
    await systemd.install(plan, world)
    const other = planWith({ times: ['01:00', '05:00', '10:00'] })
    await expect(systemd.install(other, failing('restart'))).rejects.toMatchObject({
      values: { undone: true },
    })
    const installed = await systemd.read(world)
    expect(installed?.matches(plan)).toBe(true)
    expect(installed?.active).toBe(true)
  })

  test('what could not be taken back is not called taken back', async () => {
    const error = await systemd.install(plan, failing('daemon-reload', 2)).catch(error => error)
    expect(error).toMatchObject({
      code: 'timer-not-switched-on',
      values: {
        command: 'systemctl --user daemon-reload',
        said: 'Failed to daemon-reload: on purpose',
        undone: false,
      },
    })
  })

  test('a unit of that name which renew did not write is refused and kept', async () => {
    mkdirSync(units, { recursive: true })
    for (const name of ['renew.timer', 'renew.service']) {
      writeFileSync(join(units, name), '[Unit]\nDescription=mine\n')
      await expect(systemd.install(plan, world)).rejects.toMatchObject({
        code: 'timer-foreign-unit',
        values: { file: join(units, name) },
      })
      expect(unit(name)).toBe('[Unit]\nDescription=mine\n')
      expect(await systemd.read(world)).toBeNull()
      expect(await systemd.remove(world)).toBe('absent')
      expect(unit(name)).toBe('[Unit]\nDescription=mine\n')
      rmSync(join(units, name))
    }
    symlinkSync('/dev/null', join(units, 'renew.timer'))
    await expect(systemd.install(plan, world)).rejects.toMatchObject({ code: 'timer-foreign-unit' })
  })

  test('one that came with a package is refused too', async () => {
    const packaged = join(folder, 'home/.local/share/systemd/user/renew.service')
    mkdirSync(dirname(packaged), { recursive: true })
    writeFileSync(packaged, '[Service]\nExecStart=/bin/true\n')
    await world.run('systemctl', ['--user', 'daemon-reload'])
    await expect(systemd.install(plan, world)).rejects.toMatchObject({ values: { file: packaged } })
    rmSync(packaged)
  })

  test('a unit kept as a link into a folder of dotfiles stays a link', async () => {
    await systemd.install(planWith({ node: '/old/node' }), world)
    for (const name of ['renew.service', 'renew.timer']) {
      writeFileSync(join(folder, name), unit(name))
      rmSync(join(units, name))
      symlinkSync(join(folder, name), join(units, name))
    }
    expect(await systemd.install(plan, world)).toBe('repaired')
    expect(readFileSync(join(folder, 'renew.service'), 'utf8')).toBe(renderService(plan))
    expect(await systemd.install(plan, world)).toBe('unchanged')
  })

  test('the units go where the manager looks, even when this shell has another home', async () => {
    const stranger = { ...world, env: { HOME: '/somewhere/else', XDG_CONFIG_HOME: '/yet/another' } }
    expect(await systemd.install(plan, stranger)).toBe('installed')
    expect(unit('renew.timer')).toBe(renderTimer(plan))
    expect(await systemd.read(stranger)).toMatchObject({ active: true })
    expect(await systemd.remove(stranger)).toBe('removed')
  })

  test('an entry for cards elsewhere is not taken over while they are there', async () => {
    const home = join(folder, 'office')
    mkdirSync(home)
    writeFileSync(join(home, 'cards.json'), '{}')
    await systemd.install(planWith({ env: { RENEW_HOME: home } }), world)
    await expect(systemd.install(plan, world)).rejects.toMatchObject({ code: 'timer-other-home' })
    rmSync(home, { recursive: true })
    expect(await systemd.install(plan, world)).toBe('repaired')
  })

  test('without the bus it can still be read, but not be removed', async () => {
    await systemd.install(plan, world)
    const away: TimerWorld = {
      ...world,
      run: async () => ({
        code: 1,
        stdout: '',
        stderr: 'Failed to connect to bus: No medium found\n',
        error: null,
      }),
    }
    expect(await systemd.read(away)).toMatchObject({
      text: expect.stringContaining('OnCalendar'),
      active: null,
    })
    await expect(systemd.remove(away)).rejects.toMatchObject({
      code: 'systemd-unreachable',
      values: { said: 'Failed to connect to bus: No medium found' },
    })
    expect(unit('renew.timer')).toBe(renderTimer(plan))
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

  test('lingering is asked of logind, and only suggested', async () => {
    const linger = (answer: Partial<typeof finished>) =>
      systemd.concerns(
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
