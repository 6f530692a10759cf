import * as v from 'valibot'

import { type Failure, failure, problemIn } from '../failure.ts'
import type { Guide } from './guide.ts'
import { GUIDE_ID } from './guide-id.ts'

import { guideSchema } from './guide-schema.ts'

/** What is wrong with a guide, and the path of the field (`materials.0.id`; empty: the guide as a whole). */
export interface GuideFault {
  path: string
  problem: Failure
}

/** Reads a guide from the text of its file. Returns every fault; the guide is null when there is any. */
export function readGuide(text: string): { guide: Guide | null; faults: GuideFault[] } {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const problem = failure('json-invalid', { said: (error as Error).message })
    return { guide: null, faults: [{ path: '', problem }] }
  }
  const result = v.safeParse(guideSchema, data)
  const faults = (result.issues ?? []).map(issue => ({
    path: v.getDotPath(issue) ?? '',
    problem: guideProblem(issue),
  }))
  // Only when every value has the right type can the parts be compared.
  if (result.typed) faults.push(...unknownSources(result.output), ...duplicateNames(result.output))
  return { guide: result.success && faults.length === 0 ? result.output : null, faults }
}

/** The messages of the library do not say that a key is unknown or missing. */
function guideProblem(issue: v.BaseIssue<unknown>): Failure {
  if (issue.type === 'strict_object' && issue.expected === 'never') return failure('guide-key-unknown')
  if (issue.received === 'undefined') return failure('missing')
  return problemIn(issue)
}

/**
 * Reads a guide and also checks that its id is its place in the folder of guides, where it is found by its path.
 * @param place the path of its file relative to that folder
 */
export function checkGuide(text: string, place: string): { guide: Guide | null; faults: GuideFault[] } {
  const found = readGuide(text)
  const inside = place.replaceAll('\\', '/').replace(/\.json$/, '')
  if (found.guide && GUIDE_ID.test(inside) && found.guide.id !== inside) {
    const problem = failure('guide-misplaced', { id: found.guide.id, place: inside })
    found.faults.push({ path: 'id', problem })
  }
  return found
}

/**
 * Reads the user's own guide of an id. Returns its first fault when there is any.
 * @param text the content of its file, or why that cannot be read
 */
export function readOwnGuide(
  text: string | { fault: Failure },
  id: string,
  file: string,
): { guide: Guide | null; fault: Failure | null } {
  if (typeof text !== 'string')
    return { guide: null, fault: failure('at', { place: file, what: text.fault }) }
  const { guide, faults } = checkGuide(text, id)
  const [first] = faults
  if (!first) return { guide, fault: null }
  const { path, problem } = first
  const what =
    path === '' ? failure('guide-as-whole', { what: problem }) : failure('at', { place: path, what: problem })
  return { guide: null, fault: failure('at', { place: file, what }) }
}

type Place = readonly (string | number)[]

function unknownSources(guide: Guide): GuideFault[] {
  return referencesIn(guide, []).flatMap(({ at, source }) =>
    Object.hasOwn(guide.sources, source) ? [] : [faultAt(at, failure('source-unknown', { name: source }))],
  )
}

/** Finds names that are given twice, which `tick` could not tell apart, and steps out of order. */
function duplicateNames({ materials, methods }: Guide): GuideFault[] {
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
