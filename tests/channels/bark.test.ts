import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.bark!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is pushed by the second API; what is urgent may break a silence', async () => {
  await sendThrough('bark', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "body": "me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
        "device_key": "ynJ5Ft4atkMkWeo2PAvFhF",
        "group": "renew",
        "id": "0123456789abcdef",
        "level": "timeSensitive",
        "title": "me: today is the last valid day",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://api.day.app",
      "path": "/push",
    }
  `)
})

test('a server of one’s own, below a path, not urgent', async () => {
  await sendThrough('bark', { ...settings, server: 'https://push.lan/bark' }, service, {
    message: message({ urgent: false }),
  })
  expect(request(service)).toMatchObject({
    origin: 'https://push.lan',
    path: '/bark/push',
    body: { level: 'active' },
  })
})

test('HTTP 200 with another code inside is a failure', async () => {
  service.replies = [{ status: 200, body: { code: 400, message: 'failed to get device token: not found' } }]
  expect(await sendThrough('bark', settings, service)).toMatchObject({
    text: 'api.day.app refused it: failed to get device token: not found (400)',
    retry: false,
  })
})

test('HTTP 500 with a reason of Apple’s passes', async () => {
  service.replies = [{ status: 500, body: { code: 500, message: 'push failed: TooManyRequests' } }]
  expect(await sendThrough('bark', settings, service)).toMatchObject({
    text: 'HTTP 500 from api.day.app: push failed: TooManyRequests',
    retry: true,
  })
})
