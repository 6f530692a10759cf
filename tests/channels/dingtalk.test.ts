import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dingtalkSignature } from '../../src/channels/dingtalk.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.dingtalk!
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
  expect(await dingtalkSignature('SECabc', 1_700_000_000_000)).toBe(
    'jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM=',
  )
})

test('is signed in its address, in milliseconds', async () => {
  await sendThrough('dingtalk', settings, service, { now: 1_700_000_000_000 })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "at": {
          "atMobiles": [],
          "atUserIds": [],
          "isAtAll": false,
        },
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
      "origin": "https://oapi.dingtalk.com",
      "path": "/robot/send?access_token=566cc69da782ec&timestamp=1700000000000&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D",
    }
  `)
})

test('without a secret is not signed; the keyword is added where it is not there already', async () => {
  const { secret: _, ...unsigned } = settings
  await sendThrough('dingtalk', { ...unsigned, keyword: '提醒' }, service)
  expect(request(service)).toMatchObject({
    path: '/robot/send?access_token=566cc69da782ec',
    body: { text: { content: expect.stringMatching(/^【提醒】me: today/) } },
  })
  service.seen.length = 0
  await sendThrough('dingtalk', { ...unsigned, keyword: 'today' }, service)
  expect(request(service).body).toMatchObject({ text: { content: expect.stringMatching(/^me: today/) } })
})

test.each([
  [310000, 'keywords not in content, more: [https://ding-doc.dingtalk.com]', false, /--keyword$/],
  [310000, 'sign not match, more: [https://ding-doc.dingtalk.com]', false, /--secret/],
  [310000, 'ip 1.2.3.4 not in whitelist', false, /certain IP addresses/],
  [130101, 'send too fast, exceed 20 times per minute', true, /130101/],
  [300001, 'token is not exist', false, /token is not exist \(300001\)/],
])('HTTP 200 with errcode %i (%s) is a failure', async (errcode, errmsg, retry, words) => {
  service.replies = [{ status: 200, body: { errcode, errmsg } }]
  expect(await sendThrough('dingtalk', settings, service)).toMatchObject({
    text: expect.stringMatching(words),
    retry,
  })
})
