import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildRenew, run, start } from '../built-program.ts'
import { mailServer } from '../channels/mail-server.ts'
import { newFolder } from '../folders.ts'

let script: string
beforeAll(async () => {
  script = await buildRenew()
}, 60_000)

/** Days of killed runs; more of them where there is time. */
const DAYS = process.env.RENEW_SLOW_TESTS ? 200 : 9
const FIRST = Date.parse('2027-03-31T09:07:00+05:00')

interface Push {
  id: string
  body: string
}

/** An ntfy server that tells when something arrives, before it answers. */
async function pushServer() {
  const box = { url: '', got: [] as Push[], pause: 0, onArrival: () => {}, onAnswer: () => {} }
  const server = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8').on('data', chunk => {
      body += chunk
    })
    request.on('end', async () => {
      box.got.push({ id: (JSON.parse(body) as { sequence_id: string }).sequence_id, body })
      box.onArrival()
      await wait(box.pause)
      reply.end('{"id":"x","event":"message"}', () => box.onAnswer())
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  box.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return box
}

async function renew(home: string, argv: readonly string[], env: Record<string, string>): Promise<void> {
  const left = await run(script, home, argv, { env })
  expect([left.code, left.stderr], argv.join(' ')).toEqual([0, expect.not.stringContaining('renew:')])
}

interface Ledger {
  entries: { milestone: string; channel: string; id: string }[]
  trying: unknown[]
}

const ledgerOf = (home: string) => JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8')) as Ledger

test('slow: killed at any moment of a run, no milestone is missed, and what comes again is the very same', async () => {
  const [push, mail] = [await pushServer(), await mailServer()]
  const home = path.join(newFolder(), 'home')
  const env = { RENEW_NOW: new Date(FIRST).toISOString() }
  await renew(home, ['add', 'me', '--expires', '2027-03-31'], env)
  await renew(home, ['channel', 'add', 'ntfy', '--topic', 'cards', '--server', push.url, '--no-test'], env)
  const words = ['--to', 'me@example.org', '--host', '127.0.0.1', '--port', String(mail.port), '--no-test']
  await renew(home, ['channel', 'add', 'email', ...words], env)

  const count = () => ({ ntfy: push.got.length, email: mail.got.length })
  let [killed, repeated, seed] = [0, 0, 7]
  for (let day = 0; day < DAYS; day++) {
    const now = { RENEW_NOW: new Date(FIRST + day * 86_400_000).toISOString() }
    const before = count()
    const doomed = start(script, home, ['remind', '--scheduled'], { env: now })
    const kill = () => void doomed.child.kill('SIGKILL')
    // A third dies when a message has arrived and nobody knows it yet, a third just after the answer.
    const how = day % 3
    if (how === 0) push.onArrival = kill
    else if (how === 1) push.onAnswer = kill
    else {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      setTimeout(kill, 100 + (seed % 400))
    }
    if ((await doomed.left).signal === 'SIGKILL') killed++
    push.onArrival = push.onAnswer = () => {}

    await renew(home, ['remind', '--scheduled'], now)
    await renew(home, ['remind', '--scheduled'], now)
    const { entries, trying } = ledgerOf(home)
    expect(trying).toEqual([])
    const milestone = day === 0 ? '0d' : `+${day}d`
    for (const channel of ['ntfy', 'email'] as const) {
      const isDaily = day <= 30 || (day - 30) % 7 === 0
      const held = entries.filter(one => one.channel === channel && one.milestone === milestone)
      expect([day, channel, held.length]).toEqual([day, channel, isDaily ? 1 : 0])
      const fresh = count()[channel] - before[channel]
      // Once, or twice where the kill fell between sending and writing.
      expect(fresh).toBeGreaterThanOrEqual(isDaily ? 1 : 0)
      expect(fresh).toBeLessThanOrEqual(isDaily ? 2 : 0)
      repeated += Math.max(0, fresh - 1)
    }
    const pushed = push.got.slice(before.ntfy)
    expect(new Set(pushed.map(({ body }) => body)).size).toBeLessThanOrEqual(1)
    const mails = mail.got
      .slice(before.email)
      .map(one => [one.mail.messageId, one.mail.text, one.mail.subject])
    expect(new Set(mails.map(one => JSON.stringify(one))).size).toBeLessThanOrEqual(1)
  }
  expect(killed).toBeGreaterThan(DAYS / 2)
  // Else no kill fell where this test looks.
  expect(repeated).toBeGreaterThan(0)
  const ids = push.got.map(({ id }) => id).filter((id, at, all) => id !== all[at - 1])
  expect(ids).toEqual([...new Set(ids)])
}, 600_000)

test('four runs at the same instant send one message', async () => {
  const push = await pushServer()
  push.pause = 400
  const home = path.join(newFolder(), 'home')
  const env = { RENEW_NOW: new Date(FIRST).toISOString() }
  await renew(home, ['add', 'me', '--expires', '2027-03-31'], env)
  await renew(home, ['channel', 'add', 'ntfy', '--topic', 'cards', '--server', push.url, '--no-test'], env)
  const all = await Promise.all(
    Array.from({ length: 4 }, () => run(script, home, ['remind', '--scheduled'], { env })),
  )
  expect(all).toEqual(all.map(() => ({ code: 0, signal: null, stdout: '', stderr: '' })))
  expect(push.got).toHaveLength(1)
  expect(ledgerOf(home).entries).toHaveLength(1)
}, 30_000)
