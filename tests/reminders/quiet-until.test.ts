import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_LEDGER } from '../../src/reminders/empty-ledger.ts'
import type { Ledger, LedgerEntry } from '../../src/reminders/ledger.ts'
import { indexLedger } from '../../src/reminders/ledger-index.ts'
import { type Owed, owedTo, type Watched } from '../../src/reminders/owed.ts'
import { quietUntil } from '../../src/reminders/quiet-until.ts'
import { addDays, type CivilDate } from '../../src/schedule/civil-date.ts'
import type { Term } from '../../src/schedule/term.ts'
import { anyTerm, nearbyDay } from '../schedule/arbitrary.ts'
import { entry, term, watched } from './fixtures.ts'

const CHANNELS = ['mail', 'phone']

/** Days from the day that is asked about, so near that a week meets most of what they bring. */
const near = (from: number, to: number) => fc.option(fc.integer({ min: from, max: to }))
const shifts = fc.record({
  expires: fc.integer({ min: -45, max: 45 }),
  appointment: near(-3, 12),
  submitted: near(-20, 0),
  acknowledged: near(-12, 12),
  snoozedUntil: near(-3, 12),
})

/** A card somewhere on earth: its day is the earliest zone's or the one before. */
const somewhere = fc.record({
  // Half of them turn in the days that are looked at.
  bare: anyTerm,
  shifts: fc.option(shifts, { freq: 2 }),
  behind: fc.constantFrom(0, 1),
  closed: fc.constantFrom(false, false, false, true),
  channels: fc.constantFrom(null, ['mail'], ['gone']),
  // What went out long ago, and what a failing channel left undone.
  heard: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }),
})

type Somewhere = typeof somewhere extends fc.Arbitrary<infer T> ? T : never

/** The term of a card, its days moved to where they matter. */
function termOf({ bare, shifts }: Somewhere, earliest: CivilDate): Term {
  if (shifts === null) return bare
  const moved = Object.entries(shifts).map(([key, days]) => [
    key,
    days === null ? null : addDays(earliest, days),
  ])
  return { ...bare, ...(Object.fromEntries(moved) as Partial<Term>) }
}

const written = (one: Owed, day: CivilDate): LedgerEntry => ({
  ...one,
  id: '0',
  at: `${day}T09:00:00Z`,
  day,
  seen: true,
})

test('before the day it names nothing is ever owed, whatever the cards are and wherever they lie', () => {
  let named = 0
  fc.assert(
    fc.property(nearbyDay, fc.array(somewhere, { minLength: 1, maxLength: 4 }), (earliest, given) => {
      const terms = given.map(one => termOf(one, earliest))
      const on = (day: CivilDate): Watched[] =>
        given.map(({ behind, closed, channels }, at) =>
          watched(addDays(day, -behind), { card: `card${at}`, term: terms[at]!, closed, channels }),
        )
      const before = given.flatMap(({ heard }, at) =>
        heard.map(days => {
          const day = addDays(earliest, -days)
          return written(
            { card: `card${at}`, expires: terms[at]!.expires!, milestone: 'x', date: day, channel: 'mail' },
            day,
          )
        }),
      )
      const first: Ledger = { ...EMPTY_LEDGER, entries: before }
      const sent = owedTo(on(earliest), indexLedger(first, earliest), CHANNELS).map(one =>
        written(one, earliest),
      )
      const ledger = { ...first, entries: [...before, ...sent] }
      const until = quietUntil(on(earliest), ledger, earliest)
      if (until === null) return
      named++
      expect(until > earliest && until <= addDays(earliest, 7)).toBe(true)
      for (let day = earliest; day < until; day = addDays(day, 1)) {
        for (const own of [day, addDays(day, -1)])
          expect(owedTo(on(day), indexLedger(ledger, own), CHANNELS), `${day} of ${until}`).toEqual([])
      }
    }),
    { numRuns: 3000 },
  )
  // Else the shortcut would be worth nothing, and this test too.
  expect(named).toBeGreaterThan(300)
})

test('what somebody must still hear or see keeps it from being quiet', () => {
  const cards = [watched('2026-06-01', { term: term({ expires: '2030-01-01' }) })]
  expect(quietUntil(cards, EMPTY_LEDGER, '2026-06-01')).toBe('2026-06-08')
  const message = { reminders: [] } as never
  const failing = { failingSince: '2026-05-01T00:00:00Z', error: 'x', gone: false, told: null }
  for (const more of [
    { trying: [{ channel: 'mail', message, at: '' }] },
    { entries: [entry('2026-05-01', { seen: false })] },
    { entries: [entry('2026-05-01', { day: '2026-07-01' })] },
    { channels: { mail: failing } },
    { channels: { mail: { ...failing, failingSince: null, gone: true } } },
  ])
    expect(quietUntil(cards, { ...EMPTY_LEDGER, ...more }, '2026-06-01')).toBeNull()
})
