import { describe, expect, test } from 'vitest'
import type { Term } from '../../src/schedule/deadlines.ts'
import { type Anchors, anchorsOf, fileByWhenFaster, latestDays } from '../../src/schedule/plan-dates.ts'
import { EMPTY_NODE, type PlanNode } from '../../src/schedule/plan-graph.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { periodOf, termOf } from './arbitrary.ts'
import { inputOf, paper, planned, step } from './plan-cases.ts'

// December 2026 in Kazakhstan: 1 is a Tuesday, 16 (a Wednesday) is Independence Day, 31 a Thursday.
const END = '2026-12-31'
/** Filing from Mon 2 November to Tue 1 December: sixty days before is Sun 1 November. */
const FILING = { from: periodOf('P60D'), to: periodOf('P30D') }

function anchors(today: string, term: Partial<Term>, slack: string | null = null): Anchors {
  const durations = slack === null ? {} : { slack }
  return anchorsOf({ today, term: termOf(END, { workdays: KZ, ...term }), durations }, END)
}

describe('the slack', () => {
  const filedOn = (today: string, slack: string) => anchors(today, { filing: FILING }, slack).fileOn

  test('never moves filing before the filing period', () => {
    expect(filedOn('2026-10-01', '2mo')).toBe('2026-11-02')
  })

  test('never moves filing before today', () => {
    expect(filedOn('2026-11-10', '2mo')).toBe('2026-11-10')
  })

  test('moves filing to today if it ends today', () => {
    expect(filedOn('2026-11-24', '1w')).toBe('2026-11-24')
  })

  test('does not move filing after the last day to file when that has passed', () => {
    expect(filedOn('2026-12-15', '1w')).toBe('2026-12-01')
  })
})

describe('an appointment', () => {
  const on = (appointment: string, today: string) => anchors(today, { appointment })

  test('today counts; one yesterday has passed', () => {
    expect(on('2026-12-10', '2026-12-10')).toMatchObject({ appointment: '2026-12-10', booked: '2026-12-10' })
    expect(on('2026-12-10', '2026-12-11')).toMatchObject({ appointment: null, booked: null })
  })

  test('on a Saturday is planned for the Friday, be it today', () => {
    expect(on('2026-12-12', '2026-12-10').booked).toBe('2026-12-11')
    expect(on('2026-12-12', '2026-12-11').booked).toBe('2026-12-11')
  })

  test('on a Saturday that is today is planned for the Monday', () => {
    expect(on('2026-12-12', '2026-12-12').booked).toBe('2026-12-14')
  })
})

describe('an express service', () => {
  const later = (day: string, saves: string | 'all', term: Partial<Term> = {}, end = END) =>
    fileByWhenFaster(
      day,
      saves === 'all' ? saves : periodOf(saves),
      termOf(end, { workdays: KZ, ...term }),
      end,
    )

  test('moves filing by the working days or the time it saves', () => {
    // Mon 14, Tue 15, Thu 17.
    expect(later('2026-12-11', '3wd')).toBe('2026-12-17')
    expect(later('2026-12-11', '1w')).toBe('2026-12-18')
  })

  test('never moves filing after the last working day', () => {
    expect(later('2026-12-11', 'P2M')).toBe(END)
    expect(later('2026-12-11', 'all')).toBe(END)
    // The last day, Sun 20 December, ends the filing period, on which nobody files.
    expect(
      later('2026-12-11', 'all', { filing: { from: periodOf('P60D'), to: periodOf('P0D') } }, '2026-12-20'),
    ).toBe('2026-12-18')
  })

  test('never moves filing after the filing period', () => {
    expect(later('2026-11-10', 'all', { filing: FILING })).toBe('2026-12-01')
    expect(later('2026-11-10', 'P2M', { filing: FILING })).toBe('2026-12-01')
  })
})

test('a step without an office may start on a Sunday, one with an office starts on the Friday before', () => {
  // Three days before Wed 23 December.
  const latest = (kind: PlanNode['kind']) => {
    const before = node({ code: 'before', kind, phase: 'before', duration: '3d' })
    const filing = node({ code: 'file', kind: 'office', phase: 'filing', needs: ['before'] })
    const nodes = new Map([before, filing].map(one => [one.code, one]))
    return latestDays(nodes, { ...anchors('2026-12-01', {}), fileOn: '2026-12-23' }, KZ).get('before')
  }
  expect(latest('step')).toBe('2026-12-20')
  expect(latest('material')).toBe('2026-12-20')
  expect(latest('office')).toBe('2026-12-18')
  expect(latest('link')).toBe('2026-12-18')
})

test('steps before an appointment end by its day; filing itself is bounded by what follows', () => {
  const photo = node({ code: 'photo', kind: 'material', phase: 'paper', duration: '3d' })
  const filing = node({ code: 'file', kind: 'office', phase: 'filing', needs: ['photo'], duration: '1w' })
  const nodes = new Map([photo, filing].map(one => [one.code, one]))
  const booked = anchors('2026-12-01', { appointment: '2026-12-15' })
  expect([...latestDays(nodes, booked, KZ)]).toEqual([
    ['photo', '2026-12-12'],
    ['file', '2026-12-15'],
  ])
  expect([...latestDays(nodes, anchors('2026-12-01', {}), KZ)]).toEqual([
    ['photo', '2026-12-21'],
    ['file', '2026-12-24'],
  ])
})

test('an appointment dates all that comes before it, however long it takes, and nothing after it', () => {
  const fillIn = step('fill-in', { duration: '3d' })
  const handIn = step('hand-in', { kind: 'office', phase: 'filing' })
  const methods = [{ id: 'only', steps: [fillIn, handIn], expedite: null }]
  const checklist = { papers: [paper('photo')] }
  const latest = (appointment: string | null) =>
    planned(inputOf('2026-12-01', { expires: END, appointment }, { methods, checklist })).steps.map(
      one => [one.code, one.latest] as const,
    )
  expect(latest('2026-12-10')).toEqual([
    ['fill-in', '2026-12-07'],
    ['photo', '2026-12-10'],
    ['hand-in', '2026-12-10'],
    ['wait-for-card', null],
  ])
  expect(latest(null).map(([, day]) => day)).toEqual([null, null, null, null])
})

function node(own: Pick<PlanNode, 'code' | 'kind' | 'phase'> & Partial<PlanNode>): PlanNode {
  return { ...EMPTY_NODE, ...own }
}
