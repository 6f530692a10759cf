import { writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type CalendarCard, calendarText } from '../../src/calendar/calendar-text.ts'
import { DeliveryError, type Message } from '../../src/channels/channel.ts'
import { checkSettings } from '../../src/channels/check-settings.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { newFolder } from '../folders.ts'
import { en, zh } from '../words.ts'
import { message, world } from './fixtures.ts'
import { LOGIN, type MailServer, mailServer } from './mail-server.ts'
import { ownCertificate } from './own-certificate.ts'

const TO = 'anna@example.org'

/** The settings that reach a server over STARTTLS and trust it. */
function settingsFor({ port, certificate }: MailServer, changes: Record<string, string> = {}) {
  const ca = path.join(newFolder(), 'ca.pem')
  writeFileSync(ca, certificate.cert)
  return {
    to: TO,
    from: 'renew@example.org',
    host: '127.0.0.1',
    port: String(port),
    tls: 'starttls',
    ca,
    ...changes,
  }
}

/** Sends as a run does: through the channel as it is stored. */
async function send(
  settings: Record<string, string>,
  what: Message = message(),
  signal = AbortSignal.timeout(10_000),
  recipients = new Set<string>(),
): Promise<void> {
  const outlet = await openChannel('mail', { kind: 'email', lang: null, settings }, world())
  await outlet.send(what, signal, recipients)
}

async function failure(
  settings: Record<string, string>,
  what?: Message,
  signal?: AbortSignal,
  recipients?: Set<string>,
): Promise<{ message: string } & Pick<DeliveryError, 'details'>> {
  const error = await send(settings, what, signal, recipients).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(DeliveryError)
  const message = inWords(error)
  expect(message).not.toMatch(/\n|correct horse/)
  return { message, details: (error as DeliveryError).details }
}

describe('a mail', () => {
  test('carries title and text, says that a machine wrote it, and answers nobody', async () => {
    const server = await mailServer()
    const what = message({ title: 'me: сегодня последний день 今天', text: 'one\n\n.two — 王\nthree' })
    await send(settingsFor(server), what)
    const [{ mail, raw, to, from, encrypted }] = server.got as [(typeof server.got)[0]]
    expect([from, to, encrypted]).toEqual(['renew@example.org', [TO], true])
    expect(mail.subject).toBe(what.title)
    expect(mail.text!.trimEnd()).toBe(what.text)
    expect(mail.to).toEqual([{ name: '', address: TO }])
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(raw).toMatch(/^Content-Language: en\r$/m)
    expect(raw).toMatch(/^Date: /m)
    expect(mail.attachments).toEqual([])
    // RFC 5322 §2.1.1, and nothing but ASCII in the head.
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
    expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\t\r\n -~]*$/)
  })

  test('that is sent again has the same Message-ID and parts; another message and another channel have others', async () => {
    const server = await mailServer()
    const settings = settingsFor(server)
    await send(settings)
    await send(settings)
    await send(settings, message({ id: 'another' }))
    await send(settings, message({ channel: 'other' }))
    const ids = server.got.map(({ mail }) => mail.messageId)
    expect(ids).toEqual([
      '<0123456789abcdef.mine@example.org>',
      '<0123456789abcdef.mine@example.org>',
      '<another.mine@example.org>',
      '<0123456789abcdef.other@example.org>',
    ])
    const undated = server.got.map(({ raw }) => raw.replace(/^Date: .*$/m, ''))
    expect(undated[1]).toBe(undated[0])
  })

  test('has the calendar of its cards as a file, in the reader’s language', async () => {
    const server = await mailServer()
    const card: CalendarCard = {
      card: 'aaaa',
      cycle: 0,
      sequence: 2,
      stamp: '2026-12-01T12:00:00+05:00',
      name: '王 me',
      holder: null,
      kind: 'Registration card',
      expires: '2026-12-31',
      opens: '2026-11-30',
      fileBy: '2026-12-31',
      milestones: ['2026-11-30', '2026-12-31'],
    }
    for (const lang of ['en', 'zh', 'ru', 'kk'])
      await send(settingsFor(server), message({ lang, calendar: [card] }))
    for (const [at, words] of [en, zh].entries()) {
      const [file] = server.got[at]!.mail.attachments
      expect(file).toMatchObject({ filename: 'renew.ics', mimeType: 'text/calendar' })
      // The parser changes the line ends of calendars, so they are looked for in the mail itself.
      const coded = /renew\.ics[\s\S]*?\r\n\r\n([\w+/=\r\n]+)/.exec(server.got[at]!.raw)![1]!
      expect(Buffer.from(coded, 'base64').toString()).toBe([...calendarText([card], words)].join(''))
    }
  })

  test('has the rest of a long text as a file', async () => {
    const server = await mailServer()
    await send(settingsFor(server), message({ text: 'the first', file: 'the first\nand the rest: 王' }))
    const [{ mail }] = server.got as [(typeof server.got)[0]]
    expect(mail.text!.trimEnd()).toBe('the first')
    expect(mail.attachments[0]).toMatchObject({ filename: 'reminders.txt', mimeType: 'text/plain' })
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString()).toBe(
      'the first\r\nand the rest: 王',
    )
  })

  test('takes no header from a name: line ends and controls in title and names stay text', async () => {
    const server = await mailServer()
    const evil = 'me\r\nBcc: thief@example.com\r\n\r\nhello\u0000\u202e'
    await send(settingsFor(server), message({ title: evil, channel: 'a>\r\nBcc: x@y', id: 'x\r\n>' }))
    const [{ mail, to, raw }] = server.got as [(typeof server.got)[0]]
    expect(to).toEqual([TO])
    expect(raw).not.toMatch(/^Bcc:/im)
    expect(mail.subject).toContain('Bcc: thief@example.com')
    expect(mail.messageId).toMatch(/^<[\w.-]+@example\.org>$/)
  })

  test('goes to all its addresses, with names, and with letters of any script', async () => {
    const server = await mailServer()
    const to = 'Анна Ким <anna@почта.example>, 王小明@例子.example, bo@example.org'
    await send(settingsFor(server, { to, from: 'renew@пример.example' }))
    const [{ mail, to: reached, from }] = server.got as [(typeof server.got)[0]]
    // The server's library writes the domains in letters again; on the wire and in the head they are ASCII.
    expect([from, ...reached]).toEqual([
      'renew@пример.example',
      'anna@почта.example',
      '王小明@例子.example',
      'bo@example.org',
    ])
    expect(mail.to![0]).toEqual({ name: 'Анна Ким', address: 'anna@xn--80a1acny.example' })
    expect(mail.from!.address).toBe('renew@xn--e1afmkfd.example')
  })
})

describe('encryption', () => {
  test('STARTTLS, and implicit TLS, with a login', async () => {
    for (const [options, tls] of [
      [{}, 'starttls'],
      [{ secure: true }, 'implicit'],
    ] as const) {
      const server = await mailServer(options)
      await send(settingsFor(server, { tls, ...LOGIN }))
      expect(server.got).toMatchObject([{ user: 'ann', encrypted: true }])
    }
  })

  test('a server without STARTTLS gets neither the password nor the message', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true })
    for (const login of [{}, LOGIN]) {
      const { message, details } = await failure(settingsFor(server, login))
      expect(message).toContain(`127.0.0.1:${server.port} does not support encryption (STARTTLS)`)
      expect(details.outcome).toBe('refused')
    }
    expect([server.logins, server.got.length]).toEqual([0, 0])
  })

  test('without any, a password is never sent: not even connected', async () => {
    const server = await mailServer({ allowInsecureAuth: true })
    const { message } = await failure(settingsFor(server, { tls: 'none', ...LOGIN }))
    expect(message).toContain('the password would be sent unencrypted')
    expect(server.connections).toBe(0)
  })

  test('only this machine gets it without, unless the user says so', async () => {
    const { ca: _, tls: __, ...settings } = settingsFor(await mailServer())
    await send(settings)
    const { connectionOf } = await import('../../src/channels/email-server.ts')
    const of = (changes: Record<string, string>) => {
      const { security, port } = connectionOf({ host: 'mail.example.org', ...changes })
      return `${security} ${port}`
    }
    expect(of({})).toBe('starttls 587')
    expect(of({ port: '25' })).toBe('starttls 25')
    expect(of({ host: 'localhost', ...LOGIN })).toBe('starttls 587')
    expect(of({ host: 'localhost.example.org' })).toBe('starttls 587')
    expect(of({ port: '465' })).toBe('implicit 465')
    expect(of({ host: '::1' })).toBe('none 25')
    expect(of({ tls: 'none' })).toBe('none 25')
  })

  test.each([
    ['made by itself', {}, {}, 'the certificate is self-signed'],
    [
      'for another host',
      { hosts: ['example.org'] },
      { trusted: true },
      'the certificate is for another name',
    ],
    ['that has expired', { to: '20210101000000Z' }, { trusted: true }, 'the certificate has expired'],
  ] as const)(
    'a certificate %s is not believed, and that is said',
    async (_, { hosts, ...dates }: { hosts?: readonly string[]; to?: string }, {
      trusted,
    }: { trusted?: boolean }, why) => {
      const certificate = ownCertificate(hosts, dates)
      for (const [options, tls] of [
        [{}, 'starttls'],
        [{ secure: true }, 'implicit'],
      ] as const) {
        const server = await mailServer({ ...options, ...certificate })
        const { ca, ...settings } = settingsFor(server, { tls, ...LOGIN })
        const { message, details: how } = await failure({ ...settings, ...(trusted ? { ca } : {}) })
        expect(message).toContain(`127.0.0.1:${server.port}: ${why}`)
        expect([how.outcome, server.logins, server.got.length]).toEqual(['refused', 0, 0])
      }
    },
  )
})

describe('what the server refuses', () => {
  test('a wrong password is named as such and not tried again', async () => {
    const server = await mailServer()
    const { message, details } = await failure(settingsFor(server, { ...LOGIN, password: 'not the one' }))
    expect(message).toContain('refused the user name or the password: 535')
    expect(message).not.toContain('not the one')
    expect([details.outcome, server.got.length]).toEqual(['refused', 0])
  })

  test('half a login is no login', async () => {
    const server = await mailServer()
    expect((await failure(settingsFor(server, { user: 'ann' }))).message).toContain('--password is missing')
    expect((await failure(settingsFor(server, { password: 'x' }))).message).toContain('--user is missing')
  })

  test('permanently (550) is failed, for now (451) is worth another try', async () => {
    const check = async (place: 'sender' | 'data' | 'recipient') => {
      const hard = await mailServer({}, { [place]: () => [550, '5.7.1 not wanted'] })
      const soft = await mailServer({}, { [place]: () => [451, '4.7.1 greylisted, come back'] })
      const [refused, later] = await Promise.all([failure(settingsFor(hard)), failure(settingsFor(soft))])
      expect([place, refused.details.outcome, later.details.outcome]).toEqual([place, 'refused', 'busy'])
      expect(refused.message).toContain('550 5.7.1 not wanted')
      expect(later.message).toContain('451 4.7.1 greylisted')
    }
    await Promise.all([check('sender'), check('data'), check('recipient')])
  })

  test('some addresses permanently: the others have it, and the error names those it did not reach', async () => {
    const server = await mailServer(
      {},
      { recipient: address => (address === 'gone@example.org' ? [550, '5.1.1 no such user'] : null) },
    )
    const has = new Set<string>()
    const settings = settingsFor(server, { to: `gone@example.org, ${TO}` })
    const { message, details } = await failure(settings, undefined, undefined, has)
    expect(message).toBe('refused: gone@example.org: 550 5.1.1 no such user')
    expect([details.outcome, [...has]]).toEqual(['refused', [TO]])
    expect(server.got.map(({ to }) => to)).toEqual([[TO]])
  })

  test('some for now: they are tried again, and who has it does not get it twice', async () => {
    const server = await mailServer(
      {},
      {
        recipient: (address, count) => (address === 'slow@example.org' && count < 2 ? [451, 'later'] : null),
      },
    )
    const settings = settingsFor(server, { to: `slow@example.org, ${TO}` })
    const what = message()
    const has = new Set<string>()
    const { details } = await failure(settings, what, undefined, has)
    expect(details.outcome).toBe('busy')
    await send(settings, what, undefined, has)
    expect(server.got.map(({ to }) => to)).toEqual([[TO], ['slow@example.org']])
    expect(server.got[1]!.mail.to).toHaveLength(2)
  })
})

describe('a server that fails', () => {
  test('is not there, or there is no such host: worth another try', async () => {
    const server = await mailServer()
    const settings = settingsFor(server)
    await server.stop()
    const nobody = await failure(settings)
    expect(nobody.message).toMatch(/127\.0\.0\.1:\d+.*ECONNREFUSED/)
    expect(nobody.details.outcome).not.toBe('refused')
    const unknown = await failure({ ...settings, host: 'no-such-host.invalid' })
    expect(unknown.message).toContain('no-such-host.invalid')
    expect(unknown.details.outcome).not.toBe('refused')
  })

  test.each(['drop', 'drop-kept'] as const)(
    'drops the connection after the text (%s): worth another try',
    async how => {
      const server = await mailServer({}, { data: count => (count === 0 ? how : null) })
      const settings = settingsFor(server)
      const what = message()
      expect((await failure(settings, what)).details.outcome).not.toBe('refused')
      await send(settings, what)
      const ids = server.got.map(({ mail }) => mail.messageId)
      expect(ids).toHaveLength(how === 'drop' ? 1 : 2)
      expect(new Set(ids).size).toBe(1)
    },
  )

  test.each(['says nothing', 'stops in the middle'])('%s: the attempt ends in its time', async what => {
    const held: Socket[] = []
    const silent = createServer(socket => {
      held.push(socket)
      if (what !== 'says nothing') socket.write('220 mail.example.org ESMTP\r\n250-')
    })
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of held) socket.destroy()
      silent.close()
    })
    const { port } = silent.address() as { port: number }
    const settings = { to: TO, host: '127.0.0.1', port: String(port), tls: 'none' }
    const begun = performance.now()
    const { message, details } = await failure(settings, undefined, AbortSignal.timeout(150))
    expect(message).toContain(`127.0.0.1:${port} did not answer in time`)
    expect(details.outcome).not.toBe('refused')
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  test('takes the text and says nothing more: the attempt ends, and may be repeated with the same id', async () => {
    const server = await mailServer({}, { data: () => 'hang' })
    const { details } = await failure(settingsFor(server), undefined, AbortSignal.timeout(400))
    expect(details.outcome).not.toBe('refused')
  })

  test('does not speak SMTP, or speaks of another thing', async () => {
    const web = createServer(socket => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void web.close())
    const { port } = web.address() as { port: number }
    const error = await failure({ to: TO, host: '127.0.0.1', port: String(port), tls: 'none' })
    expect(error.message).toContain('HTTP/1.1 400')
  })
})

describe('settings', () => {
  const base = { to: TO, host: 'smtp.example.org' }
  const refused = (changes: Record<string, string>) =>
    checkSettings('email', { ...base, ...changes }).then(
      () => null,
      (error: { code: string; values: { name: string } }) => `${error.code} ${error.values.name}`,
    )

  test.each([
    { to: 'a@b.example, "nobody"' },
    { to: 'anna' },
    { to: 'a@b.example,,c@d.example' },
    { to: 'Ann (work) <a@b.example>' },
    { to: 'Lee, Ann <a@b.example>' },
    { to: 'a@b.example c@d.example' },
    { to: 'Team: a@b.example, c@d.example;' },
    { to: 'a@b@c.example' },
    { to: 'a@exa mple' },
    { helo: 'my laptop' },
    { to: 'a@b.example\r\nBcc: c@d.example' },
    { to: '<a@b.example' },
    { from: 'a@b.example, c@d.example' },
    { host: 'smtp://smtp.example.org' },
    { port: '0' },
    { port: 'smtp' },
    { tls: 'maybe' },
    { ca: 'ca.pem' },
    { user: 'a\nb' },
  ])('%o is refused', async changes => {
    expect(await refused(changes)).toBe(`channel-setting-refused ${Object.keys(changes)[0]}`)
  })

  test.each([
    { to: 'Анна Ким <anna@почта.example> , 王@例子.example' },
    { from: 'renew at home <renew@example.org>' },
    { port: '2525', tls: 'implicit', ...LOGIN },
    { host: '::1' },
    { to: 'a@b.example; "Lee, Ann" <ann@b.example>，王@例子.example；' },
    { to: '"a b"@b.example' },
    { helo: 'laptop.example.org' },
    { helo: '[IPv6:2001:db8::1]' },
  ])('%o is taken', async changes => {
    expect(await refused(changes)).toBeNull()
  })
})
