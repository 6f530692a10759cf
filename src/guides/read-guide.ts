import * as v from 'valibot'
import { type Failure, failure, issueFailure } from '../failure.ts'
import { strayKeys, strayReferences } from './cross-check.ts'
import type { Guide } from './guide.ts'
import { guideSchema } from './guide-schema.ts'

/** A fault of a guide: where it lies (`materials.0.id`; empty: the guide as a whole), and what is wrong. */
export interface GuideFault {
  path: string
  problem: Failure
}

/** Reads a guide from the text of its file; every fault with the path of its field, none when it is good. */
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
    problem: problemOf(issue),
  }))
  // Where every value is of its type, one part can be held against another.
  if (result.typed) faults.push(...strayReferences(result.output), ...strayKeys(result.output))
  return { guide: result.success && faults.length === 0 ? result.output : null, faults }
}

/** The library's word for a key too many or too few says neither. */
function problemOf(issue: v.BaseIssue<unknown>): Failure {
  if (issue.type === 'strict_object' && issue.expected === 'never') return failure('guide-key-unknown')
  if (issue.received === 'undefined') return failure('missing')
  return issueFailure(issue)
}
