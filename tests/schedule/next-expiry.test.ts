import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/dates/period.ts'
import { nextExpiry } from '../../src/schedule/next-expiry.ts'

describe('the last valid day a renewal should give', () => {
  test.each([
    ['a year on', ['2026-12-31'], 'P1Y', '2027-12-31'],
    ['a leap day ends on the last of February', ['2028-02-29'], 'P1Y', '2029-02-28'],
    [
      'and comes back in the fourth year, counted from the first (R5)',
      ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28'],
      'P1Y',
      '2032-02-29',
    ],
    ['months are clamped one by one, not permanently', ['2026-08-31', '2027-02-28'], 'P6M', '2027-08-31'],
    ['a date that does not follow starts a new count', ['2028-02-29', '2029-03-15'], 'P1Y', '2030-03-15'],
    [
      'what came before it no longer counts',
      ['2028-02-29', '2029-02-28', '2029-06-30', '2030-06-30'],
      'P1Y',
      '2031-06-30',
    ],
    ['days are days', ['2026-12-31'], 'P90D', '2027-03-31'],
  ] as const)('%s', (_, ends, validity, expected) => {
    expect(nextExpiry([...ends], parsePeriod(validity)!)).toBe(expected)
  })

  test('is what an independent calendar counts from the first day of a chain', () => {
    for (const start of ['2027-12-31', '2028-02-29', '2027-01-30', '2026-10-31']) {
      for (const validity of ['P1Y', 'P6M', 'P1M', 'P10Y', 'P1Y1M']) {
        const ends: [string, ...string[]] = [start]
        for (let count = 1; count < 13; count++) {
          const whole = Temporal.Duration.from(validity)
          const leap = { years: whole.years * count, months: whole.months * count }
          const expected = Temporal.PlainDate.from(start).add(leap).toString()
          expect(nextExpiry(ends, parsePeriod(validity)!), `${start} ${validity} × ${count}`).toBe(expected)
          ends.push(expected)
        }
      }
    }
  })
})
