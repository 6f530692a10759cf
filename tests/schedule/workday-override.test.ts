import { describe, expect, test } from 'vitest'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { withOwnYears } from '../../src/schedule/workday-override.ts'
import { dayOff, type WorkCalendar } from '../../src/schedule/workdays.ts'
import { knowledgeOf } from './arbitrary.ts'

const BARE: WorkCalendar = { id: 'KZ', weekends: true, years: {} }

function yearsOf(text: string) {
  const { calendar, fault } = withOwnYears(BARE, 'KZ.json', text)
  expect(fault).toBeNull()
  return calendar.years
}

describe("the user's own workdays", () => {
  test('are read in the form the specification shows', () => {
    expect(yearsOf('{"2027":{"off":[],"work":[],"estimated":[],"source":""}}')).toEqual({
      '2027': { off: [], work: [], estimated: [], source: '' },
    })
    const text =
      '{"2028":{"off":["2028-01-03"],"work":["2028-01-08"],"estimated":["2028-05-05"],"source":"decree"}}'
    expect(yearsOf(text)).toEqual({
      '2028': { off: ['2028-01-03'], work: ['2028-01-08'], estimated: ['2028-05-05'], source: 'decree' },
    })
  })

  test('may leave lists out, hold several years or none, and begin with a byte order mark', () => {
    expect(yearsOf('\ufeff{"2028":{"off":["2028-01-03"]},"2029":{}}')).toEqual({
      '2028': { off: ['2028-01-03'], work: [], estimated: [], source: '' },
      '2029': { off: [], work: [], estimated: [], source: '' },
    })
    expect(yearsOf('{}')).toEqual({})
  })

  test.each([
    ['{', '', 'not-json'],
    ['', '', 'not-json'],
    ['{}\ufeff', '', 'not-json'],
    ['[]', '', 'must-be-object'],
    ['null', '', 'must-be-object'],
    ['"2027"', '', 'must-be-object'],
    ['{"27":{}}', '27', 'must-be-year'],
    ['{"20271":{}}', '20271', 'must-be-year'],
    ['{"x2027":{}}', 'x2027', 'must-be-year'],
    ['{"1899":{}}', '1899', 'must-be-year'],
    ['{"__proto__":{}}', '__proto__', 'must-be-year'],
    ['{"2027":[]}', '2027', 'must-be-object'],
    ['{"2027":null}', '2027', 'must-be-object'],
    ['{"2027":{"of":[]}}', '2027.of', 'workdays-key-unknown'],
    ['{"2027":{"__proto__":[]}}', '2027.__proto__', 'workdays-key-unknown'],
    ['{"2027":{"off":"2027-01-01"}}', '2027.off', 'must-be-list'],
    ['{"2027":{"work":{}}}', '2027.work', 'must-be-list'],
    ['{"2027":{"source":1}}', '2027.source', 'must-be-text'],
    ['{"2027":{"off":["2027-01-02"],"work":["2027-01-02"]}}', '2027.work[0]', 'also-day-off'],
    ['{"2027":{"off":["2027-01-01","2027-02-30"]}}', '2027.off[1]', 'must-be'],
    ['{"2027":{"estimated":[20270101]}}', '2027.estimated[0]', 'must-be'],
    ['{"2027":{"work":["2028-01-01"]}}', '2027.work[0]', 'must-be-in-year'],
    ['{"2027":{"off":["2027-01-02"],"work":["2027-01-09","2027-01-02"]}}', '2027.work[1]', 'also-day-off'],
  ])('are refused: %s, because %s is %s', (text, path, code) => {
    const what = { code }
    const inside = path === '' ? what : { code: 'at', values: { place: path, what } }
    expect(withOwnYears(BARE, 'KZ.json', text)).toMatchObject({
      calendar: BARE,
      fault: { code: 'at', values: { place: 'KZ.json', what: inside } },
    })
  })

  test('say that a date is expected where there is none', () => {
    const what = { code: 'must-be', values: { what: { code: 'expected-date' } } }
    expect(withOwnYears(BARE, 'KZ.json', '{"2027":{"off":[true]}}').fault).toMatchObject({
      values: { what: { values: { place: '2027.off[0]', what } } },
    })
  })

  test('of 1900 are accepted', () => {
    expect(yearsOf('{"1900":{}}')).toHaveProperty('1900')
  })

  test('replace whole years and leave the others', () => {
    const text = '{"2027":{"off":["2027-06-01"]},"2028":{"off":["2028-01-03"]}}'
    const { calendar } = withOwnYears(KZ, 'KZ.json', text)
    expect(calendar.id).toBe('KZ')
    expect(calendar.weekends).toBe(true)
    expect(dayOff('2027-06-01', calendar)).toBe('holiday')
    expect(dayOff('2027-01-01', calendar)).toBeNull()
    expect(dayOff('2028-01-03', calendar)).toBe('holiday')
    expect(dayOff('2026-12-16', calendar)).toBe('holiday')
    expect(knowledgeOf('2028-01-03', calendar)).toBe('exact')
    expect(knowledgeOf('2027-05-16', calendar)).toBe('exact')
    expect(dayOff('2027-01-01', KZ)).toBe('holiday')
  })
})
