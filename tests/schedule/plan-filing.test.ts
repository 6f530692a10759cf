import { describe, expect, test } from 'vitest'
import { filingDayOf } from '../../src/schedule/plan.ts'

import { periodOf } from './arbitrary.ts'
import { IN_PERSON, inputOf, paper, planned, stepIn } from './plan-cases.ts'

// December 2026 in Kazakhstan: 1 is a Tuesday, 16 (a Wednesday) is Independence Day, 31 a Thursday.
const END = '2026-12-31'
/** Filing from Mon 2 November to Tue 1 December: sixty days before is Sun 1 November. */
const FILING = { from: periodOf('P60D'), to: periodOf('P30D') }

describe('the days on which to file', () => {
  const filing = (appointment: string | null, term = {}) =>
    planned(inputOf('2026-10-01', { expires: END, appointment, ...term })).filing

  test.each([
    { what: 'nothing is booked', booked: null, earliest: '2026-11-02', latest: '2026-12-01' },
    { what: 'the booked day is in time', booked: '2026-11-10', earliest: '2026-11-10', latest: '2026-11-10' },
    { what: 'the first day is booked', booked: '2026-11-02', earliest: '2026-11-02', latest: '2026-11-02' },
    {
      what: 'the booked day is too early',
      booked: '2026-10-20',
      earliest: '2026-11-02',
      latest: '2026-10-20',
    },
    {
      what: 'the booked day is too late',
      booked: '2026-12-10',
      earliest: '2026-11-02',
      latest: '2026-12-01',
    },
  ])('where $what', ({ booked, earliest, latest }) => {
    expect(filing(booked, { filing: FILING })).toEqual({ earliest, latest })
  })

  test('where the appointment is too late and no filing period is known', () => {
    expect(filing('2027-01-05')).toEqual({ earliest: null, latest: '2026-12-31' })
  })

  test('bound the steps after it too', () => {
    const plan = planned(inputOf('2026-10-01', { expires: END, filing: FILING }, { methods: [IN_PERSON] }))
    expect(plan.steps.map(({ code, earliest }) => `${code} ${earliest}`)).toEqual([
      'book-appointment null',
      'bring-papers 2026-11-02',
      'wait-for-card 2026-11-02',
      'collect 2026-11-02',
    ])
  })

  test('papers are checked for today when the last day to file has passed', () => {
    const input = inputOf('2026-12-10', { expires: END, filing: FILING })
    expect(planned(input)).toMatchObject({ filing: { latest: '2026-12-01' }, filingDay: '2026-12-10' })
    expect(filingDayOf(input)).toBe('2026-12-10')
  })

  test('a card without end has no filing day', () => {
    expect(filingDayOf(inputOf('2026-12-10', { expires: null }))).toBeNull()
  })

  test('filing lists its needs in alphabetical order', () => {
    const checklist = { papers: [paper('photo'), paper('application')] }
    const plan = planned(inputOf('2026-12-01', { expires: END }, { methods: [IN_PERSON], checklist }))
    expect(stepIn(plan, 'bring-papers').needs).toEqual(['application', 'book-appointment', 'photo'])
  })
})

describe('late', () => {
  test('is false on the latest day and true the day after', () => {
    // Three weeks before Thu 31 December is Thu 10.
    const on = (today: string) =>
      planned(
        inputOf(today, { expires: END }, { methods: [IN_PERSON], durations: { 'book-appointment': '3w' } }),
      )
    expect(stepIn(on('2026-12-10'), 'book-appointment')).toMatchObject({ bound: '2026-12-10', late: false })
    expect(on('2026-12-10')).toMatchObject({ fits: null })
    expect(stepIn(on('2026-12-11'), 'book-appointment').late).toBe(true)
    expect(on('2026-12-11')).toMatchObject({ fits: false })
  })

  test.each([
    { what: 'on the last day to file', submitted: '2026-12-17', late: false },
    { what: 'after the last day to file', submitted: '2026-12-18', late: true },
    { what: 'not yet', submitted: null, late: true },
  ])('is the wait for what was filed $what: $late', ({ submitted, late }) => {
    // Ten working days back from Thu 31: 30 29 28 25 24 23 22 21 18 17.
    const term = { expires: END, processing: periodOf('10wd'), submitted }
    const plan = planned(inputOf('2026-12-21', term))
    expect(stepIn(plan, 'wait-for-card')).toMatchObject({ bound: '2026-12-17', late })
  })

  test('is a card that is not collected by its last day, however early it was submitted', () => {
    const plan = planned(
      inputOf('2027-01-05', { expires: END, submitted: '2026-12-01' }, { methods: [IN_PERSON] }),
    )
    expect(stepIn(plan, 'collect').late).toBe(true)
    expect(stepIn(plan, 'wait-for-card').late).toBe(false)
  })
})
