import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { newFolder } from '../folders.ts'
import { changeStored } from '../stored.ts'
import { answer, newHome, renew } from '../world.ts'

/** A real server that notes what it is asked for. */
async function listen(status = 200, headers: Record<string, string> = {}, body = 'OK') {
  const asked: string[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', data => {
      text += data
    })
    request.on('end', () => bodies.push(text))
    asked.push(`${request.method} ${request.url}`)
    if (status === 0) return
    response.writeHead(status, headers).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, bodies, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function homeWith(heartbeat: string, heartbeatFail?: string): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  expect((await renew(home, ['config', 'set', 'heartbeat', heartbeat])).code).toBe(0)
  if (heartbeatFail) await renew(home, ['config', 'set', 'heartbeatFail', heartbeatFail])
  return home
}

const SECRET = '5bf66975-secret'

describe('the heartbeat address', () => {
  test('is called before and after each good run, also without anything to send, and never by a dry run', async () => {
    const { asked, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    await renew(home, ['remind', '--dry-run'])
    await renew(home, ['remind', '--dry-run', '--until', '2027-01-01'])
    expect(asked).toEqual([])
    expect((await renew(home, ['remind', '--scheduled'])).code).toBe(0)
    expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
    const run = [`GET /ping/${SECRET}/start`, `GET /ping/${SECRET}`]
    expect(asked).toEqual([...run, ...run])
  })

  test('is told about a run that could not deliver everything', async () => {
    const { asked, bodies, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/false', '--no-test'])
    expect((await renew(home, ['remind', '--scheduled', '--lang', 'zh'])).code).toBe(4)
    expect(asked).toEqual([`GET /ping/${SECRET}/start`, `POST /ping/${SECRET}/fail`])
    expect(bodies[1]).toMatch(/^command: /)
    expect(bodies[1]).not.toMatch(/me|\p{Script=Han}/u)
  })

  test('a failed run calls heartbeatFail if it is set', async () => {
    const { asked, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`, `${origin}/broken`)
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/false', '--no-test'])
    expect((await renew(home, ['remind'])).code).toBe(4)
    expect(asked).toEqual([`GET /ping/${SECRET}/start`, 'GET /broken'])
  })

  test('is not called after a run through one channel', async () => {
    const { asked, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    await renew(home, ['channel', 'add', 'command', '--name', 'one', '--run', '/bin/true', '--no-test'])
    expect((await renew(home, ['remind', '--channel', 'one'])).code).toBe(0)
    expect(asked).toEqual([])
  })

  test('is read from the newest kept copy if the settings cannot be read', async () => {
    const { asked, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    writeFileSync(`${home}/settings.json`, '{')
    expect((await renew(home, ['remind'])).code).toBe(0)
    expect(asked).toEqual([`GET /ping/${SECRET}/start`, `GET /ping/${SECRET}`])
  })

  test.each([
    ['HTTP 500', 500, {}],
    ['HTTP 404', 404, {}],
    ['HTTP 302', 302, { location: 'http://169.254.169.254/latest' }],
  ])('that answers %s makes no good run a failed one, and stays secret', async (words, status, headers) => {
    const { asked, origin } = await listen(status, headers)
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    for (const lang of ['en', 'zh']) {
      const { code, stderr } = await renew(home, ['remind', '--lang', lang])
      expect(code).toBe(0)
      expect(stderr).toContain(words)
      expect(stderr).toMatch(/^renew[^\n]+\n$/)
      expect(stderr).not.toContain(SECRET)
    }
    expect(asked).toHaveLength(4)
  })

  test('that answers with a web page was not reached', async () => {
    const { origin } = await listen(200, { 'content-type': 'text/plain' }, '\n <!DOCTYPE html><p>Sign in')
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    const { code, stderr } = await renew(home, ['remind'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('answered with a web page')])
  })

  test('that says its secret back, or never ends its answer, is no problem', async () => {
    const { origin } = await listen(500, {}, `no such check ${SECRET}`)
    expect((await renew(await homeWith(`${origin}/ping/${SECRET}`), ['remind'])).stderr).not.toContain(SECRET)
    const endless = await listen(200, { 'content-length': '999' }, 'OK')
    const said = await renew(await homeWith(`${endless.origin}/ping/${SECRET}`), ['remind'])
    expect([said.code, said.stderr]).toEqual([0, ''])
  }, 10_000)

  test('that is down is not reported by scheduled runs', async () => {
    const home = await homeWith(`http://127.0.0.1:1/ping/${SECRET}`)
    const { code, stderr } = await renew(home, ['remind', '--scheduled'])
    expect([code, stderr]).toEqual([0, ''])
    const byHand = await renew(home, ['remind'])
    expect(byHand.code).toBe(0)
    expect(byHand.stderr).toMatch(/\(ECONNREFUSED\)\n$/)
    expect(byHand.stderr).not.toContain(SECRET)
  })

  test('that never answers is given up after the time limit', async () => {
    const { asked, origin } = await listen(0)
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    const { timeout } = AbortSignal
    onTestFinished(() => {
      AbortSignal.timeout = timeout
    })
    // Ten seconds are long for a test; that they are asked for is what counts.
    const limits: number[] = []
    AbortSignal.timeout = limit => {
      limits.push(limit)
      return timeout.call(AbortSignal, 500)
    }
    const { code, stderr } = await renew(home, ['remind'])
    expect(code).toBe(0)
    expect(stderr).toContain('no answer within 10 s')
    expect(limits).toEqual([10_000, 10_000])
    expect(asked).toHaveLength(2)
  })
})

describe('a run whose reminders nobody sees', () => {
  test.each([
    ['cron', { isOutputDiscarded: true }],
    ['systemd', {}],
    ['launchd', {}],
  ])('is reported as failed: %s with %o', async (kind, io) => {
    const { asked, bodies, origin } = await listen()
    const home = await homeWith(`${origin}/ping/${SECRET}`)
    changeStored(`${home}/settings.json`, settings => ({
      ...settings,
      timer: { kind, at: '00:07', installed: '2026-12-01T10:00:00+05:00' },
    }))
    expect((await renew(home, ['remind', '--scheduled'], { io })).code).toBe(0)
    expect(asked.at(-1)).toBe(`POST /ping/${SECRET}/fail`)
    expect(bodies.at(-1)).toBe('no channel is set up, and nobody sees what is printed')
    // By hand it is seen, unless it is thrown away, and a channel brings it.
    await renew(home, ['remind'], { io })
    expect(asked.at(-1)).toBe(
      `${kind === 'cron' ? 'POST' : 'GET'} /ping/${SECRET}${kind === 'cron' ? '/fail' : ''}`,
    )
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/true', '--no-test'])
    await renew(home, ['remind', '--scheduled'], { io })
    expect(asked.at(-1)).toBe(`GET /ping/${SECRET}`)
  })
})

describe('the certificate authority of the heartbeat', () => {
  test('must be a file with certificates', async () => {
    const home = newHome()
    const file = `${newFolder()}/ca.pem`
    for (const text of [null, 'hello']) {
      if (text !== null) writeFileSync(file, text)
      const { code, stderr } = await renew(home, ['config', 'set', 'heartbeatCa', file])
      expect([code, stderr]).toEqual([2, expect.stringContaining(file)])
    }
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\n')
    expect(await answer(home, ['config', 'set', 'heartbeatCa', file])).toMatchObject({ heartbeatCa: file })
  })

  test('is trusted for the heartbeat; a file that is gone is reported and changes nothing else', async () => {
    const home = await homeWith('https://hc-ping.com/5bf66975')
    const file = `${newFolder()}/ca.pem`
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\n')
    await renew(home, ['config', 'set', 'heartbeatCa', file])
    const trusted: unknown[] = []
    const http: Io['http'] = async ({ ca }) => {
      trusted.push(ca)
      return { status: 200, headers: {}, text: 'OK', isWhole: true }
    }
    expect((await renew(home, ['remind'], { io: { http } })).code).toBe(0)
    expect(trusted).toEqual(['-----BEGIN CERTIFICATE-----\n', '-----BEGIN CERTIFICATE-----\n'])
    rmSync(file)
    const { code, stderr } = await renew(home, ['remind'], { io: { http } })
    expect([code, stderr]).toEqual([0, expect.stringContaining(file)])
    expect(trusted).toHaveLength(2)
  })
})

describe('the heartbeat setting', () => {
  test('is masked wherever it is shown, and stored whole', async () => {
    const home = newHome()
    const address = `https://hc-ping.com/${SECRET}`
    const said = [
      await renew(home, ['config', 'set', 'heartbeat', address]),
      await renew(home, ['config', 'get', 'heartbeat']),
      await renew(home, ['config', 'list']),
      await renew(home, ['config', 'list', '--json']),
      await renew(home, ['config', 'get', 'heartbeat', '--json']),
    ]
    for (const { stdout, stderr } of said) {
      expect(stdout).toContain('https://hc-ping.com/****')
      expect(stdout + stderr).not.toContain(SECRET)
    }
    expect(readFileSync(`${home}/settings.json`, 'utf8')).toContain(address)
    expect(await answer(home, ['config', 'unset', 'heartbeat'])).toEqual({ schema: 1, heartbeat: null })
  })

  test.each([
    ['heartbeat', 'https://me:hunter2@example.org/ping'],
    ['heartbeatFail', 'file:///hunter2'],
    ['heartbeat', 'hunter2'],
  ])('%s %s is refused without saying it again', async (name, text) => {
    const home = newHome()
    for (const lang of ['en', 'zh']) {
      const { code, stdout, stderr } = await renew(home, ['config', 'set', name, text, '--lang', lang])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^renew[^\n]+\n$/)
      expect(stderr).not.toContain('hunter2')
    }
  })
})
