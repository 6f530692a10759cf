import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { message } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.teams!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('is an Adaptive Card of rich text, a block a line', async () => {
  await sendThrough('teams', settings, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "attachments": [
          {
            "content": {
              "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
              "body": [
                {
                  "inlines": [
                    {
                      "size": "Medium",
                      "text": "me: today is the last valid day",
                      "type": "TextRun",
                      "weight": "Bolder",
                    },
                  ],
                  "spacing": "None",
                  "type": "RichTextBlock",
                },
                {
                  "inlines": [
                    {
                      "text": "me (Registration card)",
                      "type": "TextRun",
                    },
                  ],
                  "spacing": "None",
                  "type": "RichTextBlock",
                },
                {
                  "inlines": [
                    {
                      "text": "Today is the last valid day: Thu 31 Dec 2026.",
                      "type": "TextRun",
                    },
                  ],
                  "spacing": "None",
                  "type": "RichTextBlock",
                },
              ],
              "msteams": {
                "width": "Full",
              },
              "type": "AdaptiveCard",
              "version": "1.4",
            },
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
          },
        ],
        "type": "message",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://x.api.powerplatform.com",
      "path": "/workflows/0123/invoke?sig=abcDEF-123_456",
    }
  `)
})

test('no function of Adaptive Cards works from the name of a card', async () => {
  await sendThrough('teams', settings, service, {
    message: message({ text: '{{DATE(2017-02-14T06:00:00Z)}}' }),
  })
  expect(service.seen[0]!.body).not.toContain('{{')
})

test('an old connector that says its failure with HTTP 200', async () => {
  const said =
    'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with x'
  service.replies = [{ status: 200, body: said }]
  expect(await sendThrough('teams', settings, service)).toMatchObject({
    text: `x.api.powerplatform.com refused it: ${said}`,
    retry: true,
  })
  service.replies = [{ status: 200, body: said.replace('429', '413') }]
  expect(await sendThrough('teams', settings, service)).toMatchObject({ retry: false })
  service.replies = [{ status: 200, body: '1' }]
  expect(await sendThrough('teams', settings, service)).toBeNull()
})
