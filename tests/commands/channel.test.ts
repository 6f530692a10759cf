import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Service } from '../channels/service.ts'
import { SERVICES } from '../channels/services.ts'
import { answer, newHome, renew, type Said } from '../world.ts'

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
const typed = (settings: Record<string, string>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])

describe('channel list', () => {
  test('shows kind, language and settings, but no secrets', async () => {
    const home = newHome()
    for (const [kind, { settings }] of Object.entries(SERVICES))
      await call(home, 'channel', 'add', kind, ...typed(settings), '--no-test', '--message-lang', 'zh')
    const { stdout } = await call(home, 'channel', 'list')
    const json = (await call(home, 'channel', 'list', '--json')).stdout
    const config = (await call(home, 'config', 'list', '--json')).stdout
    for (const { secrets } of Object.values(SERVICES)) {
      for (const secret of secrets)
        for (const text of [stdout, json, config]) expect(text).not.toContain(secret)
    }
    expect(stdout).toContain('url=https://hooks.slack.com/****')
    expect(stdout).toContain('chat=987654321')
    expect(JSON.parse(json).channels).toContainEqual(
      expect.objectContaining({
        name: 'discord',
        kind: 'discord',
        lang: 'zh',
        settings: { url: 'https://discord.com/****' },
      }),
    )
  })
})

describe('channel test', () => {
  test('sends a message, and reports a failure', async () => {
    const home = newHome()
    await call(home, 'channel', 'add', 'ntfy', '--topic', 'cards', '--no-test')
    expect(await call(home, 'channel', 'test', 'ntfy')).toMatchObject({ code: 0 })
    expect(service.seen).toHaveLength(1)
    service.replies = [{ status: 404 }]
    const said = await call(home, 'channel', 'test', 'ntfy')
    expect(said).toMatchObject({ code: 1, stdout: '' })
    expect(said.stderr).toContain('the test message could not be sent through "ntfy": HTTP 404 from ntfy.sh')
  })
})

describe('remind', () => {
  const withCard = async (...channel: string[]): Promise<string> => {
    const home = newHome()
    await answer(home, ['add', 'me', '--expires', '2026-12-31'])
    await call(home, 'channel', 'add', ...channel, '--no-test')
    return home
  }

  test.each(Object.keys(SERVICES))('%s: delivers what is owed, once', async kind => {
    const { settings, good, shown } = SERVICES[kind]!
    const home = await withCard(kind, ...typed(settings))
    service.replies = [good]
    expect(await call(home, 'remind')).toMatchObject({ code: 0, stderr: '' })
    expect(shown(JSON.parse(service.seen[0]!.body) as never)).toContain('It expires in 30 days')
    expect(await call(home, 'remind')).toMatchObject({ code: 0, stdout: '' })
    expect(service.seen).toHaveLength(1)
  })

  test('an address that is gone is reported by status until it works again', async () => {
    const home = await withCard('slack', ...typed(SERVICES.slack!.settings))
    const status = () => renew(home, ['status'], { terminal: { width: 100 } })
    service.replies = [{ status: 410, body: 'channel_is_archived' }]
    const run = await call(home, 'remind')
    expect(run.code).toBe(4)
    expect(run.stderr).toContain('1 reminder not sent yet; change its settings: renew channel edit slack\n')
    expect(service.seen).toHaveLength(1)
    const ledger = JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8'))
    expect(ledger.channels.slack).toMatchObject({
      gone: true,
      error: 'HTTP 410 from hooks.slack.com: channel_is_archived',
    })
    expect((await status()).stdout).toContain('channel_is_archived')
    expect((await call(home, 'channel', 'list')).stdout).toContain('gone')
    service.replies = [{ status: 200, body: 'ok' }]
    expect(await call(home, 'remind')).toMatchObject({ code: 0 })
    expect((await status()).stdout).not.toContain('channel_is_archived')
  })

  test.each(Object.keys(SERVICES))(
    '%s: an address or a login that is refused is named with the command that changes it',
    async kind => {
      const home = await withCard(kind, '--name', 'phone', ...typed(SERVICES[kind]!.settings))
      for (const status of [401, 404, 410]) {
        service.replies = [{ status }]
        const { code, stderr } = await call(home, 'remind')
        expect([code, stderr]).toEqual([
          4,
          expect.stringContaining('; change its settings: renew channel edit phone\n'),
        ])
      }
      // This concerns a proxy, or the message.
      for (const status of [407, 422]) {
        service.replies = [{ status }]
        expect((await call(home, 'remind')).stderr).not.toContain('channel edit')
      }
    },
  )

  test('a service that asks to wait for a year is tried again by the next run, not in this one', async () => {
    const home = await withCard('webhook', '--url', 'https://example.org/in')
    service.replies = [{ status: 429, headers: { 'retry-after': '31536000' } }]
    const begun = performance.now()
    expect(await call(home, 'remind')).toMatchObject({ code: 4 })
    expect(performance.now() - begun).toBeLessThan(3000)
    expect(service.seen).toHaveLength(1)
    service.replies = [{ status: 200 }]
    expect(await call(home, 'remind')).toMatchObject({ code: 0 })
    expect(service.seen).toHaveLength(2)
  })

  test('a service that is down is tried three times with the same id; the reminder stays owed', async () => {
    const home = await withCard('webhook', ...typed(SERVICES.webhook!.settings))
    service.replies = [{ status: 503 }]
    // Two pauses of one and two seconds, also on a slow machine.
    const io = { http: service.http, runTime: 30_000 }
    const said = await renew(home, ['remind', '--json'], { io })
    expect(said.code).toBe(4)
    const ids = service.seen.map(({ headers }) => headers['idempotency-key'])
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
    expect(JSON.parse(said.stdout)).toMatchObject({
      failed: [{ channel: 'webhook', error: 'HTTP 503 from example.org' }],
      owed: [{ channel: 'webhook' }],
    })
    const everything = said.stdout + said.stderr + readFileSync(`${home}/ledger.json`, 'utf8')
    for (const secret of SERVICES.webhook!.secrets) expect(everything).not.toContain(secret)
  })

  test('a long list goes to WeCom in messages of 2048 bytes, with every card named', async () => {
    const home = newHome()
    const names = Array.from({ length: 24 }, (_, n) => `续签${n}号`)
    for (const name of names) await answer(home, ['add', name, '--expires', '2026-12-31'])
    await call(
      home,
      'channel',
      'add',
      'wecom',
      ...typed(SERVICES.wecom!.settings),
      '--no-test',
      '--message-lang',
      'zh',
    )
    service.replies = [SERVICES.wecom!.good]
    expect(await call(home, 'remind')).toMatchObject({ code: 0 })
    const texts = service.seen.map(({ body }) => JSON.parse(body).text.content as string)
    expect(texts.length).toBeGreaterThan(1)
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
    for (const name of names) expect(texts.filter(text => text.includes(`\n${name}：`))).toHaveLength(1)
  })
})
