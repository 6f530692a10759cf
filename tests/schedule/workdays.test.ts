import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '../../src/dates/civil-date.ts'
import { firstWorkdayFrom } from '../../src/schedule/plan-dates.ts'
import { calendarById, KZ, NONE, WEEKENDS, WORK_CALENDARS } from '../../src/schedule/work-calendars.ts'
import {
  dayOff,
  firstWorkdayOnOrAfter,
  isWorkday,
  knowledgeBetween,
  lastWorkdayOnOrBefore,
  type WorkCalendar,
  workdaysBefore,
} from '../../src/schedule/workdays.ts'
import { anyDay, knowledgeOf, nearbyDay } from './arbitrary.ts'

const anyCalendar = fc.constantFrom(...WORK_CALENDARS)

describe('a day off', () => {
  test('is a weekend, a holiday, or neither', () => {
    expect(dayOff('2026-12-18', KZ)).toBeNull()
    expect(dayOff('2026-12-19', KZ)).toBe('weekend')
    expect(dayOff('2026-12-20', KZ)).toBe('weekend')
    expect(dayOff('2026-12-16', KZ)).toBe('holiday')
    expect(dayOff('2024-05-04', KZ)).toBeNull()
  })

  test('is only a weekend when no holidays are known', () => {
    expect(dayOff('2026-12-16', WEEKENDS)).toBeNull()
    expect(dayOff('2026-12-18', WEEKENDS)).toBeNull()
    expect(dayOff('2026-12-19', WEEKENDS)).toBe('weekend')
    expect(dayOff('2028-01-03', KZ)).toBeNull()
    expect(dayOff('2028-01-01', KZ)).toBe('weekend')
  })

  test('is null when every day is a working day', () => {
    fc.assert(fc.property(anyDay, date => dayOff(date, NONE) === null))
  })

  test('is a holiday when a weekend day is listed as one, and a listed weekend day can be worked', () => {
    const year = { off: ['2027-05-16'], work: ['2027-05-15'], estimated: [], source: '' }
    const calendar: WorkCalendar = { id: 'X', weekends: true, years: { '2027': year } }
    expect(dayOff('2027-05-16', calendar)).toBe('holiday')
    expect(dayOff('2027-05-15', calendar)).toBeNull()
    expect(dayOff('2027-05-22', calendar)).toBe('weekend')
  })

  test('follows the weekday alone in calendars without years', () => {
    fc.assert(
      fc.property(anyDay, date => {
        expect(isWorkday(date, WEEKENDS)).toBe(weekdayOf(date) <= 5)
      }),
    )
  })
})

describe('the last working day', () => {
  test.each([
    ['2026-12-20', '2026-12-18'],
    ['2026-12-19', '2026-12-18'],
    ['2026-12-18', '2026-12-18'],
    ['2026-12-31', '2026-12-31'],
    ['2026-12-16', '2026-12-15'],
    ['2026-03-25', '2026-03-20'],
    ['2027-03-24', '2027-03-19'],
    ['2027-01-04', '2026-12-31'],
    ['2024-05-05', '2024-05-04'],
    ['2025-01-05', '2025-01-05'],
    ['2025-01-04', '2024-12-31'],
    ['2028-01-02', '2027-12-31'],
  ])('on or before %s is %s in Kazakhstan', (date, expected) => {
    expect(lastWorkdayOnOrBefore(date, KZ)).toBe(expected)
  })

  test('is a working day, and none follows up to the date', () => {
    fc.assert(
      fc.property(anyDay, anyCalendar, (date, calendar) => {
        const last = lastWorkdayOnOrBefore(date, calendar)
        expect(isWorkday(last, calendar)).toBe(true)
        for (let day = last; day < date; ) {
          day = addDays(day, 1)
          expect(isWorkday(day, calendar)).toBe(false)
        }
      }),
    )
  })
})

describe('the next working day', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['2027-01-01', '2027-01-05'],
    ['2027-01-04', '2027-01-05'],
    ['2027-01-07', '2027-01-08'],
    ['9999-12-31', '9999-12-31'],
  ])('from %s is %s', (date, expected) => {
    expect(firstWorkdayOnOrAfter(date, KZ)).toBe(expected)
  })

  test('is unknown where no date is left', () => {
    const off: WorkCalendar = {
      ...KZ,
      years: { 9999: { off: ['9999-12-31'], work: [], estimated: [], source: '' } },
    }
    expect(firstWorkdayOnOrAfter('9999-12-31', off)).toBeNull()
    expect(firstWorkdayFrom('9999-12-31', off)).toBe('9999-12-31')
  })

  test('is open, and every day before it is not', () => {
    fc.assert(
      fc.property(nearbyDay, anyCalendar, (date, calendar) => {
        const day = firstWorkdayOnOrAfter(date, calendar)!
        expect(isWorkday(day, calendar)).toBe(true)
        const before = Array.from({ length: daysBetween(date, day) }, (_, n) => addDays(date, n))
        expect(before.filter(one => isWorkday(one, calendar))).toEqual([])
      }),
    )
  })
})

describe('working days are counted back from the last one (R12)', () => {
  test.each([
    ['2026-12-20', 0, '2026-12-18'],
    ['2026-12-20', 1, '2026-12-17'],
    ['2026-12-20', 2, '2026-12-15'],
    ['2026-12-20', 3, '2026-12-14'],
    ['2026-12-31', 3, '2026-12-28'],
    ['2026-12-31', 4, '2026-12-25'],
    ['2024-05-10', 2, '2024-05-04'],
    ['2024-05-10', 3, '2024-05-03'],
  ])('from %s, %i of them: %s', (date, count, expected) => {
    expect(workdaysBefore(date, count, KZ)).toBe(expected)
  })

  test('that many working days follow, up to the date', () => {
    fc.assert(
      fc.property(nearbyDay, fc.integer({ min: 0, max: 30 }), anyCalendar, (date, count, calendar) => {
        const start = workdaysBefore(date, count, calendar)
        expect(isWorkday(start, calendar)).toBe(true)
        const after = Array.from({ length: daysBetween(start, date) }, (_, n) => addDays(start, n + 1))
        expect(after.filter(day => isWorkday(day, calendar))).toHaveLength(count)
      }),
    )
  })
})

describe('how well working days are known (R9)', () => {
  test.each([
    ['2024-01-01', 'exact'],
    ['2026-12-31', 'exact'],
    ['2027-05-14', 'exact'],
    ['2027-05-15', 'estimated'],
    ['2027-05-16', 'estimated'],
    ['2027-05-17', 'estimated'],
    ['2027-05-18', 'exact'],
    ['2027-12-31', 'exact'],
    ['2028-01-01', 'weekends-only'],
    ['2023-12-31', 'weekends-only'],
  ])('%s is known: %s', (date, knowledge) => {
    expect(knowledgeOf(date, KZ)).toBe(knowledge)
  })

  test.each([
    ['2027-04-01', '2027-05-14', 'exact'],
    ['2027-04-01', '2027-05-15', 'estimated'],
    ['2027-04-01', '2027-06-30', 'estimated'],
    ['2027-05-17', '2027-06-30', 'estimated'],
    ['2027-05-18', '2027-06-30', 'exact'],
    ['2027-12-30', '2028-01-02', 'weekends-only'],
    ['2023-12-30', '2024-01-02', 'weekends-only'],
    ['2025-12-30', '2026-01-02', 'exact'],
    ['2023-12-30', '2028-01-02', 'weekends-only'],
  ])('from %s to %s: %s', (from, to, knowledge) => {
    expect(knowledgeBetween(from, to, KZ)).toBe(knowledge)
  })

  test('a calendar of weekends knows weekends only; one without days off is exact', () => {
    expect(knowledgeOf('2026-12-31', WEEKENDS)).toBe('weekends-only')
    expect(knowledgeOf('2026-12-31', NONE)).toBe('exact')
  })

  test('an estimated holiday on New Year affects the year before', () => {
    const years = {
      '2030': { off: [], work: [], estimated: [], source: '' },
      '2031': { off: [], work: [], estimated: ['2031-01-01'], source: '' },
    }
    const calendar: WorkCalendar = { id: 'X', weekends: true, years }
    expect(knowledgeOf('2030-12-31', calendar)).toBe('estimated')
    expect(knowledgeOf('2030-12-30', calendar)).toBe('exact')
  })
})

test('a calendar is found by its exact id', () => {
  expect(calendarById('KZ')).toBe(KZ)
  expect(calendarById('weekends')).toBe(WEEKENDS)
  expect(calendarById('none')).toBe(NONE)
  expect(WORK_CALENDARS.map(({ id }) => id)).toEqual(['KZ', 'weekends', 'none'])
  for (const unknown of ['kz', 'US', '', '__proto__', 'NONE']) expect(calendarById(unknown)).toBeNull()
})
