import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { ConfiguredChannel } from '../../src/channels/channel.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { deliver } from '../../src/reminders/run.ts'
import { world } from '../channels/fixtures.ts'
import { type MailServer, mailServer } from '../channels/mail-server.ts'
import { MemoryLedger, runInput } from './fixtures.ts'
import { Person, plus } from './person.ts'

const DAYS = 400
/** As in a run, but in a fraction of the time. */
const limits = { run: 900, patience: 250, retries: 2, pause: 1, longestPause: 100 }

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a sink got: the id it can tell repetitions by, and the text. */
interface Got {
  id: string
  text: string
}

/** A push server that fails a third of the time, in every way there is. */
async function badServer(random: () => number): Promise<{ url: string; got: Got[]; troubles: Set<string> }> {
  const box = { url: '', got: [] as Got[], troubles: new Set<string>() }
  const failures: Record<string, (reply: ServerResponse) => unknown> = {
    500: reply => reply.writeHead(500).end('oops'),
    429: reply => reply.writeHead(429, { 'retry-after': '0' }).end('{"code":42901}'),
    'come back next year': reply => reply.writeHead(429, { 'retry-after': '31536000' }).end(),
    hang: () => {},
    drop: reply => reply.socket?.destroy(),
    lie: reply => reply.writeHead(200).end('{"code":50301,"error":"not really"}'),
  }
  let failed = 0
  const server = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8').on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      const { sequence_id: id, message: text } = JSON.parse(body) as { sequence_id: string; message: string }
      const fails = random() < 1 / 3
      const isKept = !fails || random() < 0.3
      const names = Object.keys(failures)
      const name = names[failed % names.length]!
      // Some take it and fail only to say so.
      const isLost = fails && isKept && (name === 'hang' || name === 'drop' || name === '500')
      if (!fails || isLost) box.got.push({ id, text })
      if (fails) {
        failed++
        box.troubles.add(name)
        failures[name]!(reply)
      } else reply.end('{"id":"x","event":"message"}')
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

/** A mail server that fails a third of the time. */
function badMailServer(random: () => number): Promise<MailServer> {
  const troubled = () => random() < 1 / 9
  return mailServer(
    {},
    {
      sender: () => (troubled() ? [451, '4.7.1 greylisted'] : null),
      recipient: () => (troubled() ? [450, '4.2.0 busy'] : null),
      data: () => (troubled() ? (['drop', 'drop-kept', 'hang'] as const)[Math.floor(random() * 3)]! : null),
    },
  )
}

/** A year of seeds where there is time for it. */
const SEEDS = process.env.RENEW_SLOW_TESTS ? Array.from({ length: 20 }, (_, n) => n + 1) : [1]

test.each(SEEDS)(
  '400 days with sinks that fail a third of the time, and a machine that is off for weeks (seed %i)',
  async seed => {
    const random = seeded(seed)
    const push = await badServer(seeded(seed * 3))
    const mail = await badMailServer(seeded(seed * 5))
    const open = (name: string, kind: string, settings: Record<string, string>) =>
      openChannel(name, { kind, lang: null, settings }, world())
    const channels: ConfiguredChannel[] = await Promise.all([
      open('push', 'ntfy', { topic: 'cards', server: push.url }),
      open('mail', 'email', { to: 'me@example.org', host: '127.0.0.1', port: String(mail.port) }),
    ])
    const person = new Person()
    const ledger = new MemoryLedger()
    const printed: string[] = []
    /** Of each channel the milestones the ledger holds, in the order in which they came. */
    const told: Record<string, string[]> = { push: [], mail: [] }
    const arrivals = (): Record<string, number> => ({ push: push.got.length, mail: mail.got.length })
    const end = plus(person.today, DAYS)
    const on: string[] = []
    let off = 0
    while (person.today < end) {
      const gap = random() < 0.03 ? 7 + Math.floor(random() * 21) : 1
      if (gap > 1) off++
      person.act({ gap, action: 'nothing', amount: 1 })
      on.push(person.today)
      for (let run = 0; run < 3; run++) {
        const must = person.mustHaveHeard()
        const owes = (name: string) => must !== null && (told[name]!.at(-1) ?? '') < must
        const quiet = channels.map(({ name }) => name).filter(name => !owes(name))
        const before = arrivals()
        const print = ({ id }: { id: string }) => void printed.push(id)
        const report = await deliver(runInput([person.card()], channels, { ledger, limits, print }))
        for (const { channel, date } of report.delivered) told[channel]?.push(date)
        // What was delivered never comes again.
        for (const name of quiet) expect([name, arrivals()[name]]).toEqual([name, before[name]])
        // What came too late for this run does not count for the next.
        if (report.failed.length > 0) await wait(20)
        // What has not arrived is owed, and nothing else.
        for (const { name } of channels) {
          const isOwed = report.owed.some(({ channel }) => channel === name)
          expect([name, owes(name)]).toEqual([name, isOwed])
        }
        expect(report.complete).toBe(report.owed.length === 0)
        expect(ledger.ledger.trying).toEqual([])
      }
    }
    expect(off).toBeGreaterThan(3)

    const mails = mail.got.map(({ mail: { messageId, text } }) => ({ id: messageId!, text: text! }))
    for (const [name, got] of [
      ['push', push.got],
      ['mail', mails],
    ] as const) {
      // The ledger knows of each milestone once, and never of an older one after a newer one.
      expect(told[name]).toEqual([...new Set(told[name])].sort())
      const ids = [...new Set(got.map(({ id }) => id))]
      // Everything told arrived; what came twice came with the same id.
      expect(ids.length).toBeGreaterThanOrEqual(told[name]!.length)
      expect(got.length).toBeGreaterThan(40)
    }
    // Daily for thirty days after the end, on the days the machine was on: seldom do nine attempts fail.
    const isDaily = (date: string) => date > person.expires && date <= plus(person.expires, 30)
    const days = on.filter(isDaily)
    for (const name of ['push', 'mail'])
      expect(told[name]!.filter(isDaily).length).toBeGreaterThanOrEqual(days.length - 1)
    expect(days.length).toBeGreaterThan(5)
    expect([...push.troubles].sort()).toEqual(['429', '500', 'come back next year', 'drop', 'hang', 'lie'])
  },
  60_000,
)
