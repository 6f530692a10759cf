import { describe, expect, test } from 'vitest'
import { nextActionOn } from '../../src/schedule/next-action.ts'
import { planRenewal } from '../../src/schedule/plan.ts'
import type { PlanInput } from '../../src/schedule/plan-graph.ts'
import { statusOn } from '../../src/schedule/status.ts'
import { periodOf } from './arbitrary.ts'
import { AGENT, IN_PERSON, inputOf, linked, paper, step, tick } from './plan-cases.ts'

// Where a card has a plan, the next thing to do is its first open step.

function nextIn(input: PlanInput) {
  const { term, today } = input
  return nextActionOn(term, statusOn(term, today), { isStarted: true, hasOffice: true, wanted: null }, () =>
    planRenewal(input),
  )
}

const END = { expires: '2026-12-31' }
/** Five working days back from Thu 31: 30 29 28 25 24. */
const known = { ...END, processing: periodOf('5wd') }
/** A photo takes three days; it is there once it is ticked. */
const photo = paper('photo', { duration: '3d' })
const ready = { photo: tick({ done: '2026-12-02' }) }
const filing = [step('hand-in', { kind: 'office', phase: 'filing' })]
const waiting = [step('wait', { kind: 'wait', phase: 'before', duration: '1w' }), ...filing]
const wayOf = (steps: typeof filing) => ({ methods: [{ id: 'way', steps, expedite: null }] })

test('the first open step by its latest day when all durations are known', () => {
  // The photo takes three days before Thu 24: Mon 21.
  expect(nextIn(inputOf('2026-12-01', known, { ...wayOf(filing), checklist: { papers: [photo] } }))).toEqual({
    code: 'photo',
    by: '2026-12-21',
  })
  const done = { papers: [photo], ticks: ready }
  expect(nextIn(inputOf('2026-12-02', known, { ...wayOf(filing), checklist: done }))).toEqual({
    code: 'hand-in',
    by: '2026-12-24',
  })
})

test('no latest day when a duration in the plan is unknown', () => {
  const input = inputOf('2026-12-01', END, {
    ...wayOf(filing),
    checklist: { papers: [photo] },
  })
  // How long the office takes is not known, and so the last day to file is not.
  expect(planRenewal(input)?.unknown).toEqual(['wait-for-card'])
  expect(nextIn(input)).toEqual({ code: 'photo', by: null })
})

test('a latest day despite an unknown duration when there is an appointment', () => {
  const term = { ...END, appointment: '2026-12-15' }
  // Three days before Tue 15 is Sat 12.
  expect(nextIn(inputOf('2026-12-01', term, { ...wayOf(filing), checklist: { papers: [photo] } }))).toEqual({
    code: 'photo',
    by: '2026-12-12',
  })
})

test('the step after a wait, not the wait', () => {
  expect(nextIn(inputOf('2026-12-01', END, wayOf(waiting)))?.code).toBe('hand-in')
})

test('to choose a method when there are several and none is chosen', () => {
  expect(nextIn(inputOf('2026-12-01', END, { methods: [IN_PERSON, AGENT] }))).toEqual({
    code: 'choose-method',
    by: null,
  })
})

describe('a document that must be renewed first', () => {
  // The passport ends before filing on Thu 24 December.
  const needing = (duration: string) =>
    inputOf('2026-12-01', known, {
      ...wayOf(filing),
      checklist: {
        papers: [paper('passport', { card: 'passport' })],
        links: { passport: linked('pass1', '2026-12-20', { duration }) },
      },
    })

  test('is the next step while it can be renewed in time', () => {
    expect(nextIn(needing('1w'))).toEqual({ code: 'renew-pass1', by: '2026-12-17' })
  })

  test('is not waited for once it cannot, nor is the paper that it would be', () => {
    expect(nextIn(needing('P1M'))).toEqual({ code: 'hand-in', by: '2026-12-24' })
  })
})

test('a paper that takes longer than is left, on the next day the office is open', () => {
  const more = { checklist: { papers: [paper('photo', { duration: 'P1M' })] } }
  // 5 December 2026 is a Saturday.
  expect(nextIn(inputOf('2026-12-05', known, { ...wayOf(filing), ...more }))).toEqual({
    code: 'photo',
    by: '2026-12-07',
  })
})
