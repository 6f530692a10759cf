import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { realIo } from '../../src/io/real-io.ts'
import { changeStored } from '../stored.ts'
import { answer, homeWith, newHome, renew } from '../world.ts'

interface Status {
  schema: number
  cards: {
    id: string
    name: string
    stage: string
    daysLeft: number | null
    window: { opens: string; closes: string } | null
    lastWorkingDay: string | null
    fileBy: string | null
    expires: string | null
    today: string
    zone: string
    snoozedUntil: string | null
    unseen: boolean
  }[]
  summary: Record<string, number>
  timer: { installed: string | null; lastRun: string | null; stale: boolean }
}

const on = (home: string, day: string, ...more: string[]) =>
  answer<Status>(home, ['status', '--on', day, ...more])

test('--holder takes the person of that name, else those with a name that begins so', async () => {
  const home = newHome()
  for (const [name, holder] of [
    ['a', 'Li Na'],
    ['b', 'Li Nan'],
    ['c', 'Ким Анна'],
    ['d', '李娜'],
  ] as const)
    await renew(home, ['add', name, '--expires', '2027-12-31', '--holder', holder])
  const found = async (holder: string) =>
    (await answer<{ cards: { name: string }[] }>(home, ['status', '--holder', holder])).cards.map(
      ({ name }) => name,
    )
  expect(await found('li na')).toEqual(['a'])
  expect(await found('li')).toEqual(['a', 'b'])
  expect(await found('анн')).toEqual(['c'])
  expect(await found('李')).toEqual(['d'])
  expect(await found('нна')).toEqual([])
  expect(await found(' ')).toEqual([])
})

describe('a card of 31 December 2026 in Almaty', () => {
  test.each([
    ['2026-11-29', 'valid', 32],
    ['2026-11-30', 'prepare', 31],
    ['2026-12-30', 'prepare', 1],
    ['2026-12-31', 'last-day', 0],
    ['2027-01-01', 'overdue', -1],
  ])('on %s is in stage %s', async (day, stage, daysLeft) => {
    const home = await homeWith(['me', '2026-12-31', '--guide', 'kz/registration-card'])
    const { cards } = await on(home, day)
    expect(cards).toMatchObject([
      { name: 'me', stage, daysLeft, today: day, window: { opens: '2026-11-30', closes: '2026-12-31' } },
    ])
  })

  test('may be added at any clock: its dates are the same', async () => {
    for (const now of ['1999-12-31T23:59:00Z', '2026-12-31T23:59:59+05:00', '2038-01-20T00:00:00Z']) {
      const home = newHome()
      expect((await renew(home, ['add', 'me', '--expires', '2026-12-31', '--yes'], { now })).code).toBe(0)
      const { cards } = await on(home, '2026-12-31')
      expect(cards).toMatchObject([{ expires: '2026-12-31', stage: 'last-day', daysLeft: 0 }])
    }
  })
})

test('a last day on a Sunday is told with the working day before it', async () => {
  const home = await homeWith(['me', '2026-12-20'])
  const { cards } = await on(home, '2026-12-01')
  expect(cards[0]).toMatchObject({ lastWorkingDay: '2026-12-18', fileBy: '2026-12-18' })
})

test.each(['2027-03-29', '2027-03-30', '2027-03-31'])(
  'the window of %s opens on 28 February',
  async expires => {
    const home = await homeWith(['me', expires])
    expect((await on(home, '2027-02-27')).cards[0]).toMatchObject({ stage: 'valid' })
    expect((await on(home, '2027-02-28')).cards[0]).toMatchObject({
      stage: 'prepare',
      window: { opens: '2027-02-28', closes: expires },
    })
  },
)

test('the JSON has exactly the promised keys', async () => {
  const home = await homeWith(['me', '2026-12-31', '--holder', 'Anna'])
  const status = await answer<Status>(home, ['status'])
  expect(status).toEqual({
    schema: 1,
    cards: [
      {
        id: expect.stringMatching(/^[a-z0-9]{10}$/),
        name: 'me',
        guide: 'kz/registration-card',
        holder: 'Anna',
        expires: '2026-12-31',
        zone: 'Asia/Almaty',
        today: '2026-12-01',
        stage: 'prepare',
        daysLeft: 30,
        window: { opens: '2026-11-30', closes: '2026-12-31' },
        lastWorkingDay: '2026-12-31',
        fileBy: '2026-12-31',
        course: 'not-started',
        materials: {
          ready: 0,
          needed: 5,
          missing: ['passport', 'application-form', 'photo', 'proof-of-residence'],
          unanswered: ['health-certificate'],
        },
        next: {
          code: 'choose-method',
          text: expect.any(String),
          by: null,
          command: 'renew edit me --method in-person',
        },
        snoozedUntil: null,
        unseen: false,
        actBy: '2026-12-31',
        appointment: null,
        lastReminder: null,
      },
    ],
    summary: { valid: 0, prepare: 1, lastDay: 0, overdue: 0, permanent: 0 },
    timer: { installed: null, lastRun: null, stale: false, missing: null, late: false },
    nextReminder: { at: expect.any(String), cards: [status.cards[0]!.id], channels: ['stdout'] },
  })
  expect(Object.keys(status)[0]).toBe('schema')
})

describe('the next and the last reminder', () => {
  /** Sends what is owed on a day. */
  const sentOn = async (home: string, day: string) =>
    expect((await renew(home, ['remind', '--scheduled'], { now: `${day}T18:07:00+05:00` })).code).toBe(0)
  const screenOf = async (home: string, env: Record<string, string> = {}) => {
    const timer = { kind: 'cron', at: '09:07', installed: '2026-11-30T09:00:00+05:00' }
    changeStored(`${home}/settings.json`, settings => ({ ...settings, timer }))
    const { stdout } = await renew(home, ['status'], {
      terminal: { width: 100 },
      env: { TZ: 'Asia/Almaty', ...env },
    })
    return stdout
  }

  test('are in the JSON, and are what a run sends', async () => {
    const home = await homeWith(['me', '2026-12-31'], ['far', '2030-12-31'])
    await sentOn(home, '2026-12-01')
    const status = await answer<Status & { nextReminder: { at: string; cards: string[] } }>(home, ['status'])
    const [me, far] = status.cards as (Status['cards'][number] & {
      lastReminder: { milestone: string } | null
    })[]
    expect(me!.lastReminder).toMatchObject({ milestone: 'lead', channels: ['stdout'] })
    expect(far!.lastReminder).toBeNull()
    expect(status.nextReminder).toMatchObject({ cards: [me!.id], channels: ['stdout'] })
    expect(Date.parse(status.nextReminder.at)).toBeGreaterThan(Date.parse('2026-12-16T12:00:00+05:00'))
    expect(Date.parse(status.nextReminder.at)).toBeLessThan(Date.parse('2026-12-17T12:00:00+05:00'))
  })

  test('are on the screen, in both languages', async () => {
    const home = await homeWith(['me', '2026-12-31'], ['far', '2030-12-31'])
    await renew(home, ['config', 'set', 'color', 'never'])
    expect(await screenOf(home)).toContain('Next reminder: with the next run of the timer (me)')
    await sentOn(home, '2026-12-01')
    const shown = await screenOf(home)
    expect(shown).toMatch(/Next reminder: \S+ 1[67] Dec 2026, \d\d:\d\d \(me\)/)
    expect(shown).toMatch(/Last reminder: \S+ [12] Dec 2026, \d\d:\d7, printed \(me\)/)
    expect(await screenOf(home, { RENEW_LANG: 'zh' })).toMatch(
      /上次提醒：2026年12月[12]日（周.）\d\d:\d7，直接输出（me）/,
    )
  })

  test('no next reminder is promised where nothing sends it', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const { stdout } = await renew(home, ['status'], { terminal: { width: 100 } })
    expect(stdout).not.toContain('Next reminder')
    expect(stdout).toContain('No timer is installed')
  })
})

test('a card without end has no date to count', async () => {
  const home = await homeWith(['me', 'permanent'])
  expect((await answer<Status>(home, ['status'])).cards[0]).toMatchObject({
    stage: 'permanent',
    expires: null,
    window: null,
    daysLeft: null,
    lastWorkingDay: null,
    fileBy: null,
  })
})

test('an empty store is no cards, exit 0, and says what to type', async () => {
  const home = newHome()
  expect(await answer<Status>(home, ['status'])).toMatchObject({ schema: 1, cards: [] })
  const { code, stdout, stderr } = await renew(home, ['status'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('renew add ')
})

test('the most urgent card comes first; within a stage the earliest date that matters, then the name', async () => {
  const home = await homeWith(
    ['forever', 'permanent'],
    ['b', '2027-06-01'],
    ['a', '2027-06-01'],
    ['soon', '2026-12-20'],
    ['sooner', '2026-12-19', '--workdays', 'none'],
    ['today', '2026-12-01'],
    ['late', '2026-11-30'],
  )
  const { cards, summary } = await answer<Status>(home, ['status'])
  // The 20th is a Sunday: its last working day, the 18th, comes before the 19th.
  const urgent = ['late', 'today', 'soon', 'sooner', 'a', 'b', 'forever']
  expect(cards.map(({ name }) => name)).toEqual(urgent)
  expect(summary).toEqual({ valid: 2, prepare: 2, lastDay: 1, overdue: 1, permanent: 1 })
  const lines = (await renew(home, [])).stdout.trimEnd().split('\n')
  expect(lines.map(line => line.split('\t')[1])).toEqual(urgent)
})

describe('status shows only', () => {
  const home = homeWith(
    ['me', '2026-12-31', '--holder', 'Anna', '--tags', 'visa,home'],
    ['spouse', '2027-01-29', '--holder', 'Борис'],
    ['child', '2027-02-28', '--holder', 'anna'],
    ['old', '2026-11-01'],
  )
  const names = async (...options: string[]) =>
    (await answer<Status>(await home, ['status', ...options])).cards.map(({ name }) => name)

  test('cards of a stage', async () => {
    expect(await names('--stage', 'overdue')).toEqual(['old'])
    expect(await names('--stage', 'last-day')).toEqual([])
  })

  test('cards that end within a time, the overdue among them, to the very day', async () => {
    expect(await names('--within', '58d')).toEqual(['old', 'me'])
    expect(await names('--within', '59d')).toEqual(['old', 'me', 'spouse'])
    expect(await names('--within', 'P2M')).toEqual(['old', 'me', 'spouse'])
  })

  test('cards of a person, whatever the case', async () => {
    expect(await names('--holder', 'ANNA')).toEqual(['me', 'child'])
    expect(await names('--holder', 'борис')).toEqual(['spouse'])
  })

  test('cards with a tag', async () => {
    expect(await names('--tag', 'Visa')).toEqual(['me'])
  })

  test('cards that are named, in the order of urgency, each once', async () => {
    expect(await names('spouse', 'old', 'spo')).toEqual(['old', 'spouse'])
  })

  test('what all filters together leave', async () => {
    expect(await names('--holder', 'anna', '--within', '60d')).toEqual(['me'])
  })
})

test('closed cards are left out, unless all or this one is wanted', async () => {
  const home = await homeWith(['me', '2026-12-31'], ['gone', '2026-11-01'])
  await renew(home, ['close', 'gone'])
  const names = async (...words: string[]) =>
    (await answer<Status>(home, ['status', ...words])).cards.map(({ name }) => name)
  expect(await names()).toEqual(['me'])
  expect(await names('--all')).toEqual(['me', 'gone'])
  expect(await names('gone')).toEqual(['gone'])
  expect((await answer<Status>(home, ['status', '--all'])).summary).toMatchObject({ overdue: 0 })
  expect((await renew(home, ['status', '--all', '--check'])).code).toBe(10)
})

describe('--check says it with the exit code', () => {
  test.each([
    ['2026-11-29', 0],
    ['2026-11-30', 10],
    ['2026-12-30', 10],
    ['2026-12-31', 20],
    ['2027-01-01', 20],
  ])('on %s: %i', async (day, code) => {
    const home = await homeWith(['me', '2026-12-31'], ['forever', 'permanent'])
    const plain = await renew(home, ['status', '--check', '--on', day])
    const json = await renew(home, ['status', '--check', '--json', '--on', day])
    expect([plain.code, json.code]).toEqual([code, code])
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 1, cards: [{ name: 'me' }, { name: 'forever' }] })
  })

  test('of an empty store: 0', async () => {
    expect((await renew(newHome(), ['status', '--check'])).code).toBe(0)
  })

  test('only for the cards that were asked for', async () => {
    const home = await homeWith(['me', '2026-12-31'], ['other', '2027-12-31'])
    expect((await renew(home, ['status', 'other', '--check'])).code).toBe(0)
  })
})

test('renew alone is renew status, whatever options it gets', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const full = await renew(home, ['status'])
  expect(await renew(home, [])).toEqual(full)
  expect((await renew(home, ['--json'])).stdout).toBe((await renew(home, ['status', '--json'])).stdout)
  expect((await renew(home, ['--check'])).code).toBe(10)
  expect((await renew(home, ['--on', '2027-01-01', '--json'])).stdout).toContain('"overdue":1')
  expect((await renew(home, ['--lang', 'zh'])).stdout).toBe(
    (await renew(home, ['status'], { env: { RENEW_LANG: 'zh' } })).stdout,
  )
})

test('in a pipe every card is one line, whatever is in it; the rest goes to stderr', async () => {
  const home = await homeWith(['me', '2026-12-31', '--holder', 'a\u202eb'], ['x\u200by', '2027-01-01'])
  const { stdout, stderr } = await renew(home, ['status'], { env: { FORCE_COLOR: '' } })
  expect(stdout.split('\n')).toHaveLength(3)
  expect(stdout).not.toMatch(/\u001b|\u202e|\u200b/)
  expect(stderr).toContain('renew timer install')
})

test('a clock that is set by RENEW_NOW is said, as JSON on stderr', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const io = { clockOverride: '2026-12-01T09:00' }
  for (const words of [['status'], ['status', '--json']]) {
    expect((await renew(home, words, { io })).stderr).toContain('RENEW_NOW=2026-12-01T09:00')
  }
})

test('a ledger that cannot be read takes no card away, and is said', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  await renew(home, ['remind'])
  writeFileSync(`${home}/ledger.json`, '{')
  for (const words of [['status'], ['status', '--json']]) {
    const { code, stdout, stderr } = await renew(home, words)
    expect(code).toBe(0)
    expect(stdout).toContain('me')
    expect(stderr).toContain('ledger.json')
  }
})

test('a guide that was lost changes no date, and every output says so', async () => {
  const home = await homeWith(['first', '2027-12-31'])
  const file = `${home}/guides/my/own.json`
  const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
  mkdirSync(`${home}/guides/my`, { recursive: true })
  writeFileSync(file, JSON.stringify({ ...guide, id: 'my/own', lead: { ...guide.lead, value: 'P3M' } }))
  expect((await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'my/own'])).code).toBe(0)
  const window = { opens: '2026-09-30', closes: '2026-12-31' }
  expect((await answer<Status>(home, ['status', 'me'])).cards).toMatchObject([{ window }])
  rmSync(file)
  expect((await answer<Status>(home, ['status', 'me'])).cards).toMatchObject([{ window }])
  for (const words of [
    ['status', 'me', '--json'],
    ['show', 'me', '--json'],
    ['show', 'me'],
  ]) {
    expect((await renew(home, words)).stderr, words.join(' ')).toContain('my/own')
  }
  expect((await renew(home, ['remind'])).stdout).toContain('my/own')
  writeFileSync(file, '{"schema":1}')
  expect((await renew(home, ['status', 'me', '--json'])).stderr).toContain(file)
})

test('a guide that was lost takes no milestone and no filing period away, however often the card is edited', async () => {
  const home = newHome()
  const file = `${home}/guides/my/own.json`
  const guide = JSON.parse(readFileSync('src/guides/built-in/work-permit.json', 'utf8'))
  mkdirSync(`${home}/guides/my`, { recursive: true })
  writeFileSync(file, JSON.stringify({ ...guide, id: 'my/own', milestones: ['100d'] }))
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'my/own'])
  const datesOf = async () => {
    const { days } = await answer<{ days: { date: string; text: string }[] }>(home, [
      ...['agenda', '--from', '2026-09-01', '--to', '2026-12-31'],
    ])
    return days.filter(({ text }) => text.includes('reminder'))
  }
  const before = await datesOf()
  expect(before.map(({ date }) => date)).toEqual(expect.arrayContaining(['2026-09-22', '2026-11-01']))
  rmSync(file)
  expect(await datesOf()).toEqual(before)
  for (const holder of ['Li', 'Na']) {
    expect((await renew(home, ['edit', 'me', '--holder', holder])).code).toBe(0)
    expect(await datesOf()).toEqual(before)
  }
})

test('the reader who lives on another day sees both', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  // 20:00 UTC on the 1st is 01:00 on the 2nd in Almaty. The reader lives in UTC, wherever the test runs.
  const { dayIn } = realIo('')
  const io = { dayIn: (zone: string | null, at: number) => dayIn(zone ?? 'UTC', at) }
  const how = { now: '2026-12-01T20:00:00Z', io }
  const { cards } = await answer<Status>(home, ['status'], how)
  expect(cards[0]?.today).toBe('2026-12-02')
  expect((await renew(home, ['status'], how)).stderr).toMatch(/1 December 2026|1 Dec 2026/)
})

test('--on reaches every card, in every zone', async () => {
  const home = await homeWith(
    ['me', '2026-12-31', '--zone', 'Pacific/Kiritimati'],
    ['you', '2026-12-31', '--zone', 'Pacific/Pago_Pago'],
  )
  const { cards } = await on(home, '2026-12-31')
  expect(cards.map(({ today, daysLeft }) => [today, daysLeft])).toEqual([
    ['2026-12-31', 0],
    ['2026-12-31', 0],
  ])
})
