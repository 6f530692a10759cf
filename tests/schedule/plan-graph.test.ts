import { describe, expect, test } from 'vitest'
import {
  EMPTY_NODE,
  type PlanInput,
  type PlanNode,
  type PlanStep,
  sortSteps,
} from '../../src/schedule/plan-graph.ts'
import { inputOf, linked, paper, planned, stepIn, tick } from './plan-cases.ts'

// Thu 31 December 2026 is the last day of the card, and the last one to file where nothing else is known.
const END = { expires: '2026-12-31' }
const TODAY = '2026-10-01'

type Known = Partial<PlanInput['checklist']>

function plan(checklist: Known, more: Partial<Omit<PlanInput, 'checklist'>> = {}) {
  return planned(inputOf(TODAY, END, { ...more, checklist }))
}

const papersIn = (checklist: Known) =>
  plan(checklist)
    .steps.filter(({ kind }) => kind === 'material')
    .map(({ code }) => code)

describe('a paper is in the plan', () => {
  test.each<{ what: string; known: Known; papers: string[] }>([
    { what: 'when it is asked for', known: { papers: [paper('photo')] }, papers: ['photo'] },
    {
      what: 'when it may be asked for',
      known: { papers: [paper('photo', { required: 'unknown' })] },
      papers: ['photo'],
    },
    {
      what: 'not when nobody asks for it',
      known: { papers: [paper('photo'), paper('letter', { required: 'no' })] },
      papers: ['photo'],
    },
    {
      what: 'when nobody asks for it but the user',
      known: {
        papers: [paper('letter', { required: 'no' })],
        ticks: { letter: tick({ notNeeded: false }) },
      },
      papers: ['letter'],
    },
    {
      what: 'not when the user says it is not needed',
      known: { papers: [paper('photo'), paper('form')], ticks: { form: tick({ notNeeded: true }) } },
      papers: ['photo'],
    },
  ])('$what', ({ known, papers }) => {
    expect(papersIn(known)).toEqual(papers)
  })
})

describe('a paper', () => {
  test('unknown to the guide has an unknown duration', () => {
    const found = plan({ ticks: { letter: tick({ own: { text: 'Letter of the employer' } }) } })
    expect(stepIn(found, 'letter')).toMatchObject({ unknown: true, duration: null })
    expect(found.unknown).toContain('letter')
  })

  test('that is missing is open, without a reason', () => {
    const photo = stepIn(plan({ papers: [paper('photo')] }), 'photo')
    expect(photo).toMatchObject({ done: false, unanswered: false, why: null, card: null })
  })

  test('that is ready is done', () => {
    const ticks = { photo: tick({ done: '2026-09-30' }) }
    expect(stepIn(plan({ papers: [paper('photo')], ticks }), 'photo')).toMatchObject({
      done: true,
      unanswered: false,
    })
  })

  test('that depends on the case is unanswered', () => {
    const photo = stepIn(plan({ papers: [paper('photo', { required: 'unknown' })] }), 'photo')
    expect(photo).toMatchObject({ done: false, unanswered: true })
  })

  test('takes as long as the guide says, unless the user says otherwise', () => {
    const photo = (durations: Record<string, string>) =>
      stepIn(plan({ papers: [paper('photo', { duration: '1w' })] }, { durations }), 'photo')
    // Seven, and three, days before Thu 31 December.
    expect(photo({})).toMatchObject({ unknown: false, bound: '2026-12-24' })
    expect(photo({ photo: '3d' })).toMatchObject({ unknown: false, bound: '2026-12-28' })
  })

  test('that ends too soon is obtained again when no card is linked', () => {
    const found = plan({
      papers: [paper('passport', { outlives: 'P0D' })],
      ticks: { passport: tick({ done: '2026-09-30', until: '2027-12-30' }) },
      validity: 'P1Y',
    })
    expect(found.steps.map(({ kind }) => kind)).not.toContain('link')
    expect(stepIn(found, 'passport')).toMatchObject({
      done: false,
      needs: [],
      why: { code: 'link-ends-too-soon', until: '2027-12-30', needed: '2027-12-31' },
    })
  })
})

describe('a card that is a paper', () => {
  const papers = [paper('passport', { card: 'passport' })]
  const ending = (duration: string | null) => ({ passport: linked('pass1', '2026-12-28', { duration }) })

  test('is renewed first when it ends too soon, and the renewal has the duration', () => {
    const found = plan({ papers, links: ending(null) })
    expect(stepIn(found, 'renew-pass1')).toMatchObject({ kind: 'link', unknown: true, duration: null })
    expect(stepIn(found, 'passport')).toMatchObject({ unknown: false, duration: null, done: false })
    expect(found.unknown).toEqual(['renew-pass1', 'wait-for-card'])
  })

  // Each is a working day: Mon 30 November, Thu 17 and Thu 24 December.
  test.each<{ who: string; durations: Record<string, string>; bound: string }>([
    { who: 'by its own guide', durations: {}, bound: '2026-11-30' },
    {
      who: 'by what the user says of the renewal',
      durations: { 'renew-pass1': '2w' },
      bound: '2026-12-17',
    },
    { who: 'by what the user says of the paper', durations: { passport: '1w' }, bound: '2026-12-24' },
    {
      who: 'by what the user says of the renewal before what is said of the paper',
      durations: { 'renew-pass1': '2w', passport: '1w' },
      bound: '2026-12-17',
    },
  ])('is renewed in time $who', ({ durations, bound }) => {
    const found = plan({ papers, links: ending('P1M') }, { durations })
    expect(stepIn(found, 'renew-pass1')).toMatchObject({ bound, unknown: false })
  })

  test.each<{ what: string; isRuleOfThumb: boolean; durations: Record<string, string>; marked: boolean }>([
    { what: "by its guide's rule of thumb", isRuleOfThumb: true, durations: {}, marked: true },
    { what: 'by its own duration', isRuleOfThumb: false, durations: {}, marked: false },
    { what: 'as the user says', isRuleOfThumb: true, durations: { passport: '1w' }, marked: false },
  ])('renewed $what is marked as a rule of thumb: $marked', ({ isRuleOfThumb, durations, marked }) => {
    const passport = linked('pass1', '2026-12-28', { duration: 'P1M', isRuleOfThumb })
    const found = plan({ papers, links: { passport } }, { durations })
    expect(stepIn(found, 'renew-pass1').ruleOfThumb).toBe(marked)
  })

  test('with too few blank pages is not renewed, and the plan says why', () => {
    const found = plan({
      papers: [paper('passport', { card: 'passport', blankPages: 2 })],
      ticks: { passport: tick({ pages: 1 }) },
      links: { passport: linked('pass1', '2030-12-31', { duration: 'P1M' }) },
    })
    expect(found.steps.map(({ code }) => code)).not.toContain('renew-pass1')
    expect(stepIn(found, 'passport')).toMatchObject({
      done: false,
      needs: [],
      why: { code: 'too-few-pages', pages: 1, needed: 2 },
    })
  })

  test('for two papers is renewed once, with the duration of the paper whose id comes first', () => {
    const identity = paper('identity', { card: 'passport' })
    const passport = paper('passport', { card: 'passport' })
    const pass = linked('pass1', '2026-12-28')
    const links = { identity: pass, passport: pass }
    const durations = { identity: '1w', passport: '2w' }
    for (const listed of [
      [identity, passport],
      [passport, identity],
    ]) {
      const found = plan({ papers: listed, links }, { durations })
      const renewals = found.steps.filter(({ kind }) => kind === 'link')
      // A week before Thu 31 December.
      expect(renewals).toMatchObject([{ code: 'renew-pass1', bound: '2026-12-24' }])
    }
  })
})

type One = Pick<PlanStep, 'code' | 'kind' | 'bound'> & { needs?: string[]; card?: PlanStep['card'] }

const DAY = '2026-12-15'

/** The codes in the order of the plan, whichever way round they come. */
function ordered(...steps: One[]): string[] {
  const graph = new Map(
    steps.map(({ code, needs = [] }) => [code, { ...EMPTY_NODE, code, needs } as unknown as PlanNode]),
  )
  const [there, back] = [steps, steps.toReversed()].map(list =>
    sortSteps(list.map(one => ({ ...one })) as PlanStep[], graph).map(({ code }) => code),
  )
  expect(back).toEqual(there)
  return there!
}

const step = (code: string, bound: string, more: Partial<One> = {}): One => ({
  code,
  kind: 'step',
  bound,
  ...more,
})

test('steps are sorted by latest day first', () => {
  expect(
    ordered(
      step('c', '2026-12-14'),
      step('a', '2026-12-16', { kind: 'link' }),
      step('b', '2026-12-13', { kind: 'material' }),
    ),
  ).toEqual(['b', 'c', 'a'])
})

test('on one day, a step comes after those it needs', () => {
  expect(
    ordered(
      step('a', DAY, { needs: ['b'] }),
      step('b', DAY, { needs: ['c'] }),
      step('c', DAY, { needs: ['d'] }),
      step('d', DAY),
    ),
  ).toEqual(['d', 'c', 'b', 'a'])
  // By the longest way, where there are two.
  expect(
    ordered(
      step('a', DAY, { needs: ['z', 'm'] }),
      step('b', DAY, { needs: ['z'] }),
      step('m', DAY, { needs: ['b'] }),
      step('z', DAY),
    ),
  ).toEqual(['z', 'b', 'm', 'a'])
})

test('on one day and at one depth: link, step, office, paper', () => {
  expect(
    ordered(
      step('a', DAY, { kind: 'material' }),
      step('b', DAY, { kind: 'office' }),
      step('c', DAY, { kind: 'step' }),
      step('d', DAY, { kind: 'link' }),
    ),
  ).toEqual(['d', 'c', 'b', 'a'])
})

test('then by code, so that the order of the papers does not matter', () => {
  expect(ordered(step('b', DAY), step('a', DAY), step('c', DAY))).toEqual(['a', 'b', 'c'])
})

test('renewals are sorted by the name of the document, then by code; papers by code', () => {
  const card = (id: string, name: string) => linked(id, '2026-12-01', { name })
  const renewal = (id: string, name: string) =>
    step(`renew-${id}`, DAY, { kind: 'link', card: card(id, name) })
  expect(
    ordered(
      renewal('1', 'Visa'),
      renewal('3', 'Passport'),
      renewal('2', 'Passport'),
      step('b', DAY, { kind: 'material', card: card('4', 'Lease') }),
      step('a', DAY, { kind: 'material', card: card('5', 'Visa') }),
    ),
  ).toEqual(['renew-2', 'renew-3', 'renew-1', 'a', 'b'])
})
