import { toJsonSchema } from '@valibot/to-json-schema'
import type { Guide } from './guide.ts'
import { guideSchema } from './guide-schema.ts'

/** The JSON Schema by which an editor completes a guide, in the folder of the guides. */
export const SCHEMA_FILE = 'guide.schema.json'

/** What a new guide explains in `$comment`. */
export type CommentKey =
  | ('guide' | 'sources' | 'validity' | 'lead' | 'processing' | 'filing' | 'readFrom')
  | ('maxAge' | 'material' | 'method' | 'step' | 'fee' | 'expedite' | 'warning')

/** The texts of a new guide in a language, to be replaced by its author. */
export interface GuideTexts {
  lang: string
  comment(key: CommentKey): string
  text(key: 'source' | 'paper' | 'method' | 'step' | 'warning'): string
}

/**
 * Returns a guide to start from: it passes the strict schema, states no facts, and explains itself in `$comment`, which
 * the program never reads.
 * @param inFolder whether it goes into the folder of the user's guides, where the JSON Schema is
 * @param today the civil date on which it is written, as the day its source was checked
 */
export function newGuide(id: string, inFolder: boolean, today: string, texts: GuideTexts): Guide {
  const { lang, comment, text } = texts
  return {
    ...(inFolder ? { $schema: `${'../'.repeat(id.split('/').length - 1) || './'}${SCHEMA_FILE}` } : {}),
    $comment: comment('guide'),
    schema: 1,
    id,
    title: { [lang]: id },
    zone: null,
    workdays: null,
    office: true,
    sources: {
      [OWN]: {
        $comment: comment('sources'),
        title: { [lang]: text('source') },
        dated: null,
        checked: today,
        url: null,
        trust: 'own',
        note: null,
      },
    },
    validity: unknown('validity', texts),
    lead: unknown('lead', texts),
    milestones: [],
    processing: unknown('processing', texts),
    filing: unknown('filing', texts),
    readFrom: unknown('readFrom', texts),
    maxAge: unknown('maxAge', texts),
    materials: [firstPaper(texts)],
    materialsComplete: false,
    methods: [firstMethod(texts)],
    warnings: [
      { $comment: comment('warning'), when: 'guide', text: { [lang]: text('warning') }, source: OWN },
    ],
  }
}

const OWN = 'me'

const unknown = (key: CommentKey, { comment }: GuideTexts) => ({
  $comment: comment(key),
  value: null,
  source: null,
})

function firstPaper({ lang, comment, text }: GuideTexts) {
  return {
    $comment: comment('material'),
    id: 'first-paper',
    text: { [lang]: text('paper') },
    required: 'unknown' as const,
    oneOf: null,
    card: null,
    outlives: null,
    blankPages: null,
    maxAge: null,
    duration: null,
    source: OWN,
  }
}

function firstMethod(texts: GuideTexts): Guide['methods'][number] {
  const { lang, comment, text } = texts
  return {
    $comment: comment('method'),
    id: 'in-person',
    text: { [lang]: text('method') },
    steps: [
      {
        $comment: comment('step'),
        id: 'file-the-papers',
        text: { [lang]: text('step') },
        kind: 'office',
        phase: 'filing',
        duration: null,
        source: OWN,
      },
    ],
    fee: unknown('fee', texts),
    expedite: unknown('expedite', texts),
    warnings: [],
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
