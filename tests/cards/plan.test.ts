import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Assessed, assessAll } from '../../src/cards/assess.ts'
import { type Card, NOT_STARTED, newCard } from '../../src/cards/card.ts'
import { type Linkable, linkFinder, planInputOf } from '../../src/cards/plan.ts'
import { resolveRules } from '../../src/cards/rules.ts'
import { builtInGuide } from '../../src/guides/built-in.ts'
import type { Guide } from '../../src/guides/guide.ts'
import { readGuide } from '../../src/guides/read-guide.ts'
import { planRenewal } from '../../src/schedule/plan.ts'
import { calendarById } from '../../src/schedule/work-calendars.ts'
import { GERMAN } from '../guides/german.ts'
import { cardWith } from './sample-card.ts'

const card = (id: string, guide: string, expires: string | null, more: Partial<Card> = {}): Card => ({
  ...newCard({ id, name: id, guide, expires }, '2026-11-01T00:00:00+05:00'),
  ...more,
})

/** Assessed on a day, with the built-in guides and the German one. */
async function assessed(cards: Card[], today = '2026-12-01'): Promise<Assessed[]> {
  const german = readGuide(JSON.stringify(GERMAN)).guide as Guide
  return assessAll(cards, {
    guide: async id => ({
      guide: id === german.id ? german : await builtInGuide(id),
      own: id === german.id,
      fault: null,
    }),
    calendar: async id => ({ calendar: calendarById(id)!, fault: null }),
    today: () => today,
    defaults: { milestones: null, zone: null },
  })
}

async function planOf(cards: Card[], today?: string) {
  const all = await assessed(cards, today)
  return planRenewal(planInputOf(all[0]!, linkFinder(all)(all[0]!)))!
}

describe('links', () => {
  const linked = async (cards: Card[]) => {
    const all = await assessed(cards)
    const links = linkFinder(all)(all[0]!)
    return Object.fromEntries(Object.entries(links).map(([paper, { id }]) => [paper, id]))
  }

  test('are found by holder and kind', async () => {
    const cards = [
      card('aaaa', 'kz/registration-card', '2026-12-31', { holder: 'Li' }),
      card('bbbb', 'passport', '2030-01-01', { holder: 'Li' }),
      card('cccc', 'passport', '2030-01-01', { holder: 'Wang' }),
      card('dddd', 'lease', '2027-06-01', { holder: 'Li' }),
    ]
    expect(await linked(cards)).toEqual({ passport: 'bbbb', 'proof-of-residence': 'dddd' })
  })

  test('of several cards of one kind pick none, until one is linked by hand', async () => {
    const me = card('aaaa', 'kz/registration-card', '2026-12-31')
    const both = [card('bbbb', 'passport', '2030-01-01'), card('cccc', 'cn/passport', '2031-01-01')]
    expect(await linked([me, ...both])).toEqual({})
    expect(await linked([{ ...me, links: ['cccc'] }, ...both])).toEqual({ passport: 'cccc' })
  })

  test('leave out closed cards, and take in what is linked though no paper names it', async () => {
    const me = card('aaaa', 'generic', '2026-12-31', { links: ['bbbb'] })
    expect(await linked([me, card('bbbb', 'sim-card', '2027-01-01')])).toEqual({ bbbb: 'bbbb' })
    const registered = card('aaaa', 'kz/registration-card', '2026-12-31')
    const closed = card('bbbb', 'passport', '2030-01-01', { closed: '2026-01-01' })
    expect(await linked([registered, closed])).toEqual({})
  })

  test('in a circle end, where one slipped into the store', async () => {
    const cards = [
      card('aaaa', 'generic', '2026-12-31', { links: ['bbbb'] }),
      card('bbbb', 'generic', '2026-12-01', { links: ['aaaa'] }),
    ]
    expect(await linked(cards)).toEqual({ bbbb: 'bbbb' })
  })
})

describe('the plan of a card', () => {
  test('of Kazakhstan asks for its papers; the passport has to last as long as the new card', async () => {
    const plan = await planOf([
      card('aaaa', 'kz/registration-card', '2026-12-31'),
      card('bbbb', 'passport', '2027-10-01'),
    ])
    expect(plan.readiness).toMatchObject({ ready: 0, needed: 4, unanswered: ['health-certificate'] })
    expect(plan.steps.find(({ kind }) => kind === 'link')).toMatchObject({
      code: 'renew-bbbb',
      why: { code: 'link-ends-too-soon', needed: '2027-12-31' },
    })
    expect(plan.steps.map(({ code }) => code)).toContain('choose-method')
    expect(plan.steps.find(({ code }) => code === 'photo')!.trust).toBe('unverified')
  })

  test('of a work permit is filed for within its period', async () => {
    const plan = await planOf([card('aaaa', 'work-permit', '2026-12-31')], '2026-10-01')
    expect(plan.filing).toEqual({ earliest: '2026-11-02', latest: '2026-12-01' })
  })

  test('of a German residence title works through the guide its holder wrote', async () => {
    const renewal = { ...NOT_STARTED, method: 'in-person' }
    const plan = await planOf([card('aaaa', 'de/residence-title', '2027-03-31', { renewal })], '2027-01-04')
    // In person was chosen. Wed 31 March, less six weeks at the office: Wed 17 February; the appointment takes eight weeks before that.
    expect(plan.filing!.latest).toBe('2027-02-17')
    expect(plan.steps.find(({ code }) => code === 'book-appointment')!.latest).toBe('2026-12-23')
    expect(plan.fits).toBe(false)
    expect(plan.problems).toEqual([{ code: 'step-late', step: 'book-appointment', latest: '2026-12-23' }])
    expect(plan.alternatives).toEqual([{ code: 'method', method: 'online', certain: false }])
  })

  test('whose guide is lost keeps its dates and has no papers', async () => {
    const lost = card('aaaa', 'gone', '2026-12-31')
    const plan = await planOf([lost])
    expect(plan.steps.map(({ code }) => code)).toEqual(['file', 'wait-for-card'])
  })
})

const registration = await builtInGuide('kz/registration-card')

async function linkable(fields: Partial<Card> & { id: string }): Promise<Linkable> {
  const card = cardWith({ name: fields.id, ...fields })
  const guide = await builtInGuide(card.guide)
  return { card, guide, resolved: resolveRules(card, guide, { milestones: null, zone: null }) }
}

/** The ids of the cards that are papers of the first one, by paper. */
async function papersOf(...cards: (Partial<Card> & { id: string })[]): Promise<Record<string, string>> {
  const all = await Promise.all(cards.map(linkable))
  const links = linkFinder(all)(all[0]!)
  return Object.fromEntries(Object.entries(links).map(([paper, { id }]) => [paper, id]))
}

const me = { id: 'me00', guide: 'kz/registration-card', holder: 'Li' }
const passport = { id: 'pass', guide: 'passport', holder: 'Li' }

test('the guide of these tests asks for a passport', () => {
  expect(registration?.materials.find(({ id }) => id === 'passport')?.card).toBe('passport')
})

describe('a paper that is a card', () => {
  test.each<[string, Partial<Card> & { id: string }, Record<string, string>]>([
    ['of the same holder and kind', passport, { passport: 'pass' }],
    ['of a country', { ...passport, guide: 'cn/passport' }, { passport: 'pass' }],
    ['of another holder', { ...passport, holder: 'Wang' }, {}],
    ['of no holder', { ...passport, holder: null }, {}],
    ['of another kind', { ...passport, guide: 'sim-card' }, {}],
    ['of a kind with a longer name', { ...passport, guide: 'passport/cn' }, {}],
    ['that is closed', { ...passport, closed: '2027-01-01' }, {}],
  ])('is looked for among cards %s', async (_, other, papers) => {
    expect(await papersOf(me, other)).toEqual(papers)
  })

  test('is not picked from several, however many there are', async () => {
    for (const count of [2, 3, 4]) {
      const several = Array.from({ length: count }, (_, at) => ({ ...passport, id: `pas${at}` }))
      expect(await papersOf(me, ...several)).toEqual({})
      expect(await papersOf({ ...me, links: ['pas1'] }, ...several)).toEqual({ passport: 'pas1' })
    }
  })

  test('is not the card itself, where the paper is a card of the same kind', async () => {
    const [self, other] = await Promise.all([linkable(me), linkable({ ...me, id: 'othr' })])
    const paper = registration!.materials.find(({ id }) => id === 'passport')!
    const guide = { ...registration!, materials: [{ ...paper, card: 'registration-card' }] }
    const asking = { ...self, guide }
    expect(linkFinder([asking, other])(asking)).toMatchObject({ passport: { id: 'othr' } })
    expect(linkFinder([asking])(asking)).toEqual({})
  })

  test('that is linked by hand counts whoever holds it, and even when it is closed', async () => {
    const other = { ...passport, holder: 'Wang', closed: '2027-01-01' }
    expect(await papersOf({ ...me, links: ['pass'] }, other)).toEqual({ passport: 'pass' })
  })

  test('that no paper of the guide names is listed by its id', async () => {
    const other = { id: 'phon', guide: 'sim-card' }
    expect(await papersOf({ ...me, links: ['phon', 'pass'] }, passport, other)).toEqual({
      passport: 'pass',
      phon: 'phon',
    })
  })

  test('that does not exist is left out', async () => {
    expect(await papersOf({ ...me, links: ['gone'] })).toEqual({})
  })
})

test('a linked card brings its end, its processing time and its own papers', async () => {
  const all = await Promise.all([
    linkable({ ...me, links: ['pass'] }),
    linkable({ ...passport, expires: '2030-01-01', processing: '20wd', links: ['phot'] }),
    linkable({ id: 'phot', guide: 'generic', expires: null }),
  ])
  const [photo, pass] = [
    { id: 'phot', name: 'phot', expires: null, duration: all[2]!.resolved.processing.value, needs: [] },
    { id: 'pass', name: 'pass', expires: '2030-01-01', duration: '20wd' },
  ]
  expect(linkFinder(all)(all[0]!)).toEqual({
    passport: { ...pass, needs: [{ paper: 'phot', card: photo }] },
  })
})

test('links end, whatever cards are linked with one another', async () => {
  const ids = ['aaa0', 'aaa1', 'aaa2', 'aaa3']
  const chosen = fc.subarray(ids)
  const depth = (links: Record<string, { needs: readonly { card: never }[] }>): number =>
    Math.max(
      0,
      ...Object.values(links).map(
        ({ needs }) => 1 + depth(Object.fromEntries(needs.map((one, at) => [at, one.card]))),
      ),
    )
  await fc.assert(
    fc.asyncProperty(fc.tuple(chosen, chosen, chosen, chosen), async chosenBy => {
      const all = await Promise.all(ids.map((id, at) => linkable({ id, links: chosenBy[at]! })))
      const findLinks = linkFinder(all)
      for (const one of all) {
        const links = findLinks(one)
        expect(Object.keys(links)).not.toContain(one.card.id)
        expect(depth(links as never)).toBeLessThan(ids.length)
      }
    }),
  )
})
