import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { messageBody } from '../../src/channels/message-text.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { composeMessages } from '../../src/reminders/compose.ts'
import { reminderCard, reminderTextFor, term } from '../reminders/fixtures.ts'
import { zh } from '../words.ts'
import { message, world } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.webhook!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is the message of the specification, with its id, a header of one’s own and a signature', async () => {
  await sendThrough('webhook', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "id": "0123456789abcdef",
        "lang": "en",
        "reminders": [
          {
            "card": "aaaa",
            "channel": "mine",
            "date": "2026-12-31",
            "daysLeft": 0,
            "expires": "2026-12-31",
            "id": "fedcba9876543210",
            "milestone": "0d",
            "name": "me",
            "next": {
              "by": "2026-12-31",
              "code": "act-today",
              "text": "Act today",
            },
            "stage": "last-day",
          },
        ],
        "schema": 1,
        "text": "me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
      },
      "headers": {
        "authorization": "Bearer header-secret-1",
        "content-type": "application/json; charset=utf-8",
        "idempotency-key": "0123456789abcdef",
        "user-agent": "renew",
        "x-renew-signature": "sha256=8422b36a77ca43b6e6b9c38d5acf5e1bbe7c78e681123edc4e0dfc23981776bd",
      },
      "method": "POST",
      "origin": "https://example.org",
      "path": "/in/hook-9f8e7d6c5b4a",
    }
  `)
  const { body, headers } = service.seen[0]!
  const signature = createHmac('sha256', 'signing-secret-1').update(body).digest('hex')
  expect(headers['x-renew-signature']).toBe(`sha256=${signature}`)
})

test('carries the same id when it is sent again after a lost answer', async () => {
  service.replies = ['reset', good]
  expect(await sendThrough('webhook', settings, service)).not.toBeNull()
  expect(await sendThrough('webhook', settings, service)).toBeNull()
  const [first, second] = service.seen
  expect(second!.headers['idempotency-key']).toBe(message().id)
  expect([second!.body, second!.headers['idempotency-key']]).toEqual([
    first!.body,
    first!.headers['idempotency-key'],
  ])
})

test('without secret and header has neither', async () => {
  await sendThrough('webhook', { url: settings.url! }, service)
  expect(Object.keys(request(service).headers).sort()).toEqual([
    'content-type',
    'idempotency-key',
    'user-agent',
  ])
})

test('a limit that the user sets is kept, whatever the cards are called', async () => {
  for (const size of [2000, 5000, 100_000]) {
    const settings = { url: 'https://example.org/in', limit: String(size) }
    const { limit } = await openChannel('mine', { kind: 'webhook', lang: null, settings }, world())
    const items = Array.from({ length: 300 }, (_, n) => {
      const name = ['"'.repeat(80), '证'.repeat(80), `card ${n}`][n % 3]!
      const card = reminderCard('2026-12-01', {
        card: `card-${n}`,
        name,
        term: term({ expires: '2026-12-31' }),
      })
      const owed = {
        card: `card-${n}`,
        expires: '2026-12-31',
        milestone: 'lead',
        date: '2026-12-01',
        channel: 'mine',
      }
      return { owed, due: reminderTextFor(card, { name, holder: name }) }
    })
    const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
    const how = { channel: 'mine', limit, lang: 'zh', words: zh, hash, ownToday: '2026-12-01' }
    const bodies = composeMessages(items, [], how).map(messageBody)
    expect(Math.max(...bodies.map(body => Buffer.byteLength(body)))).toBeLessThanOrEqual(size)
    if (size === 100_000) expect(bodies.length).toBeLessThan(12)
  }
})
