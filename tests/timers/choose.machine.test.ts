import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderBlock } from '../../src/timers/crontab.ts'
import {
  chooseTimer,
  installTimer,
  isTimerKind,
  readInstalled,
  TIMER_KINDS,
  TIMERS,
} from '../../src/timers/index.ts'
import { renderService, renderTimer } from '../../src/timers/systemd-units.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'
import { runProgram } from './real-run.ts'

const plan = planWith()

/** A Linux with a crontab program, and a user manager that answers or not. */
function linux({ manager }: { manager: boolean }) {
  const folder = folderForTest()
  writeFileSync(
    join(folder, 'crontab'),
    `#!/bin/sh
case $1 in -l) cat "$SPOOL" 2>/dev/null || { echo "no crontab for aliya" >&2; exit 1; } ;; -r) rm "$SPOOL" ;; *) cat "$1" >"$SPOOL" ;; esac
`,
  )
  chmodSync(join(folder, 'crontab'), 0o700)
  const env = { PATH: `${folder}:/usr/bin:/bin`, SPOOL: join(folder, 'spool') }
  const units = join(folder, '.config/systemd/user')
  const world = quietWorld({
    env: { HOME: folder, TMPDIR: folder },
    run: async (file, args, options) => {
      if (file === '/bin/sh') return runProgram(file, args, { ...options, env })
      const show = `UnitPath=${units} /etc/systemd/user\nUnitFileState=enabled\nActiveState=active\n`
      return manager
        ? { code: 0, stdout: show, stderr: '', error: null }
        : { code: 1, stdout: '', stderr: 'Failed to connect to bus: No medium found', error: null }
    },
  })
  return { world, spool: env.SPOOL, units }
}

describe('the list of timers', () => {
  test('names every kind that --with takes', () => {
    expect(TIMER_KINDS).toEqual(['cron', 'systemd', 'launchd', 'schtasks'])
    expect(TIMER_KINDS.every(isTimerKind)).toBe(true)
    expect(['anacron', 'toString', ''].some(isTimerKind)).toBe(false)
  })

  test('every kind shows what it would install, and changes nothing for it', async () => {
    for (const kind of TIMER_KINDS) {
      const texts = (await TIMERS[kind]()).render(plan, quietWorld())
      expect(texts.length).toBeGreaterThan(0)
      expect(texts.every(({ place, text }) => place !== '' && text !== '')).toBe(true)
      expect(texts.map(({ text }) => text).join('')).toContain('remind')
    }
  })
})

describe('the kind that fits', () => {
  test('is the own one of macOS and Windows', async () => {
    expect(await chooseTimer(quietWorld({ platform: 'darwin' }))).toBe('launchd')
    expect(await chooseTimer(quietWorld({ platform: 'win32' }))).toBe('schtasks')
    expect(await chooseTimer(quietWorld({ platform: 'freebsd' }))).toBe('cron')
  })

  test('is systemd where a user manager answers, else crontab', async () => {
    expect(await chooseTimer(linux({ manager: true }).world)).toBe('systemd')
    expect(await chooseTimer(linux({ manager: false }).world)).toBe('cron')
  })
})

describe('another kind', () => {
  test('beside an installed one is refused, and nothing is changed', async () => {
    const { world, spool, units } = linux({ manager: true })
    expect(await installTimer('systemd', plan, world)).toBe('installed')
    await expect(installTimer('cron', plan, world)).rejects.toMatchObject({
      code: 'timer-other-kind',
      values: { installed: 'systemd', wanted: 'cron' },
    })
    expect(() => readFileSync(spool)).toThrow('ENOENT')
    expect(readFileSync(join(units, 'renew.service'), 'utf8')).toBe(renderService(plan))
    expect(readFileSync(join(units, 'renew.timer'), 'utf8')).toBe(renderTimer())
    expect(await installTimer('systemd', plan, world)).toBe('unchanged')
  })

  test('is seen even when it cannot be reached at the moment', async () => {
    const { world, spool } = linux({ manager: true })
    await installTimer('systemd', plan, world)
    const away = { ...world, run: linux({ manager: false }).world.run }
    expect((await readInstalled(away, null)).map(({ kind }) => kind)).toEqual(['systemd'])
    await expect(installTimer('cron', plan, away)).rejects.toMatchObject({ code: 'timer-other-kind' })
    expect(() => readFileSync(spool)).toThrow('ENOENT')
  })

  test('half taken away by hand is neither overlooked nor joined by a second one', async () => {
    const { world, spool } = linux({ manager: true })
    writeFileSync(spool, renderBlock(plan).replace('# <<< renew\n', ''))
    const half = { code: 'crontab-half-block' }
    await expect(readInstalled(world, null)).rejects.toMatchObject(half)
    await expect(installTimer('systemd', plan, world)).rejects.toMatchObject(half)
  })

  test('is no hindrance when it is not ours', async () => {
    const { world, spool } = linux({ manager: false })
    writeFileSync(spool, '0 5 * * * renew remind\n')
    expect(await readInstalled(world, null)).toEqual([])
    expect(await installTimer('cron', plan, world)).toBe('installed')
    expect(readFileSync(spool, 'utf8')).toBe(`0 5 * * * renew remind\n${renderBlock(plan)}`)
  })
})
