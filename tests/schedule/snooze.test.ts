import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { isSnoozed, snoozeEnd, standingOn } from '../../src/schedule/standing.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { anyTerm, nearbyDay, periodOf, termOf } from './arbitrary.ts'

describe('a snooze ends', () => {
  const sunday = termOf('2026-12-20', { workdays: KZ })

  test('when it was asked to', () => {
    expect(snoozeEnd(sunday, '2026-12-10')).toBe('2026-12-10')
    expect(snoozeEnd(termOf(null), '2999-01-01')).toBe('2999-01-01')
  })

  test('at the latest on the last day', () => {
    expect(snoozeEnd(termOf('2026-12-31'), '2026-12-30')).toBe('2026-12-30')
    expect(snoozeEnd(termOf('2026-12-31'), '2026-12-31')).toBe('2026-12-31')
    expect(snoozeEnd(termOf('2026-12-31'), '2027-01-01')).toBe('2026-12-31')
  })

  test('at the latest on the last working day', () => {
    expect(snoozeEnd(sunday, '2026-12-19')).toBe('2026-12-18')
  })

  test('at the latest on the day to file by, until it is filed', () => {
    const term = { ...sunday, processing: periodOf('5wd') }
    expect(snoozeEnd(term, '2026-12-19')).toBe('2026-12-10')
    expect(snoozeEnd({ ...term, submitted: '2026-12-09' }, '2026-12-19')).toBe('2026-12-18')
  })

  test('never after a day that matters, for any card', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, (term, wanted) => {
        const end = snoozeEnd(term, wanted)
        const { lastWorkingDay, fileBy } = standingOn(term, wanted)
        expect(end <= wanted && end <= term.expires! && end <= lastWorkingDay!).toBe(true)
        if (term.submitted === null) expect(end <= fileBy!).toBe(true)
      }),
    )
  })
})

describe('a card is silent', () => {
  test('up to the day before the snooze ends', () => {
    const term = termOf('2026-12-31', { snoozedUntil: '2026-12-10' })
    expect(isSnoozed(term, '2026-12-09')).toBe(true)
    expect(isSnoozed(term, '2026-12-10')).toBe(false)
    expect(isSnoozed(termOf('2026-12-31'), '2026-12-09')).toBe(false)
  })

  test('never on its last day or after it, whatever was stored', () => {
    const term = termOf('2026-12-31', { snoozedUntil: '2027-06-01' })
    expect(isSnoozed(term, '2026-12-30')).toBe(true)
    expect(isSnoozed(term, '2026-12-31')).toBe(false)
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 1000 }), (any, days) => {
        expect(isSnoozed(any, addDays(any.expires!, days))).toBe(false)
      }),
    )
  })
})
