import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessAll } from '../../src/cards/assess.ts'
import {
  type Assessed,
  byUrgency,
  guideTitle,
  inUrgency,
  isAtHand,
  needsAction,
  type Sources,
} from '../../src/cards/assessed.ts'
import type { Card } from '../../src/cards/card.ts'
import { countStages } from '../../src/cards/card-json.ts'
import type { Course } from '../../src/cards/rules.ts'
import { failure } from '../../src/failure.ts'
import { builtInGuide, type FoundGuide } from '../../src/guides/guides.ts'

import type { Stage } from '../../src/schedule/status.ts'
import { calendarById } from '../../src/schedule/work-calendars.ts'
import { cardWith, FULL } from './sample-card.ts'

const DAYS: Record<string, string> = { 'Asia/Tokyo': '2027-05-02' }

async function found(id: string): Promise<FoundGuide> {
  return { guide: await builtInGuide(id), own: false, fault: null }
}

const generic = await found('generic')

/** Sources that record what they are asked. */
function sourcesOf(changes: Partial<Sources> = {}): Sources & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    guide(id) {
      asked.push(`guide ${id}`)
      return found(id)
    },
    async calendar(id) {
      asked.push(`calendar ${id}`)
      return { calendar: calendarById(id)!, fault: id === 'KZ' ? failure('must-be-list') : null }
    },
    today(zone) {
      asked.push(`today ${zone}`)
      return DAYS[zone ?? ''] ?? '2027-05-01'
    },
    defaults: { milestones: null, zone: null },
    ...changes,
  }
}

const assess = async (card: Card, changes?: Partial<Sources>) =>
  (await assessAll([card], sourcesOf(changes)))[0]!

describe('an assessment', () => {
  test('keeps the order of the cards', async () => {
    const cards = ['b', 'a', 'c'].map(name => cardWith({ name, id: `${name}000` }))
    expect((await assessAll(cards, sourcesOf())).map(({ card }) => card)).toEqual(cards)
    expect(await assessAll([], sourcesOf())).toEqual([])
  })

  test('asks for each guide, calendar and day once, however many cards there are', async () => {
    const cards = [0, 1, 2, 3].map(at => cardWith({ id: `aaa${at}`, zone: at > 1 ? 'Asia/Tokyo' : null }))
    const sources = sourcesOf({ plans: 'at-hand' })
    await assessAll(
      cards.map(card => ({ ...card, expires: '2031-01-01' })),
      sources,
    )
    expect(sources.asked.sort()).toEqual([
      'calendar weekends',
      'guide generic',
      'today Asia/Tokyo',
      'today null',
    ])
  })

  test('looks at each card on the day of its own zone', async () => {
    const here = cardWith({ expires: '2027-05-01' })
    const there = { ...here, zone: 'Asia/Tokyo' }
    expect((await assess(here)).status).toMatchObject({ today: '2027-05-01', stage: 'last-day' })
    expect((await assess(there)).status).toMatchObject({ today: '2027-05-02', stage: 'overdue' })
  })

  test('passes on why the working days are not those of the user', async () => {
    expect((await assess(cardWith({ workdays: 'KZ' }))).workdaysFault).toEqual(failure('must-be-list'))
    expect((await assess(cardWith())).workdaysFault).toBeNull()
  })

  test.each([
    ['before the snooze ends', '2027-05-02', '2027-05-02'],
    ['on the day it ends', '2027-05-01', null],
  ])('says until when a card is silent %s', async (_, until, snoozedUntil) => {
    const snoozed = { expires: FULL.expires, until }
    expect((await assess(cardWith({ snoozed }))).snoozedUntil).toBe(snoozedUntil)
  })

  test('ignores a snooze that was set for an earlier expiry', async () => {
    expect((await assess(cardWith({ snoozed: FULL.snoozed, expires: '2027-07-01' }))).snoozedUntil).toBeNull()
  })
})

describe('the guide of an assessed card', () => {
  const kept = cardWith({ guide: 'gone', resolved: FULL.resolved })
  const fault = failure('not-json')

  test.each<[string, Card, FoundGuide, object | null]>([
    ['is fine', cardWith(), generic, null],
    [
      'is the built-in one, because that of the user is broken',
      cardWith(),
      { ...generic, fault },
      { kind: 'built-in', detail: fault },
    ],
    [
      'is missing, but its dates are kept',
      kept,
      { guide: null, own: false, fault: null },
      { kind: 'kept', detail: 'gone' },
    ],
    [
      'is broken, but its dates are kept',
      kept,
      { guide: null, own: true, fault },
      { kind: 'kept', detail: fault },
    ],
    [
      'is missing, and nothing is kept',
      cardWith({ guide: 'gone' }),
      { guide: null, own: false, fault: null },
      { kind: 'missing', detail: 'gone' },
    ],
  ])('%s', async (_, card, guide, guideFault) => {
    const one = await assess(card, { guide: async () => guide })
    expect(one.guideFault).toEqual(guideFault)
    expect(one.guide).toBe(guide.guide)
  })

  test('has a title in the language of the reader; a lost one has its id as title', async () => {
    const one = await assess(cardWith({ guide: 'kz/registration-card' }))
    expect(guideTitle(one, 'en')).toBe(one.guide!.title.en)
    expect(guideTitle(one, 'zh')).toBe(one.guide!.title.zh)
    expect(guideTitle({ ...one, guide: null }, 'en')).toBe('kz/registration-card')
  })
})

describe('plans', () => {
  const valid = cardWith({ expires: '2031-01-01' })
  const due = cardWith({ guide: 'kz/registration-card', expires: '2027-05-10' })

  test('are there for every card, unless only those at hand are asked for', async () => {
    const registered = { ...due, expires: '2031-01-01' }
    expect((await assess(registered)).plan).not.toBeNull()
    const light = await assess(registered, { plans: 'at-hand' })
    expect(() => light.plan).toThrow(TypeError)
    expect(() => light.papers).toThrow(TypeError)
    expect(light.next).toBeNull()
  })

  test('are there for all cards once the renewal of one is at hand', async () => {
    const [first, second] = await assessAll([valid, due], sourcesOf({ plans: 'at-hand' }))
    expect(first!.plan).toBeNull()
    expect(second!.plan).not.toBeNull()
    expect(second!.papers).toMatchObject({ ready: 0 })
    expect(second!.next).not.toBeNull()
  })

  test('find papers among cards that are not assessed', async () => {
    const me = { ...due, holder: 'Li' }
    const paper = cardWith({ id: 'pass', guide: 'passport', holder: 'Li', expires: '2027-06-01' })
    const linked = async (all: Card[]) =>
      (await assess(me, { all })).plan!.steps.map(({ code }) => code).includes('renew-pass')
    expect(await linked([me, paper])).toBe(true)
    expect(await linked([me])).toBe(false)
  })

  test('a renewal is at hand in its window, and as soon as it has begun', async () => {
    const begun = { ...valid, renewal: { ...FULL.renewal, submitted: null, method: 'online' } }
    expect(isAtHand(await assess(valid))).toBe(false)
    expect(isAtHand(await assess(due))).toBe(true)
    expect(isAtHand(await assess(begun))).toBe(true)
  })

  test('a closed card has nothing to do next', async () => {
    expect((await assess(due)).next).not.toBeNull()
    expect((await assess({ ...due, closed: '2027-04-01' })).next).toBeNull()
  })
})

const STAGES: Stage[] = ['overdue', 'last-day', 'prepare', 'valid', 'permanent']

function ranked(
  name: string,
  stage: Stage,
  date: string | null = null,
  closed: string | null = null,
): Assessed {
  const actBy = date === null ? null : { date, why: 'expiry' }
  return { card: { name, closed }, status: { stage, actBy } } as Assessed
}

const names = (cards: readonly Assessed[]): string[] => cards.map(({ card }) => card.name)

test('the stage comes first, then the earliest date that matters, then the name; closed cards are last', () => {
  const cards = [
    ranked('closed', 'overdue', '2026-01-01', '2026-02-01'),
    ranked('permanent', 'permanent'),
    ranked('valid', 'valid', '2026-01-01'),
    ranked('prepare b', 'prepare', '2026-12-02'),
    ranked('prepare a', 'prepare', '2026-12-02'),
    ranked('prepare sooner', 'prepare', '2026-12-01'),
    ranked('last day', 'last-day', '2026-12-01'),
    ranked('overdue', 'overdue', '2026-12-31'),
  ]
  expect(names(inUrgency(cards, 'en'))).toEqual([
    'overdue',
    'last day',
    'prepare sooner',
    'prepare a',
    'prepare b',
    'valid',
    'permanent',
    'closed',
  ])
})

test('cards and reminders have the same order, in whatever order they come', () => {
  const cards = fc.array(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'Я', '张'),
        stage: fc.constantFrom(...STAGES),
        date: fc.constantFrom(null, '2026-12-01', '2026-12-02'),
      })
      .map(({ name, stage, date }) => ranked(name, stage, date)),
  )
  fc.assert(
    fc.property(cards, all => {
      const items = all.map(({ card, status }) => ({ name: card.name, status }))
      expect(inUrgency(all, 'en').map(({ card, status }) => ({ name: card.name, status }))).toEqual(
        byUrgency(items, card => card),
      )
    }),
  )
})

test('open cards are counted by stage', () => {
  const cards = [...STAGES, 'valid' as const].map(stage => ranked(stage, stage))
  expect(countStages([...cards, ranked('x', 'overdue', null, '2026-01-01')])).toEqual({
    valid: 2,
    prepare: 1,
    lastDay: 1,
    overdue: 1,
    permanent: 1,
  })
})

test('a submitted card waits for the office until the last day', () => {
  const needs = (stage: Stage, course: Course): boolean => needsAction({ ...ranked('me', stage), course })
  for (const course of ['not-started', 'preparing', 'submitted'] as const) {
    expect(STAGES.map(stage => needs(stage, course))).toEqual([
      true,
      true,
      course !== 'submitted',
      false,
      false,
    ])
  }
})
