import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/dates/period.ts'
import { daysLeft } from '../../src/text/dates.ts'
import { en, zh } from '../words.ts'

const DAY = { year: 2026, month: 12, day: 31, weekday: 4 }

describe('dates', () => {
  test('are written as each language writes them', () => {
    expect(en.dates.long(DAY)).toBe('Thu 31 Dec 2026')
    expect(en.dates.short(DAY)).toBe('31 Dec 2026')
    expect(zh.dates.long(DAY)).toBe('2026年12月31日（周四）')
    expect(zh.dates.short(DAY)).toBe('2026年12月31日')
    expect(zh.dates.long({ ...DAY, weekday: 7 })).toContain('周日')
    expect(en.dates.long({ ...DAY, weekday: 7 })).toContain('Sun')
  })

  test.each([
    [0, 'today', '今天'],
    [1, 'tomorrow', '明天'],
    [-1, 'yesterday', '昨天'],
    [26, 'in 26 days', '26 天后'],
    [-2, '2 days ago', '2 天前'],
  ])('%i days from today', (days, english, chinese) => {
    expect(en.dates.distance(days)).toBe(english)
    expect(zh.dates.distance(days)).toBe(chinese)
  })
})

test.each([
  ['P1M', '1 month', '1 个月'],
  ['2w', '2 weeks', '2 周'],
  ['1y', '1 year', '1 年'],
  ['P1Y6M', '1 year, 6 months', '1 年 6 个月'],
  ['1d', '1 day', '1 天'],
  ['5wd', '5 working days', '5 个工作日'],
  ['0d', '0 days', '0 天'],
])('the period %s in words', (period, english, chinese) => {
  expect(en.dates.period(parsePeriod(period)!)).toBe(english)
  expect(zh.dates.period(parsePeriod(period)!)).toBe(chinese)
})

describe('numbers and their nouns', () => {
  test.each([
    [-2, '2 days ago', '已过 2 天'],
    [-1, '1 day ago', '已过 1 天'],
    [0, 'today', '今天'],
    [1, '1 day left', '还剩 1 天'],
    [30, '30 days left', '还剩 30 天'],
  ])('%i days left', (days, english, chinese) => {
    expect(daysLeft(days, en)).toBe(english)
    expect(daysLeft(days, zh)).toBe(chinese)
  })

  test('one of something is singular', () => {
    expect(en('status.summary', { count: 1 })).toBe('1 document: ')
    expect(en('status.rest', { count: 1 })).toBe('and 1 more document with nothing to do now')
    expect(en('status.hint.unseen', { count: 1 })).toContain(
      '1 reminder was printed by the timer, and you may not have seen it',
    )
    expect(en('status.hint.unseen', { count: 2 })).toContain(
      '2 reminders were printed by the timer, and you may not have seen them',
    )
    expect(en('status.hint.closed', { count: 2 })).toBe('2 closed documents are not shown')
    expect(en('doctor.summary', { count: 9, warn: 0, bad: 1 })).toBe('9 checks, problems: 1')
    expect(en('doctor.all-well', { count: 1 })).toBe('1 check: no problems.')
  })
})
