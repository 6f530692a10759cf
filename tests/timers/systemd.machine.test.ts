import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemd } from '../../src/timers/systemd.ts'
import { renderService, renderTimer } from '../../src/timers/systemd-units.ts'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { hourlyTimes } from '../../src/timers/timer.ts'
import { planWith } from './plans.ts'
import { useUserManager, whyNoUserManager } from './user-manager.ts'

const plan = planWith()
const reason = whyNoUserManager()

describe.skipIf(reason)(`a real systemd user manager${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const manager = useUserManager()

  test('takes the timer, waits, and knows when it runs next', async () => {
    expect(await systemd.unavailable(manager.world)).toBeNull()
    expect(await systemd.read(manager.world)).toBeNull()
    expect(await systemd.install(plan, manager.world)).toBe('installed')
    expect(manager.unit('renew.service')).toBe(renderService(plan))
    expect(manager.unit('renew.timer')).toBe(renderTimer())
    expect(systemd.render(plan, manager.world).map(({ place }) => place)).toEqual([
      join(manager.units, 'renew.service'),
      join(manager.units, 'renew.timer'),
    ])
    expect(await manager.show('renew.timer', 'TimersCalendar')).toContain('*-*-* *:00:00')
    expect(await manager.show('renew.timer', 'Persistent')).toBe('yes')
    const installed = await systemd.read(manager.world)
    expect(installed).toMatchObject({
      active: true,
      times: ['*:00'],
      env: plan.env,
      node: plan.node,
      script: plan.script,
    })
    expect(installed?.times).toEqual(hourlyTimes(systemd.minute))
    const hours = ((installed?.next ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0)
    expect(hours).toBeLessThan(1.1)
    expect(installed?.matches(plan)).toBe(true)
    expect(await systemd.install(plan, manager.world)).toBe('unchanged')
  })

  test('tells which variables its services get', async () => {
    const { PATH, HOME } = await systemd.daemonEnv(manager.world)
    expect(PATH).toMatch(/^\/.*bin/)
    expect(HOME).toMatch(/^\//)
  })

  test('goes without a trace', async () => {
    await systemd.install(plan, manager.world)
    expect(await systemd.remove(manager.world)).toBe('removed')
    expect(
      readdirSync(manager.units).filter(
        name => existsSync(join(manager.units, name, 'renew.timer')) || /^renew/.test(name),
      ),
    ).toEqual([])
    expect(await manager.show('renew.timer', 'LoadState')).toBe('not-found')
    expect(existsSync(join(manager.folder, 'home/.local/share/systemd/timers/stamp-renew.timer'))).toBe(false)
    expect(await systemd.remove(manager.world)).toBe('absent')
  })

  test('starts exactly what was meant, with exactly the variables that were meant', async () => {
    const odd = ['it\'s "100%" $HOME', '\\\\x\\', '$' + '{TZ} %n %%', ';', '# Әлия 王🙂', ' blank ']
    for (const [at, name] of odd.entries()) {
      const home = join(manager.folder, 'odd', String(at), name)
      const node = join(home, name)
      mkdirSync(home, { recursive: true })
      writeFileSync(node, '#!/bin/sh\nprintf "%s\\0" "$0" "$@" "$RENEW_HOME" "$TZ" >"$RENEW_HOME/ran"\n', {
        mode: 0o755,
      })
      const script = `/not there/${name}/renew.js`
      expect(
        await systemd.install(planWith({ node, script, env: { RENEW_HOME: home, TZ: name } }), manager.world),
      ).toMatch(/installed|updated/)
      await manager.world.run('systemctl', ['--user', 'start', 'renew.service'])
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

  test('an old path and the fixed hours of an earlier version are updated, and the waiting timer takes the new times', async () => {
    await systemd.install(planWith({ node: '/old/node' }), manager.world)
    await manager.schedule('09:07', '13:07', '18:07')
    expect(await systemd.read(manager.world)).toMatchObject({ times: ['09:07', '13:07', '18:07'] })
    expect((await systemd.read(manager.world))?.matches(plan)).toBe(false)
    expect(await systemd.install(plan, manager.world)).toBe('updated')
    expect(manager.unit('renew.service')).toBe(renderService(plan))
    const calendar = await manager.show('renew.timer', 'TimersCalendar')
    expect(calendar).toContain('*-*-* *:00:00')
    expect(calendar).not.toContain(':07:00')
    const next = (await systemd.read(manager.world))?.next ?? 0
    expect(next - Date.now()).toBeLessThanOrEqual(65 * 60_000)
    // RandomizedDelaySec is five minutes.
    expect(new Date(next).getMinutes()).toBeLessThanOrEqual(5)
  })

  test('one that was switched off or lost a file is repaired', async () => {
    await systemd.install(plan, manager.world)
    await manager.world.run('systemctl', ['--user', 'disable', '--now', 'renew.timer'])
    expect(await systemd.read(manager.world)).toMatchObject({ active: false, next: null })
    expect(await systemd.install(plan, manager.world)).toBe('updated')
    expect(await systemd.read(manager.world)).toMatchObject({ active: true })
    await manager.world.run('systemctl', ['--user', 'stop', 'renew.timer'])
    expect(await systemd.read(manager.world)).toMatchObject({ active: false })
    expect(await systemd.install(plan, manager.world)).toBe('updated')
    rmSync(join(manager.units, 'renew.service'))
    expect(await systemd.read(manager.world)).toMatchObject({ node: null, script: null })
    expect(await systemd.install(plan, manager.world)).toBe('updated')
    expect((await systemd.read(manager.world))?.matches(plan)).toBe(true)
  })

  test('a unit kept as a link into a folder of dotfiles stays a link', async () => {
    await systemd.install(planWith({ node: '/old/node' }), manager.world)
    for (const name of ['renew.service', 'renew.timer']) {
      writeFileSync(join(manager.folder, name), manager.unit(name))
      rmSync(join(manager.units, name))
      symlinkSync(join(manager.folder, name), join(manager.units, name))
    }
    expect(await systemd.install(plan, manager.world)).toBe('updated')
    expect(readFileSync(join(manager.folder, 'renew.service'), 'utf8')).toBe(renderService(plan))
    expect(await systemd.install(plan, manager.world)).toBe('unchanged')
  })

  test('the units go where the manager looks, even when this shell has another home', async () => {
    const stranger = { ...manager.world, env: { HOME: '/somewhere/else', XDG_CONFIG_HOME: '/yet/another' } }
    expect(await systemd.install(plan, stranger)).toBe('installed')
    expect(manager.unit('renew.timer')).toBe(renderTimer())
    expect(await systemd.read(stranger)).toMatchObject({ active: true })
    expect(await systemd.remove(stranger)).toBe('removed')
  })

  test('an entry for cards elsewhere is not taken over while they are there', async () => {
    const home = join(manager.folder, 'office')
    mkdirSync(home)
    writeFileSync(join(home, 'cards.json'), '{}')
    await systemd.install(planWith({ env: { RENEW_HOME: home } }), manager.world)
    await expect(systemd.install(plan, manager.world)).rejects.toMatchObject({ code: 'timer-other-home' })
    rmSync(home, { recursive: true })
    expect(await systemd.install(plan, manager.world)).toBe('updated')
  })

  test('without the bus it can still be read, but not be removed', async () => {
    await systemd.install(plan, manager.world)
    const away: TimerWorld = {
      ...manager.world,
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
    expect(manager.unit('renew.timer')).toBe(renderTimer())
  })
})
