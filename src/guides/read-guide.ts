import * as v from 'valibot'
import type { Guide } from './guide.ts'
import { guideSchema } from './guide-schema.ts'

/** A fault of a guide: where it lies (`materials.0.id`; empty: the guide as a whole), and what is wrong. */
export interface GuideFault {
  path: string
  problem: string
}

/** Reads a guide from the text of its file; every fault with the path of its field, none when it is good. */
export function readGuide(text: string): { guide: Guide | null; faults: GuideFault[] } {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { guide: null, faults: [{ path: '', problem: `not JSON: ${(error as Error).message}` }] }
  }
  const result = v.safeParse(guideSchema, data)
  if (result.success) return { guide: result.output, faults: [] }
  const faults = result.issues.map(issue => ({
    path: v.getDotPath(issue) ?? '',
    problem: problemOf(issue),
  }))
  return { guide: null, faults }
}

/** A fault as one line; the path alone where there is nothing to name. */
export function faultLine({ path, problem }: GuideFault): string {
  return `${path === '' ? 'the guide' : path}: ${problem}`
}

/** The library's word for a key too many or too few says neither. */
function problemOf({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'is not a key of guides'
  if (received === 'undefined') return 'is missing'
  return message
}
