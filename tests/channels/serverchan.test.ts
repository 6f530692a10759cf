import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.serverchan!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('Turbo: text as Markdown in which nothing is markup', async () => {
  await sendThrough('serverchan', settings, service, {
    message: message({ text: '**me** <b>\n  # [x](y) & 1. ~z~\n3 of 6' }),
  })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "desp": "\\*\\*me\\*\\* &lt;b&gt;

    \\# \\[x\\]\\(y\\) &amp; 1\\. \\~z\\~

    3 of 6",
        "title": "me: today is the last valid day",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://sctapi.ftqq.com",
      "path": "/SCT1234TabcDEF.send",
    }
  `)
})

test('version 3 has a host of its own, by the number in the key', async () => {
  await sendThrough('serverchan', { key: 'sctp123tabcDEF456' }, service)
  expect(request(service)).toMatchObject({
    origin: 'https://123.push.ft07.com',
    path: '/send/sctp123tabcDEF456.send',
  })
})

test('a title of more than 32 characters is cut, and stands whole in the text', async () => {
  const title = '居留证'.repeat(15)
  await sendThrough('serverchan', settings, service, { message: message({ title, text: 'x' }) })
  const body = request(service).body as { title: string; desp: string }
  expect(body.title).toBe(`${title.slice(0, 31)}…`)
  expect(body.desp).toBe(`${title}\n\nx`)
})

test('HTTP 200 with a code inside is a failure', async () => {
  service.replies = [
    { status: 200, body: { code: 40001, message: '[AUTH]错误的Key', info: '', args: [null] } },
  ]
  expect(await sendThrough('serverchan', settings, service)).toMatchObject({
    text: 'sctapi.ftqq.com refused it: [AUTH]错误的Key (40001)',
    retry: false,
  })
})
