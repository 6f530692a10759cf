import { describe, expect, test } from 'vitest'
import { dueDay } from '../../src/reminders/due.ts'
import type { LedgerEntry, Refused } from '../../src/reminders/ledger.ts'
import { LedgerIndex } from '../../src/reminders/ledger-index.ts'
import { lastReminders, nextReminder } from '../../src/reminders/next-reminder.ts'
import { clockIn, dateIn } from './clocks.ts'
import { entry, reminderCard, term } from './fixtures.ts'

const ALMATY = 'Asia/Almaty'

/** The next reminder of cards by name, with the changes of each, at an instant in Almaty. */
function nextAt(
  now: string,
  cards: Record<string, Parameters<typeof reminderCard>[1]>,
  { entries = [] as LedgerEntry[], refused = [] as Refused[], channels = ['mail'], remindAt = '08:00' } = {},
) {
  const clock = clockIn(ALMATY, Date.parse(now), remindAt)
  const all = Object.entries(cards).map(([card, changes]) => {
    const zone = changes?.zone ?? null
    return reminderCard(dateIn(zone ?? ALMATY, clock.now), { card, due: dueDay(zone, clock), ...changes })
  })
  const ledger = new LedgerIndex({ entries, refused })
  const today = dateIn(ALMATY, clock.now)
  const next = nextReminder(all, { ledger, channels, today }, clock)
  return (
    next && {
      at: new Date(next.at + 5 * 3_600_000).toISOString().slice(0, 16),
      owed: next.owed,
      what: next.reminders.map(({ card, milestone }) => `${card} ${milestone}`),
      channels: next.channels,
    }
  )
}

describe('the next reminder', () => {
  const sent = (card: string) => entry('2026-11-30', { card })

  test('comes at the time that is set, with all cards of that message', () => {
    const cards = { a: {}, b: {}, c: { term: term({ expires: '2027-03-01' }) } }
    const entries = [sent('a'), sent('b')]
    expect(nextAt('2026-12-10T12:00+05:00', cards, { entries })).toEqual({
      at: '2026-12-17T08:00',
      owed: false,
      what: ['a 14d', 'b 14d'],
      channels: ['mail'],
    })
    expect(nextAt('2026-12-10T12:00+05:00', cards, { entries, remindAt: '20:30' })?.at).toBe(
      '2026-12-17T20:30',
    )
  })

  test('that waits for another day comes with the first run of that day', () => {
    const { expires, date, channel, id } = entry('2026-11-30')
    const refused = [{ card: 'a', expires, date, channel, id, day: '2026-12-10' }]
    expect(nextAt('2026-12-10T12:00+05:00', { a: {} }, { refused })).toMatchObject({
      at: '2026-12-11T00:00',
      owed: false,
      what: ['a lead'],
    })
  })

  test('is now what is owed already', () => {
    const cards = { a: {}, b: {} }
    expect(nextAt('2026-12-10T06:15+05:00', cards, { entries: [sent('a')] })).toEqual({
      at: '2026-12-10T06:15',
      owed: true,
      what: ['b lead'],
      channels: ['mail'],
    })
  })

  test('of today waits for its time, and one of yesterday does not', () => {
    expect(nextAt('2026-12-17T06:15+05:00', { a: {} }, { entries: [sent('a')] })).toMatchObject({
      at: '2026-12-17T08:00',
      owed: false,
    })
    expect(nextAt('2026-12-18T06:15+05:00', { a: {} }, { entries: [sent('a')] })?.at).toBe('2026-12-18T06:15')
  })

  test('comes when a snooze ends', () => {
    const snoozed = term({ snoozedUntil: '2026-12-20', snoozedOn: '2026-12-10' })
    expect(nextAt('2026-12-10T12:00+05:00', { a: { term: snoozed } })).toMatchObject({
      at: '2026-12-20T08:00',
      what: ['a 14d'],
    })
    expect(nextAt('2026-12-20T06:00+05:00', { a: { term: snoozed } })?.at).toBe('2026-12-20T08:00')
  })

  test('of a card in a zone behind the user waits for its own midnight', () => {
    const zone = 'America/New_York'
    expect(nextAt('2026-12-10T12:00+05:00', { a: { zone } }, { entries: [sent('a')] })?.at).toBe(
      '2026-12-17T10:00',
    )
  })

  test('names every channel once, and is none without cards that remind', () => {
    const cards = { a: { channels: ['mail'] }, b: { channels: ['phone', 'mail'] } }
    expect(nextAt('2026-12-10T12:00+05:00', cards, { channels: ['mail', 'phone'] })?.channels).toEqual([
      'mail',
      'phone',
    ])
    expect(
      nextAt('2026-12-10T12:00+05:00', { a: { closed: true }, b: { term: term({ expires: null }) } }),
    ).toBeNull()
  })
})

describe('the last reminder', () => {
  test('of each card names the channels it reached', () => {
    const entries = [
      entry('2026-11-30'),
      entry('2026-12-17', { milestone: '14d', channel: 'mail', at: '2026-12-17T08:07:00+05:00' }),
      entry('2026-12-17', { milestone: '14d', channel: 'phone', at: '2026-12-17T04:07:01+01:00' }),
      entry('2026-12-01', { card: 'bbbb', channel: 'stdout' }),
    ]
    expect(Object.fromEntries(lastReminders({ entries }, '2026-12-20'))).toEqual({
      aaaa: { at: '2026-12-17T04:07:01+01:00', milestone: '14d', channels: ['mail', 'phone'] },
      bbbb: { at: '2026-12-01T09:00:00+05:00', milestone: 'lead', channels: ['stdout'] },
    })
  })

  test('is the latest by its time, not by its place, and not of a clock far ahead', () => {
    const entries = [
      entry('2026-12-17', { milestone: '14d', at: '2026-12-17T08:07:00+05:00' }),
      entry('2026-11-30'),
      entry('2038-01-19', { milestone: '+9d' }),
    ]
    expect(lastReminders({ entries }, '2026-12-20').get('aaaa')?.milestone).toBe('14d')
  })
})
