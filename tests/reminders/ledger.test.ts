import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/channels/channel.ts'
import { addDays } from '../../src/dates/civil-date.ts'
import { compactLedger } from '../../src/reminders/compact-ledger.ts'
import {
  forgetChannel,
  type Ledger,
  type LedgerEntry,
  markSeen,
  recordDelivered,
  recordFailed,
  recordTrying,
  recordWorking,
  stateOf,
} from '../../src/reminders/ledger.ts'
import { EMPTY_LEDGER, LedgerFile } from '../../src/reminders/ledger-file.ts'
import { LedgerIndex } from '../../src/reminders/ledger-index.ts'
import { LedgerWriter } from '../../src/reminders/ledger-writer.ts'
import { said } from '../failures.ts'
import { entry, MemoryLedger } from './fixtures.ts'

const NOW = { at: '2026-12-01T09:07:00+05:00', day: '2026-12-01' }

function message(id: string, channel = 'mail'): Message {
  const reminder = {
    card: 'aaaa',
    name: 'me',
    holder: null,
    expires: '2026-12-31',
    milestone: 'lead',
    date: '2026-11-30',
    id: `r${id}`,
    stage: 'prepare',
    daysLeft: 30,
    next: null,
  } as const
  return { id, channel, lang: 'en', title: 't', text: 'x', urgent: false, reminders: [reminder] }
}

describe('the ledger', () => {
  test('delivered: the entries are there, the message is no longer on its way', () => {
    const trying = recordTrying(EMPTY_LEDGER, [{ message: message('1') }, { message: message('2') }], NOW)
    const done = recordDelivered(trying, message('1'), NOW, true)
    expect(done.trying.map(one => one.message.id)).toEqual(['2'])
    expect(done.entries).toEqual([
      {
        card: 'aaaa',
        expires: '2026-12-31',
        milestone: 'lead',
        date: '2026-11-30',
        channel: 'mail',
        id: 'r1',
        at: NOW.at,
        day: NOW.day,
        seen: true,
      },
    ])
  })

  test('the same message on its way through two channels is two', () => {
    const trying = recordTrying(
      EMPTY_LEDGER,
      [{ message: message('1', 'mail') }, { message: message('1', 'desktop') }],
      NOW,
    )
    const done = recordDelivered(trying, message('1', 'mail'), NOW, true)
    expect(done.trying.map(({ channel }) => channel)).toEqual(['desktop'])
  })

  test('a failure keeps since when the channel fails, and nothing else', () => {
    const once = recordFailed(EMPTY_LEDGER, 'mail', NOW, { failure: said('a'), gone: false })
    const later = { at: '2026-12-02T09:07:00+05:00', day: '2026-12-02' }
    const twice = recordFailed(once, 'mail', later, { failure: said('b'), gone: true })
    expect(stateOf(twice, 'mail')).toEqual({
      failingSince: NOW.at,
      error: 'b',
      reason: said('b'),
      gone: true,
      told: null,
    })
    expect(recordWorking(twice, 'mail').channels.mail).toEqual(stateOf(EMPTY_LEDGER, 'mail'))
    expect(twice.entries).toEqual([])
  })

  test('of a channel never heard of nothing is wrong, not even of one called constructor', () => {
    expect(stateOf(EMPTY_LEDGER, 'constructor')).toEqual({
      failingSince: null,
      error: null,
      gone: false,
      told: null,
    })
  })

  test('seen: what was printed for these cards, and no other', () => {
    const printed = [entry('2026-11-30', { seen: false }), entry('2026-11-30', { card: 'bbbb', seen: false })]
    const ledger = { ...EMPTY_LEDGER, entries: printed }
    expect(markSeen(ledger, new Set(['aaaa'])).entries.map(({ seen }) => seen)).toEqual([true, false])
    expect(markSeen(ledger, new Set(['cccc']))).toBe(ledger)
  })

  test('a removed channel leaves its entries, so that nothing comes twice when it returns', () => {
    const failing = recordFailed(EMPTY_LEDGER, 'mail', NOW, { failure: said('a'), gone: false })
    const ledger = recordTrying(
      { ...failing, entries: [entry('2026-11-30')] },
      [{ message: message('2') }],
      NOW,
    )
    expect(forgetChannel(ledger, 'mail')).toEqual({ ...EMPTY_LEDGER, entries: ledger.entries })
  })

  test('nothing is changed in place', () => {
    const frozen = Object.freeze({
      ...EMPTY_LEDGER,
      entries: Object.freeze([
        Object.freeze(entry('2026-11-30', { seen: false })),
      ]) as unknown as LedgerEntry[],
      trying: Object.freeze([]) as unknown as Ledger['trying'],
    })
    expect(() => {
      recordTrying(frozen, [{ message: message('1') }], NOW)
      recordDelivered(frozen, message('1'), NOW, true)
      recordFailed(frozen, 'mail', NOW, { failure: said('a'), gone: false })
      markSeen(frozen, new Set(['aaaa']))
      forgetChannel(frozen, 'mail')
    }).not.toThrow()
  })
})

describe('the ledger’s file', () => {
  test('missing, it is an empty ledger', () => {
    const file = new LedgerFile({ read: () => null, update: async change => change(EMPTY_LEDGER) })
    expect(file.read()).toEqual(EMPTY_LEDGER)
  })

  test.each([
    ['no parts', {}],
    ['parts of the wrong kind', { entries: 'x', trying: 7, channels: [], lastRun: null }],
    [
      'entries that are none',
      { entries: [null, 7, 'x', {}, { card: 'aaaa' }], trying: [null, {}, { channel: 'x' }] },
    ],
  ])('with %s it holds what can be understood', (_, stored) => {
    const file = new LedgerFile({
      read: () => stored as never,
      update: async change => change(stored as never),
    })
    expect(file.read()).toMatchObject({ entries: [], trying: [] })
    expect(new LedgerIndex(file.read()).newest('aaaa', '2026-12-31', 'mail', '2026-12-01')).toBeNull()
    expect(stateOf(file.read(), 'mail').error).toBeNull()
  })

  test('keys of a newer program stay', async () => {
    let stored = {
      ...EMPTY_LEDGER,
      newer: 1,
      entries: [{ ...entry('2026-11-30'), newer: 2 }],
    } as unknown as Ledger
    const file = new LedgerFile({
      read: () => stored,
      update: async change => {
        stored = change(stored)
        return stored
      },
    })
    await file.update(ledger => recordTrying(ledger, [{ message: message('1') }], NOW))
    expect(stored).toMatchObject({ newer: 1, entries: [{ newer: 2 }], trying: [{ channel: 'mail' }] })
  })

  test('is left alone when nothing changed', async () => {
    const stored = { entries: [null] } as never
    let written: unknown
    const file = new LedgerFile({
      read: () => stored,
      update: async change => {
        written = change(stored)
        return stored
      },
    })
    await file.update(ledger => ledger)
    expect(written).toBe(stored)
  })
})

describe('writing', () => {
  test('what is asked for while a write is under way goes together in the next', async () => {
    const memory = new MemoryLedger()
    const writer = new LedgerWriter(memory)
    const all = Array.from({ length: 50 }, (_, n) =>
      writer.write(ledger => recordDelivered(ledger, message(String(n)), NOW, true)),
    )
    expect(writer.current.entries).toHaveLength(50)
    expect(await Promise.all(all)).toEqual(all.map(() => true))
    expect(memory.ledger.entries).toHaveLength(50)
    expect(memory.writes).toBeLessThan(5)
  })

  test('what failed is written with the next change, in its order', async () => {
    const memory = new MemoryLedger()
    const writer = new LedgerWriter(memory)
    memory.broken = true
    expect(await writer.write(ledger => recordTrying(ledger, [{ message: message('1') }], NOW))).toBe(false)
    memory.broken = false
    expect(await writer.write(ledger => recordDelivered(ledger, message('1'), NOW, true))).toBe(true)
    expect([memory.ledger.trying, memory.ledger.entries.length, writer.fault]).toEqual([[], 1, null])
  })

  test('what another process wrote meanwhile is kept', async () => {
    const memory = new MemoryLedger({ ...EMPTY_LEDGER, entries: [entry('2026-11-30', { seen: false })] })
    const writer = new LedgerWriter(memory)
    await memory.update(ledger => markSeen(ledger, new Set(['aaaa'])))
    await writer.write(ledger => recordTrying(ledger, [{ message: message('1') }], NOW))
    expect(memory.ledger).toMatchObject({ entries: [{ seen: true }], trying: [{ channel: 'mail' }] })
  })
})

describe('a compacted ledger', () => {
  /** Years of daily and weekly reminders of some cards, with pauses and, at times, a clock far ahead. */
  const history = fc
    .record({
      cards: fc.integer({ min: 20, max: 40 }),
      gaps: fc.array(fc.constantFrom(1, 1, 1, 1, 7, 7, 14, 90), { minLength: 60, maxLength: 120 }),
      jump: fc.option(fc.nat({ max: 59 }), { nil: null }),
    })
    .map(({ cards, gaps, jump }) => {
      const entries: LedgerEntry[] = []
      let day = '2026-01-05'
      for (const [n, gap] of gaps.entries()) {
        day = addDays(day, gap)
        const written = n === jump ? addDays(day, 4000) : day
        for (let card = 0; card < cards; card++) {
          entries.push(entry(written, { card: `c${card}`, expires: '2026-01-05', milestone: `+${n}d` }))
        }
      }
      return { entries, last: day, cards }
    })

  test('answers today and tomorrow as the whole one does', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: -20, max: 400 }), ({ entries, last, cards }, later) => {
        const ofCards = new Map(entries.map(({ card, expires }) => [card, expires]))
        const thin = compactLedger({ ...EMPTY_LEDGER, entries }, last, ofCards)
        expect(thin.entries.length).toBeLessThan(entries.length)
        const today = addDays(last, Math.max(later, -2))
        const [whole, small] = [new LedgerIndex({ entries }), new LedgerIndex(thin)]
        for (let card = 0; card < cards; card++) {
          const ask = (index: typeof whole) => index.newest(`c${card}`, '2026-01-05', 'mail', today)?.date
          expect(ask(small)).toBe(ask(whole))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('keeps what was written before a clock jumped ahead, also when it was compacted then', () => {
    const entries = Array.from({ length: 1200 }, (_, n) =>
      entry(addDays('2026-01-05', n % 12), { card: `c${Math.floor(n / 12)}` }),
    )
    const jumped = entries.concat(entry('2038-01-19', { card: 'c0' }), entry('2038-01-20', { card: 'c0' }))
    const thin = compactLedger(
      { ...EMPTY_LEDGER, entries: jumped },
      '2038-01-20',
      new Map(jumped.map(({ card, expires }) => [card, expires])),
    )
    expect(thin.entries.length).toBeLessThan(600)
    const back = new LedgerIndex(thin)
    expect(back.newest('c0', '2026-12-31', 'mail', '2026-01-17')?.date).toBe('2026-01-16')
    expect(back.newest('c7', '2026-12-31', 'mail', '2026-01-17')?.date).toBe('2026-01-16')
  })

  test('does not grow for ever: ten years of an overdue office keep a few entries a card', () => {
    const entries: LedgerEntry[] = []
    for (let week = 0; week < 520; week++) {
      const date = addDays('2026-01-05', week * 7)
      for (const card of ['a', 'b', 'c']) entries.push(entry(date, { card, expires: '2026-01-01' }))
    }
    const expiries = new Map(['a', 'b', 'c'].map(card => [card, '2026-01-01']))
    expect(compactLedger({ ...EMPTY_LEDGER, entries }, '2036-01-01', expiries).entries).toHaveLength(3 * 2)
  })

  test('of an expiry that no card has any more keeps one entry a channel, and after two months its day', () => {
    const cycles = ['2025-01-05', '2026-01-05', '2027-01-05']
    const entries = cycles.flatMap(expires =>
      Array.from({ length: 400 }, (_, n) => [
        entry(addDays(expires, -7), { card: `c${n}`, expires }),
        entry(expires, { card: `c${n}`, expires, to: 'address' }),
        entry(expires, { card: `c${n}`, expires, channel: 'desktop' }),
      ]).flat(),
    )
    const expiries = new Map(Array.from({ length: 400 }, (_, n) => [`c${n}`, '2027-01-05']))
    const thin = compactLedger({ ...EMPTY_LEDGER, entries }, '2027-01-06', expiries)
    expect([thin.entries.length, thin.past?.length]).toEqual([3 * 400, 2 * 3])
    expect(JSON.stringify(thin.past).length).toBeLessThan(2 * 3 * 400 * 10)
    const [whole, small] = [new LedgerIndex({ entries }), new LedgerIndex(thin)]
    for (const expires of cycles)
      for (const channel of ['mail', 'desktop', 'none'])
        expect(small.newest('c7', expires, channel, '2027-01-06')?.date).toBe(
          whole.newest('c7', expires, channel, '2027-01-06')?.date,
        )
    const moved = new Map([['mail', { hash: 'other', readers: [] }]])
    expect(new LedgerIndex(thin, moved).newest('c7', '2025-01-05', 'mail', '2027-01-06')?.date).toBe(
      '2024-12-29',
    )
    expect(compactLedger(thin, '2027-01-07', expiries)).toBe(thin)
  })

  test('small ledgers stay whole', () => {
    const ledger = { ...EMPTY_LEDGER, entries: Array.from({ length: 900 }, () => entry('2026-11-30')) }
    expect(compactLedger(ledger, '2026-12-01', new Map())).toBe(ledger)
  })
})
