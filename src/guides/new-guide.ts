import type { Guide } from './guide.ts'

/** The file by which an editor completes a guide, beside the guides themselves. */
export const SCHEMA_FILE = 'guide.schema.json'

/** What is explained in a new guide, each in a line of the reader's language. */
export type GuideComments = Record<
  | 'guide'
  | 'sources'
  | 'validity'
  | 'lead'
  | 'processing'
  | 'filing'
  | 'readFrom'
  | 'maxAge'
  | 'material'
  | 'method'
  | 'step'
  | 'fee'
  | 'expedite'
  | 'warning',
  string
>

/**
 * A guide to begin with: it passes the strict schema, knows nothing, and explains itself in `$comment`, which the
 * program never reads.
 * @param inFolder whether it will lie among the user's guides, with the JSON Schema beside them
 * @param today the day it is written, as the day its source was checked
 */
export function newGuide(id: string, inFolder: boolean, today: string, say: GuideComments): Guide {
  const own = 'me'
  const unknown = (comment: string) => ({ $comment: comment, value: null, source: null })
  return {
    ...(inFolder ? { $schema: `${'../'.repeat(id.split('/').length - 1) || './'}${SCHEMA_FILE}` } : {}),
    $comment: say.guide,
    schema: 1,
    id,
    title: { en: id },
    zone: null,
    workdays: null,
    sources: {
      [own]: {
        $comment: say.sources,
        title: { en: 'What I found out' },
        dated: null,
        checked: today,
        url: null,
        trust: 'own',
        note: null,
      },
    },
    validity: unknown(say.validity),
    lead: unknown(say.lead),
    milestones: [],
    processing: unknown(say.processing),
    filing: unknown(say.filing),
    readFrom: unknown(say.readFrom),
    maxAge: unknown(say.maxAge),
    materials: [
      {
        $comment: say.material,
        id: 'first-paper',
        text: { en: 'A paper to bring' },
        required: 'unknown',
        oneOf: null,
        card: null,
        outlives: null,
        blankPages: null,
        maxAge: null,
        duration: null,
        source: own,
      },
    ],
    materialsComplete: false,
    methods: [
      {
        $comment: say.method,
        id: 'in-person',
        text: { en: 'In person' },
        steps: [
          {
            $comment: say.step,
            id: 'file-the-papers',
            text: { en: 'File the papers at the office' },
            kind: 'office',
            phase: 'filing',
            duration: null,
            source: own,
          },
        ],
        fee: unknown(say.fee),
        expedite: unknown(say.expedite),
        warnings: [],
      },
    ],
    warnings: [{ $comment: say.warning, when: 'guide', text: { en: 'Something to watch' }, source: own }],
  }
}
