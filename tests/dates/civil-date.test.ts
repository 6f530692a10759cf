import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDate,
  civilDateOf,
  compareText,
  dateOf,
  daysBetween,
  daysInMonth,
  isCivilDate,
  memoize,
  partsOf,
  weekdayOf,
} from '../../src/dates/civil-date.ts'
import { anyDay, DAYS_TO_2100 } from '../schedule/arbitrary.ts'

describe('every day from 1970 to 2100', () => {
  test('follows the one before it, on the next weekday, and is a day that exists', () => {
    let other = Temporal.PlainDate.from('1970-01-01')
    let date = '1970-01-01'
    let days = 0
    for (; days <= DAYS_TO_2100; days++) {
      const expected = other.toString()
      if (
        date !== expected ||
        weekdayOf(date) !== other.dayOfWeek ||
        !isCivilDate(date) ||
        daysBetween('1970-01-01', date) !== days
      ) {
        expect.fail(`${date} should be ${expected}, day ${days}, weekday ${other.dayOfWeek}`)
      }
      date = addDays(date, 1)
      other = other.add({ days: 1 })
    }
    expect(date).toBe('2101-01-01')
    expect(days).toBe(DAYS_TO_2100 + 1)
  })

  test('has parts that give the same date again', () => {
    fc.assert(
      fc.property(anyDay, date => {
        const { year, month, day, dayOfWeek, daysInMonth: length } = Temporal.PlainDate.from(date)
        expect(partsOf(date)).toEqual({ year, month, day, weekday: dayOfWeek })
        expect(civilDate(year, month, day)).toBe(date)
        expect(daysInMonth(year, month)).toBe(length)
        expect(civilDateOf(dateOf(date))).toBe(date)
      }),
    )
  })
})

test('days are added and counted like an independent calendar', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60_000, max: 60_000 }), (date, days) => {
      const other = Temporal.PlainDate.from(date).add({ days })
      expect(addDays(date, days)).toBe(other.toString())
      expect(daysBetween(date, other.toString())).toBe(days)
      expect(daysBetween(other.toString(), date)).toBe(0 - days)
    }),
  )
})

test('dates sort as text in their order', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      expect(a < b).toBe(daysBetween(a, b) > 0)
    }),
  )
})

test.each([
  ['2026-12-31', '2027-01-01'],
  ['Z', 'a'],
  ['10', '9'],
  ['e', 'é'],
  ['', 'a'],
])('%j comes before %j on every machine', (a, b) => {
  expect([compareText(a, b), compareText(b, a), compareText(a, a)]).toEqual([-1, 1, 0])
})

test('days that time zones skipped are handled like others', () => {
  expect(addDays('2011-12-29', 1)).toBe('2011-12-30')
  expect(addDays('2011-12-30', 1)).toBe('2011-12-31')
  expect(addDays('1994-12-30', 1)).toBe('1994-12-31')
  expect(daysBetween('2011-12-29', '2011-12-31')).toBe(2)
  expect(weekdayOf('2011-12-30')).toBe(5)
  expect(weekdayOf('1994-12-31')).toBe(6)
})

test('a date is midnight UTC as a Date', () => {
  expect(+dateOf('1970-01-02')).toBe(86_400_000)
  expect(dateOf('2027-03-31').toISOString()).toBe('2027-03-31T00:00:00.000Z')
})

describe('computed dates stop at four-digit years', () => {
  test.each([
    ['9999-12-31', 1, '9999-12-31'],
    ['9999-12-30', 400, '9999-12-31'],
    ['9999-12-30', 1, '9999-12-31'],
    ['1900-01-01', -800_000, '0001-01-01'],
    ['0001-01-02', -1, '0001-01-01'],
    ['0001-01-01', -1, '0001-01-01'],
    ['9999-12-31', Number.MAX_SAFE_INTEGER, '9999-12-31'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
  })

  test('years below 1000 keep their four digits, and below 100 are not taken for 1900', () => {
    expect(addDays('1000-01-01', -1)).toBe('0999-12-31')
    expect(addDays('0001-05-05', 1)).toBe('0001-05-06')
    expect(addDays('0100-01-01', -1)).toBe('0099-12-31')
    expect(partsOf('0099-12-31')).toEqual({ year: 99, month: 12, day: 31, weekday: 4 })
    expect(Temporal.PlainDate.from('0099-12-31').dayOfWeek).toBe(4)
  })
})

describe('a civil date', () => {
  test.each([
    '1900-01-01',
    '9999-12-31',
    '2000-02-29',
    '2028-02-29',
    '2026-02-28',
    '2026-04-30',
    '2026-12-01',
    '2026-01-31',
  ])('%s exists', date => {
    expect(isCivilDate(date)).toBe(true)
  })

  test.each([
    ...['2026-02-30', '2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'],
    ...[
      '2026-01-32',
      '1899-12-31',
      '0000-00-00',
      '0001-01-01',
      '10000-01-01',
      '+010000-01-01',
      '-2026-12-31',
    ],
    ...['2026-1-05', '2026-01-5', '26-12-31', '2026-12', '20261231', '2026-12-31 ', ' 2026-12-31'],
    ...['2026-12-31\n', '2026-12-31T00:00:00Z', '２０２６-12-31', '', 'today', '2026/12/31', '2026-12-311'],
  ])('%j does not exist or is not in this form', text => {
    expect(isCivilDate(text)).toBe(false)
  })

  test('exists exactly if an independent calendar has it', () => {
    const part = (most: number) => fc.integer({ min: 0, max: most }).map(n => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), part(13), part(32), (year, month, day) => {
        const text = `${year}-${month}-${day}`
        let exists = true
        try {
          Temporal.PlainDate.from({ year, month: Number(month), day: Number(day) }, { overflow: 'reject' })
        } catch {
          exists = false
        }
        expect(isCivilDate(text)).toBe(exists)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('memoize', () => {
  test('the function is called once for each key', () => {
    let asked = 0
    const half = memoize((number: number) => {
      asked++
      return number / 2
    })
    expect([half(4), half(6), half(4), half(0), half(0)]).toEqual([2, 3, 2, 0, 0])
    expect(asked).toBe(3)
  })

  test('answers are dropped before there are more than forty thousand', () => {
    const asked: number[] = []
    const same = memoize((number: number) => {
      asked.push(number)
      return number
    })
    for (let number = 1; number <= 40_000; number++) same(number)
    same(1)
    expect(asked).toHaveLength(40_000)
    same(40_001)
    same(40_001)
    same(1)
    expect(asked.slice(40_000)).toEqual([40_001, 1])
  })

  test('an error is not kept', () => {
    let isBroken = true
    const find = memoize((key: string) => {
      if (isBroken) throw new TypeError(key)
      return key
    })
    expect(() => find('x')).toThrow(TypeError)
    isBroken = false
    expect(find('x')).toBe('x')
  })
})
