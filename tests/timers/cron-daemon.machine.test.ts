import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { cron } from '../../src/timers/cron.ts'
import { buildRenew } from '../built-program.ts'
import { LOGIN, type MailServer, mailServer } from '../channels/mail-server.ts'
import { answer, renew } from '../world.ts'
import { sandbox, whyNoCrontab } from './crontab-sandbox.ts'
import { folderForTest, planWith } from './plans.ts'
import { FAKETIME, whyNoSimulation } from './simulated-day.ts'

const reason =
  whyNoCrontab() ?? (existsSync('/usr/sbin/cron') ? null : 'needs the cron daemon') ?? whyNoSimulation()

/** Writes what it was started with into `RENEW_HOME`, and is then the real program. */
const dumping = (script: string) => `const { writeFileSync } = require('node:fs')
writeFileSync(process.env.RENEW_HOME + '/ran.json', JSON.stringify({ argv: process.argv, env: process.env }))
require(${JSON.stringify(script)})
`

/**
 * The real daemon on the sandbox's spool alone, with an environment as bare as at boot. Its clock is faster, and begins
 * shortly before the minute of the entry; that of its jobs is right.
 */
function startDaemon(spool: string, empty: string): ChildProcess {
  const mounts = [
    `mount --bind '${spool}' /var/spool/cron/crontabs`,
    'mount -t tmpfs tmpfs /run',
    `mount --bind '${empty}' /etc/cron.d`,
    'mount --bind /dev/null /etc/crontab',
  ]
  const script = `for each in ${mounts.map(mount => `"${mount}"`).join(' ')}; do eval "$each" || exit 1; done; exec /usr/sbin/cron -f`
  const daemon = spawn('unshare', ['--mount', 'sh', '-c', script], {
    env: {
      PATH: '/usr/bin:/bin',
      LD_PRELOAD: FAKETIME,
      FAKETIME: '@2026-12-01 12:05:30 x30',
    },
    stdio: 'ignore',
  })
  onTestFinished(() => {
    daemon.kill('SIGKILL')
  })
  return daemon
}

/** A home where a card is owed, through a server that wants a login, kept in a file, and has its own certificate. */
async function owedByMail(home: string, folder: string, mailbox: MailServer): Promise<string> {
  const now = new Date().toISOString()
  const day = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10)
  const [ca, secret] = [join(folder, 'ca.pem'), join(folder, 'password')]
  writeFileSync(ca, mailbox.certificate.cert)
  writeFileSync(secret, `${LOGIN.password}\n`, { mode: 0o600 })
  const login = ['--user', LOGIN.user, '--password', `file:${secret}`, '--tls', 'starttls', '--ca', ca]
  const where = ['--host', '127.0.0.1', '--port', String(mailbox.port), '--from', 'renew@example.org']
  for (const words of [
    ['config', 'set', 'lang', 'zh'],
    // At any time of the day on which the test runs.
    ['config', 'set', 'remindAt', '00:00'],
    ['channel', 'add', 'email', '--to', 'aliya@example.org', ...where, ...login, '--no-test'],
    ['add', 'Әлия', '--expires', day(10), '--guide', 'generic', '--zone', 'UTC', '--milestones', '10d'],
  ]) {
    const { code, stderr } = await renew(home, words, { now })
    expect(code, stderr).toBe(0)
  }
  return 'Әлия'
}

describe.skipIf(reason)(`the real cron daemon${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('runs the entry with its folder and zone, and the reminder is in the mailbox', async () => {
    const folder = folderForTest()
    const home = join(folder, "Әлия's 100% #1 $HOME\\\\cards")
    const script = join(folder, 'a "b" 王', 'renew.js')
    mkdirSync(home)
    mkdirSync(join(folder, 'a "b" 王'))
    mkdirSync(join(folder, 'empty'))
    writeFileSync(script, dumping(await buildRenew()))
    const mailbox = await mailServer()
    const name = await owedByMail(home, folder, mailbox)
    const plan = planWith({
      node: process.execPath,
      script,
      env: { RENEW_HOME: home, TZ: 'Asia/Almaty', LC_CTYPE: 'C.UTF-8' },
    })

    const box = sandbox()
    const foreign = '0 5 1 1 * true\r\n# mine: \xff\n'
    box.put(foreign)
    await cron.install(plan, box.world)
    const installed = box.table() ?? ''
    expect(installed.startsWith(foreign)).toBe(true)
    expect(installed).toMatch(/^7 \* /m)
    startDaemon(box.spool, join(folder, 'empty'))

    const ran = join(home, 'ran.json')
    for (let passed = 0; passed < 200 && !existsSync(ran); passed += 1) await wait(100)
    await wait(200)
    const { argv, env } = JSON.parse(readFileSync(ran, 'utf8'))
    expect(argv).toEqual([process.execPath, script, 'remind', '--scheduled'])
    expect(env).toMatchObject({ RENEW_HOME: home, TZ: 'Asia/Almaty', LC_CTYPE: 'C.UTF-8', HOME: '/root' })
    expect(env).not.toHaveProperty('VITEST')

    for (let passed = 0; passed < 200 && mailbox.got.length === 0; passed += 1) await wait(100)
    expect(mailbox.got).toHaveLength(1)
    expect(mailbox.got[0]).toMatchObject({
      to: ['aliya@example.org'],
      user: LOGIN.user,
      encrypted: true,
      mail: { subject: `${name}：距最晚办理日还有 10 天`, attachments: [{ filename: 'renew.ics' }] },
    })
    // The run ends a little after the mail has arrived.
    const { lastRun } = await vi.waitFor(async () => {
      const { timer } = await answer<{ timer: { lastRun: string | null } }>(home, ['status'])
      if (timer.lastRun === null) throw new Error('the run has not ended')
      return timer
    }, 10_000)
    expect(Math.abs(Date.now() - Date.parse(lastRun!))).toBeLessThan(120_000)

    expect(box.table()).toBe(installed)
    expect(await cron.remove(box.world)).toBe('removed')
    expect(box.table()).toBe(foreign)
  }, 90_000)
})
