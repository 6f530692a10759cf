import { describe, expect, test } from 'vitest'
import type { Term } from '../../src/schedule/deadlines.ts'
import { nextActionOn } from '../../src/schedule/next-action.ts'
import type { Plan } from '../../src/schedule/plan.ts'
import { standingOn } from '../../src/schedule/standing.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { periodOf, termOf } from './arbitrary.ts'
import { inputOf, planned } from './plan-cases.ts'

function nextOn(
  today: string,
  begun: boolean,
  more: Partial<Term> = {},
  expires: string | null = '2026-12-31',
  plan: Plan | null = null,
) {
  const term = termOf(expires, { workdays: KZ, ...more })
  return nextActionOn(term, standingOn(term, today), begun, () => plan)
}

describe('the next thing to do', () => {
  test('is null before the window opens and for a card without end', () => {
    expect(nextOn('2026-11-29', false)).toBeNull()
    expect(nextOn('2026-11-29', true, {}, null)).toBeNull()
  })

  test('is to start once the window is open, without a latest day', () => {
    expect(nextOn('2026-11-30', false)).toEqual({ code: 'start', by: null })
  })

  test('is to file once started, in the window or before, by the first deadline', () => {
    expect(nextOn('2026-12-01', true)).toEqual({ code: 'file', by: '2026-12-31' })
    expect(nextOn('2026-11-01', true)).toEqual({ code: 'file', by: '2026-12-31' })
    expect(nextOn('2026-12-01', true, { processing: periodOf('5wd') })).toEqual({
      code: 'file',
      by: '2026-12-24',
    })
  })

  test('is to file by the first deadline once all steps of the plan are done', () => {
    const done = planned(inputOf('2026-12-01', { expires: '2026-12-31' }))
    const plan = { ...done, steps: done.steps.map(step => ({ ...step, done: true })) }
    expect(nextOn('2026-12-01', true, {}, '2026-12-31', plan)).toEqual({
      code: 'file',
      by: '2026-12-31',
    })
  })

  test('is to file on the day of the appointment', () => {
    expect(nextOn('2026-11-01', true, { appointment: '2026-12-10' })).toEqual({
      code: 'file',
      by: '2026-12-10',
    })
  })

  test('is to ask once submitted, by the next milestone', () => {
    const filed = { submitted: '2026-12-01', appointment: '2026-12-10' }
    expect(nextOn('2026-12-02', true, filed)).toEqual({ code: 'ask-progress', by: '2026-12-08' })
    expect(nextOn('9999-12-26', true, { submitted: '9999-12-25', milestones: [] }, '9999-12-31')).toEqual({
      code: 'ask-progress',
      by: null,
    })
  })

  test('is to act today on the last day and now after it, submitted or not', () => {
    for (const submitted of [null, '2026-12-01']) {
      expect(nextOn('2026-12-31', true, { submitted })).toEqual({ code: 'act-today', by: '2026-12-31' })
      expect(nextOn('2027-01-01', true, { submitted })).toEqual({ code: 'act-now', by: null })
    }
  })
})
