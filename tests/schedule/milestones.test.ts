import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate, weekdayOf } from '../../src/dates/civil-date.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import {
  isMilestoneText,
  type Milestone,
  milestonesBetween,
  milestonesOf,
  newestMilestone,
  nextMilestone,
} from '../../src/schedule/milestones.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { milestonesUntil, periodOf, termOf } from './arbitrary.ts'

/** As `id date` lines, which are easier to read. */
function lines(milestones: readonly Milestone[]): string[] {
  return milestones.map(({ id, date }) => `${date} ${id}`)
}

function idsOn(term: Term, until: CivilDate): string[] {
  return milestonesUntil(term, until).map(({ id }) => id)
}

describe('the default milestones', () => {
  test('lead to the last day, then daily, in order', () => {
    expect(lines(milestonesUntil(termOf('2026-12-31', { workdays: KZ }), '2027-01-02'))).toEqual([
      '2026-11-30 lead',
      '2026-12-17 14d',
      '2026-12-24 7d',
      '2026-12-28 3d',
      '2026-12-30 1d',
      '2026-12-31 0d',
      '2027-01-01 +1d',
      '2027-01-02 +2d',
    ])
  })

  test('include the last working day when it differs from the expiry', () => {
    expect(lines(milestonesUntil(termOf('2026-12-20', { workdays: KZ }), '2026-12-21'))).toEqual([
      '2026-11-20 lead',
      '2026-12-06 14d',
      '2026-12-13 7d',
      '2026-12-17 3d',
      '2026-12-18 last-working-day',
      '2026-12-19 1d',
      '2026-12-20 0d',
      '2026-12-21 +1d',
    ])
  })

  test('stop at the requested day, which is included', () => {
    const term = termOf('2026-12-31')
    expect(milestonesUntil(term, '2026-11-29')).toEqual([])
    expect(idsOn(term, '2026-11-30')).toEqual(['lead'])
    expect(idsOn(term, '2026-12-31').at(-1)).toBe('0d')
  })

  test('newest is the one of a day, or the one before it', () => {
    const term = termOf('2026-12-31')
    const newest = (today: CivilDate) => newestMilestone(term, today)?.id ?? null
    expect(newest('2026-11-29')).toBeNull()
    expect(newest('2026-11-30')).toBe('lead')
    expect(newest('2026-12-16')).toBe('lead')
    expect(newest('2026-12-17')).toBe('14d')
    expect(newest('2026-12-30')).toBe('1d')
    expect(newest('2026-12-31')).toBe('0d')
    expect(newest('2027-01-01')).toBe('+1d')
  })
})

describe('milestones of its own', () => {
  test('fire also before the window opens, in any number and order', () => {
    const milestones = ['6mo', '3mo', '1mo', '2w', '3wd', '0d', 'P10D', '1y']
    const term = termOf('2026-12-31', { milestones, workdays: KZ })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2025-12-31 1y',
      '2026-06-30 6mo',
      '2026-09-30 3mo',
      '2026-11-30 1mo',
      '2026-12-17 2w',
      '2026-12-21 P10D',
      '2026-12-28 3wd',
      '2026-12-31 0d',
    ])
  })

  test('count working days back from the last working day, not including it', () => {
    const milestones = ['3wd', '0wd', '0d']
    const term = termOf('2026-12-20', { milestones, workdays: KZ })
    expect(lines(milestonesUntil(term, '2026-12-20'))).toEqual([
      '2026-12-14 3wd',
      '2026-12-18 last-working-day',
      '2026-12-20 0d',
    ])
  })

  test('on one date count as one, the first in the list', () => {
    const term = (...milestones: string[]) => termOf('2026-12-31', { milestones })
    expect(idsOn(term('lead', '1mo', 'P1M'), '2026-12-30')).toEqual(['lead'])
    expect(idsOn(term('P1M', 'lead'), '2026-12-30')).toEqual(['P1M'])
    expect(idsOn(term('14d', '2w', '14d'), '2026-12-30')).toEqual(['14d'])
  })

  test('without any, the last day and the overdue ones stay', () => {
    const ofLastDay = ['2026-12-31 0d', '2027-01-01 +1d']
    expect(lines(milestonesUntil(termOf('2026-12-31', { milestones: [] }), '2027-01-01'))).toEqual(ofLastDay)
  })

  test('for the last day count as its milestone', () => {
    for (const id of ['0d', 'P0D', '0mo'])
      expect(idsOn(termOf('2026-12-31', { milestones: ['10d', id] }), '2026-12-31')).toEqual(['10d', id])
    expect(idsOn(termOf('2026-12-31', { milestones: ['10d'] }), '2026-12-31')).toEqual(['10d', '0d'])
  })

  test('that cannot be parsed throw', () => {
    expect(() => milestonesUntil(termOf('2026-12-31', { milestones: ['soon'] }), '2027-01-01')).toThrow(
      'not a milestone: soon',
    )
  })

  test.each(['lead', '14d', '6mo', '2w', '3wd', '0d', '0wd', '1y', 'P1M', 'P1Y2M'])(
    'may be named %s',
    text => {
      expect(isMilestoneText(text)).toBe(true)
    },
  )

  test.each(['', 'Lead', '+1d', '1m', '-1d', 'ask+7d', 'file-by', 'appointment', '14', '14 d'])(
    'may not be named %j',
    text => {
      expect(isMilestoneText(text)).toBe(false)
    },
  )
})

describe('deadlines are always milestones', () => {
  test('the filing period with its start and end, and the last working day to file', () => {
    const filing = { from: periodOf('60d'), to: periodOf('30d') }
    const term = termOf('2026-12-29', { milestones: ['lead', '0d'], workdays: KZ, filing })
    expect(lines(milestonesUntil(term, '2026-12-29'))).toEqual([
      '2026-10-30 filing-opens',
      '2026-11-27 file-by',
      '2026-11-29 filing-closes',
      '2026-12-29 0d',
    ])
  })

  test('the day to file by, where the office takes time', () => {
    const term = termOf('2026-12-31', { milestones: ['0d'], workdays: KZ, processing: periodOf('5wd') })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual(['2026-12-24 file-by', '2026-12-31 0d'])
  })

  test('are left out on the expiry itself', () => {
    const filing = { from: periodOf('0d'), to: periodOf('0d') }
    const term = termOf('2026-12-31', { milestones: [], workdays: KZ, filing, processing: periodOf('0d') })
    expect(idsOn(term, '2026-12-31')).toEqual(['0d'])
  })

  test('on the date of another milestone replace it', () => {
    const filing = { from: periodOf('14d'), to: periodOf('7d') }
    const term = termOf('2026-12-31', { filing })
    expect(idsOn(term, '2026-12-31')).toEqual(['lead', 'filing-opens', 'file-by', '3d', '1d', '0d'])
    const sunday = termOf('2026-12-20', { workdays: KZ, processing: periodOf('0d'), milestones: ['2d'] })
    expect(idsOn(sunday, '2026-12-20')).toEqual(['last-working-day', '0d'])
    const oneDay = termOf('2026-12-31', {
      filing: { from: periodOf('7d'), to: periodOf('7d') },
      milestones: [],
    })
    expect(idsOn(oneDay, '2026-12-30')).toEqual(['file-by'])
    const saturday = { from: periodOf('12d'), to: periodOf('12d') }
    expect(
      idsOn(termOf('2026-12-31', { filing: saturday, workdays: KZ, milestones: [] }), '2026-12-30'),
    ).toEqual(['file-by'])
  })
})

test('the day on which another renewal needs the card is one, before its last day and until it is filed', () => {
  const on = (needed: CivilDate, submitted: CivilDate | null = null) =>
    lines(milestonesUntil(termOf('2026-12-31', { milestones: [], needed, submitted }), '2027-01-01'))
  expect(on('2026-12-10')).toEqual(['2026-12-10 needed', '2026-12-31 0d', '2027-01-01 +1d'])
  for (const found of [on('2026-12-31'), on('2027-01-01'), on('2026-12-30', '2026-12-28')])
    expect(found).toEqual(['2026-12-31 0d', '2027-01-01 +1d'])
})

describe('after the expiry', () => {
  test('daily for thirty days, then weekly without end', () => {
    const term = termOf('2026-12-31')
    const found = milestonesBetween(term, '2027-01-01', '2027-02-20')
    const days = [...Array.from({ length: 30 }, (_, n) => n + 1), 37, 44, 51]
    expect(found).toEqual(days.map(n => ({ id: `+${n}d`, date: addDays('2026-12-31', n) })))
  })

  test('weekly from the day it was acknowledged', () => {
    const term = termOf('2026-12-31', { acknowledged: '2027-01-03' })
    expect(lines(milestonesBetween(term, '2027-01-01', '2027-01-24'))).toEqual([
      '2027-01-01 +1d',
      '2027-01-02 +2d',
      '2027-01-03 +3d',
      '2027-01-10 +10d',
      '2027-01-17 +17d',
      '2027-01-24 +24d',
    ])
    const late = termOf('2026-12-31', { acknowledged: '2027-02-08' })
    expect(lines(milestonesBetween(late, '2027-01-30', '2027-03-01'))).toEqual([
      '2027-01-30 +30d',
      '2027-02-06 +37d',
      '2027-02-15 +46d',
      '2027-02-22 +53d',
      '2027-03-01 +60d',
    ])
  })

  test('acknowledged on the first day, that day is kept and weekly ones follow', () => {
    const term = termOf('2026-12-31', { acknowledged: '2027-01-01' })
    expect(idsOn(term, '2027-01-15').slice(-3)).toEqual(['+1d', '+8d', '+15d'])
  })

  test('nothing changes if it was acknowledged on or before the last day', () => {
    for (const acknowledged of ['2026-12-01', '2026-12-31']) {
      const term = termOf('2026-12-31', { acknowledged })
      expect(milestonesUntil(term, '2027-03-01')).toEqual(milestonesUntil(termOf('2026-12-31'), '2027-03-01'))
    }
  })
})

describe('once filed', () => {
  test('weekly questions replace preparation; the last days and later ones stay', () => {
    const term = termOf('2026-12-20', {
      workdays: KZ,
      processing: periodOf('5wd'),
      filing: { from: periodOf('40d'), to: periodOf('1w') },
      submitted: '2026-12-02',
    })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2026-12-09 ask+7d',
      '2026-12-16 ask+14d',
      '2026-12-18 last-working-day',
      '2026-12-20 0d',
      '2026-12-21 +1d',
      '2026-12-22 +2d',
      '2026-12-23 +3d',
      '2026-12-24 +4d',
      '2026-12-25 +5d',
      '2026-12-26 +6d',
      '2026-12-27 +7d',
      '2026-12-28 +8d',
      '2026-12-29 +9d',
      '2026-12-30 +10d',
      '2026-12-31 +11d',
    ])
  })

  test('a last day on the date of a weekly question keeps its id', () => {
    const term = termOf('2026-12-31', { submitted: '2026-12-24' })
    expect(idsOn(term, '2026-12-31')).toEqual(['0d'])
  })

  test.each([
    ['seen before it was filed', '2027-01-05', '2027-01-01'],
    ['seen after it was filed', '2027-01-05', '2027-01-08'],
    ['filed before the expiry', '2026-12-22', '2027-01-01'],
    ['not seen, after the daily reminders', '2027-01-05', null],
  ])('an expired document is reminded of once a week: %s', (_, submitted, acknowledged) => {
    const term = termOf('2026-12-31', { submitted, acknowledged })
    const found = milestonesBetween(term, '2027-01-31', '2027-04-30')
    expect(new Set(found.map(({ date }) => weekdayOf(date))).size).toBe(1)
  })
})

describe('an appointment', () => {
  test('has milestones on its day, the day before and the day after', () => {
    const term = termOf('2026-12-31', { milestones: ['0d'], appointment: '2026-12-10' })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2026-12-09 appointment-1d',
      '2026-12-10 appointment',
      '2026-12-11 appointment+1d',
      '2026-12-31 0d',
    ])
  })

  test('replaces other milestones on its days, but not the last day', () => {
    const term = (appointment: CivilDate) =>
      termOf('2026-12-31', { milestones: ['3d', '1d', '0d'], appointment })
    expect(idsOn(term('2026-12-29'), '2026-12-31')).toEqual([
      'appointment-1d',
      'appointment',
      'appointment+1d',
      '0d',
    ])
    expect(idsOn(term('2026-12-31'), '2026-12-31')).toEqual(['3d', 'appointment-1d', '0d'])
    expect(idsOn(term('2027-01-02'), '2027-01-03').slice(-4)).toEqual([
      '0d',
      'appointment-1d',
      'appointment',
      '+3d',
    ])
  })

  test("that has passed is asked about before the card's own milestones, and after the deadlines", () => {
    const on = (appointment: CivilDate, expires: CivilDate) =>
      idsOn(termOf(expires, { milestones: ['0d'], appointment, workdays: KZ }), expires)
    // 2 January 2027 is a Saturday.
    expect(on('2026-12-31', '2027-01-02')).toEqual(['appointment-1d', 'appointment', 'appointment+1d', '0d'])
    expect(on('2026-12-30', '2027-01-02')).toEqual([
      'appointment-1d',
      'appointment',
      'last-working-day',
      '0d',
    ])
  })

  test('is not asked about after the last day, nor without one', () => {
    const on = (appointment: CivilDate | null) =>
      termOf('2026-12-31', { milestones: ['0d'], appointment, workdays: KZ })
    expect(idsOn(on('2026-12-30'), '2027-01-01')).toEqual(['appointment-1d', 'appointment', '0d', '+1d'])
    expect(idsOn(on('2026-12-31'), '2027-01-01')).toEqual(['appointment-1d', '0d', '+1d'])
    expect(new Set(milestonesOf(on(null)).fixed.map(({ id }) => id))).toEqual(new Set(['0d']))
  })

  test('on or before the day of submission has no milestones; a later one does', () => {
    const term = (appointment: CivilDate) =>
      termOf('2026-12-31', { milestones: [], appointment, submitted: '2026-12-10' })
    expect(idsOn(term('2026-12-09'), '2026-12-16')).toEqual([])
    expect(milestonesOf(term('2026-12-09')).fixed.map(({ id }) => id)).not.toContain('appointment')
    expect(idsOn(term('2026-12-10'), '2026-12-16')).toEqual([])
    expect(idsOn(term('2026-12-11'), '2026-12-16')).toEqual(['appointment-1d', 'appointment'])
  })
})

test('a card without end has none', () => {
  const term = termOf(null, {
    appointment: '2026-12-10',
    submitted: '2026-12-01',
    acknowledged: '2026-12-01',
  })
  expect(milestonesUntil(term, '9999-12-31')).toEqual([])
  expect(newestMilestone(term, '9999-12-31')).toBeNull()
  expect(nextMilestone(term, '1900-01-01')).toBeNull()
  expect(milestonesOf(term)).toEqual({ fixed: [], repeated: [] })
})

describe('at the end of the calendar', () => {
  const term = termOf('9999-12-20')

  test('repeated milestones stop', () => {
    expect(idsOn(term, '9999-12-31').at(-1)).toBe('+11d')
    expect(nextMilestone(term, '9999-12-30')).toEqual({ id: '+11d', date: '9999-12-31' })
    expect(nextMilestone(term, '9999-12-31')).toBeNull()
    expect(nextMilestone(termOf('9999-12-31'), '9999-12-31')).toBeNull()
  })

  test('a weekly one after the last day is left out', () => {
    const asked = termOf('9999-12-31', { milestones: [], submitted: '9999-12-20' })
    expect(nextMilestone(asked, '9999-12-26')).toEqual({ id: 'ask+7d', date: '9999-12-27' })
    expect(nextMilestone(asked, '9999-12-27')).toEqual({ id: '0d', date: '9999-12-31' })
    expect(nextMilestone(asked, '9999-12-31')).toBeNull()
  })
})

test('an expiry long past costs no more than a near one', () => {
  const term = termOf('1950-06-15')
  expect(newestMilestone(term, '2026-12-31')).toEqual({ id: '+27953d', date: '2026-12-26' })
  expect(nextMilestone(term, '2026-12-31')).toEqual({ id: '+27960d', date: '2027-01-02' })
  expect(milestonesBetween(term, '2026-12-01', '2026-12-31')).toHaveLength(4)
  const started = performance.now()
  for (let n = 0; n < 2000; n++) newestMilestone(term, '2026-12-31')
  // Listing 4,000 milestones each time would take seconds.
  expect(performance.now() - started).toBeLessThan(1000)
})
