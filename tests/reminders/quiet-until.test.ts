import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_LEDGER, type Ledger, type LedgerEntry } from '../../src/reminders/ledger.ts'
import { indexLedger } from '../../src/reminders/ledger-index.ts'
import { type Owed, owedTo, type Watched } from '../../src/reminders/owed.ts'
import { quietUntil } from '../../src/reminders/quiet-until.ts'
import { addDays, type CivilDate } from '../../src/schedule/civil-date.ts'
import { anyTerm, nearbyDay } from '../schedule/arbitrary.ts'
import { entry, term, watched } from './fixtures.ts'

const CHANNELS = ['mail', 'phone']

/** A card somewhere on earth: its day is the earliest zone's or the one before. */
const somewhere = fc.record({
  term: anyTerm,
  behind: fc.constantFrom(0, 1),
  closed: fc.constantFrom(false, false, false, true),
  channels: fc.constantFrom(null, ['mail'], ['gone']),
  // What went out long ago, and what a failing channel left undone.
  heard: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }),
})

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
      const on = (day: CivilDate): Watched[] =>
        given.map(({ term, behind, closed, channels }, at) =>
          watched(addDays(day, -behind), { card: `card${at}`, term, closed, channels }),
        )
      const before = given.flatMap(({ term, heard }, at) =>
        heard.map(days => {
          const day = addDays(earliest, -days)
          return written(
            { card: `card${at}`, expires: term.expires!, milestone: 'x', date: day, channel: 'mail' },
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
    { numRuns: 5000 },
  )
  // Else the shortcut would be worth nothing, and this test too.
  expect(named).toBeGreaterThan(500)
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
