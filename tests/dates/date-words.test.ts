import { isMainThread } from 'node:worker_threads'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { partsOf } from '../../src/dates/civil-date.ts'
import { readDate } from '../../src/dates/date-words.ts'
import { LANGUAGES, type Language, loadWords } from '../../src/messages/index.ts'
import { anyDay } from '../schedule/arbitrary.ts'

/** A month end after which months are shorter: a library that does not clamp is found out. */
const TODAY = '2027-01-31'

/** The date of a text, or the code of its fault. */
async function read(text: string, today = TODAY): Promise<string> {
  const found = await readDate(text, today)
  if (!found.ok) return found.code
  expect(found.asTyped).toBe('other')
  return found.date
}

describe('the strict forms come first', () => {
  test('ISO is read as ISO, another form as other', async () => {
    expect(await readDate('2026-12-31', TODAY)).toEqual({ ok: true, date: '2026-12-31', asTyped: 'iso' })
    expect(await readDate('31.12.2026', TODAY)).toEqual({ ok: true, date: '2026-12-31', asTyped: 'other' })
    expect(await readDate('2026年12月31日', TODAY)).toEqual({
      ok: true,
      date: '2026-12-31',
      asTyped: 'other',
    })
  })

  test.each([
    ['', 'date-empty'],
    ['2026-02-30', 'date-nonexistent'],
    ['2026年2月30日', 'date-nonexistent'],
    ['03/04/2027', 'date-ambiguous'],
    ['26-12-31', 'date-short-year'],
    ['26年12月31日', 'date-short-year'],
    ['31 December 2026 10:00', 'date-with-time'],
    ['1798675200', 'date-epoch'],
    ['令和8年12月31日', 'date-era'],
    ['31 December\u200b 2026', 'date-invisible'],
    ['in 3\u2028months', 'date-invisible'],
  ])('%j keeps its own fault, %s', async (text, code) => {
    expect(await read(text)).toBe(code)
  })

  test.each([
    ['31-Dec-26', ['2026-12-31']],
    ['31.Dec.26', ['2026-12-31']],
    ['31/DEC/26', ['2026-12-31']],
    ['31 Dec. 26', ['2026-12-31']],
    ["31 December '26", ['2026-12-31']],
    ['5 марта 27', ['2027-03-05']],
    ['30 Feb 26', []],
    ['31 абв 26', []],
  ])('the year of %s is not guessed, but its reading is named', async (value, readings) => {
    expect(await readDate(value, TODAY)).toEqual({
      ok: false,
      code: 'date-short-year',
      values: { value, readings },
    })
  })

  test('a wrong weekday is refused with the text as typed', async () => {
    const value = 'Monday, 3 January 2027'
    expect(await readDate(value, TODAY)).toEqual({ ok: false, code: 'date-weekday', values: { value } })
  })

  test('a fault has the values for its message', async () => {
    expect(await readDate('soon', TODAY)).toEqual({
      ok: false,
      code: 'date-not-understood',
      values: { value: 'soon' },
    })
  })
})

describe('periods from today', () => {
  test.each([
    ['+1y', '2028-01-31'],
    ['+10y', '2037-01-31'],
    ['+1mo', '2027-02-28'],
    ['+3mo', '2027-04-30'],
    ['+2w', '2027-02-14'],
    ['+90d', '2027-05-01'],
    ['+P1Y2M', '2028-03-31'],
    [' ＋１ｙ ', '2028-01-31'],
    ['+0d', '2027-01-31'],
  ])('%s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })

  test.each(['+1m', '+3wd', '+', '+1', '+-1d', '-1d', '1y', '14d', '+1y!', '++1y', '+ 1 y'])(
    'none: %s',
    async text => {
      expect(await read(text)).toBe('date-not-understood')
    },
  )

  test('after 9999 is refused', async () => {
    expect(await read('+99999y')).toBe('date-year-out-of-range')
    expect(await readDate('+8000y', TODAY)).toEqual({
      ok: false,
      code: 'date-year-out-of-range',
      values: { value: '+8000y', first: 1900, last: 9999 },
    })
  })
})

describe('days by name', () => {
  test.each([
    ['today', '2027-01-31'],
    ['Tomorrow', '2027-02-01'],
    ['the day after tomorrow', '2027-02-02'],
    ['day after tomorrow', '2027-02-02'],
    ['сегодня', '2027-01-31'],
    ['завтра', '2027-02-01'],
    ['послезавтра', '2027-02-02'],
    ['бүгін', '2027-01-31'],
    ['ертең', '2027-02-01'],
    ['今天', '2027-01-31'],
    ['今日', '2027-01-31'],
    ['明天', '2027-02-01'],
    ['明日', '2027-02-01'],
    ['后天', '2027-02-02'],
    ['後天', '2027-02-02'],
  ])('%s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })
})

describe('words in English, Russian and Chinese', () => {
  test.each([
    ['31 December 2026', '2026-12-31'],
    ['31st December, 2026', '2026-12-31'],
    ['December 31, 2026', '2026-12-31'],
    ['Dec 31 2026', '2026-12-31'],
    ['31-Dec-2026', '2026-12-31'],
    ['2026-Dec-31', '2026-12-31'],
    ['SUNDAY 3 January 2027', '2027-01-03'],
    ['３１ December ２０２６', '2026-12-31'],
    ['31 декабря 2026', '2026-12-31'],
    ['31 декабря 2026 г.', '2026-12-31'],
    ['31 декабря 2026 года', '2026-12-31'],
    ['31 дек 2026', '2026-12-31'],
    ['воскресенье, 3 января 2027', '2027-01-03'],
    ['двадцать второго декабря 2026', '2026-12-22'],
    ['二零二六年十二月二日', '2026-12-02'],
    ['二〇二六年12月31日', '2026-12-31'],
    ['Sun. 3 Jan. 2027.', '2027-01-03'],
    ['二〇二六年十二月三十一日', '2026-12-31'],
    ['2026年十二月31日', '2026-12-31'],
    ['2026年12月31', '2026-12-31'],
    ['«31» декабря 2026 г.', '2026-12-31'],
    ['"31" декабря 2026 года', '2026-12-31'],
    ['чт, 31 декабря 2026 г.', '2026-12-31'],
    ['Thu 31 Dec 2026', '2026-12-31'],
    ['December 31st, 2026, Thursday', '2026-12-31'],
    ['二〇二七年一月三日星期日', '2027-01-03'],
    ['２０２６年１２月３１日（周四）', '2026-12-31'],
    ['thur, 31 December 2026', '2026-12-31'],
    ['среду, 30 декабря 2026', '2026-12-30'],
    ['вск 3 января 2027', '2027-01-03'],
  ])('a full date: %s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })

  test.each([
    ['until 31.12.2026', '2026-12-31'],
    ['valid until Thu 31 Dec 2026', '2026-12-31'],
    ['is valid until Thu 31 Dec 2026', '2026-12-31'],
    ['Valid till 31/12/2026', '2026-12-31'],
    ['expires 31 December 2026', '2026-12-31'],
    ['Exp: 2026-12-31', '2026-12-31'],
    ['to 31-Dec-2026', '2026-12-31'],
    ['до 31.12.2026', '2026-12-31'],
    ['до 31.12.2026 г.', '2026-12-31'],
    ['до 31.12.2026г. включительно', '2026-12-31'],
    ['до31.12.2026', '2026-12-31'],
    ['по 31 декабря 2026 года (включительно)', '2026-12-31'],
    ['действует до 31 декабря 2026 (чт)', '2026-12-31'],
    ['действительна до «31» декабря 2026 г.', '2026-12-31'],
    ['истекает 31.12.2026', '2026-12-31'],
    ['понедельник, 4 января 2027', '2027-01-04'],
    ['至2026-12-31', '2026-12-31'],
    ['截至2026年12月31日', '2026-12-31'],
    ['截止到 2026.12.31', '2026-12-31'],
    ['有效期至 2026年12月31日（周四）', '2026-12-31'],
    ['有效期：2026-12-31', '2026-12-31'],
    ['到期日 2026/12/31', '2026-12-31'],
    ['2026年12月31日止', '2026-12-31'],
    ['2026-12-31到期', '2026-12-31'],
    ['至二〇二六年十二月三十一日', '2026-12-31'],
    ['31.12.2026 дейін', '2026-12-31'],
    ['31.12.2026 ж. дейін', '2026-12-31'],
    ['31 желтоқсан 2026 жылға дейін', '2026-12-31'],
    ['2026 жылғы 31 желтоқсанға дейін', '2026-12-31'],
    ['2026 ж. 31 желтоқсан (бс) күніне дейін жарамды', '2026-12-31'],
  ])('with the words for "until": %s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })

  test.each(['until', 'до', '至', 'дейін', 'until soon', 'до завтра', 'until 2026', 'до 12.2026', '至12月'])(
    'these words do not make a date of %s',
    async text => {
      expect(await read(text)).toBe('date-not-understood')
    },
  )

  test('a past date is accepted if it is written in full', async () => {
    expect(await read('31 December 2020')).toBe('2020-12-31')
    expect(await read('5 марта 2011')).toBe('2011-03-05')
  })

  test.each([
    ['in 3 months', '2027-04-30'],
    ['in 3 months.', '2027-04-30'],
    ['in a month', '2027-02-28'],
    ['in one month', '2027-02-28'],
    ['In 1 Year', '2028-01-31'],
    ['3 months from now', '2027-04-30'],
    ['two weeks later', '2027-02-14'],
    ['in 90 days', '2027-05-01'],
    ['in 0 days', '2027-01-31'],
    ['in 73000 days', '2226-12-14'],
    ['in 2400 months', '2227-01-31'],
    ['in 2 months and 3 weeks', '2027-04-21'],
    ['in half a year and 6 months', '2028-01-31'],
    [`in ${'3 days'.padStart(57, '0')}`, '2027-02-03'],
    [`㏌ ${'3 days'.padStart(57, '0')}`, '2027-02-03'],
    ['in 31 days', '2027-03-03'],
    ['in 365 days', '2028-01-31'],
    ['in 366 days', '2028-02-01'],
    ['in 48 months', '2031-01-31'],
    ['in half a year', '2027-07-31'],
    ['in 1 month and 3 days', '2027-03-03'],
    ['через 3 месяца', '2027-04-30'],
    ['через месяц', '2027-02-28'],
    ['через три недели', '2027-02-21'],
    ['через год', '2028-01-31'],
    ['через полгода', '2027-07-31'],
    ['через 10 дней', '2027-02-10'],
    ['3个月后', '2027-04-30'],
    ['3 个月后', '2027-04-30'],
    ['三个月以后', '2027-04-30'],
    ['三个月之后', '2027-04-30'],
    ['3個月後', '2027-04-30'],
    ['一个月后', '2027-02-28'],
    ['一年后', '2028-01-31'],
    ['半年后', '2027-07-31'],
    ['两周后', '2027-02-14'],
    ['2週後', '2027-02-14'],
    ['十天后', '2027-02-10'],
    ['五週以後', '2027-03-07'],
    ['二十二天后', '2027-02-22'],
    ['十二个月后', '2028-01-31'],
  ])('a period from today: %s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })
})

describe('what is not definite is refused', () => {
  test.each([
    ...[
      'May 2027',
      'end of May 2027',
      '31 December',
      'December',
      'Friday',
      'next Friday',
      'next month',
      'soon',
    ],
    ...['Dec 31, 2569 BE', '31 December 2026 BC'],
    ...[
      '2026-12-31; rm -rf ~',
      '31 December 2026; rm',
      'by 31 December 2026',
      '31 December 2026 or so',
      '3mo',
    ],
    ...['31 Dec 2026 - 3 Jan 2027', '31 December 2026 UTC', '31 December 2026 10pm', 'in 3m'],
    ...['30 February 2027', '31 April 2027', '1 January 1899', '31 December 10000', '5 May 2027.03'],
    ...[
      'yesterday',
      '3 days ago',
      'a month ago',
      'last year',
      'in -3 months',
      'now',
      'tonight',
      'in 3 hours',
    ],
    ...['in a few months', 'in several weeks', 'in a couple of weeks', 'in about 3 months', 'in 1.5 months'],
    ...['within 3 months', 'for 3 months', 'in half a month', '90 days', 'in 99999 years', 'in 3000 months'],
    ...['thur, 30 December 2026', 'среду, 31 декабря 2026', 'вск 4 января 2027'],
    ...['about 31-Dec-26', 'a+1y', `Wed, in ${'3 days'.padStart(54, '0')}`],
    ...['in 80000 days', 'in 999999999999999 months', 'permanent'],
    ...[
      'май 2027',
      '31 декабря',
      'пятница',
      'в следующем месяце',
      'в течение 3 месяцев',
      'вчера',
      'через день',
    ],
    ...['через несколько месяцев', 'через пару недель', 'через 1,5 месяца', '3 дня назад'],
    ...['через 2 часа', 'через полмесяца', 'на следующей неделе'],
    ...['2026年12月', '12月31日', '今年年底', '明年12月31日', '下个月', '下周五', '下周后', '3天前'],
    ...[
      '几个月后',
      '两三个月后',
      '半个月后',
      '3个月内',
      '3月后',
      '三月后',
      '5小时后',
      '二六年十二月三十一日',
    ],
    ...[
      'in few days',
      'in half a week',
      'in 1 year and half a month',
      'in 3-4 days',
      'in 2 years 10/12 months',
    ],
    ...['in 1 month and 30 days', 'in 1 month and 40 days', 'in 73001 days', 'in 2401 months'],
    ...['31 dece.mber 2026', 'in 3 days ago', '3 days ago later'],
    `in ${'3 days'.padStart(58, '0')}`,
    `㏌ ${'3 days'.padStart(58, '0')}`,
    ...['через 1.5 месяца', 'через пары недель', 'через 3-4 дня', 'через 2 часа назад'],
    ...[
      '3 月后',
      '三 月后',
      '3月後',
      '十月后',
      '这周后',
      '本周后',
      '上周后',
      '二三天后',
      '十十天后',
      '数天后',
      '3~5天后',
    ],
    ...['一二三四年十二月三十一日', '2026年12月31日以后'],
    ...['公元2026年12月31日', '2026年十二月二三日', '昨天', '第3天后'],
    ...['31 décembre 2026', '31 ديسمبر 2026', '2026년 12월 31일', '☃', `31 December 2026${' '.repeat(60)}x`],
  ])('%s', async text => {
    expect(await read(text)).toBe('date-not-understood')
  })

  test.each([
    ['31 December 26', 'date-short-year'],
    ["31 December '26", 'date-short-year'],
    ['31-Dec-26', 'date-short-year'],
    ['31 дек 26', 'date-short-year'],
    ['Monday, 3 January 2027', 'date-weekday'],
    ['3 января 2027, понедельник', 'date-weekday'],
    ['二〇二七年一月三日星期一', 'date-weekday'],
    ['thu 3.4.2027', 'date-weekday'],
    ['чт 3.4.2027', 'date-weekday'],
    ['thu 3/4/2027', 'date-ambiguous'],
    ['无', 'date-none'],
  ])('%s is %s', async (text, code) => expect(await read(text)).toBe(code))
})

test('what the program prints for a day is read back, in every language, for any day', async () => {
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const { dates } = await loadWords(language)
    await fc.assert(
      fc.asyncProperty(anyDay, async date => {
        for (const text of [dates.long(partsOf(date)), dates.short(partsOf(date))])
          expect([text, await read(text)]).toEqual([text, date])
      }),
      { numRuns: 60 },
    )
  }
})

describe('relative dates are computed by the calendar, from any day', () => {
  const count = fc.integer({ min: 1, max: 99 })

  test.each([
    ['months', (n: number) => `in ${n} months`, (n: number) => ({ months: n })],
    ['years', (n: number) => `через ${n} лет`, (n: number) => ({ years: n })],
    ['months', (n: number) => `${n}个月后`, (n: number) => ({ months: n })],
    ['weeks', (n: number) => `in ${n} weeks`, (n: number) => ({ weeks: n })],
    ['days', (n: number) => `${n * 7}天后`, (n: number) => ({ days: n * 7 })],
  ] as const)('%s', async (_, say, duration) => {
    await fc.assert(
      fc.asyncProperty(anyDay, count, async (today, n) => {
        const expected = Temporal.PlainDate.from(today).add(duration(n)).toString()
        expect(await read(say(n), today)).toBe(expected)
      }),
      { numRuns: 25 },
    )
  })
})

// Stryker runs tests in threads, where setting TZ changes nothing.
describe.runIf(isMainThread)('neither the clock nor the zone of the machine matters', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    vi.useRealTimers()
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  const TYPED: [text: string, today: string, date: string][] = [
    ['in 1 month', '2011-11-30', '2011-12-30'],
    ['30 December 2011', '2011-12-30', '2011-12-30'],
    ['31 декабря 1994', '2027-01-31', '1994-12-31'],
    ['через 1 день', '1994-12-30', '1994-12-31'],
    ['1天后', '2011-12-29', '2011-12-30'],
    ['3个月后', '2026-11-30', '2027-02-28'],
    ['今天', '2011-12-30', '2011-12-30'],
    ['in 2 weeks', '2027-03-14', '2027-03-28'],
    ['+1y', '2028-02-29', '2029-02-28'],
  ]

  test.each([
    'UTC',
    'Asia/Almaty',
    'America/New_York',
    'Pacific/Apia',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ])('%s', async name => {
    process.env['TZ'] = name
    expect(new Date(2027, 0, 1).getTimezoneOffset() === 0).toBe(name === 'UTC')
    for (const clock of ['1999-12-31T23:30:00Z', '2027-06-15T10:15:00Z', '2038-01-19T03:14:08Z']) {
      vi.useFakeTimers({ now: new Date(clock), toFake: ['Date'] })
      for (const [text, today, date] of TYPED) expect(await read(text, today), text).toBe(date)
    }
  })
})

test('text made to slow down the library is refused quickly', async () => {
  const started = performance.now()
  for (const piece of ['1 ', 'in a ', 'dec ', '二十', 'через ', '31 Dec 2026 ', 'a month and ']) {
    for (const length of [60, 5000]) {
      expect(await readDate(piece.repeat(length).slice(0, length).trim(), TODAY)).toMatchObject({ ok: false })
    }
  }
  expect(performance.now() - started).toBeLessThan(3000)
})
