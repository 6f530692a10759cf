import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { LOGIN, mailServer } from '../channels/mail-server.ts'
import { Service } from '../channels/service.ts'
import { DOWN, ENTER, talk } from '../keyboard.ts'
import { answer, newHome, renew, type Said } from '../world.ts'

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [{ status: 200, body: { id: 'x', ok: true } }]
})

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsa'

const call = (home: string, ...argv: string[]): Promise<Said> =>
  renew(home, argv, { io: { http: service.http } })
const channelsIn = (home: string) => JSON.parse(readFileSync(`${home}/settings.json`, 'utf8')).channels

async function withChannel(...words: string[]): Promise<string> {
  const home = newHome()
  await answer(home, ['add', 'me', '--expires', '2026-12-31'])
  expect((await call(home, 'channel', 'add', ...words, '--no-test')).code).toBe(0)
  return home
}

describe('channel edit', () => {
  test('changes what is given and keeps the rest, after a test message with the new settings', async () => {
    const home = await withChannel('ntfy', '--topic', 'old-topic', '--token', 'tk_secret', '--name', 'phone')
    const said = await call(home, 'channel', 'edit', 'phone', '--topic', 'new-topic', '--message-lang', 'zh')
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toMatch(/^The test message was sent, and phone was changed\.\n/)
    expect(said.stdout).not.toContain('tk_secret')
    expect(JSON.parse(service.seen[0]!.body)).toMatchObject({ topic: 'new-topic', title: 'renew：测试消息' })
    expect(channelsIn(home).phone).toEqual({
      kind: 'ntfy',
      lang: 'zh',
      settings: { topic: 'new-topic', token: 'tk_secret' },
    })
  })

  test('an empty value clears an optional setting; a required one stays, and that is refused', async () => {
    const home = await withChannel('ntfy', '--topic', 'cards', '--token', 'tk_secret', '--message-lang', 'zh')
    await call(home, 'channel', 'edit', 'ntfy', '--token', '', '--message-lang', '')
    expect(channelsIn(home).ntfy).toEqual({ kind: 'ntfy', lang: null, settings: { topic: 'cards' } })
    expect(await call(home, 'channel', 'edit', 'ntfy', '--topic', '')).toMatchObject({ code: 2 })
    expect(channelsIn(home).ntfy.settings).toEqual({ topic: 'cards' })
  })

  test('a test message that fails changes nothing; --no-test sends none', async () => {
    const home = await withChannel('ntfy', '--topic', 'cards')
    service.replies = [{ status: 403 }]
    const said = await call(home, 'channel', 'edit', 'ntfy', '--topic', 'other')
    expect(said).toMatchObject({ code: 1, stdout: '' })
    expect(said.stderr).toContain('so "ntfy" stays as it was: HTTP 403')
    expect(channelsIn(home).ntfy.settings).toEqual({ topic: 'cards' })
    service.seen.length = 0
    expect(await call(home, 'channel', 'edit', 'ntfy', '--topic', 'other', '--no-test')).toMatchObject({
      code: 0,
    })
    expect(service.seen).toEqual([])
    expect(channelsIn(home).ntfy.settings).toEqual({ topic: 'other' })
  })

  test.each([
    [['ntfy', '--chat', '1'], 2, 'has no setting --chat'],
    [['ntfy', '--topic', 'my cards'], 2, '--topic cannot be "****"'],
    [['ntfy', '--name', 'stdout'], 2, 'cannot be called "stdout"'],
    [['ntfy'], 2, 'nothing was given to change in "ntfy"'],
    [['phone', '--topic', 'x'], 1, 'there is no channel "phone"'],
  ])('%j is refused, as for a new channel', async (words, code, told) => {
    const home = await withChannel('ntfy', '--topic', 'cards')
    const said = await call(home, 'channel', 'edit', ...words)
    expect(said).toMatchObject({ code, stdout: '' })
    expect(said.stderr).toContain(told)
    expect([service.seen, channelsIn(home)]).toEqual([
      [],
      { ntfy: { kind: 'ntfy', lang: null, settings: { topic: 'cards' } } },
    ])
  })

  test('is undone, with what changed in words and without secrets', async () => {
    const home = await withChannel('telegram', '--chat', '1', '--token', `${TOKEN}x`)
    const before = channelsIn(home)
    await call(home, 'channel', 'edit', 'telegram', '--chat', '234', '--token', `${TOKEN}y`)
    const { code, stderr } = await call(home, 'undo', '--yes')
    expect(code).toBe(0)
    expect(stderr).toContain('channel edit telegram')
    expect(stderr).toContain('234 → 1')
    expect(stderr).not.toContain(TOKEN)
    expect(channelsIn(home)).toEqual(before)
  })

  test('a change of another process in between is not overwritten', async () => {
    const home = await withChannel('ntfy', '--topic', 'cards')
    const http: Io['http'] = async request => {
      await renew(home, ['channel', 'edit', 'ntfy', '--topic', 'theirs', '--no-test'])
      return service.http(request)
    }
    const said = await renew(home, ['channel', 'edit', 'ntfy', '--topic', 'mine'], { io: { http } })
    expect(said.code).toBe(1)
    expect(said.stderr).toContain('changed by another renew')
    expect(channelsIn(home).ntfy.settings).toEqual({ topic: 'theirs' })
  })

  test('only settings that can send together are taken, also without a test', async () => {
    const home = newHome()
    const mail = ['--to', 'ann@example.org', '--host', 'mail.example.org', ...['--user', 'ann']]
    for (const [words, told] of [
      [['add', 'email', ...mail, '--password', 'hunter22', '--tls', 'none'], 'unencrypted'],
      [['add', 'email', ...mail], '--password is missing'],
      [['add', 'ntfy', '--topic', 'mine', '--user', 'ann'], '--password is missing'],
    ] as const) {
      const said = await call(home, 'channel', ...words, '--no-test')
      expect(said).toMatchObject({ code: 2, stdout: '' })
      expect(said.stderr).toContain(told)
    }
    await call(home, 'channel', 'add', 'email', ...mail, '--password', 'hunter22', '--no-test')
    const said = await call(home, 'channel', 'edit', 'email', '--tls', 'none', '--no-test')
    expect(said).toMatchObject({ code: 2 })
    expect(said.stderr).not.toContain('hunter22')
    expect(channelsIn(home).email.settings.tls).toBeUndefined()
  })
})

describe('a new name', () => {
  test('sends nothing again, keeps the place in the list, and needs no test message', async () => {
    const home = await withChannel('ntfy', '--topic', 'cards')
    await call(home, 'channel', 'add', 'ntfy', '--topic', 'second', '--name', 'second', '--no-test')
    expect((await call(home, 'remind')).code).toBe(0)
    expect(service.seen).toHaveLength(2)
    const said = await call(home, 'channel', 'edit', 'ntfy', '--name', 'phone')
    expect(said).toMatchObject({ code: 0, stdout: 'ntfy is now called phone.\n' })
    expect(Object.keys(channelsIn(home))).toEqual(['phone', 'second'])
    expect(await call(home, 'remind')).toMatchObject({ code: 0, stdout: '' })
    expect(service.seen).toHaveLength(2)
    // What was sent under the new name is known under the old one after an undo.
    const tomorrow = { now: '2026-12-17T12:00:00+05:00', io: { http: service.http } }
    await renew(home, ['remind'], tomorrow)
    expect(service.seen).toHaveLength(4)
    expect((await call(home, 'undo', '--yes')).code).toBe(0)
    expect(Object.keys(channelsIn(home))).toEqual(['ntfy', 'second'])
    await renew(home, ['remind'], tomorrow)
    expect(service.seen).toHaveLength(4)
  })

  test('is refused where it is taken, and while documents name the channel', async () => {
    const home = await withChannel('ntfy', '--topic', 'cards')
    await call(home, 'channel', 'add', 'ntfy', '--topic', 'second', '--name', 'second', '--no-test')
    expect((await call(home, 'channel', 'edit', 'ntfy', '--name', 'second')).stderr).toContain('already')
    await answer(home, ['edit', 'me', '--channels', 'ntfy'])
    const said = await call(home, 'channel', 'edit', 'ntfy', '--name', 'phone')
    expect(said).toMatchObject({ code: 1, stdout: '' })
    expect(said.stderr).toContain('renew edit me --channels ""')
    expect(Object.keys(channelsIn(home))).toEqual(['ntfy', 'second'])
  })
})

describe('on a terminal', () => {
  test('asks for each setting with its value; Enter keeps the password, which is not shown', async () => {
    const home = newHome()
    const { port, certificate } = await mailServer()
    const ca = path.join(path.dirname(home), 'ca.pem')
    writeFileSync(ca, certificate.cert)
    const where = ['--host', '127.0.0.1', '--port', String(port), '--tls', 'starttls', '--ca', ca]
    const login = ['--user', LOGIN.user, '--password', LOGIN.password, '--from', 'renew@example.org']
    await renew(home, ['channel', 'add', 'email', '--to', 'ann@example.org', ...where, ...login])
    const { code, shown, stdout } = await talk(
      home,
      ['channel', 'edit', 'email'],
      [
        ['address should reminders go to?', `, li@example.org${ENTER}`],
        ['Which server sends your mail?', ENTER],
        ['user name', ENTER],
        ['Enter keeps', ENTER],
        ['the sender', ENTER],
        ['port', ENTER],
        ['encrypted?', ENTER],
        ['name of this computer', ENTER],
        ['certificate', ENTER],
      ],
    )
    expect(code).toBe(0)
    expect(shown).toContain('ann@example.org')
    expect(shown + stdout).not.toContain(LOGIN.password)
    expect(channelsIn(home).email.settings).toMatchObject({
      to: 'ann@example.org, li@example.org',
      tls: 'starttls',
      port: String(port),
      password: LOGIN.password,
    })
  })

  test('an answer that clears a choice, and no change at all', async () => {
    const home = await withChannel('email', '--to', 'a@example.org', '--host', 'localhost', '--tls', 'none')
    const steps = [
      ['go to?', ENTER],
      ['Which server', ENTER],
      ['user name', ENTER],
      ['the sender', ENTER],
      ['port', ENTER],
    ] as const
    const rest = [
      ['name of this computer', ENTER],
      ['certificate', ENTER],
    ] as const
    const same = await talk(home, ['channel', 'edit', 'email'], [...steps, ['encrypted?', ENTER], ...rest])
    expect(same).toMatchObject({ code: 0, stdout: 'Nothing changed in email.\n' })
    const cleared = await talk(
      home,
      ['channel', 'edit', 'email', '--no-test'],
      [...steps, ['encrypted?', DOWN], ['', ENTER], ...rest],
    )
    expect(cleared.code).toBe(0)
    expect(channelsIn(home).email.settings).toEqual({ to: 'a@example.org', host: 'localhost' })
  })
})
