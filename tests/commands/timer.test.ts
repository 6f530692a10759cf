import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { newFolder } from '../folders.ts'
import { answer, newHome, renew } from '../world.ts'
import { fakeCrontab } from './fake-crontab.ts'

/** A program in a place that stays. */
const PLACE = { node: '/usr/bin/node', script: '/usr/lib/node_modules/renew-reminder/bin/renew.js' }

interface Status {
  timers: { differs: string[]; current: boolean; text: string }[]
}

async function printed(home: string, env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await renew(home, ['timer', 'print', '--with', 'cron'], { env, io: PLACE })
  expect(code, stderr).toBe(0)
  return stdout
}

test.each(['cron', 'systemd', 'launchd', 'schtasks'])('print --json gives the entries of %s', async kind => {
  const home = newHome()
  const argv = ['timer', 'print', '--with', kind]
  const printed = await answer<{ timer: string; entries: { place: string; text: string }[] }>(home, argv, {
    io: PLACE,
  })
  expect(printed.timer).toBe(kind)
  const { stdout } = await renew(home, argv, { io: PLACE })
  for (const { place, text } of printed.entries) expect(stdout).toContain(`# ${place}\n${text.trimEnd()}\n`)
  expect(printed.entries.length).toBeGreaterThan(0)
})

describe('the zone of the entry', () => {
  test.each([
    [{}, null],
    [{ TZ: '' }, null],
    [{ TZ: '  ' }, null],
    [{ TZ: 'Asia/Almaty' }, 'Asia/Almaty'],
    [{ TZ: ':Asia/Almaty' }, 'Asia/Almaty'],
    [{ TZ: '/usr/share/zoneinfo/Asia/Almaty' }, 'Asia/Almaty'],
    [{ TZ: 'KZT-5' }, 'KZT-5'],
  ])('with %o is %s', async (env, zone) => {
    const entry = await printed(newHome(), env)
    expect(/ TZ=(\S+)/.exec(entry)?.[1] ?? null).toBe(zone)
  })

  test('is not an unknown one', async () => {
    const fault = { name: 'TZ', value: 'Not/AZone' } as const
    const home = newHome()
    const io = { ...PLACE, clockFault: fault }
    const { stdout } = await renew(home, ['timer', 'print', '--with', 'cron'], {
      env: { TZ: 'Not/AZone' },
      io,
    })
    expect(stdout).not.toContain('TZ=')
  })

  test('is that of the setting where TZ is not set; a later change of it is named', async () => {
    const home = newHome()
    const { io } = fakeCrontab()
    await renew(home, ['config', 'set', 'zone', 'Pacific/Auckland'])
    expect(await printed(home)).toContain(' TZ=Pacific/Auckland ')
    expect(await printed(home, { TZ: 'Asia/Almaty' })).toContain(' TZ=Asia/Almaty ')
    await renew(home, ['timer', 'install', '--with', 'cron'], { io: { ...PLACE, ...io } })
    await renew(home, ['config', 'unset', 'zone'])
    const { timers } = await answer<Status>(home, ['timer', 'status'], { io: { ...PLACE, ...io } })
    expect(timers).toMatchObject([{ current: false, differs: ['zone'] }])
  })

  test('is taken out again where an earlier version wrote one that nobody chose', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const io = { ...PLACE, ...box.io }
    await renew(home, ['timer', 'install', '--with', 'cron'], { io })
    const right = box.table!
    box.table = right.replace(' LC_CTYPE', ' TZ=Etc/Unknown LC_CTYPE')
    const { timers } = await answer<Status>(home, ['timer', 'status'], { io })
    expect(timers).toMatchObject([{ current: false, differs: ['zone'] }])
    expect((await renew(home, ['timer', 'install'], { io })).code).toBe(0)
    expect(box.table).toBe(right)
  })

  test('is the clock of remindAt, for the run and for what status promises', async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'zone', 'Pacific/Auckland'])
    await renew(home, [
      'add',
      'lease',
      '--guide',
      'lease',
      '--expires',
      '2026-12-31',
      '--zone',
      'Pacific/Auckland',
    ])
    // 08:00 in Auckland on 17 December is 19:00 UTC on the 16th.
    const run = (now: string) => renew(home, ['remind', '--scheduled'], { now })
    await run('2026-12-16T10:00:00Z')
    const { nextReminder } = await answer<{ nextReminder: { at: string } }>(home, ['status'], {
      now: '2026-12-16T10:00:00Z',
    })
    expect(Date.parse(nextReminder.at)).toBe(Date.parse('2026-12-16T19:00:00Z'))
    expect((await run('2026-12-16T18:59:00Z')).stdout).toBe('')
    expect((await run('2026-12-16T19:00:00Z')).stdout).toContain('lease')
  })
})

describe('the paths of the entry', () => {
  const IN_NVM = { ...PLACE, node: '/home/a/.nvm/versions/node/v20.20.2/bin/node' }
  const WARNING = '/home/a/.nvm/versions/node/v20.20.2/bin/node belongs to one version, and nvm removes it'

  test('that an update will remove are warned of by install, print and doctor', async () => {
    const home = newHome()
    const io = { ...IN_NVM, ...fakeCrontab().io }
    for (const word of ['print', 'install']) {
      const { code, stderr } = await renew(home, ['timer', word, '--with', 'cron'], { io })
      expect(code).toBe(0)
      expect(stderr).toContain(WARNING)
    }
    const { stdout } = await renew(home, ['timer', 'install', '--with', 'cron', '--json'], { io })
    expect(JSON.parse(stdout).timer.result).toBe('unchanged')
    expect((await renew(home, ['timer', 'print', '--lang', 'zh'], { io })).stderr).toContain('nvm 会把它删除')
  })

  test.each([
    ['/home/a/.npm/_npx/abc/node_modules/renew-reminder/bin/renew.js', 'the cache of npx'],
    ['/tmp/renew/bin/renew.js', 'a temporary folder'],
    ['/home/a/.cache/deno/npm/registry.npmjs.org/renew-reminder/0.1.0/bin/renew.js', 'the cache of another'],
  ])('a script in %s is refused: %s', async (script, why) => {
    const box = fakeCrontab()
    const io = { ...PLACE, script, ...box.io }
    const { code, stderr } = await renew(newHome(), ['timer', 'install', '--with', 'cron'], { io })
    expect([code, box.table]).toEqual([1, null])
    expect(stderr).toContain(why)
  })

  test('a Node of an editor is refused, with what to do', async () => {
    const io = { ...PLACE, node: '/home/a/.vscode-server/bin/0a/node', ...fakeCrontab().io }
    const { code, stderr } = await renew(newHome(), ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect(code).toBe(1)
    expect(stderr).toContain('node belongs to an editor')
    expect(stderr).toContain('install Node and renew in a permanent place')
  })

  test('a temporary folder can be used with --yes', async () => {
    const box = fakeCrontab()
    const io = { ...PLACE, script: '/tmp/renew/bin/renew.js', ...box.io }
    const { code, stderr } = await renew(newHome(), ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect([code, stderr]).toEqual([0, expect.stringContaining('/tmp/renew/bin/renew.js is in a temporary')])
    expect(box.table).toContain('/tmp/renew/bin/renew.js')
  })
})

describe('an entry that differs from what would be installed now', () => {
  async function installed() {
    const home = newHome()
    const box = fakeCrontab()
    const io = { ...PLACE, ...box.io }
    await renew(home, ['timer', 'install', '--with', 'cron'], { io })
    const status = async () => (await answer<Status>(home, ['timer', 'status'], { io })).timers[0]
    const said = async (...lang: string[]) => (await renew(home, ['timer', 'status', ...lang], { io })).stdout
    return { home, box, io, status, said, right: box.table! }
  }

  test('a minute that was changed by hand is named, and stays when the entry is updated', async () => {
    const { home, box, io, status, said, right } = await installed()
    const edited = right.replace('7 * * * *', '23 * * * *')
    box.table = edited
    expect(await status()).toMatchObject({ current: true, differs: ['minute'], times: ['*:23'] })
    expect(await said()).toContain('up to date: its minute was changed by hand, which stays so')
    expect(await said('--lang', 'zh')).toContain('正常：分钟数是手动改的，会保留')
    expect(await answer(home, ['timer', 'install'], { io })).toMatchObject({
      timer: { result: 'unchanged', times: ['*:23'] },
    })
    box.table = edited.replace(' LC_CTYPE', ' TZ=Asia/Almaty LC_CTYPE')
    expect(await status()).toMatchObject({ current: false, differs: ['minute', 'zone'] })
    expect(await answer(home, ['timer', 'install'], { io })).toMatchObject({
      timer: { result: 'updated', times: ['*:23'] },
    })
    expect(box.table).toBe(edited)
    expect((await renew(home, ['timer', 'print', '--with', 'cron'], { io })).stdout).toContain(
      '\n23 * * * * ',
    )
  })

  test.each([
    ['0 9 * * *', ['times'], 'other times than every hour'],
    ['*/30 * * * *', ['times'], 'other times than every hour'],
    ['99 * * * *', ['times'], 'other times than every hour'],
    ['7 9,13,18 * * *', ['fixed-hours'], 'three fixed hours (09:07, 13:07, 18:07) instead of every hour'],
  ])('the times %s are named, and replaced', async (times, differs, words) => {
    const { home, box, io, status, said, right } = await installed()
    box.table = right.replace('7 * * * *', times)
    expect(await status()).toMatchObject({ current: false, differs })
    expect(await said()).toContain(`out of date: ${words}; run renew timer install\n`)
    await renew(home, ['timer', 'install'], { io })
    expect(box.table).toBe(right)
  })

  test.each([
    ['/usr/bin/node', '/opt/node', ['node'], 'Node is /opt/node there, now /usr/bin/node'],
    [PLACE.script, '/opt/renew.js', ['script'], `renew is /opt/renew.js there, now ${PLACE.script}`],
    [
      ' LC_CTYPE=C.UTF-8',
      ' TZ=Asia/Almaty LC_CTYPE=C.UTF-8',
      ['zone'],
      'the time zone is Asia/Almaty there, now not set',
    ],
    ['LC_CTYPE=C.UTF-8', 'LC_CTYPE=C A=b', ['variables'], 'other variables (LC_CTYPE, A)'],
    ['--scheduled', '--scheduled >/dev/null', ['text'], 'its text was changed'],
    ['LC_CTYPE=C.UTF-8', 'LC_CTYPE=C.UTF-8 node=/opt/node', ['text'], 'its text was changed'],
  ])('%s in place of %s: %o', async (here, there, differs, words) => {
    const { box, status, said, right } = await installed()
    box.table = right.replace(here, there)
    expect(await status()).toMatchObject({ current: false, differs })
    expect(await said()).toContain(`out of date: ${words}; run renew timer install\n`)
  })

  test('a line that was commented out is named, and switched on again', async () => {
    const { home, box, io, status, said, right } = await installed()
    box.table = right.replace('7 * * * *', '#7 * * * *')
    expect(await status()).toMatchObject({ active: false })
    expect(await said()).toContain('switched off: its line is commented out; run renew timer install\n')
    expect(await said('--lang', 'zh')).toContain('已关闭：所在行被注释掉了；请运行 renew timer install\n')
    await renew(home, ['timer', 'install'], { io })
    expect(box.table).toBe(right)
  })

  test('another home is named, and not taken over', async () => {
    const { home, box, io } = await installed()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const other = newHome()
    const { stdout } = await renew(other, ['timer', 'status'], { io })
    expect(stdout).toContain(`sends reminders for other documents, not for these: ${home}/cards.json`)
    const before = box.table
    expect((await renew(other, ['timer', 'install', '--with', 'cron'], { io })).code).toBe(1)
    expect(box.table).toBe(before)
  })
})

describe('what status says of a dead timer', () => {
  /** A home with a card and an installed timer, whose Node and script are files that can be removed. */
  async function installed() {
    const home = newHome()
    const place = newFolder()
    const io = { node: `${place}/node`, script: `${place}/renew.js`, ...fakeCrontab().io }
    for (const file of [io.node, io.script]) writeFileSync(file, '')
    await renew(home, ['add', 'me', '--expires', '2027-12-31'])
    const done = await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect(done.code, done.stderr).toBe(0)
    return { home, io }
  }

  test.each(['node', 'script'] as const)('that its %s is gone, at once', async which => {
    const { home, io } = await installed()
    expect((await renew(home, ['status'])).stderr).not.toContain('timer')
    rmSync(io[which])
    for (const [lang, words] of [
      [
        'en',
        `The timer cannot start renew, so no reminders are sent (${io[which]} does not exist): renew timer install`,
      ],
      ['zh', `定时任务无法启动 renew，不会发送提醒（找不到 ${io[which]}）：renew timer install`],
    ]) {
      expect((await renew(home, ['status', '--lang', lang!])).stderr).toContain(words)
      const json = await renew(home, ['status', '--json', '--lang', lang!])
      expect(json.stderr).toContain(words)
      expect(JSON.parse(json.stdout).timer.missing).toEqual({ what: 'program', path: io[which] })
    }
  })

  test('that cron has not run it for two hours, until it does', async () => {
    const { home } = await installed()
    const at = (time: string) => ({ now: `2026-12-01T${time}+05:00` })
    expect((await renew(home, ['status'], at('13:59:00'))).stderr).not.toContain('timer')
    expect((await renew(home, ['status'], at('14:01:00'))).stderr).toContain(
      'The timer has not run yet, but runs every hour while the computer is on. To find out why: renew doctor',
    )
    await renew(home, ['remind', '--scheduled'], at('14:07:00'))
    expect((await renew(home, ['status'], at('16:06:00'))).stderr).not.toContain('timer')
    const { stderr } = await renew(home, ['status'], at('16:08:00'))
    expect(stderr).toMatch(/The timer has not run since Tue 1 Dec 2026, \d\d:07, but runs every hour/)
    const { timer } = await answer<{ timer: object }>(home, ['status'], at('16:08:00'))
    expect(timer).toMatchObject({ late: true, stale: false, missing: null })
  })
})

describe('proxies and certificate authorities of the shell', () => {
  const CA = `${newFolder()}/office.pem`
  writeFileSync(CA, '-----BEGIN CERTIFICATE-----\n')

  test.each([
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'HTTPS_PROXY=http://proxy:3128'],
    [{ https_proxy: 'http://proxy:3128' }, 'https_proxy=http://proxy:3128'],
    [{ HTTP_PROXY: 'proxy:3128' }, 'HTTP_PROXY=proxy:3128'],
    [{ ALL_PROXY: 'http://proxy:3128' }, 'ALL_PROXY=http://proxy:3128'],
    [{ NO_PROXY: 'localhost,.corp.test' }, 'NO_PROXY=localhost,.corp.test'],
    [{ NODE_EXTRA_CA_CERTS: CA }, `NODE_EXTRA_CA_CERTS=${CA}`],
    [{ NODE_EXTRA_CA_CERTS: path.relative(process.cwd(), CA) }, `NODE_EXTRA_CA_CERTS=${CA}`],
  ])('%o are in the entry', async (env, text) => {
    expect(await printed(newHome(), env as Record<string, string>)).toContain(` ${text} `)
  })

  test('certificates that are gone, and empty variables, are not', async () => {
    const entry = await printed(newHome(), { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem', HTTP_PROXY: '' })
    expect(entry).not.toMatch(/NODE_EXTRA|PROXY/)
  })

  test('install names them; a password stays out of the entry and of every output, and the run has it', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const env = { HTTPS_PROXY: 'http://u:hunter2@proxy:3128', NO_PROXY: 'localhost' }
    const how = { env, io: { ...PLACE, ...box.io } }
    const { code, stdout, stderr } = await renew(home, ['timer', 'install', '--with', 'cron'], how)
    expect(code).toBe(0)
    expect(stderr).toContain('The timer gets these variables too: NO_PROXY\n')
    expect(stderr).toContain('kept in settings.json instead of the timer: HTTPS_PROXY\n')
    const status = await renew(home, ['timer', 'status', '--json'], how)
    expect(stdout + stderr + status.stdout + box.table).not.toContain('hunter2')
    expect(JSON.parse(status.stdout).timers).toMatchObject([{ current: true, differs: [] }])
    const seen: unknown[] = []
    const later = { io: { env: { RENEW_HOME: home, HOME: home, LANG: 'C.UTF-8' } as Io['env'] } }
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/true', '--no-test'])
    const run: Io['run'] = async file => {
      if (file === '/bin/true') seen.push(later.io.env.HTTPS_PROXY)
      return { code: 0, stdout: '', stderr: '', error: null }
    }
    await renew(home, ['remind', '--scheduled'], { io: { ...later.io, run } })
    expect(seen).toEqual(['http://u:hunter2@proxy:3128'])
  })

  test('a kept password reaches channels over HTTP and the heartbeat', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const env = { HTTPS_PROXY: 'http://u:hunter2@proxy:3128' }
    await renew(home, ['timer', 'install', '--with', 'cron'], { env, io: { ...PLACE, ...box.io } })
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['channel', 'add', 'webhook', '--url', 'https://hook.test/in', '--no-test'])
    await renew(home, ['config', 'set', 'heartbeat', 'https://watch.test/ping'])
    const asked: string[] = []
    const http: Io['http'] = async ({ url, proxy }) => {
      asked.push(`${url.host} ${proxy?.href}`)
      return { status: 200, headers: {}, text: 'OK', isWhole: true }
    }
    const io = { env: { RENEW_HOME: home, HOME: home, LANG: 'C.UTF-8' } as Io['env'], http }
    await renew(home, ['remind', '--scheduled'], { io })
    expect([...new Set(asked)].sort()).toEqual([
      'hook.test http://u:hunter2@proxy:3128/',
      'watch.test http://u:hunter2@proxy:3128/',
    ])
  })

  test('are carried into an installed timer when a channel was tested with them', async () => {
    const home = newHome()
    const box = fakeCrontab(null, { '/bin/true': () => ({}) })
    const io = { ...PLACE, script: CA, node: CA, ...box.io }
    await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    const env = { HTTPS_PROXY: 'http://proxy:3128' }
    const add = ['channel', 'add', 'command', '--run', '/bin/true']
    const { code, stderr } = await renew(home, add, { io, env })
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('The timer gets these variables too: HTTPS_PROXY'),
    ])
    expect(box.table).toContain(' HTTPS_PROXY=http://proxy:3128 ')
  })

  test('a secret in a variable that the installed timer does not have is refused before a test message is sent', async () => {
    const home = newHome()
    const box = fakeCrontab('SEEN=yes\n')
    const io = { ...PLACE, script: CA, node: CA, ...box.io }
    await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    const asked: unknown[] = []
    const http: Io['http'] = async request => {
      asked.push(request.url.href)
      return { status: 200, headers: {}, text: '{"id":"x","event":"message"}', isWhole: true }
    }
    const add = (variable: string) =>
      renew(home, ['channel', 'add', 'ntfy', '--name', variable, '--topic', `env:${variable}`], {
        io: { ...io, http },
        env: { UNSEEN: 'topic1', SEEN: 'topic1' },
      })
    const refused = await add('UNSEEN')
    expect([refused.code, asked]).toEqual([1, []])
    expect(refused.stderr).toContain('the variable UNSEEN is set here, but the timer does not have it')
    const taken = await add('SEEN')
    expect(taken.code, taken.stderr).toBe(0)
    expect(asked).toHaveLength(1)
  })
})

describe('remindAt', () => {
  test('on an entry with the three fixed hours of an earlier version is followed by the command that updates it', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const script = `${newFolder()}/renew.js`
    writeFileSync(script, '')
    const io = { node: process.execPath, script, ...box.io }
    await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    const set = () => renew(home, ['config', 'set', 'remindAt', '18:30'], { io })
    expect((await set()).stderr).toBe('')
    box.table = box.table!.replace('7 * * * *', '7 9,13,18 * * *')
    expect((await set()).stderr).toBe(
      'The installed timer does not follow this setting (three fixed hours (09:07, 13:07, 18:07) instead of every hour). To update it: renew timer install\n',
    )
  })

  test('and zone: what the entry has a copy of is followed by the command that updates it', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const script = `${newFolder()}/renew.js`
    writeFileSync(script, '')
    const io = { node: process.execPath, script, ...box.io }
    const set = (...words: string[]) => renew(home, ['config', ...words], { io })
    expect((await set('set', 'zone', 'Asia/Almaty')).stderr).toBe('')
    await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect(box.table).toContain('TZ=Asia/Almaty')
    expect((await set('set', 'lang', 'en')).stderr).toBe('')
    const lacks = (there: string, here: string) =>
      `The installed timer does not follow this setting (the time zone is ${there} there, now ${here}). To update it: renew timer install\n`
    expect((await set('set', 'zone', 'Asia/Tokyo')).stderr).toBe(lacks('Asia/Almaty', 'Asia/Tokyo'))
    expect((await set('unset', 'zone')).stderr).toBe(lacks('Asia/Almaty', 'not set'))
    const undone = await renew(home, ['undo', '--yes'], { io })
    expect(undone.stderr).toContain(lacks('Asia/Almaty', 'Asia/Tokyo'))
    await renew(home, ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect((await set('set', 'zone', 'Asia/Tokyo')).stderr).toBe('')
  })

  test('of timer install --at can be undone; the timer stays', async () => {
    const home = newHome()
    const box = fakeCrontab()
    const io = { ...PLACE, ...box.io }
    await renew(home, ['config', 'set', 'remindAt', '07:00'])
    await renew(home, ['timer', 'install', '--with', 'cron', '--at', '18:30'], { io })
    expect(await answer(home, ['config', 'get', 'remindAt'])).toMatchObject({ remindAt: '18:30' })
    const undone = await renew(home, ['undo', '--yes'], { io })
    expect(undone.stdout + undone.stderr).toContain('timer install')
    const { remindAt } = await answer<{ remindAt: string }>(home, ['config', 'get', 'remindAt'])
    expect([undone.code, remindAt]).toEqual([0, '07:00'])
    expect(box.table).toContain('remind --scheduled')
  })

  test('another time for an installed timer is an update, and the same time is not', async () => {
    const home = newHome()
    const io = { ...PLACE, ...fakeCrontab().io }
    const install = async (at: string) =>
      (await renew(home, ['timer', 'install', '--with', 'cron', '--at', at], { io })).stdout
    expect(await install('08:00')).toContain('Installed:')
    expect(await install('08:30')).toContain('Updated (08:00 → 08:30):')
    expect(await install('08:30')).toContain('Already installed:')
  })

  test('a laptop that is on from 20 to 23 h gets its reminder, once, with the first run', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2027-01-01', '--zone', 'UTC', '--milestones', '14d'])
    const said: string[] = []
    for (const day of ['17', '18', '19'])
      for (const hour of ['20', '21', '22']) {
        const now = `2026-12-${day}T${hour}:07:00Z`
        const { stdout } = await renew(home, ['remind', '--scheduled'], { now })
        if (stdout !== '') said.push(now)
      }
    expect(said).toEqual(['2026-12-18T20:07:00Z'])
  })
})

describe('the language of the entry', () => {
  test.each([
    [{ LANG: 'C' }, null],
    [{ LANG: 'POSIX' }, null],
    [{ LANG: 'C.UTF-8' }, null],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, null],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ RENEW_LANG: 'zh', LANG: 'C' }, 'zh'],
  ])('%o: %s is stored', async (env, lang) => {
    const home = newHome()
    const io = { ...PLACE, ...fakeCrontab().io }
    const { code } = await renew(home, ['timer', 'install', '--with', 'cron'], {
      io,
      env: env as Record<string, string>,
    })
    expect(code).toBe(0)
    expect(await answer(home, ['config', 'get', 'lang'])).toMatchObject({ lang })
  })
})
