import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '../../src/dates/civil-date.ts'
import { type ComingReminder, comingReminders, firstReminder } from '../../src/reminders/coming.ts'
import type { Ledger, LedgerEntry, Trying } from '../../src/reminders/ledger.ts'
import { LedgerIndex } from '../../src/reminders/ledger-index.ts'
import { type Owed, owedTo, type ReminderCard } from '../../src/reminders/owed.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import { anyTerm, nearbyDay } from '../schedule/arbitrary.ts'
import { entry, reminderCard, term } from './fixtures.ts'

/** `day milestone channels` of all reminders to come. */
function coming(
  card: ReminderCard,
  until: CivilDate,
  {
    entries = [],
    channels = ['mail'],
    ...ledger
  }: Partial<Pick<Ledger, 'entries' | 'trying' | 'refused'>> & { channels?: string[] } = {},
): string[] {
  const delivery = { ledger: new LedgerIndex({ entries, ...ledger }), channels, today: card.today }
  const line = ({ day, milestone, channels }: ComingReminder) => `${day} ${milestone} ${channels.join('+')}`
  return [...comingReminders(card, delivery, until)].map(line)
}

/** What became of the first reminder of the card. */
const kept = (outcome: 'no-answer' | 'cut', tries = 1, day = '2026-12-01') =>
  ({
    channel: 'mail',
    message: { reminders: [{ card: 'aaaa', expires: '2026-12-31', date: '2026-11-30' }] },
    waits: { outcome, day, tries },
  }) as unknown as Trying
const refused = {
  channel: 'mail',
  id: '0',
  day: '2026-12-01',
  card: 'aaaa',
  expires: '2026-12-31',
  date: '2026-11-30',
}

describe('the reminders to come', () => {
  test.each<[string, CivilDate, Partial<Term>, CivilDate, LedgerEntry[], string[]]>([
    [
      'are the milestones up to the day asked for, that day included',
      '2026-11-01',
      {},
      '2026-12-24',
      [],
      ['2026-11-30 lead mail', '2026-12-17 14d mail', '2026-12-24 7d mail'],
    ],
    [
      'begin with what is owed today',
      '2026-12-20',
      {},
      '2026-12-24',
      [entry('2026-11-30')],
      ['2026-12-20 14d mail', '2026-12-24 7d mail'],
    ],
    [
      'leave out what went out today',
      '2026-12-17',
      {},
      '2026-12-24',
      [entry('2026-12-17')],
      ['2026-12-24 7d mail'],
    ],
    [
      'leave out what was acknowledged',
      '2026-12-17',
      { acknowledged: '2026-12-17' },
      '2026-12-24',
      [],
      ['2026-12-24 7d mail'],
    ],
    [
      'go on daily after the expiry',
      '2026-12-31',
      {},
      '2027-01-02',
      [entry('2026-12-31')],
      ['2027-01-01 +1d mail', '2027-01-02 +2d mail'],
    ],
    [
      'go on weekly from the day of an ack after the expiry',
      '2027-01-05',
      { acknowledged: '2027-01-05' },
      '2027-01-20',
      [],
      ['2027-01-12 +12d mail', '2027-01-19 +19d mail'],
    ],
    [
      'say once, when a snooze ends, what fell inside it',
      '2026-12-10',
      { snoozedUntil: '2026-12-26' },
      '2026-12-28',
      [entry('2026-11-30')],
      ['2026-12-26 7d mail', '2026-12-28 3d mail'],
    ],
    [
      'say nothing when a snooze ends inside which nothing fell',
      '2026-12-10',
      { snoozedUntil: '2026-12-12' },
      '2026-12-17',
      [entry('2026-11-30')],
      ['2026-12-17 14d mail'],
    ],
    [
      'come on the last day although the snooze is longer',
      '2026-12-10',
      { snoozedUntil: '2027-03-01' },
      '2027-01-01',
      [entry('2026-11-30')],
      ['2026-12-31 0d mail', '2027-01-01 +1d mail'],
    ],
    [
      'ask for progress once it was filed',
      '2026-12-10',
      { submitted: '2026-12-10' },
      '2026-12-31',
      [entry('2026-11-30')],
      ['2026-12-17 ask+7d mail', '2026-12-24 ask+14d mail', '2026-12-31 0d mail'],
    ],
    [
      'ignore an ack that a clock far ahead has written',
      '2026-12-10',
      { acknowledged: '2038-01-19' },
      '2026-12-17',
      [entry('2026-11-30')],
      ['2026-12-17 14d mail'],
    ],
    ['are none before today', '2026-12-18', {}, '2026-12-17', [], []],
  ])('%s', (_, today, changes, until, entries, expected) => {
    expect(coming(reminderCard(today, { term: term(changes) }), until, { entries })).toEqual(expected)
  })

  test('are none for a closed card and for one without end', () => {
    const until = '2027-12-31'
    expect(coming(reminderCard('2026-12-01', { closed: true }), until)).toEqual([])
    expect(coming(reminderCard('2026-12-01', { term: term({ expires: null }) }), until)).toEqual([])
  })

  test('name the channels that have not had them', () => {
    const entries = [entry('2026-12-17', { channel: 'mail' })]
    expect(
      coming(reminderCard('2026-12-18'), '2026-12-24', { entries, channels: ['mail', 'phone'] }),
    ).toEqual(['2026-12-18 14d phone', '2026-12-24 7d mail+phone'])
    const own = reminderCard('2026-12-18', { channels: ['mail'] })
    expect(coming(own, '2026-12-24', { entries, channels: ['mail', 'phone'] })).toEqual([
      '2026-12-24 7d mail',
    ])
    expect(coming(reminderCard('2026-12-23'), '2026-12-24', { channels: [] })).toEqual([
      '2026-12-23 14d stdout',
      '2026-12-24 7d stdout',
    ])
  })

  test.each<[string, Partial<Omit<Ledger, 'channels'>>, string[]]>([
    ['that may have arrived today', { trying: [kept('no-answer')] }, ['2026-12-02 lead mail']],
    ['that was cut off three times', { trying: [kept('cut', 3)] }, ['2026-12-02 lead mail']],
    ['that was cut off twice', { trying: [kept('cut', 2)] }, ['2026-12-01 lead mail']],
    [
      'that may have arrived yesterday',
      { trying: [kept('no-answer', 1, '2026-11-30')] },
      ['2026-12-01 lead mail'],
    ],
    ['that was refused today', { refused: [refused] }, ['2026-12-02 lead mail']],
  ])('a reminder %s comes when a run sends it', (_, ledger, expected) => {
    expect(coming(reminderCard('2026-12-01'), '2026-12-10', ledger)).toEqual(expected)
  })

  test('one channel waits and another does not; a newer reminder on the next day takes the place of what waits', () => {
    const channels = ['mail', 'push']
    const trying = [kept('no-answer')]
    expect(coming(reminderCard('2026-12-01'), '2026-12-10', { trying, channels })).toEqual([
      '2026-12-01 lead push',
      '2026-12-02 lead mail',
    ])
    const card = reminderCard('2026-12-01', { term: term({ milestones: ['lead', '29d', '0d'] }) })
    expect(coming(card, '2026-12-10', { trying, channels })).toEqual([
      '2026-12-01 lead push',
      '2026-12-02 29d mail+push',
    ])
  })

  test.each([
    ['2026-11-01', {}, 'lead', '2026-11-30'],
    ['2026-11-30', {}, 'lead', '2026-11-30'],
    ['2026-12-01', { acknowledged: '2026-12-01' }, '14d', '2026-12-17'],
    ['2027-01-01', { acknowledged: '2027-01-01' }, '+8d', '2027-01-08'],
    ['2030-01-02', { acknowledged: '2029-12-30' }, '+1102d', '2030-01-06'],
    ['2026-12-10', { snoozedUntil: '2026-12-20' }, '14d', '2026-12-20'],
    ['2026-12-10', { snoozedUntil: '2026-12-12' }, 'lead', '2026-12-12'],
  ])('the next on %s with %j is %s on %s', (today, changes, milestone, day) => {
    const delivery = { ledger: new LedgerIndex({ entries: [] }), channels: ['mail'], today: '2026-12-01' }
    const card = reminderCard(today, { term: term(changes) })
    expect(firstReminder(card, delivery)).toMatchObject({ milestone, day })
  })
})

const CHANNELS = ['mail', 'phone']
const HORIZON = 40

const near = (from: number, to: number) => fc.option(fc.integer({ min: from, max: to }))
/** Days from today, so near that forty days meet most of what they bring. */
const shifts = fc.record({
  expires: fc.integer({ min: -45, max: 75 }),
  appointment: near(-3, 45),
  submitted: near(-20, 0),
  acknowledged: near(-20, 45),
  snoozedUntil: near(-3, 45),
  snoozedOn: near(-20, -1),
})
const anyCard = fc.record({
  bare: anyTerm,
  shifts: fc.option(shifts, { freq: 3 }),
  // The card's day is the user's or the one before.
  behind: fc.constantFrom(0, 1),
  closed: fc.constantFrom(false, false, false, true),
  channels: fc.constantFrom(null, ['mail'], ['gone']),
  // What went out before, also by a clock some days ahead.
  heard: fc.array(
    fc.record({ ago: fc.integer({ min: -7, max: 60 }), channel: fc.constantFrom(...CHANNELS) }),
    { maxLength: 4 },
  ),
})

function termOn(today: CivilDate, { bare, shifts }: { bare: Term; shifts: object | null }): Term {
  const moved = Object.entries((shifts ?? {}) as Record<string, number | null>).map(([key, days]) => [
    key,
    days === null ? null : addDays(today, days),
  ])
  const term: Term = { ...bare, ...(Object.fromEntries(moved) as Partial<Term>) }
  // A snooze began before the card's day, which may be the one before.
  return { ...term, snoozedOn: term.snoozedOn !== null && term.snoozedOn < today ? term.snoozedOn : null }
}

const written = (owed: Owed, day: CivilDate): LedgerEntry => ({
  ...owed,
  id: '0',
  at: `${day}T09:00:00Z`,
  day,
  seen: true,
})

test('for forty days, exactly those come that daily runs then send', () => {
  let compared = 0
  fc.assert(
    fc.property(nearbyDay, fc.array(anyCard, { minLength: 1, maxLength: 3 }), (today, given) => {
      const terms = given.map(one => termOn(today, one))
      const cardsOn = (day: CivilDate): ReminderCard[] =>
        given.map(({ behind, closed, channels }, at) =>
          reminderCard(addDays(day, -behind), { card: `card${at}`, term: terms[at]!, closed, channels }),
        )
      const before = given.flatMap(({ heard }, at) =>
        heard.map(({ ago, channel }) => {
          const day = addDays(today, -ago)
          const owed = { card: `card${at}`, expires: terms[at]!.expires!, milestone: 'x', date: day, channel }
          return written(owed, day)
        }),
      )

      const promised = cardsOn(today).flatMap(card => {
        const delivery = {
          ledger: new LedgerIndex({ entries: before }),
          channels: CHANNELS,
          today: card.today,
        }
        const until = addDays(card.today, HORIZON)
        return [...comingReminders(card, delivery, until)].flatMap(
          ({ card, milestone, date, day, channels }) =>
            channels.map(channel => `${day} ${card} ${milestone} ${date} ${channel}`),
        )
      })

      const entries = [...before]
      const sent: string[] = []
      for (let days = 0; days <= HORIZON; days++) {
        const day = addDays(today, days)
        const cards = cardsOn(day)
        for (const owed of owedTo(cards, new LedgerIndex({ entries }), CHANNELS)) {
          const own = cards.find(({ card }) => card === owed.card)!.today
          sent.push(`${own} ${owed.card} ${owed.milestone} ${owed.date} ${owed.channel}`)
          entries.push(written(owed, day))
        }
      }
      expect(promised.sort()).toEqual(sent.sort())
      compared += sent.length
    }),
    { numRuns: 500 },
  )
  expect(compared).toBeGreaterThan(1000)
})
