import { describe, expect, test } from 'vitest'
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
    expect(stderr).toContain('the private Node of an editor')
    expect(stderr).toContain('install Node from nodejs.org')
  })

  test('a temporary folder can be used with --yes', async () => {
    const box = fakeCrontab()
    const io = { ...PLACE, script: '/tmp/renew/bin/renew.js', ...box.io }
    const { code, stderr } = await renew(newHome(), ['timer', 'install', '--with', 'cron', '--yes'], { io })
    expect([code, stderr]).toEqual([0, expect.stringContaining('/tmp/renew/bin/renew.js is in a temporary')])
    expect(box.table).toContain('/tmp/renew/bin/renew.js')
  })
})
