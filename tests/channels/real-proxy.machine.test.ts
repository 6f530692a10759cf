import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DeliveryError } from '../../src/channels/channel.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { newFolder } from '../folders.ts'
import { message, world } from './fixtures.ts'
import { mailServer } from './mail-server.ts'
import { ownCertificate } from './own-certificate.ts'
import { freePort, listening } from './ports.ts'
import { Service } from './service.ts'

const PROGRAM = '/usr/bin/tinyproxy'

function whyNoProxy(): string | null {
  if (!existsSync(PROGRAM)) return 'needs tinyproxy'
  if (process.getuid?.() !== 0) return 'needs root, for names that only the proxy knows'
  return spawnSync('unshare', ['--mount', 'true']).status === 0 ? null : 'needs mount namespaces'
}

const reason = whyNoProxy()

interface Proxy {
  address: string
  kill(): void
  /** Stops it in the middle of everything. */
  freeze(): void
}

/** Debian's tinyproxy. It alone knows that the names below `corp.test` are this machine, and refuses `bad.test`. */
async function tinyproxy(): Promise<Proxy> {
  const folder = newFolder()
  const port = await freePort()
  writeFileSync(path.join(folder, 'hosts'), '127.0.0.1 push.corp.test mail.corp.test bad.test\n')
  writeFileSync(path.join(folder, 'filter'), '^bad\\.test$\n')
  const settings = [
    ...[`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 20'],
    ...['BasicAuth ann s3cret', `Filter "${folder}/filter"`, `LogFile "${folder}/log"`],
  ]
  writeFileSync(path.join(folder, 'tinyproxy.conf'), `${settings.join('\n')}\n`)
  const script = `mount --bind ${folder}/hosts /etc/hosts && exec ${PROGRAM} -d -c ${folder}/tinyproxy.conf`
  const daemon: ChildProcess = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: 'ignore' })
  const kill = () => void daemon.kill('SIGKILL')
  onTestFinished(kill)
  await listening(port)
  return { address: `127.0.0.1:${port}`, kill, freeze: () => void daemon.kill('SIGSTOP') }
}

/** A service over https, at a name that only the proxy can resolve. */
async function secureService() {
  const own = ownCertificate(['push.corp.test'])
  const bodies: string[] = []
  let answers = true
  const server = createServer(own, (request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push(body)
      if (answers) response.end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const beSilent = () => {
    answers = false
  }
  return { url: `https://push.corp.test:${port}/`, ca: own.cert, bodies, beSilent }
}

async function plainService() {
  const service = await Service.start()
  onTestFinished(() => service.stop())
  return { service, url: service.origin.replace('127.0.0.1', 'push.corp.test') }
}

/** Sends through a channel, and returns how it ended: `delivered`, or the outcome and the words of the failure. */
async function send(
  kind: string,
  settings: Record<string, string>,
  env: Record<string, string>,
  { ca, limit = 10_000 }: { ca?: string; limit?: number } = {},
): Promise<string> {
  const changes = { env, signal: AbortSignal.timeout(limit), ...(ca === undefined ? {} : { ca }) }
  const outlet = await openChannel('mine', { kind, lang: null, settings }, world(changes))
  try {
    await outlet.send(message(), AbortSignal.timeout(limit), new Set())
    return 'delivered'
  } catch (error) {
    expect(error).toBeInstanceOf(DeliveryError)
    const { outcome, ofChannel } = (error as DeliveryError).details
    expect(inWords(error)).not.toContain('s3cret')
    return `${outcome}${ofChannel ? ' ofChannel' : ''}: ${inWords(error)}`
  }
}

const login = (proxy: Proxy) => `http://ann:s3cret@${proxy.address}`

describe.skipIf(reason)(`tinyproxy${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('leads http, https and mail to names that only it knows', async () => {
    const proxy = await tinyproxy()
    const [plain, secure, mailbox] = [await plainService(), await secureService(), await mailServer()]
    const env = { http_proxy: login(proxy), HTTPS_PROXY: login(proxy) }
    expect(await send('webhook', { url: plain.url }, env)).toBe('delivered')
    expect(plain.service.seen).toHaveLength(1)
    expect(plain.service.seen[0]!.headers).not.toHaveProperty('proxy-authorization')
    expect(await send('webhook', { url: secure.url }, env, { ca: secure.ca })).toBe('delivered')
    expect(secure.bodies).toHaveLength(1)
    const mail = { to: 'a@example.org', from: 'b@example.org', host: 'mail.corp.test', tls: 'none' }
    expect(await send('email', { ...mail, port: String(mailbox.port) }, env)).toBe('delivered')
    expect(mailbox.got).toHaveLength(1)
  })

  test('is left out for what NO_PROXY names', async () => {
    const proxy = await tinyproxy()
    const { service, url } = await plainService()
    const env = { HTTP_PROXY: login(proxy), NO_PROXY: '127.0.0.0/8, .corp.test' }
    expect(await send('webhook', { url: service.origin }, env)).toBe('delivered')
    expect(service.seen).toHaveLength(1)
    expect(service.seen[0]!.headers).not.toHaveProperty('via')
    expect(await send('webhook', { url }, env)).toMatch(/^unreachable: .*push\.corp\.test/)
  })

  test('refuses a wrong password and a forbidden name, and is named', async () => {
    const proxy = await tinyproxy()
    const { service, url } = await plainService()
    const wrong = `http://ann:s3cret-no@${proxy.address}`
    const named = `through the proxy http://${proxy.address}`
    for (const env of [{ ALL_PROXY: `http://${proxy.address}` }, { ALL_PROXY: wrong }]) {
      for (const address of [url, url.replace('http:', 'https:')]) {
        const failed = await send('webhook', { url: address }, env)
        expect(failed).toMatch(/^refused ofChannel: .*40[17]/)
        expect(failed).toContain(named)
      }
    }
    for (const address of ['http://bad.test/', 'https://bad.test/']) {
      const failed = await send('webhook', { url: address }, { all_proxy: login(proxy) })
      expect(failed).toMatch(/^refused ofChannel: .*403/)
      expect(failed).toContain(named)
    }
    expect(service.seen).toEqual([])
  })

  test('cannot reach the service: nothing was handed over', async () => {
    const proxy = await tinyproxy()
    const url = `https://push.corp.test:${await freePort()}/`
    expect(await send('webhook', { url }, { ALL_PROXY: login(proxy) })).toMatch(/^unreachable: .*5\d\d/)
  })

  test('dies when the request has passed: it may have arrived', async () => {
    const { service, url } = await plainService()
    const secure = await secureService()
    service.replies = ['hang']
    secure.beSilent()
    for (const [address, ca, seen] of [
      [url, undefined, service.seen],
      [secure.url, secure.ca, secure.bodies],
    ] as const) {
      const proxy = await tinyproxy()
      const sending = send('webhook', { url: address }, { ALL_PROXY: login(proxy) }, ca ? { ca } : {})
      await expect.poll(() => seen.length, { timeout: 5000 }).toBe(1)
      proxy.kill()
      expect(await sending).toMatch(/^cut: .*through the proxy/)
    }
  })

  test('hangs before the tunnel is there: nothing was handed over', async () => {
    const proxy = await tinyproxy()
    const secure = await secureService()
    proxy.freeze()
    const env = { ALL_PROXY: login(proxy) }
    expect(await send('webhook', { url: secure.url }, env, { ca: secure.ca, limit: 500 })).toMatch(
      /^unreachable: .*through the proxy/,
    )
    expect(secure.bodies).toEqual([])
  })
})
