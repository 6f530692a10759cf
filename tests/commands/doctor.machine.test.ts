import { spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { realIo } from '../../src/io/real-io.ts'
import { tryLock } from '../../src/storage/lock.ts'
import { widthOf } from '../../src/text/width.ts'
import { buildRenew, run as runBuilt } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { changeStored } from '../stored.ts'
import { sandbox, whyNoCrontab } from '../timers/crontab-sandbox.ts'
import { type Circumstances, newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

// Wall-clock times of the timer are those of the user's zone.
process.env.TZ = 'Asia/Almaty'

let script: string
beforeAll(async () => {
  script = await buildRenew()
}, 60_000)

interface Check {
  about: string
  state: 'ok' | 'warn' | 'bad'
  says: string
  command: string | null
}
interface Findings {
  schema: number
  checks: Check[]
  next: Record<string, unknown> | null
}

/** No user manager and the test's crontab; every other program is the real one. */
function machine(crontab: Io['run'] = async () => ({ code: 127, stdout: '', stderr: '', error: null })) {
  const real = realIo(script)
  const io: Partial<Io> = {
    script,
    run: (file, args, options) => {
      if (file === 'systemctl' || file === 'loginctl')
        return Promise.resolve({ code: 1, stdout: '', stderr: 'no bus', error: null })
      return args[1]?.includes('crontab') ? crontab(file, args, options) : real.run(file, args, options)
    },
  }
  return io
}

/** Debian's crontab with a table of the test's own. */
function withCrontab(): { io: Partial<Io>; table(): string | null } {
  const box = sandbox()
  return { io: machine(box.world.run), table: () => box.table() }
}

async function examined(home: string, how: Circumstances = {}, ...more: string[]) {
  const said = await renew(home, ['doctor', '--json', ...more], { io: machine(), ...how })
  const found = JSON.parse(said.stdout) as Findings
  const bad = found.checks.some(({ state }) => state === 'bad')
  // The exit code says whether something needs doing, and nothing else does.
  expect(said.code, said.stderr).toBe(bad ? 1 : 0)
  const about = (what: string) => found.checks.filter(check => check.about === what)
  return { ...found, about, ...said }
}

async function homeWith(...cards: [name: string, expires: string][]): Promise<string> {
  const home = newHome()
  for (const [name, expires] of cards) await renew(home, ['add', name, '--expires', expires])
  return home
}

/** A process that `/proc` knows as cron, so that the machine seems to run crontabs. */
function seemToRunCron(): void {
  const program = path.join(newFolder(), 'cron')
  copyFileSync('/bin/sleep', program)
  chmodSync(program, 0o755)
  const child = spawn(program, ['60'], { stdio: 'ignore' })
  onTestFinished(() => {
    child.kill()
  })
}

const reason = whyNoCrontab()

describe.skipIf(reason)(`with an installed timer${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('all is well: exit 0, and the last line names the next reminder', async () => {
    seemToRunCron()
    const { io } = withCrontab()
    const home = await homeWith(['me', '2026-12-31'], ['passport', '2031-05-05'])
    await addRecorder(home, 'mail')
    await addRecorder(home, 'phone')
    expect((await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })).code).toBe(0)

    const piped = await renew(home, ['doctor'], { io })
    expect([piped.code, piped.stderr]).toEqual([0, ''])
    const lines = piped.stdout.slice(0, -1).split('\n')
    expect(lines.map(line => line.split('\t')[0])).toEqual(lines.map(() => 'ok'))
    // It is owed since yesterday, and noon has passed.
    expect(lines.at(-1)).toBe('ok\tnext reminder: Tue 1 Dec 2026, 12:07, by mail and phone (me)\t')
    const { next, about } = await examined(home, { io })
    expect(next).toEqual({
      card: expect.stringMatching(/^[a-z0-9]{10}$/),
      cards: [next?.card],
      name: 'me',
      milestone: 'lead',
      date: '2026-11-30',
      at: '2026-12-01T12:07:00+05:00',
      owed: true,
      there: null,
      channels: ['mail', 'phone'],
    })
    expect(about('rehearsal')).toMatchObject([
      {
        state: 'ok',
        says: expect.stringMatching(/^test run as cron: 2 documents found, \d+ reminders? due now$/),
      },
    ])

    // After it went out, the next is two weeks before the end.
    await renew(home, ['remind', '--scheduled'], { io })
    const after = await renew(home, ['doctor', '--lang', 'zh'], { io })
    expect(after.stdout.split('\n').at(-2)).toBe(
      '正常\t下次提醒：2026年12月17日（周四）08:07，通过 mail 和 phone（me）\t',
    )
    expect(after.code).toBe(0)
    expect(after.stdout).toContain('2026年12月1日（周二）12:00')
  })

  test('the next reminder is shown in both zones if their clocks differ', async () => {
    process.env.TZ = 'Europe/Berlin'
    onTestFinished(() => {
      process.env.TZ = 'Asia/Almaty'
    })
    const { io } = withCrontab()
    const home = await homeWith(['me', '2026-12-31'])
    await addRecorder(home, 'mail')
    await renew(home, ['remind'])
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron', '--at', '15:07'], { io })
    const { next, about } = await examined(home, { io })
    // 17 December begins in Almaty at 20:00 in Berlin on the 16th, when 15:07 has passed there: the first run from then on.
    expect(next).toMatchObject({
      date: '2026-12-17',
      at: '2026-12-16T20:07:00+01:00',
      there: { zone: 'Asia/Almaty', at: '2026-12-17T00:07:00+05:00' },
    })
    expect(about('next')[0]?.says).toBe(
      'next reminder: Wed 16 Dec 2026, 20:07 (Thu 17 Dec 2026, 00:07 in Asia/Almaty), by mail (me)',
    )
  })

  test('finds a run that the timer could not start', async () => {
    const { io } = withCrontab()
    const home = await homeWith(['me', '2026-12-31'])
    const broken = path.join(newFolder(), 'node')
    writeFileSync(broken, '#!/bin/sh\necho "node: GLIBC_2.99 not found" >&2\nexit 1\n', { mode: 0o755 })
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io: { ...io, node: broken } })
    const { about } = await examined(home, { io })
    expect(about('rehearsal')).toMatchObject([
      { state: 'bad', says: expect.stringContaining('GLIBC_2.99 not found') },
    ])
    expect(about('timer')[0]).toMatchObject({ state: 'warn', command: 'renew timer install' })
    expect(about('timer')[0]?.says).toContain(
      `the cron timer starts ${broken}, but this is ${process.execPath}`,
    )
    rmSync(broken)
    const gone = await examined(home, { io })
    expect(gone.about('timer')[0]).toMatchObject({ state: 'bad', says: expect.stringContaining(broken) })
    // A timer that cannot start anything sends nothing.
    expect(gone.next).toMatchObject({ at: null })
  })

  test('a timer of another home does not count as one for these cards', async () => {
    const { io } = withCrontab()
    const other = await homeWith(['you', '2026-12-31'])
    await renew(other, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const home = await homeWith(['me', '2026-12-31'])
    const { about, next } = await examined(home, { io })
    expect(about('timer')[0]).toMatchObject({ state: 'bad', command: 'renew timer remove' })
    expect(about('timer')[0]?.says).toContain(`${other}/cards.json`)
    expect(about('next')).toMatchObject([{ state: 'bad', command: 'renew timer install' }])
    expect(next).toMatchObject({ name: 'me', at: null })
  })

  test.skipIf(existsSync(`/run/user/${process.getuid?.()}/bus`))(
    'what our shell has and cron has not is missed',
    async () => {
      const { io, table } = withCrontab()
      const home = await homeWith(['me', '2026-12-31'])
      await renew(home, ['channel', 'add', 'desktop', '--no-test'])
      await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
      expect(table()).not.toContain('DBUS')
      const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/tmp/bus' }
      const { about } = await examined(home, { io, env })
      expect(about('channels')).toMatchObject([{ state: 'bad', command: 'renew channel test desktop' }])
      expect(about('channels')[0]?.says).toContain('no session bus')
    },
  )

  test('reports half an entry in the crontab, and still does every other check', async () => {
    const box = sandbox()
    box.put('# >>> renew: reminders; do not edit between these lines\n0 5 * * * x\n')
    const home = await homeWith(['me', '2026-12-31'])
    const { about } = await examined(home, { io: machine(box.world.run) })
    expect(about('timer')).toMatchObject([{ state: 'bad' }])
    expect(about('rehearsal')).toMatchObject([{ state: 'ok' }])
  })
})

describe('without a timer', () => {
  test('says that nothing will send the next reminder, and the command to type', async () => {
    const home = await homeWith(['me', '2027-06-30'])
    for (const [lang, last] of [
      ['en', 'problem\tnext reminder: Sun 30 May 2027 (me), but no timer would send it\trenew timer install'],
      ['zh', '异常\t下次提醒：2027年5月30日（周日），证件：me；但没有定时任务来发送\trenew timer install'],
    ]) {
      const { code, stdout } = await renew(home, ['doctor', '--lang', lang!], { io: machine() })
      expect(code).toBe(1)
      expect(stdout.split('\n').at(-2)).toBe(last)
    }
  })

  test('a reminder that is owed already is shown as owed', async () => {
    const home = await homeWith(['me', '2026-12-20'])
    for (const [lang, last] of [
      ['en', /^problem\ta reminder has been due since Fri 20 Nov 2026 \(me\), but no timer would send it\t/],
      ['zh', /^异常\t提醒自 2026年11月20日（周五）起应发，证件：me；但没有定时任务来发送\t/],
    ] as const) {
      const { stdout } = await renew(home, ['doctor', '--lang', lang], { io: machine() })
      expect(stdout.split('\n').at(-2)).toMatch(last)
    }
    const { next } = JSON.parse((await renew(home, ['doctor', '--json'], { io: machine() })).stdout)
    expect(next).toMatchObject({ name: 'me', owed: true, at: null })
  })

  test('the dry run is still done', async () => {
    const home = await homeWith(['me', '2027-06-30'])
    const { about } = await examined(home)
    expect(about('rehearsal')).toMatchObject([{ state: 'ok' }])
  })

  test('what the dry run reports is in the language of the reader', async () => {
    const home = await homeWith(['me', '2030-12-31'])
    await renew(home, ['remind'], { now: '2030-12-31T12:00:00+05:00' })
    const { about } = await examined(home, {}, '--lang', 'ru')
    const said = expect.stringContaining('журнала отправки')
    expect(about('rehearsal')).toMatchObject([{ state: 'ok' }, { state: 'warn', says: said }])
  })

  test('reports a program that no timer could start', async () => {
    const home = await homeWith(['me', '2027-06-30'])
    const npx = '/home/me/.npm/_npx/abc/node_modules/renew-reminder/bin/renew.js'
    const { about } = await examined(home, { io: { ...machine(), script: npx } })
    expect(about('rehearsal')).toMatchObject([{ state: 'bad', says: expect.stringContaining(npx) }])
  })

  test('counts all owed cards of hundreds, however long the answer is', async () => {
    // Past by the real clock too, which the dry run uses.
    const home = await homeWith(['me', '2026-01-31'])
    changeStored(`${home}/cards.json`, content => {
      const [card] = content.cards as object[]
      const more = Array.from({ length: 400 }, (_, n) => ({ ...card, id: `many${n}`, name: `person ${n}` }))
      return { ...content, cards: [card, ...more] }
    })
    const { about } = await examined(home)
    expect(about('rehearsal')).toMatchObject([
      { state: 'ok', says: expect.stringMatching(/: 401 documents found, 401 reminders due now$/) },
    ])
  })

  test.each([40, 80])('fits a screen of %i columns in both languages', async width => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['channel', 'add', 'command', '--run', '/no/such/program', '--no-test'])
    for (const lang of ['en', 'zh']) {
      const { stdout } = await renew(home, ['doctor', '--lang', lang], { io: machine(), terminal: { width } })
      for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width)
      expect(stdout.replace(/\s+/g, '')).toContain('renewtimerinstall')
    }
  })
})

describe('--send', () => {
  test('sends a marked message through every channel, as the timer would, and reports each', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home, 'good')
    const environment = path.join(path.dirname(home), 'seen')
    await addRecorder(home, 'env', `env > '${environment}'; pwd >> '${environment}'`)
    await addRecorder(home, 'bad', 'echo "mailbox full" >&2; exit 1')
    const { about } = await examined(home, { env: { SECRET_OF_SHELL: 'x' } }, '--send')
    expect(about('sent')).toMatchObject([
      { state: 'ok', says: expect.stringContaining('good') },
      { state: 'ok', says: expect.stringContaining('env') },
      {
        state: 'bad',
        says: expect.stringMatching(/^the test message could not be sent through "bad": .*mailbox full$/),
        command: 'renew channel test bad',
      },
    ])
    expect(heard()).toMatchObject([{ reminders: [], text: expect.stringContaining('good') }])
    const seen = readFileSync(environment, 'utf8')
    expect(seen).toContain(`RENEW_HOME=${home}`)
    expect(seen).toContain('PATH=/usr/bin:/bin\n')
    expect(seen).not.toContain('SECRET_OF_SHELL')
    expect(seen).not.toContain(process.cwd())
    // None of it counts as a reminder.
    expect((await renew(home, ['status'])).stderr).not.toContain('failing')
  })

  test('sends nothing without it', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    await examined(home)
    expect(heard()).toEqual([])
  })
})

describe('each check', () => {
  test('a folder that others may enter, and one that cannot be written', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    expect((await examined(home)).about('places')).toMatchObject([{ state: 'ok' }])
    chmodSync(home, 0o755)
    expect((await examined(home)).about('places')).toMatchObject([
      { state: 'warn', command: `chmod go= ${home}` },
    ])
    chmodSync(home, 0o500)
    onTestFinished(() => chmodSync(home, 0o700))
    expect((await examined(home)).about('places')).toMatchObject([
      { state: 'bad', command: `chmod u+w ${home}` },
    ])
  })

  test('a file with secrets that others may read', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['config', 'set', 'lang', 'en'])
    chmodSync(`${home}/settings.json`, 0o644)
    expect((await examined(home)).about('places')).toMatchObject([
      { state: 'warn', command: `chmod go= ${home}/settings.json` },
    ])
  })

  test('copies that a cloud folder made', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const copy = `${home}/cards.sync-conflict-20261201-120000-ABC.json`
    writeFileSync(copy, readFileSync(`${home}/cards.json`))
    expect((await examined(home)).about('copies')).toMatchObject([
      { state: 'bad', command: `renew import ${copy} --dry-run` },
    ])
  })

  test('a lock in use, and one that a dead process left', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const release = tryLock(`${home}/run.lock`)
    expect((await examined(home)).about('run')).toMatchObject([
      { state: 'ok', says: expect.stringContaining(String(process.pid)) },
    ])
    const held = readFileSync(`${home}/run.lock`, 'utf8')
    release?.()
    writeFileSync(`${home}/run.lock`, held.replace(/"pid":\d+/, '"pid":4194000'))
    expect((await examined(home)).about('run')).toMatchObject([
      { state: 'ok', says: expect.stringContaining('a process that has ended (4194000@') },
    ])
    writeFileSync(`${home}/run.lock`, 'nobody knows')
    const old = Math.floor(Date.now() / 1000) - 3700
    utimesSync(`${home}/run.lock`, old, old)
    expect((await examined(home)).about('run')).toMatchObject([
      { state: 'warn', says: expect.stringContaining(`${home}/run.lock has expired`) },
    ])
  })

  test('a clock that is overridden', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const { about } = await examined(home, { io: { ...machine(), clockOverride: '2026-12-01' } })
    expect(about('clock')).toMatchObject([{ state: 'warn', command: 'unset RENEW_NOW' }])
  })

  test('zone data that has Almaty an hour off', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const old: Partial<Io> = { dayIn: () => '2026-12-02' }
    const { about } = await examined(home, { io: { ...machine(), ...old } })
    expect(about('zones')).toMatchObject([{ state: 'bad' }])
  })

  test('a channel whose program is missing', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['channel', 'add', 'command', '--run', '/no/such/program', '--no-test'])
    expect((await examined(home)).about('channels')).toMatchObject([
      {
        state: 'bad',
        says: expect.stringContaining('/no/such/program'),
        command: 'renew channel test command',
      },
    ])
  })

  test('a heartbeat, without its secret', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['config', 'set', 'heartbeat', 'https://hc-ping.com/5bf66975'])
    const { about, stdout } = await examined(home)
    expect(about('heartbeat')).toMatchObject([
      {
        state: 'ok',
        says: expect.stringMatching(
          /^successful runs are reported to \S+\*{4}; failed runs are reported too$/,
        ),
      },
    ])
    expect(stdout).not.toContain('5bf66975')
    // As an earlier version took it.
    changeStored(`${home}/settings.json`, content => ({
      ...content,
      values: { ...(content.values as object), heartbeat: 'https://me:hunter2@example.org/x' },
    }))
    const refused = await examined(home)
    expect(refused.about('heartbeat')).toMatchObject([
      { state: 'bad', command: 'renew config set heartbeat URL' },
    ])
    expect(refused.stdout).not.toContain('hunter2')
  })

  test('reports damage of all files at once, and changes nothing', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await addRecorder(home)
    await renew(home, ['remind'])
    for (const name of ['settings', 'cards', 'ledger']) writeFileSync(`${home}/${name}.json`, '{')
    const { about, next } = await examined(home)
    expect(about('files').map(({ state }) => state)).toEqual(['bad', 'bad', 'bad'])
    expect(next).toBeNull()
    for (const name of ['settings', 'cards', 'ledger'])
      expect(readFileSync(`${home}/${name}.json`, 'utf8')).toBe('{')
  })
})

test('as a real process, from an environment as bare as cron gives', async () => {
  const home = newHome()
  mkdirSync(path.dirname(home), { recursive: true })
  const bare = { PATH: '/usr/bin:/bin', HOME: path.dirname(home), LANG: undefined, TZ: 'Asia/Almaty' }
  expect((await runBuilt(script, home, ['add', 'me', '--expires', '2036-12-31'], { env: bare })).code).toBe(0)
  const { code, stdout, stderr } = await runBuilt(script, home, ['doctor'], { env: bare, cwd: '/' })
  expect([code, stderr]).toEqual([1, ''])
  expect(stdout).toContain('\ttest run as cron: 1 document found, 0 reminders due now\t\n')
  expect(stdout.split('\n').at(-2)).toMatch(/^(problem|ok)\tnext reminder: /)
  expect(existsSync(`${home}/run.lock`)).toBe(false)
})
