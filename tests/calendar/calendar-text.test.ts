import fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type CalendarCard, calendarText, foldLines } from '../../src/calendar/calendar-text.ts'
import type { AllWords } from '../../src/messages/index.ts'
import { anyCharacter } from '../text/nasty.ts'
import { en, kk, ru, zh } from '../words.ts'

const CARD: CalendarCard = {
  card: 'k3v9x2',
  cycle: 0,
  sequence: 3,
  stamp: '2026-11-05T10:20:30+05:00',
  name: 'me',
  holder: 'Anna Kim',
  kind: 'Registration card',
  expires: '2027-03-28',
  opens: '2027-02-28',
  fileBy: '2027-03-26',
  milestones: ['2027-02-28', '2027-03-14', '2027-03-21', '2027-03-26', '2027-03-28'],
}
const PASSPORT: CalendarCard = {
  ...CARD,
  card: 'p7q1',
  cycle: 2,
  name: '王小明的护照；第一本, a\\b "c"',
  holder: null,
  kind: 'паспорт',
  expires: '2028-02-29',
  opens: '2027-08-29',
  fileBy: '2028-02-29',
  milestones: ['2027-08-29', '2028-02-29'],
}

const whole = (cards: CalendarCard[], words: AllWords = en) => [...calendarText(cards, words)].join('')

interface Alarm {
  day: string
  at: string
  description: unknown
}

/** The events as a calendar program reads them. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component)
    const alarms = component.getAllSubcomponents('valarm').map((alarm): Alarm => {
      const related = alarm.getFirstProperty('trigger')!.getFirstParameter('related')
      const rings = (related === 'END' ? event.endDate : event.startDate).clone()
      rings.isDate = false
      rings.addDuration(alarm.getFirstPropertyValue('trigger') as unknown as ICAL.Duration)
      const [day, at] = rings.toString().split('T') as [string, string]
      return { day, at, description: alarm.getFirstPropertyValue('description') }
    })
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      sequence: event.sequence,
      stamp: String(component.getFirstPropertyValue('dtstamp')),
      alarms,
    }
  })
}

describe('the calendar of a card', () => {
  test('is exactly this text', async () => {
    await expect(whole([CARD, PASSPORT])).toMatchFileSnapshot('golden/en.ics')
    await expect(whole([CARD, PASSPORT], zh)).toMatchFileSnapshot('golden/zh.ics')
    await expect(whole([CARD, PASSPORT], ru)).toMatchFileSnapshot('golden/ru.ics')
    await expect(whole([CARD, PASSPORT], kk)).toMatchFileSnapshot('golden/kk.ics')
  })

  test('read by a calendar program: three days, their ends exclusive, and an alarm at nine for every milestone', () => {
    const [expiry, fileBy, window] = readBack(whole([CARD]))
    expect(expiry).toEqual({
      uid: 'renew-k3v9x2-0-expiry',
      summary: 'me: expires',
      description: 'Registration card (Anna Kim)\nValid until: Sun 28 Mar 2027',
      start: '2027-03-28',
      end: '2027-03-29',
      allDay: true,
      sequence: 3,
      stamp: '2026-11-05T05:20:30Z',
      alarms: [
        { day: '2027-03-14', at: '09:00:00', description: 'me: 12 days left to act' },
        { day: '2027-03-21', at: '09:00:00', description: 'me: 5 days left to act' },
        { day: '2027-03-28', at: '09:00:00', description: 'me: expires today' },
      ],
    })
    expect(fileBy).toMatchObject({
      uid: 'renew-k3v9x2-0-file-by',
      summary: 'me: last day to act',
      start: '2027-03-26',
      end: '2027-03-27',
      alarms: [{ day: '2027-03-26', at: '09:00:00', description: 'me: last day to act' }],
    })
    expect(window).toMatchObject({
      uid: 'renew-k3v9x2-0-window',
      summary: 'me: time to prepare',
      start: '2027-02-28',
      end: '2027-03-29',
      alarms: [{ day: '2027-02-28', at: '09:00:00', description: 'me: time to prepare' }],
    })
  })

  const APPOINTMENT = { date: '2027-03-15', time: '10:30', place: 'Office; Abay 12, room "3"' }
  const milestones = [...CARD.milestones, '2027-03-15']

  test('has its appointment in the time of the office, with alarms the day before and that morning', () => {
    const text = whole([{ ...CARD, milestones, appointment: APPOINTMENT }])
    expect(text).toContain('DTSTART:20270315T103000\r\n')
    expect(text).toContain('LOCATION:Office\\; Abay 12\\, room "3"\r\n')
    const events = readBack(text)
    expect(events.at(-1)).toMatchObject({
      uid: 'renew-k3v9x2-0-appointment',
      summary: 'me: appointment',
      start: '2027-03-15T10:30:00',
      alarms: [
        { day: '2027-03-14', at: '09:00:00', description: 'me: appointment tomorrow, Mon 15 Mar 10:30' },
        { day: '2027-03-15', at: '08:30:00', description: 'me: appointment today, 10:30' },
      ],
    })
    expect(events.flatMap(({ alarms }) => alarms)).toHaveLength(milestones.length)
  })

  test.each([
    ['09:00', '07:00:00'],
    ['14:00', '09:00:00'],
  ])('an appointment at %s rings at %s, in good time', (time, at) => {
    const events = readBack(whole([{ ...CARD, appointment: { ...APPOINTMENT, time } }]))
    expect(events.at(-1)!.alarms[1]).toMatchObject({ day: '2027-03-15', at })
  })

  test('an appointment without a time lasts all day', () => {
    const events = readBack(whole([{ ...CARD, appointment: { ...APPOINTMENT, time: null } }]))
    expect(events.at(-1)).toMatchObject({
      allDay: true,
      start: '2027-03-15',
      end: '2027-03-16',
      alarms: [
        { day: '2027-03-14', at: '09:00:00', description: 'me: appointment tomorrow, Mon 15 Mar' },
        { day: '2027-03-15', at: '09:00:00', description: 'me: appointment today' },
      ],
    })
  })

  test('typed text stays in its line', () => {
    const name = 'a\r\nBEGIN:VALARM;x,y\\n"z"'
    const [event, ...others] = readBack(whole([{ ...CARD, name, holder: 'b\nATTACH:file:///etc/passwd' }]))
    expect(others).toHaveLength(2)
    expect(event!.summary).toBe('a\nBEGIN:VALARM;x,y\\n"z": expires')
    expect(event!.alarms).toHaveLength(3)
  })

  test('an alarm on a day on which another document needs it says so', () => {
    const needed = [{ date: '2027-03-14', by: 'work permit' }]
    const alarms = readBack(whole([{ ...CARD, needed }])).flatMap(event => event.alarms)
    expect(alarms.find(({ day }) => day === '2027-03-14')?.description).toBe(
      'me: the renewal of "work permit" needs it today',
    )
  })

  test('a window of one day has no event of its own, and its alarm is on the last valid day', () => {
    const { expires } = CARD
    const found = readBack(whole([{ ...CARD, opens: expires, fileBy: expires, milestones: [expires] }]))
    expect(found.map(({ start, alarms }) => [start, alarms.length])).toEqual([[expires, 1]])
  })

  test('without cards it is an empty calendar', () => {
    expect(readBack(whole([]))).toEqual([])
  })
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
)
const day = fc.integer({ min: 0, max: 3_000_000 }).map(n =>
  Temporal.PlainDate.from('1900-01-01')
    .add({ days: n % 2_950_000 })
    .toString(),
)
const card: fc.Arbitrary<CalendarCard> = fc
  .record({
    name: text,
    holder: fc.option(text),
    kind: text,
    expires: day,
    lead: fc.nat(400),
    back: fc.nat(30),
  })
  .map(({ lead, back, ...rest }) => {
    const before = (days: number) => Temporal.PlainDate.from(rest.expires).subtract({ days }).toString()
    const milestones = [...new Set([lead, 14, back, 0])].map(before).sort()
    return { ...CARD, ...rest, opens: before(lead), fileBy: before(back), milestones }
  })

describe('for any card names', () => {
  test('lines end with CRLF and are at most 75 octets of whole characters', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 3 }), cards => {
        const bytes = Buffer.from(whole(cards))
        const lines = bytes.toString('latin1').split('\r\n')
        expect(lines.at(-1)).toBe('')
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
          const octets = Buffer.from(line, 'latin1')
          expect(Buffer.from(octets.toString('utf8')).equals(octets)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('every milestone has one alarm, at nine on its day', () => {
    fc.assert(
      fc.property(card, one => {
        const alarms = readBack(whole([one])).flatMap(event => event.alarms)
        expect(alarms.map(alarm => alarm.day).sort()).toEqual(one.milestones)
        expect(new Set(alarms.map(alarm => alarm.at))).toEqual(new Set(['09:00:00']))
      }),
      { numRuns: 60 },
    )
  })
})

test('folding leaves short lines alone and cuts between characters', () => {
  expect(foldLines('SUMMARY:short\r\n')).toBe('SUMMARY:short\r\n')
  expect(foldLines(`${'a'.repeat(75)}\r\n`)).toBe(`${'a'.repeat(75)}\r\n`)
  expect(foldLines(`${'a'.repeat(76)}\r\n`)).toBe(`${'a'.repeat(75)}\r\n a\r\n`)
  expect(foldLines(`${'a'.repeat(74)}🪪b`)).toBe(`${'a'.repeat(74)}\r\n 🪪b`)
})
