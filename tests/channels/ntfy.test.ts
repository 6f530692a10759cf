import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.ntfy!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is sent as JSON to the root of the server, titles in any script', async () => {
  await sendThrough('ntfy', settings, service, { message: message({ title: '居留证：今天到期' }) })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "message": "me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
        "priority": 4,
        "sequence_id": "0123456789abcdef",
        "title": "居留证：今天到期",
        "topic": "my-cards-7Kq2",
      },
      "headers": {
        "authorization": "Bearer tk_AgQdq7mVBoFD37zQ",
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://ntfy.sh",
      "path": "/",
    }
  `)
})

test('to a server of one’s own below a path, without a token', async () => {
  const own = { topic: 'cards', server: 'http://ntfy.lan:8080/push' }
  await sendThrough('ntfy', own, service, { message: message({ urgent: false }) })
  const { origin, path, headers, body } = request(service)
  expect([origin, path]).toEqual(['http://ntfy.lan:8080', '/push/'])
  expect(headers).not.toHaveProperty('authorization')
  expect(body).toMatchObject({ topic: 'cards', priority: 3 })
})

test('a full day’s quota is a failure that passes, in the words of the server', async () => {
  const error = 'limit reached: daily message quota reached'
  service.replies = [{ status: 429, body: { code: 42908, http: 429, error, link: 'https://x' } }]
  expect(await sendThrough('ntfy', settings, service)).toMatchObject({
    text: 'HTTP 429 from ntfy.sh: limit reached: daily message quota reached',
    retry: true,
    gone: false,
    after: 0,
  })
})

test('a user and a password are sent as HTTP takes them', async () => {
  service.replies = [{ status: 200, body: { id: 'x' } }]
  const login = { topic: 'a', user: 'анна', password: 'p:w d' }
  expect(await sendThrough('ntfy', login, service)).toBeNull()
  const basic = `Basic ${Buffer.from('анна:p:w d').toString('base64')}`
  expect(service.seen.at(-1)!.headers.authorization).toBe(basic)
  service.replies = [{ status: 401, body: { error: `bad ${basic} p%3Aw%20d` } }]
  const failed = await sendThrough('ntfy', login, service)
  expect(failed).toMatchObject({ outcome: 'refused', ofChannel: true })
  expect(failed!.text).not.toMatch(/p:w|p%3A|OnA6dyBk/)
  for (const [half, missing] of [
    ['user', 'password'],
    ['password', 'user'],
  ])
    expect(await sendThrough('ntfy', { topic: 'a', [half!]: 'x' }, service)).toMatchObject({
      text: `--${missing} is missing for the login`,
      ofChannel: true,
    })
})
