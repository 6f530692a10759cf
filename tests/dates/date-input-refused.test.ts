import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDateInput } from '../../src/dates/date-input.ts'
import { anyCharacter } from '../text/nasty.ts'

function fault(text: string): { code: string; values: object } {
  const reading = parseDateInput(text)
  if (reading.ok) throw new Error(`${text} was taken for ${reading.date}`)
  return { code: reading.code, values: reading.values }
}

describe('times, seconds and other eras are refused by name', () => {
  test.each([
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2026-12-31T23:59:59+14:00', '2026-12-31'],
    ['2026-12-31T23:59:59-12:00', '2026-12-31'],
    ['2026-12-31t10', '2026-12-31'],
    ['2026-12-31 10:00', '2026-12-31'],
    ['2026-02-30T10:00', null],
    ['31.12.2026 10:00', null],
    ['10:00', null],
  ])('%s is never shifted to another day', (value, meant) => {
    expect(fault(value)).toEqual({ code: 'date-with-time', values: { value, meant } })
  })

  test.each(['1798675200', '1798675200000', '179867520'])('%s is a number', value => {
    expect(fault(value)).toEqual({ code: 'date-epoch', values: { value } })
  })

  test.each(['民國115年12月31日', '民国115年12月31日', '令和8年12月31日', '㋿8年12月31日', '平成30年1月1日'])(
    '%s counts from another year',
    value => {
      expect(fault(value)).toEqual({ code: 'date-era', values: { value } })
    },
  )
  test.each(['昭和63年1月1日', '大正1年1月1日', '明治1年1月1日'])('%s too', value => {
    expect(fault(value).code).toBe('date-era')
  })
})

describe('other calendars, absent dates and wrong weekdays are refused by name', () => {
  test.each([
    ...['农历十二月三十', '阴历2026年12月1日', '腊月初八', '2026年正月初一'].map(text => [text, 'date-era']),
    ...['N/A', 'n/a', '无', '暂无', 'нет', 'жоқ', '-', '—', 'TBD', '/'].map(text => [text, 'date-none']),
    ...['2026年12月31日星期五', 'Fri 31.12.2026', '31.12.2026 (пт)', '周五 2026年12月31日'].map(text => [
      text,
      'date-weekday',
    ]),
    ['31 қараша 2026', 'date-nonexistent'],
    ['2026/2/30', 'date-nonexistent'],
    ['2026.13.1', 'date-no-such-month'],
    ['12/00/2026', 'date-no-such-month'],
    ['03-04-2027', 'date-ambiguous'],
    ['Mon 03/04/2027', 'date-ambiguous'],
  ])('%s is %s', (text, code) => expect(fault(text!).code).toBe(code))
})

test('a word for no date is refused with the text as typed', () => {
  expect(fault(' Нет ')).toEqual({ code: 'date-none', values: { value: 'Нет' } })
})

test('a wrong weekday is refused with the text as typed', () => {
  expect(fault('пт, 31.12.2026')).toEqual({ code: 'date-weekday', values: { value: 'пт, 31.12.2026' } })
})

describe('an empty text', () => {
  test.each(['', ' ', '\t', '\u00a0', '\u3000 \t', '\n', '\ufeff'])('%j needs a date', text => {
    expect(fault(text)).toEqual({ code: 'date-empty', values: {} })
  })
})

describe('invisible characters are refused and shown as escapes', () => {
  test.each([
    ['2026-12-31\u001b[31m', '2026-12-31\\u001b[31m'],
    ['\u202e2026-12-31', '\\u202e2026-12-31'],
    ['2026-12\u200b-31', '2026-12\\u200b-31'],
    ['2026-12-31\n', '2026-12-31\\u000a'],
    ['2026-12-31\n2027-01-01', '2026-12-31\\u000a2027-01-01'],
    ['2026-12-31\u2028', '2026-12-31\\u2028'],
    ['2026-12-31\u2029', '2026-12-31\\u2029'],
    ['\ufeff2026-12-31', '\\ufeff2026-12-31'],
    ['2026-12\u00ad-31', '2026-12\\u00ad-31'],
    ['2026-12-31\u0000', '2026-12-31\\u0000'],
    ['2026-12-31\ud800', '2026-12-31\\ud800'],
    ['2026-12-31\u{e0001}', '2026-12-31\\u{e0001}'],
    ['2026-12-31\ufe0f', '2026-12-31\\ufe0f'],
    ['31 December\u200b 2026', '31 December\\u200b 2026'],
  ])('%j', (text, value) => {
    expect(fault(text)).toEqual({ code: 'date-invisible', values: { value } })
  })
})

describe('other texts are refused', () => {
  test.each([
    '+002026-12-31',
    '+001900-01-01',
    '+009999-12-31',
    '20260230',
    '202611',
    '2026111',
    '+002026-02-30',
    '2026-12/31',
    '2026-12',
    '2026',
    '2026-365',
    '2026-W53-4',
    '2026-12-31junk',
    'junk2026-12-31',
    '-1',
    '-5',
    '12345678',
    '2026-12-31; rm -rf ~',
    '31.12.2026x',
    'x31.12.2026',
    'x31/12/2026',
    '31/12/20267',
    'x2026年12月31日',
    '2026年12月31日x',
    '2026年12月',
    '26年12月31日x',
    'x26年12月31日',
    'x26-12-31',
    '26-12-31x',
    '26-12.31',
    'x2026-12-31T10',
    '1798675200x',
    'x1798675200',
    'x10000-01-01',
    '10000-01-01x',
    '10000-1-01',
    '10000-01-1',
    '10:0',
    'soon',
    'today',
    '+10y',
    'May 2027',
    '31 December 2026',
    '2026-12-31\u0301',
    'x20261231',
    '20261231x',
    'x31-12-2026',
    '31-12-2026x',
    '31 қараша',
    '2026年12月31日星期',
    '20263112',
    'Thu',
  ])('%s', text => {
    expect(fault(text).code).toBe('date-not-understood')
  })

  test('long texts are refused quickly and quoted in at most 60 characters', () => {
    const started = performance.now()
    for (const text of [
      '5'.repeat(5000),
      '1'.repeat(61),
      '年'.repeat(1_000_000),
      '\u202e'.repeat(1_000_000),
    ]) {
      const { values } = fault(text)
      expect([...(values as { value: string }).value].length).toBeLessThanOrEqual(60)
    }
    expect(fault('5'.repeat(5000))).toEqual({
      code: 'date-not-understood',
      values: { value: `${'5'.repeat(59)}…` },
    })
    expect(fault('1'.repeat(60)).code).toBe('date-epoch')
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('any text is an existing date or a fault, never a crash', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: anyCharacter }),
      fc.stringMatching(/^[0-9年月日./: T+-]{0,14}$/),
    )
    fc.assert(
      fc.property(text, typed => {
        const reading = parseDateInput(typed)
        if (reading.ok)
          expect(new Date(`${reading.date}T00:00Z`).toISOString().slice(0, 10)).toBe(reading.date)
        else expect(reading.code).toMatch(/^date-/)
      }),
      { numRuns: 1000 },
    )
  })
})
