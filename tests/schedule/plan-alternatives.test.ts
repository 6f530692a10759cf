import { describe, expect, test } from 'vitest'
import type { MethodStep, PlanInput, PlanMethod } from '../../src/schedule/plan-graph.ts'
import { periodOf } from './arbitrary.ts'
import { AGENT, IN_PERSON, inputOf, linked, paper, planned, step } from './plan-cases.ts'

// December 2026 in Kazakhstan: 1 is a Tuesday, 16 (a Wednesday) is Independence Day, 31 a Thursday.
const END = '2026-12-31'
/** Filing from Mon 2 November to Tue 1 December: sixty days before is Sun 1 November. */
const FILING = { from: periodOf('P60D'), to: periodOf('P30D') }
/** Ten working days back from Thu 31: 30 29 28 25 24 23 22 21 18 17; filing by Thu 17 December. */
const SLOW = { expires: END, processing: periodOf('10wd') }

function way(id: string, steps: MethodStep[], saves?: string | null): PlanMethod {
  return { id, steps, expedite: saves === undefined ? null : { saves } }
}

const FILE = step('hand-in', { kind: 'office', phase: 'filing' })

/** What would still work, with a "?" where one has to ask. */
function ways(input: PlanInput): string[] {
  return planned(input).alternatives.map(
    ({ code, method, certain }) => `${code}${method ? ` ${method}` : ''}${certain ? '' : '?'}`,
  )
}

test('a plan that fits has no alternatives', () => {
  const plan = planned(inputOf('2026-12-01', { expires: END }, { methods: [IN_PERSON, AGENT] }))
  expect(plan).toMatchObject({ fits: null, alternatives: [] })
})

describe('another appointment', () => {
  const methods = [way('only', [FILE])]
  const on = (today: string, appointment: string, more: Parameters<typeof inputOf>[2] = {}) =>
    inputOf(today, { expires: END, appointment }, { methods, ...more })
  /** A paper that takes a week. */
  const photo = { checklist: { papers: [paper('photo', { duration: '1w' })] } }

  test('an earlier one when it is too late, even on a day off', () => {
    // 2 January 2027 is a Saturday.
    expect(planned(on('2026-12-01', '2027-01-02')).problems.map(({ code }) => code)).toEqual([
      'appointment-too-late',
      'appointment-day-off',
    ])
    expect(ways(on('2026-12-01', '2027-01-02'))).toEqual(['earlier-appointment?'])
  })

  test('a later one when it is before the filing period', () => {
    const input = inputOf('2026-10-01', { expires: END, filing: FILING, appointment: '2026-10-20' })
    expect(planned(input).problems.map(({ code }) => code)).toEqual(['appointment-too-early'])
    expect(ways(input)).toEqual(['later-appointment?'])
  })

  test('a later one when a paper cannot be ready on its day', () => {
    // To be there on Thu 10 December the photo should have been begun on Thu 3; for 31 it may be on 24.
    expect(planned(on('2026-12-08', '2026-12-10', photo)).problems).toEqual([
      { code: 'step-late', step: 'photo', latest: '2026-12-03' },
    ])
    expect(ways(on('2026-12-08', '2026-12-10', photo))).toEqual(['later-appointment?'])
  })

  test('none when no other day would help', () => {
    // From Fri 25 December the photo is there on 1 January at the earliest.
    expect(ways(on('2026-12-25', '2026-12-28', photo))).toEqual([])
    expect(ways(on('2026-12-25', '2027-01-02', photo))).toEqual([])
  })

  test('none without an appointment', () => {
    expect(ways(inputOf('2026-12-25', { expires: END }, { methods, ...photo }))).toEqual([])
  })
})

describe('another method', () => {
  // Chosen too late: three weeks before Thu 31 December is Thu 10.
  const slow = way('slow', [step('call', { duration: '3w' }), FILE])
  const among = (...others: PlanMethod[]) =>
    ways(
      inputOf(
        '2026-12-15',
        { expires: END, processing: periodOf('1wd') },
        { methods: [slow, ...others], method: 'slow' },
      ),
    )

  test('that fits is returned with its id, as certain if all its durations are known', () => {
    expect(among(way('online', [FILE]))).toEqual(['method online'])
    expect(among(way('online', [step('register'), FILE]))).toEqual(['method online?'])
  })

  test('that does not fit either is left out', () => {
    expect(among(way('post', [step('write', { duration: 'P2M' }), FILE]), way('online', [FILE]))).toEqual([
      'method online',
    ])
  })

  test('that is an agent has its own code', () => {
    expect(among(way('agent', [FILE]))).toEqual(['agent agent'])
    expect(among(way('agent', [step('check-agent'), FILE]))).toEqual(['agent agent?'])
  })
})

describe('an express service', () => {
  test('is returned when no method is chosen and one of them has it', () => {
    // The last day to file was Thu 17 December; an agent needs a fortnight before the filing.
    const methods = [way('agent', [step('ask', { duration: '2w' }), FILE]), way('in-person', [FILE], '1w')]
    const input = inputOf('2026-12-21', SLOW, { methods })
    expect(planned(input).method).toBeNull()
    expect(ways(input)).toEqual(['expedite?'])
  })

  test('is not certain when the duration of a step is unknown', () => {
    const of = (steps: MethodStep[]) =>
      ways(inputOf('2026-12-21', SLOW, { methods: [way('only', steps, '5wd')] }))
    expect(of([FILE])).toEqual(['expedite only'])
    expect(of([step('book'), FILE])).toEqual(['expedite only?'])
  })

  test('is not certain when the time it saves is unknown', () => {
    expect(ways(inputOf('2026-12-21', SLOW, { methods: [way('only', [FILE], null)] }))).toEqual([
      'expedite only?',
    ])
  })

  test('does not shorten a wait before the filing', () => {
    const confirm = step('confirm', { kind: 'wait', duration: '2w' })
    const from = (today: string) =>
      ways(inputOf(today, SLOW, { methods: [way('only', [confirm, FILE], '5wd')] }))
    // Five working days after Thu 17 is Thu 24; a fortnight before that is Thu 10.
    expect(from('2026-12-10')).toEqual(['expedite only'])
    expect(from('2026-12-11')).toEqual([])
  })

  test('does not shorten what comes after the wait', () => {
    const register = step('register', { kind: 'step', phase: 'after', duration: '1w' })
    const from = (today: string) =>
      ways(inputOf(today, SLOW, { methods: [way('only', [FILE, register], 'P2M')] }))
    // A week before Thu 31 December is Thu 24, however fast the office is.
    expect(from('2026-12-24')).toEqual(['expedite only'])
    expect(from('2026-12-25')).toEqual([])
  })
})

describe('a linked document', () => {
  /** A passport that ends three days before the last day to file; renewed in a month, it was due on Mon 30 November. */
  const passport = linked('pass1', '2026-12-28', { name: 'Passport', duration: 'P1M' })
  const needing = (
    card = passport,
    ...papers: string[]
  ): Pick<PlanInput, 'methods'> & { checklist: object } => ({
    methods: [way('only', [FILE])],
    checklist: {
      papers: [paper('passport', { card: 'passport' }), ...papers.map(id => paper(id))],
      links: { passport: card },
    },
  })
  const alternatives = (...input: Parameters<typeof inputOf>) => planned(inputOf(...input)).alternatives
  const codes = (...input: Parameters<typeof inputOf>) => alternatives(...input).map(({ code }) => code)
  const END_KNOWN = { expires: END, processing: periodOf('0d') }

  test('too late to renew may be filed with as long as it is valid, or renewed faster', () => {
    const base = { method: null, certain: false }
    const document = { id: 'pass1', name: 'Passport', until: '2026-12-28' }
    expect(alternatives('2026-12-10', END_KNOWN, needing())).toEqual([
      { ...base, code: 'file-with-old', document },
      { ...base, code: 'expedite-document', document },
    ])
  })

  test('may be filed with on its last day, and only renewed faster after it', () => {
    expect(codes('2026-12-28', END_KNOWN, needing())).toEqual(['file-with-old', 'expedite-document'])
    expect(codes('2026-12-29', END_KNOWN, needing())).toEqual(['expedite-document'])
  })

  test('valid for longer may be filed with until the last day to file', () => {
    const short = linked('pass1', '2027-03-01', { duration: 'P1M' })
    const checklist = {
      papers: [paper('passport', { card: 'passport', outlives: 'P6M' })],
      links: { passport: short },
    }
    const found = alternatives('2026-12-10', END_KNOWN, { methods: [way('only', [FILE])], checklist })
    expect(found.map(({ code, document }) => `${code} ${document?.until}`)).toEqual([
      'file-with-old 2026-12-31',
      'expedite-document 2026-12-31',
    ])
  })

  test('that takes an unknown time to renew has alternatives at once', () => {
    const unknown = linked('pass1', '2026-12-28')
    expect(codes('2026-10-01', END_KNOWN, needing(unknown))).toEqual(['file-with-old', 'expedite-document'])
  })

  test('has none while there is time to renew it, or when it need not be renewed', () => {
    expect(codes('2026-11-30', END_KNOWN, needing())).toEqual([])
    expect(codes('2026-12-10', END_KNOWN, needing(linked('pass1', null)))).toEqual([])
  })

  test('has none once submitted', () => {
    expect(codes('2026-12-10', { ...END_KNOWN, submitted: '2026-12-09' }, needing())).toEqual([])
  })

  test('has none when something else stops the plan', () => {
    const known = needing()
    const papers = [paper('passport', { card: 'passport' }), paper('photo', { duration: '1mo' })]
    const photo = { ...known, checklist: { ...known.checklist, papers } }
    expect(planned(inputOf('2026-12-10', END_KNOWN, photo)).problems).toMatchObject([
      { code: 'step-late', step: 'renew-pass1' },
      { code: 'step-late', step: 'photo' },
      { code: 'paper', step: 'renew-pass1' },
    ])
    expect(codes('2026-12-10', END_KNOWN, photo)).toEqual([])
    expect(codes('2026-12-10', END_KNOWN, needing(passport, 'photo'))).toEqual([
      'file-with-old',
      'expedite-document',
    ])
    expect(codes('2027-01-01', END_KNOWN, needing())).toEqual([])
  })

  test('has them beside a problem that stops nothing', () => {
    // Sat 26 December: the office is closed.
    const term = { ...END_KNOWN, appointment: '2026-12-26' }
    const card = linked('pass1', '2026-12-20', { duration: 'P1M' })
    expect(planned(inputOf('2026-12-10', term, needing(card))).problems.map(({ code }) => code)).toEqual([
      'appointment-day-off',
      'step-late',
      'paper',
    ])
    expect(codes('2026-12-10', term, needing(card))).toEqual(['file-with-old', 'expedite-document'])
  })

  test('too late for the appointment leaves a later one, until which it can be renewed', () => {
    const term = { ...END_KNOWN, appointment: '2026-12-15' }
    // Renewed in two weeks: for Tue 15 December from Tue 1 on, for Thu 31 from Thu 17 on.
    const card = linked('pass1', '2026-12-05', { duration: '2w' })
    expect(codes('2026-12-10', term, needing(card))).toEqual(['expedite-document', 'later-appointment'])
    expect(codes('2026-12-18', term, needing(card))).toEqual(['expedite-document'])
  })

  describe('that is too late in any case', () => {
    const online = way('online', [FILE])
    const slow = way('slow', [step('call', { duration: '3w' }), FILE])
    const among = (chosen: PlanMethod) =>
      alternatives('2026-12-15', END_KNOWN, { ...needing(), methods: [slow, online], method: chosen.id }).map(
        ({ code, method, certain }) => ({ code, method, certain }),
      )

    test('leaves another method that would only need it to be accepted', () => {
      // Three weeks before Thu 31 December is Thu 10.
      expect(among(slow)).toEqual([{ code: 'method', method: 'online', certain: false }])
    })

    test('gains nothing from another method where the chosen one is in time', () => {
      expect(among(online).map(({ code }) => code)).toEqual(['file-with-old', 'expedite-document'])
      const both = alternatives('2026-12-08', END_KNOWN, {
        ...needing(),
        methods: [slow, online],
        method: 'online',
      })
      expect(both.map(({ code }) => code)).toEqual(['file-with-old', 'expedite-document'])
    })
  })
})
