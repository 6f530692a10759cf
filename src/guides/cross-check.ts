import type { InferOutput } from 'valibot'
import { type Failure, failure } from '../failure.ts'
import type { guideSchema } from './guide-schema.ts'
import type { GuideFault } from './read-guide.ts'

type Form = InferOutput<typeof guideSchema>
type Place = readonly (string | number)[]

/** Every source that is named and does not stand in `sources`. */
export function strayReferences(guide: Form): GuideFault[] {
  return referencesIn(guide, []).flatMap(({ at, source }) =>
    Object.hasOwn(guide.sources, source) ? [] : [faultAt(at, failure('source-unknown', { name: source }))],
  )
}

/** Every name given twice where one is enough to tell things apart (`tick` goes by them). */
export function strayKeys({ materials, methods }: Form): GuideFault[] {
  const found: GuideFault[] = []
  const papers = new Set<string>()
  const once = (name: string, taken: Set<string>, at: Place): void => {
    if (taken.has(name)) found.push(faultAt(at, failure('name-taken', { name })))
    taken.add(name)
  }
  for (const [at, { id, oneOf }] of materials.entries()) {
    once(id, papers, ['materials', at, 'id'])
    const choices = new Set<string>()
    for (const [choice, one] of (oneOf ?? []).entries()) {
      once(one.id, choices, ['materials', at, 'oneOf', choice, 'id'])
    }
  }
  const ways = new Set<string>()
  for (const [at, { id, steps }] of methods.entries()) {
    once(id, ways, ['methods', at, 'id'])
    const taken = new Set(papers)
    for (const [step, one] of steps.entries()) once(one.id, taken, ['methods', at, 'steps', step, 'id'])
    const order = ['before', 'filing', 'after']
    for (const [step, one] of steps.entries()) {
      const last = steps[step - 1]
      if (last && order.indexOf(one.phase) < order.indexOf(last.phase)) {
        const problem = failure('phase-order', { name: one.phase, other: last.phase })
        found.push(faultAt(['methods', at, 'steps', step, 'phase'], problem))
      }
    }
  }
  return found
}

function faultAt(at: Place, problem: Failure): GuideFault {
  return { path: at.join('.'), problem }
}

function referencesIn(value: unknown, at: Place): { at: Place; source: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = [...at, Array.isArray(value) ? Number(key) : key]
    if (key === 'source' && typeof inner === 'string') return [{ at: place, source: inner }]
    return referencesIn(inner, place)
  })
}
