import { describe, expect, test } from 'vitest'
import type { Term } from '../../src/schedule/deadlines.ts'
import { silentUntil, snoozeEnd, whyItEnds } from '../../src/schedule/snooze.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { periodOf, termOf } from './arbitrary.ts'

// 20 December 2026 is a Sunday; five working days before Fri 18 is Thu 10, since Wed 16 is a holiday.
const sunday = (more: Partial<Term> = {}) => termOf('2026-12-20', { workdays: KZ, ...more })
const busy = (more: Partial<Term> = {}) =>
  sunday({ processing: periodOf('5wd'), appointment: '2026-12-08', needed: '2026-12-02', ...more })

describe('what ends a snooze', () => {
  test.each([
    ['2026-12-01', null],
    ['2026-12-02', 'needed'],
    ['2026-12-03', null],
    ['2026-12-07', 'appointment-1d'],
    ['2026-12-08', 'appointment'],
    ['2026-12-10', 'file-by'],
    ['2026-12-18', 'last-working-day'],
    ['2026-12-19', null],
    ['2026-12-20', 'expiry'],
    ['2026-12-21', null],
  ])('on %s is %s', (day, why) => {
    expect(whyItEnds(busy(), day)).toBe(why)
  })

  test.each([
    ['2026-12-02', null],
    ['2026-12-07', 'appointment-1d'],
    ['2026-12-08', 'appointment'],
    ['2026-12-10', null],
    ['2026-12-18', 'last-working-day'],
    ['2026-12-20', 'expiry'],
  ])('once filed before the appointment, on %s is %s', (day, why) => {
    expect(whyItEnds(busy({ submitted: '2026-12-01' }), day)).toBe(why)
  })

  test('is not the appointment once the application is filed on that day', () => {
    for (const day of ['2026-12-07', '2026-12-08'])
      expect(whyItEnds(busy({ submitted: '2026-12-08' }), day)).toBeNull()
  })

  test.each<[string, Partial<Term>, string, string]>([
    ['the last day, on an appointment', { appointment: '2026-12-20' }, '2026-12-20', 'expiry'],
    ['an appointment, on the last working day', { appointment: '2026-12-18' }, '2026-12-18', 'appointment'],
    ['the day before one, on that day', { appointment: '2026-12-19' }, '2026-12-18', 'appointment-1d'],
    ['the last working day, to file by', { processing: periodOf('0d') }, '2026-12-18', 'last-working-day'],
    [
      'the day to file by, when another renewal needs it',
      { processing: periodOf('5wd'), needed: '2026-12-10' },
      '2026-12-10',
      'file-by',
    ],
  ])('of two on one day is %s', (_, more, day, why) => {
    expect(whyItEnds(sunday(more), day)).toBe(why)
  })

  test('is the last day where that is a working day', () => {
    expect(whyItEnds(termOf('2026-12-18', { workdays: KZ }), '2026-12-18')).toBe('expiry')
  })

  test('is nothing for a card without end', () => {
    const term = termOf(null, { appointment: '2026-12-08', needed: '2026-12-02' })
    for (const day of ['2026-12-02', '2026-12-07', '2026-12-08']) expect(whyItEnds(term, day)).toBeNull()
  })
})

test('a snooze ends on the day another renewal needs the card, until it is filed', () => {
  const needed = { needed: '2026-12-05' }
  expect(snoozeEnd(sunday(needed), '2026-12-19', '2026-12-01')).toBe('2026-12-05')
  expect(snoozeEnd(sunday(needed), '2026-12-19', '2026-12-05')).toBe('2026-12-18')
  expect(snoozeEnd(sunday({ ...needed, submitted: '2026-12-02' }), '2026-12-19', '2026-12-01')).toBe(
    '2026-12-18',
  )
})

describe('a snooze that began after an appointment', () => {
  const snoozed = (snoozedOn: string | null) =>
    sunday({ appointment: '2026-12-08', snoozedUntil: '2026-12-17', snoozedOn })

  test('lasts, also on the day it began', () => {
    expect(silentUntil(snoozed('2026-12-09'), '2026-12-10')).toBe('2026-12-17')
    expect(silentUntil(snoozed('2026-12-10'), '2026-12-10')).toBe('2026-12-17')
  })

  test('silences nothing where the day it began is unknown or still to come', () => {
    expect(silentUntil(snoozed(null), '2026-12-10')).toBeNull()
    expect(silentUntil(snoozed('2026-12-11'), '2026-12-10')).toBeNull()
  })
})
