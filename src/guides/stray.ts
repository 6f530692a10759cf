import type { InferOutput } from 'valibot'
import type { guideForm } from './guide-schema.ts'

type Form = InferOutput<typeof guideForm>
type Place = readonly (string | number)[]

/** A fault that only shows when one part of a guide is held against another. */
export interface Stray {
  at: Place
  message: string
}

/** Every source that is named and does not stand in `sources`. */
export function strayReferences(guide: Form): Stray[] {
  return referencesIn(guide, []).flatMap(({ at, source }) =>
    Object.hasOwn(guide.sources, source)
      ? []
      : [{ at, message: `must be a key of "sources"; there is no "${source}"` }],
  )
}

/** Every name given twice where one is enough to tell things apart (`tick` goes by them). */
export function strayKeys({ materials, methods }: Form): Stray[] {
  const found: Stray[] = []
  const papers = new Set<string>()
  const once = (name: string, taken: Set<string>, at: Place): void => {
    if (taken.has(name)) found.push({ at, message: `"${name}" is taken` })
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
        found.push({
          at: ['methods', at, 'steps', step, 'phase'],
          message: `"${one.phase}" cannot follow "${last.phase}"`,
        })
      }
    }
  }
  return found
}

function referencesIn(value: unknown, at: Place): { at: Place; source: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = [...at, Array.isArray(value) ? Number(key) : key]
    if (key === 'source' && typeof inner === 'string') return [{ at: place, source: inner }]
    return referencesIn(inner, place)
  })
}
