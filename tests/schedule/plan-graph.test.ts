import { describe, expect, test } from 'vitest'
import type { PlanInput } from '../../src/schedule/plan-graph.ts'
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
  test('that the guide says nothing about: nobody knows how long it takes, nor how far to trust it', () => {
    const found = plan({ ticks: { letter: tick({ own: { text: 'Letter of the employer' } }) } })
    expect(stepIn(found, 'letter')).toMatchObject({ unknown: true, duration: null, trust: null })
    expect(found.unknown).toContain('letter')
  })

  test('that nobody has got yet is left to do, and why is plain', () => {
    const photo = stepIn(plan({ papers: [paper('photo')] }), 'photo')
    expect(photo).toMatchObject({ done: false, unanswered: false, why: null, card: null })
  })

  test('that is at hand is done', () => {
    const ticks = { photo: tick({ done: '2026-09-30' }) }
    expect(stepIn(plan({ papers: [paper('photo')], ticks }), 'photo')).toMatchObject({
      done: true,
      unanswered: false,
    })
  })

  test('that may be asked for is one to ask about', () => {
    const photo = stepIn(plan({ papers: [paper('photo', { required: 'unknown' })] }), 'photo')
    expect(photo).toMatchObject({ done: false, unanswered: true })
  })

  test('of which the guide says how long it takes is begun by then, unless the user says otherwise', () => {
    const papers = { photo: { duration: '1w', trust: 'official' as const } }
    const photo = (durations: Record<string, string>) =>
      stepIn(plan({ papers: [paper('photo')] }, { papers, durations }), 'photo')
    // Seven, and three, days before Thu 31 December.
    expect(photo({})).toMatchObject({ unknown: false, latest: '2026-12-24', trust: 'official' })
    expect(photo({ photo: '3d' })).toMatchObject({ unknown: false, latest: '2026-12-28' })
  })

  test('with an end of its own that comes too soon is got again; there is no card to renew', () => {
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

  test('is renewed first when it ends too soon: what takes time is the renewal', () => {
    const found = plan({ papers, links: ending(null) })
    expect(stepIn(found, 'renew-pass1')).toMatchObject({ kind: 'link', unknown: true, duration: null })
    expect(stepIn(found, 'passport')).toMatchObject({ unknown: false, duration: null, done: false })
    expect(found.unknown).toEqual(['renew-pass1', 'wait-for-card'])
  })

  // Each is a working day: Mon 30 November, Thu 17 and Thu 24 December.
  test.each<{ who: string; durations: Record<string, string>; latest: string }>([
    { who: 'by its own guide', durations: {}, latest: '2026-11-30' },
    {
      who: 'by what the user says of the renewal',
      durations: { 'renew-pass1': '2w' },
      latest: '2026-12-17',
    },
    { who: 'by what the user says of the paper', durations: { passport: '1w' }, latest: '2026-12-24' },
    {
      who: 'by what the user says of the renewal before what is said of the paper',
      durations: { 'renew-pass1': '2w', passport: '1w' },
      latest: '2026-12-17',
    },
  ])('is renewed in time $who', ({ durations, latest }) => {
    const found = plan({ papers, links: ending('P1M') }, { durations })
    expect(stepIn(found, 'renew-pass1')).toMatchObject({ latest, unknown: false })
  })

  test('is left as it is where too few of its pages are blank, which the plan says', () => {
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

  test('twice is renewed once, in time by the paper whose id comes first, wherever the guide names it', () => {
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
      expect(renewals).toMatchObject([{ code: 'renew-pass1', latest: '2026-12-24' }])
    }
  })
})
