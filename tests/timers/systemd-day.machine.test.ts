import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../built-program.ts'
import { folderForTest } from './plans.ts'
import { type Clock, keepEnvironment, type Machine, simulateDay, whyNoSimulation } from './simulated-day.ts'
import { startUserManager, whyNoUserManager } from './user-manager.ts'

const reason = whyNoUserManager() ?? whyNoSimulation()

/**
 * A systemd user manager with the units of `timer install`. It uses the real clock, so on the first day an addition to the
 * timer makes its hours as short as those of the simulated clock. The second day has the real hours: the machine was turned
 * off, and the timer only runs what it missed.
 */
async function systemdMachine(clock: Clock): Promise<Machine> {
  const folder = folderForTest()
  const environment = join(folder, 'environment')
  keepEnvironment(environment, clock)
  let manager = await startUserManager(folder)
  onTestFinished(() => manager.stop())
  const units = join(folder, 'home/.config/systemd/user')
  const add = (unit: string, ...lines: string[]) => {
    mkdirSync(join(units, `${unit}.d`), { recursive: true })
    writeFileSync(join(units, `${unit}.d/fast.conf`), `${lines.join('\n')}\n`)
  }
  const atOnce = ['[Timer]', 'RandomizedDelaySec=0', 'AccuracySec=1us']
  let isFirstDay = true
  return {
    async install(script, home) {
      const env = { RENEW_HOME: home, LANG: undefined }
      const wrap = [...manager.inside, `RENEW_HOME=${home}`, 'TZ=UTC']
      const { code, stderr } = await run(script, home, ['timer', 'install', '--with', 'systemd', '--yes'], {
        env,
        wrap,
      })
      expect(code, stderr).toBe(0)
      expect(readFileSync(join(units, 'renew.timer'), 'utf8')).toContain(
        'OnCalendar=hourly\nPersistent=true\n',
      )
      // So many starts would otherwise be taken for a service that crashes.
      add('renew.service', '[Unit]', 'StartLimitIntervalSec=0', '[Service]', `EnvironmentFile=${environment}`)
      const hour = 3600 / clock.speed
      add('renew.timer', ...atOnce, 'OnCalendar=', `OnCalendar=*-*-* *:*:0/${hour.toFixed(3)}`)
    },
    async wake() {
      if (isFirstDay) {
        await manager.world.run('systemctl', ['--user', 'daemon-reload'])
        await manager.world.run('systemctl', ['--user', 'restart', 'renew.timer'])
      } else manager = await startUserManager(folder)
      isFirstDay = false
    },
    async sleep() {
      await manager.stop()
      add('renew.timer', ...atOnce)
      const hours = Date.now() / 1000 - 20 * 3600
      utimesSync(join(folder, 'home/.local/share/systemd/timers/stamp-renew.timer'), hours, hours)
    },
  }
}

describe.skipIf(reason)(`a day with a systemd user manager${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('each reminder arrives once, through every fault', async () => {
    await simulateDay(systemdMachine)
  }, 300_000)
})
