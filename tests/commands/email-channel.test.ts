import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOGIN, type MailServer, mailServer } from '../channels/mail-server.ts'
import { newHome, renew } from '../world.ts'
import { LANGUAGES, NAMES } from './year/story.ts'

/** The words that add a mailbox behind a login over STARTTLS. */
function words(home: string, { port, certificate }: MailServer, password: string = LOGIN.password): string[] {
  const ca = path.join(path.dirname(home), 'ca.pem')
  writeFileSync(ca, certificate.cert)
  const where = ['--host', '127.0.0.1', '--port', String(port), '--tls', 'starttls', '--ca', ca]
  const login = ['--user', LOGIN.user, '--password', password, '--from', 'renew@example.org']
  return ['channel', 'add', 'email', '--to', 'anna@example.org', ...where, ...login]
}

test('a mailbox is saved after a real mail reached it, and its password is shown nowhere', async () => {
  const home = newHome()
  const server = await mailServer()
  const { code, stdout, stderr } = await renew(home, words(home, server))
  expect(code, stderr).toBe(0)
  expect(server.got).toMatchObject([
    { user: LOGIN.user, encrypted: true, mail: { subject: 'renew: a test message' } },
  ])
  const listed = await renew(home, ['channel', 'list', '--json'])
  for (const said of [stdout, stderr, listed.stdout]) expect(said).not.toContain(LOGIN.password)
  expect(listed.stdout).toContain('"password":"****"')
  expect((await renew(home, ['channel', 'test', 'email'])).code).toBe(0)
  const ids = server.got.map(({ mail }) => mail.messageId)
  expect(ids[0]).toMatch(/^<test-/)
})

test('with a wrong password nothing is saved, and the password is not shown', async () => {
  const home = newHome()
  const server = await mailServer()
  const { code, stdout, stderr } = await renew(home, words(home, server, 'not the word'))
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^renew: [^\n]*refused the user name or the password: 535[^\n]*\n$/)
  expect(stderr).not.toContain('not the word')
  const { stdout: list } = await renew(home, ['channel', 'list', '--json'])
  expect(list).toContain('"channels":[]')
})

test('the password may be kept in a file; without it the reminder is still owed', async () => {
  const home = newHome()
  const server = await mailServer()
  const file = path.join(path.dirname(home), 'password')
  writeFileSync(file, `${LOGIN.password}\n`)
  expect((await renew(home, words(home, server, `file:${file}`))).code).toBe(0)
  expect(readFileSync(`${home}/settings.json`, 'utf8')).not.toContain(LOGIN.password)
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  writeFileSync(file, '')
  expect((await renew(home, ['remind'])).code).toBe(4)
  writeFileSync(file, LOGIN.password)
  expect((await renew(home, ['remind'])).code).toBe(0)
  expect(server.got.at(-1)!.mail.subject).toBe('me: time to prepare')
})

describe.each(LANGUAGES)('a mail in %s', lang => {
  const my = NAMES[lang]
  /** Sends what is due of a family's documents, whose language is set at the documents or at the channel. */
  async function mailed(of: { cards?: string; channel?: string }) {
    const home = newHome()
    const server = await mailServer()
    const ofChannel = of.channel === undefined ? [] : ['--message-lang', of.channel]
    const ofCards = of.cards === undefined ? [] : ['--card-lang', of.cards]
    const booked = ['--method', my.inPerson, '--appointment', '2026-12-02 10:30', '--place', my.place]
    for (const argv of [
      [...words(home, server), '--no-test', ...ofChannel],
      ['add', my.card, '--expires', '2027-01-01', '--holder', my.wife, ...booked, ...ofCards],
      ['add', my.insurance, '--expires', '2026-12-15', '--holder', my.wife, ...ofCards],
      ['remind'],
    ])
      expect(await renew(home, argv), argv.join(' ')).toMatchObject({ code: 0 })
    const [{ mail, raw }] = server.got as [(typeof server.got)[0]]
    const calendar = Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString()
    const language = /^Content-Language: .*$/m.exec(raw)![0]
    const text = [mail.subject, language.trim(), '', mail.text!.trimEnd(), '', calendar].join('\n')
    return text.replaceAll('\r\n', '\n').replaceAll(/^UID:\S+$/gm, 'UID:…')
  }

  test('is read as it is in the golden file, with its calendar; the language is that of the documents', async () => {
    const mail = await mailed({ cards: lang })
    await expect(mail).toMatchFileSnapshot(`screens/golden/mail.${lang}.txt`)
    expect(mail).toContain(`\nContent-Language: ${lang}\n`)
  })

  test('is the same where the language is that of the channel, whatever that of the documents', async () => {
    const other = lang === 'en' ? 'ru' : 'en'
    expect(await mailed({ cards: other, channel: lang })).toBe(await mailed({ cards: lang }))
  })
})

test('a port in the name of the server is refused, not looked up', async () => {
  const add = (host: string) =>
    renew(newHome(), ['channel', 'add', 'email', '--to', 'ann@example.org', '--host', host, '--no-test'])
  const { code, stderr } = await add('smtp.example.org:587')
  expect(code).toBe(2)
  expect(stderr).toContain('--host')
  for (const host of ['smtp.example.org', '::1', '[::1]', '127.0.0.1']) expect((await add(host)).code).toBe(0)
})
