import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.gotify!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is a message of the application, declared plain', async () => {
  await sendThrough('gotify', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "extras": {
          "client::display": {
            "contentType": "text/plain",
          },
        },
        "message": "me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
        "priority": 8,
        "title": "me: today is the last valid day",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
        "x-gotify-key": "AKq2x.0123456789",
      },
      "method": "POST",
      "origin": "https://push.example.org",
      "path": "/gotify/message",
    }
  `)
})

test('a wrong token is a failure in the words of the server', async () => {
  const errorDescription = 'you need to provide a valid access token or user credentials to access this api'
  service.replies = [{ status: 401, body: { error: 'Unauthorized', errorCode: 401, errorDescription } }]
  expect(await sendThrough('gotify', settings, service)).toMatchObject({
    text: `HTTP 401 from push.example.org: ${errorDescription}`,
    retry: false,
  })
})
