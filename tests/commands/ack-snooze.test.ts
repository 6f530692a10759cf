import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { clockIn } from '../reminders/clocks.ts'
import { answer, newHome, renew } from '../world.ts'

interface Reminded {
  delivered: { milestone: string; date: string }[]
  owed: object[]
}

/** Noon in Almaty. */
const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })

async function homeWith(expires: string, ...more: string[]): Promise<string> {
  const home = newHome()
  const { code, stderr } = await renew(home, ['add', 'me', '--expires', expires, ...more], at('2026-11-01'))
  expect(code, stderr).toBe(0)
  return home
}

/** What the timer says day by day: `2026-12-17 14d`. */
async function heardFrom(home: string, from: string, to: string): Promise<string[]> {
  const heard: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { delivered } = await answer<Reminded>(home, ['remind', '--scheduled'], at(day))
    heard.push(...delivered.map(({ milestone }) => `${day} ${milestone}`))
  }
  return heard
}

const run = async (home: string, day: string, ...words: string[]) => {
  const said = await renew(home, words, at(day))
  expect(said.code, said.stderr).toBe(0)
  return said
}

describe('ack', () => {
  test('what is owed counts as seen; the next milestone comes all the same', async () => {
    const home = await homeWith('2026-12-31')
    const { stdout } = await run(home, '2026-12-01', 'ack', 'me')
    expect(stdout).toContain('17 Dec')
    expect(await heardFrom(home, '2026-12-01', '2026-12-18')).toEqual(['2026-12-17 14d'])
  })

  test('while overdue it makes the rest weekly from that day, never silent', async () => {
    const home = await homeWith('2026-12-31')
    expect(await heardFrom(home, '2027-01-01', '2027-01-03')).toHaveLength(3)
    await run(home, '2027-01-03', 'ack', 'me')
    expect(await heardFrom(home, '2027-01-03', '2027-01-25')).toEqual([
      '2027-01-10 +10d',
      '2027-01-17 +17d',
      '2027-01-24 +24d',
    ])
  })

  test('before the hour of the reminders, those of today are still to come', async () => {
    const home = await homeWith('2026-12-31')
    const { dayIn, instantAt } = clockIn('Asia/Almaty', 0)
    const early = { now: '2026-11-30T06:30:00+05:00', io: { dayIn, instantAt } }
    const { stdout } = await renew(home, ['ack', 'me'], early)
    expect(stdout).toContain('The next reminder comes on Mon 30 Nov 2026.')
    const shown = (await renew(home, ['show', 'me'], early)).stdout
    expect(shown).toContain('seen\treminders up to 2026-11-29\n')
    expect(await heardFrom(home, '2026-11-30', '2026-11-30')).toEqual(['2026-11-30 lead'])
  })

  test('of an earlier expiry says nothing about a new one', async () => {
    const home = await homeWith('2026-12-31')
    await run(home, '2026-12-24', 'ack', 'me')
    await run(home, '2026-12-24', 'edit', 'me', '--expires', '2027-01-01')
    expect(await heardFrom(home, '2026-12-24', '2026-12-25')).toEqual(['2026-12-24 14d', '2026-12-25 7d'])
  })

  test('can be taken back: what it silenced is owed again', async () => {
    const home = await homeWith('2026-12-31')
    await run(home, '2026-12-01', 'ack', 'me')
    await run(home, '2026-12-01', 'undo', '--yes')
    expect(await heardFrom(home, '2026-12-01', '2026-12-01')).toEqual(['2026-12-01 lead'])
  })

  test('of a card without end is refused: there is nothing to say', async () => {
    const home = await homeWith('permanent')
    expect((await renew(home, ['ack', 'me'])).code).toBe(1)
  })

  test('its JSON says from when on and what comes next', async () => {
    const home = await homeWith('2026-12-31')
    expect(await answer(home, ['ack', 'me'])).toEqual({
      schema: 1,
      card: expect.any(String),
      acknowledged: '2026-12-01',
      next: { milestone: '14d', date: '2026-12-17' },
    })
  })
})

describe('snooze', () => {
  test('is silent until its end, when only the newest of what fell inside is said', async () => {
    const home = await homeWith('2026-12-31')
    await run(home, '2026-12-16', 'snooze', 'me', '--for', '9d')
    expect(await heardFrom(home, '2026-12-16', '2026-12-29')).toEqual(['2026-12-25 7d', '2026-12-28 3d'])
  })

  test('never hides the last day, however long it was wanted for', async () => {
    const home = await homeWith('2026-12-31')
    const { stdout } = await run(home, '2026-12-20', 'snooze', 'me', '--for', '1y')
    expect(stdout).toContain('31 Dec 2026')
    expect(await heardFrom(home, '2026-12-20', '2027-01-01')).toEqual(['2026-12-31 0d', '2027-01-01 +1d'])
  })

  test('never hides the last working day, nor the day by which to file', async () => {
    const sunday = await homeWith('2026-12-20')
    await run(sunday, '2026-12-10', 'snooze', 'me', '--for', '30d')
    expect(await heardFrom(sunday, '2026-12-10', '2026-12-20')).toEqual([
      '2026-12-18 last-working-day',
      '2026-12-19 1d',
      '2026-12-20 0d',
    ])
    const slow = await homeWith('2026-12-31', '--processing', '10wd')
    const { fileBy } = (await answer<{ cards: { fileBy: string }[] }>(slow, ['status'])).cards[0]!
    await run(slow, '2026-12-10', 'snooze', 'me', '--for', '30d')
    const [first] = await heardFrom(slow, '2026-12-10', '2026-12-31')
    expect(first).toBe(`${fileBy} file-by`)
  })

  test('is shown while it lasts, and not afterwards', async () => {
    const home = await homeWith('2026-12-31')
    await run(home, '2026-12-01', 'snooze', 'me', '--for', '3d')
    const until = async (day: string) =>
      (await answer<{ cards: { snoozedUntil: string | null }[] }>(home, ['status'], at(day))).cards[0]!
        .snoozedUntil
    expect([await until('2026-12-01'), await until('2026-12-03'), await until('2026-12-04')]).toEqual([
      '2026-12-04',
      '2026-12-04',
      null,
    ])
  })

  test('its JSON says until when', async () => {
    const home = await homeWith('2026-12-31')
    expect(await answer(home, ['snooze', 'me', '--for', '1w'])).toEqual({
      schema: 1,
      card: expect.any(String),
      snoozedUntil: '2026-12-08',
      lost: [{ milestone: 'lead', date: '2026-12-01' }],
      next: { milestone: 'lead', date: '2026-12-08' },
    })
  })

  test('ends before an appointment, also one that was made later', async () => {
    const home = await homeWith('2027-01-01')
    await run(home, '2026-12-08', 'snooze', 'me', '--for', '12d')
    await run(home, '2026-12-09', 'edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15')
    const { cards } = await answer<{ cards: object[] }>(home, ['status'], at('2026-12-10'))
    expect(cards).toMatchObject([{ snoozedUntil: '2026-12-14' }])
    expect(await heardFrom(home, '2026-12-08', '2026-12-15')).toEqual([
      '2026-12-14 appointment-1d',
      '2026-12-15 appointment',
    ])
  })

  test('lasts until a date, and says why it cannot last longer and what falls silent', async () => {
    const home = await homeWith('2026-12-20')
    await heardFrom(home, '2026-12-01', '2026-12-01')
    const { stdout } = await run(home, '2026-12-05', 'snooze', 'me', '--until', '20 December 2026')
    expect(stdout).toBe(
      'me is silent only until Fri 18 Dec 2026: that is the last working day.\n' +
        'You will not get: Sun 6 Dec 2026, Sun 13 Dec 2026, Thu 17 Dec 2026.\n' +
        'The next reminder comes on Fri 18 Dec 2026.\n',
    )
    expect(await heardFrom(home, '2026-12-05', '2026-12-18')).toEqual(['2026-12-18 last-working-day'])
  })

  test('goes on after a deadline that has passed, until the next one', async () => {
    const home = await homeWith('2026-12-20')
    await heardFrom(home, '2026-12-18', '2026-12-18')
    const { stdout } = await run(home, '2026-12-18', 'snooze', 'me', '--for', '1w')
    expect(stdout).toContain('only until Sun 20 Dec 2026: that is the day it expires')
  })

  test('in the morning does not swallow what is still to come on that day', async () => {
    const home = await homeWith('2026-12-20')
    await heardFrom(home, '2026-12-17', '2026-12-17')
    const { dayIn, instantAt } = clockIn('Asia/Almaty', 0)
    const early = { now: '2026-12-18T07:00:00+05:00', io: { dayIn, instantAt } }
    expect(await renew(home, ['snooze', 'me', '--for', '2d'], early)).toMatchObject({
      code: 1,
      stderr:
        'renew: something must be done today for "me", so its reminders cannot be paused; see what: renew show me\n',
    })
    await renew(home, ['ack', 'me'], early)
    expect(await heardFrom(home, '2026-12-18', '2026-12-18')).toEqual(['2026-12-18 last-working-day'])
  })

  test('is ended by --off: what fell inside it is owed at once', async () => {
    const home = await homeWith('2026-12-31')
    await run(home, '2026-12-10', 'snooze', 'me', '--for', '10d')
    const { stdout } = await run(home, '2026-12-18', 'snooze', 'me', '--off')
    expect(stdout).toBe('me is no longer silent. The next reminder comes on Fri 18 Dec 2026.\n')
    expect(await heardFrom(home, '2026-12-18', '2026-12-19')).toEqual(['2026-12-18 14d'])
    const again = await run(home, '2026-12-19', 'snooze', 'me', '--off')
    expect(again.stdout).toContain('was not silent')
  })

  test('that is asked for in two ways is refused', async () => {
    const home = await homeWith('2026-12-31')
    const said = await renew(home, ['snooze', 'me', '--off', '--for', '3d'])
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain('only one of --for, --until and --off')
  })

  test.each([
    ['of an overdue card', '2027-01-01', '3d', 1],
    ['on the last day', '2026-12-31', '3d', 1],
    ['for nothing', '2026-12-01', '0d', 2],
    ['for working days', '2026-12-01', '3wd', 2],
    ['for a while', '2026-12-01', 'a while', 2],
    ['for an empty time', '2026-12-01', '', 2],
  ])('%s is refused, and nothing is silenced', async (_, day, time, code) => {
    const home = await homeWith('2026-12-31')
    const said = await renew(home, ['snooze', 'me', '--for', time], at(day))
    expect(said.code).toBe(code)
    expect(said.stderr).toMatch(/^renew: [^\n]+\n$/)
    expect(await heardFrom(home, day, day)).toHaveLength(1)
  })

  test('without a time is refused where nobody can be asked', async () => {
    const home = await homeWith('2026-12-31')
    const { code, stderr } = await renew(home, ['snooze', 'me', '--lang', 'zh'])
    expect(code).toBe(2)
    expect(stderr).toContain('--for 后面缺少内容')
  })
})
