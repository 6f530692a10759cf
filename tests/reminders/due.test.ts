import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { dueAt, dueDay, readRemindAt, remindAtOf } from '../../src/reminders/due.ts'
import type { LedgerEntry } from '../../src/reminders/ledger.ts'
import { LedgerIndex } from '../../src/reminders/ledger-index.ts'
import { nextReminder } from '../../src/reminders/next-reminder.ts'
import { owedTo, type ReminderCard } from '../../src/reminders/owed.ts'
import { clockIn, dateIn, instantIn, timeIn } from './clocks.ts'
import { entry, reminderCard, term } from './fixtures.ts'

const ALMATY = 'Asia/Almaty'
const at = (time: string) => Date.parse(`2026-12-17T${time}+05:00`)
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)

describe('a reminder of a day is due', () => {
  test.each([
    ['at the time that is set, on the same clock', ALMATY, null, '08:00', '2026-12-17T03:00'],
    [
      'as soon as the day begins there, for a card of a zone ahead',
      'Europe/Berlin',
      ALMATY,
      '08:00',
      '2026-12-16T19:00',
    ],
    ['in the evening, where that is the time', 'Europe/Berlin', ALMATY, '20:30', '2026-12-16T19:30'],
    ['at midnight of a card in a zone behind', ALMATY, 'America/New_York', '08:00', '2026-12-17T05:00'],
    ['at a later time after that midnight', ALMATY, 'America/New_York', '12:30', '2026-12-17T07:30'],
    ['at midnight', ALMATY, null, '00:00', '2026-12-16T19:00'],
  ])('%s', (_, user, card, remindAt, expected) => {
    expect(utc(dueAt('2026-12-17', card, clockIn(user, 0, remindAt)))).toBe(expected)
  })

  test('in the hour that the clock skips, right after it', () => {
    const clock = clockIn('Europe/Berlin', 0, '02:30')
    expect(utc(dueAt('2027-03-28', null, clock))).toBe('2027-03-28T01:30')
  })

  test.each([
    ['07:59', '2026-12-16'],
    ['08:00', '2026-12-17'],
    ['23:59', '2026-12-17'],
  ])('at %s the last day due is %s', (time, day) => {
    expect(dueDay(null, clockIn(ALMATY, at(time)))).toBe(day)
  })
})

describe('the time of the reminders', () => {
  test.each([
    ['8:30', '08:30'],
    ['08:30', '08:30'],
    ['00:00', '00:00'],
    ['21:00', '21:00'],
    [' ９：０５ ', '09:05'],
  ])('%j is read as %s', (typed, time) => {
    expect(readRemindAt(typed)).toBe(time)
  })

  test.each(['21:01', '23:07', '24:00', '8', '08:60', '-1:00', '08:00:00', '8h', ''])(
    '%j is refused',
    typed => {
      expect(() => readRemindAt(typed)).toThrow('time-refused')
    },
  )

  test('is eight where none is set, or a damaged one', () => {
    expect([remindAtOf({ remindAt: null }), remindAtOf({}), remindAtOf({ remindAt: '25:00' })]).toEqual([
      '08:00',
      '08:00',
      '08:00',
    ])
    expect(remindAtOf({ remindAt: '20:15' })).toBe('20:15')
  })
})

const ZONES = [
  ...['Asia/Almaty', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Pacific/Kiritimati'],
  ...['Pacific/Pago_Pago', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC'],
]
/** Days on which clocks change in one of these zones, and others. */
const STARTS = ['2026-03-05', '2026-03-26', '2026-10-20', '2026-10-29', '2026-12-20']
const DAYS = 12
const MINUTE = 60_000

const anyCase = fc.record({
  user: fc.constantFrom(...ZONES),
  zone: fc.constantFrom(null, ...ZONES),
  start: fc.constantFrom(...STARTS),
  remindAt: fc.integer({ min: 0, max: 84 }).map(quarter => {
    const pad = (number: number) => String(number).padStart(2, '0')
    return `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`
  }),
  // Minutes between the runs: every hour, or as a laptop wakes and sleeps.
  gaps: fc.oneof(
    fc.constant([60]),
    fc.array(fc.integer({ min: 1, max: 240 }), { minLength: 5, maxLength: 30 }),
    fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 5, maxLength: 30 }),
  ),
  minute: fc.integer({ min: 0, max: 59 }),
  expired: fc.integer({ min: -8, max: 3 }),
})

test('whatever the zones and the times of the runs, each reminder goes once, at the first run after it is due', () => {
  let sentInAll = 0
  fc.assert(
    fc.property(anyCase, ({ user, zone, start, remindAt, gaps, minute, expired }) => {
      const milestones = ['8d', '7d', '5d', '4d', '2d', '1d', '0d']
      const dates = term({ expires: addDays(start, -expired), milestones })
      const entries: LedgerEntry[] = []
      const sent: { date: string; run: number }[] = []
      let promised = { at: -Infinity, date: '' }
      const end = instantIn(user, addDays(start, DAYS), '00:00')
      let run = instantIn(user, start, `00:${String(minute).padStart(2, '0')}`)
      for (let turn = 0; run < end; turn++, run += gaps[turn % gaps.length]! * MINUTE) {
        const clock = clockIn(user, run, remindAt)
        const today = dateIn(zone ?? user, run)
        const due = dueDay(zone, clock)
        const card: ReminderCard = reminderCard(today, { zone, due, term: dates })
        const index = new LedgerIndex({ entries })
        const owed = owedTo([card], index, ['mail'])
        // What was promised comes with this run exactly when it is at or after the time that was named.
        const isPromised = promised.date !== '' && run >= promised.at
        expect(owed.length > 0).toBe(isPromised || (turn === 0 && owed.length > 0))
        for (const { date, milestone } of owed) {
          expect(date <= today).toBe(true)
          expect(run >= dueAt(date, zone, clock)).toBe(true)
          expect(sent.every(one => one.date < date)).toBe(true)
          sent.push({ date, run })
          entries.push(entry(date, { expires: dates.expires!, milestone, day: dateIn(user, run) }))
        }
        const delivery = {
          ledger: new LedgerIndex({ entries }),
          channels: ['mail'],
          today: dateIn(user, run),
        }
        const next = nextReminder([card], delivery, clock)
        promised = next ? { at: next.at, date: next.reminders[0]!.date } : { at: Infinity, date: '' }
        expect(next?.owed ?? false).toBe(false)
      }
      // By the hour, nothing comes later than an hour after it was due, nor before the time on the user's clock.
      if (gaps.length === 1) {
        const fits = sent
          .slice(1)
          .every(({ date, run }) => run - dueAt(date, zone, clockIn(user, run, remindAt)) < 60 * MINUTE)
        expect(fits).toBe(true)
        if (zone === null) expect(sent.slice(1).every(one => timeIn(user, one.run) >= remindAt)).toBe(true)
      }
      sentInAll += sent.length
    }),
    { numRuns: 40 },
  )
  expect(sentInAll).toBeGreaterThan(150)
})
