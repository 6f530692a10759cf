import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { changeStored } from '../stored.ts'
import { newHome, renew } from '../world.ts'

// A checksum only says that some program wrote the file: a newer one, say, or this one with a bug. What is in it may
// still be nothing that can be worked with.

type Fields = Record<string, unknown>

/** Two cards whose windows are open, and one renewal that has begun. */
async function homeOfTwo(): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['add', 'lease', '--guide', 'generic', '--expires', '2026-12-30'])
  await renew(home, ['tick', 'me', 'photo'])
  return home
}

function spoilCard(home: string, change: Fields): void {
  changeStored(`${home}/cards.json`, content => ({
    ...content,
    cards: (content.cards as Fields[]).map(card => (card.name === 'me' ? { ...card, ...change } : card)),
  }))
}

const READING = [['status'], ['status', '--json'], ['show', 'me'], ['agenda'], ['history']]
const CHANGING = [
  ['ack', 'me'],
  ['edit', 'me', '--note', 'x'],
  ['done', 'me', '--expires', '2027-12-31'],
]

const CARDS: [string, Fields][] = [
  ['expires', { expires: 20261231 }],
  ['expires', { expires: '2026-13-45' }],
  ['name', { name: 5 }],
  ['guide', { guide: null }],
  ['holder', { holder: 5 }],
  ['tags', { tags: 'a' }],
  ['history', { history: null }],
  ['renewal', { renewal: 'x' }],
  ['renewal', { renewal: {} }],
  ['renewal', { renewal: { ticks: { photo: 5 } } }],
  ['lead', { lead: 'soon' }],
  ['milestones', { milestones: ['x'] }],
  ['durations', { durations: { photo: 'x' } }],
]

describe.each(CARDS)('a card whose %s is %j, with a right checksum', (field, change) => {
  test('is told by its name and its field, exit 3, or does no harm; nothing is a bug, nothing is changed', async () => {
    const home = await homeOfTwo()
    spoilCard(home, change)
    const stored = () => readFileSync(`${home}/cards.json`, 'utf8')
    let told = 0
    for (const argv of [...READING, ...CHANGING]) {
      const before = stored()
      const { code, stderr } = await renew(home, argv)
      expect([0, 1, 3], `${argv.join(' ')}: ${stderr}`).toContain(code)
      if (code === 3) {
        told++
        expect(stderr).toMatch(/^renew: [^\n]+\n$/)
        expect(stderr).toContain(field)
        if (field !== 'name') expect(stderr).toContain('"me"')
        expect(stored()).toBe(before)
      }
    }
    expect(told).toBeGreaterThan(0)
  })

  test('is told by doctor among everything else it looks at', async () => {
    const home = await homeOfTwo()
    spoilCard(home, change)
    const { code, stdout, stderr } = await renew(home, ['doctor'])
    expect(code, stderr).toBe(1)
    expect(stdout).toMatch(new RegExp(`^problem\t[^\n]*cards.json: document [^\n]*${field}`, 'm'))
    expect(stdout).toMatch(/^\w+\t[^\n]*channel/m)
  })

  test('silences no reminder: its kept version serves, and the fault is told', async () => {
    const home = await homeOfTwo()
    spoilCard(home, change)
    const { code, stdout } = await renew(home, ['remind'])
    expect(code).toBe(4)
    expect(stdout).toContain('lease')
    expect(stdout).toContain('30 Dec 2026')
    expect(stdout).toContain('31 Dec 2026')
    expect(stdout).toContain(`cards.json: document "${field === 'name' ? '' : 'me'}`)
  })
})

test('a card that is broken in its kept copy too is left out, and only it', async () => {
  const home = await homeOfTwo()
  spoilCard(home, { lead: 'soon' })
  for (const copy of ['cards.latest.json', 'cards.before.json', 'cards.2026-12-01.json']) {
    const kept = `${home}/kept/${copy}`
    if (existsSync(kept)) changeStored(kept, () => ({ cards: [{ id: 'x' }], changes: [] }))
  }
  const { code, stdout } = await renew(home, ['remind'])
  expect(code).toBe(4)
  expect(stdout).toContain('30 Dec 2026')
  expect(stdout).not.toContain('31 Dec 2026')
})

const SETTINGS: [string, (settings: Fields) => Fields][] = [
  ['values.milestones', () => ({ values: { milestones: 'x' } })],
  ['values.milestones', () => ({ values: { milestones: ['x'] } })],
  ['values.heartbeat', () => ({ values: { heartbeat: 5 } })],
  ['channels', () => ({ channels: null })],
  ['channels', () => ({ channels: 'x' })],
  ['channels.other', ({ channels }) => ({ channels: { ...(channels as object), other: null } })],
  ['channels.other', ({ channels }) => ({ channels: { ...(channels as object), other: { kind: 5 } } })],
  ['timer', () => ({ timer: 'x' })],
  ['said', () => ({ said: 'x' })],
]

describe.each(SETTINGS)('settings whose %s are of the wrong type, with a right checksum', (field, change) => {
  async function spoiltHome(): Promise<string> {
    const home = await homeOfTwo()
    const run = `${home}/keep-message`
    writeFileSync(run, `#!/bin/sh\ncat > ${home}/message\n`, { mode: 0o755 })
    const added = await renew(home, [
      'channel',
      'add',
      'command',
      '--name',
      'mine',
      '--run',
      run,
      '--no-test',
    ])
    expect(added.code, added.stderr).toBe(0)
    changeStored(`${home}/settings.json`, settings => ({ ...settings, ...change(settings) }))
    return home
  }

  test('take no reminder away: what can be used of them is, and the fault is told', async () => {
    const home = await spoiltHome()
    const { code, stdout, stderr } = await renew(home, ['remind'])
    expect(code, stderr).toBe(4)
    const message = `${home}/message`
    const said = existsSync(message) ? readFileSync(message, 'utf8') : stdout
    expect(said).toContain('lease')
    expect(said).toContain(field)
    if (field !== 'channels') expect(existsSync(message)).toBe(true)
  })

  test('are told by their field, exit 3, where a command needs them', async () => {
    const home = await spoiltHome()
    for (const argv of [
      ['status'],
      ['agenda'],
      ['add', 'x', '--expires', '2027-05-05'],
      ['channel', 'list'],
    ]) {
      const { code, stderr } = await renew(home, argv)
      expect([0, 3], `${argv.join(' ')}: ${stderr}`).toContain(code)
      if (code === 3) expect(stderr).toContain(field.split('.')[0])
    }
    expect((await renew(home, ['doctor'])).code).toBeLessThan(4)
  })
})

test.each<[string, Fields]>([
  ['entries', { entries: null }],
  ['an entry', { entries: [null, 5, { card: 5 }] }],
  ['what was under way', { trying: 'x' }],
  ['a message under way', { trying: [{ channel: 'stdout', at: 5, message: { reminders: 'x' } }] }],
  ['the channels', { channels: 'x' }],
  ['a channel', { channels: { mine: null } }],
  ['how a channel fares', { channels: { mine: { failingSince: 'x', error: 5, gone: 'y' } } }],
  ['the last run', { lastRun: 5 }],
])(
  'a ledger in which %s is of the wrong type, with a right checksum, silences nothing',
  async (_, change) => {
    const home = await homeOfTwo()
    const run = '/bin/true'
    await renew(home, ['channel', 'add', 'command', '--name', 'mine', '--run', run, '--no-test'])
    await renew(home, ['remind', '--scheduled'], { now: '2026-11-20T12:00:00+05:00' })
    changeStored(`${home}/ledger.json`, ledger => ({ ...ledger, ...change }))
    for (const argv of [['status'], ['status', '--json'], ['channel', 'list'], ['doctor']]) {
      const { code, stderr } = await renew(home, argv)
      expect(code, `${argv.join(' ')}: ${stderr}`).toBeLessThan(2)
    }
    const { code, stderr } = await renew(home, ['remind', '--json'])
    expect(code, stderr).toBe(0)
    const { ledger } = { ledger: JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8')) }
    expect(ledger.entries.map((entry: Fields) => entry.milestone)).toEqual(expect.arrayContaining(['lead']))
  },
)
