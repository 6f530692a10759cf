import { toJsonSchema } from '@valibot/to-json-schema'
import type { Guide } from './guide.ts'
import { guideSchema } from './guide-schema.ts'

/** The JSON Schema by which an editor completes a guide, in the folder of the guides. */
export const SCHEMA_FILE = 'guide.schema.json'

/** The explanations in a new guide, in the reader's language. */
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

/** The texts of a new guide, to be replaced by its author. */
export type GuideTexts = Record<'source' | 'paper' | 'method' | 'step' | 'warning', string>

/**
 * Returns a guide to start from: it passes the strict schema, states no facts, and explains itself in `$comment`, which
 * the program never reads.
 * @param inFolder whether it goes into the folder of the user's guides, where the JSON Schema is
 * @param today the civil date on which it is written, as the day its source was checked
 * @param lang the language of its texts
 */
export function newGuide(
  id: string,
  inFolder: boolean,
  today: string,
  { lang, comments, texts }: { lang: string; comments: GuideComments; texts: GuideTexts },
): Guide {
  const own = 'me'
  const unknown = (comment: string) => ({ $comment: comment, value: null, source: null })
  return {
    ...(inFolder ? { $schema: `${'../'.repeat(id.split('/').length - 1) || './'}${SCHEMA_FILE}` } : {}),
    $comment: comments.guide,
    schema: 1,
    id,
    title: { [lang]: id },
    zone: null,
    workdays: null,
    office: true,
    sources: {
      [own]: {
        $comment: comments.sources,
        title: { [lang]: texts.source },
        dated: null,
        checked: today,
        url: null,
        trust: 'own',
        note: null,
      },
    },
    validity: unknown(comments.validity),
    lead: unknown(comments.lead),
    milestones: [],
    processing: unknown(comments.processing),
    filing: unknown(comments.filing),
    readFrom: unknown(comments.readFrom),
    maxAge: unknown(comments.maxAge),
    materials: [
      {
        $comment: comments.material,
        id: 'first-paper',
        text: { [lang]: texts.paper },
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
        $comment: comments.method,
        id: 'in-person',
        text: { [lang]: texts.method },
        steps: [
          {
            $comment: comments.step,
            id: 'file-the-papers',
            text: { [lang]: texts.step },
            kind: 'office',
            phase: 'filing',
            duration: null,
            source: own,
          },
        ],
        fee: unknown(comments.fee),
        expedite: unknown(comments.expedite),
        warnings: [],
      },
    ],
    warnings: [{ $comment: comments.warning, when: 'guide', text: { [lang]: texts.warning }, source: own }],
  }
}

/**
 * Returns the form of guides as JSON Schema, by which editors complete and underline. It is made from the schema that
 * `guide validate` uses, so both always agree. What JSON Schema cannot say (names that must differ, sources that must
 * exist) only `guide validate` checks.
 */
export function guideJsonSchema(): Record<string, unknown> {
  // Our own checks cannot be expressed; a description says what they expect.
  const { $schema, ...schema } = toJsonSchema(guideSchema, {
    target: 'draft-2020-12',
    ignoreActions: ['check'],
  })
  return { $schema, title: 'A guide of renew: how a kind of document is renewed', ...schema }
}
