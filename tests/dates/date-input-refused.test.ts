import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDateInput } from '../../src/dates/date-input.ts'

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

  test.each([
    ['2026–12–31', '2026\\u201312\\u201331'],
    ['2026−12−31', '2026\\u221212\\u221231'],
    ['2026‐12‐31', '2026\\u201012\\u201031'],
  ])('a dash that is not a hyphen is shown as an escape: %s', (text, value) => {
    expect(fault(text)).toEqual({ code: 'date-not-understood', values: { value, meant: '2026-12-31' } })
  })
})

describe('other texts are refused, with a suggestion if only one date is possible', () => {
  test.each([
    ['2026-1-5', '2026-01-05'],
    ['2026-12-5', '2026-12-05'],
    ['2026/12/31', '2026-12-31'],
    ['2026.1.5', '2026-01-05'],
    ['2026 12 31', '2026-12-31'],
    ['20261231', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['+002026-12-31', '2026-12-31'],
    ['+001900-01-01', '1900-01-01'],
    ['+009999-12-31', '9999-12-31'],
    ['31-1-2027', '2027-01-31'],
    ['1-31-2027', '2027-01-31'],
    ['2026-2-30', null],
    ['20260230', null],
    ['202611', null],
    ['2026111', null],
    ['03-04-2027', null],
    ['31-13-2026', null],
    ['+002026-02-30', null],
    ['2026-12/31', null],
    ['2026-12', null],
    ['2026', null],
    ['2026-365', null],
    ['2026-W53-4', null],
    ['2026-12-31junk', null],
    ['junk2026-12-31', null],
    ['-1', null],
    ['-5', null],
    ['12345678', null],
    ['2026-12-31; rm -rf ~', null],
    ['31.12.2026x', null],
    ['x31.12.2026', null],
    ['x31/12/2026', null],
    ['31/12/20267', null],
    ['x2026年12月31日', null],
    ['2026年12月31日x', null],
    ['2026年12月', null],
    ['26年12月31日x', null],
    ['x26年12月31日', null],
    ['x26-12-31', null],
    ['26-12-31x', null],
    ['26-12.31', null],
    ['x2026-12-31T10', null],
    ['1798675200x', null],
    ['x1798675200', null],
    ['x10000-01-01', null],
    ['10000-01-01x', null],
    ['10000-1-01', null],
    ['10000-01-1', null],
    ['10:0', null],
    ['soon', null],
    ['today', null],
    ['+10y', null],
    ['May 2027', null],
    ['31 December 2026', null],
    ['2026-12-31\u0301', null],
    ['x20261231', null],
    ['20261231x', null],
    ['x31-12-2026', null],
    ['31-12-2026x', null],
  ])('%s', (text, meant) => {
    expect(fault(text)).toMatchObject({ code: 'date-not-understood', values: { meant } })
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
      values: { value: `${'5'.repeat(59)}…`, meant: null },
    })
    expect(fault('1'.repeat(60)).code).toBe('date-epoch')
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('any text is an existing date or a fault, never a crash', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
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
