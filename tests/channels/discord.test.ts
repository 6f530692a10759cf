import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.discord!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('waits for the message, keeps the thread, mentions nobody, and nothing is markup', async () => {
  await sendThrough('discord', settings, service, {
    message: message({ text: '@everyone **b** [x](y) <@1> `c` 1\\2' }),
  })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "allowed_mentions": {
          "parse": [],
        },
        "content": "me: today is the last valid day

    \\@everyone \\*\\*b\\*\\* \\[x\\]\\(y\\) \\<\\@1\\> \\\`c\\\` 1\\\\2",
        "flags": 4,
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://discord.com",
      "path": "/api/webhooks/123456/tokenTOKENtokenTOKEN?thread_id=77&wait=true",
    }
  `)
})

test('an answer without content, as a server gives that does not know `wait`, counts', async () => {
  service.replies = [{ status: 204 }]
  expect(await sendThrough('discord', settings, service)).toBeNull()
})

test('obeys the time to wait that stands in the body', async () => {
  service.replies = [
    { status: 429, body: { message: 'You are being rate limited.', retry_after: 0.53, global: false } },
  ]
  expect(await sendThrough('discord', settings, service)).toMatchObject({ retry: true, after: 0.53 })
})

test('a webhook that was deleted', async () => {
  service.replies = [{ status: 404, body: { message: 'Unknown Webhook', code: 10015 } }]
  expect(await sendThrough('discord', settings, service)).toMatchObject({
    text: 'HTTP 404 from discord.com: Unknown Webhook',
    retry: false,
  })
})
