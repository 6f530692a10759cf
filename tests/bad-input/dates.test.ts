import { beforeAll, describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'
import { RAW, refused } from './untouched.ts'

const expiresIn = async (home: string, name: string): Promise<string | null | undefined> =>
  (await answer<{ cards: { name: string; expires: string | null }[] }>(home, ['list'])).cards.find(
    card => card.name === name,
  )?.expires

/** Number in the table of FAULTS.md, what was typed, and a word of the error. */
const REFUSED: [number, string, RegExp][] = [
  [1, '2026-02-30', /2026-02-30 does not exist.*28/],
  [1, '2026-02-29', /28/],
  [1, '2100-02-29', /28/],
  [1, '2026-04-31', /30/],
  [3, '01/02/2026', /2026-02-01.*2026-01-02/],
  [3, '12.11.10', /2010-11-12/],
  [3, '03/04/2027', /2027-04-03.*2027-03-04/],
  [4, '2026-13-01', /13/],
  [4, '2026-00-10', /0/],
  [4, '2026-01-00', /0/],
  [5, '', /needed/],
  [5, '   ', /needed/],
  [5, '\t', /needed/],
  [5, '\u00a0', /needed/],
  [6, '0000-00-00', /1900/],
  [6, '0000-01-01', /1900/],
  [6, '0001-01-01', /1900/],
  [7, '10000-01-01', /9999/],
  [7, '+010000-01-01', /9999/],
  [9, '民國115年12月31日', /Gregorian/],
  [9, '令和8年12月31日', /Gregorian/],
  [11, '2026-12-31T23:59:59Z', /2026-12-31/],
  [11, '2026-12-31T23:59:59+14:00', /2026-12-31/],
  [11, '2026-12-31T23:59:59-12:00', /2026-12-31/],
  [11, '2026-12-31 10:00', /2026-12-31/],
  [12, '1798675200', /number/],
  [12, '1798675200000', /number/],
  [13, '-1', /-1/],
  [13, '-5', /-5/],
  [13, '-2026-12-31', /./],
  [14, '26-12-31', /2026-12-31/],
  [14, '2026-12', /2026-12/],
  [14, '2026', /2026/],
  [14, '2026-365', /./],
  [14, '2026-W53-4', /./],
  [14, '20260230', /20260230/],
  [14, 'N/A', /no date/],
  [14, '无', /no date/],
  [14, 'Fri 31 Dec 2026', /weekday/],
  [9, '农历腊月初八', /Gregorian/],
  [15, '2026-12-31junk', /./],
  [15, '2026-12-31; rm -rf ~', /./],
  [15, '2026-12-31\n2027-12-31', /./],
  [15, '9'.repeat(5000), /./],
  [15, `2026-12-31${' '.repeat(5000)}x`, /./],
  [16, '\u001b[31m2026-12-31', /\\u001b|\\x1b/],
  [16, '\u202e2026-12-31', /\\u202e/],
  [16, '2026\u200b-12-31', /\\u200b/],
  [16, '2026-12-31\u0000', /\\u0000|\\x00/],
  [19, 'soon', /soon/],
  [19, 'May 2027', /May 2027/],
  [19, 'friday', /friday/],
  [19, '+10', /\+10/],
  [19, '+1m', /\+1m/],
  [19, '+3wd', /\+3wd/],
]

describe('an invalid date is refused in one line, and nothing is stored:', () => {
  const home = newHome()
  beforeAll(async () => {
    await renew(home, ['add', 'kept', '--expires', '2026-12-31'])
  })

  test.each(REFUSED.map(([at, text, words]) => [at, text.slice(0, 40), text, words] as const))(
    '(%i) %j',
    async (_, __, text, words) => {
      const { stderr } = await refused(home, ['add', 'me', '--expires', text], 2)
      expect(stderr).toMatch(words)
      // At most 60 characters of what was typed are repeated.
      expect(stderr).not.toMatch(/9{61}| {61}/)
    },
  )

  test('with =, on edit, on done, as the day of issue, and for --on', async () => {
    for (const text of ['2026-02-30', '-5', '03/04/2027', '\u202e2026-12-31', 'soon']) {
      await refused(home, ['add', 'me', `--expires=${text}`], 2)
      await refused(home, ['edit', 'kept', '--expires', text], 2)
      await refused(home, ['edit', 'kept', '--issued', text], 2)
      await refused(home, ['edit', 'kept', '--readings', `visa=${text}`], 2)
      await refused(home, ['done', 'kept', '--expires', text], 2)
      await refused(home, ['status', '--on', text], 2)
      await refused(home, ['remind', '--dry-run', '--until', text], 2)
    }
  })

  test('with --json it is refused too, with an error code', async () => {
    const codes: [string, string][] = [
      ['2026-02-30', 'date-nonexistent'],
      ['03/04/2027', 'date-ambiguous'],
      ['26-12-31', 'date-short-year'],
      ['10000-01-01', 'date-year-out-of-range'],
      ['2026-12-31T10:00', 'date-with-time'],
      ['1798675200', 'date-epoch'],
      ['', 'expiry-needed'],
    ]
    for (const [text, code] of codes) {
      const said = await renew(home, ['add', 'me', '--expires', text, '--json'])
      expect(said.code).toBe(2)
      expect(JSON.parse(said.stdout)).toMatchObject({ error: { code } })
    }
  })
})

describe('a date in another unambiguous form is accepted, and repeated with its weekday:', () => {
  test.each([
    [2, '31/12/2026', '2026-12-31'],
    [8, '２０２６－１２－３１', '2026-12-31'],
    [8, '\u0662\u0660\u0662\u0666-\u0661\u0662-\u0663\u0661', '2026-12-31'],
    [9, '2026年12月31日', '2026-12-31'],
    [10, '31.12.2026', '2026-12-31'],
    [10, '1.2.2027', '2027-02-01'],
    [19, '+1y', '2027-12-01'],
    [19, 'in 3 months', '2027-03-01'],
    [19, 'через 3 месяца', '2027-03-01'],
    [19, '3个月后', '2027-03-01'],
    [19, '31 December 2026', '2026-12-31'],
    [19, 'today', '2026-12-01'],
  ])('(%i) %s', async (_, text, date) => {
    const home = newHome()
    const { code, stderr } = await renew(home, ['add', 'me', '--expires', text])
    expect(code, stderr).toBe(0)
    expect(await expiresIn(home, 'me')).toBe(date)
    expect(stderr).toContain(date)
    expect(stderr).toMatch(/Mon|Tue|Wed|Thu|Fri|Sat|Sun/)
    expect(stderr).not.toMatch(RAW)
  })

  test('an ISO date is not repeated, even with blanks around it', async () => {
    for (const text of ['2026-12-31', ' 2026-12-31\t', '\u00a02026-12-31'])
      expect(await renew(newHome(), ['add', 'me', '--expires', text])).toMatchObject({ code: 0, stderr: '' })
  })

  test('counts from today in the zone of the card, not of the user', async () => {
    // 20:00 UTC on the 1st is the 2nd in Almaty and still the 1st in New York.
    const how = { now: '2026-12-01T20:00:00Z' }
    const home = newHome()
    await renew(home, ['add', 'a', '--expires', 'tomorrow'], how)
    await renew(home, ['add', 'b', '--expires', 'tomorrow', '--zone', 'America/New_York'], how)
    expect([await expiresIn(home, 'a'), await expiresIn(home, 'b')]).toEqual(['2026-12-03', '2026-12-02'])
  })
})

describe('a permanent card', () => {
  test.each(['permanent', 'never', 'бессрочно', 'мерзімсіз', '长期', ' PERMANENT '])('%s', async word => {
    const home = newHome()
    expect((await renew(home, ['add', 'me', '--expires', word])).code).toBe(0)
    expect(await expiresIn(home, 'me')).toBeNull()
  })

  test('is not the last day of the calendar, and that day overflows nothing', async () => {
    const home = newHome()
    expect((await renew(home, ['add', 'me', '--expires', '9999-12-31', '--yes'])).code).toBe(0)
    expect(await expiresIn(home, 'me')).toBe('9999-12-31')
    for (const words of [
      ['status'],
      ['show', 'me'],
      ['remind'],
      ['status', '--on', '9999-12-31'],
      ['ack', 'me'],
    ])
      expect((await renew(home, words)).code, words.join(' ')).toBe(0)
    expect((await renew(home, ['show', 'me', '--on', '9999-12-31'])).code).toBe(0)
  })

  test('and the first day of the calendar underflows nothing', async () => {
    const home = newHome()
    expect((await renew(home, ['add', 'me', '--expires', '1900-01-01'])).code).toBe(0)
    for (const words of [
      ['status'],
      ['show', 'me'],
      ['status', '--on', '1900-01-01'],
      ['remind'],
      ['ack', 'me'],
    ])
      expect((await renew(home, words)).code, words.join(' ')).toBe(0)
  })

  test('nor does the longest lead, on either end', async () => {
    const home = newHome()
    const far = ['--lead', '99999y', '--milestones', '99999mo,99999d,999wd', '--processing', '999wd']
    expect((await renew(home, ['add', 'a', '--expires', '1900-01-01', ...far])).code).toBe(0)
    expect((await renew(home, ['add', 'b', '--expires', '9999-12-31', '--yes', ...far])).code).toBe(0)
    for (const words of [
      ['status'],
      ['show', 'a'],
      ['show', 'b'],
      ['remind'],
      ['snooze', 'b', '--for', '99999y'],
    ])
      expect([0, 1], words.join(' ')).toContain((await renew(home, words)).code)
  })
})
