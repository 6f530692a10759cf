import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

describe('config', () => {
  test.each([
    ['lang', 'zh', 'zh'],
    ['lang', '中文', 'zh'],
    ['lang', 'zh-CN', 'zh'],
    ['lang', 'Chinese', 'zh'],
    ['lang', 'ENGLISH', 'en'],
    ['guide', 'generic', 'generic'],
    ['zone', 'europe/london', 'Europe/London'],
    ['milestones', '1mo, 3wd,0d', ['1mo', '3wd', '0d']],
    ['heartbeat', 'https://hc.example/ping/1', 'https://hc.example/****'],
    ['heartbeatFail', 'http://hc.example/ping/1/fail', 'http://hc.example/****'],
    ['remindAt', '8:30', '08:30'],
    ['remindAt', '00:00', '00:00'],
    ['remindAt', '２１：００', '21:00'],
    ['color', 'never', 'never'],
  ])('%s is set, told and forgotten', async (name, text, value) => {
    const home = newHome()
    expect(await answer(home, ['config', 'get', name])).toEqual({ schema: 1, [name]: null })
    expect((await renew(home, ['config', 'set', name, text])).code).toBe(0)
    expect(await answer(home, ['config', 'get', name])).toEqual({ schema: 1, [name]: value })
    const { settings } = await answer<{ settings: object }>(home, ['config', 'list'])
    expect(settings).toEqual({
      ...{
        lang: null,
        guide: null,
        zone: null,
        milestones: null,
        remindAt: null,
        heartbeat: null,
        heartbeatFail: null,
        heartbeatCa: null,
        color: null,
      },
      [name]: value,
    })
    expect((await renew(home, ['config', 'unset', name])).code).toBe(0)
    expect(await answer(home, ['config', 'get', name])).toEqual({ schema: 1, [name]: null })
    await renew(home, ['config', 'set', name, text])
    expect((await renew(home, ['config', 'set', name, ''])).code).toBe(0)
    expect(await answer(home, ['config', 'get', name])).toEqual({ schema: 1, [name]: null })
  })

  test.each([
    ['lang', 'tlh', 2],
    ['guide', 'no/such', 1],
    ['zone', 'Mars/Olympus', 2],
    ['milestones', 'soon', 2],
    ['milestones', ',', 2],
    ['heartbeat', 'file:///etc/passwd', 2],
    ['heartbeat', 'javascript:alert(1)', 2],
    ['remindAt', '21:01', 2],
    ['remindAt', '8:61', 2],
    ['color', 'pink', 2],
    ['colour', 'never', 2],
    ['__proto__', 'x', 2],
    ['constructor', 'x', 2],
  ])('%s %s is refused, and nothing is stored', async (name, text, code) => {
    const home = newHome()
    const said = await renew(home, ['config', 'set', name, text])
    expect([said.code, said.stdout]).toEqual([code, ''])
    expect(said.stderr).toMatch(/^renew: [^\n]+\n$/)
    expect((await renew(home, ['config', 'list'])).stdout).not.toContain(text === ',' ? '= ,' : text)
  })

  test("the setting's milestones apply to cards without their own", async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'milestones', '2d,0d'])
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['add', 'own', '--expires', '2026-12-31', '--milestones', '5d'])
    const reminded = async (day: string) =>
      (
        await answer<{ delivered: { name: string; milestone: string }[] }>(home, ['remind'], {
          now: `${day}T12:00:00+05:00`,
        })
      ).delivered.map(({ name, milestone }) => `${name} ${milestone}`)
    expect(await reminded('2026-12-25')).toEqual([])
    expect(await reminded('2026-12-26')).toEqual(['own 5d'])
    expect(await reminded('2026-12-29')).toEqual(['me 2d'])
  })

  test("the setting's zone applies to cards whose guide has none", async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'zone', 'Pacific/Kiritimati'])
    await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'])
    const { cards } = await answer<{ cards: { zone: string; today: string }[] }>(home, ['status'], {
      now: '2026-12-01T11:00:00Z',
    })
    expect(cards).toMatchObject([{ zone: 'Pacific/Kiritimati', today: '2026-12-02' }])
  })

  test('list shows defaults and what each setting is for', async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'remindAt', '9:30'])
    const pipe = await renew(home, ['config', 'list'])
    expect(pipe.stdout).toContain('guide = kz/registration-card (default)\n')
    expect(pipe.stdout).toContain('remindAt = 09:30\n')
    expect(pipe.stdout).toContain('heartbeat = not set\n')
    const { defaults } = await answer<{ defaults: object }>(home, ['config', 'list'])
    expect(defaults).toMatchObject({
      guide: 'kz/registration-card',
      remindAt: '08:00',
      color: 'auto',
      heartbeat: null,
    })
    const screen = await renew(home, ['config', 'list', '--lang', 'zh'], { terminal: { width: 80 } })
    expect(screen.stdout).toContain('kz/registration-card（默认）')
    expect(screen.stdout).toContain('无法识别证件类型时使用的指南')
    const { stdout } = await renew(home, ['config', 'set', '--help'])
    for (const name of Object.keys(defaults)) expect(stdout).toContain(`  ${name} `)
  })

  test('path names the places in words on a terminal', async () => {
    const said = await renew(newHome(), ['config', 'path', '--lang', 'zh-CN'], { terminal: { width: 200 } })
    expect(said.stdout).toMatch(
      /^ {2}设置 {2,}\/.*settings\.json\n {2}证件 {2,}\/.*cards\.json\n {2}发送记录 /,
    )
  })

  test('path shows where everything is stored, and creates nothing', async () => {
    const home = newHome()
    const { paths } = await answer<{ paths: Record<string, string> }>(home, ['config', 'path'])
    expect(paths).toMatchObject({ cards: `${home}/cards.json`, settings: `${home}/settings.json` })
    expect(() => readFileSync(home)).toThrow('ENOENT')
  })
})

describe('guide', () => {
  test('list has the built-in guides and the user’s own', async () => {
    const home = newHome()
    const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
    mkdirSync(`${home}/guides/my`, { recursive: true })
    writeFileSync(`${home}/guides/my/own.json`, JSON.stringify({ ...guide, id: 'my/own' }))
    writeFileSync(`${home}/guides/bad.json`, '{"schema":1}')
    const { guides } = await answer<{ guides: object[] }>(home, ['guide', 'list'])
    expect(guides[0]).toMatchObject({ id: 'bad', title: null, fault: expect.stringContaining('bad.json') })
    for (const [id, own] of [
      ['generic', false],
      ['kz/registration-card', false],
      ['passport', false],
      ['my/own', true],
    ] as const)
      expect(guides).toContainEqual(expect.objectContaining({ id, own, fault: null }))
  })

  test('shows a guide by its id, else the default one', async () => {
    const home = newHome()
    expect(await answer(home, ['guide'])).toMatchObject({ guide: { id: 'kz/registration-card' }, own: false })
    await renew(home, ['config', 'set', 'guide', 'generic'])
    expect(await answer(home, ['guide'])).toMatchObject({ guide: { id: 'generic' } })
    const { code, stderr } = await renew(home, ['guide', 'kz/registration-crd'])
    expect(code).toBe(1)
    expect(stderr).toContain('kz/registration-card')
  })

  test('the registration card says that nothing of it is verified', async () => {
    for (const lang of ['en', 'zh']) {
      const { stdout } = await renew(newHome(), ['guide', 'kz/registration-card', '--lang', lang])
      expect(stdout).toMatch(lang === 'en' ? /unverified/ : /未核实|未经核实/)
    }
  })

  test("a user's guide with a built-in id replaces it; one that does not load is reported and ignored", async () => {
    const home = newHome()
    const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
    mkdirSync(`${home}/guides`, { recursive: true })
    const own = { ...guide, lead: { ...guide.lead, value: 'P2M' } }
    writeFileSync(`${home}/guides/generic.json`, JSON.stringify(own))
    await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'])
    const opens = async () =>
      (await answer<{ cards: { window: { opens: string } }[] }>(home, ['status'])).cards[0]!.window.opens
    expect(await opens()).toBe('2026-10-31')
    writeFileSync(`${home}/guides/generic.json`, JSON.stringify({ ...own, surprise: 1 }))
    expect(await opens()).toBe('2026-11-30')
    expect((await renew(home, ['status'])).stderr + (await renew(home, ['status'])).stdout).toContain(
      'generic.json',
    )
    expect((await renew(home, ['guide', 'generic'])).stderr).toContain('surprise')
  })

  test.each(['../../../etc/passwd', '/etc/passwd', 'a\u0000b', '__proto__', '..', ''])(
    'an id such as %j reaches no file',
    async id => {
      const { code, stderr } = await renew(newHome(), ['guide', '--', id])
      expect(code).toBe(1)
      expect(stderr).toMatch(/^renew: [^\n\u0000]+\n$/)
    },
  )
})

test("the user's working days replace whole years; a file that cannot be used is reported", async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const lastWorkingDay = async () =>
    (await answer<{ cards: { lastWorkingDay: string }[] }>(home, ['status'])).cards[0]!.lastWorkingDay
  expect(await lastWorkingDay()).toBe('2026-12-31')
  mkdirSync(`${home}/workdays`, { recursive: true })
  const year = { off: ['2026-12-30', '2026-12-31'], work: [], estimated: [], source: 'a decree' }
  writeFileSync(`${home}/workdays/KZ.json`, JSON.stringify({ 2026: year }))
  expect(await lastWorkingDay()).toBe('2026-12-29')
  writeFileSync(`${home}/workdays/KZ.json`, '{"2026":{"off":["2026-02-30"]}}')
  expect(await lastWorkingDay()).toBe('2026-12-31')
  expect((await renew(home, ['status', '--json'])).stderr).toContain('KZ.json')
})
