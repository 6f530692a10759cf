import { createHash } from 'node:crypto'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { CHANNELS } from '../../src/channels/index.ts'
import { plainText } from '../../src/channels/message-text.ts'
import type { Io } from '../../src/io/io.ts'
import { composeMessages } from '../../src/reminders/compose.ts'
import { printable } from '../../src/text/printable.ts'
import { reminderCard, reminderTextFor, term } from '../reminders/fixtures.ts'
import { anyCharacter } from '../text/nasty.ts'
import { zh } from '../words.ts'
import { message } from './fixtures.ts'
import { channelOf, type Reply, Service, sendThrough } from './service.ts'
import { type Answering, SERVICES } from './services.ts'

let service: Service
let elsewhere: Service
beforeAll(async () => {
  service = await Service.start()
  elsewhere = await Service.start()
})
afterAll(() => {
  service.stop()
  elsewhere.stop()
})
beforeEach(() => {
  service.seen.length = 0
  elsewhere.seen.length = 0
})

/** Those that start a program or speak another protocol, with tests of their own. */
const WITHOUT_HTTP = ['terminal', 'desktop', 'command', 'email']

test('every kind that speaks HTTP is in the list that these tests go through', () => {
  expect([...Object.keys(SERVICES), ...WITHOUT_HTTP].sort()).toEqual(Object.keys(CHANNELS).sort())
})

test('the settings of every kind have names a command line can take, examples of their form, and no two alike', async () => {
  const taken = ['name', 'message-lang', 'test', 'json', 'lang', 'color', 'help', 'yes']
  for (const [kind, load] of Object.entries(CHANNELS)) {
    const { settings, oneOf = [] } = await load()
    const names = settings.map(({ name }) => name)
    expect(new Set(names).size, kind).toBe(names.length)
    for (const name of oneOf) expect(names, kind).toContain(name)
    for (const { name, form, example } of settings) {
      expect(name, kind).toMatch(/^[a-z]+$/)
      expect(taken, kind).not.toContain(name)
      if (form instanceof RegExp) expect(example, `${kind} --${name}`).toMatch(form)
    }
  }
})

describe.each(Object.entries(SERVICES))('%s', (kind, at) => {
  const send = (reply: Reply, how: { limit?: number } = {}) => {
    service.replies = [reply]
    return sendThrough(kind, at.settings, service, how)
  }

  test('delivers with one request, as JSON', async () => {
    expect(await send(at.good)).toBeNull()
    expect(service.seen).toHaveLength(1)
    expect(service.seen[0]!.method).toBe('POST')
    expect(service.seen[0]!.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(() => JSON.parse(service.seen[0]!.body)).not.toThrow()
  })

  test.each([
    [408, { outcome: 'busy' }],
    [425, { outcome: 'busy' }],
    [429, { outcome: 'busy' }],
    [500, { outcome: 'busy' }],
    [501, { outcome: 'busy' }],
    [503, { outcome: 'busy' }],
    [507, { outcome: 'busy' }],
    [502, { outcome: 'cut' }],
    [504, { outcome: 'cut' }],
    [524, { outcome: 'cut' }],
    [400, { outcome: 'refused', ofChannel: false }],
    [401, { outcome: 'refused', ofChannel: true }],
    [403, { outcome: 'refused', ofChannel: true }],
    [404, { outcome: 'refused', ofChannel: true }],
    [407, { outcome: 'refused', ofChannel: true }],
    [410, { outcome: 'refused', ofChannel: true, gone: true }],
    [413, { outcome: 'refused', ofChannel: false, tooLarge: true }],
    [422, { outcome: 'refused', ofChannel: false }],
  ])('HTTP %i is what §8 says of it', async (status, expected) => {
    expect(await send({ status, body: { message: 'no such thing' } })).toEqual({
      text: expect.stringMatching(new RegExp(`HTTP ${status} from .*: no such thing`)),
      retry: expected.outcome !== 'refused',
      ofChannel: false,
      tooLarge: false,
      gone: false,
      after: expected.outcome === 'busy' ? 0 : null,
      ...expected,
    })
  })

  test('HTTP 429 passes after the time it asks for', async () => {
    expect(await send({ status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      retry: true,
      after: 7,
    })
  })

  test('a connection that breaks after the request may have delivered it', async () => {
    expect(await send('reset')).toMatchObject({ outcome: 'cut' })
  })

  test.each([301, 302, 307, 308])('a redirect (%i) to another host is not followed', async status => {
    const failed = await send({ status, headers: { location: `${elsewhere.origin}/take-it` } })
    expect(failed).toMatchObject({
      text: expect.stringContaining('which renew does not follow'),
      retry: false,
    })
    expect(elsewhere.seen).toEqual([])
  })

  test.each([
    '<!DOCTYPE html><html><body>Welcome to the hotel. Please sign in.</body></html>',
    '<html lang="de">',
    '\ufeff \r\n\t<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<p>ok</p>',
    '\n\n<HTML>{"id":"1","ok":true,"code":0,"errcode":0}</HTML>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    '<!-- sign in --> <!-- > -->\n<html><body>',
    "<script>top.self.location.href='http://10.0.0.1/eportal/index.jsp'</script>",
    '<head><meta http-equiv="refresh" content="0; url=http://login.example/"></head>',
    '<META HTTP-EQUIV=refresh CONTENT="0; url=http://login.example/">',
    '<title>Login</title><form action="/login">',
    '<center><h1>Please sign in</h1></center>',
  ])('a web page is not an answer: %j', async page => {
    const types = ['text/html', 'application/json', 'text/plain']
    for (const [n, status] of [200, 201, 202].entries())
      expect(await send({ status, body: page, headers: { 'content-type': types[n]! } })).toMatchObject({
        text: expect.stringContaining('answered with a web page'),
        outcome: 'refused',
        ofChannel: true,
      })
  })

  test('an answer of comments without a page is judged at once', async () => {
    const body = `${'<!---->'.repeat(500)}{"ok":true}`
    expect(await send({ status: 200, body })).not.toMatchObject({ text: expect.stringContaining('web page') })
  })

  test('a web page is not an answer in another encoding, or cut off', async () => {
    const page = '<!doctype html><p>Sign in'
    const refused = { outcome: 'refused', ofChannel: true }
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(page)],
      ['deflate', deflateSync(page)],
      ['deflate', deflateRawSync(page)],
      ['br', brotliCompressSync(page)],
      ['identity', Buffer.from(`\ufeff${page}`, 'utf16le')],
    ] as const)
      expect(await send({ raw: [head(200, [`content-encoding: ${encoding}`]), bytes] })).toMatchObject(
        refused,
      )
    for (const ending of ['reset', 'end'] as const)
      expect(
        await send({ raw: [head(200, ['content-length: 999']), page], ending }, { limit: 300 }),
      ).toMatchObject(refused)
  })

  const body = bodyOf(at.good)
  test.each([
    ['is shorter than its length, which the server closes', [`content-length: ${body.length + 50}`], 'end'],
    ['is shorter than its length, which the server resets', [`content-length: ${body.length + 50}`], 'reset'],
    ['is in chunks without a last one', ['transfer-encoding: chunked'], 'end'],
    ['claims to be compressed and is not', ['content-encoding: gzip'], 'end'],
    ['claims an unknown encoding', ['content-encoding: zstd'], 'end'],
  ] as const)('a 2xx is delivered though its body %s', async (_, headers, ending) => {
    const isChunked = headers[0].startsWith('transfer')
    const sent = isChunked && body ? `${Buffer.byteLength(body).toString(16)}\r\n${body}` : body
    expect(await send({ raw: [head(at.good.status, headers), sent], ending }, { limit: 300 })).toBeNull()
  })

  test.each(['end', 'reset'] as const)('a 2xx with nothing readable, then %s', async ending => {
    const failed = await send({ raw: [head(200, ['content-length: 50'])], ending }, { limit: 300 })
    if (at.saysInBody) expect(failed).toMatchObject({ outcome: 'no-answer' })
    else expect(failed).toBeNull()
  })

  test('an answer that another program gives is not a delivery', async () => {
    if (at.believesAnything) return
    for (const text of ['', '{}', '{"unknown":1}'])
      expect(await send({ status: 200, body: text })).toMatchObject({ outcome: 'no-answer' })
    expect(await send({ status: 200, body: 'Welcome, please sign in' })).toMatchObject({
      outcome: 'refused',
      ofChannel: true,
    })
  })

  test('no error holds a secret, not even when the service says it back', async () => {
    const echo: Reply[] = [400, 404, 410, 429, 500].map(status => ({
      status,
      body: { message: `bad ${Object.values(at.settings).join(' ')} ${at.secrets.join(' ')}` },
    }))
    const lies: Reply = {
      status: 200,
      body: { code: 40001, errcode: 40001, ok: false, msg: at.secrets.join(' ') },
    }
    const others: Reply[] = ['reset', { status: 307, headers: { location: 'https://evil.example/' } }, lies]
    for (const reply of [...echo, ...others]) {
      const failed = await send(reply)
      for (const secret of at.secrets) expect(failed?.text ?? '').not.toContain(secret)
      expect(failed?.text ?? '').not.toContain('\n')
    }
    // What the address holds beside its host is as good as a password.
    const path = service.seen[0]!.path.replace(/\?.*$/, '')
    service.replies = ['reset']
    if (path.length > 10) expect((await sendThrough(kind, at.settings, service))?.text).not.toContain(path)
  })

  test('whatever the card is called, the request is valid, within the limit, and reads as it should', async () => {
    await fc.assert(
      fc.asyncProperty(names, async people => holds(people, kind, at)),
      { numRuns: 25 },
    )
  })
})

describe('of every kind at once, as each waits for its time limit,', () => {
  const each = (check: (kind: string, at: Answering, own: Service) => Promise<void>) =>
    Promise.all(
      Object.entries(SERVICES).map(async ([kind, at]) => {
        const own = await Service.start()
        try {
          await check(kind, at, own)
        } finally {
          own.stop()
        }
      }),
    )
  const sendTo = (own: Service, kind: string, at: Answering, reply: Reply, limit: number) => {
    own.replies = [reply]
    return sendThrough(kind, at.settings, own, { limit })
  }

  test('a service that hangs is left in time', async () => {
    await each(async (kind, at, own) => {
      expect(await sendTo(own, kind, at, 'hang', 500), kind).toMatchObject({
        text: expect.stringContaining('did not answer in time'),
        outcome: 'no-answer',
      })
    })
  })

  test('an answer without end is not read to the end', async () => {
    await each(async (kind, at, own) => {
      await sendTo(own, kind, at, 'endless', 20_000)
      // Nothing is written once the connection has ended, which the service notices a little later.
      await vi.waitFor(() => expect(own.isConnected, kind).toBe(false), 20_000)
      expect(own.sent, kind).toBeLessThan(16 * 1024 * 1024)
    })
  })

  test('a web page without end is not an answer', async () => {
    const raw = [head(200, ['content-length: 999']), '<!doctype html><p>Sign in']
    await each(async (kind, at, own) => {
      const failed = await sendTo(own, kind, at, { raw, ending: 'hold' }, 1000)
      expect(failed, kind).toMatchObject({ outcome: 'refused', ofChannel: true })
    })
  })

  test('a 2xx is delivered though its body is shorter than its length and never ends', async () => {
    await each(async (kind, at, own) => {
      const body = bodyOf(at.good)
      const raw = [head(at.good.status, [`content-length: ${body.length + 50}`]), body]
      expect(await sendTo(own, kind, at, { raw, ending: 'hold' }, 1000), kind).toBeNull()
    })
  })

  test('a 2xx with nothing readable that never ends', async () => {
    const raw = [head(200, ['content-length: 50'])]
    await each(async (kind, at, own) => {
      const failed = await sendTo(own, kind, at, { raw, ending: 'hold' }, 1000)
      if (at.saysInBody) expect(failed, kind).toMatchObject({ outcome: 'no-answer' })
      else expect(failed, kind).toBeNull()
    })
  })
})

/** The head of an answer as it goes over the wire. */
function head(status: number, headers: readonly string[]): string {
  return [`HTTP/1.1 ${status} x`, ...headers, '', ''].join('\r\n')
}

function bodyOf({ body = '' }: Answering['good']): string {
  return typeof body === 'object' ? JSON.stringify(body) : body
}

/** Names that would be more than names somewhere: mentions, markup, links, templates, quotes. */
const HOSTILE = [
  '<!channel>',
  '<!everyone|x>',
  '@everyone',
  '@here',
  '@durov',
  '<@U123> <@all>',
  '<at user_id="all">x</at>',
  '[click](https://evil.example)',
  '**b** _i_ ~~s~~ `c` ||s||',
  '# h',
  '```\ncode',
  '<script>alert(1)</script>',
  '&lt;b&gt;',
  '{{DATE(2017-02-14T06:00:00Z, SHORT)}}',
  `\${x}`,
  '"}],"x":"',
  '\\"\\\\',
  '\u202eevil',
  '\ud800',
  '证件'.repeat(20),
  '👨‍👩‍👧‍👦'.repeat(10),
]

const names = fc.array(
  fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 80 }),
    fc.string({ unit: fc.constantFrom('"', '\\', '<', '@', '{', '*', '\n', '续', '𠮷'), maxLength: 80 }),
  ),
  { minLength: 1, maxLength: 30 },
)

async function holds(people: readonly string[], kind: string, at: Answering): Promise<void> {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
  const items = people.map((name, n) => {
    const card = reminderCard('2026-12-01', { card: `c${n}`, name, term: term({ expires: '2026-12-31' }) })
    const owed = {
      card: `c${n}`,
      expires: '2026-12-31',
      milestone: 'lead',
      date: '2026-12-01',
      channel: 'mine',
    }
    return { owed, due: reminderTextFor(card, { name, holder: name }) }
  })
  const { limit } = await channelOf(kind)
  const how = { channel: 'mine', limit, lang: 'zh', words: zh, hash, ownToday: '2026-12-01' }
  const messages = composeMessages(items, [], how)
  const named = messages.flatMap(({ reminders }) => reminders.map(({ card }) => card))
  expect([...named].sort()).toEqual(items.map(({ owed }) => owed.card).sort())
  for (const one of messages) {
    const bodies: string[] = []
    const http: Io['http'] = async ({ body: sent = '' }) => {
      bodies.push(sent)
      const { status, body = '' } = at.good
      return {
        status,
        headers: {},
        text: typeof body === 'object' ? JSON.stringify(body) : body,
        isWhole: true,
      }
    }
    expect(await sendThrough(kind, at.settings, { http }, { message: one })).toBeNull()
    const body = JSON.parse(bodies[0]!) as never
    expect(at.count(body)).toBeLessThanOrEqual(at.limit)
    expect(at.shown(body)).toContain(readable(one.text))
  }
}

/** Texts were cleaned when they were composed; sending them must not change what is read. */
function readable(text: string): string {
  expect(plainText(text)).toBe(text)
  return text
}

test('the hostile names are cleaned before any channel sees them', () => {
  expect(HOSTILE.map(printable).join('')).not.toMatch(/[\u202e\n]/)
  expect(message().text).toBe(plainText(message().text))
})
