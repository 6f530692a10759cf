import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language, loadCommandWords } from '../../src/messages/index.ts'
import { widthOf } from '../../src/text/width.ts'
import { LOGIN, mailServer } from '../channels/mail-server.ts'
import { CTRL_C, CTRL_U, DOWN, ENTER, ESC, talk } from '../keyboard.ts'
import { answer, homeWith, newHome, renew } from '../world.ts'

interface Card {
  name: string
  holder: string | null
  guide: string
  expires: string
}
const cardsIn = async (home: string): Promise<Card[]> =>
  (await answer<{ cards: Card[] }>(home, ['list'])).cards

/** Questions after the first card that are left out. */
const NO_SETUP = [['How should reminders reach you?', ESC]] as const

describe.each(Object.keys(LANGUAGES) as Language[])('in the language %s', lang => {
  test.each([
    ['show', 'ask.which.card'],
    ['untick me', 'ask.which.item'],
    ['channel add', 'ask.which.channel-kind'],
    ['channel test', 'ask.which.channel'],
    ['config get', 'ask.which.setting'],
    ['config set remindAt', 'ask.value'],
    ['backup', 'ask.which.new-file'],
    ['import', 'ask.which.file'],
    ['timer', 'ask.which.command'],
  ] as const)('a terminal asks for what is missing: renew %s', async (line, key) => {
    const home = await homeWith('me')
    const words = await loadCommandWords(lang)
    const said = await talk(home, [...line.split(' '), '--lang', lang], [[words(key), CTRL_C]])
    expect(said.code, said.stderr).toBe(130)
  })
})

describe('a wrong answer to a question with choices names them, and is asked again', () => {
  test.each([
    ['untick me', 'Which paper or step?', ['passport signature']],
    ['channel test', 'Which channel?', ['ntfy']],
    ['channel add', 'How should reminders reach you?', ['ntfy', 'telegram', 'email']],
    ['config get', 'Which setting?', ['remindAt']],
    ['completion', 'Which shell?', ['bash']],
    ['timer', 'What would you like to do?', ['install', 'status', 'print', 'remove']],
  ] as const)('renew %s', async (line, question, choices) => {
    const home = await homeWith('me')
    await renew(home, ['tick', 'me', 'passport', 'signature', '--own', '--pages', '2'])
    await renew(home, ['channel', 'add', 'ntfy', '--topic', 'cards', '--no-test'])
    const steps = [
      [question, `zzz${ENTER}`],
      ['choose one of', ''],
      [question, CTRL_C],
    ] as const
    const { code, shown } = await talk(home, line.split(' '), steps)
    expect(code).toBe(130)
    expect(shown).toContain('"zzz" is not one of the choices')
    const named = shown.slice(shown.indexOf('choose one of'))
    for (const choice of choices) expect(named).toContain(choice)
  })

  test('of a setting of a channel', async () => {
    const home = await homeWith('me')
    const add = ['channel', 'add', 'email', '--to', 'a@example.org', '--host', 'localhost', '--no-test']
    for (const [argv, before] of [
      [add, [['user name', ENTER]]],
      [
        ['channel', 'edit', 'email', '--no-test'],
        [
          ['go to?', ENTER],
          ['Which server', ENTER],
          ['user name', ENTER],
          ['the sender', ENTER],
          ['port', ENTER],
        ],
      ],
    ] as const) {
      const wrong = ['encrypted?', `ssl${ENTER}`] as const
      const { shown } = await talk(home, argv, [
        ...before,
        wrong,
        ['choose one of', ''],
        ['encrypted?', CTRL_C],
      ])
      expect(shown.replace(/\s*│?\s+/g, ' ')).toContain(
        'STARTTLS, port 587 (most servers); TLS from the start, port 465; not at all (only',
      )
      await renew(home, add)
    }
  })
})

describe('the first minute', () => {
  test('renew on an empty home offers the first document, and asks what, whose and until when', async () => {
    const home = newHome()
    const { code, stdout, shown } = await talk(
      home,
      [],
      [
        ['Add your first document now?', ENTER],
        ['What is it?', ENTER],
        ['Whose is it?', ENTER],
        ['Valid until when?', `2027-12-31${ENTER}`],
        ...NO_SETUP,
      ],
    )
    expect(code).toBe(0)
    expect(shown.indexOf('Registration card')).toBeLessThan(shown.indexOf('Passport'))
    expect(stdout).toContain('Registration card is valid until Fri 31 Dec 2027')
    expect(await cardsIn(home)).toMatchObject([
      { name: 'Registration card', holder: null, guide: 'kz/registration-card', expires: '2027-12-31' },
    ])
  })

  test('a paste of several lines is one answer', async () => {
    const home = newHome()
    await talk(
      home,
      ['add'],
      [
        ['What is it?', ENTER],
        ['Whose is it?', `Li\nNa\n${ENTER}`],
        ['Valid until when?', `2027-12-31${ENTER}`],
        ...NO_SETUP,
      ],
    )
    expect(await cardsIn(home)).toMatchObject([{ holder: 'Li Na' }])
  })

  test('a no leaves everything as it is, and status itself asks nothing', async () => {
    const home = newHome()
    expect(await talk(home, [], [['Add your first document now?', 'n']])).toMatchObject({ code: 0 })
    expect(await cardsIn(home)).toEqual([])
    expect((await talk(home, ['status'], [])).shown).toBe('')
    expect((await renew(home, [])).code).toBe(0)
  })

  test.each([
    ['a choice of the list', DOWN.repeat(5), 'Li Na, passport', 'passport'],
    ['a word in any language', 'паспорт', 'Li Na, паспорт', 'passport'],
    ['a word in Chinese', '签证', 'Li Na, 签证', 'visa'],
    ['another document', 'fishing licence', 'Li Na, fishing licence', 'generic'],
  ])('a kind is taken as %s, and the name is made from kind and holder', async (_, typed, name, guide) => {
    const home = await homeWith('SIM card')
    const keys = typed.startsWith(ESC) ? [...typed.matchAll(/\u001b\[B/g)].map(() => DOWN) : [typed]
    await talk(
      home,
      ['add'],
      [
        ['What is it?', keys[0]!],
        ...keys.slice(1).map(key => ['', key] as const),
        ['', ENTER],
        ['Whose is it?', `Li Na${ENTER}`],
        ['Valid until when?', `2030-12-31${ENTER}`],
      ],
    )
    expect((await cardsIn(home)).at(-1)).toMatchObject({ name, guide, holder: 'Li Na' })
  })

  test('two documents without names get different ones', async () => {
    const home = newHome()
    for (const name of ['Passport', 'Passport 2', 'Passport 3']) {
      await renew(home, ['add', '--guide', 'passport', '--expires', '2030-12-31'])
      expect((await cardsIn(home)).at(-1)!.name).toBe(name)
    }
  })

  test('only the wrong answer is asked again', async () => {
    const home = await homeWith('me')
    const { shown } = await talk(
      home,
      ['add'],
      [
        ['What is it?', ENTER],
        ['Whose is it?', `Anna${ENTER}`],
        ['Valid until when?', `03/04/2027${ENTER}`],
        ['2027-04-03 or 2027-03-04', ''],
        ['Valid until when?', ENTER],
        ['a date is needed', ''],
        ['Valid until when?', `31.12.2027${ENTER}`],
      ],
    )
    expect(shown.split('◇  Whose is it?')).toHaveLength(2)
    expect((await cardsIn(home)).at(-1)).toMatchObject({ holder: 'Anna', expires: '2027-12-31' })
  })

  test('a date that is far off and not meant is asked for again', async () => {
    const home = await homeWith('SIM card')
    await talk(
      home,
      ['add', 'passport'],
      [
        ['Valid until when?', `2062-12-31${ENTER}`],
        ['15 years', 'n'],
        ['Valid until when?', `2032-12-31${ENTER}`],
      ],
    )
    expect((await cardsIn(home)).at(-1)).toMatchObject({ expires: '2032-12-31' })
  })

  test('with a name only what is missing is asked; a kind that the name does not tell is', async () => {
    const home = await homeWith('SIM card')
    await talk(home, ['add', 'passport'], [['Valid until when?', `2030-12-31${ENTER}`]])
    await talk(
      home,
      ['add', 'Anna'],
      [
        ['What is it?', `insurance${ENTER}`],
        ['Valid until when?', `2030-12-31${ENTER}`],
      ],
    )
    expect((await cardsIn(home)).slice(1)).toMatchObject([
      { name: 'passport', guide: 'passport' },
      { name: 'Anna', guide: 'insurance' },
    ])
  })

  test('a name that is taken is asked for again', async () => {
    const home = await homeWith('passport')
    await talk(
      home,
      ['add', 'Passport', '--expires', '2030-12-31'],
      [
        ['already is a document called "Passport"', `passport${ENTER}`],
        ['"passport"', ''],
        ['What should this one', `my passport${ENTER}`],
      ],
    )
    expect((await cardsIn(home)).map(({ name }) => name)).toEqual(['passport', 'my passport'])
  })

  test('what was saved stays when the setup is interrupted, exit 130', async () => {
    const home = newHome()
    const { code } = await talk(
      home,
      ['add', 'passport'],
      [
        ['Valid until when?', `2030-12-31${ENTER}`],
        ['How should reminders reach you?', CTRL_C],
      ],
    )
    expect(code).toBe(130)
    expect(await cardsIn(home)).toHaveLength(1)
  })

  test('a channel can be chosen, and one that cannot work here is not in the list', async () => {
    const home = newHome()
    const { shown } = await talk(
      home,
      ['add', 'passport', '--expires', '2030-12-31'],
      [['How should reminders reach you?', `terminal${ENTER}`]],
      { env: { XDG_RUNTIME_DIR: '/nonexistent' } },
    )
    expect(shown).not.toContain('desktop')
    expect(
      (await answer<{ channels: { kind: string }[] }>(home, ['channel', 'list'])).channels,
    ).toMatchObject([{ kind: 'terminal' }])
  })
})

describe('a choice instead of a missing word:', () => {
  test('documents', async () => {
    const home = await homeWith('me', 'passport')
    const { code, stdout } = await talk(home, ['show'], [['Which document?', `pass${ENTER}`]])
    expect([code, stdout]).toEqual([0, expect.stringContaining('passport')])
    const second = await talk(
      home,
      ['show'],
      [
        ['Which document?', DOWN],
        ['', ENTER],
      ],
    )
    expect(second.stdout).toContain('passport')
  })

  test('documents that begin as typed', async () => {
    const home = await homeWith('passport Anna', 'passport Li', 'lease')
    const { stdout, shown } = await talk(
      home,
      ['show', 'pass'],
      [
        ['Which document?', DOWN],
        ['', ENTER],
      ],
    )
    expect(shown).not.toContain('lease')
    expect(stdout).toContain('passport Li')
  })

  test('a wrong answer is asked again', async () => {
    const home = await homeWith('me')
    const { code } = await talk(
      home,
      ['ack'],
      [
        ['Which document?', `nobody${ENTER}`],
        ['"nobody"', ''],
        ['Which document?', ENTER],
      ],
    )
    expect(code).toBe(0)
  })

  test('papers, settings, kinds of channels, channels and commands', async () => {
    const home = await homeWith('me')
    expect(await talk(home, ['tick', 'me'], [['Which paper or step?', ENTER]])).toMatchObject({ code: 0 })
    await talk(
      home,
      ['config', 'set'],
      [
        ['Which setting?', `color${ENTER}`],
        ['new value?', `never${ENTER}`],
      ],
    )
    expect((await renew(home, ['config', 'get', 'color'])).stdout).toBe('never\n')
    await talk(home, ['channel', 'add'], [['How should reminders reach you?', `terminal${ENTER}`]])
    expect(await talk(home, ['channel', 'test'], [['Which channel?', ENTER]])).toMatchObject({ code: 0 })
    expect(await talk(home, ['timer'], [['What would you like to do?', `print${ENTER}`]])).toMatchObject({
      code: 0,
    })
  })

  test('without documents it says how to add one', async () => {
    const { code, stderr } = await talk(newHome(), ['show'], [])
    expect([code, stderr]).toEqual([1, expect.stringContaining('renew add')])
  })
})

describe('channel add', () => {
  const emails = async (home: string) =>
    JSON.parse(readFileSync(`${home}/settings.json`, 'utf8')).channels.email.settings
  const server = async (home: string, trouble: Parameters<typeof mailServer>[1] = {}) => {
    const { port, certificate } = await mailServer({}, trouble)
    const ca = path.join(path.dirname(home), 'ca.pem')
    writeFileSync(ca, certificate.cert)
    return ['--port', String(port), '--ca', ca, '--from', 'renew@example.org']
  }

  test('asks for all that e-mail needs, and again only for the login that was refused', async () => {
    const home = newHome()
    const { code, shown, stdout } = await talk(
      home,
      ['channel', 'add', 'email', ...(await server(home))],
      [
        ['address should reminders go to?', `anna@example.org，li@example.org${ENTER}`],
        ['Which server sends your mail?', `127.0.0.1${ENTER}`],
        ['user name', `${LOGIN.user}${ENTER}`],
        ['password?', `wrong word${ENTER}`],
        ['refused the user name or the password', ''],
        ['user name', ENTER],
        ['password?', `${LOGIN.password}${ENTER}`],
      ],
    )
    expect([code, stdout]).toEqual([0, expect.stringContaining('email')])
    expect(shown.split('◇  Which server')).toHaveLength(2)
    for (const secret of ['wrong word', LOGIN.password]) expect(shown).not.toContain(secret)
    expect(await emails(home)).toMatchObject({
      to: 'anna@example.org, li@example.org',
      host: '127.0.0.1',
      user: LOGIN.user,
      password: LOGIN.password,
    })
  })

  test('asks for the login when the server turns out to need one', async () => {
    const home = newHome()
    const needsLogin = (count: number): [number, string] | null =>
      count === 0 ? [530, '5.7.0 Authentication required'] : null
    const { code, shown } = await talk(
      home,
      ['channel', 'add', 'email', '--to', 'a@example.org', ...(await server(home, { sender: needsLogin }))],
      [
        ['Which server sends your mail?', `127.0.0.1${ENTER}`],
        ['user name', ENTER],
        ['needs a user name and a password', ''],
        ['user name', `${LOGIN.user}${ENTER}`],
        ['password?', `${LOGIN.password}${ENTER}`],
      ],
    )
    expect(code, shown).toBe(0)
    expect(await emails(home)).toMatchObject({ user: LOGIN.user, password: LOGIN.password })
  })

  test('asks for the server and its port when nothing answers there', async () => {
    const home = newHome()
    const [, port = '', ...rest] = await server(home)
    const typed = ['--to', 'a@example.org', '--host', '127.0.0.1', '--user', LOGIN.user]
    const login = ['--password', LOGIN.password, '--port', '1']
    const { code, shown } = await talk(
      home,
      ['channel', 'add', 'email', ...typed, ...login, ...rest],
      [
        ['the server refused the connection', ''],
        ['Which server', ENTER],
        ['port', `${CTRL_U}`],
        ['', `${port}${ENTER}`],
      ],
    )
    expect(code, shown).toBe(0)
    expect(await emails(home)).toMatchObject({ port })
  })

  test('offers the ways to encrypt, and leaves out the password where there is no user', async () => {
    const home = newHome()
    await talk(
      home,
      ['channel', 'add', 'email', '--to', 'a@example.org', '--no-test'],
      [
        ['Which server', `mail.example.org${ENTER}`],
        ['user name', ENTER],
        ['encrypted?', DOWN],
        ['', ENTER],
      ],
    )
    expect(await emails(home)).toEqual({ to: 'a@example.org', host: 'mail.example.org', tls: 'implicit' })
  })

  test('a server without encryption and login can be chosen after a password was typed', async () => {
    const home = newHome()
    const { code } = await talk(
      home,
      ['channel', 'add', 'email', '--to', 'a@example.org', '--host', 'mail.example.org', '--no-test'],
      [
        ['user name', `anna${ENTER}`],
        ['password?', `hunter22${ENTER}`],
        ['encrypted?', DOWN],
        ['', DOWN],
        ['', ENTER],
        ['unencrypted', ''],
        ['user name', CTRL_U],
        ['', ENTER],
        // The present answer comes first.
        ['encrypted?', ENTER],
      ],
    )
    expect(code).toBe(0)
    expect(await emails(home)).toEqual({ to: 'a@example.org', host: 'mail.example.org', tls: 'none' })
  })

  test('checks what was typed before the first question', async () => {
    const { code, shown } = await talk(newHome(), ['channel', 'add', 'email', '--to', 'nobody'], [])
    expect([code, shown]).toEqual([2, ''])
  })

  test('asks for another name where it is taken', async () => {
    const home = newHome()
    for (const steps of [[], [['What should this one be', `screen${ENTER}`] as const]])
      expect((await talk(home, ['channel', 'add', 'terminal'], steps)).code).toBe(0)
    expect((await renew(home, ['channel', 'list'])).stdout).toMatch(/^terminal.*\nscreen/)
  })

  test('saves nothing when a question is left', async () => {
    const home = newHome()
    const { code } = await talk(home, ['channel', 'add', 'telegram'], [['access token?', ESC]])
    expect(code).toBe(130)
    expect((await renew(home, ['channel', 'list'])).stdout).toBe('')
  })

  test('--help of a kind shows only its settings', async () => {
    const help = async (...words: string[]) =>
      (await renew(newHome(), ['channel', 'add', ...words, '--help'])).stdout
    const ntfy = await help('ntfy')
    expect(ntfy).toContain('--topic <value>')
    expect(ntfy).not.toContain('--chat')
    const all = await help()
    expect(all).toContain('telegram')
    expect(all).not.toContain('--topic <')
    expect(all.split('\n').length).toBeLessThan(45)
  })
})

test.each([40, 60, 80])('questions and errors stay in their frame at %i columns, in Chinese', async width => {
  const { shown } = await talk(
    newHome(),
    ['add', '--lang', 'zh'],
    [
      ['这是什么证件？', ENTER],
      ['持有人是谁？', `李娜${ENTER}`],
      ['有效期至哪一天？', `03/04/2027${ENTER}`],
      ['2027-04-03', ''],
      ['有效期至哪一天？', `2027年12月31日${ENTER}`],
      ['您希望用什么方式接收提醒？', ESC],
    ],
    { terminal: { width } },
  )
  const lines = shown.split(/\r?\n/).filter(line => line !== '')
  expect(lines.filter(line => widthOf(line) > width)).toEqual([])
  expect(lines.filter(line => /^(│ {2})?[，。、；：！？）》”」]/.test(line))).toEqual([])
})
