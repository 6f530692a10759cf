import { describe, expect, test } from 'vitest'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { parseWorkYears, withYears } from '../../src/schedule/workday-override.ts'
import { dayOff } from '../../src/schedule/workdays.ts'
import { knowledgeOf } from './arbitrary.ts'

function yearsOf(text: string) {
  const reading = parseWorkYears(text)
  if (!reading.ok) throw new Error(`${reading.path}: ${reading.problem}`)
  return reading.years
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
    ['[]', '', 'not-an-object'],
    ['null', '', 'not-an-object'],
    ['"2027"', '', 'not-an-object'],
    ['{"27":{}}', '27', 'not-a-year'],
    ['{"20271":{}}', '20271', 'not-a-year'],
    ['{"x2027":{}}', 'x2027', 'not-a-year'],
    ['{"1899":{}}', '1899', 'not-a-year'],
    ['{"__proto__":{}}', '__proto__', 'not-a-year'],
    ['{"2027":[]}', '2027', 'not-an-object'],
    ['{"2027":null}', '2027', 'not-an-object'],
    ['{"2027":{"of":[]}}', '2027.of', 'unknown-key'],
    ['{"2027":{"__proto__":[]}}', '2027.__proto__', 'unknown-key'],
    ['{"2027":{"off":"2027-01-01"}}', '2027.off', 'not-a-list'],
    ['{"2027":{"work":{}}}', '2027.work', 'not-a-list'],
    ['{"2027":{"source":1}}', '2027.source', 'not-text'],
    ['{"2027":{"off":["2027-01-02"],"work":["2027-01-02"]}}', '2027.work[0]', 'off-and-work'],
    ['{"2027":{"off":["2027-01-01","2027-02-30"]}}', '2027.off[1]', 'not-a-date'],
    ['{"2027":{"estimated":[20270101]}}', '2027.estimated[0]', 'not-a-date'],
    ['{"2027":{"work":["2028-01-01"]}}', '2027.work[0]', 'other-year'],
    ['{"2027":{"off":["2027-01-02"],"work":["2027-01-09","2027-01-02"]}}', '2027.work[1]', 'off-and-work'],
  ])('are refused: %s, because %s is %s', (text, path, problem) => {
    expect(parseWorkYears(text)).toEqual({ ok: false, path, problem })
  })

  test('of 1900 are accepted', () => {
    expect(yearsOf('{"1900":{}}')).toHaveProperty('1900')
  })

  test('replace whole years and leave the others', () => {
    const calendar = withYears(KZ, yearsOf('{"2027":{"off":["2027-06-01"]},"2028":{"off":["2028-01-03"]}}'))
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
