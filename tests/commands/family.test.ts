import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { mailServer } from '../channels/mail-server.ts'
import { answer, newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

async function call(home: string, ...words: string[]): Promise<void> {
  const { code, stderr } = await renew(home, words)
  expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
}

describe('a family of two', () => {
  test('each hears of their own cards only, on their own channel, in their own language', async () => {
    const home = newHome()
    const mail = await mailServer()
    const [phone, log] = [await addRecorder(home, 'phone'), await addRecorder(home, 'log')]
    const to = ['--to', 'anna@example.org', '--host', '127.0.0.1', '--port', String(mail.port)]
    await call(home, 'channel', 'add', 'email', '--name', 'anna', ...to, '--no-test')
    const wang = ['--holder', '王小明', '--channels', 'phone']
    await call(home, 'add', 'permit', '--expires', '2026-12-31', ...wang, '--card-lang', 'zh')
    // Of the same holder: it need not name the language again.
    await call(home, 'add', 'passport', '--expires', '2026-12-20', '--guide', 'passport', ...wang)
    await call(home, 'add', 'card', '--expires', '2026-12-31', '--holder', 'Anna', '--channels', 'anna')
    await call(home, 'add', 'flat', '--expires', '2026-12-15', '--guide', 'lease', '--channels', 'anna,phone')
    expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })

    const heard = phone()
    expect(heard.map(({ reminders }) => reminders.map(({ name }) => name))).toEqual([
      ['flat', 'passport', 'permit'],
    ])
    expect(mail.got).toHaveLength(1)
    const [letter] = mail.got
    expect(letter!.mail.subject).toBe('flat: 14 days left to act, and 1 more document')
    expect(letter!.mail.text).not.toMatch(/permit|passport|王/)
    const calendar = Buffer.from(letter!.mail.attachments[0]!.content as ArrayBuffer).toString()
    expect(calendar.match(/^SUMMARY:.*expires/gm)).toEqual(['SUMMARY:flat: expires', 'SUMMARY:card: expires'])
    expect(log()).toEqual([])

    // With the shared card gone, all of Wang's are Chinese.
    await call(home, 'close', 'flat')
    await renew(home, ['remind'], { now: '2026-12-17T12:00:00+05:00' })
    const last = phone().at(-1)!
    expect(last.lang).toBe('zh')
    expect(last.text).toContain('还有 14 天')
    expect(last.text).toContain('王小明')
    expect(mail.got.at(-1)!.mail.subject).toBe('card: 14 days left to act')
  })

  test('the language of the channel goes before that of the holder', async () => {
    const home = newHome()
    const heard = await addRecorder(home)
    await call(home, 'channel', 'remove', 'log', '--yes')
    const program = path.join(path.dirname(home), 'log.sh')
    const add = ['channel', 'add', 'command', '--name', 'log', '--run', program, '--no-test']
    await call(home, ...add, '--message-lang', 'en')
    await call(home, 'add', 'me', '--expires', '2026-12-31', '--card-lang', 'zh')
    await renew(home, ['remind', '--lang', 'zh'])
    expect(heard()[0]).toMatchObject({ lang: 'en', text: expect.stringContaining('It expires in 30 days') })
  })
})

describe('what is broken stops nothing else, is named, and makes the run exit 4:', () => {
  test('a card, a guide and channels at once', async () => {
    const home = newHome()
    const good = await addRecorder(home, 'good')
    await addRecorder(home, 'refusing', 'echo over quota >&2; exit 1')
    await call(
      home,
      'channel',
      'add',
      'email',
      '--to',
      'a@example.org',
      '--host',
      '127.0.0.1',
      '--port',
      '1',
      '--tls',
      'none',
      '--no-test',
    )
    mkdirSync(path.join(home, 'guides', 'my'), { recursive: true })
    const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
    writeFileSync(path.join(home, 'guides', 'my', 'own.json'), JSON.stringify({ ...guide, id: 'my/own' }))
    await call(home, 'add', 'me', '--expires', '2026-12-31')
    await call(home, 'add', 'guided', '--expires', '2026-12-31', '--guide', 'my/own')
    await call(home, 'add', 'bad', '--expires', '2026-12-30')
    writeFileSync(path.join(home, 'guides', 'my', 'own.json'), '{')
    rmSync(path.join(home, 'kept'), { recursive: true })
    const cards = readFileSync(`${home}/cards.json`, 'utf8')
    writeFileSync(`${home}/cards.json`, cards.replace(/"expires":"2026-12-30"/g, '"expires":"2026-12-32"'))

    const { code, stderr } = await renew(home, ['remind'])
    expect(code).toBe(4)
    const [message] = good()
    expect(message!.reminders.map(({ name }) => name).sort()).toEqual(['guided', 'me'])
    for (const said of [message!.text, stderr]) {
      expect(said).toMatch(/"bad".*expires/)
      expect(said).toContain('my/own')
    }
    expect(stderr).toMatch(/refusing failed.*over quota/)
    expect(stderr).toMatch(/email failed.*ECONNREFUSED/)
  })

  test.each(['card', 'guide'] as const)('a %s alone', async what => {
    const home = newHome()
    const heard = await addRecorder(home)
    mkdirSync(path.join(home, 'guides', 'my'), { recursive: true })
    const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
    const file = path.join(home, 'guides', 'my', 'own.json')
    writeFileSync(file, JSON.stringify({ ...guide, id: 'my/own' }))
    await call(home, 'add', 'me', '--expires', '2026-12-31')
    await call(home, 'add', 'other', '--expires', '2026-12-30', '--guide', 'my/own')
    expect((await renew(home, ['remind', '--dry-run'])).code).toBe(0)
    if (what === 'guide') writeFileSync(file, '{')
    else {
      rmSync(path.join(home, 'kept'), { recursive: true })
      const cards = readFileSync(`${home}/cards.json`, 'utf8')
      writeFileSync(`${home}/cards.json`, cards.replace(/"expires":"2026-12-30"/g, '"expires":"soon"'))
    }
    expect((await renew(home, ['remind'])).code).toBe(4)
    expect(heard()[0]!.reminders.map(({ name }) => name)).toContain('me')
  })
})

test('a mailbox that refuses one of two readers has the mail once, and the refusal is told with exit 4', async () => {
  const home = newHome()
  const mail = await mailServer(
    {},
    { recipient: address => (address.startsWith('gone') ? [550, '5.1.1 no such user'] : null) },
  )
  const to = [
    '--to',
    'gone@example.org, anna@example.org',
    '--host',
    '127.0.0.1',
    '--port',
    String(mail.port),
  ]
  await call(home, 'channel', 'add', 'email', ...to, '--no-test')
  await call(home, 'add', 'me', '--expires', '2026-12-31')
  const { code, stderr } = await renew(home, ['remind'])
  expect(code).toBe(4)
  expect(stderr).toContain('Not everybody was reached through "email": refused: gone@example.org: 550')
  expect((await renew(home, ['remind'])).code).toBe(0)
  expect(mail.got.map(({ to }) => to)).toEqual([['anna@example.org']])
  const { channels } = await answer<{ channels: { failingSince: string; error: string }[] }>(home, [
    'channel',
    'list',
  ])
  expect(channels[0]!.error).toContain('gone@example.org')
})

test('--until tells of every channel what it will get, day by day and in its language, and sends nothing', async () => {
  const home = newHome()
  const mail = await mailServer()
  const log = await addRecorder(home)
  const to = ['--to', 'anna@example.org', '--host', '127.0.0.1', '--port', String(mail.port), '--no-test']
  await call(home, 'channel', 'add', 'email', ...to, '--message-lang', 'zh')
  await call(home, 'add', 'me', '--expires', '2026-12-31', '--milestones', '14d,0d')
  await call(
    home,
    'add',
    'flat',
    '--expires',
    '2026-12-18',
    '--guide',
    'generic',
    '--channels',
    'log',
    '--milestones',
    '1d',
  )
  const words = ['remind', '--dry-run', '--until', '2026-12-19']
  const { messages } = await answer<{
    messages: { day: string; channel: string; lang: string; text: string }[]
  }>(home, words)
  expect(messages.map(({ day, channel, lang }) => `${day} ${channel} ${lang}`)).toEqual([
    '2026-12-17 log en',
    '2026-12-17 email zh',
    '2026-12-18 log en',
    '2026-12-19 log en',
  ])
  expect(messages[1]!.text).toContain('还有 14 天')
  expect(JSON.stringify(messages)).not.toContain('"calendar"')
  const { stdout } = await renew(home, words, { terminal: { width: 90 } })
  expect(stdout).toMatch(/log.*17 Dec 2026/)
  expect(stdout).toMatch(/email.*17 Dec 2026/)
  expect(stdout).toContain('还有 14 天')
  const only = await answer<{ messages: { channel: string }[] }>(home, [...words, '--channel', 'email'])
  expect(only.messages.map(({ channel }) => channel)).toEqual(['email'])
  expect([mail.connections, log()]).toEqual([0, []])
})
