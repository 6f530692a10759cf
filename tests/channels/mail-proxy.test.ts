import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { DeliveryError } from '../../src/channels/channel.ts'
import { connectionOf } from '../../src/channels/email-server.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { message, world } from './fixtures.ts'
import { rawMailServer } from './raw-mail-server.ts'

test.each<[Record<string, string>, string, string | null]>([
  [{}, 'mail.corp.test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, 'mail.corp.test', 'proxy:3128'],
  [{ https_proxy: 'proxy:3128' }, 'mail.corp.test', 'proxy:3128'],
  [{ ALL_PROXY: 'http://other:8080' }, 'mail.corp.test', 'other:8080'],
  [{ ALL_PROXY: 'socks5://other:1080' }, 'mail.corp.test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, 'localhost', null],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, '127.0.0.1', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*' }, 'mail.corp.test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'a.test, corp.test' }, 'mail.corp.test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '.corp.test' }, 'Mail.Corp.Test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*.corp.test:587' }, 'mail.corp.test', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'corp.test:25' }, 'mail.corp.test', 'proxy:3128'],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'rp.test' }, 'mail.corp.test', 'proxy:3128'],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '10.0.0.0/8' }, '10.1.2.3', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '10.0.0.0/8,10.0.0.0/99' }, '11.1.2.3', 'proxy:3128'],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'fd00::/8' }, 'fd00::5', null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'fd00::5' }, 'fd00::5', null],
])('with %j, %s is reached through %s', (env, host, expected) => {
  const { proxy } = connectionOf({ host, port: '587', to: 'ann@example.org' }, { env })
  expect(proxy?.host ?? null).toBe(expected)
})

/** A proxy that connects to one port whatever is asked, or refuses. */
async function proxy(target: number, status = '200 OK') {
  const asked: string[] = []
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', head => {
      asked.push(head.toString('latin1'))
      socket.write(`HTTP/1.1 ${status}\r\n\r\n`)
      if (!status.startsWith('2')) return void socket.end()
      const through = connect({ host: '127.0.0.1', port: target })
      through.on('error', () => {})
      socket.pipe(through).pipe(socket)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { asked, address: `ann:s3cret%@127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function send(host: string, port: number, address: string) {
  const settings = { to: 'ann@example.org', host, port: String(port), tls: 'none' }
  const env = { HTTPS_PROXY: `http://${address}` }
  const outlet = await openChannel('mail', { kind: 'email', lang: null, settings }, world({ env }))
  return outlet.send(message(), AbortSignal.timeout(5000))
}

test('a mail goes through the proxy, with its login', async () => {
  const server = await rawMailServer()
  const { asked, address } = await proxy(server.port)
  await send('mail.example.test', 587, address)
  expect(asked[0]).toMatch(/^CONNECT mail\.example\.test:587 HTTP\/1\.1\r\n/)
  const login = Buffer.from('ann:s3cret%').toString('base64')
  expect(asked[0]?.match(/^.*authorization:.*$/gim)?.map(line => line.toLowerCase())).toEqual([
    `proxy-authorization: basic ${login}`.toLowerCase(),
  ])
  expect(server.texts).toHaveLength(1)
})

test('where the proxy refuses, the server is reached directly; if that fails too, both are named', async () => {
  const { asked, address } = await proxy(1, '403 Forbidden')
  const error = await send('mail.invalid', 587, address).catch((failed: unknown) => failed)
  expect(asked).toHaveLength(1)
  expect(error).toBeInstanceOf(DeliveryError)
  expect((error as DeliveryError).details.outcome).toBe('unreachable')
  expect(inWords(error)).toMatch(/mail\.invalid.*the proxy 127\.0\.0\.1:\d+ did not connect either: .*403/)
  expect(inWords(error)).not.toContain('s3cret')
})

test('a SOCKS proxy is not used, and named when the server is not reached', async () => {
  const settings = { to: 'ann@example.org', host: 'mail.invalid', port: '25', tls: 'none' }
  const env = { ALL_PROXY: 'socks5h://ann:s3cret@127.0.0.1:9' }
  const outlet = await openChannel('mail', { kind: 'email', lang: null, settings }, world({ env }))
  const error = await outlet.send(message(), AbortSignal.timeout(5000)).catch((failed: unknown) => failed)
  expect(inWords(error)).toMatch(/mail\.invalid.*the SOCKS proxy socks5h:\/\/127\.0\.0\.1:9 was not used/)
  expect(inWords(error)).not.toContain('s3cret')
  expect((error as DeliveryError).details.outcome).toBe('unreachable')
})

test.each([
  ['says nothing', null],
  ['never ends its answer', 'X-Wait: 1\r\n'],
])('a proxy that %s ends with the attempt', async (_, drip) => {
  let isClosed: () => void
  const closed = new Promise<void>(resolve => {
    isClosed = resolve
  })
  const server = createServer(socket => {
    socket
      .on('error', () => {})
      .on('close', () => isClosed())
      .resume()
    if (drip === null) return
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write(drip), 10)
    socket.on('close', () => clearInterval(timer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const settings = { to: 'ann@example.org', host: 'mail.invalid', port: '25', tls: 'none' }
  const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` }
  const outlet = await openChannel('mail', { kind: 'email', lang: null, settings }, world({ env }))
  const error = await outlet.send(message(), AbortSignal.timeout(150)).catch((failed: unknown) => failed)
  expect((error as DeliveryError).details.outcome).toBe('unreachable')
  await closed
})
