import { describe, expect, test } from 'vitest'
import { checkChannelKind, checkChannelName, checkSettings } from '../../src/channels/check-settings.ts'
import { CHANNELS, type ChannelKind } from '../../src/channels/index.ts'
import { RenewError } from '../../src/errors.ts'
import { exitOf } from '../../src/exit-codes.ts'

const refusal = async (action: () => unknown) => {
  try {
    await action()
    return null
  } catch (error) {
    return error instanceof RenewError
      ? { code: error.code, values: error.values, exit: exitOf(error.code) }
      : error
  }
}

describe('the settings of a new channel', () => {
  test('are kept as given; an empty one counts as not given', async () => {
    expect(await checkSettings('command', { run: '/bin/my program', args: '' })).toEqual({
      run: '/bin/my program',
    })
    expect(await checkSettings('terminal', {})).toEqual({})
    expect(await checkSettings('command', { run: 'C:\\my\\program.exe' })).toEqual({
      run: 'C:\\my\\program.exe',
    })
  })

  test('missing: refused', async () => {
    expect(await refusal(() => checkSettings('command', { run: '' }))).toEqual({
      code: 'channel-setting-missing',
      values: {
        kind: 'command',
        allOf: ['--run'],
        anyOf: [],
        usage: 'command --run /usr/local/bin/notify [--args \'-x "two words"\'] [--timeout 30]',
        docs: null,
      },
      exit: 2,
    })
  })

  test('unknown: refused, with the known ones', async () => {
    expect(await refusal(() => checkSettings('command', { run: '/x', url: 'y' }))).toEqual({
      code: 'channel-setting-unknown',
      values: { kind: 'command', name: 'url', known: ['--run', '--args', '--timeout'] },
      exit: 2,
    })
    expect(await refusal(() => checkSettings('terminal', { constructor: 'y' } as never))).toMatchObject({
      code: 'channel-setting-unknown',
    })
  })

  test.each(['notify.sh', './notify.sh', '~/notify.sh', '../x', 'x/y', ''])(
    'a program at %j: refused',
    async run => {
      expect(await refusal(() => checkSettings('command', { run }))).toMatchObject({ exit: 2 })
    },
  )

  test('are trimmed: what is pasted often ends with an end of line', async () => {
    expect(await checkSettings('ntfy', { topic: ' cards\n' })).toEqual({ topic: 'cards' })
  })

  test('of which one is enough: refused without any, and all of them named', async () => {
    expect(await refusal(() => checkSettings('apprise', { tag: 'x' }))).toMatchObject({
      code: 'channel-setting-missing',
      values: { anyOf: ['--url', '--urls', '--config', '--run'] },
    })
    expect(await checkSettings('apprise', { config: '/a.yml' })).toEqual({ config: '/a.yml' })
  })

  test('where a secret is kept is judged, and not the place as if it were the secret', async () => {
    const chat = '1'
    for (const token of ['env:TOKEN', 'cmd:pass show bot', 'file:/home/me/token'])
      expect(await checkSettings('telegram', { token, chat })).toEqual({ token, chat })
    expect(await refusal(() => checkSettings('telegram', { token: 'file:token', chat }))).toMatchObject({
      code: 'channel-setting-refused',
      values: { name: 'token', value: 'file:token', why: 'absolute-path' },
    })
    expect(await refusal(() => checkSettings('webhook', { url: 'file:///etc/passwd' }))).toMatchObject({
      values: { name: 'url', value: 'file://', why: 'http-url' },
    })
    expect(await refusal(() => checkSettings('telegram', { token: 'secret-thing', chat }))).toMatchObject({
      values: { value: '****', why: 'pattern', example: expect.stringMatching(/^\d+:/) },
    })
  })

  test('a number outside its range is refused with the range', async () => {
    const given = { to: 'ann@example.org', host: 'smtp.example.org', run: '/x', url: 'https://x.example' }
    const bot = { token: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', chat: '1' }
    const values = { ...given, ...bot }
    for (const [kind, load] of Object.entries(CHANNELS)) {
      const { settings } = await load()
      const own = Object.fromEntries(
        Object.entries(values).filter(([key]) => settings.some(one => one.name === key)),
      )
      for (const { name, form, example = '' } of settings) {
        // What looks like a number is one, but for the number of a chat, which can also be a name.
        if (/^\d+$/.test(example) && name !== 'chat')
          expect(Array.isArray(form), `${kind} ${name}`).toBe(true)
        if (!Array.isArray(form)) continue
        const [from, to] = form
        const check = (value: string) => checkSettings(kind as ChannelKind, { ...own, [name]: value })
        for (const good of [from, to])
          expect(await check(String(good))).toMatchObject({ [name]: String(good) })
        for (const bad of [String(from - 1), String(to + 1), '-3', '1e3', '07', '5.5', 'five'])
          expect(await refusal(() => check(bad)), bad).toMatchObject({
            values: { name, value: bad, why: 'range', example: `${from}–${to}` },
          })
      }
    }
  })

  test('words that cannot be split: refused', async () => {
    expect(await refusal(() => checkSettings('command', { run: '/x', args: '"open' }))).toMatchObject({
      code: 'channel-setting-refused',
      values: { name: 'args', value: '"open', why: 'arguments', example: '-x "two words"' },
    })
  })
})

test('a kind must be one of ours', async () => {
  expect(checkChannelKind('desktop')).toBe('desktop')
  for (const word of ['fax', 'toString', '__proto__', '']) {
    expect(await refusal(() => checkChannelKind(word))).toMatchObject({
      code: 'channel-kind-unknown',
      values: { kind: word, kinds: Object.keys(CHANNELS) },
      exit: 2,
    })
  }
})

test('a name is a word, and never stdout', async () => {
  expect(['mail', 'My-Phone_2'].map(checkChannelName)).toEqual(['mail', 'My-Phone_2'])
  for (const name of [
    'stdout',
    'STDOUT',
    '',
    ' a',
    '-a',
    '__proto__',
    'a.b',
    'a b',
    '手机',
    'a'.repeat(33),
  ]) {
    expect(await refusal(() => checkChannelName(name))).toMatchObject({
      code: 'channel-name-refused',
      exit: 2,
    })
  }
})
