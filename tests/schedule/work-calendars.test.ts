import { describe, expect, test } from 'vitest'
import { addDays, isCivilDate, weekdayOf } from '../../src/dates/civil-date.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { isWorkday } from '../../src/schedule/workdays.ts'

/** The table as the specification gives it (R9): weekdays off by month, then the weekend days worked. */
const TABLE: Record<string, { off: Record<number, number[]>; work: string[]; estimated: string[] }> = {
  '2024': {
    off: { 1: [1, 2], 3: [8, 21, 22, 25], 5: [1, 7, 8, 9], 7: [8], 8: [30], 10: [25], 12: [16] },
    work: ['2024-05-04'],
    estimated: [],
  },
  '2025': {
    off: {
      ...{ 1: [1, 2, 3, 7], 3: [10, 21, 24, 25], 5: [1, 7, 9], 6: [6] },
      ...{ 7: [7], 9: [1], 10: [27], 12: [16] },
    },
    work: ['2025-01-05'],
    estimated: [],
  },
  '2026': {
    off: { 1: [1, 2, 7], 3: [9, 23, 24, 25], 5: [1, 7, 11, 27], 7: [6], 10: [26], 12: [16] },
    work: [],
    estimated: [],
  },
  '2027': {
    off: { 1: [1, 4, 7], 3: [8, 15, 22, 23, 24], 5: [3, 7, 10], 7: [6], 10: [25], 12: [16] },
    work: [],
    estimated: ['2027-05-16'],
  },
}

function dateIn(year: string, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysOf(year: string): string[] {
  const days = []
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day)
  return days
}

describe.each(Object.entries(TABLE))('Kazakhstan in %s', (year, { off, work, estimated }) => {
  const listed = Object.entries(off).flatMap(([month, days]) =>
    days.map(day => dateIn(year, Number(month), day)),
  )

  test('has the listed days off and the listed weekend days as working days', () => {
    for (const day of daysOf(year)) {
      const isWeekend = weekdayOf(day) >= 6
      const expected = isWeekend ? work.includes(day) : !listed.includes(day)
      expect(isWorkday(day, KZ), day).toBe(expected)
    }
  })

  test('lists real days of that year, weekdays off and weekend days worked, with their source', () => {
    const entry = KZ.years[year]!
    expect(entry.off).toEqual(listed)
    expect(entry.work).toEqual(work)
    expect(entry.estimated).toEqual(estimated)
    expect(entry.source).not.toBe('')
    for (const day of [...entry.off, ...entry.work, ...entry.estimated]) expect(isCivilDate(day)).toBe(true)
    for (const day of entry.off) expect(weekdayOf(day), day).toBeLessThanOrEqual(5)
    for (const day of entry.work) expect(weekdayOf(day), day).toBeGreaterThanOrEqual(6)
  })
})

test('the table covers 2024 to 2027', () => {
  expect(Object.keys(KZ.years)).toEqual(Object.keys(TABLE))
})

/** State holidays, which move, and religious ones, which do not; and what a decree changed besides (R9). */
const HOLIDAYS = ['01-01', '01-02', '03-08', '03-21', '03-22', '03-23', '05-01', '05-07', '05-09', '07-06']
const RULES: Record<string, { state: string[]; fixed: string[]; decreed: string[] }> = {
  '2024': { state: ['08-30', '10-25', '12-16'], fixed: ['01-07', '06-16'], decreed: ['05-08'] },
  '2025': { state: ['08-30', '10-25', '12-16'], fixed: ['01-07', '06-06'], decreed: ['01-03'] },
  '2026': { state: ['10-25', '12-16'], fixed: ['01-07', '05-27'], decreed: [] },
  '2027': { state: ['03-15', '10-25', '12-16'], fixed: ['01-07', '05-16'], decreed: [] },
}

test.each(Object.entries(RULES))(
  '%s follows from the law: a state holiday on a weekend moves to the next working day',
  (year, rule) => {
    const isWeekend = (day: string) => weekdayOf(day) >= 6
    const state = [...HOLIDAYS, ...rule.state].map(day => `${year}-${day}`).sort()
    const off = new Set([...state, ...rule.fixed.map(day => `${year}-${day}`)])
    for (const holiday of state.filter(isWeekend)) {
      let day = holiday
      while (isWeekend(day) || off.has(day)) day = addDays(day, 1)
      off.add(day)
    }
    for (const day of rule.decreed) off.add(`${year}-${day}`)
    expect([...off].filter(day => !isWeekend(day)).sort()).toEqual(KZ.years[year]!.off)
  },
)

test('30 August is a working day from 2026 on, and 15 March a day off from 2027 on', () => {
  expect(isWorkday('2024-08-30', KZ)).toBe(false)
  expect(isWorkday('2027-08-30', KZ)).toBe(true)
  expect(isWorkday('2027-03-15', KZ)).toBe(false)
  // A Sunday in both years: on the Monday after, Kazakhstan works.
  expect(isWorkday('2026-08-31', KZ)).toBe(true)
  expect(isWorkday('2026-03-16', KZ)).toBe(true)
})
