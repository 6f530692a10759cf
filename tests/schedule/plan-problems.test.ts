import { describe, expect, test } from 'vitest'
import { periodOf } from './arbitrary.ts'
import { inputOf, paper, planned, step } from './plan-cases.ts'

// The edges of what a plan finds wrong: the last day on which all is still well, and the first on which it is not.
// December 2026 in Kazakhstan: 16 (a Wednesday) is Independence Day, 31 is a Thursday.
const END = { expires: '2026-12-31' }
/** From Mon 2 November (sixty days before is Sun 1) to Tue 1 December. */
const FILING = { from: periodOf('P60D'), to: periodOf('P30D') }

const problems = (...input: Parameters<typeof inputOf>) => planned(inputOf(...input)).problems

describe('a plan has not expired and is not too late', () => {
  test('on the last valid day itself, where filing takes no time', () => {
    expect(problems('2026-12-31', END)).toEqual([])
    expect(problems('2027-01-01', END)).toEqual([
      { code: 'expired', expires: '2026-12-31' },
      { code: 'past-file-by', fileBy: '2026-12-31' },
    ])
  })

  test('on the last valid day, when a late step is reported; after it no step is', () => {
    const more = { checklist: { papers: [paper('photo', { duration: '1w' })] } }
    // A week before Thu 31 December.
    const late = { code: 'step-late', step: 'photo', latest: '2026-12-24' }
    expect(problems('2026-12-31', END, more)).toEqual([late])
    expect(problems('2027-01-01', END, more).map(({ code }) => code)).toEqual(['expired', 'past-file-by'])
  })

  test('on the last day to file, but is on the day after', () => {
    // Five working days back from Thu 31: 30 29 28 25 24.
    const term = { ...END, processing: periodOf('5wd') }
    expect(problems('2026-12-24', term)).toEqual([])
    expect(problems('2026-12-25', term)).toEqual([{ code: 'past-file-by', fileBy: '2026-12-24' }])
  })

  test('once submitted, however late: only the expiry counts', () => {
    const term = { ...END, processing: periodOf('5wd'), submitted: '2026-12-28' }
    expect(problems('2026-12-30', term)).toEqual([])
    expect(problems('2027-01-01', term)).toEqual([{ code: 'expired', expires: '2026-12-31' }])
  })
})

describe('a filing period', () => {
  test('with at least one day to file is not a problem', () => {
    expect(problems('2026-10-01', { ...END, filing: FILING })).toEqual([])
    // Ten days before Thu 31 is Mon 21.
    const short = { from: periodOf('P10D'), to: periodOf('P10D') }
    expect(planned(inputOf('2026-12-01', { ...END, filing: short }))).toMatchObject({
      filing: { earliest: '2026-12-21', latest: '2026-12-21' },
      problems: [],
    })
  })

  test('shorter than filing takes leaves no day to file', () => {
    // Filing takes 45 days: to end by Tue 1 December it is begun by Sat 17 October, so by Fri 16.
    const methods = [
      {
        id: 'way',
        steps: [step('hand-in', { kind: 'office', phase: 'filing', duration: 'P45D' })],
        expedite: null,
      },
    ]
    const [first] = problems('2026-10-01', { ...END, filing: FILING }, { methods })
    expect(first).toEqual({ code: 'no-day-to-file', opens: '2026-11-02', latest: '2026-10-16' })
  })
})

describe('an appointment', () => {
  test('without a known filing period is never too early', () => {
    expect(problems('2026-10-01', { ...END, appointment: '2026-10-05' })).toEqual([])
  })

  test('on the first day of the filing period is in time, the working day before is not', () => {
    expect(problems('2026-10-01', { ...END, filing: FILING, appointment: '2026-11-02' })).toEqual([])
    expect(problems('2026-10-01', { ...END, filing: FILING, appointment: '2026-10-30' })).toEqual([
      { code: 'appointment-too-early', appointment: '2026-10-30', opens: '2026-11-02' },
    ])
  })

  test('on the last day to file is in time, the working day after is not', () => {
    expect(problems('2026-10-01', { ...END, filing: FILING, appointment: '2026-12-01' })).toEqual([])
    expect(problems('2026-10-01', { ...END, filing: FILING, appointment: '2026-12-02' })).toEqual([
      { code: 'appointment-too-late', appointment: '2026-12-02', fileBy: '2026-12-01' },
    ])
  })
})

describe('the order of steps', () => {
  test('on one day is links, steps, offices, papers; then alphabetical', () => {
    const methods = [
      {
        id: 'way',
        steps: [
          step('visit', { kind: 'office' }),
          step('hand-in', { kind: 'office', phase: 'filing' as const }),
        ],
        expedite: null,
      },
    ]
    const papers = [paper('photo'), paper('form'), paper('a-form')]
    const plan = planned(inputOf('2026-12-01', END, { methods, checklist: { papers } }))
    const codes = plan.steps.map(({ code }) => code)
    expect(codes).toEqual(['visit', 'a-form', 'form', 'photo', 'hand-in', 'wait-for-card'])
  })
})
