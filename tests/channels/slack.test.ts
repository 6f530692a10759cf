import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.slack!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is one text in which nothing is markup', async () => {
  await sendThrough('slack', settings, service, { message: message({ text: '<!channel> & <https://x|y>' }) })
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "link_names": false,
        "mrkdwn": false,
        "text": "me: today is the last valid day

    &lt;!channel&gt; &amp; &lt;https://x|y&gt;",
        "unfurl_links": false,
        "unfurl_media": false,
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://hooks.slack.com",
      "path": "/services/T0000AB/B0000CD/XyZXyZXyZXyZXyZX1",
    }
  `)
})

test.each([
  [410, 'channel_is_archived', { gone: true, retry: false }],
  [404, 'no_service', { gone: false, retry: false }],
  [403, 'action_prohibited', { gone: false, retry: false }],
  [500, 'rollup_error', { gone: false, retry: true }],
])('HTTP %i %s', async (status, body, outcome) => {
  service.replies = [{ status, body }]
  expect(await sendThrough('slack', settings, service)).toMatchObject({
    text: `HTTP ${status} from hooks.slack.com: ${body}`,
    ...outcome,
  })
})
