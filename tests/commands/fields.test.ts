import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { answer, newHome, renew } from '../world.ts'

const cardsOf = async (home: string) => (await answer<{ cards: Card[] }>(home, ['list', '--numbers'])).cards
const cardIn = async (home: string, name = 'me') => (await cardsOf(home)).find(card => card.name === name)!

async function homeWith(name: string, ...more: string[]): Promise<string> {
  const home = newHome()
  const { code, stderr } = await renew(home, ['add', name, '--expires', '2026-12-31', ...more])
  expect(code, stderr).toBe(0)
  return home
}

/** Flag, text, the field it fills, what is stored. */
const FIELDS: [string, string, keyof Card, unknown][] = [
  ['--guide', 'generic', 'guide', 'generic'],
  ['--holder', '  Анна Ким ', 'holder', 'Анна Ким'],
  ['--number', 'N 12345678', 'number', 'N 12345678'],
  ['--issued', '31.12.2025', 'issued', '2025-12-31'],
  ['--zone', 'Europe/London', 'zone', 'Europe/London'],
  ['--lead', '6w', 'lead', '6w'],
  ['--milestones', 'lead, 3wd，0d', 'milestones', ['lead', '3wd', '0d']],
  ['--workdays', 'kz', 'workdays', 'KZ'],
  ['--processing', '10wd', 'processing', '10wd'],
  ['--durations', 'photo=2d, application-form=P1D', 'durations', { photo: '2d', 'application-form': 'P1D' }],
  ['--card-lang', 'ZH', 'lang', 'zh'],
  ['--tags', 'visa, 签证、home', 'tags', ['visa', '签证', 'home']],
  ['--note', 'two\nlines', 'note', 'two\nlines'],
]

describe.each(FIELDS)('%s %j', (flag, text, field, stored) => {
  test('fills its field on add, and nothing else', async () => {
    const home = await homeWith('me', flag, text)
    const card = await cardIn(home)
    expect(card[field]).toEqual(stored)
    const others = FIELDS.filter(([, , other]) => other !== field && other !== 'guide')
    for (const [, , other] of others) expect(card[other] ?? [], String(other)).toEqual([])
  })

  test('fills its field on edit, and an empty value clears it', async () => {
    const home = await homeWith('me')
    const { code, stderr } = await renew(home, ['edit', 'me', flag, text])
    expect(code, stderr).toBe(0)
    expect((await cardIn(home))[field]).toEqual(stored)
    const cleared = await renew(home, ['edit', 'me', flag, ' '])
    if (flag === '--guide') expect(cleared.code).toBe(2)
    else expect([cleared.code, (await cardIn(home))[field] ?? []]).toEqual([0, []])
  })
})

test('every stored field has a flag of its name on add and on edit', async () => {
  const own = [
    'id',
    'name',
    'renewal',
    'history',
    'acknowledged',
    'snoozed',
    'closed',
    'resolved',
    'guideBy',
    'created',
    'changed',
  ]
  const fields = Object.keys(await cardIn(await homeWith('me'))).filter(field => !own.includes(field))
  expect(fields).toHaveLength(17)
  for (const command of ['add', 'edit']) {
    const { stdout } = await renew(newHome(), [command, '--help'])
    // --lang is the language of the command itself, as everywhere.
    for (const field of fields) expect(stdout).toContain(` --${field === 'lang' ? 'card-lang' : field} <`)
  }
  expect((await renew(newHome(), ['edit', '--help'])).stdout).toContain(' --name <')
})

test('what edit changed is said in the words of show', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const first = await renew(home, ['edit', 'me', '--milestones', '3wd,lead', '--tags', 'family,almaty'])
  expect(first.stdout).toMatch(/: not set → 3 working days before the last working day, time to prepare\n/)
  expect(first.stdout).toContain('  Tags: not set → family, almaty\n')
  const second = await renew(home, ['edit', 'me', '--milestones', '', '--tags', 'work', '--workdays', 'none'])
  expect(second.stdout).toMatch(/: 3 working days before the last working day, time to prepare → not set\n/)
  expect(second.stdout).toContain('  Tags: family, almaty → work\n')
  expect(second.stdout).toContain('  Working days: not set → every day\n')
  const chinese = await renew(home, [
    'edit',
    'me',
    '--method',
    'in-person',
    '--card-lang',
    '中文',
    '--lang',
    'zh',
  ])
  expect(chinese.stdout).toContain('办理方式：未设置 → 本人前往办理\n')
  expect(chinese.stdout).toContain('语言：未设置 → 中文\n')
})

describe('readings', () => {
  test('the earliest is the last valid day, and a difference is said', async () => {
    const home = newHome()
    const { code, stderr } = await renew(home, ['add', 'me', '--readings', 'card=2026-12-31,visa=30.11.2026'])
    expect(code).toBe(0)
    expect(stderr).toContain('30 Nov 2026')
    expect(await cardIn(home)).toMatchObject({
      expires: '2026-11-30',
      readings: { card: '2026-12-31', visa: '2026-11-30' },
    })
  })

  test('that agree are not worth a word', async () => {
    const home = newHome()
    const { stderr } = await renew(home, ['add', 'me', '--readings', 'card=2026-12-31,visa=2026-12-31'])
    expect(stderr).toBe('')
    expect(await cardIn(home)).toMatchObject({ expires: '2026-12-31' })
  })

  test('that differ from what was typed beside them are said too', async () => {
    const home = newHome()
    const { stderr } = await renew(home, [
      'add',
      'me',
      '--expires',
      '2027-01-31',
      '--readings',
      'visa=2026-12-31',
    ])
    expect(stderr).toContain('31 Dec 2026')
    expect(await cardIn(home)).toMatchObject({ expires: '2026-12-31' })
  })

  test('from elsewhere, or twice from one place, are refused', async () => {
    const home = newHome()
    for (const text of ['passport=2026-12-31', 'card=2026-12-31,card=2027-12-31', 'card', '=2026-12-31'])
      expect((await renew(home, ['add', 'me', '--readings', text])).code, text).toBe(2)
    expect(await cardsOf(home)).toEqual([])
  })
})

describe('a value that cannot be understood is refused with exit 2, and nothing is stored:', () => {
  test.each([
    ['--zone', 'Mars/Olympus'],
    ['--zone', '+05:00'],
    ['--lead', '1m'],
    ['--lead', '3wd'],
    ['--lead', '-1d'],
    ['--lead', '1.5y'],
    ['--milestones', 'lead,soon'],
    ['--milestones', ','],
    ['--workdays', 'FR'],
    ['--processing', 'a while'],
    ['--durations', 'photo'],
    ['--durations', 'photo=2d,photo=3d'],
    ['--durations', 'ph\u001boto=2d'],
    ['--card-lang', 'klingon'],
    ['--issued', '2026-02-30'],
    ['--holder', 'two\nlines'],
    ['--holder', 'x'.repeat(81)],
    ['--number', '\u001b[31m1'],
    ['--tags', 'ok,\u0007'],
    ['--note', 'x'.repeat(2001)],
    ['--note', 'bell\u0007'],
    ['--expires', ''],
    ['--guide', ''],
  ])('%s %j', async (flag, text) => {
    const home = newHome()
    const base = ['add', 'me', ...(flag === '--expires' ? [] : ['--expires', '2026-12-31'])]
    const { code, stdout, stderr } = await renew(home, [...base, flag, text])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^renew: [^\n\u001b\u0007]+\n$/)
    expect(await cardsOf(home)).toEqual([])
  })

  test('what names something that is not there is refused by the state', async () => {
    const home = newHome()
    const add = ['add', 'me', '--expires', '2026-12-31']
    for (const more of [
      ['--guide', 'no/such'],
      ['--links', 'nobody'],
      ['--channels', 'mail'],
      ['--channels', ','],
    ])
      expect((await renew(home, [...add, ...more])).code, more.join(' ')).toBe(1)
    expect((await renew(home, [...add, '--guide', 'generc'])).stderr).toContain('generic')
    expect(await cardsOf(home)).toEqual([])
  })
})

test('a zone in other letters is the zone: its days are right', async () => {
  for (const zone of ['asia/almaty', 'EUROPE/LONDON', 'pacific/kiritimati']) {
    const home = await homeWith('me', '--zone', zone)
    const { cards } = await answer<{ cards: { zone: string; today: string }[] }>(home, ['status'], {
      now: '2026-07-01T23:30:00Z',
    })
    expect(cards[0]).toMatchObject({ today: '2026-07-02' })
    expect(cards[0]!.zone).not.toBe(zone)
  }
})

test('links name other cards, and are kept by their ids', async () => {
  const home = await homeWith('passport')
  await renew(home, ['add', 'visa', '--expires', '2026-12-31', '--links', 'PASSPORT'])
  const passport = await cardIn(home, 'passport')
  expect((await cardIn(home, 'visa')).links).toEqual([passport.id])
  await renew(home, ['edit', 'passport', '--name', 'pass'])
  expect((await renew(home, ['show', 'visa'])).stdout).toContain('pass')
  await renew(home, ['edit', 'visa', '--links', ''])
  expect((await cardIn(home, 'visa')).links).toEqual([])
})

test('channels name channels that are set up', async () => {
  const home = newHome()
  const { code, stderr } = await renew(home, [
    'channel',
    'add',
    'command',
    '--name',
    'log',
    '--run',
    '/bin/true',
  ])
  expect(code, stderr).toBe(0)
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--channels', 'log'])
  expect((await cardIn(home)).channels).toEqual(['log'])
  for (const all of ['', 'all', 'все', '全部']) {
    await renew(home, ['edit', 'me', '--channels', 'log'])
    expect((await renew(home, ['edit', 'me', '--channels', all])).code).toBe(0)
    expect((await cardIn(home)).channels, all).toBeNull()
  }
})

describe('edit', () => {
  test('renames, and what was there stays', async () => {
    const home = await homeWith('me', '--holder', 'Anna')
    const { id } = await cardIn(home)
    expect((await renew(home, ['edit', 'me', '--name', '  Моя карта '])).code).toBe(0)
    expect(await cardIn(home, 'Моя карта')).toMatchObject({ id, holder: 'Anna', expires: '2026-12-31' })
  })

  test('may change the case of its own name', async () => {
    const home = await homeWith('me')
    expect((await renew(home, ['edit', 'me', '--name', 'ME'])).code).toBe(0)
    expect((await cardsOf(home)).map(({ name }) => name)).toEqual(['ME'])
  })

  test('of the last valid day corrects a slip and makes no history', async () => {
    const home = await homeWith('me')
    expect((await renew(home, ['edit', 'me', '--expires', '2027-01-31'])).code).toBe(0)
    expect(await cardIn(home)).toMatchObject({ expires: '2027-01-31', history: [] })
    expect(await answer(home, ['history'])).toEqual({ schema: 1, renewals: [] })
  })

  test('of nothing is refused', async () => {
    const home = await homeWith('me')
    expect((await renew(home, ['edit', 'me'])).code).toBe(2)
  })

  test('that changes nothing is done and leaves no change to undo', async () => {
    const home = await homeWith('me', '--holder', 'Anna')
    expect((await renew(home, ['edit', 'me', '--holder', 'Anna'])).code).toBe(0)
    const { changes } = await answer<{ changes: unknown[] }>(home, ['history', '--changes'])
    expect(changes).toHaveLength(1)
  })
})

describe('a date far off', () => {
  test('is asked about: refused without --yes, taken with it', async () => {
    const home = newHome()
    const add = ['add', 'me', '--expires', '2041-12-02']
    expect((await renew(home, add)).code).toBe(2)
    expect(await cardsOf(home)).toEqual([])
    expect((await renew(home, [...add, '--yes'])).code).toBe(0)
    expect((await renew(home, ['edit', 'me', '--expires', '2042-01-01'])).code).toBe(2)
    // Not a day more than fifteen years.
    expect((await renew(home, ['add', 'you', '--expires', '2041-12-01'])).code).toBe(0)
  })

  test('in the past is taken, and said aloud', async () => {
    const { code, stdout } = await renew(newHome(), ['add', 'me', '--expires', '2026-11-30'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/expired 1 day ago/)
  })
})

test('add takes the guide of the setting, and refuses one that is gone', async () => {
  const home = newHome()
  await renew(home, ['config', 'set', 'guide', 'generic'])
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  expect((await cardIn(home)).guide).toBe('generic')
  expect((await renew(home, ['config', 'set', 'guide', 'no/such'])).code).toBe(1)
})

test('a document without a name is called after its kind', async () => {
  const home = newHome()
  expect((await renew(home, ['add', '--expires', 'permanent'])).code).toBe(0)
  expect(await cardIn(home, 'Registration card')).toMatchObject({
    expires: null,
    guide: 'kz/registration-card',
  })
})

test('how to set up a timer and a channel is said with the first card, and not again', async () => {
  const home = newHome()
  const first = await renew(home, ['add', 'a', '--expires', '2026-12-31'])
  const second = await renew(home, ['add', 'b', '--expires', '2026-12-31'])
  expect(first.stdout).toContain('renew timer install')
  expect(first.stdout).toContain('renew channel add')
  expect(second.stdout).not.toContain('renew timer install')
})

test.each(['en', 'zh', 'ru', 'kk'])(
  'the log in %s says reminder dates as --milestones takes them',
  async lang => {
    const home = await homeWith('me')
    const how = { env: { RENEW_LANG: lang } }
    const milestones = ['lead', '1mo', '14d', '3wd', '0d']
    await renew(home, ['edit', 'me', '--milestones', milestones.join()], how)
    const { stdout } = await renew(home, ['history', '--changes'], how)
    const shown = stdout.split('\n')[0]!.split('→ ')[1]!
    await renew(home, ['edit', 'me', '--milestones', ''], how)
    const { stderr } = await renew(home, ['edit', 'me', '--milestones', shown], how)
    expect(stderr).toBe('')
    const { cards } = await answer<{ cards: unknown[] }>(home, ['list'])
    expect(cards).toMatchObject([{ milestones }])
  },
)

test('an edit that changes nothing says so', async () => {
  const home = await homeWith('me', '--note', 'x')
  const { code, stdout } = await renew(home, ['edit', 'me', '--note', 'x'])
  expect([code, stdout]).toEqual([0, 'Nothing changed in me.\n'])
})
