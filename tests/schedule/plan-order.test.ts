import { expect, test } from 'vitest'
import { EMPTY_NODE, type PlanNode, type PlanStep, sortSteps } from '../../src/schedule/plan-graph.ts'

type One = Pick<PlanStep, 'code' | 'kind' | 'latest'> & { needs?: string[] }

const DAY = '2026-12-15'

/** The codes in the order of the plan, whichever way round they come. */
function ordered(...steps: One[]): string[] {
  const graph = new Map(
    steps.map(({ code, needs = [] }) => [code, { ...EMPTY_NODE, code, needs } as unknown as PlanNode]),
  )
  const [there, back] = [steps, steps.toReversed()].map(list =>
    sortSteps(list.map(one => ({ ...one })) as PlanStep[], graph).map(({ code }) => code),
  )
  expect(back).toEqual(there)
  return there!
}

const step = (code: string, latest: string, more: Partial<One> = {}): One => ({
  code,
  kind: 'step',
  latest,
  ...more,
})

test('what has to be begun sooner stands first, whatever its name and its kind', () => {
  expect(
    ordered(
      step('c', '2026-12-14'),
      step('a', '2026-12-16', { kind: 'link' }),
      step('b', '2026-12-13', { kind: 'material' }),
    ),
  ).toEqual(['b', 'c', 'a'])
})

test('of one day what the others need stands first, however long the way', () => {
  expect(
    ordered(
      step('a', DAY, { needs: ['b'] }),
      step('b', DAY, { needs: ['c'] }),
      step('c', DAY, { needs: ['d'] }),
      step('d', DAY),
    ),
  ).toEqual(['d', 'c', 'b', 'a'])
  // By the longest way, where there are two.
  expect(
    ordered(
      step('a', DAY, { needs: ['z', 'm'] }),
      step('b', DAY, { needs: ['z'] }),
      step('m', DAY, { needs: ['b'] }),
      step('z', DAY),
    ),
  ).toEqual(['z', 'b', 'm', 'a'])
})

test('of one day and equally far on: another card, a step, an office, a paper', () => {
  expect(
    ordered(
      step('a', DAY, { kind: 'material' }),
      step('b', DAY, { kind: 'office' }),
      step('c', DAY, { kind: 'step' }),
      step('d', DAY, { kind: 'link' }),
    ),
  ).toEqual(['d', 'c', 'b', 'a'])
})

test('else by their names, so that the order of the papers plays no part', () => {
  expect(ordered(step('b', DAY), step('a', DAY), step('c', DAY))).toEqual(['a', 'b', 'c'])
})
