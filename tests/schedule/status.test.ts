import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { deadlinesOf } from '../../src/schedule/deadlines.ts'
import { silentUntil, snoozeEnd } from '../../src/schedule/snooze.ts'
import { type Status, stageOn, statusOn } from '../../src/schedule/status.ts'
import { KZ, NONE, WEEKENDS } from '../../src/schedule/work-calendars.ts'
import { isWorkday } from '../../src/schedule/workdays.ts'
import { anyDay, anyTerm, nearbyDay, periodOf, termOf } from './arbitrary.ts'

const card = termOf('2026-12-31', { workdays: KZ })

describe('a registration card that expires on 2026-12-31', () => {
  test.each([
    ['2026-11-29', 'valid', 32],
    ['2026-11-30', 'prepare', 31],
    ['2026-12-30', 'prepare', 1],
    ['2026-12-31', 'last-day', 0],
    ['2027-01-01', 'overdue', -1],
    ['2027-03-31', 'overdue', -90],
  ])('on %s is %s with %i days left', (today, stage, daysLeft) => {
    const status = statusOn(card, today)
    expect(status.stage).toBe(stage)
    expect(status.daysLeft).toBe(daysLeft)
    expect(status.today).toBe(today)
    expect(status.window).toEqual({ opens: '2026-11-30', closes: '2026-12-31' })
    expect(status.lastWorkingDay).toBe('2026-12-31')
    expect(status.fileBy).toBe('2026-12-31')
    expect(status.dayOff).toBeNull()
    expect(status.knowledge).toBe('exact')
    expect(status.actBy).toEqual({ date: '2026-12-31', why: 'expiry' })
  })
})

test('a window opens on the last day of a shorter month', () => {
  for (const expires of ['2027-03-29', '2027-03-30', '2027-03-31']) {
    expect(statusOn(termOf(expires), '2027-01-01').window?.opens).toBe('2027-02-28')
  }
  expect(statusOn(termOf('2027-03-15'), '2027-01-01').window?.opens).toBe('2027-02-15')
  expect(statusOn(termOf('2027-03-31', { lead: periodOf('P30D') }), '2027-01-01').window?.opens).toBe(
    '2027-03-01',
  )
})

describe('an expiry on a day off', () => {
  test('on a Sunday has an earlier last working day, which counts first', () => {
    const status = statusOn(termOf('2026-12-20', { workdays: KZ }), '2026-12-01')
    expect(status.lastWorkingDay).toBe('2026-12-18')
    expect(status.fileBy).toBe('2026-12-18')
    expect(status.dayOff).toBe('weekend')
    expect(status.actBy).toEqual({ date: '2026-12-18', why: 'last-working-day' })
  })

  test('on a holiday is reported', () => {
    const status = statusOn(termOf('2026-12-16', { workdays: KZ }), '2026-12-01')
    expect(status.lastWorkingDay).toBe('2026-12-15')
    expect(status.dayOff).toBe('holiday')
  })

  test('is null when every day is a working day', () => {
    const status = statusOn(termOf('2026-12-20'), '2026-12-01')
    expect(status.lastWorkingDay).toBe('2026-12-20')
    expect(status.dayOff).toBeNull()
    expect(status.actBy).toEqual({ date: '2026-12-20', why: 'expiry' })
  })
})

describe('the day to file by', () => {
  const fileBy = (more: Parameters<typeof termOf>[1], expires = '2026-12-31') =>
    statusOn(termOf(expires, { workdays: KZ, ...more }), '2026-11-01').fileBy

  test('is the last working day less what the office takes', () => {
    expect(fileBy({ processing: periodOf('15d') }, '2026-12-30')).toBe('2026-12-15')
    expect(fileBy({ processing: periodOf('1w') })).toBe('2026-12-24')
    expect(fileBy({ processing: periodOf('5wd') })).toBe('2026-12-24')
    expect(fileBy({ processing: periodOf('0d') })).toBe('2026-12-31')
    expect(fileBy({ processing: periodOf('5wd') }, '2026-12-20')).toBe('2026-12-10')
    expect(fileBy({ processing: periodOf('7d') }, '2026-12-20')).toBe('2026-12-11')
  })

  test('is a working day', () => {
    // 16 December is a holiday, the 19th a Saturday.
    expect(fileBy({ processing: periodOf('15d') })).toBe('2026-12-15')
    expect(fileBy({ processing: periodOf('12d') })).toBe('2026-12-18')
  })

  test('is the end of the filing period if there is one', () => {
    const filing = { from: periodOf('60d'), to: periodOf('30d') }
    expect(fileBy({ filing })).toBe('2026-12-01')
    expect(fileBy({ filing }, '2026-12-29')).toBe('2026-11-27')
    expect(deadlinesOf('2026-12-31', termOf('2026-12-31', { workdays: KZ, filing })).filing).toEqual({
      opens: '2026-11-01',
      closes: '2026-12-01',
    })
  })

  test('is the earlier of the two if both are known', () => {
    const filing = { from: periodOf('60d'), to: periodOf('30d') }
    expect(fileBy({ filing, processing: periodOf('5d') })).toBe('2026-12-01')
    expect(fileBy({ filing, processing: periodOf('40d') })).toBe('2026-11-20')
  })

  test('stays in the filing period even if the office is closed all through it', () => {
    const filing = { from: periodOf('1d'), to: periodOf('0d') }
    expect(fileBy({ filing }, '2026-12-20')).toBe('2026-12-20')
    expect(fileBy({ filing: { from: periodOf('2d'), to: periodOf('0d') } }, '2026-12-20')).toBe('2026-12-18')
  })

  test('counts first until the card is submitted', () => {
    const term = termOf('2026-12-20', { workdays: KZ, processing: periodOf('5wd') })
    expect(statusOn(term, '2026-12-01').actBy).toEqual({ date: '2026-12-10', why: 'file-by' })
    expect(statusOn({ ...term, submitted: '2026-12-09' }, '2026-12-10').actBy).toEqual({
      date: '2026-12-18',
      why: 'last-working-day',
    })
    const weekday = termOf('2026-12-31', {
      workdays: KZ,
      processing: periodOf('5wd'),
      submitted: '2026-12-09',
    })
    expect(statusOn(weekday, '2026-12-10').actBy).toEqual({ date: '2026-12-31', why: 'expiry' })
  })

  test('on the last working day is called that', () => {
    const term = termOf('2026-12-20', { workdays: KZ, processing: periodOf('0d') })
    expect(statusOn(term, '2026-12-01').actBy).toEqual({ date: '2026-12-18', why: 'last-working-day' })
  })
})

describe('the day on which another renewal needs the card', () => {
  // 20 December 2026 is a Sunday; five working days before Fri 18 is Thu 10, since Wed 16 is a holiday.
  const actBy = (needed: string, more: Parameters<typeof termOf>[1] = {}) =>
    statusOn(termOf('2026-12-20', { workdays: KZ, needed, ...more }), '2026-12-01').actBy

  test('counts until the card is submitted', () => {
    expect(actBy('2026-12-17')).toEqual({ date: '2026-12-17', why: 'needed' })
    expect(actBy('2026-12-17', { submitted: '2026-12-01' })).toEqual({
      date: '2026-12-18',
      why: 'last-working-day',
    })
  })

  test('counts only before the other deadlines', () => {
    expect(actBy('2026-12-18')?.why).toBe('last-working-day')
    expect(actBy('2026-12-19')).toEqual({ date: '2026-12-18', why: 'last-working-day' })
    const processing = periodOf('5wd')
    expect(actBy('2026-12-09', { processing })).toEqual({ date: '2026-12-09', why: 'needed' })
    expect(actBy('2026-12-10', { processing })).toEqual({ date: '2026-12-10', why: 'file-by' })
    expect(actBy('2026-12-11', { processing })).toEqual({ date: '2026-12-10', why: 'file-by' })
    expect(actBy('2026-12-20', { workdays: NONE })).toEqual({ date: '2026-12-20', why: 'expiry' })
  })
})

describe('knowledge covers all days between filing and expiry', () => {
  test.each([
    ['2027-05-16', null, 'estimated'],
    ['2027-05-18', null, 'exact'],
    ['2027-05-31', null, 'exact'],
    ['2027-05-31', '10wd', 'estimated'],
    ['2028-01-01', null, 'weekends-only'],
    ['2028-01-10', '10wd', 'weekends-only'],
    ['2027-12-31', '10wd', 'exact'],
  ])('expiry %s, processing %s: %s', (expires, processing, knowledge) => {
    const term = termOf(expires, {
      workdays: KZ,
      processing: processing === null ? null : periodOf(processing),
    })
    expect(statusOn(term, '2027-01-01').knowledge).toBe(knowledge)
  })

  test('is exact for a calendar without holidays', () => {
    expect(statusOn(termOf('2026-12-20', { workdays: WEEKENDS }), '2026-12-01').knowledge).toBe(
      'weekends-only',
    )
    expect(statusOn(termOf('2026-12-20', { workdays: NONE }), '2026-12-01').knowledge).toBe('exact')
  })
})

describe('how much of the window has gone', () => {
  test.each([
    ['2026-01-01', 0],
    ['2026-11-30', 0],
    ['2026-12-01', 1 / 31],
    ['2026-12-30', 30 / 31],
    ['2026-12-31', 1],
    ['2027-06-01', 1],
  ])('on %s is %d', (today, elapsed) => {
    expect(statusOn(card, today).elapsed).toBe(elapsed)
  })

  test('is 0 before a window of one day and 1 on that day', () => {
    const term = termOf('2026-12-31', { lead: periodOf('0d') })
    expect(statusOn(term, '2026-12-30').elapsed).toBe(0)
    expect(statusOn(term, '2026-12-30').stage).toBe('valid')
    expect(statusOn(term, '2026-12-31').elapsed).toBe(1)
  })
})

test('a lead in working days counts back from the last working day', () => {
  const term = termOf('2026-12-20', { workdays: KZ, lead: periodOf('3wd') })
  expect(statusOn(term, '2026-12-01').window?.opens).toBe('2026-12-14')
})

test('a card without end is permanent, and has no dates', () => {
  const expected: Status = {
    today: '2026-12-31',
    stage: 'permanent',
    daysLeft: null,
    window: null,
    lastWorkingDay: null,
    fileBy: null,
    filing: null,
    dayOff: null,
    knowledge: 'exact',
    actBy: null,
    neededBy: null,
    elapsed: null,
  }
  expect(statusOn(termOf(null), '2026-12-31')).toEqual(expected)
  expect(stageOn('2026-12-31', null, null)).toBe('permanent')
})

test('9999-12-31 is handled like other dates', () => {
  const status = statusOn(termOf('9999-12-31', { workdays: KZ }), '2026-12-31')
  expect(status.stage).toBe('valid')
  expect(status.window?.opens).toBe('9999-11-30')
  expect(statusOn(termOf('9999-12-31'), '9999-12-31').stage).toBe('last-day')
})

test('without a known window a card is valid to its last day', () => {
  expect(stageOn('2026-12-30', '2026-12-31', null)).toBe('valid')
  expect(stageOn('2026-12-31', '2026-12-31', null)).toBe('last-day')
  expect(stageOn('2027-01-01', '2026-12-31', null)).toBe('overdue')
})

test('overdue wins over submitted', () => {
  expect(statusOn(termOf('2026-12-31', { submitted: '2026-12-01' }), '2027-01-01').stage).toBe('overdue')
})

describe('for any card on any day', () => {
  test('the stage follows from the dates alone', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, (term, today) => {
        const { stage, daysLeft, window } = statusOn(term, today)
        const left = Temporal.PlainDate.from(today).until(term.expires!).days
        expect(daysLeft).toBe(left)
        if (left < 0) expect(stage).toBe('overdue')
        else if (left === 0) expect(stage).toBe('last-day')
        else expect(stage).toBe(today >= window!.opens ? 'prepare' : 'valid')
      }),
    )
  })

  test('its dates are in order, and office days are working days', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, (term, today) => {
        const { window, lastWorkingDay, fileBy, actBy, elapsed } = statusOn(term, today)
        expect(window!.opens <= window!.closes).toBe(true)
        expect(lastWorkingDay! <= term.expires!).toBe(true)
        expect(isWorkday(lastWorkingDay!, term.workdays)).toBe(true)
        if (term.filing === null) {
          expect(fileBy! <= lastWorkingDay!).toBe(true)
          expect(isWorkday(fileBy!, term.workdays)).toBe(true)
        }
        expect(actBy!.date <= term.expires!).toBe(true)
        if (term.submitted === null) expect(actBy!.date <= fileBy!).toBe(true)
        expect(elapsed).toBeGreaterThanOrEqual(0)
        expect(elapsed).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  test('the window of a month opens as an independent calendar says', () => {
    fc.assert(
      fc.property(anyDay, expires => {
        const opens = Temporal.PlainDate.from(expires).subtract({ months: 1 }).toString()
        expect(statusOn(termOf(expires), expires).window).toEqual({ opens, closes: expires })
        expect(statusOn(termOf(expires), opens).stage).toBe('prepare')
        expect(statusOn(termOf(expires), addDays(opens, -1)).stage).toBe('valid')
      }),
    )
  })
})

describe('a snooze ends', () => {
  const sunday = termOf('2026-12-20', { workdays: KZ })
  const ON = '2026-12-01'

  test('on the requested day', () => {
    expect(snoozeEnd(sunday, '2026-12-10', ON)).toBe('2026-12-10')
    expect(snoozeEnd(termOf(null), '2999-01-01', ON)).toBe('2999-01-01')
  })

  test('at the latest on the last day', () => {
    expect(snoozeEnd(termOf('2026-12-31'), '2026-12-30', ON)).toBe('2026-12-30')
    expect(snoozeEnd(termOf('2026-12-31'), '2026-12-31', ON)).toBe('2026-12-31')
    expect(snoozeEnd(termOf('2026-12-31'), '2027-01-01', ON)).toBe('2026-12-31')
  })

  test('at the latest on the last working day', () => {
    expect(snoozeEnd(sunday, '2026-12-19', ON)).toBe('2026-12-18')
  })

  test('at the latest on the day to file by, until it is filed', () => {
    const term = { ...sunday, processing: periodOf('5wd') }
    expect(snoozeEnd(term, '2026-12-19', ON)).toBe('2026-12-10')
    expect(snoozeEnd({ ...term, submitted: '2026-12-09' }, '2026-12-19', ON)).toBe('2026-12-18')
  })

  test('on the day before an appointment, or on the appointment when that day is no longer ahead', () => {
    const term = { ...sunday, appointment: '2026-12-15' }
    expect(snoozeEnd(term, '2026-12-19', ON)).toBe('2026-12-14')
    expect(snoozeEnd(term, '2026-12-19', '2026-12-14')).toBe('2026-12-15')
    expect(snoozeEnd(term, '2026-12-19', '2026-12-15')).toBe('2026-12-18')
    expect(snoozeEnd({ ...term, submitted: '2026-12-15' }, '2026-12-19', ON)).toBe('2026-12-18')
  })

  test('on the first of these days that is still ahead, and always by the last day', () => {
    const term = { ...sunday, processing: periodOf('5wd') }
    expect(snoozeEnd(term, '2027-12-31', '2026-12-10')).toBe('2026-12-18')
    expect(snoozeEnd(term, '2027-12-31', '2026-12-18')).toBe('2026-12-20')
    expect(snoozeEnd(term, '2027-12-31', '2026-12-25')).toBe('2026-12-20')
  })

  test('never after a deadline ahead, for any card; where it began is unknown, after none', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, fc.option(nearbyDay), (term, wanted, on) => {
        const end = snoozeEnd(term, wanted, on)
        const { lastWorkingDay, fileBy } = statusOn(term, wanted)
        const isAhead = (day: string) => on === null || day > on
        expect(end <= wanted && end <= term.expires!).toBe(true)
        if (isAhead(lastWorkingDay!)) expect(end <= lastWorkingDay!).toBe(true)
        if (term.submitted === null && isAhead(fileBy!)) expect(end <= fileBy!).toBe(true)
      }),
    )
  })
})

describe('a card is snoozed', () => {
  test('up to the day before the snooze ends', () => {
    const term = termOf('2026-12-31', { snoozedUntil: '2026-12-10' })
    expect(silentUntil(term, '2026-12-09')).toBe('2026-12-10')
    expect(silentUntil(term, '2026-12-10')).toBeNull()
    expect(silentUntil(termOf('2026-12-31'), '2026-12-09')).toBeNull()
  })

  test('never on its last day or later', () => {
    const term = termOf('2026-12-31', { snoozedUntil: '2027-06-01' })
    expect(silentUntil(term, '2026-12-30')).toBe('2026-12-31')
    expect(silentUntil(term, '2026-12-31')).toBeNull()
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 1000 }), (any, days) => {
        expect(silentUntil(any, addDays(any.expires!, days))).toBeNull()
      }),
    )
  })
})
