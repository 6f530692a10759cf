import { describe, expect, test } from 'vitest'
import type { MethodStep } from '../../src/schedule/plan-graph.ts'
import { periodOf } from './arbitrary.ts'
import { AGENT, days, IN_PERSON, inputOf, paper, planned, step, stepIn, tick } from './plan-cases.ts'

// December 2026 in Kazakhstan: 16 (a Wednesday) is Independence Day, 31 a Thursday and the last day of the card.
const END = { expires: '2026-12-31' }
const TODAY = '2026-10-01'

/** The only method there is, so that it need not be chosen. */
function only(...steps: MethodStep[]) {
  return { methods: [{ id: 'only', steps, expedite: null }] }
}

const filing = step('hand-in', { kind: 'office', phase: 'filing' })

describe('what a step is', () => {
  test.each([
    { code: 'call', kind: 'step', waits: false },
    { code: 'reply', kind: 'step', waits: true },
    { code: 'hand-in', kind: 'office', waits: false },
    { code: 'review', kind: 'step', waits: true },
    { code: 'collect', kind: 'office', waits: false },
  ])('$code is of kind $kind, and only waits: $waits', ({ code, kind, waits }) => {
    const steps = [
      step('call'),
      step('reply', { kind: 'wait' }),
      filing,
      step('review', { kind: 'wait', phase: 'after' }),
      step('collect', { kind: 'office', phase: 'after' }),
    ]
    const plan = planned(inputOf(TODAY, END, only(...steps)))
    expect(stepIn(plan, code)).toMatchObject({ kind, waits })
    // Their own waiting is all the waiting there is.
    expect(plan.steps.map(one => one.code)).toEqual(['call', 'reply', 'hand-in', 'review', 'collect'])
  })

  test('filing without a known method means going to an office, on a day it is open', () => {
    // Sun 20 December: back to Fri 18; two days before is Wed 16, a holiday, so Tue 15.
    const input = inputOf(TODAY, { expires: '2026-12-20' }, { durations: { file: '2d' } })
    expect(stepIn(planned(input), 'file')).toMatchObject({ kind: 'office', bound: '2026-12-15' })
  })

  test('until a method is chosen nobody can tell how long it takes', () => {
    const plan = planned(inputOf(TODAY, END, { methods: [IN_PERSON, AGENT] }))
    expect(stepIn(plan, 'choose-method')).toMatchObject({ kind: 'step', waits: false, unknown: true })
    expect(plan.unknown).toEqual(['choose-method', 'wait-for-card'])
  })

  test('choosing can be late when the user gives its duration', () => {
    // A week before Thu 31 December is Thu 24.
    const methods = [IN_PERSON, AGENT]
    const plan = planned(inputOf('2026-12-28', END, { methods, durations: { 'choose-method': '1w' } }))
    expect(plan.problems).toEqual([{ code: 'step-late', step: 'choose-method', latest: '2026-12-24' }])
    expect(plan.fits).toBe(false)
  })
})

describe('how long it takes is', () => {
  test.each<{ what: string; one: MethodStep; processing: string | null; unknown: string[] }>([
    {
      what: 'unknown of a wait after filing, where the office does not say',
      one: step('review', { kind: 'wait', phase: 'after' }),
      processing: null,
      unknown: ['review'],
    },
    {
      what: 'known of a wait after filing as a whole, where the office says how long it works',
      one: step('review', { kind: 'wait', phase: 'after' }),
      processing: '5wd',
      unknown: [],
    },
    {
      what: 'unknown of a wait before filing, whatever the office says',
      one: step('reply', { kind: 'wait' }),
      processing: '5wd',
      unknown: ['reply'],
    },
    {
      what: 'unknown of a step before filing, whatever the office says',
      one: step('call'),
      processing: '5wd',
      unknown: ['call'],
    },
    {
      what: 'never asked of collecting the card',
      one: step('collect', { kind: 'office', phase: 'after' }),
      processing: null,
      unknown: ['wait-for-card'],
    },
  ])('$what', ({ one, processing, unknown }) => {
    const term = { ...END, processing: processing === null ? null : periodOf(processing) }
    expect(planned(inputOf(TODAY, term, only(filing, one))).unknown).toEqual(unknown)
  })

  // Filed by that day, the card is there on Thu 31 December; the wait for it begins with filing.
  test.each([
    { processing: '5d', filed: '2026-12-25' }, // Sat 26 is no day to file: Fri 25
    { processing: '2w', filed: '2026-12-17' },
    { processing: '1mo', filed: '2026-11-30' },
    { processing: '1y', filed: '2025-12-31' },
    { processing: 'P1M2W1D', filed: '2026-11-13' }, // 30 November less fifteen days: Sun 15, so Fri 13
    { processing: '3wd', filed: '2026-12-28' }, // back over 30, 29, 28
  ])('$processing at the office: filed by $filed, and waited for from then on', ({ processing, filed }) => {
    const plan = planned(inputOf('2025-10-01', { ...END, processing: periodOf(processing) }))
    const wait = stepIn(plan, 'wait-for-card')
    expect(stepIn(plan, 'file').bound).toBe(filed)
    expect(wait.unknown).toBe(false)
    expect(periodOf(wait.duration!)).toEqual(periodOf(processing))
  })

  test('what the user says rather than what the guide says', () => {
    // Three days, and a week, before Thu 31 December.
    const steps = [step('call', { duration: '3d' }), filing]
    const call = (durations: Record<string, string>) =>
      stepIn(planned(inputOf(TODAY, END, { ...only(...steps), durations })), 'call')
    expect(call({})).toMatchObject({ duration: '3d', bound: '2026-12-28' })
    expect(call({ call: '1w' })).toMatchObject({ duration: '1w', bound: '2026-12-24' })
  })

  test('the processing time for the wait, by the work calendar', () => {
    const waitFrom = (processing: string) =>
      stepIn(planned(inputOf('2025-10-01', { ...END, processing: periodOf(processing) })), 'wait-for-card')
        .bound
    expect(waitFrom('1y')).toBe('2025-12-31')
    // A month before Thu 31 December is Mon 30 November; fifteen days before that is Sun 15. A wait may begin then.
    expect(waitFrom('P1M2W1D')).toBe('2026-11-15')
  })
})

describe('what is done', () => {
  const codes = (input: Parameters<typeof planned>[0]) =>
    planned(input)
      .steps.filter(({ done }) => done)
      .map(({ code }) => code)

  test('is only the booking once there is an appointment', () => {
    const term = { ...END, appointment: '2026-12-10' }
    expect(codes(inputOf(TODAY, term, { methods: [IN_PERSON] }))).toEqual(['book-appointment'])
  })

  test('is the booking on the day of the appointment too, but not after it', () => {
    const term = { ...END, appointment: '2026-12-10' }
    expect(codes(inputOf('2026-12-10', term, { methods: [IN_PERSON] }))).toEqual(['book-appointment'])
    expect(codes(inputOf('2026-12-11', term, { methods: [IN_PERSON] }))).toEqual([])
  })

  test('is a step the user says is not needed, but not one that is needed', () => {
    const said = (notNeeded: boolean) =>
      codes(
        inputOf(TODAY, END, {
          methods: [IN_PERSON],
          checklist: { ticks: { 'book-appointment': tick({ notNeeded }) } },
        }),
      )
    expect(said(true)).toEqual(['book-appointment'])
    expect(said(false)).toEqual([])
  })
})

test('a card without a method has only filing and waiting', () => {
  expect(days(planned(inputOf(TODAY, END)))).toEqual(['2026-12-31 file', '2026-12-31 wait-for-card'])
})

describe('the day to start a step that takes an unknown time', () => {
  // The window opens a month before Thu 31 December: on Mon 30 November.
  const startOf = (...[today, term, more]: Parameters<typeof inputOf>) => {
    const { steps } = planned(inputOf(today, term, { methods: [IN_PERSON], ...more }))
    return Object.fromEntries(steps.map(({ code, start }) => [code, start]))
  }

  test('is the first day of the window, and later today', () => {
    expect(startOf(TODAY, END)).toMatchObject({
      'book-appointment': '2026-11-30',
      'bring-papers': '2026-11-30',
    })
    expect(startOf('2026-12-02', END)).toMatchObject({
      'book-appointment': '2026-12-02',
      'bring-papers': '2026-12-02',
    })
  })

  test('is for filing not before the filing period, but for what comes first it is', () => {
    // Filing from Mon 2 November; with a lead of three months the window opened on 30 September.
    const filing = { from: periodOf('P60D'), to: periodOf('P30D') }
    expect(startOf(TODAY, { ...END, filing, lead: periodOf('P3M') })).toMatchObject({
      'book-appointment': TODAY,
      'bring-papers': '2026-11-02',
    })
    expect(startOf('2026-11-10', { ...END, filing, lead: periodOf('P3M') })).toMatchObject({
      'bring-papers': '2026-11-10',
    })
  })

  test('is for a paper not before the day from which it is fresh enough', () => {
    // Ten days before Thu 31 December.
    const checklist = { papers: [paper('photo')], maxAge: '10d' }
    expect(startOf(TODAY, END, { checklist })).toMatchObject({ photo: '2026-12-21' })
    expect(startOf('2026-12-23', END, { checklist })).toMatchObject({ photo: '2026-12-23' })
  })

  test('is null for what is done', () => {
    const checklist = { ticks: { 'book-appointment': tick({ done: TODAY }) } }
    expect(startOf(TODAY, END, { checklist })).toMatchObject({
      'book-appointment': null,
      'bring-papers': '2026-11-30',
    })
  })

  test('is null for waiting, before filing and after it', () => {
    const steps = [step('reply', { kind: 'wait' }), filing]
    expect(startOf(TODAY, END, only(...steps))).toEqual({
      reply: null,
      'hand-in': '2026-11-30',
      'wait-for-card': null,
    })
  })

  test('is null for what follows filing', () => {
    const pay = step('pay', { kind: 'office', phase: 'after' })
    const review = step('review', { kind: 'wait', phase: 'after' })
    const found = planned(inputOf(TODAY, END, only(filing, pay, review)))
    expect(stepIn(found, 'pay')).toMatchObject({ latest: null, start: null })
  })

  test('is null where the last day to start is known', () => {
    const term = { ...END, processing: periodOf('5wd') }
    expect(startOf(TODAY, term, { durations: { 'book-appointment': '3d' } })).toEqual({
      'book-appointment': null,
      'bring-papers': null,
      'wait-for-card': null,
      collect: null,
    })
    expect(startOf(TODAY, { ...END, appointment: '2026-12-10' })).toMatchObject({ 'bring-papers': null })
  })
})
