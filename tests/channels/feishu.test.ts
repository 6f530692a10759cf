import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { feishuSignature } from '../../src/channels/feishu.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.feishu!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('the signature of the known secret at the known time', async () => {
  expect(await feishuSignature('SECabc', 1_700_000_000)).toBe('XprR1de+0SSBnwWyU/4k6x2TL+Q2SJlM5NNEdAv7MWg=')
})

test('is a post of plain lines, signed in the body, in seconds', async () => {
  await sendThrough('feishu', settings, service, { now: 1_700_000_000_999 })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "content": {
          "post": {
            "zh_cn": {
              "content": [
                [
                  {
                    "tag": "text",
                    "text": "me (Registration card)",
                  },
                ],
                [
                  {
                    "tag": "text",
                    "text": "Today is the last valid day: Thu 31 Dec 2026.",
                  },
                ],
              ],
              "title": "me: today is the last valid day",
            },
          },
        },
        "msg_type": "post",
        "sign": "XprR1de+0SSBnwWyU/4k6x2TL+Q2SJlM5NNEdAv7MWg=",
        "timestamp": "1700000000",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://open.feishu.cn",
      "path": "/open-apis/bot/v2/hook/01234567-89ab-cdef",
    }
  `)
})

test('Lark, without a secret, with a keyword', async () => {
  const url = 'https://open.larksuite.com/open-apis/bot/v2/hook/0123-abc'
  await sendThrough('feishu', { url, keyword: '提醒' }, service)
  const { origin, body } = request(service)
  expect(origin).toBe('https://open.larksuite.com')
  expect(body).not.toHaveProperty('sign')
  expect(body).toHaveProperty('content.post.zh_cn.title', '【提醒】me: today is the last valid day')
})

test('the older form of success is one too', async () => {
  service.replies = [{ status: 200, body: { Extra: null, StatusCode: 0, StatusMessage: 'success' } }]
  expect(await sendThrough('feishu', settings, service)).toBeNull()
})

test.each([
  [19024, 'Key Words Not Found', false, /--keyword$/],
  [19021, 'sign match fail or timestamp is not within one hour from current time', false, /--secret/],
  [19022, 'Ip Not Allowed', false, /certain IP addresses/],
  [9499, 'Bad Request', false, /Bad Request \(9499\)/],
  [11232, 'frequency limited psm', true, /frequency limited/],
])('HTTP 200 with code %i (%s) is a failure', async (code, msg, retry, words) => {
  service.replies = [{ status: 200, body: { code, msg, data: {} } }]
  expect(await sendThrough('feishu', settings, service)).toMatchObject({
    text: expect.stringMatching(words),
    retry,
  })
})
