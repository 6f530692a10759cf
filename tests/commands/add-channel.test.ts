import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CHANNELS } from '../../src/channels/index.ts'
import { settingWords } from '../../src/commands/channel/ask-settings.ts'
import { Service } from '../channels/service.ts'
import { SERVICES } from '../channels/services.ts'
import { newFolder } from '../folders.ts'
import { en } from '../words.ts'
import { newHome, renew, type Said } from '../world.ts'

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [{ status: 200, body: { id: 'x', ok: true, errcode: 0 } }]
})

/** The program, with every address leading to the test's own service. */
const call = (home: string, ...argv: string[]): Promise<Said> =>
  renew(home, argv, { io: { http: service.http } })
const settingsIn = (home: string): { channels: Record<string, unknown> } =>
  existsSync(`${home}/settings.json`)
    ? JSON.parse(readFileSync(`${home}/settings.json`, 'utf8'))
    : { channels: {} }
const typed = (settings: Record<string, string>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])

describe('channel add', () => {
  test('sends a real test message, then saves it where only its owner reads', async () => {
    const home = newHome()
    const said = await call(
      home,
      'channel',
      'add',
      'ntfy',
      ...typed(SERVICES.ntfy!.settings),
      '--name',
      'phone',
    )
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toContain('The test message was sent; reminders now come through phone.')
    expect(JSON.parse(service.seen[0]!.body)).toMatchObject({ title: 'renew: a test message' })
    expect(settingsIn(home).channels).toEqual({
      phone: { kind: 'ntfy', lang: null, settings: SERVICES.ntfy!.settings },
    })
    if (process.platform !== 'win32') expect(statSync(`${home}/settings.json`).mode & 0o777).toBe(0o600)
  })

  test('writes in the language of the channel', async () => {
    const home = newHome()
    await call(home, 'channel', 'add', 'ntfy', '--topic', 'cards', '--message-lang', 'zh')
    expect(JSON.parse(service.seen[0]!.body).title).toBe('renew：测试消息')
    expect(settingsIn(home).channels).toMatchObject({ ntfy: { lang: 'zh' } })
  })

  test.each(Object.keys(SERVICES))(
    '%s: a test that fails saves nothing and says why, without secrets',
    async kind => {
      const home = newHome()
      const { settings, secrets } = SERVICES[kind]!
      service.replies = [{ status: 403, body: { message: `no ${secrets.join(' ')} here` } }]
      const said = await call(home, 'channel', 'add', kind, ...typed(settings))
      expect(said).toMatchObject({ code: 1, stdout: '' })
      expect(said.stderr).toMatch(
        /^renew: the test message could not be sent, so ".*" was not saved: HTTP 403 from /,
      )
      expect(said.stderr.trim()).not.toContain('\n')
      for (const secret of secrets) expect(said.stderr).not.toContain(secret)
      expect(settingsIn(home).channels).toEqual({})
    },
  )

  test('a service that refuses with HTTP 200 fails the test too', async () => {
    const home = newHome()
    service.replies = [{ status: 200, body: { errcode: 93000, errmsg: 'invalid webhook url' } }]
    const said = await call(home, 'channel', 'add', 'wecom', ...typed(SERVICES.wecom!.settings))
    expect(said.code).toBe(1)
    expect(said.stderr).toContain('invalid webhook url (93000)')
    expect(settingsIn(home).channels).toEqual({})
  })

  test.each(Object.keys(SERVICES))('%s: --no-test saves without calling the service', async kind => {
    const home = newHome()
    const said = await call(home, 'channel', 'add', kind, ...typed(SERVICES[kind]!.settings), '--no-test')
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(service.seen).toEqual([])
    expect(settingsIn(home).channels).toMatchObject({ [kind]: { settings: SERVICES[kind]!.settings } })
  })

  test.each([
    [['webhook', '--url', 'file:///etc/passwd'], '--url cannot be "file://"'],
    [['webhook', '--url', 'https://me:pw@example.org/x'], 'without a user and password'],
    [['webhook', '--url', 'ftp://example.org'], 'http:// or https://'],
    [['webhook', '--url', 'https://example.org', '--header', 'no header'], 'it looks like: Authorization:'],
    [['telegram', '--token', 'hunter22', '--chat', '1'], '--token cannot be "****"'],
    [['telegram', '--token', 'file:token', '--chat', '1'], 'write the whole path'],
    [['ntfy', '--topic', 'my cards'], 'it looks like: my-cards-7Kq2'],
    [['command', '--run', '/bin/true', '--timeout', '90'], 'use a whole number in this range: 1–60'],
    [
      ['email', '--to', 'ann@example.org', '--host', 'smtp.example.org', '--tls', 'ssl'],
      'use one of these: starttls, implicit, none',
    ],
    [['ntfy', '--topic', 'cards', '--server', 'ntfy.lan'], 'http:// or https://'],
    [['ntfy', '--topic', 'cards', '--ca', 'my.pem'], 'write the whole path'],
    [['ntfy', '--topic', 'cards', '--chat', '1'], 'the kind ntfy has no setting --chat'],
    [['dingtalk', '--url', 'https://oapi.dingtalk.com/robot/send'], 'access_token='],
    [['telegram', '--chat', '1'], 'the kind telegram needs --token'],
    [['telegram'], 'the kind telegram needs --token and --chat'],
    [['apprise'], 'the kind apprise needs --url or --urls or --config or --run'],
  ])('%j is refused with what to write, and nothing is sent', async (words, told) => {
    const home = newHome()
    const said = await call(home, 'channel', 'add', ...words)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain(told)
    expect(said.stderr).not.toMatch(/hunter22|me:pw/)
    expect(service.seen).toEqual([])
    expect(settingsIn(home).channels).toEqual({})
  })

  test('with only a kind lists its settings and where to get them', async () => {
    const { stderr } = await call(newHome(), 'channel', 'add', 'telegram')
    expect(stderr).toContain('renew channel add telegram --token 110201543:')
    expect(stderr).toContain('[--server https://api.telegram.org]')
    expect(stderr).toContain('https://core.telegram.org/bots/features#botfather')
  })

  test('help lists every kind, and that of a kind all its settings', async () => {
    const { stdout: list } = await call(newHome(), 'channel', 'add', '--help')
    for (const [kind, load] of Object.entries(CHANNELS)) {
      expect(list).toMatch(new RegExp(`^  ${kind} +[a-z]`, 'm'))
      const { stdout, code } = await call(newHome(), 'channel', 'add', kind, '--help')
      expect(code).toBe(0)
      for (const { name } of (await load()).settings) expect(stdout, kind).toMatch(new RegExp(`--${name} `))
      expect(stdout).not.toContain('undefined')
    }
  })

  test('a setting without a text has a general one', async () => {
    expect(settingWords('token', en)).toBe('the access token')
    expect(settingWords('pigeon', en)).toBe('a value')
    expect(settingWords('constructor', en)).toBe('a value')
  })

  test('a secret in a file is read when it is sent, and stays there', async () => {
    const home = newHome()
    const file = path.join(newFolder(), 'topic')
    writeFileSync(file, 'from-a-file\n')
    const said = await call(home, 'channel', 'add', 'ntfy', '--topic', `file:${file}`)
    expect(said.code).toBe(0)
    expect(JSON.parse(service.seen[0]!.body).topic).toBe('from-a-file')
    expect(settingsIn(home).channels).toMatchObject({ ntfy: { settings: { topic: `file:${file}` } } })
  })

  test('warns about a secret in a variable: the timer may not have it', async () => {
    const home = newHome()
    const how = { io: { http: service.http }, env: { MY_TOPIC: 'from-env' } }
    const said = await renew(home, ['channel', 'add', 'ntfy', '--topic', 'env:MY_TOPIC'], how)
    expect(said.code).toBe(0)
    expect(said.stderr).toContain('it may not see MY_TOPIC')
    expect(JSON.parse(service.seen[0]!.body).topic).toBe('from-env')
  })

  test.skipIf(process.platform === 'win32').each([
    ['a variable', '[ -n "$ONLY_HERE" ]'],
    ['a program of its PATH', 'only-here'],
  ])('a program that needs %s of this shell is refused, as the timer has it not', async (_, needs) => {
    const home = newHome()
    const folder = newFolder()
    for (const [name, line] of [
      ['only-here', 'exit 0'],
      ['send', needs],
    ] as const) {
      writeFileSync(`${folder}/${name}`, `#!/bin/sh\n${line}\n`)
      chmodSync(`${folder}/${name}`, 0o755)
    }
    const env = { ONLY_HERE: '1', PATH: `${folder}:${process.env.PATH}` }
    const add = ['channel', 'add', 'command', '--run', `${folder}/send`]
    const refused = await renew(home, add, { env })
    expect([refused.code, settingsIn(home).channels ?? {}]).toEqual([1, {}])
    expect(refused.stderr).toMatch(/the timer looks for programs in \S+ and has no other variables/)
    expect(refused.stderr).not.toContain(`in ${folder}`)
    writeFileSync(`${folder}/send`, '#!/bin/sh\nexit 0\n')
    const taken = await renew(home, add, { env })
    expect([taken.code, taken.stderr]).toEqual([0, ''])
  })
})
