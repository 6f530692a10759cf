import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_STARTED } from '../../src/cards/card.ts'
import {
  asRenewed,
  asSubmitted,
  isLater,
  withoutTick,
  withRenewal,
  withTick,
} from '../../src/cards/renewal.ts'
import { addDays } from '../../src/dates/civil-date.ts'
import type { Tick } from '../../src/schedule/checklist.ts'
import { anyDay } from '../schedule/arbitrary.ts'
import { tick } from '../schedule/plan-cases.ts'
import { cardWith, FULL } from './sample-card.ts'

const UNTICKED = tick()
const KZT = { amount: '10000', currency: 'KZT' }
const USD = { amount: '5', currency: 'USD' }

describe('ticking off', () => {
  test('begins the renewal and fills in what was not said', () => {
    expect(withTick(cardWith(), 'photo', { done: '2027-05-01' }).renewal).toEqual({
      ...NOT_STARTED,
      ticks: { photo: { ...UNTICKED, done: '2027-05-01' } },
    })
  })

  test('keeps what was said of this paper and of others before', () => {
    const first = withTick(cardWith(), 'photo', { pages: 2 })
    const second = withTick(withTick(first, 'lease', { notNeeded: true }), 'photo', { done: '2027-05-01' })
    expect(second.renewal!.ticks).toEqual({
      photo: { ...UNTICKED, pages: 2, done: '2027-05-01' },
      lease: { ...UNTICKED, notNeeded: true },
    })
  })

  test('is undone, and with the last tick the renewal has not begun', () => {
    const both = withTick(withTick(cardWith(), 'photo', {}), 'lease', {})
    const one = withoutTick(both, 'photo')
    expect(Object.keys(one.renewal!.ticks)).toEqual(['lease'])
    expect(withoutTick(one, 'lease').renewal).toBeNull()
    const none = cardWith()
    expect(withoutTick(none, 'photo')).toBe(none)
  })

  test('changes nothing of the card it was given', () => {
    const card = withTick(cardWith(), 'photo', { pages: 1 })
    const before = structuredClone(card)
    withTick(card, 'photo', { pages: 2 })
    withoutTick(card, 'photo')
    expect(card).toEqual(before)
  })
})

describe('a renewal', () => {
  test.each([
    ['method', 'online'],
    ['appointment', '2027-05-01'],
    ['submitted', '2027-05-01'],
    ['receipt', 'R1'],
    ['paid', [KZT]],
    ['ticks', { photo: UNTICKED }],
  ])('has begun once it has %s, and has not when that is undone', (field, value) => {
    const begun = withRenewal(cardWith(), { [field]: value })
    expect(begun.renewal).toEqual({ ...NOT_STARTED, [field]: value })
    expect(withRenewal(begun, NOT_STARTED).renewal).toBeNull()
  })

  test('that is filed again adds to what was paid, and keeps its receipt unless there is a new one', () => {
    const once = asSubmitted(cardWith(), { submitted: '2027-05-01', receipt: 'R1', paid: [KZT] })
    expect(once.renewal).toMatchObject({ submitted: '2027-05-01', receipt: 'R1', paid: [KZT] })
    const twice = asSubmitted(once, { submitted: '2027-05-03', receipt: null, paid: [USD] })
    expect(twice.renewal).toMatchObject({ submitted: '2027-05-03', receipt: 'R1', paid: [KZT, USD] })
    expect(asSubmitted(twice, { submitted: '2027-05-03', receipt: 'R2', paid: [] }).renewal!.receipt).toBe(
      'R2',
    )
  })
})

describe('a renewed card', () => {
  const today = '2027-05-20'
  const known = { materials: ['photo', 'lease', 'insurance'], today }
  const news = { expires: '2028-06-30', number: 'N2', issued: '2027-05-19', paid: [USD], receipt: null }
  const running = { ...FULL.renewal, method: 'online', appointment: '2027-04-30' }
  const card = cardWith({ ...FULL, renewal: running })

  test('says what the new card says, and forgets the marks of the old end', () => {
    expect(asRenewed(card, news, known)).toMatchObject({
      id: card.id,
      name: card.name,
      expires: '2028-06-30',
      number: 'N2',
      issued: '2027-05-19',
      readings: null,
      acknowledged: null,
      snoozed: null,
      renewal: null,
    })
  })

  test('adds the closed renewal to the end of its history', () => {
    expect(asRenewed(card, news, known).history).toEqual([
      ...FULL.history,
      {
        from: '2027-06-30',
        to: '2028-06-30',
        method: 'online',
        paid: [KZT, USD],
        receipt: 'R1',
        submitted: '2027-05-01',
        done: today,
        number: 'N1234567',
        issued: '2026-06-30',
      },
    ])
    expect(asRenewed(card, { ...news, receipt: 'R2' }, known).history.at(-1)!.receipt).toBe('R2')
  })

  test('has a closed renewal even if nothing was said on the way', () => {
    expect(asRenewed(cardWith(), { ...news, paid: [] }, known).history).toEqual([
      {
        from: '2027-06-30',
        to: '2028-06-30',
        method: null,
        paid: [],
        receipt: null,
        submitted: null,
        done: today,
        number: null,
        issued: null,
      },
    ])
  })

  const done = { ...UNTICKED, done: '2027-04-01' }
  test.each<[string, string, Tick, Tick | null]>([
    [
      'a paper that holds longer',
      'photo',
      { ...done, until: '2027-05-21' },
      { ...done, until: '2027-05-21' },
    ],
    ['no paper that ends on the day it was done', 'photo', { ...done, until: today }, null],
    ['no step', 'photo', done, null],
    [
      'the answer about a paper, to be ticked off anew',
      'lease',
      { ...done, notNeeded: false },
      { ...UNTICKED, notNeeded: false },
    ],
    ['no answer about a paper that the guide does not know', 'other', { ...done, notNeeded: true }, null],
    [
      "the user's own paper, to be ticked off anew",
      'other',
      { ...done, own: { text: 'Gift' } },
      { ...UNTICKED, own: { text: 'Gift' } },
    ],
  ])('carries over %s', (_, id, before, after) => {
    const renewed = asRenewed(cardWith({ renewal: { ...running, ticks: { [id]: before } } }), news, known)
    expect(renewed.renewal).toEqual(after && { ...NOT_STARTED, ticks: { [id]: after } })
  })
})

test('a date at least 28 days later is taken for that of the next card', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, days) => {
      expect(isLater(day, addDays(day, days))).toBe(days >= 28)
    }),
  )
  expect(isLater('2027-01-01', '2027-01-28')).toBe(false)
  expect(isLater('2027-01-01', '2027-01-29')).toBe(true)
  expect(isLater(null, '2027-01-01')).toBe(false)
  expect(isLater('2027-01-01', null)).toBe(false)
})
