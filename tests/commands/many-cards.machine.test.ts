import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { mailServer } from '../channels/mail-server.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'
import { newHome, renew } from '../world.ts'

const COUNT = 5000
const AT = '2026-11-01T12:00:00+05:00'
const NAMES = Array.from({ length: COUNT }, (_, n) => `card ${String(n).padStart(4, '0')}`)
/** Every card whose reminder begins in a text. */
const namesIn = (text: string): string[] => text.match(/^card \d{4}(?=: )/gm) ?? []

interface Entry {
  card: string
  channel: string
}

/** Enough time for hundreds of messages on a slow machine. */
const UNHURRIED = { io: { runTime: 90_000 } }

/** A home with thousands of cards that are all owed something. */
async function crowdedHome(names: readonly string[] = NAMES): Promise<string> {
  const home = newHome()
  const cards = names.map((name, n) => {
    const expires = ['2026-11-28', '2026-12-01', '2026-12-20', '2026-12-31'][n % 4]!
    return newCard({ id: `card${n}`, name, guide: 'kz/registration-card', expires }, AT)
  })
  await new CardStore(diskIo(), pathsIn(home)).change('import', AT, () => cards)
  return home
}

async function add(home: string, ...words: string[]): Promise<void> {
  const { code, stderr } = await renew(home, ['channel', 'add', ...words, '--no-test'])
  expect(code, stderr).toBe(0)
}

/** An ntfy server that takes so many messages and no more. */
async function ntfyServer(most = Infinity) {
  const got = { url: '', texts: [] as string[], most }
  const server = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8').on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      if (got.texts.length >= got.most)
        return void reply.writeHead(403).end('{"code":40301,"error":"enough"}')
      const { message } = JSON.parse(body) as { message: string }
      got.texts.push(message)
      reply.end('{"id":"x","event":"message"}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  got.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return got
}

const heldBy = (home: string, channel: string): string[] => {
  const { entries } = JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8')) as { entries: Entry[] }
  return entries.filter(entry => entry.channel === channel).map(({ card }) => card)
}

test('five thousand owed cards: one mail with all of them in a file, and messages within the limit elsewhere', async () => {
  const home = await crowdedHome()
  const [mail, ntfy] = [await mailServer(), await ntfyServer()]
  await add(home, 'email', '--to', 'office@example.org', '--host', '127.0.0.1', '--port', String(mail.port))
  await add(home, 'ntfy', '--topic', 'cards', '--server', ntfy.url)
  const before = process.memoryUsage().rss
  const begun = process.cpuUsage()
  const { code, stderr } = await renew(home, ['remind'], UNHURRIED)
  const took = process.cpuUsage(begun)
  expect([code, stderr]).toEqual([0, ''])
  // Time of the processor: by the clock it would depend on what else the machine does.
  expect(took.user + took.system).toBeLessThan(40_000_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024)

  const [{ mail: letter, raw }, ...others] = mail.got as [(typeof mail.got)[0]]
  expect(others).toEqual([])
  const [list, ...files] = letter.attachments
  expect([list!.filename, files]).toEqual(['reminders.txt', []])
  const listed = Buffer.from(list!.content as ArrayBuffer)
    .toString()
    .replaceAll('\r\n', '\n')
  expect(namesIn(listed).sort()).toEqual(NAMES)
  // The text begins with what is most urgent, and says where the rest is.
  const shown = namesIn(letter.text!)
  expect(shown.length).toBeGreaterThan(100)
  expect(listed.startsWith(letter.text!.slice(0, 1000))).toBe(true)
  expect(letter.text).toContain(`${COUNT - shown.length} more documents are in the attached file`)
  expect(raw.length).toBeLessThan(5_000_000)

  expect(ntfy.texts.flatMap(namesIn).sort()).toEqual(NAMES)
  expect(Math.max(...ntfy.texts.map(text => Buffer.byteLength(text)))).toBeLessThanOrEqual(3900)
  for (const channel of ['email', 'ntfy']) expect(new Set(heldBy(home, channel)).size).toBe(COUNT)
  expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
  expect([mail.got.length, ntfy.texts.flatMap(namesIn).length]).toEqual([1, COUNT])
}, 120_000)

test('what a service did not take any more is not marked, and comes with the next run', async () => {
  const names = NAMES.slice(0, 800)
  const home = await crowdedHome(names)
  const ntfy = await ntfyServer(20)
  await add(home, 'ntfy', '--topic', 'cards', '--server', ntfy.url)
  const { code, stdout } = await renew(home, ['remind', '--json'], UNHURRIED)
  expect(code).toBe(4)
  const said = ntfy.texts.flatMap(namesIn)
  expect(said.length).toBeGreaterThan(150)
  const held = heldBy(home, 'ntfy')
  expect(held.map(id => NAMES[Number(id.slice(4))]).sort()).toEqual(said.toSorted())
  const { delivered, owed } = JSON.parse(stdout) as {
    delivered: { channel: string }[]
    owed: { name: string }[]
  }
  expect(delivered.filter(({ channel }) => channel === 'ntfy')).toHaveLength(said.length)
  expect([...said, ...owed.map(({ name }) => name)].sort()).toEqual(names)

  ntfy.most = Infinity
  expect(await renew(home, ['remind'], UNHURRIED)).toMatchObject({ code: 0 })
  expect(ntfy.texts.flatMap(namesIn).sort()).toEqual(names)
}, 120_000)
