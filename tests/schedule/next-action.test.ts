import { describe, expect, test } from 'vitest'
import type { Term } from '../../src/schedule/deadlines.ts'
import { isFilingMissed, isVisit, nextActionOn } from '../../src/schedule/next-action.ts'
import type { Plan } from '../../src/schedule/plan.ts'
import { statusOn } from '../../src/schedule/status.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { periodOf, termOf } from './arbitrary.ts'
import { inputOf, planned } from './plan-cases.ts'

function nextOn(
  today: string,
  isStarted: boolean,
  more: Partial<Term> = {},
  expires: string | null = '2026-12-31',
  plan: Plan | null = null,
  hasOffice = true,
  wanted: string | null = null,
) {
  const term = termOf(expires, { workdays: KZ, ...more })
  return nextActionOn(term, statusOn(term, today), { isStarted, wanted, hasOffice }, () => plan)
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

  test('is to ask once submitted, from the last working day on when the office is open', () => {
    const filed = { submitted: '2026-12-01', appointment: '2026-12-10' }
    expect(nextOn('2026-12-02', true, filed)).toEqual({ code: 'ask-progress', by: null })
    expect(nextOn('2026-12-31', true, filed)).toEqual({ code: 'ask-progress', by: '2026-12-31' })
    expect(nextOn('2027-01-01', true, filed)).toEqual({ code: 'ask-progress', by: '2027-01-05' })
    expect(nextOn('9999-12-31', true, { submitted: '9999-12-25', milestones: [] }, '9999-12-31')).toEqual({
      code: 'ask-progress',
      by: '9999-12-31',
    })
  })

  test.each(['2026-12-02', '2026-12-31', '2027-01-01'])(
    'is to bring the paper that the office asked for after filing, without a latest day: on %s',
    today => {
      const next = (submitted: string | null) =>
        nextOn(today, true, { submitted }, '2026-12-31', null, true, 'photo')
      expect(next('2026-12-01')).toEqual({ code: 'photo', by: null })
      expect(next(null)?.code).not.toBe('photo')
    },
  )

  // 1 January 2027 is a holiday, 2 and 3 are a weekend, 4 and 7 are days off.
  test.each([
    ['2026-12-30', 'start', null, null],
    ['2026-12-31', 'act-today', '2026-12-31', '2026-12-31'],
    ['2027-01-01', 'act-now', '2027-01-05', null],
    ['2027-01-02', 'act-now', '2027-01-05', null],
    ['2027-01-03', 'act-now', '2027-01-05', null],
    ['2027-01-04', 'act-now', '2027-01-05', null],
    ['2027-01-05', 'act-now', '2027-01-05', null],
    ['2027-01-06', 'act-now', '2027-01-06', null],
    ['2027-01-07', 'act-now', '2027-01-08', null],
  ])(
    'for a card that ends on a holiday, on %s is to %s, never on a closed day',
    (today, code, by, byWithout) => {
      expect(nextOn(today, false, {}, '2027-01-01')).toEqual({ code, by })
      expect(nextOn(today, false, {}, '2027-01-01', null, false)).toEqual({ code, by: byWithout })
    },
  )

  test('is to ask the office once the filing period was missed', () => {
    const filing = { from: periodOf('60d'), to: periodOf('20d') }
    expect(nextOn('2026-12-11', true, { filing })).toEqual({ code: 'act-today', by: '2026-12-11' })
    expect(nextOn('2026-12-12', true, { filing })).toEqual({ code: 'ask-office', by: '2026-12-14' })
    expect(nextOn('2026-12-12', true, { filing }, '2026-12-31', null, false)).toEqual({
      code: 'ask-office',
      by: null,
    })
    expect(nextOn('2026-12-12', true, { filing, submitted: '2026-12-10' })?.code).toBe('ask-progress')
  })

  test.each([
    ['2026-12-09', 'file'],
    ['2026-12-10', 'file'],
    ['2026-12-11', 'record-appointment'],
    ['2026-12-30', 'record-appointment'],
    ['2026-12-31', 'act-today'],
  ])('with an appointment on 10 December that is not recorded, on %s is to %s', (today, code) => {
    expect(nextOn(today, true, { appointment: '2026-12-10' })?.code).toBe(code)
  })

  test('without an office, is due today on its day, and has no day once that has passed', () => {
    const needed = (today: string) => nextOn(today, true, { needed: '2026-12-12' }, '2026-12-31', null, false)
    expect(needed('2026-12-12')).toEqual({ code: 'file', by: '2026-12-12' })
    expect(needed('2026-12-13')).toEqual({ code: 'file', by: null })
  })

  test('is to act once expired, whether or not the filing period was missed', () => {
    const filing = { from: periodOf('60d'), to: periodOf('20d') }
    expect(nextOn('2026-12-31', true, { filing })?.code).toBe('ask-office')
    expect(nextOn('2027-01-01', true, { filing })).toEqual({ code: 'act-now', by: '2027-01-05' })
  })

  test('is dated on the next open day once the day to file in time has passed', () => {
    const processing = periodOf('5wd')
    expect(nextOn('2026-12-24', true, { processing })).toEqual({ code: 'act-today', by: '2026-12-24' })
    expect(nextOn('2026-12-26', true, { processing })).toEqual({ code: 'file', by: '2026-12-28' })
    expect(nextOn('2026-12-31', true, { processing })).toEqual({ code: 'act-now', by: '2026-12-31' })
    expect(nextOn('2027-01-01', true, { processing }, '2027-01-01')).toEqual({
      code: 'act-now',
      by: '2027-01-05',
    })
  })

  test('is still to start on the day another renewal needs it and later, since its own last day is far', () => {
    for (const today of ['2026-12-15', '2026-12-16']) {
      expect(nextOn(today, false, { needed: '2026-12-15' }, '2027-03-27')).toEqual({
        code: 'start',
        by: null,
      })
    }
    expect(nextOn('2027-03-26', false, { needed: '2026-12-15' }, '2027-03-26')?.code).toBe('act-now')
  })

  test('is to act before the window opens when that is the day to act by', () => {
    expect(nextOn('2026-11-18', false, { processing: periodOf('30wd') })?.code).toBe('act-today')
    expect(nextOn('2026-11-17', false, { processing: periodOf('30wd') })).toBeNull()
  })
})

test('a filing period is missed from the day after its last one', () => {
  const isMissed = (today: string) =>
    isFilingMissed({ filing: { opens: '2026-11-01', closes: '2026-12-12' }, today })
  expect(isMissed('2026-10-31')).toBe(false)
  expect(isMissed('2026-12-12')).toBe(false)
  expect(isMissed('2026-12-13')).toBe(true)
  expect(isFilingMissed({ filing: null, today: '2026-12-13' })).toBe(false)
})

test('to act or to ask is done on its day, all else by it', () => {
  const codes = ['act-today', 'act-now', 'ask-office', 'ask-progress', 'start', 'file', 'bring-papers']
  expect(codes.filter(isVisit)).toEqual(['act-today', 'act-now', 'ask-office', 'ask-progress'])
})
