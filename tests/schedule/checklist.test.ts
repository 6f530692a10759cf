import { describe, expect, test } from 'vitest'
import { type ChecklistInput, readiness, type Tick } from '../../src/schedule/checklist.ts'
import { linkCircle } from '../../src/schedule/link.ts'
import { linked, paper, tick } from './plan-cases.ts'

/** Judged as of 2026-12-10, for a card that ends on 2026-12-31 and will be valid for another year. */
function judge(more: Partial<ChecklistInput>) {
  return readiness({
    papers: [],
    maxAge: null,
    ticks: {},
    links: {},
    candidates: {},
    filingDay: '2026-12-10',
    expires: '2026-12-31',
    validity: 'P1Y',
    ...more,
  })
}

const one = (more: Partial<ChecklistInput>) => judge(more).items[0]!
const photo = paper('photo')

describe('a paper', () => {
  test('is missing until it is ticked off', () => {
    expect(one({ papers: [photo] })).toMatchObject({ state: 'missing', fault: { code: 'not-yet' } })
    expect(one({ papers: [photo], ticks: { photo: tick({ done: '2026-11-01' }) } })).toMatchObject({
      state: 'ready',
      fault: null,
      doubts: [],
    })
  })

  test('valid on filing day is ready; one that ends the day before is not', () => {
    const until = (day: string) =>
      one({ papers: [photo], ticks: { photo: tick({ done: '2026-11-01', until: day }) } })
    expect(until('2026-12-10').state).toBe('ready')
    expect(until('2026-12-09')).toMatchObject({
      state: 'missing',
      fault: { code: 'ends-before-filing', until: '2026-12-09' },
    })
  })

  test('may be as old as allowed on filing day, and not a day older', () => {
    const taken = (day: string) =>
      one({
        papers: [paper('form', { maxAge: '10d' })],
        ticks: { form: tick({ done: '2026-12-01', taken: day }) },
      })
    expect(taken('2026-11-30')).toMatchObject({ state: 'ready', takenFrom: '2026-11-30' })
    expect(taken('2026-11-29')).toMatchObject({
      state: 'missing',
      fault: { code: 'too-old', oldest: '2026-11-30' },
    })
  })

  test('of unknown age is ready with a doubt, unless it was ticked off too long ago', () => {
    const done = (day: string) =>
      one({ papers: [paper('form', { maxAge: '10d' })], ticks: { form: tick({ done: day }) } })
    expect(done('2026-12-01')).toMatchObject({ state: 'ready', doubts: ['age'] })
    expect(done('2026-11-29')).toMatchObject({ state: 'missing', fault: { code: 'too-old' } })
  })

  test('follows the maximum age of the guide unless it has one itself; a card has none', () => {
    const ticks = { form: tick({ done: '2026-12-01', taken: '2026-08-01' }) }
    expect(one({ papers: [paper('form')], ticks, maxAge: 'P90D' }).state).toBe('missing')
    expect(one({ papers: [paper('form', { maxAge: 'P180D' })], ticks, maxAge: 'P90D' }).state).toBe('ready')
    expect(one({ papers: [paper('form', { card: 'passport' })], ticks, maxAge: 'P90D' }).state).toBe('ready')
  })

  test('with too few blank pages is not ready; uncounted pages are a doubt', () => {
    const pages = (count: number | null) =>
      one({
        papers: [paper('passport', { blankPages: 2 })],
        ticks: { passport: tick({ done: '2026-12-01', pages: count }) },
      })
    expect(pages(1)).toMatchObject({ fault: { code: 'too-few-pages', pages: 1, needed: 2 } })
    expect(pages(2)).toMatchObject({ state: 'ready', doubts: [] })
    expect(pages(null)).toMatchObject({ state: 'ready', doubts: ['pages'] })
  })

  test('that depends on the case is unanswered until the user answers', () => {
    const health = paper('health', { required: 'unknown' })
    const answered = (notNeeded: boolean | null) =>
      judge({ papers: [health], ticks: { health: tick({ notNeeded }) } })
    expect(judge({ papers: [health] })).toMatchObject({
      ready: 0,
      needed: 1,
      unanswered: ['health'],
      missing: [],
    })
    expect(answered(true)).toMatchObject({ needed: 0, unanswered: [], missing: [] })
    expect(answered(false)).toMatchObject({ needed: 1, unanswered: [], missing: ['health'] })
    expect(judge({ papers: [health], ticks: { health: tick({ done: '2026-12-01' }) } })).toMatchObject({
      needed: 1,
      ready: 1,
    })
  })

  test('that is optional is not counted until the user says it is needed', () => {
    const extra = paper('extra', { required: 'no' })
    expect(judge({ papers: [extra] })).toMatchObject({ needed: 0, items: [{ state: 'optional' }] })
    expect(judge({ papers: [extra], ticks: { extra: tick({ notNeeded: false }) } })).toMatchObject({
      needed: 1,
      missing: ['extra'],
    })
  })

  test('of the user is needed like any other', () => {
    const ticks = { letter: tick({ own: { text: "Employer's letter" } }) }
    expect(judge({ papers: [photo], ticks })).toMatchObject({
      needed: 2,
      missing: ['photo', 'letter'],
      items: [{ own: false }, { own: true }],
    })
  })

  test('with a date is ready and has a certain age, whatever day it was ticked off', () => {
    const ticks = { form: tick({ taken: '2026-12-01' }) }
    expect(one({ papers: [paper('form', { maxAge: '10d' })], ticks })).toMatchObject({
      state: 'ready',
      doubts: [],
    })
  })

  test('that is optional counts as needed once it was started', () => {
    const papers = [paper('health', { required: 'unknown' })]
    expect(one({ papers, ticks: { health: tick({ taken: '2026-12-01' }) } }).state).toBe('ready')
    expect(one({ papers, links: { health: linked('card', '2026-12-09') } }).state).toBe('missing')
    expect(one({ papers, links: { health: linked('card', '2026-12-10') } }).state).toBe('ready')
  })

  test('added by the user and later by the guide is one paper, not two', () => {
    const ticks = { photo: tick({ own: { text: 'Photo' } }) }
    expect(judge({ papers: [photo], ticks })).toMatchObject({ needed: 1, missing: ['photo'] })
  })

  test('does not include ticked steps of a renewal', () => {
    const ticks = { 'book-appointment': tick({ done: '2026-12-01' }) }
    expect(judge({ papers: [photo], ticks }).items.map(({ id }) => id)).toEqual(['photo'])
  })

  test('that is not needed or not accepted has no doubts', () => {
    const papers = [paper('visa', { card: 'visa', blankPages: 2, outlives: 'P1M' })]
    const state = (more: Partial<Tick>) =>
      one({ papers, ticks: { visa: tick({ done: '2026-12-01', ...more }) }, validity: null })
    expect(state({ until: '2027-06-30' })).toMatchObject({ state: 'ready', doubts: ['new-end', 'pages'] })
    expect(state({ until: '2027-06-30', notNeeded: true })).toMatchObject({ state: 'not-needed', doubts: [] })
    expect(state({ until: '2027-06-30', pages: 1 })).toMatchObject({ state: 'missing', doubts: [] })
  })

  test('of known age that ends in time is ready without a doubt', () => {
    const papers = [paper('form', { maxAge: '10d', outlives: 'P1M' })]
    const until = (day: string) => one({ papers, ticks: { form: tick({ taken: '2026-12-01', until: day }) } })
    expect(until('2028-01-31')).toMatchObject({ state: 'ready', doubts: [] })
    expect(until('2028-01-30')).toMatchObject({ state: 'missing', fault: { code: 'link-ends-too-soon' } })
  })

  test('with an age in working days throws', () => {
    const papers = [paper('form', { maxAge: '10wd' })]
    expect(() => judge({ papers })).toThrow('the age of a paper is counted in calendar days')
  })

  test('is not checked against a filing day when none is known', () => {
    const ticks = { form: tick({ done: '2020-01-01', until: '2020-02-01' }) }
    expect(one({ papers: [paper('form', { maxAge: '10d' })], ticks, filingDay: null }).state).toBe('ready')
  })
})

describe('a paper that is a card', () => {
  const passport = paper('passport', { card: 'passport' })

  test('needs no tick when a card is linked, and must be valid on filing day', () => {
    const link = (expires: string | null) =>
      one({ papers: [passport], links: { passport: linked('p', expires) } })
    expect(link('2026-12-10').state).toBe('ready')
    expect(link(null).state).toBe('ready')
    expect(link('2026-12-09')).toMatchObject({
      state: 'missing',
      fault: { code: 'link-ends-before-filing', until: '2026-12-09' },
    })
  })

  test('must outlive the new card by the margin, counted from the end of the old one', () => {
    const link = (expires: string, validity: string | null = 'P1Y') =>
      one({
        papers: [{ ...passport, outlives: 'P3M' }],
        links: { passport: linked('p', expires) },
        validity,
      })
    expect(link('2028-03-31')).toMatchObject({ state: 'ready', doubts: [] })
    expect(link('2028-03-30')).toMatchObject({
      fault: { code: 'link-ends-too-soon', needed: '2028-03-31', newEnd: '2027-12-31' },
    })
    // Not knowing how long the new card holds, it holds at least as long as the old one.
    expect(link('2027-03-31', null)).toMatchObject({ state: 'ready', doubts: ['new-end'] })
    expect(link('2027-03-30', null)).toMatchObject({ fault: { code: 'link-ends-too-soon' } })
  })

  test('has a doubt when its end is unknown, but not when something else is brought instead', () => {
    const home = paper('home', { card: 'lease', oneOf: [{ id: 'lease' }, { id: 'statement' }] })
    const brought = (choice: string | null) =>
      one({ papers: [home], ticks: { home: tick({ done: '2026-12-01', choice }) } }).doubts
    expect(brought('lease')).toEqual(['until'])
    expect(brought(null)).toEqual(['until'])
    expect(brought('statement')).toEqual([])
    // A guide that once named several may have come to ask for the card alone.
    const lease = paper('home', { card: 'lease' })
    const ticks = { home: tick({ done: '2026-12-01', choice: 'statement' }) }
    expect(one({ papers: [lease], ticks }).doubts).toEqual(['until'])
  })

  test('is judged by the linked card, not by an age or an end the user entered, but its blank pages count', () => {
    const papers = [{ ...passport, maxAge: '10d', blankPages: 2 }]
    const linkedWith = (more: Partial<Tick>) =>
      one({ papers, ticks: { passport: tick(more) }, links: { passport: linked('p', '2026-12-10') } })
    expect(linkedWith({ pages: 2 })).toMatchObject({ state: 'ready', doubts: [] })
    expect(linkedWith({ pages: 2, taken: '2020-01-01', until: '2026-12-09' })).toMatchObject({
      state: 'ready',
      doubts: [],
    })
    expect(linkedWith({})).toMatchObject({ state: 'ready', doubts: ['pages'] })
    expect(linkedWith({ pages: 1 }).fault).toMatchObject({ code: 'too-few-pages' })
  })

  test('lists the cards that may be it', () => {
    const mine = linked('p', '2027-06-01')
    expect(one({ papers: [passport], candidates: { passport: [mine] } }).candidates).toEqual([mine])
    expect(one({ papers: [passport] }).candidates).toEqual([])
  })

  test('uses the end the user entered when no card is linked', () => {
    const ticks = { passport: tick({ done: '2026-12-01', until: '2027-06-01' }) }
    expect(one({ papers: [{ ...passport, outlives: 'P0D' }], ticks }).fault).toMatchObject({
      code: 'link-ends-too-soon',
      newEnd: '2027-12-31',
    })
  })
})

describe('links', () => {
  test('in a circle are returned with their path', () => {
    const links = new Map([
      ['me', ['pass']],
      ['pass', ['id', 'lease']],
      ['lease', ['pass']],
    ])
    expect(linkCircle(links)).toEqual(['pass', 'lease', 'pass'])
  })

  test('that meet again without a circle are fine', () => {
    const links = new Map([
      ['me', ['pass', 'lease']],
      ['lease', ['pass']],
    ])
    expect(linkCircle(links)).toBeNull()
  })
})
