import type { InferOutput } from 'valibot'
import type { guideSchema, localized, source } from './guide-schema.ts'

/** A guide's id: folders and words in lower case, `kz/registration-card`; never a way out of its folder. */
export const GUIDE_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/

/** A guide, validated. */
export type Guide = InferOutput<typeof guideSchema>
/** A text by language. */
export type Localized = InferOutput<typeof localized>
/** Where a fact comes from and how far to trust it. */
export type Source = InferOutput<typeof source>

/** The text in a language, in English where it has none. */
export function inLanguage(text: Localized, lang: string): string {
  return (text as Record<string, string>)[lang] ?? text.en
}
