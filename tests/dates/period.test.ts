import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../../src/dates/civil-date.ts'
import { before as earlierBy, after as laterBy, type Period, parsePeriod } from '../../src/dates/period.ts'
import { anyDay, periodOf } from '../schedule/arbitrary.ts'

const NONE: Period = { years: 0, months: 0, weeks: 0, days: 0, workdays: 0 }

describe('a period is read', () => {
  test.each<[string, Partial<Period>]>([
    ['0d', {}],
    ['14d', { days: 14 }],
    ['2w', { weeks: 2 }],
    ['6mo', { months: 6 }],
    ['1y', { years: 1 }],
    ['3wd', { workdays: 3 }],
    ['999wd', { workdays: 999 }],
    ['99999d', { days: 99_999 }],
    ['P1M', { months: 1 }],
    ['P6M', { months: 6 }],
    ['P2W', { weeks: 2 }],
    ['P30D', { days: 30 }],
    ['P1Y2M3W10D', { years: 1, months: 2, weeks: 3, days: 10 }],
    ['P1Y10D', { years: 1, days: 10 }],
    ['P12345Y12345M12345W12345D', { years: 12_345, months: 12_345, weeks: 12_345, days: 12_345 }],
    ['P0D', {}],
  ])('%s', (text, parts) => {
    expect(parsePeriod(text)).toEqual({ ...NONE, ...parts })
  })

  test.each([
    ...['1m', '30m', 'P', 'P1', 'PT1H', 'P1DT1H', 'P1.5M', 'P1,5M', '1.5mo', '-1d', '+1d', '-P1M', 'P-1M'],
    ...['', ' 1d', '1d ', '1d\n', '1 d', 'd', 'wd', 'mo', '1D', '1Y', '1MO', 'p1m', '1d2w', 'P1D1M', 'P3WD'],
    ...[
      '1000wd',
      '100000d',
      'P100000D',
      '１d',
      '1h',
      '1s',
      'lead',
      'one month',
      'PP1M',
      'P1MM',
      'x1d',
      '1dx',
    ],
  ])('%j is not a period', text => {
    expect(parsePeriod(text)).toBeNull()
  })
})

describe('calendar months end where the month ends (R4)', () => {
  test.each([
    ['2027-03-29', 'P1M', '2027-02-28'],
    ['2027-03-30', 'P1M', '2027-02-28'],
    ['2027-03-31', 'P1M', '2027-02-28'],
    ['2027-03-15', 'P1M', '2027-02-15'],
    ['2027-03-28', 'P1M', '2027-02-28'],
    ['2028-03-31', 'P1M', '2028-02-29'],
    ['2026-12-31', 'P1M', '2026-11-30'],
    ['2027-03-31', 'P30D', '2027-03-01'],
    ['2027-01-31', '2mo', '2026-11-30'],
    ['2028-02-29', '1y', '2027-02-28'],
    ['2027-03-31', 'P1M1D', '2027-02-27'],
    ['2027-03-31', '0d', '2027-03-31'],
    ['2027-03-31', '2w', '2027-03-17'],
  ])('%s less %s is %s', (date, period, expected) => {
    expect(earlierBy(date, periodOf(period))).toBe(expected)
  })

  test('like an independent calendar, both ways', () => {
    const count = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(anyDay, count, count, count, count, (date, years, months, weeks, days) => {
        const period = { years, months, weeks, days }
        const from = Temporal.PlainDate.from(date)
        expect(laterBy(date, { ...period, workdays: 0 })).toBe(from.add(period).toString())
        expect(earlierBy(date, { ...period, workdays: 0 })).toBe(from.subtract(period).toString())
      }),
      { numRuns: 1000 },
    )
  })

  test('the window opens 28 to 31 days before any expiry', () => {
    fc.assert(
      fc.property(anyDay, expires => {
        const days = daysBetween(earlierBy(expires, periodOf('P1M')), expires)
        expect(days).toBeGreaterThanOrEqual(28)
        expect(days).toBeLessThanOrEqual(31)
      }),
    )
  })
})

describe('a renewal is counted from its anchor (R5)', () => {
  test('29 February and four times a year is 29 February again', () => {
    expect(laterBy('2028-02-29', { ...NONE, years: 4 })).toBe('2032-02-29')
    expect(laterBy('2028-02-29', { ...NONE, years: 1 })).toBe('2029-02-28')
    expect(laterBy('2028-02-29', { ...NONE, months: 48 })).toBe('2032-02-29')
  })

  test('years and months are one step', () => {
    expect(laterBy('2028-02-29', { ...NONE, years: 1, months: 36 })).toBe('2032-02-29')
    expect(laterBy('2027-01-31', { ...NONE, months: 1, days: 1 })).toBe('2027-03-01')
  })
})

test('it stays within four-digit years', () => {
  expect(laterBy('9999-12-31', periodOf('1d'))).toBe('9999-12-31')
  expect(laterBy('2026-01-01', periodOf('99999y'))).toBe('9999-12-31')
  expect(earlierBy('1900-01-01', periodOf('99999y'))).toBe('0001-01-01')
})

test('working days are refused, since they need a calendar', () => {
  expect(() => earlierBy('2026-12-31', periodOf('3wd'))).toThrow(TypeError)
  expect(() => laterBy('2026-12-31', periodOf('3wd'))).toThrow('working days are counted by a work calendar')
})
