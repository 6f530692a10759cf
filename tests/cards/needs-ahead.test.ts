import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { assessAll } from '../../src/cards/assess.ts'
import { type Assessed, isToAct, needsAction } from '../../src/cards/assessed.ts'
import { type Card, newCard } from '../../src/cards/card.ts'
import { type Needs, needsAhead } from '../../src/cards/needs-ahead.ts'
import { builtInGuide } from '../../src/guides/guides.ts'
import { calendarById } from '../../src/schedule/work-calendars.ts'

const ALMATY = 'Asia/Almaty'
const generic = { guide: await builtInGuide('generic'), own: false, fault: null }

/** The zone of cards that have none. */
const HERE = 'Europe/Berlin'

/** Assesses cards at an instant, with days by an independent calendar. */
const assessAt = (cards: readonly Card[], at: number): Promise<Assessed[]> =>
  assessAll(cards, {
    guide: async () => generic,
    calendar: async id => ({ calendar: calendarById(id)!, fault: null }),
    today: zone =>
      Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO(zone ?? HERE)
        .toPlainDate()
        .toString(),
    defaults: { milestones: null, zone: null },
  })

const startOf = (date: string, zone: string | null): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone ?? HERE).epochMilliseconds

const ahead = async (cards: readonly Card[], now: number) =>
  needsAhead(await assessAt(cards, now), { now, startOf })

let made = 0
function card(expires: string | null, changes: Partial<Card> = {}): Card {
  made++
  const bare = newCard(
    { id: `card${made}`, name: `card ${made}`, guide: 'generic', expires },
    '2026-01-01T00:00:00Z',
  )
  return { ...bare, zone: ALMATY, workdays: 'none', ...changes }
}

const instant = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const NOW = instant('2026-12-01T12:00:00+05:00')

/** The list as texts: when, and how many have expired, are to act on today and to prepare. */
const shown = ({ list, end }: Awaited<ReturnType<typeof ahead>>): string[] => [
  ...list.map(
    ({ from, needs }) =>
      `${Temporal.Instant.fromEpochMilliseconds(from)} ${needs.expired} ${needs.today} ${needs.prepare}`,
  ),
  ...(end === null ? [] : [`${Temporal.Instant.fromEpochMilliseconds(end)} end`]),
]

const submitted = {
  method: null,
  appointment: null,
  submitted: '2026-11-30',
  receipt: null,
  paid: [],
  ticks: {},
}

describe('what documents need from now on', () => {
  test.each<[string, Card[], string[]]>([
    ['nothing without documents', [], ['2026-12-01T07:00:00Z 0 0 0']],
    [
      'nothing for one that is permanent or closed',
      [card(null), card('2026-11-01', { closed: '2026-11-02' })],
      ['2026-12-01T07:00:00Z 0 0 0'],
    ],
    [
      'a valid one, at the midnights of its zone',
      [card('2027-02-10')],
      [
        '2026-12-01T07:00:00Z 0 0 0',
        '2027-01-09T19:00:00Z 0 0 1',
        '2027-02-09T19:00:00Z 0 1 0',
        '2027-02-10T19:00:00Z 1 0 0',
      ],
    ],
    ['one that has expired', [card('2026-11-30')], ['2026-12-01T07:00:00Z 1 0 0']],
    [
      'two in different zones',
      [card('2026-12-01'), card('2026-12-01', { zone: 'America/New_York' })],
      ['2026-12-01T07:00:00Z 0 2 0', '2026-12-01T19:00:00Z 1 1 0', '2026-12-02T05:00:00Z 2 0 0'],
    ],
    [
      'two zones with the same midnight once',
      [card('2026-12-01'), card('2026-12-01', { zone: 'Asia/Tashkent' })],
      ['2026-12-01T07:00:00Z 0 2 0', '2026-12-01T19:00:00Z 2 0 0'],
    ],
    [
      'from the day to act by, when the last day is a Sunday',
      [card('2026-12-06', { workdays: 'weekends' })],
      ['2026-12-01T07:00:00Z 0 0 1', '2026-12-03T19:00:00Z 0 1 0', '2026-12-06T19:00:00Z 1 0 0'],
    ],
    [
      'nothing of a submitted one until its last day',
      [card('2026-12-06', { workdays: 'weekends', renewal: submitted })],
      ['2026-12-01T07:00:00Z 0 0 0', '2026-12-05T19:00:00Z 0 1 0', '2026-12-06T19:00:00Z 1 0 0'],
    ],
    [
      'nothing while a snooze lasts',
      [
        card('2026-12-20', {
          snoozed: { expires: '2026-12-20', until: '2026-12-05', on: '2026-11-30' },
        }),
      ],
      [
        '2026-12-01T07:00:00Z 0 0 0',
        '2026-12-04T19:00:00Z 0 0 1',
        '2026-12-19T19:00:00Z 0 1 0',
        '2026-12-20T19:00:00Z 1 0 0',
      ],
    ],
    [
      'no line where one document takes the place of another',
      [card('2026-12-04'), card('2026-12-05', { workdays: 'none' })],
      [
        '2026-12-01T07:00:00Z 0 0 2',
        '2026-12-03T19:00:00Z 0 1 1',
        '2026-12-04T19:00:00Z 1 1 0',
        '2026-12-05T19:00:00Z 2 0 0',
      ],
    ],
  ])('%s', async (_, cards, lines) => {
    expect(shown(await ahead(cards, NOW))).toEqual(lines)
  })

  test('ends before the first day that it leaves out, in every zone', async () => {
    const first = Temporal.PlainDate.from('2027-06-01')
    const cards = Array.from({ length: 1200 }, (_, at) =>
      card(first.add({ days: at }).toString(), { zone: at % 2 ? 'Pacific/Kiritimati' : 'Etc/GMT+12' }),
    )
    const { list, end } = await ahead(cards, NOW)
    expect(list.length).toBeGreaterThan(300)
    expect(list.length).toBeLessThanOrEqual(501)
    expect(list.at(-1)!.from).toBeLessThan(end!)
    for (const at of [list.at(-1)!.from, end! - 1])
      expect(list.at(-1)!.needs).toEqual(await needsAt(cards, at))
  })

  test('are at any later moment what an assessment says then', async () => {
    const day = fc
      .integer({ min: -40, max: 400 })
      .map(days => Temporal.PlainDate.from('2026-12-01').add({ days }).toString())
    const anyCard = fc.record({
      expires: day,
      zone: fc.constantFrom(
        ALMATY,
        'America/New_York',
        'Pacific/Kiritimati',
        'Etc/GMT+12',
        'Asia/Kolkata',
        null,
      ),
      workdays: fc.constantFrom('KZ', 'weekends', 'none'),
      lead: fc.constantFrom(null, '2w', '10wd', 'P6M', '0d'),
      processing: fc.constantFrom(null, '5wd', '3w'),
      isSubmitted: fc.boolean(),
      isClosed: fc.constantFrom(false, false, false, true),
      silent: fc.option(fc.integer({ min: 1, max: 60 })),
    })
    const moment = fc.integer({ min: 0, max: 420 * 24 * 60 }).map(minutes => NOW + minutes * 60_000)
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCard, { maxLength: 8 }),
        fc.array(moment, { minLength: 1, maxLength: 6 }),
        async (drawn, moments) => {
          const cards = drawn.map(({ isSubmitted, isClosed, silent, expires, ...rules }) =>
            card(expires, {
              ...rules,
              renewal: isSubmitted ? submitted : null,
              closed: isClosed ? '2026-11-01' : null,
              snoozed:
                silent === null
                  ? null
                  : {
                      expires,
                      on: '2026-11-28',
                      until: Temporal.PlainDate.from('2026-12-01').add({ days: silent }).toString(),
                    },
            }),
          )
          const { list, end } = await ahead(cards, NOW)
          expect(end).toBeNull()
          for (const at of moments)
            expect(list.findLast(({ from }) => from <= at)!.needs).toEqual(await needsAt(cards, at))
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Returns the needs at an instant by assessing the cards anew. */
async function needsAt(cards: readonly Card[], at: number): Promise<Needs> {
  const needs = { expired: 0, today: 0, prepare: 0 }
  for (const one of await assessAt(cards, at)) {
    const { stage } = one.status
    if (one.card.closed !== null || stage === 'permanent') continue
    if (stage === 'overdue') needs.expired++
    else if (stage === 'last-day') needs.today++
    else if (one.course !== 'submitted' && isToAct(one.status)) needs.today++
    else if (needsAction(one) && one.snoozedUntil === null) needs.prepare++
  }
  return needs
}
