import * as v from 'valibot'
import type { Guide } from './guide.ts'
import { guideSchema } from './guide-schema.ts'

/** Reads a guide from the text of its file; every fault with the path of its field, none when it is good. */
export function readGuide(text: string): { guide: Guide | null; faults: string[] } {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { guide: null, faults: [`not JSON: ${(error as Error).message}`] }
  }
  const result = v.safeParse(guideSchema, data)
  if (result.success) return { guide: result.output, faults: [] }
  return {
    guide: null,
    faults: result.issues.map(issue => `${v.getDotPath(issue) ?? 'the guide'}: ${issue.message}`),
  }
}
