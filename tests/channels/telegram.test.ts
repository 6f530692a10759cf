import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.telegram!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is one call of sendMessage, plain text, without previews', async () => {
  await sendThrough('telegram', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "chat_id": 987654321,
        "link_preview_options": {
          "is_disabled": true,
        },
        "text": "me: today is the last valid day

    me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://api.telegram.org",
      "path": "/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage",
    }
  `)
})

test('calls nobody whose @name is in the name of a card', async () => {
  const text = '@durov (a@b.kz)'
  await sendThrough('telegram', { ...settings, chat: '@mychannel' }, service, { message: message({ text }) })
  expect(request(service).body).toMatchObject({
    chat_id: '@mychannel',
    text: expect.stringContaining('\n\n@\u2060durov (a@\u2060b.kz)'),
  })
})

test('a server of one’s own', async () => {
  await sendThrough('telegram', { ...settings, server: 'http://bots.lan:8081/' }, service)
  expect(request(service)).toMatchObject({
    origin: 'http://bots.lan:8081',
    path: expect.stringMatching(/^\/bot\d+:\w+\/sendMessage$/),
  })
})

test('obeys the time to wait that stands in the body', async () => {
  service.replies = [
    {
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 5',
        parameters: { retry_after: 5 },
      },
    },
  ]
  expect(await sendThrough('telegram', settings, service)).toMatchObject({
    text: 'HTTP 429 from api.telegram.org: Too Many Requests: retry after 5',
    retry: true,
    gone: false,
    after: 5,
  })
})

test('a blocked bot is a failure that does not pass', async () => {
  const description = 'Forbidden: bot was blocked by the user'
  service.replies = [{ status: 403, body: { ok: false, error_code: 403, description } }]
  expect(await sendThrough('telegram', settings, service)).toMatchObject({
    text: `HTTP 403 from api.telegram.org: ${description}`,
    retry: false,
  })
})

test('a topic of a group gets the message', async () => {
  service.replies = [{ status: 200, body: { ok: true } }]
  expect(await sendThrough('telegram', { ...settings, topic: '77' }, service)).toBeNull()
  expect(JSON.parse(service.seen.at(-1)!.body)).toMatchObject({ message_thread_id: 77 })
})

test('a chat that has moved is reported with the command that follows it', async () => {
  const answer = (to: unknown) => ({
    ok: false,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: to },
  })
  service.replies = [{ status: 400, body: answer(-1001234567890) }]
  expect(await sendThrough('telegram', settings, service)).toMatchObject({
    text: 'the chat has moved to another number: renew channel edit mine --chat -1001234567890',
    outcome: 'refused',
    ofChannel: true,
  })
  service.replies = [{ status: 400, body: answer('1; rm -rf ~') }]
  expect((await sendThrough('telegram', settings, service))!.text).not.toContain('rm')
})

test.each([
  ['chat not found', { ofChannel: true, tooLarge: false }],
  ['message thread not found', { ofChannel: true, tooLarge: false }],
  ['message is too long', { ofChannel: false, tooLarge: true }],
  ["can't parse entities", { ofChannel: false, tooLarge: false }],
])('400 with %j', async (words, expected) => {
  service.replies = [{ status: 400, body: { ok: false, description: `Bad Request: ${words}` } }]
  expect(await sendThrough('telegram', settings, service)).toMatchObject({ outcome: 'refused', ...expected })
})
