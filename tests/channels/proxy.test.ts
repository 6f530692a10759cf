import { getEventListeners } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/channels/channel.ts'
import { sendHttp } from '../../src/channels/post.ts'
import { proxyFor } from '../../src/channels/proxy.ts'
import { inWords } from '../failures.ts'
import { world } from './fixtures.ts'
import { ownCertificate } from './own-certificate.ts'

const PROXY = 'http://proxy.lan:3128'
const chosen = (address: string, env: Record<string, string>) => proxyFor(new URL(address), env)?.href ?? null

describe('the proxy for an address', () => {
  test.each([
    ['http://a.org', { HTTP_PROXY: PROXY }, `${PROXY}/`],
    ['http://a.org', { http_proxy: PROXY }, `${PROXY}/`],
    ['https://a.org', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
    ['https://a.org', { https_proxy: PROXY }, `${PROXY}/`],
    ['https://a.org', { HTTP_PROXY: PROXY }, null],
    ['http://a.org', { HTTPS_PROXY: PROXY }, null],
    ['http://a.org', { http_proxy: PROXY, HTTP_PROXY: 'http://other' }, `${PROXY}/`],
    ['http://a.org', { http_proxy: '', HTTP_PROXY: ' ' }, null],
    ['http://a.org', { HTTP_PROXY: 'proxy.lan:3128' }, `${PROXY}/`],
    ['http://a.org', { HTTP_PROXY: 'https://u:p@proxy.lan' }, 'https://u:p@proxy.lan/'],
    ['http://a.org', { ALL_PROXY: PROXY }, `${PROXY}/`],
    ['https://a.org', { all_proxy: PROXY, HTTP_PROXY: 'http://other' }, `${PROXY}/`],
    ['https://a.org', { ALL_PROXY: 'http://other', HTTPS_PROXY: PROXY }, `${PROXY}/`],
    ['https://a.org', { ALL_PROXY: 'socks5://other:1080', HTTPS_PROXY: PROXY }, `${PROXY}/`],
    ['https://a.org', { ALL_PROXY: 'socks5://other:1080' }, null],
    ['http://a.org', {}, null],
  ])('%s with %j', (address, env, proxy) => expect(chosen(address, env)).toBe(proxy))

  test.each([
    ['corp.test', 'http://corp.test', true],
    ['corp.test', 'http://ntfy.corp.test', true],
    ['.corp.test', 'http://ntfy.corp.test', true],
    ['.corp.test', 'http://corp.test', true],
    ['*.corp.test', 'http://ntfy.corp.test', true],
    ['corp.test', 'http://evilcorp.test', false],
    ['CORP.test.', 'http://NTFY.corp.TEST.', true],
    ['other.org, corp.test', 'http://corp.test', true],
    ['other.org corp.test', 'http://corp.test', true],
    ['*', 'http://corp.test', true],
    ['corp.test:8080', 'http://corp.test:8080', true],
    ['corp.test:8080', 'http://corp.test', false],
    ['corp.test:80', 'http://corp.test', true],
    ['127.0.0.1', 'http://127.0.0.1:9', true],
    ['127.0.0.1', 'http://127.0.0.10', false],
    ['127.0.0.0/8', 'http://127.9.9.9', true],
    ['10.0.0.0/8', 'http://11.0.0.1', false],
    ['10.0.0.0/99', 'http://10.0.0.1', false],
    ['10.0.0.0/8', 'http://ten.org', false],
    ['::1', 'http://[::1]:80', true],
    ['[::1]:81', 'http://[::1]:81', true],
    ['[::1]:81', 'http://[::1]', false],
    ['fd00::/8', 'http://[fd12::1]', true],
    ['fd00::/8', 'http://[fe80::1]', false],
    ['', 'http://corp.test', false],
    [',,', 'http://corp.test', false],
  ])('NO_PROXY=%j for %s', (list, address, isDirect) => {
    for (const name of ['NO_PROXY', 'no_proxy'])
      expect(chosen(address, { HTTP_PROXY: PROXY, [name]: list })).toBe(isDirect ? null : `${PROXY}/`)
  })

  test.each(['socks://', 'http://', 'ftp://hunter22@x', ':hunter22'])('%j is not one', text => {
    const choosing = () => proxyFor(new URL('http://a.org'), { HTTP_PROXY: text })
    expect(choosing).toThrow(DeliveryError)
    try {
      choosing()
    } catch (error) {
      expect(inWords(error)).toContain('HTTP_PROXY')
      expect(inWords(error)).not.toContain('hunter22')
    }
  })
})

test('a proxy that is tried again and again leaves nothing on the signal of the run', async () => {
  const { signal } = new AbortController()
  const proxy = 'http://127.0.0.1:1'
  const ours = world({ env: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }, signal })
  for (const address of ['http://a.org', 'https://a.org'])
    await expect(sendHttp(address, ours, {})).rejects.toThrow(DeliveryError)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

describe('through a real proxy', () => {
  const closing: (() => void)[] = []
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })

  async function listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
    })
    closing.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  /** A proxy that notes what it is asked for; `how` answers instead of connecting, or says nothing. */
  async function proxy(how: number | 'silent' | 'cut' | null = null) {
    const asked: string[] = []
    const note = ({ method, url, headers }: IncomingMessage) =>
      asked.push(`${method} ${url} ${headers['proxy-authorization'] ?? ''}`.trim())
    const server = createServer((request, response) => {
      note(request)
      request.resume().on('end', () => response.writeHead(how === null ? 200 : Number(how)).end('ok'))
    })
    server.on('connect', (request: IncomingMessage, socket: Socket) => {
      note(request)
      socket.on('error', () => {})
      if (how === 'silent') return
      if (how === 'cut') return void socket.destroy()
      if (how !== null) return void socket.end(`HTTP/1.1 ${how} No\r\ncontent-length: 0\r\n\r\n`)
      const target = connect(Number(request.url!.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(target).pipe(socket)
      })
      target.on('error', () => socket.destroy())
      closing.push(() => target.destroy())
    })
    return { asked, port: await listen(server) }
  }

  const own = ownCertificate()
  async function service(): Promise<{ bodies: string[]; port: number }> {
    const bodies: string[] = []
    const server = createSecureServer(own, (request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        bodies.push(body)
        response.end('{"id":"1"}')
      })
    })
    return { bodies, port: await listen(server as unknown as Server) }
  }

  const send = (address: string, env: Record<string, string>, limit = 5000) =>
    sendHttp(address, world({ env, ca: own.cert, signal: AbortSignal.timeout(limit) }), {
      body: 'secret body',
    }).then(
      ({ status }) => ({ status, error: '', outcome: '', ofChannel: false }),
      (error: DeliveryError) => ({
        status: 0,
        error: inWords(error),
        outcome: error.details.outcome as string,
        ofChannel: error.details.ofChannel ?? false,
      }),
    )

  test('https goes through a tunnel, with a user, a password and an own authority', async () => {
    const { asked, port } = await proxy()
    const target = await service()
    const env = { https_proxy: `http://ann:p%40ss%zz%@127.0.0.1:${port}` }
    expect(await send(`https://localhost:${target.port}/in`, env)).toMatchObject({ status: 200 })
    const login = `Basic ${Buffer.from('ann:p@ss%zz%').toString('base64')}`
    expect(asked).toEqual([`CONNECT localhost:${target.port} ${login}`])
    expect(target.bodies).toEqual(['secret body'])
  })

  test('http asks the proxy itself', async () => {
    const { asked, port } = await proxy()
    const env = { HTTP_PROXY: `127.0.0.1:${port}` }
    expect(await send('http://push.test/in?a=1', env)).toMatchObject({ status: 200 })
    expect(asked).toEqual(['POST http://push.test/in?a=1'])
    expect(await send(`http://127.0.0.1:${port}/x`, { ...env, NO_PROXY: '127.0.0.0/8' })).toMatchObject({
      status: 200,
    })
    expect(asked[1]).toBe('POST /x')
  })

  test.each([
    [407, { outcome: 'refused', ofChannel: true }],
    [403, { outcome: 'refused', ofChannel: true }],
    [429, { outcome: 'unreachable' }],
    [502, { outcome: 'unreachable' }],
    [503, { outcome: 'unreachable' }],
    [504, { outcome: 'unreachable' }],
  ])(
    'a proxy that answers CONNECT with %i has handed nothing over, and is named',
    async (status, expected) => {
      const { port } = await proxy(status)
      const env = { https_proxy: `http://ann:hunter22@127.0.0.1:${port}` }
      const failed = await send('https://push.test/in', env)
      expect(failed).toMatchObject(expected)
      expect(failed.error).toContain(`http://127.0.0.1:${port}`)
      expect(failed.error).toContain(String(status))
      expect(failed.error).not.toContain('hunter22')
    },
  )

  test('a proxy that is down, cuts, or says nothing is named', async () => {
    const cut = await proxy('cut')
    const silent = await proxy('silent')
    for (const [port, limit] of [
      [1, 5000],
      [cut.port, 5000],
      [silent.port, 400],
    ] as const) {
      const failed = await send('https://push.test/in', { https_proxy: `http://127.0.0.1:${port}` }, limit)
      expect(failed).toMatchObject({ outcome: 'unreachable' })
      expect(failed.error).toContain(`through the proxy http://127.0.0.1:${port}`)
    }
    expect(await send('http://push.test/in', { http_proxy: 'http://127.0.0.1:1' })).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('through the proxy http://127.0.0.1:1'),
    })
  })

  test('a SOCKS proxy is not used, and named when the address is not reached', async () => {
    const failed = await send('http://push.invalid/in', { HTTP_PROXY: 'socks5://u:hunter22@127.0.0.1:9' })
    expect(failed.outcome).toBe('unreachable')
    expect(failed.error).toContain('the SOCKS proxy socks5://127.0.0.1:9 was not used')
    expect(failed.error).not.toContain('hunter22')
  })

  test('407 for a plain request, and a certificate behind the proxy, are of the channel and name it', async () => {
    const { port } = await proxy(407)
    expect(await send('http://push.test/in', { http_proxy: `http://127.0.0.1:${port}` })).toMatchObject({
      error: expect.stringContaining(`through the proxy http://127.0.0.1:${port}`),
      ofChannel: true,
    })
    const open = await proxy()
    const target = await service()
    const env = { https_proxy: `http://127.0.0.1:${open.port}` }
    const untrusting = sendHttp(`https://localhost:${target.port}/`, world({ env }), { body: 'x' })
    await expect(untrusting).rejects.toMatchObject({ details: { ofChannel: true } })
  })
})
