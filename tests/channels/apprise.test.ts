import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChannel } from '../../src/channels/open-channel.ts'
import { message, world } from './fixtures.ts'
import { request, Service, sendThrough } from './service.ts'
import { SERVICES } from './services.ts'

const { settings, good } = SERVICES.apprise!
let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())
beforeEach(() => {
  service.seen.length = 0
  service.replies = [good]
})

test('its server is given the services, as plain text', async () => {
  await sendThrough('apprise', { ...settings, tag: 'family' }, service)
  expect(request(service)).toMatchInlineSnapshot(`
    {
      "body": {
        "body": "me (Registration card)
    Today is the last valid day: Thu 31 Dec 2026.",
        "format": "text",
        "tag": "family",
        "title": "me: today is the last valid day",
        "type": "warning",
        "urls": "tgram://12345:secret-token/7",
      },
      "headers": {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "renew",
      },
      "method": "POST",
      "origin": "https://apprise.example.org",
      "path": "/notify/family-key-42",
    }
  `)
})

test('a key that its server keeps nothing for is a failure, whatever 204 means elsewhere', async () => {
  service.replies = [{ status: 204 }]
  expect(await sendThrough('apprise', settings, service)).toMatchObject({
    text: 'apprise.example.org has no services under this key; add some there',
    retry: false,
  })
})

test('a service that failed behind it is a failure', async () => {
  service.replies = [{ status: 424, body: { error: 'One or more notifications could not be sent.' } }]
  expect(await sendThrough('apprise', settings, service)).toMatchObject({
    text: 'HTTP 424 from apprise.example.org: One or more notifications could not be sent.',
    outcome: 'no-answer',
  })
})

describe.skipIf(process.platform === 'win32')('its program', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'renew apprise '))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** A program in its place that writes down how it was called. */
  function program(end: string): string {
    const file = path.join(folder, 'apprise')
    const out = JSON.stringify(path.join(folder, 'out'))
    writeFileSync(
      file,
      `#!${process.execPath}\nconst input = require('fs').readFileSync(0, 'utf8')
require('fs').writeFileSync(${out}, JSON.stringify([process.argv.slice(2), process.env.APPRISE_URLS, input]))
${end}`,
    )
    chmodSync(file, 0o755)
    return file
  }

  test('gets the text on its input and the services in a variable, where others cannot see them', async () => {
    const run = program('')
    const own = { run, urls: settings.urls!, tag: 'family' }
    expect(await sendThrough('apprise', own, service)).toBeNull()
    expect(JSON.parse(readFileSync(path.join(folder, 'out'), 'utf8'))).toEqual([
      [
        '--title=me: today is the last valid day',
        '--input-format=text',
        '--notification-type=warning',
        '--tag=family',
      ],
      settings.urls,
      message().text,
    ])
    expect(service.seen).toEqual([])
  })

  test('reads its configuration instead, and would forget the services beside it', async () => {
    const run = program('')
    const config = '/home/me/apprise.yml'
    expect(await sendThrough('apprise', { run, config }, service)).toBeNull()
    const [args, urls] = JSON.parse(readFileSync(path.join(folder, 'out'), 'utf8'))
    expect([args.at(-1), urls]).toEqual([`--config=${config}`, null])
    expect(await sendThrough('apprise', { run, config, urls: settings.urls! }, service)).toMatchObject({
      text: expect.stringContaining('either --urls or --config'),
      retry: false,
    })
  })

  test('that fails is named with its last words', async () => {
    const run = program(
      'console.error("one\\nFailed to notify tgram://12345:secret-token/7"); process.exitCode = 1',
    )
    const failed = await sendThrough('apprise', { run, urls: settings.urls! }, service)
    expect(failed).toMatchObject({ text: `${run} ended with 1: Failed to notify ****`, outcome: 'no-answer' })
  })

  test('that is missing is reported with how to install it', async () => {
    const failed = await sendThrough('apprise', { run: path.join(folder, 'none') }, service)
    expect(failed?.text).toContain('--run')
  })
})

test('each address is sent to by itself, and who has the message does not get it again', async () => {
  const urls = 'tgram://1:a/7,8, mailto://u:p@x.org?to=a@x.org,b@x.org slack://c'
  const known = new Set<string>()
  const recipients = { has: (one: string) => known.has(one), add: (one: string) => void known.add(one) }
  const outlet = await openChannel(
    'mine',
    { kind: 'apprise', lang: null, settings: { ...settings, urls } },
    { ...world(), http: service.http },
  )
  const send = () => outlet.send(message(), AbortSignal.timeout(5000), recipients)
  service.replies = [{ status: 200 }, { status: 424 }, { status: 200 }]
  await expect(send()).rejects.toMatchObject({ details: { outcome: 'no-answer' } })
  expect(service.seen.map(({ body }) => JSON.parse(body).urls)).toEqual([
    'tgram://1:a/7,8',
    'mailto://u:p@x.org?to=a@x.org,b@x.org',
    'slack://c',
  ])
  service.seen.length = 0
  await send()
  expect(service.seen.map(({ body }) => JSON.parse(body).urls)).toEqual([
    'mailto://u:p@x.org?to=a@x.org,b@x.org',
  ])
})
