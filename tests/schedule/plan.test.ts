import { describe, expect, test } from 'vitest'
import { planRenewal } from '../../src/schedule/plan.ts'
import { statusOn } from '../../src/schedule/status.ts'
import { periodOf } from './arbitrary.ts'
import { AGENT, days, IN_PERSON, inputOf, linked, paper, planned, step, stepIn, tick } from './plan-cases.ts'

describe('worked examples, counted by hand', () => {
  test('Mon 2027-01-04 asked on 1 January: three days left, and no working day among them', () => {
    // 1 January is a holiday, 2 and 3 are the weekend, on 4 January the second holiday is made up for.
    const input = inputOf('2027-01-01', { expires: '2027-01-04' })
    expect(statusOn(input.term, '2027-01-01')).toMatchObject({ daysLeft: 3, lastWorkingDay: '2026-12-31' })
    const plan = planned(input)
    expect(plan.fits).toBe(false)
    expect(plan.problems).toEqual([{ code: 'past-file-by', fileBy: '2026-12-31' }])
    expect(stepIn(plan, 'file')).toMatchObject({ bound: '2026-12-31', late: true })
  })

  test('Sun 2026-12-20 with three working days at the office: Independence Day pushes filing to Monday 14', () => {
    // Back from Fri 18: Thu 17, Tue 15 (Wed 16 is a holiday), Mon 14.
    const plan = planned(inputOf('2026-12-01', { expires: '2026-12-20', processing: periodOf('3wd') }))
    expect(plan.filing).toEqual({ earliest: null, latest: '2026-12-14' })
    expect(days(plan)).toEqual(['2026-12-14 file', '2026-12-14 wait-for-card'])
    expect(plan).toMatchObject({ fits: true, unknown: [] })
  })

  test('Nauryz 2026: ten working days before Wed 25 March begin on Thu 5 March', () => {
    // 23 to 25 are off, so Fri 20; back over 19 18 17 16 13 12 11 10 6 5 (Mon 9 is off, for Women's Day).
    const plan = planned(inputOf('2026-02-01', { expires: '2026-03-25', processing: periodOf('10wd') }))
    expect(plan.filing!.latest).toBe('2026-03-05')
  })

  test('Nauryz 2027: five working days before Wed 24 March begin on Thu 11 March', () => {
    // 22 to 24 are off, so Fri 19; back over 18 17 16 12 11 (Mon 15 is off, for Constitution Day).
    const plan = planned(inputOf('2027-02-01', { expires: '2027-03-24', processing: periodOf('5wd') }))
    expect(plan.filing!.latest).toBe('2027-03-11')
  })

  test('a passport that ends three days before filing is renewed first, and the plan says why', () => {
    const plan = planned(
      inputOf(
        '2026-11-01',
        { expires: '2026-12-31' },
        {
          methods: [IN_PERSON],
          checklist: {
            papers: [paper('passport', { card: 'passport' })],
            links: { passport: linked('pass1', '2026-12-28', { duration: 'P1M' }) },
          },
        },
      ),
    )
    // A month before Thu 31 December is Mon 30 November.
    expect(days(plan)).toEqual([
      '2026-11-30 renew-pass1',
      '2026-12-31 book-appointment',
      '2026-12-31 passport',
      '2026-12-31 bring-papers',
      '2026-12-31 wait-for-card',
      '2026-12-31 collect',
    ])
    expect(stepIn(plan, 'renew-pass1')).toMatchObject({
      kind: 'link',
      why: { code: 'link-ends-before-filing', until: '2026-12-28' },
      card: { name: 'pass1' },
      unknown: false,
    })
    expect(stepIn(plan, 'passport').needs).toEqual(['renew-pass1'])
    expect(stepIn(plan, 'bring-papers').needs).toEqual(['book-appointment', 'passport'])
    expect(plan).toMatchObject({ fits: null, readiness: { missing: ['passport'] } })
  })

  test('a passport that is valid on filing day but not to the end of the new card is renewed first too', () => {
    const links = { passport: linked('pass1', '2027-12-30') }
    const checklist = { papers: [paper('passport', { card: 'passport', outlives: 'P0D' })], links }
    const why = (validity: string | null) =>
      planned(
        inputOf('2026-12-01', { expires: '2026-12-31' }, { checklist: { ...checklist, validity } }),
      ).steps.find(({ kind }) => kind === 'link')?.why
    expect(why('P1Y')).toEqual({
      code: 'link-ends-too-soon',
      until: '2027-12-30',
      needed: '2027-12-31',
      newEnd: '2027-12-31',
    })
    expect(why(null)).toBeUndefined()
  })

  test('an identity card needed for renewing the passport comes before it', () => {
    const id = linked('idcard', '2026-11-15', { duration: '2w' })
    const pass = linked('pass1', '2026-12-28', { duration: 'P1M', needs: [{ paper: 'identity', card: id }] })
    const plan = planned(
      inputOf(
        '2026-10-01',
        { expires: '2026-12-31' },
        { checklist: { papers: [paper('passport', { card: 'passport' })], links: { passport: pass } } },
      ),
    )
    // The passport is filed for by Mon 30 November; two weeks before is Mon 16 November.
    expect(days(plan).slice(0, 2)).toEqual(['2026-11-16 renew-idcard', '2026-11-30 renew-pass1'])
    const good = { ...pass, needs: [{ paper: 'identity', card: linked('idcard', '2026-11-30') }] }
    const without = inputOf(
      '2026-10-01',
      { expires: '2026-12-31' },
      { checklist: { papers: [paper('passport', { card: 'passport' })], links: { passport: good } } },
    )
    expect(days(planned(without))[0]).toBe('2026-11-30 renew-pass1')
  })

  test('a health paper that would be too old on filing day is obtained again, not too early', () => {
    const plan = planned(
      inputOf(
        '2026-12-16',
        { expires: '2026-12-31' },
        {
          checklist: {
            papers: [paper('health', { maxAge: '10d', duration: '3d' })],
            ticks: { health: tick({ done: '2026-12-15', taken: '2026-12-15' }) },
          },
        },
      ),
    )
    // Ten days before 31 December is 21 December; three days to get it: begun from 18, by 28 December.
    expect(stepIn(plan, 'health')).toMatchObject({
      done: false,
      earliest: '2026-12-18',
      bound: '2026-12-28',
      why: { code: 'too-old', oldest: '2026-12-21' },
    })
  })

  test('filing that takes a week starts on the day of the appointment, and its papers are due that day', () => {
    const plan = planned(
      inputOf(
        '2026-12-01',
        { expires: '2026-12-31', appointment: '2026-12-15' },
        {
          methods: [
            {
              id: 'way',
              steps: [
                step('hand-in', { kind: 'office', phase: 'filing', duration: '1w' }),
                step('pay', { phase: 'filing' }),
              ],
              expedite: null,
            },
          ],
          checklist: { papers: [paper('photo')] },
        },
      ),
    )
    expect(plan.fits).toBeNull()
    expect(stepIn(plan, 'hand-in')).toMatchObject({ earliest: '2026-12-15', bound: '2026-12-15' })
    expect(stepIn(plan, 'photo').bound).toBe('2026-12-15')
  })

  test('an appointment after the last working day does not fit and has alternatives', () => {
    const plan = planned(
      inputOf(
        '2026-12-01',
        { expires: '2026-12-31', appointment: '2027-01-05' },
        { methods: [IN_PERSON, AGENT], method: 'in-person' },
      ),
    )
    expect(plan.fits).toBe(false)
    expect(plan.problems).toEqual([
      { code: 'appointment-too-late', appointment: '2027-01-05', fileBy: '2026-12-31' },
    ])
    expect(plan.alternatives).toMatchObject([
      { code: 'earlier-appointment', method: null, certain: false },
      { code: 'expedite', method: 'in-person', certain: false },
      { code: 'agent', method: 'agent', certain: false },
    ])
    expect(plan.filingDay).toBe('2027-01-05')
  })

  test('a work permit is filed between sixty and thirty days before it expires', () => {
    const filing = { from: periodOf('P60D'), to: periodOf('P30D') }
    const plan = planned(inputOf('2026-10-01', { expires: '2026-12-31', filing }))
    // Sixty days before is Sun 1 November, so Mon 2; thirty days before is Tue 1 December.
    expect(plan.filing).toEqual({ earliest: '2026-11-02', latest: '2026-12-01' })
    expect(stepIn(plan, 'file')).toMatchObject({ earliest: '2026-11-02', bound: '2026-12-01' })
  })

  test('a filing period with no working day in it leaves no day to file', () => {
    const filing = { from: periodOf('P10D'), to: periodOf('P8D') }
    // 21 to 23 March 2026: Saturday, Sunday, and the first day of Nauryz that is made up for.
    const plan = planned(inputOf('2026-02-01', { expires: '2026-03-31', filing }))
    expect(plan.fits).toBe(false)
    expect(plan.problems).toEqual([{ code: 'no-day-to-file', opens: '2026-03-26', latest: '2026-03-20' }])
  })
})

describe('steps', () => {
  const base = { methods: [IN_PERSON, AGENT], method: 'in-person' }

  test('unknown durations count as zero and are marked; the user can set them', () => {
    const plan = planned(inputOf('2026-12-01', { expires: '2026-12-31' }, base))
    expect(stepIn(plan, 'book-appointment')).toMatchObject({
      unknown: true,
      duration: null,
      bound: '2026-12-31',
    })
    expect(plan.unknown).toEqual(['book-appointment', 'wait-for-card'])
    const known = planned(
      inputOf('2026-12-01', { expires: '2026-12-31' }, { ...base, durations: { 'book-appointment': '3w' } }),
    )
    expect(stepIn(known, 'book-appointment')).toMatchObject({ unknown: false, bound: '2026-12-10' })
    expect(known.unknown).toEqual(['wait-for-card'])
  })

  test('an appointment needs no booking, and papers are due on its day', () => {
    const plan = planned(
      inputOf(
        '2026-12-01',
        { expires: '2026-12-31', appointment: '2026-12-10' },
        { ...base, checklist: { papers: [paper('photo')] } },
      ),
    )
    expect(stepIn(plan, 'book-appointment').done).toBe(true)
    expect(stepIn(plan, 'photo').bound).toBe('2026-12-10')
    expect(plan.filing).toEqual({ earliest: '2026-12-10', latest: '2026-12-10' })
    expect(plan.filingDay).toBe('2026-12-10')
  })

  test('an appointment is the day on which filing starts, however long it takes', () => {
    const steps = [
      step('hand-in', { kind: 'office', phase: 'filing' }),
      step('fingerprints', { kind: 'office', phase: 'filing', duration: '2w' }),
    ]
    const methods = [{ id: 'only', steps, expedite: null }]
    const on = (appointment: string) =>
      planned(inputOf('2026-12-01', { expires: '2026-12-31', appointment }, { methods }))
    expect(days(on('2026-12-10')).slice(0, 2)).toEqual(['2026-12-10 hand-in', '2026-12-10 fingerprints'])
    // Two weeks before Thu 31 December is Thu 17: an appointment on 18 is too late.
    expect(on('2026-12-17').fits).toBeNull()
    expect(on('2026-12-18').problems).toEqual([
      { code: 'appointment-too-late', appointment: '2026-12-18', fileBy: '2026-12-17' },
    ])
  })

  test('an appointment on a day off is planned for the working day before and reported', () => {
    const plan = planned(inputOf('2026-12-01', { expires: '2026-12-31', appointment: '2026-12-16' }, base))
    expect(plan.problems).toEqual([
      { code: 'appointment-day-off', appointment: '2026-12-16', off: 'holiday', open: '2026-12-17' },
    ])
    expect(plan.fits).toBeNull()
    expect(stepIn(plan, 'bring-papers').bound).toBe('2026-12-15')
  })

  test('an appointment in the past is ignored and reported', () => {
    const plan = planned(inputOf('2026-12-11', { expires: '2026-12-31', appointment: '2026-12-10' }, base))
    expect(plan.problems).toEqual([{ code: 'appointment-past', appointment: '2026-12-10' }])
    expect(plan.filing!.latest).toBe('2026-12-31')
  })

  test('choosing comes first when there are several methods and none is chosen', () => {
    const plan = planned(inputOf('2026-12-01', { expires: '2026-12-31' }, { methods: [IN_PERSON, AGENT] }))
    expect(plan.steps.map(({ code }) => code)).toEqual(['choose-method', 'file', 'wait-for-card'])
    expect(plan.method).toBeNull()
  })

  test('the only method need not be chosen', () => {
    expect(planned(inputOf('2026-12-01', { expires: '2026-12-31' }, { methods: [AGENT] })).method).toBe(
      'agent',
    )
  })

  test('steps before a ticked step are done too', () => {
    const steps = [step('call'), step('book-appointment'), step('file-it', { phase: 'filing' })]
    const methods = [{ id: 'only', steps, expedite: null }]
    const ticks = { 'book-appointment': tick({ done: '2026-12-01' }) }
    const plan = planned(inputOf('2026-12-01', { expires: '2026-12-31' }, { methods, checklist: { ticks } }))
    expect(plan.steps.filter(({ done }) => done).map(({ code }) => code)).toEqual([
      'call',
      'book-appointment',
    ])
  })

  test('once submitted only later steps are left, and papers no longer matter', () => {
    const plan = planned(
      inputOf(
        '2026-12-20',
        { expires: '2026-12-31', submitted: '2026-12-10' },
        { ...base, checklist: { papers: [paper('photo')] } },
      ),
    )
    expect(plan.steps.filter(({ done }) => !done).map(({ code }) => code)).toEqual([
      'wait-for-card',
      'collect',
    ])
    expect(plan).toMatchObject({ fits: null, filing: null, filingDay: '2026-12-10' })
  })

  test('a step whose latest day has passed is late, and the plan does not fit', () => {
    const plan = planned(
      inputOf('2026-12-15', { expires: '2026-12-31' }, { ...base, durations: { 'book-appointment': '3w' } }),
    )
    expect(plan).toMatchObject({ fits: false })
    expect(plan.problems).toEqual([{ code: 'step-late', step: 'book-appointment', latest: '2026-12-10' }])
    expect(plan.alternatives.map(({ code }) => code)).toEqual(['agent'])
  })

  test('an unanswered paper that would be late leaves the verdict open', () => {
    const checklist = { papers: [paper('health', { required: 'unknown', duration: 'P2M' })] }
    const term = { expires: '2026-12-31', processing: periodOf('1d') }
    const plan = planned(inputOf('2026-12-01', term, { checklist }))
    expect(plan.unknown).toEqual([])
    expect(stepIn(plan, 'health')).toMatchObject({ unanswered: true, late: true })
    expect(plan.fits).toBeNull()
  })

  test('slack moves everything earlier, but never filing before today', () => {
    const filed = (slack: string) =>
      planned(inputOf('2026-12-21', { expires: '2026-12-31' }, { durations: { slack } })).filing!.latest
    expect(filed('3d')).toBe('2026-12-28')
    expect(filed('2w')).toBe('2026-12-21')
  })

  test('an expired card has no alternatives', () => {
    const plan = planned(inputOf('2027-01-10', { expires: '2026-12-31' }, base))
    expect(plan).toMatchObject({ fits: false, alternatives: [] })
    expect(plan.problems[0]).toEqual({ code: 'expired', expires: '2026-12-31' })
  })

  test('an express service is certain only if the time it saves is known', () => {
    const methods = [
      {
        ...IN_PERSON,
        steps: [step('file', { kind: 'office', phase: 'filing' })],
        expedite: { saves: '5wd' },
      },
    ]
    const term = { expires: '2026-12-31', processing: periodOf('10wd') }
    // Ten working days back from Thu 31: 30 29 28 25 24 23 22 21 18 17.
    expect(planned(inputOf('2026-12-10', term, { methods })).filing!.latest).toBe('2026-12-17')
    expect(planned(inputOf('2026-12-21', term, { methods })).alternatives).toMatchObject([
      { code: 'expedite', method: 'in-person', certain: true },
    ])
    expect(planned(inputOf('2026-12-28', term, { methods })).alternatives).toEqual([])
  })

  test('a card without end has no plan', () => {
    expect(planRenewal(inputOf('2026-12-01', { expires: null }))).toBeNull()
  })
})
