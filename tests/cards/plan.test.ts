import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessAll } from '../../src/cards/assess.ts'
import type { Assessed } from '../../src/cards/assessed.ts'
import { type Card, NOT_STARTED, newCard } from '../../src/cards/card.ts'
import { type Linkable, linkFinder } from '../../src/cards/links.ts'
import { planInputOf } from '../../src/cards/plan.ts'
import { resolveRules } from '../../src/cards/rules.ts'
import type { Guide } from '../../src/guides/guide.ts'
import { builtInGuide } from '../../src/guides/guides.ts'
import { readGuide } from '../../src/guides/read-guide.ts'
import { NO_TICK } from '../../src/schedule/checklist.ts'
import { planRenewal } from '../../src/schedule/plan.ts'
import { calendarById } from '../../src/schedule/work-calendars.ts'
import { GERMAN } from '../guides/german.ts'
import { milestonesUntil } from '../schedule/arbitrary.ts'
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
    const { taken } = linkFinder(all)(all[0]!)
    return Object.fromEntries(Object.entries(taken).map(([paper, { id }]) => [paper, id]))
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

  test('pick none of several cards of one kind, until the user links one', async () => {
    const me = card('aaaa', 'kz/registration-card', '2026-12-31')
    const both = [card('bbbb', 'passport', '2030-01-01'), card('cccc', 'cn/passport', '2031-01-01')]
    expect(await linked([me, ...both])).toEqual({})
    expect(await linked([{ ...me, links: ['cccc'] }, ...both])).toEqual({ passport: 'cccc' })
  })

  test('leave out closed cards, and include linked cards that no paper names', async () => {
    const me = card('aaaa', 'generic', '2026-12-31', { links: ['bbbb'] })
    expect(await linked([me, card('bbbb', 'sim-card', '2027-01-01')])).toEqual({ bbbb: 'bbbb' })
    const registered = card('aaaa', 'kz/registration-card', '2026-12-31', { holder: 'Li' })
    const closed = card('bbbb', 'passport', '2030-01-01', { holder: 'Li', closed: '2026-01-01' })
    expect(await linked([registered, closed])).toEqual({})
  })

  test('in a circle end, when the store contains one', async () => {
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
      card('aaaa', 'kz/registration-card', '2026-12-31', { holder: 'Li' }),
      card('bbbb', 'passport', '2027-10-01', { holder: 'Li' }),
    ])
    expect(plan.readiness).toMatchObject({ ready: 0, needed: 5, unanswered: ['health-certificate'] })
    expect(plan.steps.find(({ kind }) => kind === 'link')).toMatchObject({
      code: 'renew-bbbb',
      why: { code: 'link-ends-too-soon', needed: '2027-12-31' },
    })
    expect(plan.steps.map(({ code }) => code)).toContain('choose-method')
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
    expect(plan.alternatives).toMatchObject([{ code: 'method', method: 'online', certain: false }])
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
  const { taken } = linkFinder(all)(all[0]!)
  return Object.fromEntries(Object.entries(taken).map(([paper, { id }]) => [paper, id]))
}

const me = { id: 'me00', guide: 'kz/registration-card', holder: 'Li' }
const passport = { id: 'pass', guide: 'passport', holder: 'Li' }

test('the guide of these tests asks for a passport', () => {
  expect(registration?.materials.find(({ id }) => id === 'passport')?.card).toBe('passport')
})

describe('a paper that is a card', () => {
  test.each<[string, Partial<Card> & { id: string }, Record<string, string>]>([
    ['of the same holder and kind', passport, { passport: 'pass' }],
    ['of the same holder in other letters', { ...passport, holder: ' LI ' }, { passport: 'pass' }],
    ['of a country', { ...passport, guide: 'cn/passport' }, { passport: 'pass' }],
    ['of another holder', { ...passport, holder: 'Wang' }, {}],
    ['of no holder', { ...passport, holder: null }, {}],
    ['of another kind', { ...passport, guide: 'sim-card' }, {}],
    ['of a kind with a longer name', { ...passport, guide: 'passport/cn' }, {}],
    ['that is closed', { ...passport, closed: '2027-01-01' }, {}],
  ])('is found only among cards that match: %s', async (_, other, papers) => {
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
    expect(linkFinder([asking, other])(asking).taken).toMatchObject({ passport: { id: 'othr' } })
    expect(linkFinder([asking])(asking)).toEqual({ taken: {}, candidates: {} })
  })

  test('that the user linked is used without a holder, and even when it is closed', async () => {
    const other = { ...passport, holder: null, closed: '2027-01-01' }
    expect(await papersOf({ ...me, links: ['pass'] }, other)).toEqual({ passport: 'pass' })
    expect(await papersOf({ ...me, holder: null, links: ['pass'] }, passport)).toEqual({ passport: 'pass' })
  })

  test('of another holder is not this paper even when linked, but a further one', async () => {
    const other = { ...passport, holder: 'Wang' }
    expect(await papersOf({ ...me, links: ['pass'] }, other)).toEqual({ pass: 'pass' })
  })

  test.each<[string, Partial<Card>, Partial<Card>[], string[]]>([
    ['both without a holder', { holder: null }, [{ holder: null }], ['pas0']],
    ['the paper without a holder', {}, [{ holder: null }], ['pas0']],
    ['the card without a holder', { holder: null }, [{}, { holder: 'Wang' }], ['pas0', 'pas1']],
    ['several of the same holder', {}, [{}, {}], ['pas0', 'pas1']],
    ['only of others', {}, [{ holder: 'Wang' }], []],
    ['one of the same holder', {}, [{}, { holder: null }], []],
    ['a closed one', { holder: null }, [{ holder: null, closed: '2026-01-01' }], []],
  ])('has candidates that only the user can tell apart: %s', async (_, asking, others, expected) => {
    const cards = [
      { ...me, ...asking },
      ...others.map((one, at) => ({ ...passport, id: `pas${at}`, ...one })),
    ]
    const all = await Promise.all(cards.map(linkable))
    const { candidates } = linkFinder(all)(all[0]!)
    expect((candidates.passport ?? []).map(({ id }) => id)).toEqual(expected)
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

test('a linked card has its expiry, its processing time and its own papers', async () => {
  const all = await Promise.all([
    linkable({ ...me, links: ['pass'] }),
    linkable({ ...passport, expires: '2030-01-01', processing: '20wd', links: ['phot'] }),
    linkable({ id: 'phot', guide: 'generic', expires: null }),
  ])
  const [photo, pass] = [
    {
      id: 'phot',
      name: 'phot',
      holder: null,
      expires: null,
      duration: 'P1M',
      isRuleOfThumb: true,
      needs: [],
    },
    {
      id: 'pass',
      name: 'pass',
      holder: 'Li',
      expires: '2030-01-01',
      duration: '20wd',
      isRuleOfThumb: false,
    },
  ]
  expect(linkFinder(all)(all[0]!).taken).toEqual({
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
        const links = findLinks(one).taken
        expect(Object.keys(links)).not.toContain(one.card.id)
        expect(depth(links as never)).toBeLessThan(ids.length)
      }
    }),
  )
})

test('the cards of two families never mix', async () => {
  const holder = fc.constantFrom('Li', ' li', 'Wang', 'WANG', null)
  const guide = fc.constantFrom('kz/registration-card', 'passport', 'cn/passport', 'visa', 'lease')
  const cards = fc.array(fc.record({ holder, guide, links: fc.subarray(['c0', 'c1', 'c2', 'c3']) }), {
    minLength: 2,
    maxLength: 8,
  })
  const surname = (name: string | null) => name?.trim().toLowerCase() ?? null
  await fc.assert(
    fc.asyncProperty(cards, async drawn => {
      const all = await Promise.all(drawn.map((one, at) => linkable({ ...one, id: `c${at}` })))
      const findLinks = linkFinder(all)
      for (const one of all) {
        for (const [paper, other] of Object.entries(findLinks(one).taken)) {
          const isLinked = one.card.links.includes(other.id)
          const [own, others] = [surname(one.card.holder), surname(other.holder)]
          // Not linked by the user: both name the same holder. Linked: it is a paper of the guide only for its own holder.
          if (!isLinked) expect([own, others]).toEqual([own ?? 'unknown', own])
          else if (own !== null && others !== null && own !== others) expect(paper).toBe(other.id)
        }
      }
    }),
  )
})

describe('a document that has to be renewed first', () => {
  const li = { holder: 'Li' }
  const first = async (...cards: Card[]) => (await assessed(cards)).map(({ term }) => term.needed)
  const by = async (...cards: Card[]) => (await assessed(cards)).map(({ status }) => status.neededBy)
  const book = (appointment: string) => ({ renewal: { ...NOT_STARTED, appointment } })
  const registered = card('aaaa', 'kz/registration-card', '2027-01-01', li)
  const ending = card('bbbb', 'passport', '2027-03-27', li)

  test.each<[string, Card[], (string | null)[]]>([
    ['is needed on the last day to file', [registered, ending], [null, '2026-12-31']],
    [
      'is needed at the appointment',
      [{ ...registered, ...book('2026-12-15') }, ending],
      [null, '2026-12-15'],
    ],
    [
      'is not needed at an appointment in the past',
      [{ ...registered, ...book('2026-11-15') }, ending],
      [null, '2026-12-31'],
    ],
    [
      'is needed by the first of several that depend on it',
      [registered, card('cccc', 'visa', '2026-12-30', li), ending],
      [null, null, '2026-12-30'],
    ],
    [
      'is not needed when it lasts long enough',
      [registered, { ...ending, expires: '2028-01-01' }],
      [null, null],
    ],
    ['is not needed by another holder', [registered, { ...ending, holder: 'Wang' }], [null, null]],
    [
      'is not needed by a closed or submitted one',
      [
        { ...registered, closed: '2026-11-01' },
        { ...registered, id: 'cccc', renewal: { ...NOT_STARTED, submitted: '2026-11-30' } },
        ending,
      ],
      [null, null, null],
    ],
    [
      'is not needed when the user said that this paper is not',
      [
        { ...registered, renewal: { ...NOT_STARTED, ticks: { passport: { ...NO_TICK, notNeeded: true } } } },
        ending,
      ],
      [null, null],
    ],
  ])('%s', async (_, cards, days) => {
    expect(await first(...cards)).toEqual(days)
  })

  test('knows which one needs it first', async () => {
    const visa = card('cccc', 'visa', '2026-12-30', { ...li, name: 'my visa' })
    expect(await by(registered, visa, ending)).toEqual([null, null, 'my visa'])
    expect(await by(visa, registered, ending)).toEqual([null, null, 'my visa'])
  })

  test('has a milestone on that day, and its window and stage stay', async () => {
    const [, passport] = await assessed([registered, ending])
    expect(milestonesUntil(passport!.term, '2027-01-01').at(-1)).toEqual({ id: 'needed', date: '2026-12-31' })
    const [alone] = await assessed([ending])
    expect(passport!.status.stage).toBe(alone!.status.stage)
    expect(passport!.status.window).toEqual(alone!.status.window)
  })

  test('has a milestone on each day on which it is needed, as an appointment may pass unused', async () => {
    const days = async (...cards: Card[]) => {
      const { term } = (await assessed([...cards, ending])).at(-1)!
      return milestonesUntil(term, '2027-01-01').flatMap(({ id, date }) => (id === 'needed' ? [date] : []))
    }
    const booked = { ...registered, ...book('2026-12-15') }
    const visa = card('cccc', 'visa', '2026-12-30', li)
    expect(await days(booked)).toEqual(['2026-12-15', '2026-12-31'])
    expect(await days({ ...registered, ...book('2026-11-15') })).toEqual(['2026-11-15', '2026-12-31'])
    expect(await days(booked, visa)).toEqual(['2026-12-15', '2026-12-30'])
    expect(await days({ ...booked, expires: '2026-12-20' }, { ...visa, ...book('2026-12-10') })).toEqual([
      '2026-12-10',
      '2026-12-15',
      '2026-12-18',
    ])
  })

  test('is seen also when only that document is asked about', async () => {
    const sources = {
      guide: async (id: string) => ({ guide: await builtInGuide(id), own: false, fault: null }),
    }
    const [one] = await assessAll([ending], {
      ...sources,
      all: [registered, ending],
      calendar: async id => ({ calendar: calendarById(id)!, fault: null }),
      today: () => '2026-12-01',
      defaults: { milestones: null, zone: null },
    })
    expect(one!.term.needed).toBe('2026-12-31')
  })
})
