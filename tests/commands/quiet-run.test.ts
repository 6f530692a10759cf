import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { answer, newHome, renew, type Said } from '../world.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-12-01T07:00:00Z')
const quietOf = (home: string) => `${home}/quiet.json`

/** Which writing of a file it is. */
const writtenAt = (file: string) => {
  const { ino, ctimeNs } = statSync(file, { bigint: true })
  return `${ino} ${ctimeNs}`
}

/** The timer's call; on a terminal what is printed is seen, so that nothing stays open. */
const remind = (home: string, at: number, io: object = {}): Promise<Said> =>
  renew(home, ['remind', '--scheduled'], { terminal: { width: 80 }, io: { now: () => at, ...io } })
const call = (home: string, at: number, argv: readonly string[]) =>
  renew(home, argv, { io: { now: () => at } })

describe('a day on which nothing is owed', () => {
  let home: string
  beforeEach(async () => {
    home = newHome()
    await call(home, START, ['add', 'me', '--expires', '2027-12-31'])
    expect(await remind(home, START)).toEqual({ code: 0, stdout: '', stderr: '' })
  })
  /** Whether a run was spared: then nobody looked at the cards, and what stands there would not be noticed. */
  async function isSpared(at: number, io?: object): Promise<boolean> {
    const before = writtenAt(`${home}/ledger.json`)
    const said = await remind(home, at, io)
    expect(said).toEqual({ code: 0, stdout: '', stderr: '' })
    return writtenAt(`${home}/ledger.json`) === before
  }

  test('is found out without reading the cards, and the run is recorded all the same', async () => {
    expect(await isSpared(START + 4 * HOUR)).toBe(true)
    expect(statSync(quietOf(home)).mode & 0o777).toBe(0o600)
    await call(home, START, ['config', 'set', 'lang', 'en'])
    expect(await isSpared(START + 5 * HOUR)).toBe(false)
    expect(await isSpared(START + 9 * HOUR)).toBe(true)
    const { timer } = await answer<{ timer: { lastRun: string } }>(home, ['status'])
    expect(Date.parse(timer.lastRun)).toBe(START + 9 * HOUR)
  })

  test('the heartbeat is called all the same', async () => {
    const called: string[] = []
    const io = {
      fetch: async (url: string) => {
        called.push(url)
        return new Response('')
      },
    }
    await call(home, START, ['config', 'set', 'heartbeat', 'https://example.org/ping'])
    expect(await isSpared(START + HOUR, io)).toBe(false)
    expect(await isSpared(START + 2 * HOUR, io)).toBe(true)
    expect(called).toEqual(['https://example.org/ping', 'https://example.org/ping'])
  })

  test.each<[string, (home: string) => unknown]>([
    ['a card', home => call(home, START, ['edit', 'me', '--holder', 'Li'])],
    ['the settings', home => call(home, START, ['config', 'set', 'milestones', '3d'])],
    [
      'a file of the same size and time',
      home => {
        const { atime, mtime } = statSync(`${home}/cards.json`)
        writeFileSync(`${home}/cards.json`, readFileSync(`${home}/cards.json`))
        utimesSync(`${home}/cards.json`, atime, mtime)
      },
    ],
    [
      'a guide that came',
      home => {
        mkdirSync(`${home}/guides/my`, { recursive: true })
        writeFileSync(`${home}/guides/my/own.json`, '{}')
      },
    ],
    [
      'working days that came',
      home => {
        mkdirSync(`${home}/workdays`)
        writeFileSync(`${home}/workdays/KZ.json`, '{}')
      },
    ],
    ['the ledger', home => writeFileSync(`${home}/ledger.json`, readFileSync(`${home}/ledger.json`))],
  ])('%s changes: everything is looked at again', async (_, change) => {
    expect(await isSpared(START + HOUR)).toBe(true)
    await change(home)
    const before = readFileSync(quietOf(home))
    await remind(home, START + 2 * HOUR)
    const { stamps } = JSON.parse(readFileSync(quietOf(home), 'utf8')) as { stamps: object }
    expect(stamps).not.toEqual((JSON.parse(before.toString()) as { stamps: object }).stamps)
  })

  test('a clock that went back, a week later, another Node: everything is looked at again', async () => {
    expect(await isSpared(START + 3 * HOUR)).toBe(true)
    expect(await isSpared(START + 2 * HOUR)).toBe(false)
    expect(await isSpared(START + 8 * 24 * HOUR)).toBe(false)
    expect(await isSpared(START + 8 * 24 * HOUR + 1, { nodeVersion: '99.0.0' })).toBe(false)
    expect(await isSpared(START + 8 * 24 * HOUR + 2, { nodeVersion: '99.0.0' })).toBe(true)
  })

  test('a set clock, --json and a channel by name are never spared', async () => {
    const set = { clockOverride: '2026-12-01T13:00:00+05:00' }
    expect(await isSpared(START + HOUR, set)).toBe(false)
    for (const more of [['--json'], ['--dry-run']]) {
      const { stdout } = await call(home, START + 2 * HOUR, [
        'remind',
        ...(more[0] === '--json' ? ['--scheduled'] : []),
        ...more,
      ])
      expect(stdout).toMatch(more[0] === '--json' ? /"quiet":1/ : /^$|quiet|nothing/i)
    }
  })

  test('damage to what is written there only costs the shortcut', async () => {
    const sound = readFileSync(quietOf(home), 'latin1')
    for (const bad of [
      '',
      '{',
      'null',
      sound.slice(0, 60),
      sound.replace(/"until": "20../, '"until": "21..'),
      sound.replace('2026', '2036'),
    ]) {
      writeFileSync(quietOf(home), bad, 'latin1')
      expect(await isSpared(START + 4 * HOUR), bad.slice(0, 40)).toBe(false)
      rmSync(quietOf(home))
      await remind(home, START + 4 * HOUR)
    }
  })
})

test('without a channel what nobody has seen is not quiet', async () => {
  const home = newHome()
  await call(home, START, ['add', 'me', '--expires', '2026-12-31'])
  const { stdout } = await renew(home, ['remind', '--scheduled'], { io: { now: () => START } })
  expect(stdout).toContain('me')
  expect(existsSync(quietOf(home))).toBe(false)
})

/** What somebody may do between two runs; days are counted from the day it is done. */
const day = (at: number, days: number) => new Date(at + days * 24 * HOUR).toISOString().slice(0, 10)
const deed = fc.oneof(
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
  deed: fc.option(deed, { freq: 2 }),
  card: fc.nat(3),
})

function wordsOf(
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

test('with the shortcut and without it the same messages go out at the same runs', async () => {
  let spared = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 14 }), async steps => {
      const [quick, slow] = [newHome(), newHome()]
      let at = START
      for (const home of [quick, slow]) await call(home, at, ['config', 'set', 'lang', 'en'])
      for (const [turn, { hours, deed, card }] of steps.entries()) {
        at += hours * HOUR
        if (deed) for (const home of [quick, slow]) await call(home, at, wordsOf(deed, `c${card}`, at, turn))
        rmSync(quietOf(slow), { force: true })
        const before = existsSync(`${quick}/ledger.json`) ? writtenAt(`${quick}/ledger.json`) : ''
        const [a, b] = [await remind(quick, at), await remind(slow, at)]
        expect(a, `turn ${turn}`).toEqual(b)
        if (before === writtenAt(`${quick}/ledger.json`)) spared++
      }
      for (const home of [quick, slow]) rmSync(home, { recursive: true })
    }),
    { numRuns: 12 },
  )
  expect(spared).toBeGreaterThan(20)
}, 60_000)
