import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import {
  courseOf,
  DEFAULT_MILESTONES,
  type Defaults,
  resolveRules,
  rulesResolver,
  rulesToStore,
  termOf,
} from '../../src/cards/rules.ts'
import { parsePeriod } from '../../src/dates/period.ts'
import type { Guide } from '../../src/guides/guide.ts'
import { builtInGuide, type FoundGuide } from '../../src/guides/guides.ts'

import { WEEKENDS } from '../../src/schedule/work-calendars.ts'
import { cardWith, FULL } from './sample-card.ts'

const NONE: Defaults = { milestones: null, zone: null }
const SETTINGS: Defaults = { milestones: ['5d'], zone: 'Europe/Paris' }
const KEPT = {
  lead: 'P2M',
  milestones: ['9d'],
  zone: 'Asia/Almaty',
  workdays: 'KZ',
  processing: '7wd',
  filing: { from: 'P3M', to: 'P1M' },
}
/** A guide that sets every rule. */
const generic = (await builtInGuide('generic'))!
const guide: Guide = {
  ...generic,
  lead: { ...generic.lead, value: 'P6W' },
  milestones: ['21d'],
  zone: 'Asia/Almaty',
  workdays: 'KZ',
  processing: { ...generic.processing, value: '10wd' },
  filing: { ...generic.filing, value: { from: 'P2M', to: 'P1W' } },
}
const silentGuide: Guide = { ...guide, milestones: [], zone: null }

describe('each rule comes from the card, else its guide, else what the guide said last, else the settings', () => {
  const own = cardWith({ ...FULL, resolved: KEPT })
  const keeps = cardWith({ resolved: KEPT })
  const plain = cardWith()
  const both = [...guide.milestones, ...DEFAULT_MILESTONES]

  test.each<[string, Card, Guide | null, Defaults, object]>([
    ['lead', own, guide, SETTINGS, { value: '2w', origin: 'card' }],
    ['lead', keeps, guide, SETTINGS, { value: 'P6W', origin: 'guide' }],
    ['lead', keeps, null, SETTINGS, { value: 'P2M', origin: 'kept' }],
    ['lead', plain, null, SETTINGS, { value: 'P1M', origin: 'default' }],
    ['milestones', own, guide, SETTINGS, { value: ['3d'], origin: 'card' }],
    ['milestones', keeps, guide, NONE, { value: both, origin: 'guide' }],
    ['milestones', keeps, guide, SETTINGS, { value: ['21d', '5d'], origin: 'guide' }],
    ['milestones', keeps, null, SETTINGS, { value: ['9d'], origin: 'kept' }],
    ['milestones', plain, silentGuide, SETTINGS, { value: ['5d'], origin: 'setting' }],
    ['milestones', plain, silentGuide, NONE, { value: DEFAULT_MILESTONES, origin: 'default' }],
    ['zone', own, guide, SETTINGS, { value: 'Asia/Tokyo', origin: 'card' }],
    ['zone', plain, guide, SETTINGS, { value: 'Asia/Almaty', origin: 'guide' }],
    ['zone', keeps, null, SETTINGS, { value: 'Asia/Almaty', origin: 'kept' }],
    ['zone', plain, silentGuide, SETTINGS, { value: 'Europe/Paris', origin: 'setting' }],
    ['zone', plain, silentGuide, NONE, { value: null, origin: 'setting' }],
    ['workdays', own, guide, NONE, { value: 'none', origin: 'card' }],
    ['workdays', plain, guide, NONE, { value: 'KZ', origin: 'guide' }],
    ['workdays', keeps, null, NONE, { value: 'KZ', origin: 'kept' }],
    ['workdays', plain, null, NONE, { value: 'weekends', origin: 'default' }],
    ['processing', own, guide, NONE, { value: '20wd', origin: 'card' }],
    ['processing', plain, guide, NONE, { value: '10wd', origin: 'guide' }],
    ['processing', keeps, null, NONE, { value: '7wd', origin: 'kept' }],
    ['processing', plain, null, NONE, { value: null, origin: 'default' }],
    ['filing', keeps, guide, NONE, { from: 'P2M', to: 'P1W' }],
    ['filing', keeps, null, NONE, { from: 'P3M', to: 'P1M' }],
  ])('%s', (rule, card, found, defaults, expected) => {
    expect(resolveRules(card, found, defaults)[rule as 'lead']).toEqual(expected)
  })

  test('a card of an older version, which stored no filing period, has none', () => {
    const { filing: _, ...older } = KEPT
    expect(resolveRules(cardWith({ resolved: older }), null, NONE).filing).toBeNull()
  })
})

describe('what is kept with the card', () => {
  test('gives the same dates again when the guide is lost', () => {
    const found = resolveRules(cardWith(), guide, NONE)
    const lost = resolveRules(cardWith({ resolved: rulesToStore(found) }), null, NONE)
    for (const rule of ['lead', 'milestones', 'zone', 'workdays', 'processing'] as const)
      expect(lost[rule].value, rule).toEqual(found[rule].value)
    expect(lost.filing).toEqual(found.filing)
  })

  test('is stored again while the guide is lost', () => {
    expect(rulesToStore(resolveRules(cardWith({ resolved: KEPT }), null, SETTINGS))).toEqual(KEPT)
  })

  test('leaves out what the card sets itself, and milestones that are only a setting', () => {
    const own = resolveRules(
      cardWith({ zone: 'Asia/Tokyo', workdays: 'none', processing: '1d' }),
      guide,
      NONE,
    )
    expect(rulesToStore(own)).toMatchObject({ zone: null, workdays: null, processing: null })
    expect(rulesToStore(resolveRules(cardWith(), silentGuide, SETTINGS))).toMatchObject({ milestones: null })
    expect(rulesToStore(resolveRules(cardWith({ milestones: ['3d'] }), guide, NONE))).toMatchObject({
      milestones: null,
    })
  })
})

describe('the term of a card', () => {
  const term = (fields: Partial<Card>) => {
    const card = cardWith(fields)
    return termOf(card, resolveRules(card, guide, NONE), WEEKENDS)
  }

  test('holds its rules as periods, and its end', () => {
    expect(term({})).toMatchObject({
      expires: '2027-06-30',
      lead: parsePeriod('P6W'),
      processing: parsePeriod('10wd'),
      filing: { from: parsePeriod('P2M'), to: parsePeriod('P1W') },
      workdays: WEEKENDS,
      appointment: null,
      submitted: null,
      acknowledged: null,
      snoozedUntil: null,
    })
  })

  test('holds the appointment and the filing of the renewal under way', () => {
    const renewal = { ...FULL.renewal, appointment: '2027-04-20' }
    expect(term({ renewal })).toMatchObject({ appointment: '2027-04-20', submitted: '2027-05-01' })
  })

  test('holds an acknowledgement and a snooze of this end only', () => {
    const { acknowledged, snoozed } = FULL
    expect(term({ acknowledged, snoozed })).toMatchObject({
      acknowledged: '2027-05-01',
      snoozedUntil: '2027-05-20',
    })
    expect(term({ acknowledged, snoozed, expires: '2028-06-30' })).toMatchObject({
      acknowledged: null,
      snoozedUntil: null,
    })
  })
})

describe('the course of a renewal', () => {
  const tick = { done: null, taken: null, until: null, pages: null, notNeeded: null, own: null, choice: null }
  const blank = { ...FULL.renewal, submitted: null, receipt: null, paid: [] }

  test.each<[string, Partial<Card>, string]>([
    ['nothing is known of it', {}, 'not-started'],
    ['it is empty', { renewal: blank }, 'not-started'],
    ['a method was chosen', { renewal: { ...blank, method: 'online' } }, 'preparing'],
    ['an appointment was made', { renewal: { ...blank, appointment: '2027-05-02' } }, 'preparing'],
    [
      'a paper is ready',
      { renewal: { ...blank, ticks: { photo: { ...tick, done: '2027-04-01' } } } },
      'preparing',
    ],
    [
      'a paper is only said not to be needed',
      { renewal: { ...blank, ticks: { photo: { ...tick, notNeeded: true } } } },
      'not-started',
    ],
    [
      'a paper was ready before the last renewal was done',
      { history: FULL.history, renewal: { ...blank, ticks: { photo: { ...tick, done: '2026-06-01' } } } },
      'not-started',
    ],
    ['it was filed', { renewal: { ...blank, submitted: '2027-05-01' } }, 'submitted'],
  ])('where %s', (_, fields, course) => {
    expect(courseOf(cardWith(fields))).toBe(course)
  })
})

const passport = (await builtInGuide('passport'))!

describe('resolving the rules of several cards', () => {
  const found = (guide: Guide): FoundGuide => ({ guide, own: false, fault: null })
  const guides = new Map<string, FoundGuide>([
    ['generic', found(generic)],
    ['passport', found(passport)],
    ['gone', { guide: null, own: false, fault: null }],
  ])
  const resolver = () => rulesResolver(guides, { milestones: null, zone: null })

  test('returns one result for all cards that follow the same guide', () => {
    const rulesOf = resolver()
    const one = rulesOf(cardWith({ id: 'aaa1', name: 'one', tags: ['x'], expires: '2028-01-01' }))
    expect(rulesOf(cardWith({ id: 'aaa2', name: 'two' }))).toBe(one)
    expect(rulesOf(cardWith({ guide: 'passport' }))).not.toBe(one)
    expect(one.statuses).toBeInstanceOf(Map)
  })

  test('returns a separate result for a card that sets a rule, or whose guide is lost', () => {
    const rulesOf = resolver()
    const plain = rulesOf(cardWith())
    const own = rulesOf(cardWith({ lead: '2w' }))
    expect(own).not.toBe(plain)
    expect(own.resolved.lead).toEqual({ value: '2w', origin: 'card' })
    const kept = rulesOf(cardWith({ guide: 'gone', resolved: FULL.resolved }))
    const other = rulesOf(cardWith({ guide: 'gone', resolved: { ...FULL.resolved, lead: 'P3M' } }))
    expect([own.statuses, kept.statuses, other.statuses]).toEqual([null, null, null])
    expect(kept.resolved.lead.value).toBe('P2M')
    expect(other.resolved.lead.value).toBe('P3M')
  })
})
