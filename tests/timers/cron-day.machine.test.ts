import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../built-program.ts'
import { whyNoCrontab } from './crontab-sandbox.ts'
import { folderForTest } from './plans.ts'
import {
  type Clock,
  FAKETIME,
  keepEnvironment,
  type Machine,
  simulateDay,
  whyNoSimulation,
} from './simulated-day.ts'

const reason = whyNoCrontab() ?? whyNoSimulation()

/**
 * Debian's cron with a table, a clock and PAM files of its own. Cron gives its jobs no variables but those of the table and
 * of PAM, so PAM brings them the clock; the entry stays as `timer install` wrote it.
 */
function cronMachine(clock: Clock): Machine {
  const folder = folderForTest()
  const [environment, shown] = [join(folder, 'environment'), join(folder, 'clock')]
  for (const name of ['spool', 'cron.d', 'pam.d']) mkdirSync(join(folder, name))
  spawnSync('chgrp', ['crontab', join(folder, 'spool')])
  chmodSync(join(folder, 'spool'), 0o1730)
  for (const name of readdirSync('/etc/pam.d'))
    copyFileSync(`/etc/pam.d/${name}`, join(folder, 'pam.d', name))
  const pam = readFileSync('/etc/pam.d/cron', 'utf8')
  writeFileSync(join(folder, 'pam.d/cron'), `${pam}session required pam_env.so envfile=${environment}\n`)
  keepEnvironment(environment, clock)
  const mounts = [
    `mount --bind ${folder}/spool /var/spool/cron/crontabs`,
    `mount --bind ${folder}/cron.d /etc/cron.d`,
    `mount --bind ${folder}/pam.d /etc/pam.d`,
    'mount --bind /dev/null /etc/crontab',
    'mount -t tmpfs tmpfs /run',
  ]
  const inside = ['unshare', '--mount', 'sh', '-c', `${mounts.join(' && ')} && exec "$@"`, 'sh']
  const fake = {
    LD_PRELOAD: FAKETIME,
    NO_FAKE_STAT: '1',
    FAKETIME_NO_CACHE: '1',
    FAKETIME_TIMESTAMP_FILE: shown,
  }
  let daemon: ChildProcess | undefined
  let began = 0
  /** Cron counts from its own start. */
  const clockSet = () => {
    const start = new Date(clock.now() - (Date.now() - began) * clock.speed).toISOString()
    writeFileSync(shown, `@${start.slice(0, 19).replace('T', ' ')} x${clock.speed}\n`)
  }
  const env = Object.entries({ ...fake, PATH: '/usr/bin:/bin', TZ: 'UTC' }).map(
    ([name, value]) => `${name}=${value}`,
  )
  onTestFinished(() => void daemon?.kill('SIGKILL'))
  return {
    async install(script, home) {
      const words = ['timer', 'install', '--with', 'cron', '--yes']
      const { code, stderr } = await run(script, home, words, { wrap: inside })
      expect(code, stderr).toBe(0)
      expect(readFileSync(join(folder, 'spool/root'), 'utf8')).toMatch(
        /^7 \* \* \* \* .* remind --scheduled$/m,
      )
    },
    clockSet,
    async sleep() {
      daemon?.kill('SIGSTOP')
    },
    async wake() {
      began ||= Date.now()
      clockSet()
      if (daemon) return void daemon.kill('SIGCONT')
      daemon = spawn(inside[0]!, [...inside.slice(1), 'env', '-i', ...env, '/usr/sbin/cron', '-f'], {
        stdio: 'ignore',
      })
    },
  }
}

describe.skipIf(reason)(`a day with Debian's cron${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('brings each reminder once, through every fault', async () => {
    await simulateDay(cronMachine)
  }, 300_000)
})
