import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.wecom!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('by its key', async () => {
  await sendThrough('wecom', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "msgtype": "text",
        "text": {
          "content": "me: today is the last valid day

    me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
        },
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://qyapi.weixin.qq.com",
      "path": "/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa",
    }
  `)
})

test('by its whole address, and nobody is called by the name of a card', async () => {
  const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=other-key-0123456789'
  await sendThrough('wecom', { url }, service, { message: message({ text: '<@zhangsan>' }) })
  expect(request(service)).toMatchObject({
    path: '/cgi-bin/webhook/send?key=other-key-0123456789',
    body: { text: { content: expect.stringContaining('\n\n< @zhangsan>') } },
  })
})

test.each([
  [93000, 'invalid webhook url', false, /removed from its group/],
  [40058, 'text.content exceed max length 2048', false, /exceed max length/],
  [45009, 'api freq out of limit', true, /freq out of limit \(45009\)/],
  [-1, 'system busy', true, /busy/],
])('HTTP 200 with errcode %i is a failure', async (errcode, errmsg, retry, words) => {
  service.replies = [{ status: 200, body: { errcode, errmsg } }]
  expect(await sendThrough('wecom', settings, service)).toMatchObject({
    text: expect.stringMatching(words),
    retry,
    gone: false,
  })
})
