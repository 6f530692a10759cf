import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/commands/status/hints.ts'
import type { StatusRow } from '../../../src/commands/status/rows.ts'
import { renderStatus } from '../../../src/commands/status/show-status.ts'
import type { Surface } from '../../../src/io/io.ts'
import type { StatusWords } from '../../../src/messages/index.ts'
import { EMPTY_LEDGER } from '../../../src/reminders/ledger-file.ts'
import { timeLeft } from '../../../src/text/dates.ts'
import { en, kk, ru, zh } from '../../words.ts'
import {
  ANY_CHANNEL,
  DIFFICULT_NAMES,
  dataOf,
  FAMILY,
  FAMILY_ZH,
  hintsOf,
  NO_TIMER,
  PERMANENT,
  PREPARE,
  rowOf,
  shownCard,
  VALID,
} from './sample.ts'

const stateOf = (error: string, failingSince: string | null) => ({
  failingSince,
  error,
  gone: false,
  told: null,
})
const FACTS: Partial<Facts> = {
  timer: NO_TIMER,
  shown: [shownCard('visa'), shownCard('my lease')],
  unseen: new Set(['visa', 'my lease']),
  ledger: { ...EMPTY_LEDGER, channels: { mail: stateOf('HTTP 500', '2026-11-19T09:07:12+05:00') } },
  cards: [shownCard('visa'), shownCard('old', '2026-01-01')].map(({ card }) => card),
}
const hintsIn = (words: StatusWords) => hintsOf(FACTS, words, { clock: '2026-11-22T10:00' })

const screen = (width: number, more: Partial<Surface> = {}): Surface => ({
  isTTY: true,
  width,
  height: null,
  color: 0,
  ...more,
})

const many = (count: number, date: string): StatusRow[] =>
  Array.from({ length: count }, (_, at) => rowOf(`card ${at + 1}`, date))

describe('the screen at the widths people have', () => {
  for (const width of [40, 60, 80, 100, 200]) {
    test(`a family's cards in English at ${width} columns`, async () => {
      const shown = await renderStatus(dataOf(FAMILY, { hints: hintsIn(en) }), en, screen(width))
      await expect(shown).toMatchFileSnapshot(`golden/status-en-${width}.golden.txt`)
    })

    test(`a family's cards in Chinese at ${width} columns`, async () => {
      const shown = await renderStatus(dataOf(FAMILY_ZH, { hints: hintsIn(zh) }), zh, screen(width))
      await expect(shown).toMatchFileSnapshot(`golden/status-zh-${width}.golden.txt`)
    })
  }

  test.each(
    Object.entries({ en, zh, ru, kk }).flatMap(([lang, words]) =>
      [40, 60, 80, 100].map(width => [lang, width, words] as const),
    ),
  )('the days left are never cut, however long the names are: %s, %d columns', async (_, width, words) => {
    for (const expires of ['2025-01-31', '2026-11-15', '2026-12-20', '2027-09-30', '2029-06-30']) {
      const rows = [1, 14, 30, 80].flatMap(name =>
        [0, 10, 30, 80].map(holder =>
          rowOf('n'.repeat(name), expires, { holder: holder === 0 ? null : 'h'.repeat(holder) }),
        ),
      )
      for (const row of [rows, ...rows.map(one => [one])]) {
        const shown = await renderStatus(dataOf(row), words, screen(width))
        const left = timeLeft(row[0]!.status.daysLeft!, words)
        expect(shown.split(left).length - 1, shown).toBeGreaterThanOrEqual(row.length)
      }
    }
  })

  test('in sixteen colours, each stage has its word and its own colour', async () => {
    const shown = await renderStatus(dataOf(FAMILY, { hints: hintsIn(en) }), en, screen(80, { color: 1 }))
    await expect(shown.replaceAll('\u001b', '␛')).toMatchFileSnapshot('golden/status-colour.golden.txt')
  })

  test('names of every script stand in one column', async () => {
    const shown = await renderStatus(dataOf(DIFFICULT_NAMES), en, screen(100))
    await expect(shown).toMatchFileSnapshot('golden/status-names.golden.txt')
  })

  test('one card', async () => {
    const shown = await renderStatus(dataOf([PREPARE]), en, screen(80))
    expect(`\n${shown}`).toMatchInlineSnapshot(`
      "
        stage          document  valid until
        prepare        me        Sun 20 Dec 2026  28 days left
                       Registration card, Kazakhstan
          appointment  Tue 15 Dec 2026, 10:30, in 23 days, Abay 12, window 3
          act by       Fri 18 Dec 2026 (20 Dec is a Sunday), in 26 days
          papers       3 of 6 ready; missing: photo, lease, health certificate
          next         Book an appointment, by Thu 10 Dec 2026; then:
                       renew tick me book-appointment

        1 document: 1 to prepare
      "
    `)
  })
})

describe('an empty store says what to type', () => {
  test('in English', async () => {
    expect(`\n${await renderStatus(dataOf([]), en, screen(80))}`).toMatchInlineSnapshot(`
      "
        No documents yet. Start with the one that expires first:

          renew add me --expires 2027-12-31  add a document
          renew --help                       all commands
      "
    `)
  })

  test('in Chinese, with what else there is to know', async () => {
    const data = dataOf([], { hints: hintsOf({ cards: [], shown: [] }, zh, { on: '2026-11-22' }) })
    expect(`\n${await renderStatus(data, zh, screen(40))}`).toMatchInlineSnapshot(`
      "
        还没有登记任何证件。先从最早到期的那份
        开始：

          renew add 注册卡 --expires
          2027-12-31
            添加一份证件
          renew --help
            查看全部命令

        · 假设今天是 2026年11月22日（周日）
      "
    `)
  })

  test('but cards that only the filters leave out are not called missing', async () => {
    const shown = await renderStatus(
      { ...dataOf([], { hints: hintsOf({ shown: [] }, en) }), total: 3 },
      en,
      screen(80),
    )
    expect(shown).toContain('No document matches.')
    expect(shown).not.toContain('renew add')
  })
})

describe('long names and holders', () => {
  const LONG: readonly StatusRow[] = [
    rowOf('Александр Константинович — карта регистрации', '2026-12-20', {
      holder: 'Константинопольская Александра Владимировна',
      guideTitle: 'Registration card, Kazakhstan',
      warnings: [],
      next: { text: 'Book', by: '2026-12-10', sentence: 'Book an appointment', command: null },
    }),
    rowOf('欧阳娜娜的哈萨克斯坦注册登记卡', '2027-11-30', { holder: '欧阳娜娜（阿拉木图）' }),
    rowOf('passport', '2036-12-09', { holder: 'Li Na' }),
  ]

  for (const width of [60, 80, 100])
    test(`at ${width} columns neither holder nor date is left out`, async () => {
      const shown = await renderStatus(dataOf(LONG), en, screen(width))
      await expect(shown).toMatchFileSnapshot(`golden/status-long-${width}.golden.txt`)
      for (const text of ['Констант', '欧阳娜', 'Li Na', '30 Nov 2027', '9 Dec 2036', 'Book an appointment'])
        expect(shown).toContain(text)
    })

  test.each([
    [366, '366 days left'],
    [400, '13 months left'],
    [1094, '36 months left'],
    [3652, '10 years left'],
    [1558, '4 years left'],
    [-800, '26 months ago'],
  ])('%i days are shown as "%s"', (days, text) => {
    expect(timeLeft(days, en)).toBe(text)
  })
})

describe('a screen that is too low', () => {
  const linesOf = async (rows: readonly StatusRow[], height: number, all = false): Promise<string[]> =>
    (await renderStatus(dataOf(rows, { all }), en, screen(80, { height }))).trimEnd().split('\n')

  test('shows everything where it fits, with a line to spare for the prompt', async () => {
    const lines = await linesOf([...FAMILY], 40)
    expect(lines.length).toBeLessThan(40)
    for (const { name } of FAMILY) expect(lines.join('\n')).toContain(name)
  })

  test('then counts the calm ones, and keeps those that need something', async () => {
    const lines = await linesOf([...FAMILY, ...many(100, '2027-08-31')], 30)
    expect(lines.length).toBeLessThan(30)
    expect(lines.join('\n')).toMatch(/visa.*lease.*me {2}/s)
    expect(lines.join('\n')).toContain('and 103 more documents with nothing to do now: renew status --all')
    expect(lines.slice(-2).join('').replace(/ +/g, ' ')).toContain(
      '106 documents: 1 expired, 1 on the last day, 2 to prepare, 101 valid, 1 permanent',
    )
  })

  test('gives the most urgent their details and the others a line, but leaves none of them out', async () => {
    const urgent = Array.from({ length: 40 }, (_, at) =>
      rowOf(`card ${at + 1}`, '2026-11-20', {
        next: { text: 'Go now', by: null, sentence: 'Go now', command: null },
      }),
    )
    const lines = await linesOf([...urgent, VALID], 24)
    expect(lines.filter(line => /expired +card/.test(line))).toHaveLength(40)
    expect(lines.filter(line => line.includes('Go now'))).toHaveLength(1)
    expect(lines.findIndex(line => line.includes('Go now'))).toBe(2)
  })

  test('keeps the next action and the warning of several urgent cards, where all details do not fit', async () => {
    const urgent = Array.from({ length: 4 }, (_, at) =>
      rowOf(`card ${at + 1}`, '2026-11-20', {
        guideTitle: 'Visa',
        materials: { ready: 0, needed: 1, missing: ['photo'] },
        warnings: ['Fines are possible.'],
        next: { text: 'Go now', by: null, sentence: 'Go now', command: null },
      }),
    )
    const lines = await linesOf(urgent, 24)
    expect(lines.length).toBeLessThan(24)
    expect(lines.filter(line => line.includes('Go now'))).toHaveLength(4)
    expect(lines.filter(line => line.includes('Fines'))).toHaveLength(4)
    expect(lines.filter(line => line.includes('photo')).length).toBeLessThan(4)
  })

  test('shows what comes next where nothing needs anything', async () => {
    const lines = await linesOf(many(1000, '2027-08-31'), 24)
    expect(lines.filter(line => /valid +card/.test(line))).toHaveLength(10)
    expect(lines.join('\n')).toContain('and 990 more documents with nothing to do now')
  })

  test('with --all nothing is folded', async () => {
    const lines = await linesOf([PREPARE, ...many(1000, '2027-08-31')], 24, true)
    expect(lines.filter(line => line.includes('card '))).toHaveLength(1000)
    expect(lines.join('\n')).not.toContain('more documents')
  })
})

describe('what a card says below its line', () => {
  /** Blanks that only align are taken out. */
  const shownOf = async (row: StatusRow): Promise<string> =>
    (await renderStatus(dataOf([row]), en, screen(120))).replace(/(\S) {2,}/g, '$1  ')

  test('nothing where nothing is to be done, also when it ends on a weekend', async () => {
    const shown = await shownOf(rowOf('sim', '2027-02-27', { guideTitle: 'SIM card' }))
    expect(shown.split('\n').filter(line => line.trim() !== '')).toHaveLength(3)
    expect(shown).toContain('valid  sim  Sat 27 Feb 2027  97 days left  27 Jan 2027')
  })

  test('the last working day, and why it is not the last valid day', async () => {
    expect(await shownOf(rowOf('me', '2026-12-20'))).toContain(
      'act by  Fri 18 Dec 2026 (20 Dec is a Sunday), in 26 days',
    )
    expect(await shownOf(rowOf('me', '2026-12-19'))).toContain(
      'act by  Fri 18 Dec 2026 (19 Dec is a Saturday)',
    )
    expect(await shownOf(rowOf('me', '2026-12-16'))).toContain(
      'act by  Tue 15 Dec 2026 (16 Dec is a public holiday), in 23 days',
    )
  })

  test('no other date where the last valid day is a working day', async () => {
    expect(await shownOf(rowOf('me', '2026-12-14'))).not.toContain('act by')
  })

  test('the latest day to apply where the office takes its time', async () => {
    const processing = { years: 0, months: 0, weeks: 0, days: 0, workdays: 5 }
    expect(await shownOf(rowOf('me', '2026-12-14', {}, { processing }))).toContain(
      'act by  Mon 7 Dec 2026 (last day to apply in time), in 15 days',
    )
  })

  test('that public holidays are not known, where only weekends are', async () => {
    const row = rowOf('me', '2026-12-14')
    const unknown = { ...row, status: { ...row.status, knowledge: 'weekends-only' as const } }
    expect(await shownOf(unknown)).toContain('act by  Mon 14 Dec 2026 (public holidays are not known)')
  })

  test('the warning of the guide in an expired card, and no date that has passed', async () => {
    const shown = await shownOf(rowOf('me', '2026-11-15', { warnings: ['Fines are possible.'] }))
    expect(shown).toContain('warning  Fines are possible.')
    expect(shown).not.toContain('act by')
    expect(shown).toContain('7 days ago')
  })

  test('when and where the appointment is, until its day is over', async () => {
    const row = (date: string) =>
      rowOf('me', '2026-12-14', { appointment: { date, time: '10:30', place: 'Abay 12' } })
    expect(await shownOf(row('2026-12-01'))).toContain(
      'appointment  Tue 1 Dec 2026, 10:30, in 9 days, Abay 12',
    )
    expect(await shownOf(row('2026-11-22'))).toContain('Sun 22 Nov 2026, 10:30, today, Abay 12')
    expect(await shownOf(row('2026-11-21'))).not.toContain('appointment')
  })

  test('when it was submitted, with the receipt', async () => {
    const row = (receipt: string | null) =>
      rowOf('me', '2026-12-14', { course: 'submitted', submitted: { date: '2026-11-19', receipt } })
    expect(await shownOf(row('A-1234'))).toContain('submitted  Thu 19 Nov 2026, receipt A-1234')
    expect(await shownOf(row(null))).toContain('submitted  Thu 19 Nov 2026\n')
  })

  test('the command for what to do next, in one piece', async () => {
    const next = {
      text: 'Book an appointment',
      by: '2026-12-10',
      sentence: 'Book an appointment, by Thu 10 Dec 2026',
      command: { line: 'renew tick me book', isAfter: true },
    }
    expect(await shownOf(rowOf('me', '2026-12-20', { next }))).toContain(
      'next  Book an appointment, by Thu 10 Dec 2026; then: renew tick me book',
    )
    const narrow = await renderStatus(dataOf([rowOf('me', '2026-12-20', { next })]), en, screen(60))
    expect(narrow).toMatch(/^ +renew tick me book$/m)
  })

  test('a snooze, a lost guide', async () => {
    const shown = await shownOf(
      rowOf('me', '2026-12-14', { snoozedUntil: '2026-12-01', unseen: true, notes: ['the guide is gone'] }),
    )
    expect(shown).toContain('snoozed  until Tue 1 Dec 2026')
    expect(shown).toContain('note  the guide is gone')
  })

  test('a closed card is closed, whatever its dates say', async () => {
    const shown = await shownOf(rowOf('me', '2026-11-15', { closed: '2026-11-02' }))
    expect(shown).toMatch(/^ {2}closed {2}me {2}Sun 15 Nov 2026$/m)
    expect(shown).toContain('closed  Mon 2 Nov 2026')
    expect(shown).not.toContain('expired')
    expect(shown).toContain('1 document: 1 closed')
  })

  test('a card without end has no days to count', async () => {
    expect(await shownOf(PERMANENT)).toMatch(/^ {2}permanent +driving licence +no end$/m)
  })
})

test('the next and the last reminder name three documents, and count the others', async () => {
  const reminders = {
    next: { at: '2026-12-01T08:00:00+05:00', names: ['a', 'b', 'c', 'd', 'e'], channels: ['mail', 'phone'] },
    last: { at: '2026-11-20T18:07:00+05:00', names: ['me'], channels: [] },
  }
  const shown = await renderStatus(dataOf([VALID], { reminders }), en, screen(120))
  expect(shown).toContain('· Next reminder: Tue 1 Dec 2026, 08:00, by mail, phone (a, b, c and 2 more)')
  expect(shown).toContain('· Last reminder: Fri 20 Nov 2026, 18:07, printed (me)')
  const chinese = await renderStatus(dataOf([VALID], { reminders }), zh, screen(120))
  expect(chinese).toContain('下次提醒：2026年12月1日（周二）08:00，通过 mail、phone（a、b、c等 5 份）')
})

describe('remarks below the cards', () => {
  const timer = (more: Partial<Facts['timer']>) => ({ timer: { ...NO_TIMER, installed: 'cron', ...more } })
  const never = timer({ stale: true, lastRun: null })
  const shown = [shownCard('me'), shownCard('my lease')]
  const cards = shown.map(({ card }) => card)

  test.each<[Partial<Facts>, { clock?: string; on?: string }, string]>([
    [{ timer: NO_TIMER }, {}, '! No timer is installed, so no reminders are sent: renew timer install'],
    [
      timer({ stale: true, lastRun: '2026-11-19T09:07:12+05:00' }),
      {},
      '! The timer has not run since Thu 19 Nov 2026, 09:07, so no reminders are sent: renew timer status',
    ],
    [never, {}, '! The timer has never run'],
    [{ channels: {} }, {}, '· No channel is set up, so reminders are only printed: renew channel add'],
    [
      { shown, cards, unseen: new Set(['me', 'my lease']) },
      {},
      "! 2 reminders were printed by the timer, and you may not have seen them: renew ack me 'my lease'",
    ],
    [
      {
        channels: { 'a\u001bb': ANY_CHANNEL },
        ledger: { ...EMPTY_LEDGER, channels: { 'a\u001bb': { ...stateOf('x', null), gone: true } } },
      },
      {},
      "! The address of the channel a\\x1bb no longer exists (x): renew channel edit 'a\\x1bb'",
    ],
    [
      { cards: [...cards, shownCard('old', '2026-01-01').card], shown },
      {},
      '· 1 closed document is not shown: renew status --all',
    ],
    [{}, { clock: '2026-01-01' }, '· The clock is set by RENEW_NOW=2026-01-01'],
    [{}, { on: '2026-11-22' }, '· As if today were Sun 22 Nov 2026'],
    [{ faults: [{ message: 'it broke', hint: 'renew doctor' }] }, {}, '! it broke; renew doctor'],
  ])('%j %j', async (facts, how, words) => {
    const hints = hintsOf(facts, en, how)
    expect(await renderStatus(dataOf([VALID], { hints }), en, screen(120))).toContain(words)
  })

  test('both days are shown where the card lives in another one, once for each zone', async () => {
    const abroad = ['me', 'son'].map(name => shownCard(name, null, '2026-11-23'))
    const hints = hintsOf({ shown: abroad, cards: abroad.map(({ card }) => card) }, en)
    const text = await renderStatus(dataOf([VALID], { hints }), en, screen(120))
    expect(text.match(/It is Mon 23 Nov 2026 in Asia\/Almaty \(for you Sun 22 Nov 2026\)/g)).toHaveLength(1)
  })
})
