import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCard } from '../../../src/cards/card.ts'
import { renderChannels } from '../../../src/commands/channel/screen.ts'
import { renderHistory } from '../../../src/commands/history.ts'
import { renderChanges } from '../../../src/commands/history-changes.ts'
import { renderList } from '../../../src/commands/list.ts'
import { renderKeptCopies } from '../../../src/commands/restore.ts'
import { renderTable } from '../../../src/text/table.ts'
import { widthOf } from '../../../src/text/width.ts'
import { nastyText } from '../../text/nasty.ts'
import { en, zh } from '../../words.ts'

const TERMINAL = { isTTY: true, width: 80, height: 40, color: 0 } as const
const PIPE = { ...TERMINAL, isTTY: false, height: null } as const
const AT = '2026-11-22T10:00:00+05:00'

describe('a table', () => {
  const columns = [{ head: 'name', least: 6 }, { head: 'date' }, { head: 'note', least: 6 }]

  test('has its columns one below the other, and none that is empty throughout', () => {
    const rows = [
      ['张伟', '2026-12-31', ''],
      ['Иван', '2027-01-01', ''],
    ]
    expect(renderTable(columns, rows, TERMINAL)).toBe(
      '  name  date\n  张伟  2026-12-31\n  Иван  2027-01-01\n',
    )
  })

  test('gives way where it can on a narrow screen, widest column first', () => {
    const rows = [['a long name for a card', '2026-12-31', 'short']]
    expect(renderTable(columns, rows, { ...TERMINAL, width: 34 })).toBe(
      '  name           date        note\n  a long name …  2026-12-31  short\n',
    )
  })

  test('goes on below where a column wraps, and cuts nothing there', () => {
    const wrapping = [
      { head: 'date' },
      { head: 'what', least: 6, wraps: true },
      { head: 'why', least: 8, wraps: true },
    ]
    const rows = [
      ['2026-12-31', 'Renew passport first', 'it ends before the new card'],
      ['2027-01-01', '办理', 'soon'],
    ]
    expect(renderTable(wrapping, rows, { ...TERMINAL, width: 36 })).toBe(
      [
        '  date        what        why',
        '  2026-12-31  Renew       it ends',
        '              passport    before the',
        '              first       new card',
        '  2027-01-01  办理        soon',
        '',
      ].join('\n'),
    )
  })

  test('becomes a few lines a row where even that is too wide', () => {
    const rows = [['a long name for a card', '2026-12-31', 'short']]
    expect(renderTable(columns, rows, { ...TERMINAL, width: 20 })).toBe(
      'a long name for a c…\n  date  2026-12-31\n  note  short\n',
    )
  })

  test('is whole, with tabs and without heads, in a pipe', () => {
    const rows = [['x'.repeat(300), { text: 'Thu 31 Dec 2026', piped: '2026-12-31' }, 'a\tb\nc']]
    expect(renderTable(columns, rows, PIPE)).toBe(`${'x'.repeat(300)}\t2026-12-31\ta\\tb\\nc\n`)
  })

  test('is never wider than the screen and never out of line, whatever is in it', () => {
    const rows = fc.array(fc.tuple(nastyText, fc.constantFrom('2026-12-31', ''), nastyText), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 250 }), fc.boolean(), (all, width, wraps) => {
        const shown = renderTable(
          columns.map(column => ({ ...column, wraps })),
          all,
          { ...TERMINAL, width },
        )
        for (const line of shown.split('\n')) {
          expect(widthOf(line)).toBeLessThanOrEqual(width)
          expect(line).not.toMatch(/\p{Cc}/u)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('cards as stored', () => {
  const cards = [
    newCard(
      {
        id: 'abcd',
        name: '我的登记卡',
        guide: 'kz/registration-card',
        expires: '2026-12-20',
        number: 'N123456789',
        tags: ['a', 'b'],
      },
      AT,
    ),
    newCard({ id: 'efgh', name: 'licence', guide: 'generic', expires: null, closed: '2026-11-02' }, AT),
  ]

  test('stand in columns on a terminal', () => {
    expect(`\n${renderList(cards, en, TERMINAL)}`).toMatchInlineSnapshot(`
      "
        name        valid until  guide                 tags  closed      id
        我的登记卡  2026-12-20   kz/registration-card  a, b              abcd
        licence     no end       generic                     2026-11-02  efgh
      "
    `)
  })

  test('are a line each in a pipe, without their numbers', () => {
    const shown = renderList(cards, en, PIPE)
    expect(shown).toBe(
      '我的登记卡\t2026-12-20\tkz/registration-card\t\ta, b\t\tabcd\nlicence\t\tgeneric\t\t\t2026-11-02\tefgh\n',
    )
  })

  test('an empty list says how to begin, and is empty in a pipe', () => {
    expect(renderList([], en, TERMINAL)).toContain('renew add')
    expect(renderList([], zh, TERMINAL)).toContain('renew add')
    expect(renderList([], en, PIPE)).toBe('')
  })
})

test('closed renewals', () => {
  const rows = [
    {
      card: 'aaaa',
      name: 'me',
      from: '2025-12-20',
      to: '2026-12-20',
      method: 'online',
      way: 'Online',
      paid: [{ amount: '15000', currency: 'KZT' }],
      receipt: 'R-1',
      submitted: '2025-12-01',
      done: '2025-12-18',
    },
    {
      card: 'aaaa',
      name: 'lease',
      from: '2025-06-30',
      to: null,
      method: null,
      way: null,
      paid: [],
      receipt: null,
      submitted: null,
      done: '2025-06-01',
    },
  ]
  expect(`\n${renderHistory(rows, en, { ...TERMINAL, width: 140 })}`).toMatchInlineSnapshot(`
    "
      document  was valid until  valid until      renewed on       submitted on    method  paid        receipt
      me        Sat 20 Dec 2025  Sun 20 Dec 2026  Thu 18 Dec 2025  Mon 1 Dec 2025  Online  15 000 KZT  R-1
      lease     Mon 30 Jun 2025  no end           Sun 1 Jun 2025
    "
  `)
  expect(renderHistory(rows, en, PIPE)).toBe(
    'me\t2025-12-20\t2026-12-20\t2025-12-18\t2025-12-01\tonline\t15000 KZT\tR-1\n' +
      'lease\t2025-06-30\t\t2025-06-01\t\t\t\t\n',
  )
  expect(renderHistory([], en, TERMINAL)).toContain('renew done')
  expect(renderHistory([], en, PIPE)).toBe('')
})

test('the log of changes says what each change did, or names a few documents', () => {
  const row = { at: AT, cards: ['me'], undone: false, lines: [] }
  const lines = ['me, holder: not set → Anna', 'me, method: not set → In person']
  const rows = [
    { ...row, number: 12, command: 'edit me', lines },
    { ...row, number: 11, command: 'import cards.csv', cards: ['a', 'b', 'c', 'd'] },
    { ...row, number: 9, command: 'edit me\u001b[2J', undone: true },
  ]
  expect(`\n${renderChanges(rows, en, TERMINAL)}`).toMatchInlineSnapshot(`
    "
      12  Sun 22 Nov 2026, 10:00  edit me
          me, holder: not set → Anna
          me, method: not set → In person
      11  Sun 22 Nov 2026, 10:00  import cards.csv
          4 documents: a, b …
       9  Sun 22 Nov 2026, 10:00  edit me\\x1b[2J (undone)
    "
  `)
  expect(renderChanges(rows, en, PIPE)).toBe(
    `${AT}\tedit me\tme\t\t12\tme, holder: not set → Anna; me, method: not set → In person\n` +
      `${AT}\timport cards.csv\ta, b, c, d\t\t11\t\n${AT}\tedit me\\x1b[2J\tme\tundone\t9\t\n`,
  )
  expect(renderChanges([], en, TERMINAL)).toContain('Nothing has been changed')
})

test('kept copies, and how to go back to the newest that is sound', () => {
  const rows = [
    { name: 'cards.latest', day: null, written: AT, cards: null, fault: 'store-damaged' },
    { name: 'cards.2026-11-22', day: '2026-11-22', written: AT, cards: 3, fault: null },
    { name: 'cards.before', day: null, written: AT, cards: 2, fault: null },
  ]
  expect(`\n${renderKeptCopies(rows, en, TERMINAL)}`).toMatchInlineSnapshot(`
    "
      copy              written                 documents  contains
      cards.latest      Sun 22 Nov 2026, 10:00             cannot be used:
                                                           store-damaged
      cards.2026-11-22  Sun 22 Nov 2026, 10:00  3          the state at the end of
                                                           that day
      cards.before      Sun 22 Nov 2026, 10:00  2          the state before the last
                                                           change

      restore one: renew restore cards.2026-11-22
    "
  `)
  expect(renderKeptCopies(rows, en, PIPE).split('\n')[1]).toBe(
    `cards.2026-11-22\t${AT}\t3\tthe state at the end of that day`,
  )
  expect(renderKeptCopies([], en, TERMINAL)).toContain('no earlier copy')
})

test('channels and how they fare', () => {
  const well = { lang: null, failingSince: null, error: null, gone: false }
  const rows = [
    { ...well, name: 'desk', kind: 'desktop', settings: {} },
    {
      ...well,
      name: 'mail',
      kind: 'command',
      lang: 'zh',
      settings: { run: '/usr/bin/mail', token: '••••' },
      failingSince: AT,
      error: 'HTTP 500',
    },
    { ...well, name: 'old', kind: 'webhook', settings: {}, gone: true, error: 'HTTP 410' },
  ]
  expect(`\n${renderChannels(rows, en, { ...TERMINAL, width: 120 })}`).toMatchInlineSnapshot(`
    "
      channel  kind     language  state                                    settings
      desk     desktop            works
      mail     command  zh        failing since Sun 22 Nov 2026: HTTP 500  run=/usr/bin/mail token=••••
      old      webhook            gone: HTTP 410
    "
  `)
  expect(renderChannels(rows, en, PIPE)).toContain('failing since 2026-11-22: HTTP 500')
  expect(renderChannels([], en, TERMINAL)).toContain('renew channel add')
  expect(renderChannels([], en, PIPE)).toBe('')
})
