import { expect, test } from 'vitest'
import { nextActionOn } from '../../src/schedule/next-action.ts'
import { planRenewal } from '../../src/schedule/plan.ts'
import type { PlanInput } from '../../src/schedule/plan-graph.ts'
import { statusOn } from '../../src/schedule/status.ts'
import { AGENT, IN_PERSON, inputOf, paper, step, tick } from './plan-cases.ts'

// Where a card has a plan, the next thing to do is its first open step.

function nextIn(input: PlanInput) {
  const { term, today } = input
  return nextActionOn(term, statusOn(term, today), { isStarted: true, hasOffice: true, wanted: null }, () =>
    planRenewal(input),
  )
}

const END = { expires: '2026-12-31' }
/** A photo takes three days; it is there once it is ticked. */
const photo = { papers: { photo: { duration: '3d', trust: null } } }
const ready = { photo: tick({ done: '2026-12-02' }) }
const filing = [step('hand-in', { kind: 'office', phase: 'filing' })]
const waiting = [step('wait', { kind: 'wait', phase: 'before', duration: '1w' }), ...filing]
const wayOf = (steps: typeof filing) => ({ methods: [{ id: 'way', steps, expedite: null }] })

test('the first open step by its latest day when all durations are known', () => {
  const known = { ...END, processing: { years: 0, months: 0, weeks: 0, days: 0, workdays: 5 } }
  // Five working days back from Thu 31: 30 29 28 25 24. The photo takes three days before Thu 24: Mon 21.
  expect(
    nextIn(
      inputOf('2026-12-01', known, { ...wayOf(filing), ...photo, checklist: { papers: [paper('photo')] } }),
    ),
  ).toEqual({ code: 'photo', by: '2026-12-21' })
  const done = { papers: [paper('photo')], ticks: ready }
  expect(nextIn(inputOf('2026-12-02', known, { ...wayOf(filing), ...photo, checklist: done }))).toEqual({
    code: 'hand-in',
    by: '2026-12-24',
  })
})

test('no latest day when a duration in the plan is unknown', () => {
  const input = inputOf('2026-12-01', END, {
    ...wayOf(filing),
    ...photo,
    checklist: { papers: [paper('photo')] },
  })
  // How long the office takes is not known, and so the last day to file is not.
  expect(planRenewal(input)?.unknown).toEqual(['wait-for-card'])
  expect(nextIn(input)).toEqual({ code: 'photo', by: null })
})

test('a latest day despite an unknown duration when there is an appointment', () => {
  const term = { ...END, appointment: '2026-12-15' }
  // Three days before Tue 15 is Sat 12.
  expect(
    nextIn(
      inputOf('2026-12-01', term, { ...wayOf(filing), ...photo, checklist: { papers: [paper('photo')] } }),
    ),
  ).toEqual({ code: 'photo', by: '2026-12-12' })
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
