import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { realIo } from '../../src/io/real-io.ts'
import { widthOf } from '../../src/text/width.ts'
import { sandbox, whyNoCrontab } from '../timers/crontab-sandbox.ts'
import { answer, newHome, renew } from '../world.ts'

// Wall-clock times of the timer are those of the user's zone.
process.env.TZ = 'Asia/Almaty'

interface Status {
  schema: number
  timers: {
    kind: string
    times: string[]
    paths: string[]
    missing: string[]
    current: boolean
    active: boolean | null
    elsewhere: string | null
    next: string | null
    nextThere: { zone: string; at: string }[]
    text: string
  }[]
  lastRun: string | null
  stale: boolean
}

/** Debian's crontab with a table of the test's own; no user manager. */
function withCrontab(table?: string) {
  const box = sandbox()
  if (table !== undefined) box.put(table)
  const real = realIo(path.resolve('bin/renew.js'))
  const asked: string[] = []
  const io: Partial<Io> = {
    run: (file, args, options) => {
      asked.push([file, ...args].join(' '))
      if (file === 'systemctl' || file === 'loginctl')
        return Promise.resolve({ code: 1, stdout: '', stderr: 'Failed to connect to bus', error: null })
      return args[1]?.includes('crontab') ? box.world.run(file, args, options) : real.run(file, args, options)
    },
  }
  return { io, asked, table: () => box.table() }
}

const reason = whyNoCrontab()

describe.skipIf(reason)(`renew timer${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('install, again and remove: exit 0, and the rest of the table stays byte for byte', async () => {
    const mine = '# mine\n0 5 * * * backup "100\\%"\n'
    const { io, table } = withCrontab(mine)
    const home = newHome()
    const first = await renew(home, ['timer', 'install', '--yes', '--lang', 'zh'], { io })
    expect(first.code).toBe(0)
    expect(first.stdout).toBe('已安装：cron 每小时检查一次，每天从 08:00 起发送当天的提醒。\n')
    const installed = table()
    expect(installed?.startsWith(mine)).toBe(true)
    expect(installed).toContain(`RENEW_HOME=${home} `)
    expect(installed).not.toContain('TZ=')
    expect(installed).toContain(` ${process.execPath} ${path.resolve('bin/renew.js')} remind --scheduled\n`)
    // What the timer starts speaks the language of who installed it.
    expect(await answer(home, ['config', 'get', 'lang'])).toMatchObject({ lang: 'zh' })

    const again = await answer(home, ['timer', 'install', '--yes'], { io })
    expect(again).toMatchObject({ timer: { kind: 'cron', result: 'unchanged' } })
    expect(table()).toBe(installed)
    const moved = await answer(home, ['timer', 'install', '--yes', '--at', '20:30'], { io })
    expect(moved).toMatchObject({ timer: { result: 'updated', times: ['*:07'], remindAt: '20:30' } })
    expect(await answer(home, ['config', 'get', 'remindAt'])).toMatchObject({ remindAt: '20:30' })
    expect(
      await renew(home, ['timer', 'install', '--yes', '--at', '22:30', '--lang', 'en'], { io }),
    ).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('write hours and minutes, for example 08:00'),
    })
    expect(await answer(home, ['timer', 'remove'], { io })).toEqual({ schema: 1, removed: true })
    expect(table()).toBe(mine)
    expect(await answer(home, ['timer', 'remove'], { io })).toEqual({ schema: 1, removed: false })
  })

  test('print shows the exact text of install and changes nothing', async () => {
    const { io, table } = withCrontab()
    const home = newHome()
    const { code, stdout } = await renew(home, ['timer', 'print', '--with', 'cron'], { io })
    expect(code).toBe(0)
    expect(table()).toBeNull()
    expect(existsSync(home)).toBe(false)
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    expect(stdout).toBe(`# crontab\n${table()}`)
    for (const kind of ['systemd', 'launchd', 'schtasks'])
      expect((await renew(home, ['timer', 'print', '--with', kind], { io })).stdout).toContain('remind')
  })

  test('status tells what is really there, its paths, and its next run', async () => {
    const { io } = withCrontab()
    const home = newHome()
    expect(await answer<Status>(home, ['timer', 'status'], { io })).toEqual({
      schema: 1,
      timers: [],
      remindAt: '08:00',
      lastRun: null,
      stale: false,
      late: false,
    })
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const { timers, lastRun, stale } = await answer<Status>(home, ['timer', 'status'], { io })
    expect({ lastRun, stale }).toEqual({ lastRun: null, stale: false })
    expect(timers).toMatchObject([
      {
        kind: 'cron',
        times: ['*:07'],
        differs: [],
        paths: [process.execPath, path.resolve('bin/renew.js'), home],
        missing: [],
        current: true,
        active: true,
        elsewhere: null,
        // It is noon.
        next: '2026-12-01T12:07:00+05:00',
        nextThere: [],
      },
    ])
    const evening = { io, now: '2026-12-01T18:07:00+05:00' }
    expect((await answer<Status>(home, ['timer', 'status'], evening)).timers).toMatchObject([
      { next: '2026-12-01T18:07:00+05:00' },
    ])
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['remind', '--scheduled'])
    expect(await answer<Status>(home, ['timer', 'status'], { io })).toMatchObject({
      lastRun: '2026-12-01T12:00:00+05:00',
      stale: false,
    })
    const later = { io, now: '2026-12-03T12:00:01+05:00' }
    expect(await answer<Status>(home, ['timer', 'status'], later)).toMatchObject({ stale: true })
    // Status goes by what was recorded, without asking the system.
    const { timer } = await answer<{ timer: object }>(home, ['status'])
    expect(timer).toMatchObject({ installed: 'cron', lastRun: '2026-12-01T12:00:00+05:00', stale: false })
  })

  test('the three fixed hours of an earlier version count as installed, are named, and are updated', async () => {
    const home = newHome()
    const { io, table } = withCrontab()
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const old = withCrontab(table()!.replace('7 * * * *', '7 9,13,18 * * *'))
    const { timers } = await answer<Status>(home, ['timer', 'status'], old)
    expect(timers).toMatchObject([
      { times: ['09:07', '13:07', '18:07'], current: false, differs: ['fixed-hours'], active: true },
    ])
    expect((await renew(home, ['timer', 'status'], old)).stdout).toContain(
      'out of date: three fixed hours (09:07, 13:07, 18:07) instead of every hour; run renew timer install',
    )
    expect((await renew(home, ['timer', 'install', '--yes'], old)).stdout).toMatch(
      /^Updated \(three fixed hours/,
    )
    expect(old.table()).toBe(table())
  })

  test('status shows the next run by the clocks of cards that live elsewhere', async () => {
    process.env.TZ = 'Europe/Berlin'
    onTestFinished(() => {
      process.env.TZ = 'Asia/Almaty'
    })
    const { io } = withCrontab()
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['add', 'lease', '--expires', '2027-12-31', '--zone', 'Europe/Berlin'])
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const { timers } = await answer<Status>(home, ['timer', 'status'], { io })
    expect(timers[0]).toMatchObject({
      next: '2026-12-01T08:07:00+01:00',
      nextThere: [{ zone: 'Asia/Almaty', at: '2026-12-01T12:07:00+05:00' }],
    })
    for (const [lang, words] of [
      ['en', 'Tue 1 Dec 2026, 12:07 in Asia/Almaty'],
      ['zh', 'Asia/Almaty 时间 2026年12月1日（周二）12:07'],
    ]) {
      for (const width of [40, 80]) {
        const { stdout } = await renew(home, ['timer', 'status', '--lang', lang!], {
          io,
          terminal: { width },
        })
        expect(stdout.replace(/\s+/g, '')).toContain(words!.replace(/\s+/g, ''))
        for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width)
      }
    }
  })

  test('one that serves another home is called so, and not taken over', async () => {
    const { io, table } = withCrontab()
    const [one, two] = [newHome(), newHome()]
    await renew(one, ['add', 'me', '--expires', '2026-12-31'])
    await renew(one, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const installed = table()
    const { timers } = await answer<Status>(two, ['timer', 'status'], { io })
    expect(timers).toMatchObject([{ elsewhere: `${one}/cards.json` }])
    const { code, stderr } = await renew(two, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    expect(code).toBe(1)
    expect(stderr).toContain(one)
    expect(table()).toBe(installed)
    expect(await answer(two, ['status'])).toMatchObject({ timer: { installed: null } })
    // Nor is it removed without a yes.
    const removed = await renew(two, ['timer', 'remove'], { io })
    expect([removed.code, removed.stderr]).toEqual([2, expect.stringContaining(`${one}/cards.json`)])
    expect(table()).toBe(installed)
    expect((await renew(two, ['timer', 'remove', '--yes'], { io })).code).toBe(0)
    expect(table()).toBeNull()
  })

  test('a script that will vanish is refused with the reason, and nothing is installed', async () => {
    const { io, table } = withCrontab()
    const home = newHome()
    const npx = { ...io, script: '/home/me/.npm/_npx/abc/node_modules/renew/bin/renew.js' }
    const { code, stderr } = await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io: npx })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^renew: [^\n]*npx[^\n]*\n$/)
    expect(table()).toBeNull()
    // The Node that runs the tests may be in a temporary folder too, and would be named first.
    const temporary = { ...io, script: '/tmp/renew/bin/renew.js', node: '/opt/node/bin/node' }
    const refused = await renew(home, ['timer', 'install', '--with', 'cron'], { io: temporary })
    expect([refused.code, refused.stderr.includes('/tmp/renew'), table()]).toEqual([1, true, null])
    const taken = await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io: temporary })
    expect([taken.code, taken.stderr.includes('/tmp/renew')]).toEqual([0, true])
  })

  test('half an entry stops everything in one line, and nothing is changed', async () => {
    const half = '# >>> renew: reminders; do not edit between these lines\n0 5 * * * x\n'
    const { io, table } = withCrontab(half)
    for (const words of ['install', 'status', 'remove']) {
      // A clone or a Node in /tmp would be warned of in a second line.
      const elsewhere = { ...io, script: '/opt/renew/bin/renew.js', node: '/opt/node/bin/node' }
      const { code, stderr } = await renew(newHome(), ['timer', words], { io: elsewhere })
      expect(code, words).toBe(1)
      expect(stderr).toMatch(/^renew: [^\n]+\n$/)
    }
    expect(table()).toBe(half)
  })
})

describe.skipIf(reason)(`that nobody would see it${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const UNSEEN = 'No channel is set up, and nobody sees what the timer prints'

  test('is said by install and by add, once a day, until there is a channel', async () => {
    // A table that mails nobody, as on a machine without a mail program.
    const { io } = withCrontab('MAILTO=""\n')
    const home = newHome()
    await renew(home, ['add', 'first', '--expires', '2026-12-31'], { io })
    expect((await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })).stderr).toContain(
      UNSEEN,
    )
    const add = (name: string, how = {}) =>
      renew(home, ['add', name, '--expires', '2027-12-31'], { io, ...how })
    expect((await add('a')).stderr).toContain(UNSEEN)
    expect((await add('b')).stderr).not.toContain(UNSEEN)
    const tomorrow = { now: '2026-12-02T12:00:00+05:00' }
    const told = await renew(home, ['add', 'c', '--expires', '2027-12-31', '--lang', 'zh'], {
      io,
      ...tomorrow,
    })
    expect(told.code).toBe(0)
    expect(told.stderr).toContain('定时任务输出的内容也无人看到')
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/true'], { io })
    expect((await add('d', { now: '2026-12-04T12:00:00+05:00' })).stderr).not.toContain(UNSEEN)
    expect((await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })).stderr).not.toContain(
      UNSEEN,
    )
  })

  test('is not said by add where no timer is installed: the setup hint says more', async () => {
    const { io, asked } = withCrontab('MAILTO=""\n')
    const { stderr, stdout } = await renew(newHome(), ['add', 'me', '--expires', '2026-12-31'], { io })
    expect(stderr).not.toContain(UNSEEN)
    expect(stdout).toContain('renew timer install')
    expect(asked).toEqual([])
  })

  test('a secret in a variable that the timer does not have is warned of, one that it has is not', async () => {
    const { io } = withCrontab('SEEN=hunter2\n')
    const home = newHome()
    await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io })
    const add = (name: string, variable: string) =>
      renew(home, ['channel', 'add', 'webhook', '--name', name, '--url', `env:${variable}`, '--no-test'], {
        io,
        env: { SEEN: 'http://127.0.0.1:1/', UNSEEN: 'http://127.0.0.1:1/' },
      })
    const unseen = await add('one', 'UNSEEN')
    expect(unseen.code, unseen.stderr).toBe(0)
    expect(unseen.stderr).toMatch(/^renew: [^\n]*UNSEEN[^\n]*\n$/)
    expect(await add('two', 'SEEN')).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(`${home}/settings.json`, 'utf8')).not.toContain('hunter2')
    const { stdout } = await renew(home, ['doctor'], { io })
    expect(stdout).toContain('problem\tthe timer cannot send through one now: the variable UNSEEN')
    expect(stdout).not.toContain('through two')
  })
})
