import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../src/reminders/ledger.ts'
import { LedgerIndex } from '../../src/reminders/ledger-index.ts'
import { channelsOf, currentMilestone, isUnseen, owedTo, unknownChannels } from '../../src/reminders/owed.ts'
import { entry, reminderCard, term } from './fixtures.ts'

/** `channel milestone` of all that is owed on a day. */
function owed(
  today: string,
  entries: LedgerEntry[],
  card = reminderCard(today),
  channels = ['mail'],
): string[] {
  return owedTo([card], new LedgerIndex({ entries }), channels).map(
    one => `${one.channel} ${one.milestone} ${one.date}`,
  )
}

describe('what is owed', () => {
  const day = entry
  test.each<[string, string, LedgerEntry[], string[]]>([
    ['nothing before the first milestone', '2026-11-29', [], []],
    ['the window opens', '2026-11-30', [], ['mail lead 2026-11-30']],
    ['until it went out, however late', '2026-12-10', [], ['mail lead 2026-11-30']],
    ['not again once it went out', '2026-12-10', [day('2026-11-30')], []],
    ['only the newest after three weeks asleep', '2026-12-25', [day('2026-11-30')], ['mail 7d 2026-12-24']],
    ['the last day', '2026-12-31', [day('2026-12-30')], ['mail 0d 2026-12-31']],
    ['not silent after it', '2027-01-01', [day('2026-12-31')], ['mail +1d 2027-01-01']],
    ['daily to the thirtieth day', '2027-01-30', [day('2027-01-29')], ['mail +30d 2027-01-30']],
    ['weekly from then on', '2027-02-05', [day('2027-01-30')], []],
    ['the first week', '2027-02-06', [day('2027-01-30')], ['mail +37d 2027-02-06']],
    ['years later still', '2030-01-02', [day('2027-02-06')], ['mail +1094d 2029-12-29']],
    [
      'a later milestone counts only from its day on: the clock was wrong',
      '2026-12-23',
      [day('2026-12-24')],
      ['mail 14d 2026-12-17'],
    ],
    ['on that day it counts', '2026-12-24', [day('2026-12-24')], []],
    ['one sent before it counts as ever', '2026-12-23', [day('2026-12-17'), day('2026-12-24')], []],
    [
      'a clock two days back repeats nothing',
      '2027-01-03',
      ['2027-01-02', '2027-01-03', '2027-01-04', '2027-01-05'].map(date => day(date)),
      [],
    ],
    [
      'entries of another expiry do not count',
      '2026-12-01',
      [day('2026-11-30', { expires: '2025-12-31' })],
      ['mail lead 2026-11-30'],
    ],
    [
      'entries of another channel do not count',
      '2026-12-01',
      [day('2026-11-30', { channel: 'desktop' })],
      ['mail lead 2026-11-30'],
    ],
    [
      'entries of another card do not count',
      '2026-12-01',
      [day('2026-11-30', { card: 'bbbb' })],
      ['mail lead 2026-11-30'],
    ],
    ...['2026-1-5', '2026-99-99', '', 'zzz', '2026-12-16 '].map(
      (date): [string, string, LedgerEntry[], string[]] => [
        `"${date}" is not a date and silences nothing`,
        '2026-12-17',
        [day('2026-11-30', { date })],
        ['mail 14d 2026-12-17'],
      ],
    ),
    ['2038 silences nothing', '2026-12-17', [day('2038-01-19')], ['mail 14d 2026-12-17']],
    ['the order of entries plays no part', '2026-12-25', [day('2026-12-24'), day('2026-11-30')], []],
  ])('%s', (_, today, entries, expected) => {
    expect(owed(today, entries)).toEqual(expected)
  })

  test('a clock before 2020 owes nothing', () => {
    expect(
      owed('2019-12-31', [], reminderCard('2019-12-31', { term: term({ expires: '2019-12-31' }) })),
    ).toEqual([])
    expect(
      owed('2020-01-01', [], reminderCard('2020-01-01', { term: term({ expires: '2019-12-31' }) })),
    ).toEqual(['mail +1d 2020-01-01'])
  })

  test('a closed card and one without end are silent', () => {
    const closed = reminderCard('2027-03-01', { closed: true })
    const permanent = reminderCard('2027-03-01', { term: term({ expires: null }) })
    expect(owed('2027-03-01', [], closed)).toEqual([])
    expect(owed('2027-03-01', [], permanent)).toEqual([])
    expect([currentMilestone(closed), currentMilestone(permanent)]).toEqual([null, null])
  })

  test('what was acknowledged is silent until the next milestone', () => {
    const acked = term({ acknowledged: '2026-12-05' })
    expect(owed('2026-12-16', [], reminderCard('2026-12-16', { term: acked }))).toEqual([])
    expect(owed('2026-12-17', [], reminderCard('2026-12-17', { term: acked }))).toEqual([
      'mail 14d 2026-12-17',
    ])
  })

  test('acknowledged while overdue, it comes weekly from that day and never falls silent', () => {
    const acked = term({ acknowledged: '2027-01-05' })
    const days = Array.from({ length: 27 }, (_, n) => `2027-01-${String(n + 5).padStart(2, '0')}`)
    const heard = days.filter(today => {
      return currentMilestone(reminderCard(today, { term: acked }))?.date === today
    })
    expect(heard).toEqual(['2027-01-12', '2027-01-19', '2027-01-26'])
  })

  test.each(['2026-12-18', '2026-12-22', '2026-12-25', '2038-01-19'])(
    'an acknowledgement of a day to come, %s, does not count before that day',
    acknowledged => {
      const card = reminderCard('2026-12-17', { term: term({ acknowledged }) })
      expect(owed('2026-12-17', [], card)).toEqual(['mail 14d 2026-12-17'])
      expect(owed(acknowledged, [], { ...card, today: acknowledged, due: acknowledged })).toEqual([])
    },
  )

  test('entries of another address of the channel do not count, and those without an address do', () => {
    const addresses = new Map([['mail', { hash: 'right', readers: [] }]])
    const ofMail = (to?: string) =>
      owedTo(
        [reminderCard('2026-12-01')],
        new LedgerIndex({ entries: [entry('2026-11-30', to === undefined ? {} : { to })] }, addresses),
        ['mail'],
      ).length
    expect([ofMail('typo'), ofMail('right'), ofMail()]).toEqual([1, 0, 0])
  })

  test('what fell into a snooze is owed when it ends, the newest only', () => {
    const snoozed = term({ snoozedUntil: '2026-12-26' })
    expect(owed('2026-12-25', [entry('2026-11-30')], reminderCard('2026-12-25', { term: snoozed }))).toEqual(
      [],
    )
    expect(owed('2026-12-26', [entry('2026-11-30')], reminderCard('2026-12-26', { term: snoozed }))).toEqual([
      'mail 7d 2026-12-24',
    ])
  })

  test('no snooze hides the last day, the last working day before it, or what comes after', () => {
    const sunday = term({ expires: '2026-12-20', snoozedUntil: '2027-06-01' })
    const on = (today: string) => owed(today, [], reminderCard(today, { term: sunday }))
    expect(on('2026-12-17')).toEqual([])
    expect(on('2026-12-18')).toEqual(['mail last-working-day 2026-12-18'])
    expect(on('2026-12-20')).toEqual(['mail 0d 2026-12-20'])
    expect(on('2027-01-03')).toEqual(['mail +14d 2027-01-03'])
  })

  test('a milestone moved to a later day after it went out is owed again on that day', () => {
    const sent = [entry('2026-11-20', { milestone: 'appointment' })]
    const moved = reminderCard('2026-12-10', { term: term({ milestones: [], appointment: '2026-12-10' }) })
    expect(owed('2026-12-10', sent, moved)).toEqual(['mail appointment 2026-12-10'])
    const lead = reminderCard('2026-12-17', {
      term: term({ lead: { years: 0, months: 0, weeks: 2, days: 0, workdays: 0 } }),
    })
    expect(owed('2026-12-17', [entry('2026-11-30')], lead)).toEqual(['mail lead 2026-12-17'])
  })
})

describe('channels', () => {
  test('without any, reminders are owed to stdout', () => {
    expect(owed('2026-11-30', [], reminderCard('2026-11-30'), [])).toEqual(['stdout lead 2026-11-30'])
    expect(
      owed(
        '2026-11-30',
        [entry('2026-11-30', { channel: 'stdout', seen: false })],
        reminderCard('2026-11-30'),
        [],
      ),
    ).toEqual([])
  })

  test('each is owed on its own', () => {
    const card = reminderCard('2026-12-01')
    expect(owed('2026-12-01', [entry('2026-11-30')], card, ['mail', 'desktop'])).toEqual([
      'desktop lead 2026-11-30',
    ])
  })

  test('a card may restrict itself to some', () => {
    expect(channelsOf({ channels: ['mail'] }, ['mail', 'desktop'])).toEqual(['mail'])
    expect(channelsOf({ channels: [] }, ['mail', 'desktop'])).toEqual(['mail', 'desktop'])
    expect(channelsOf({ channels: null }, ['mail', 'desktop'])).toEqual(['mail', 'desktop'])
  })

  test('a card that names an unknown one goes to all, and is named', () => {
    expect(channelsOf({ channels: ['mail', 'fax'] }, ['mail', 'desktop'])).toEqual(['mail', 'desktop'])
    const cards = [
      reminderCard('2026-12-01', { channels: ['fax'] }),
      reminderCard('2026-12-01', { name: 'you', channels: ['fax', 'mail'] }),
      reminderCard('2026-12-01', { name: 'gone', channels: ['fax'], closed: true }),
    ]
    expect(unknownChannels(cards, ['mail'])).toEqual([{ channel: 'fax', cards: ['me', 'you'] }])
  })

  test('names out of the prototype are names like others', () => {
    expect(
      owed('2026-11-30', [], reminderCard('2026-11-30', { card: '__proto__' }), ['constructor']),
    ).toEqual(['constructor lead 2026-11-30'])
  })
})

describe('unseen', () => {
  const printed = entry('2026-11-30', { channel: 'stdout', seen: false })
  const unseen = (entries: LedgerEntry[], changes = {}, channels: string[] = []) =>
    isUnseen(reminderCard('2026-12-01', changes), new LedgerIndex({ entries }), channels)

  test('what was only printed is unseen', () => {
    expect(unseen([printed])).toBe(true)
    expect(unseen([])).toBe(false)
  })

  test('until it was shown, acknowledged, delivered, or the card is another', () => {
    expect(unseen([{ ...printed, seen: true }])).toBe(false)
    expect(unseen([printed], { term: term({ acknowledged: '2026-12-01' }) })).toBe(false)
    expect(unseen([printed, entry('2026-11-30')], {}, ['mail'])).toBe(false)
    expect(unseen([printed], { term: term({ expires: '2027-12-31' }) })).toBe(false)
    expect(unseen([printed], { closed: true })).toBe(false)
  })

  test('an older delivery does not make a newer print seen', () => {
    expect(unseen([printed, entry('2026-11-01')], {}, ['mail'])).toBe(true)
  })

  test('printed again and shown, it is seen', () => {
    const shown = entry('2026-12-01', { channel: 'stdout', seen: true })
    expect(unseen([printed, shown])).toBe(false)
  })
})

test('ten thousand entries are read once, not once a card', () => {
  const cards = Array.from({ length: 2000 }, (_, n) => reminderCard('2026-12-01', { card: `c${n}` }))
  let reads = 0
  const entries = cards.flatMap(({ card }) => Array.from({ length: 5 }, () => entry('2026-11-30', { card })))
  const counted = new Proxy(entries, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++
      return Reflect.get(target, key)
    },
  })
  expect(owedTo(cards, new LedgerIndex({ entries: counted }), ['mail'])).toEqual([])
  expect(reads).toBe(10_000)
})
