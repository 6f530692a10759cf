import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeStored } from '../stored.ts'
import { answer, newHome, renew, type Said } from '../world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Noon in Almaty on 1 December 2026. */
const START = Date.parse('2026-12-01T07:00:00Z')

interface Reminder {
  name: string
  milestone: string
  date: string
  id: string
}

const call = (home: string, at: number, argv: readonly string[]): Promise<Said> =>
  renew(home, argv, { io: { now: () => at } })

/** Returns what the timer's run delivers, from its JSON. */
async function delivered(home: string, at: number): Promise<Reminder[]> {
  const { code, stdout, stderr } = await call(home, at, ['remind', '--scheduled', '--json'])
  expect([code, stderr]).toEqual([0, ''])
  return (JSON.parse(stdout) as { delivered: Reminder[] }).delivered
}

const milestones = async (home: string, at: number) =>
  (await delivered(home, at)).map(({ milestone }) => milestone)

const lastRun = async (home: string, at: number) =>
  (await answer<{ timer: { lastRun: string | null } }>(home, ['status'], { io: { now: () => at } })).timer
    .lastRun

/** Returns a home with one card that owes nothing after its first run. */
async function quietHome(expires = '2027-12-31'): Promise<string> {
  const home = newHome()
  await call(home, START, ['add', 'me', '--expires', expires, '--zone', 'Asia/Almaty', '--guide', 'generic'])
  await delivered(home, START)
  return home
}

describe('a scheduled run that owes nothing', () => {
  test('prints nothing and is recorded in the ledger', async () => {
    const home = await quietHome()
    for (const hours of [1, 2, 26]) {
      const at = START + hours * HOUR
      expect(await call(home, at, ['remind', '--scheduled'])).toEqual({ code: 0, stdout: '', stderr: '' })
      expect(Date.parse((await lastRun(home, at)) ?? '')).toBe(at)
    }
    expect(readFileSync(`${home}/ledger.json`, 'utf8')).toContain('"lastRun": "2026-12-02T')
  })

  test.each<[string, (home: string, at: number) => unknown]>([
    ['the card', (home, at) => call(home, at, ['edit', 'me', '--expires', '2026-12-15'])],
    ['the settings', (home, at) => call(home, at, ['config', 'set', 'milestones', '395d'])],
    [
      'the bytes of the cards, keeping their size and time',
      home => {
        const file = `${home}/cards.json`
        const { atime, mtime, size } = statSync(file)
        changeStored(file, content =>
          JSON.parse(JSON.stringify(content).replaceAll('2027-12-31', '2026-12-15')),
        )
        utimesSync(file, atime, mtime)
        expect(statSync(file).size).toBe(size)
      },
    ],
    [
      'the guide',
      home => {
        mkdirSync(`${home}/guides`, { recursive: true })
        const guide = readFileSync('src/guides/built-in/generic.json', 'utf8')
        writeFileSync(`${home}/guides/generic.json`, guide.replace('"P1M"', '"P24M"'))
      },
    ],
    [
      'the ledger',
      async home => {
        await call(home, START, ['edit', 'me', '--expires', '2026-12-15'])
        await delivered(home, START)
        unlinkSync(`${home}/ledger.json`)
        // Otherwise what is due waits for the next day.
        unlinkSync(`${home}/last-delivery`)
      },
    ],
  ])('is followed by one that sees a change of %s', async (_, change) => {
    const home = await quietHome()
    expect(await milestones(home, START + HOUR)).toEqual([])
    await change(home, START + HOUR)
    expect(await milestones(home, START + 2 * HOUR)).toHaveLength(1)
    expect(await milestones(home, START + 3 * HOUR)).toEqual([])
  })

  test('is followed by one that sees the new day', async () => {
    const home = await quietHome('2026-12-15')
    await call(home, START, ['config', 'set', 'remindAt', '00:00'])
    const midnight = Date.parse('2026-12-08T00:00:00+05:00')
    expect(await milestones(home, midnight - 1)).toEqual([])
    expect(await milestones(home, midnight)).toEqual(['7d'])
    expect(await milestones(home, midnight + 1)).toEqual([])
  })

  test('is followed by one that sees a new day although the clock went back in between', async () => {
    const home = await quietHome('2026-12-15')
    // What was sent two days later does not count yet.
    expect(await milestones(home, START - 2 * DAY)).toEqual(['lead'])
    expect(await milestones(home, START + 8 * DAY)).toEqual(['7d'])
  })
})

describe('the quiet.json of an earlier build', () => {
  const later = '2026-12-01T18:00:00+05:00'
  async function homeWithQuietFile(stored: object): Promise<string> {
    const home = await quietHome()
    changeStored(`${home}/quiet.json`, () => stored)
    return home
  }

  test("gives the timer's last run if it is later than the ledger's", async () => {
    const home = await homeWithQuietFile({ lastRun: later })
    expect(await lastRun(home, START + 7 * HOUR)).toBe(later)
    changeStored(`${home}/quiet.json`, () => ({ lastRun: '2026-11-30T18:00:00+05:00' }))
    expect(Date.parse((await lastRun(home, START + 7 * HOUR)) ?? '')).toBe(START)
  })

  test.each([
    ['damaged', '{"schema":1'],
    ['edited', `{"schema":1,"checksum":"crc32:00000000","lastRun":"${later}"}`],
  ])('is ignored where it is %s', async (_, bytes) => {
    const home = await quietHome()
    writeFileSync(`${home}/quiet.json`, bytes)
    expect(Date.parse((await lastRun(home, START + 7 * HOUR)) ?? '')).toBe(START)
  })

  test.each([
    ['a number', { lastRun: 7 }],
    ['no date', { lastRun: 'x' }],
    ['missing', {}],
  ])('is ignored where its last run is %s', async (_, stored) => {
    const home = await homeWithQuietFile(stored)
    expect(Date.parse((await lastRun(home, START + 7 * HOUR)) ?? '')).toBe(START)
  })

  test('does not hold back a reminder, and is removed by the first scheduled run', async () => {
    const home = await homeWithQuietFile({
      lastRun: later,
      until: '2099-01-01',
      at: START,
      cards: 1,
      stamps: {},
    })
    await call(home, START, ['remind'])
    expect(existsSync(`${home}/quiet.json`)).toBe(true)
    expect(await milestones(home, Date.parse('2027-12-24T12:00:00+05:00'))).toEqual(['7d'])
    expect(existsSync(`${home}/quiet.json`)).toBe(false)
    expect(await lastRun(home, Date.parse('2027-12-24T12:00:00+05:00'))).toContain('2027-12-24')
  })

  test('is removed by config wipe too', async () => {
    const home = await homeWithQuietFile({ lastRun: later })
    const run = async () => ({ code: 1, stdout: '', stderr: 'no crontab for me', error: null })
    expect((await renew(home, ['config', 'wipe', '--yes'], { io: { run } })).code).toBe(0)
    expect(existsSync(home)).toBe(false)
  })
})

/** Commands between two runs; days are counted from the day of the command. */
const day = (at: number, days: number) => new Date(at + days * DAY).toISOString().slice(0, 10)
const action = fc.oneof(
  fc.record({
    what: fc.constant('add'),
    days: fc.integer({ min: -3, max: 45 }),
    zone: fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Almaty'),
  }),
  fc.record({
    what: fc.constantFrom(
      'edit',
      'done',
      'snooze',
      'ack',
      'close',
      'appointment',
      'submit',
      'milestones',
      'undo',
    ),
    days: fc.integer({ min: 1, max: 40 }),
    zone: fc.constant('UTC'),
  }),
)
const step = fc.record({
  // Mostly a few hours on, sometimes days, sometimes back.
  hours: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 3, arbitrary: fc.integer({ min: 10, max: 150 }) },
    { weight: 1, arbitrary: fc.integer({ min: -60, max: -1 }) },
  ),
  action: fc.option(action, { freq: 2 }),
  card: fc.nat(3),
})

function argvOf(
  { what, days, zone }: { what: string; days: number; zone: string },
  card: string,
  at: number,
  turn: number,
): string[] {
  switch (what) {
    case 'add':
      return ['add', `c${turn}`, '--expires', day(at, days), '--zone', zone, '--guide', 'generic']
    case 'edit':
      return ['edit', card, '--expires', day(at, days)]
    case 'done':
      return ['done', card, '--expires', day(at, days + 30), '--yes']
    case 'snooze':
      return ['snooze', card, '--for', `${days}d`]
    case 'appointment':
      return ['edit', card, '--appointment', day(at, days)]
    case 'milestones':
      return ['edit', card, '--milestones', `${days}d,0d`]
    case 'undo':
      return ['undo', '--yes']
    default:
      return [what, card]
  }
}

const add = <Z extends string>(days: number, zone: Z) => ({ what: 'add' as const, days, zone })
/** A clock was ahead on a day that has begun for the user, but not yet in the card's zone. */
const AHEAD: (typeof step extends fc.Arbitrary<infer S> ? S : never)[] = [
  { hours: 38, action: null, card: 3 },
  { hours: 114, action: add(21, 'Pacific/Pago_Pago'), card: 1 },
  { hours: 17, action: null, card: 1 },
  { hours: 148, action: null, card: 0 },
  { hours: 4, action: add(19, 'Pacific/Kiritimati'), card: 0 },
  { hours: -34, action: null, card: 0 },
  { hours: 26, action: null, card: 3 },
  { hours: 9, action: add(17, 'Asia/Almaty'), card: 3 },
]
/** A clock was ahead by two hours, in which a day began in the card's zone: the user's day stays the same. */
const BACK: typeof AHEAD = [
  { hours: 10, action: add(0, 'Pacific/Kiritimati'), card: 0 },
  ...[1, 35, 1, 116, 32, -2, 1, 1].map(hours => ({ hours, action: null, card: 0 })),
]

test('whatever is changed between runs, each run sends what is owed and no reminder is sent twice', async () => {
  let sent = 0
  let silent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 14 }), async steps => {
      const home = newHome()
      const came = new Map<string, string>()
      let at = START
      await call(home, at, ['config', 'set', 'lang', 'en'])
      for (const [turn, { hours, action, card }] of steps.entries()) {
        at += hours * HOUR
        if (action) await call(home, at, argvOf(action, `c${card}`, at, turn))
        const { owed } = JSON.parse(
          (await call(home, at, ['remind', '--dry-run', '--scheduled', '--json'])).stdout,
        ) as {
          owed: Reminder[]
        }
        const now = await delivered(home, at)
        expect(now.map(({ id }) => id).sort(), `turn ${turn}`).toEqual(owed.map(({ id }) => id).sort())
        for (const { id, date } of now) {
          expect(came.has(id), `turn ${turn}: ${date} twice`).toBe(false)
          came.set(id, date)
        }
        // What a clock that was ahead sent early comes again on its day.
        if (hours < 0) for (const [id, date] of came) if (date > day(at, -1)) came.delete(id)
        sent += now.length
        if (now.length === 0) silent++
      }
      rmSync(home, { recursive: true })
    }),
    { numRuns: process.env.RENEW_SLOW_TESTS ? 40 : 6, examples: [[AHEAD], [BACK]] },
  )
  expect(sent).toBeGreaterThan(8)
  expect(silent).toBeGreaterThan(8)
}, 60_000)
