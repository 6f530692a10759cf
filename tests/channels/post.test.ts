import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/channels/answer.ts'
import { certificatesIn } from '../../src/channels/authorities.ts'
import { DeliveryError } from '../../src/channels/channel.ts'
import { type HttpWorld, httpUrl, sendHttp } from '../../src/channels/post.ts'
import { BODY_LIMIT } from '../../src/io/http.ts'
import { failing, inWords } from '../failures.ts'
import { newFolder } from '../folders.ts'
import { world } from './fixtures.ts'
import { Service } from './service.ts'

const NOW = Date.parse('2026-12-01T07:00:00Z')
const at = world({ now: () => NOW })

const post = (address: string, body: string, how: HttpWorld, headers: Record<string, string> = {}) =>
  sendHttp(address, how, { body, headers })

/** What a request came to: the answer, or why there is none. */
const outcome = (sending: Promise<Answer>) =>
  sending.then(
    answer => answer,
    ({ details, failure }: DeliveryError) => ({
      error: inWords(new DeliveryError(failure)),
      ...details,
    }),
  )

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
})

describe('an address', () => {
  test.each([
    'file:///etc/passwd',
    'data:text/plain,x',
    'ftp://example.org/x',
    'javascript:alert(1)',
    'https://user:pass@example.org/x',
    'https://user@example.org/x',
    'https:example.org',
    'https:///x',
    'example.org/x',
    'https://exa mple.org/',
    'https://example.org/a\nb',
    'https://example.org\\@evil.example/',
    '//example.org/x',
    '',
  ])('%j is none to send to', async address => {
    expect(httpUrl(address)).toBeNull()
    expect(await outcome(post(address, '{}', at))).toMatchObject({ error: expect.stringContaining('http') })
  })

  test.each([
    'http://127.0.0.1:8080/x?y=1',
    'HTTPS://Example.org',
    'https://пример.рф/путь',
    'http://[::1]/',
  ])('%s is one, private ones too: the user has named it', address => expect(httpUrl(address)).not.toBeNull())
})

describe('a redirect', () => {
  test.each([307, 308])('that keeps the request (%i) is followed once within the same host', async status => {
    service.replies = [
      { status, headers: { location: '/new?x=1' } },
      { status: 200, body: 'taken' },
    ]
    expect(await outcome(post(`${service.origin}/old`, '{"a":1}', at, { authorization: 'x' }))).toMatchObject(
      {
        status: 200,
        text: 'taken',
      },
    )
    const [, second] = service.seen
    expect(second).toMatchObject({ method: 'POST', path: '/new?x=1', body: '{"a":1}' })
    expect(second!.headers.authorization).toBe('x')
  })

  test('in a circle ends', async () => {
    service.replies = [{ status: 308, headers: { location: '/round' } }]
    expect(await outcome(post(`${service.origin}/round`, '{}', at))).toMatchObject({
      error: expect.stringMatching(/^HTTP 308/),
    })
    expect(service.seen).toHaveLength(2)
  })

  test.each([301, 302, 303])(
    'that would lose the request (%i) is reported and not followed',
    async status => {
      service.replies = [{ status, headers: { location: '/secret-new-path' } }]
      expect(await outcome(post(`${service.origin}/old`, '{}', at))).toEqual({
        outcome: 'refused',
        ofChannel: true,
        error: `HTTP ${status} from ${new URL(service.origin).host}: the address has moved to ${service.origin}; set the new one`,
      })
      expect(service.seen).toHaveLength(1)
    },
  )

  test.each([
    ['http://169.254.169.254/latest/meta-data', 'http://169.254.169.254'],
    ['http://127.0.0.1:1/inside', 'http://127.0.0.1:1'],
    ['//evil.example/x', 'http://evil.example'],
  ])('to %s is not followed', async (location, named) => {
    service.replies = [{ status: 307, headers: { location } }]
    expect(await outcome(post(`${service.origin}/x`, '{}', at))).toMatchObject({
      error: expect.stringContaining(`it redirects to ${named}, which renew does not follow`),
    })
  })

  test.each(['', 'file:///etc/passwd', 'https://user:pass@example.org/', 'http://'])(
    'to %j leads nowhere',
    async location => {
      service.replies = [{ status: 307, headers: { location } }]
      expect(await outcome(post(`${service.origin}/x`, '{}', at))).toMatchObject({
        error: expect.stringContaining('it redirects, but names no address'),
      })
    },
  )

  test('from https to http of the same host is not followed', async () => {
    service.replies = [{ status: 308, headers: { location: 'http://push.lan/x' } }]
    const led = { ...at, http: service.http }
    expect(await outcome(post('https://push.lan/x', '{}', led))).toMatchObject({
      error: expect.stringContaining('does not follow'),
    })
    service.replies = [{ status: 308, headers: { location: 'https://push.lan/x' } }, { status: 200 }]
    expect(await outcome(post('http://push.lan/x', '{}', led))).toMatchObject({ status: 200 })
  })
})

describe('the time a service wants to be left alone', () => {
  const pause = async (headers: Record<string, string>, status = 429) => {
    service.replies = [{ status, headers }]
    return ((await outcome(post(service.origin, '{}', at))) as { after?: number }).after
  }

  test.each([
    ['0', 0],
    ['12', 12],
    ['1.5', 1.5],
    ['31536000', 31_536_000],
    ['-5', 0],
    ['soon', 0],
    ['1e9', 0],
    ['', 0],
    ['99999999999999999999', 0],
  ])('%j', async (text, seconds) => {
    expect(await pause({ 'retry-after': text })).toBe(seconds)
  })

  test('as a date, counted from the service’s own clock', async () => {
    const date = 'Sun, 06 Nov 1994 08:49:37 GMT'
    expect(await pause({ 'retry-after': 'Sun, 06 Nov 1994 08:49:57 GMT', date })).toBe(20)
    expect(await pause({ 'retry-after': 'Sun, 06 Nov 1994 08:49:07 GMT', date })).toBe(0)
  })

  test('only where the failure passes', async () => {
    expect(await pause({ 'retry-after': '7' }, 503)).toBe(7)
    expect(await pause({ 'retry-after': '7' }, 404)).toBeUndefined()
  })
})

describe('an answer', () => {
  test('of exactly 64 KB is read whole, and not a byte more', async () => {
    service.replies = [{ status: 200, body: 'x'.repeat(BODY_LIMIT) }]
    expect((await post(service.origin, '{}', at)).text).toHaveLength(BODY_LIMIT)
    service.replies = [{ status: 200, body: 'x'.repeat(BODY_LIMIT * 3) }]
    expect((await post(service.origin, '{}', at)).text).toHaveLength(BODY_LIMIT)
  })

  test('drop by drop does not outlast the time limit, and what came of it counts', async () => {
    const drip = createTcpServer(socket => {
      socket.on('error', () => {}).write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
      const timer = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    await new Promise<void>(resolve => drip.listen(0, '127.0.0.1', resolve))
    const { port } = drip.address() as AddressInfo
    const begun = performance.now()
    const limited = { ...at, signal: AbortSignal.timeout(200) }
    const answer = await outcome(post(`http://127.0.0.1:${port}`, '{}', limited))
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^x+$/), isWhole: false })
    expect(performance.now() - begun).toBeLessThan(10_000)
    drip.close()
  })

  test('in HTML is not shown to the reader, and a line of text is cleaned and cut', async () => {
    service.replies = [{ status: 502, body: '<html><h1>Bad gateway</h1>' }]
    expect(await outcome(post(service.origin, '{}', at))).toMatchObject({
      error: expect.stringMatching(/^HTTP 502 from [\d.:]+$/),
    })
    service.replies = [{ status: 400, body: `\u001b[31mno\u202e${'y'.repeat(999)}\nsecond` }]
    const { error } = (await outcome(post(service.origin, '{}', at))) as { error: string }
    expect(error).toContain(': \\x1b[31mno\\u202eyyy')
    expect(error).not.toContain('second')
    expect(error.length).toBeLessThan(300)
  })
})

test('a header that cannot be sent is reported without its value', async () => {
  for (const secret of ['Bearer 密钥-1234', 'Bearer x\nhost: evil'])
    expect(await outcome(post(service.origin, '{}', at, { authorization: secret }))).toEqual({
      outcome: 'refused',
      ofChannel: true,
      error: 'a token or a header contains characters that cannot be sent',
    })
  expect(service.seen).toEqual([])
})

describe('a host that cannot be reached', () => {
  test('takes no connections', async () => {
    const gone = await Service.start()
    const { origin } = gone
    gone.stop()
    expect(await outcome(post(`${origin}/secret`, '{}', at))).toMatchObject({
      error: expect.stringMatching(/^127\.0\.0\.1:\d+: the server refused the connection \(ECONNREFUSED\)$/),
      outcome: 'unreachable',
    })
  })

  test('does not exist', async () => {
    expect(await outcome(post('http://no-such-host.invalid/secret', '{}', at))).toMatchObject({
      error: expect.stringMatching(/^no-such-host\.invalid: .*network\?? ?\((ENOTFOUND|EAI_AGAIN)\)$/),
      outcome: 'unreachable',
    })
  })

  test('does not speak HTTP, or not TLS', async () => {
    const mail = createTcpServer(socket => socket.on('error', () => {}).end('220 mail ESMTP\r\n'))
    await new Promise<void>(resolve => mail.listen(0, '127.0.0.1', resolve))
    const { port } = mail.address() as AddressInfo
    expect(await outcome(post(`http://127.0.0.1:${port}`, '{}', at))).toMatchObject({
      error: expect.stringContaining('does not use HTTP on this port'),
    })
    expect(await outcome(post(`https://127.0.0.1:${port}`, '{}', at))).toMatchObject({
      error: expect.stringContaining('does not use TLS on this port'),
    })
    mail.close()
  })
})

describe('a certificate', () => {
  const folder = path.join(import.meta.dirname, 'certificates')
  const file = (name: string) => path.join(folder, name)
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections()
  })

  /** A server with this certificate. */
  async function serve(name: string): Promise<string> {
    const server = createServer(
      { key: readFileSync(file('server.key')), cert: readFileSync(file(`${name}.pem`)) },
      (request, response) => {
        request.resume().on('end', () => {
          response
            .writeHead(request.url === '/none' ? 204 : 200, { 'x-path': request.url })
            .end(request.url === '/none' ? undefined : 'hello'.repeat(20_000))
        })
      },
    )
    servers.push(server)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return `https://localhost:${(server.address() as AddressInfo).port}`
  }

  test.each([
    ['self-signed', /the certificate is self-signed; .*--ca \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/],
    [
      'good',
      /the certificate was signed by an unknown authority; .*--ca \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/,
    ],
  ])('%s is not trusted, and the error says what to do', async (name, words) => {
    const failed = await outcome(post(`${await serve(name)}/secret`, '{}', at))
    expect(failed).toEqual({ error: expect.stringMatching(words), outcome: 'refused', ofChannel: true })
  })

  test.each([
    ['expired', /the certificate has expired; .* \(CERT_HAS_EXPIRED\)$/],
    ['other-name', /the certificate is for another name; .* \(ERR_TLS_CERT_ALTNAME_INVALID\)$/],
  ])('%s is not trusted although its authority is', async (name, words) => {
    const trusting = { ...at, ca: certificatesIn(file('ca.pem')) }
    expect(await outcome(post(await serve(name), '{}', trusting))).toEqual({
      error: expect.stringMatching(words),
      outcome: 'refused',
      ofChannel: true,
    })
  })

  test('of an authority that was named is trusted: the request, the answer and its limits are the same', async () => {
    const trusting = { ...at, ca: certificatesIn(file('ca.pem')) }
    const origin = await serve('good')
    const answer = await post(`${origin}/a`, '{"a":1}', trusting)
    expect([answer.status, answer.headers['x-path'], answer.text.length]).toEqual([200, '/a', BODY_LIMIT])
    expect((await post(`${origin}/none`, '{}', trusting)).status).toBe(204)
    const own = { ...at, ca: certificatesIn(file('self-signed.pem')) }
    expect((await post(await serve('self-signed'), '{}', own)).status).toBe(200)
  })

  test('over plain http nothing changes', async () => {
    service.replies = [{ status: 200, body: 'ok' }]
    const trusting = { ...at, ca: certificatesIn(file('ca.pem')) }
    expect((await post(service.origin, '{}', trusting)).text).toBe('ok')
  })

  test('a file that holds none is named', async () => {
    const empty = path.join(newFolder(), 'empty.pem')
    writeFileSync(empty, 'x')
    const reading = async (name: string) => certificatesIn(name)
    expect(await failing(reading(empty))).toContain(`${empty} contains no certificate`)
    // A pipe or a device would keep every other channel waiting.
    for (const endless of ['/dev/zero', '/dev/tty', newFolder()])
      expect(await failing(reading(endless))).toContain(endless)
    expect(await failing(reading('/none.pem'))).toContain('/none.pem cannot be read (ENOENT)')
  })
})
