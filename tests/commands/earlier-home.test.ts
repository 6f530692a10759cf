import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Io } from '../../src/io/io.ts'
import { answer, type Circumstances, newHome, renew } from '../world.ts'

/** Files of an earlier build; its README says what they hold. */
const FIXTURE = 'tests/fixtures/home-881bcc0'
/** When that build answered and changed things. */
const NOW = '2026-12-05T09:00:00+05:00'

// That build ran in Almaty; instants are stored with the offset of the process.
const zone = process.env.TZ
beforeAll(() => {
  process.env.TZ = 'Asia/Almaty'
})
afterAll(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

interface Sent {
  channel: string
  id: string
}

function textOf(file: string): string {
  return readFileSync(path.join(FIXTURE, file), 'utf8')
}

function jsonOf<T extends object>(file: string): T {
  return JSON.parse(textOf(file))
}

function copyOf(folder: string): string {
  const home = newHome()
  cpSync(path.join(FIXTURE, folder), home, { recursive: true })
  return home
}

/** A network in which `http://127.0.0.1:1` answers 404 and everything else takes what it is sent. */
function online(): Circumstances {
  const http: Io['http'] = async ({ url }) => ({
    status: url.host === '127.0.0.1:1' ? 404 : 200,
    headers: {},
    text: '{}',
    isWhole: true,
  })
  return { now: NOW, io: { http } }
}

/** Texts for people, and what the plan now knows better: an unknown duration, a passport that ends first. */
const CHANGED = /^(text|title|error|fits|problems|alternatives|steps|next|by|materials)$/

/** Returns an answer without the reminder on the day after an appointment, which is new. */
function withoutNew(answer: object): object {
  const isNew = (one: unknown) => (one as { milestone?: unknown } | null)?.milestone === 'appointment+1d'
  return JSON.parse(
    JSON.stringify(answer, (_, inner) => (Array.isArray(inner) ? inner.filter(one => !isNew(one)) : inner)),
  )
}

function withoutWords(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (CHANGED.test(key) ? undefined : sortedById(inner))),
  )
}

/** A passport that another card needs is more urgent than it was. */
function sortedById(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(one => typeof one?.id === 'string')) return value
  const keyOf = (one: Sent & { reminders?: object }) =>
    one.reminders ? one.channel : `${one.id} ${one.channel}`
  const sorted = value.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  // A message's id is made of its reminders in their order.
  return sorted.map(one => (one.reminders ? { ...one, id: undefined } : one))
}

/** JSON without the hashes by which `undo` sees that a card is unchanged: a key added since changes them. */
function withoutHashes(value: object): object {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'after' ? undefined : inner)))
}

/** The CRC-32 of what follows the checksum, as the earlier build reckons it. */
function checksumOf(text: string): string {
  const body = text.slice(text.indexOf('crc32:') + 'crc32:00000000"'.length).trimEnd()
  let crc = -1
  for (const byte of Buffer.from(body)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (~crc >>> 0).toString(16).padStart(8, '0')
}

describe('a home of build 881bcc0', () => {
  test.each(['list', 'history', 'history-changes', 'guide-own-club'])('%s answers the same', async name => {
    const expected = jsonOf(`answers/${name}.json`)
    const found = await answer<object>(copyOf('home'), argvOf(name), { now: NOW })
    expect(found).toMatchObject(expected)
  })

  test.each([
    'status-all',
    'show-me',
    'show-club',
    'show-permit',
    'plan-me',
    'plan-club',
    'plan-wang',
    'next',
    'remind-dry-run',
    'channel-list',
    'config-list',
  ])('%s answers the same, but for words', async name => {
    const expected = withoutWords(jsonOf(`answers/${name}.json`))
    const found = await answer<object>(copyOf('home'), argvOf(name), { now: NOW })
    expect(withoutNew(withoutWords(found))).toMatchObject(expected)
  })

  test('a message left on its way is sent again under its id', async () => {
    const [left] = jsonOf<{ trying: { message: Sent }[] }>('home/ledger.json').trying
    const argv = ['remind', '--dry-run']
    const { messages } = await answer<{ messages: Sent[] }>(copyOf('home'), argv, { now: NOW })
    expect(messages.find(({ id, channel }) => id === left!.message.id && channel === 'notify')).toMatchObject(
      left!.message,
    )
  })

  test.each([
    ['hook', 'delivered', 1],
    ['ntfy', 'delivered', 0],
    ['down', 'failed', 3],
    ['notify', 'failed', 3],
  ] as const)('%s gets what it was owed and nothing else: %s %i', async (channel, outcome, count) => {
    const { owed } = jsonOf<{ owed: Sent[] }>('answers/remind-dry-run.json')
    const said = await renew(copyOf('home'), ['remind', '--channel', channel, '--json'], online())
    const sent: Sent[] = JSON.parse(said.stdout)[outcome]
    const expected = owed.filter(one => one.channel === channel).map(({ id }) => id)
    expect(expected.length).toBe(count)
    expect(sent.map(({ id }) => id).sort()).toEqual(expected.sort())
  })

  test.each(['csv', 'json'])('the export as %s is the same', async format => {
    const said = await renew(copyOf('home'), ['export', '--format', format], { now: NOW })
    // New: how often the card was changed, which the calendar counts from.
    const revision = format === 'csv' ? /,?""revision"":\d+/g : /,\s*"revision": \d+/g
    expect(said.stdout.replace(revision, '')).toBe(textOf(`answers/cards.${format}`))
  })

  test('the calendar has the events it had, but for words and a second event on the last valid day', async () => {
    const said = await renew(copyOf('home'), ['export', '--format', 'ics'], { now: NOW })
    const eventsIn = (text: string) =>
      text
        .split('BEGIN:VEVENT')
        .map(event => event.match(/^(UID|SEQUENCE|DTSTAMP|DTSTART|DTEND).*/gm)?.join() ?? '')
    const before = eventsIn(textOf('answers/cards.ics'))
    const repeated = (event: string) =>
      event.includes('-file-by,') && before.includes(event.replace('-file-by,', '-expiry,'))
    const after = eventsIn(said.stdout)
    for (const event of before) if (!repeated(event)) expect(after).toContain(event)
  })

  test('every kept copy can be read and taken', async () => {
    const home = copyOf('home')
    interface Copies {
      copies: { name: string; cards: number | null; fault: string | null }[]
    }
    const { copies } = await answer<Copies>(home, ['restore'], { now: NOW })
    expect(copies.map(({ name, cards, fault }) => [name, cards, fault]).sort()).toEqual([
      ['cards.2026-10-02', 9, null],
      ['cards.before', 10, null],
      ['cards.latest', 9, null],
      ['settings.before', null, null],
      ['settings.latest', null, null],
    ])
    for (const { name } of copies)
      expect(await renew(home, ['restore', name, '--yes'], { now: NOW })).toMatchObject({ code: 0 })
  })

  test('the same changes leave every key and value that build writes', async () => {
    const home = copyOf('home')
    for (const argv of changes()) expect(await renew(home, argv, online())).toMatchObject({ code: 0 })
    for (const name of ['cards', 'settings', 'ledger']) {
      const text = readFileSync(path.join(home, `${name}.json`), 'utf8')
      const { checksum: _, ...expected } = jsonOf<{ checksum: string }>(`changed/${name}.json`)
      expect(JSON.parse(text), name).toMatchObject(withoutHashes(expected))
      expect(text, name).toMatch(/^\{\n"schema": 1,\n"checksum": "crc32:[0-9a-f]{8}",\n/)
      expect(text, name).toContain(`"checksum": "crc32:${checksumOf(text)}"`)
    }
  })

  test('its last change can be undone', async () => {
    const home = copyOf('home')
    expect(await renew(home, ['undo', '--yes'], { now: NOW })).toMatchObject({ code: 0 })
    const { cards } = await answer<{ cards: { name: string }[] }>(home, ['list'], { now: NOW })
    expect(cards.map(({ name }) => name)).toContain('temp')
  })

  test('its backup restores all of it on another machine', async () => {
    const home = newHome()
    const said = await renew(home, ['restore', path.resolve(FIXTURE, 'backup.json'), '--yes'], { now: NOW })
    expect(said.code).toBe(0)
    for (const name of ['list', 'history', 'history-changes', 'guide-own-club']) {
      const found = await answer<{ changes?: object[] }>(home, argvOf(name), { now: NOW })
      // The restore itself is a change.
      if (name === 'history-changes') found.changes?.pop()
      expect(found, name).toMatchObject(jsonOf(`answers/${name}.json`))
    }
    for (const name of ['remind-dry-run', 'channel-list', 'config-list', 'plan-me']) {
      const found = await answer<object>(home, argvOf(name), { now: NOW })
      expect(withoutWords(found), name).toMatchObject(withoutWords(jsonOf(`answers/${name}.json`)))
    }
    expect(readFileSync(path.join(home, 'workdays/KZ.json'), 'utf8')).toBe(textOf('home/workdays/KZ.json'))
  })
})

describe('a home of build 881bcc0 whose last run only quiet.json knows', () => {
  const noCrontab: Circumstances['io'] = {
    run: async () => ({ code: 0, stdout: '', stderr: '', error: null }),
  }

  test('shows that run, so that the timer is not called stale', async () => {
    const how = { now: '2026-10-03T12:00:00+05:00', io: noCrontab }
    const { timer } = await answer<{ timer: object }>(copyOf('quiet-home'), ['status'], how)
    expect(timer).toMatchObject({ lastRun: '2026-10-02T08:07:00+05:00', stale: false })
  })

  test('sends the reminder of the day it comes', async () => {
    const how = { now: '2026-11-30T12:00:00+05:00', io: noCrontab }
    const said = await renew(copyOf('quiet-home'), ['remind', '--scheduled'], how)
    expect(said.stdout).toContain('me')
    const again = await renew(copyOf('quiet-home'), ['remind', '--json'], how)
    expect(JSON.parse(again.stdout).delivered).toMatchObject([{ name: 'me', milestone: 'lead' }])
  })
})

/** The words of an answer's file name. */
function argvOf(name: string): string[] {
  switch (name) {
    case 'guide-own-club':
      return ['guide', 'own/club']
    case 'plan-wang':
      return ['plan', '王伟']
    // That build showed document numbers whole.
    case 'list':
      return ['list', '--numbers']
    case 'remind-dry-run':
      return ['remind', '--dry-run']
    case 'status-all':
    case 'history-changes': {
      const [command, option] = name.split('-')
      return [command!, `--${option}`]
    }
    default:
      return name.split('-')
  }
}

/** The commands that led from `home/` to `changed/`. */
function changes(): string[][] {
  const [, lines = ''] = textOf('commands.txt').split('# changed/, from the home\n')
  return (
    lines
      .trim()
      .split('\n')
      .filter(line => !/^\d{4}-/.test(line))
      .map(line => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''))
      // That build skipped over the changes of settings and channels, and undid "edit club".
      .map(argv => (argv[0] === 'undo' ? ['undo', '37', '--yes'] : argv))
  )
}
