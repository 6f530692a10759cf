import { describe, expect, test } from 'vitest'
import type { StatusHint, StatusRow } from '../../../src/commands/status/rows.ts'
import { renderStatus } from '../../../src/commands/status/show-status.ts'
import type { Surface } from '../../../src/io/io.ts'
import { en, zh } from '../../words.ts'
import { DIFFICULT_NAMES, dataOf, FAMILY, FAMILY_ZH, PERMANENT, PREPARE, rowOf, VALID } from './sample.ts'

const HINTS: readonly StatusHint[] = [
  { code: 'no-timer' },
  { code: 'unseen', count: 2 },
  { code: 'channel', name: 'mail', since: '2026-11-19T09:07:12+05:00', error: 'HTTP 500', gone: false },
  { code: 'closed', count: 1 },
  { code: 'clock', value: '2026-11-22T10:00' },
]

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
  for (const width of [40, 80, 200]) {
    test(`a family's cards in English at ${width} columns`, async () => {
      const shown = await renderStatus(dataOf(FAMILY, { hints: HINTS }), en, screen(width))
      await expect(shown).toMatchFileSnapshot(`golden/status-en-${width}.golden.txt`)
    })

    test(`a family's cards in Chinese at ${width} columns`, async () => {
      const shown = await renderStatus(dataOf(FAMILY_ZH, { hints: HINTS }), zh, screen(width))
      await expect(shown).toMatchFileSnapshot(`golden/status-zh-${width}.golden.txt`)
    })
  }

  test('in sixteen colours, each stage has its word and its own colour', async () => {
    const shown = await renderStatus(dataOf(FAMILY, { hints: HINTS }), en, screen(80, { color: 1 }))
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
        stage     card  last valid day   left          time to prepare
        prepare   me    Sun 20 Dec 2026  28 days left  ━───────────────────────
                  Registration card, Kazakhstan
          by      Fri 18 Dec 2026, in 26 days: last working day; it ends on a weekend
          next    Book an appointment, by Thu 10 Dec 2026
          papers  3 of 6 ready; missing: photo, lease, health certificate

        1 card: 1 to prepare
      "
    `)
  })
})

describe('an empty store says what to type', () => {
  test('in English', async () => {
    expect(`\n${await renderStatus(dataOf([]), en, screen(80))}`).toMatchInlineSnapshot(`
      "
        No cards yet. Begin with the one that runs out first:

          renew add me --expires 2027-12-31  its name and its last valid day
          renew --help                       what else there is
      "
    `)
  })

  test('in Chinese, with what else there is to know', async () => {
    const data = dataOf([], { hints: [{ code: 'on', date: '2026-11-22' }] })
    expect(`\n${await renderStatus(data, zh, screen(40))}`).toMatchInlineSnapshot(`
      "
        还没有登记任何证件。先从最早到期的那份
        开始：

          renew add 我 --expires 2027-12-31
            证件名称和最后有效日
          renew --help
            看看还能做什么

        · 假定今天是 2026年11月22日（周日）
      "
    `)
  })

  test('but cards that only the filters leave out are not called missing', async () => {
    const shown = await renderStatus({ ...dataOf([]), total: 3 }, en, screen(80))
    expect(shown).toContain('No card fits what you asked for.')
    expect(shown).not.toContain('renew add')
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

  test('leaves out what stands below calm cards first', async () => {
    const rows = [PREPARE, ...many(12, '2027-09-05')]
    const full = await linesOf(rows, 60)
    const low = await linesOf(rows, 22)
    expect(full.join('\n')).toContain('Fri 3 Sep 2027')
    expect(low.join('\n')).not.toContain('Fri 3 Sep 2027')
    expect(low.filter(line => line.includes('card '))).toHaveLength(12 + 1)
    expect(low.length).toBeLessThan(22)
  })

  test('then counts the calm ones, and keeps those that need something', async () => {
    const lines = await linesOf([...FAMILY, ...many(100, '2027-08-31')], 30)
    expect(lines.length).toBeLessThan(30)
    expect(lines.join('\n')).toMatch(/visa.*lease.*me {2}/s)
    expect(lines.join('\n')).toContain('and 103 more cards with nothing to do now: renew status --all')
    expect(lines.at(-1)).toContain(
      '106 cards: 1 overdue, 1 on the last day, 2 to prepare, 101 valid, 1 permanent',
    )
  })

  test('gives the most urgent their details and the others a line, but leaves none of them out', async () => {
    const urgent = Array.from({ length: 40 }, (_, at) =>
      rowOf(`card ${at + 1}`, '2026-11-20', { next: { text: 'Go now', by: null, sentence: 'Go now' } }),
    )
    const lines = await linesOf([...urgent, VALID], 24)
    expect(lines.filter(line => line.includes('overdue   card'))).toHaveLength(40)
    expect(lines.filter(line => line.includes('Go now'))).toHaveLength(1)
    expect(lines.findIndex(line => line.includes('Go now'))).toBe(2)
  })

  test('names the date to keep where there is no room to explain it', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => rowOf(`card ${at + 1}`, '2026-12-20'))
    const lines = await linesOf(rows, 24)
    expect(lines.filter(line => line.includes('by 18 Dec 2026'))).toHaveLength(39)
  })

  test('shows what comes next where nothing needs anything', async () => {
    const lines = await linesOf(many(1000, '2027-08-31'), 24)
    expect(lines.filter(line => line.includes('valid     card'))).toHaveLength(10)
    expect(lines.join('\n')).toContain('and 990 more cards with nothing to do now')
  })

  test('with --all nothing is folded', async () => {
    const lines = await linesOf([PREPARE, ...many(1000, '2027-08-31')], 24, true)
    expect(lines.filter(line => line.includes('card '))).toHaveLength(1000 + 1)
    expect(lines.join('\n')).not.toContain('more cards')
  })
})

describe('what a card says below its line', () => {
  /** Blanks that only align are taken out. */
  const shownOf = async (row: StatusRow): Promise<string> =>
    (await renderStatus(dataOf([row]), en, screen(120))).replace(/(\S) {2,}/g, '$1  ')

  test('the last working day, and why the last valid day is none', async () => {
    expect(await shownOf(rowOf('me', '2026-12-20'))).toContain(
      'by  Fri 18 Dec 2026, in 26 days: last working day; it ends on a weekend',
    )
    expect(await shownOf(rowOf('me', '2026-12-16'))).toContain(
      'by  Tue 15 Dec 2026, in 23 days: last working day; it ends on a public holiday',
    )
  })

  test('no other date where the last valid day is a working day', async () => {
    expect(await shownOf(rowOf('me', '2026-12-14'))).not.toMatch(/^ +by /m)
  })

  test('the latest day to file where the office takes its time', async () => {
    const processing = { years: 0, months: 0, weeks: 0, days: 0, workdays: 5 }
    expect(await shownOf(rowOf('me', '2026-12-14', { processing }))).toContain(
      'by  Mon 7 Dec 2026, in 15 days: last day to file in time',
    )
  })

  test('that only weekends are known, where the holidays of the year are not', async () => {
    const row = rowOf('me', '2026-12-14')
    const unknown = { ...row, standing: { ...row.standing, knowledge: 'weekends-only' as const } }
    expect(await shownOf(unknown)).toContain('weekends only: public holidays are not known')
  })

  test('the warning of the guide in an overdue card, and no date that has passed', async () => {
    const shown = await shownOf(rowOf('me', '2026-11-15', { warnings: ['Fines are possible.'] }))
    expect(shown).toContain('risk  Fines are possible.')
    expect(shown).not.toMatch(/^ +by /m)
    expect(shown).toContain('7 days over')
  })

  test('a snooze, a reminder nobody read, a lost guide', async () => {
    const shown = await shownOf(
      rowOf('me', '2026-12-14', { snoozedUntil: '2026-12-01', unseen: true, notes: ['the guide is gone'] }),
    )
    expect(shown).toContain('silent  until Tue 1 Dec 2026')
    expect(shown).toContain('unseen  a reminder was printed')
    expect(shown).toContain('note  the guide is gone')
  })

  test('a closed card is closed, whatever its dates say', async () => {
    const shown = await shownOf(rowOf('me', '2026-11-15', { closed: '2026-11-02' }))
    expect(shown).toMatch(/^ {2}closed {2}me {2}Sun 15 Nov 2026$/m)
    expect(shown).toContain('closed  Mon 2 Nov 2026')
    expect(shown).not.toContain('overdue')
    expect(shown).toContain('1 card: 1 closed')
  })

  test('a card without end has no days to count', async () => {
    expect(await shownOf(PERMANENT)).toMatch(/^ {2}permanent +driving licence +no end$/m)
  })
})

describe('remarks below the cards', () => {
  const hinted = (hints: readonly StatusHint[], rows = [VALID]): Promise<string> =>
    renderStatus(dataOf(rows, { hints }), en, screen(120))

  test.each<[StatusHint, string]>([
    [{ code: 'no-timer' }, '! No timer is installed, so nothing reminds you by itself: renew timer install'],
    [
      { code: 'timer-stale', last: '2026-11-19T09:07:12+05:00' },
      '! The timer has not run since Thu 19 Nov 2026, 09:07, so nothing reminds you by itself: renew timer status',
    ],
    [{ code: 'timer-stale', last: null }, '! The timer has never run'],
    [{ code: 'no-channel' }, '· No channel is set up, so reminders are only printed: renew channel add'],
    [{ code: 'unseen', count: 1 }, '! 1 reminder was printed where perhaps nobody read it: renew ack'],
    [
      { code: 'channel', name: 'a\u001bb', since: null, error: 'x', gone: true },
      '! The channel a\\x1bb leads nowhere any more (x): renew channel list',
    ],
    [{ code: 'closed', count: 1 }, '· 1 closed card is not shown: renew status --all'],
    [{ code: 'clock', value: '2026-01-01' }, '· The clock is set by RENEW_NOW=2026-01-01'],
    [{ code: 'on', date: '2026-11-22' }, '· As if today were Sun 22 Nov 2026'],
    [{ code: 'fault', text: 'it broke', command: 'renew doctor' }, '! it broke: renew doctor'],
  ])('%j', async (hint, words) => {
    expect(await hinted([hint])).toContain(words)
  })

  test('both days are shown where the card lives in another one, once for each zone', async () => {
    const row = rowOf('me', '2027-03-31')
    const there = { ...row, standing: { ...row.standing, today: '2026-11-23' } }
    const shown = await hinted([], [there, { ...there, name: 'son' }])
    expect(shown.match(/It is Sun 22 Nov 2026 here and Mon 23 Nov 2026 in Asia\/Almaty/g)).toHaveLength(1)
  })
})
