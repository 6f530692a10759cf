import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assessed, byUrgency, countStages, inUrgency, needsAction } from '../../src/cards/assess.ts'
import type { Course } from '../../src/cards/rules.ts'
import type { Stage } from '../../src/schedule/standing.ts'

const STAGES: Stage[] = ['overdue', 'last-day', 'prepare', 'valid', 'permanent']

function one(name: string, stage: Stage, date: string | null = null, closed: string | null = null): Assessed {
  const earliest = date === null ? null : { date, why: 'expiry' }
  return { card: { name, closed }, standing: { stage, earliest } } as Assessed
}

const names = (cards: readonly Assessed[]): string[] => cards.map(({ card }) => card.name)

test('the stage comes first, then the earliest date that matters, then the name; closed cards are last', () => {
  const cards = [
    one('closed', 'overdue', '2026-01-01', '2026-02-01'),
    one('permanent', 'permanent'),
    one('valid', 'valid', '2026-01-01'),
    one('prepare b', 'prepare', '2026-12-02'),
    one('prepare a', 'prepare', '2026-12-02'),
    one('prepare sooner', 'prepare', '2026-12-01'),
    one('last day', 'last-day', '2026-12-01'),
    one('overdue', 'overdue', '2026-12-31'),
  ]
  expect(names(inUrgency(cards))).toEqual([
    'overdue',
    'last day',
    'prepare sooner',
    'prepare a',
    'prepare b',
    'valid',
    'permanent',
    'closed',
  ])
})

test('cards and reminders have the same order, in whatever order they come', () => {
  const cards = fc.array(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'Я', '张'),
        stage: fc.constantFrom(...STAGES),
        date: fc.constantFrom(null, '2026-12-01', '2026-12-02'),
      })
      .map(({ name, stage, date }) => one(name, stage, date)),
  )
  fc.assert(
    fc.property(cards, all => {
      const ranked = all.map(({ card, standing }) => ({ name: card.name, standing }))
      expect(inUrgency(all).map(({ card, standing }) => ({ name: card.name, standing }))).toEqual(
        byUrgency(ranked, card => card),
      )
    }),
  )
})

test('open cards are counted by stage', () => {
  const cards = [...STAGES, 'valid' as const].map(stage => one(stage, stage))
  expect(countStages([...cards, one('x', 'overdue', null, '2026-01-01')])).toEqual({
    valid: 2,
    prepare: 1,
    lastDay: 1,
    overdue: 1,
    permanent: 1,
  })
})

test('what was submitted waits for the office until the last day', () => {
  const needs = (stage: Stage, course: Course): boolean => needsAction({ ...one('me', stage), course })
  for (const course of ['not-started', 'preparing', 'submitted'] as const) {
    expect(STAGES.map(stage => needs(stage, course))).toEqual([
      true,
      true,
      course !== 'submitted',
      false,
      false,
    ])
  }
})
