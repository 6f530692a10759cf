import { describe, expect, test } from 'vitest'
import type { CalendarCard } from '../../src/calendar/calendar-text.ts'
import { DeliveryError, type Message } from '../../src/channels/channel.ts'
import { heloName } from '../../src/channels/email-server.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { message, world } from './fixtures.ts'
import { type Dialogue, type RawServer, rawMailServer } from './raw-mail-server.ts'

const TO = 'anna@example.org'
const CARD: CalendarCard = {
  card: 'aaaa',
  cycle: 0,
  sequence: 2,
  stamp: '2026-12-01T12:00:00+05:00',
  name: 'me',
  holder: null,
  kind: 'Registration card',
  expires: '2026-12-31',
  opens: '2026-11-30',
  fileBy: '2026-12-31',
  milestones: ['2026-11-30', '2026-12-31'],
}

interface How {
  what?: Message
  settings?: Record<string, string>
  has?: Set<string>
  within?: number
}

async function send({ port }: RawServer, { what = message(), settings = {}, has, within = 5000 }: How = {}) {
  const all = {
    to: TO,
    from: 'renew@example.org',
    host: '127.0.0.1',
    port: String(port),
    tls: 'none',
    ...settings,
  }
  const outlet = await openChannel('mail', { kind: 'email', lang: null, settings: all }, world())
  await outlet.send(what, AbortSignal.timeout(within), has)
}

/** Returns what became of a mail: its outcome, what else the run must know, and the words. */
async function fate(script: Dialogue, how?: How) {
  const server = await rawMailServer(script)
  const error = await send(server, how).then(
    () => null,
    (error: unknown) => error,
  )
  if (error === null) return { server, fate: 'delivered', said: '' }
  expect(error).toBeInstanceOf(DeliveryError)
  const { outcome, ofChannel, tooLarge } = (error as DeliveryError).details
  const flags = [outcome, ofChannel && 'ofChannel', tooLarge && 'tooLarge'].filter(Boolean).join(' ')
  return { server, fate: flags, said: inWords(error) }
}

/** Answers one command with one line. */
const at = (command: string, reply: string | null): Dialogue => ({
  answer: line => (line.startsWith(command) ? reply : undefined),
})

describe('what became of a mail', () => {
  test.each<[string, Dialogue, string]>([
    ['a server that refuses at once', { answer: () => '554 5.3.2 no' }, 'refused ofChannel'],
    ['421 at the first command', at('EHLO', '421 4.3.2 closing'), 'busy ofChannel'],
    ['421 at the sender', at('MAIL', '421 4.3.2 closing'), 'busy ofChannel'],
    ['421 after the text', at('.', '421 4.3.2 closing'), 'busy'],
    ['a sender that may not send', at('MAIL', '550 5.7.1 not yours'), 'refused ofChannel'],
    ['a login that is needed', at('MAIL', '530 5.7.0 log in first'), 'refused ofChannel'],
    ['a rate limit at the sender', at('MAIL', '450 4.7.1 slow down'), 'busy ofChannel'],
    ['greylisting', at('RCPT', '451 4.7.1 greylisted'), 'busy ofChannel'],
    ['a full disk', at('RCPT', '452 4.3.1 insufficient storage'), 'busy ofChannel'],
    ['too many recipients, written as 552', at('RCPT', '552 too many recipients'), 'busy ofChannel'],
    ['a reader who is not there', at('RCPT', '550 5.1.1 no such user'), 'refused ofChannel'],
    ['a full mailbox', at('RCPT', '552 5.2.2 mailbox full'), 'refused ofChannel'],
    ['a text that is refused', at('.', '554 5.7.1 spam'), 'refused'],
    ['a text that is refused for now', at('.', '451 4.7.1 later'), 'busy'],
    ['a mail that is too large, said at the sender', at('MAIL', '552 5.3.4 too big'), 'refused tooLarge'],
    ['a mail that is too large, said after the text', at('.', '552 5.3.4 too big'), 'refused tooLarge'],
    ['the same with the code of Exchange', at('.', '554 5.2.3 too big'), 'refused tooLarge'],
    ['a mailbox that is full, said after the text', at('.', '552 5.2.2 full'), 'refused'],
    ['a connection that is cut at the greeting', at('EHLO', 'cut'), 'unreachable'],
    ['a connection that is cut at a reader', at('RCPT', 'cut'), 'unreachable'],
    ['a connection that is cut before the text', at('DATA', 'cut'), 'unreachable'],
    ['a connection that is cut after the text', at('.', 'cut'), 'cut'],
  ])('%s', async (_, script, expected) => {
    const { fate: became, said } = await fate(script)
    expect(became).toBe(expected)
    expect(said).not.toMatch(/undefined|\n/)
  })

  test.each([
    ['EHLO', 'unreachable', 'did not answer in time'],
    ['RCPT', 'unreachable', 'did not answer in time'],
    ['DATA', 'unreachable', 'did not answer in time'],
    ['.', 'no-answer', 'it may have been delivered'],
  ])('silence after %s', async (command, expected, words) => {
    const { fate: became, said } = await fate(at(command, null), { within: 200 })
    expect([became, said]).toEqual([expected, expect.stringContaining(words)])
  })

  test('a slow greeting and a slow answer to the text are waited for, as long as the attempt may last', async () => {
    const script: Dialogue = { greetsAfter: 700 }
    expect((await fate(script)).fate).toBe('delivered')
    expect((await fate(script, { within: 300 })).fate).toBe('unreachable')
  })

  test('a long text that is cut in the middle was not handed over', async () => {
    const text = 'a line of a very long list of documents\n'.repeat(200_000)
    expect((await fate({ cutsText: true }, { what: message({ text }) })).fate).toBe('unreachable')
  })

  test('the server hears QUIT only after it has taken the mail', async () => {
    const { server } = await fate({})
    expect(server.texts).toHaveLength(1)
    await expect.poll(() => server.lines.at(-1)).toBe('QUIT')
  })
})

describe('several readers', () => {
  const to = 'ann@example.org, bo@example.org, cy@example.org'

  test('one is refused for now: the others have it once, and the third gets it with the next attempt', async () => {
    let isFull = true
    const server = await rawMailServer({
      answer: line => (isFull && line.startsWith('RCPT TO:<cy') ? '452 4.2.2 mailbox full' : undefined),
    })
    const has = new Set<string>()
    const first = await send(server, { settings: { to }, has }).catch((error: DeliveryError) => error)
    expect(first).toMatchObject({ details: { outcome: 'busy' } })
    expect(inWords(first)).toBe('refused: cy@example.org: 452 4.2.2 mailbox full')
    expect([...has]).toEqual(['ann@example.org', 'bo@example.org'])
    isFull = false
    await send(server, { settings: { to }, has })
    expect([...has]).toEqual(['ann@example.org', 'bo@example.org', 'cy@example.org'])
    const taken = server.lines.filter(line => line.startsWith('RCPT')).slice(3)
    expect(taken).toEqual(['RCPT TO:<cy@example.org>'])
    expect(server.texts).toHaveLength(2)
    await send(server, { settings: { to }, has })
    expect(server.connections).toBe(2)
  })

  const many = Array.from({ length: 12 }, (_, n) => `r${n}@example.org`)
  const since = (lines: readonly string[], command: string) => {
    const last = lines.findLastIndex(line => line.startsWith(command))
    return lines.slice(last + 1)
  }

  test.each(['452 4.5.3 too many', '552 too many recipients', '452 Too many recipients'])(
    'a server that takes only two at a time (%s) gets the mail several times in one connection',
    async reply => {
      const server = await rawMailServer({
        answer: (line, seen) =>
          line.startsWith('RCPT') && since(seen, 'MAIL').filter(one => one.startsWith('RCPT')).length > 2
            ? reply
            : undefined,
      })
      const has = new Set<string>()
      await send(server, { settings: { to: many.join() }, has })
      expect([...has].sort()).toEqual([...many].sort())
      expect([server.texts.length, server.connections]).toEqual([6, 1])
    },
  )

  test('readers who are all refused do not keep the mail from those after them', async () => {
    const isBad = (line: string) => /^RCPT TO:<r[0-8]@/.test(line)
    const { fate: became, server } = await fate(
      { answer: line => (isBad(line) ? '550 5.1.1 no such user' : undefined) },
      { settings: { to: many.join() } },
    )
    expect(became).toBe('refused ofChannel')
    expect(server.texts).toHaveLength(2)
  })

  test('a server too slow for all of them in one attempt gets to each of them in some', async () => {
    // After the seventh of a connection it takes longer than the attempt may last.
    const server = await rawMailServer({
      answer: (line, seen) =>
        line.startsWith('RCPT') && since(seen, 'EHLO').filter(one => one.startsWith('RCPT')).length > 7
          ? null
          : undefined,
    })
    const has = new Set<string>()
    for (let attempts = 0; has.size < many.length && attempts < 20; attempts++)
      await send(server, { settings: { to: many.join() }, has, within: 500 }).catch(() => {})
    expect(has.size).toBe(many.length)
  })

  test('nobody has it when the text is refused, or the connection is cut after it', async () => {
    for (const reply of ['554 5.7.1 no', 'cut']) {
      const server = await rawMailServer(at('.', reply))
      const has = new Set<string>()
      await send(server, { settings: { to }, has }).catch(() => {})
      expect([...has]).toEqual([])
    }
  })

  test('a name in other letters reaches only a server that takes it; the other readers get the mail', async () => {
    const readers = 'ann@example.org, "王, 小明" <王小明@例子.example>'
    const plain = await rawMailServer()
    const has = new Set<string>()
    const failed = await send(plain, { settings: { to: readers }, has }).catch(
      (error: DeliveryError) => error,
    )
    expect(failed).toMatchObject({ details: { outcome: 'refused', ofChannel: true } })
    expect(inWords(failed)).toContain('王小明@xn--fsqu00a.example')
    expect([...has]).toEqual(['ann@example.org'])
    expect(plain.texts[0]).toMatch(/^[\t\r\n -~]*$/)
    const able = await rawMailServer({ abilities: ['SMTPUTF8', '8BITMIME'] })
    await send(able, { settings: { to: readers } })
    expect(able.lines.find(line => line.startsWith('MAIL'))).toContain('SMTPUTF8')
    expect(able.lines).toContain('RCPT TO:<王小明@xn--fsqu00a.example>')
  })

  test('a sender in other letters is refused before anything is sent', async () => {
    const { fate: became, said, server } = await fate({}, { settings: { from: 'борис@example.org' } })
    expect([became, said]).toEqual(['refused ofChannel', expect.stringContaining('борис@example.org')])
    expect(server.lines.filter(line => line.startsWith('MAIL'))).toEqual([])
  })
})

describe('a size limit', () => {
  const what = message({ calendar: [CARD] })
  const hasCalendar = (text: string) => text.includes('text/calendar')

  test('that the server states: the calendar is left out, and a text that is still too large is not sent', async () => {
    const roomy = await fate({ abilities: ['SIZE 1000000'] }, { what })
    expect(roomy.server.texts.map(hasCalendar)).toEqual([true])
    const tight = await fate({ abilities: ['SIZE 1500'] }, { what })
    expect([tight.fate, tight.server.texts.map(hasCalendar)]).toEqual(['delivered', [false]])
    const none = await fate({ abilities: ['SIZE 300'] }, { what })
    expect([none.fate, none.server.texts]).toEqual(['refused tooLarge', []])
    expect(none.said).toMatch(/has \d+ bytes, and 127\.0\.0\.1:\d+ takes 300 at most/)
    // Zero and no number mean that there is no limit (RFC 1870).
    for (const size of ['SIZE 0', 'SIZE'])
      expect((await fate({ abilities: [size] }, { what })).fate).toBe('delivered')
  })

  test('that it does not state: the calendar is left out after the refusal', async () => {
    let count = 0
    const { fate: became, server } = await fate(
      { answer: line => (line === '.' && count++ === 0 ? '552 5.3.4 too big' : undefined) },
      { what },
    )
    expect([became, server.texts.map(hasCalendar)]).toEqual(['delivered', [true, false]])
  })
})

describe('the name of this computer', () => {
  test('is the full name, else the address, and never one that strict servers refuse', () => {
    expect(heloName('10.0.0.7', 'laptop.example.org')).toBe('laptop.example.org')
    expect(heloName('10.0.0.7', 'laptop')).toBe('[10.0.0.7]')
    expect(heloName('::ffff:10.0.0.7', 'laptop')).toBe('[10.0.0.7]')
    expect(heloName('2001:db8::7', 'ann_laptop.lan')).toBe('[IPv6:2001:db8::7]')
    expect(heloName('fe80::1%eth0', 'laptop')).toBe('[IPv6:fe80::1]')
    expect(heloName('127.0.0.1', 'laptop')).toBe('laptop.localdomain')
    expect(heloName('::1', 'ann_laptop')).toBe('localhost.localdomain')
    expect(heloName(undefined, '')).toBe('localhost.localdomain')
  })

  test('a strict server takes the default, and the setting replaces it', async () => {
    const strict: Dialogue = {
      answer: line =>
        /^(EHLO|HELO) (\[127\.|localhost$|\S*_)|^EHLO [^.[]+$/.test(line) ? '501 5.5.2 bad name' : undefined,
    }
    expect((await fate(strict)).fate).toBe('delivered')
    const { server } = await fate({}, { settings: { helo: 'laptop.example.org' } })
    expect(server.lines[0]).toBe('EHLO laptop.example.org')
  })

  test('a refusal of it, at once or at the readers, says which setting helps', async () => {
    for (const script of [
      { answer: (line: string) => (/^(EHLO|HELO)/.test(line) ? '550 5.7.1 who?' : undefined) },
      at('RCPT', '504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname'),
    ]) {
      const { fate: became, said } = await fate(script)
      expect([became, said]).toEqual(['refused ofChannel', expect.stringContaining('--helo')])
    }
  })
})
