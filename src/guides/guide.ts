import type { InferOutput } from 'valibot'
import type { guideSchema, localized, material, method, source } from './guide-schema.ts'

/** A guide's id: folders and words in lower case, `kz/registration-card`; never a way out of its folder. */
export const GUIDE_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/

/** What a material, a step or a method is called where it is typed: `proof-of-residence`. */
export const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A guide, validated. */
export type Guide = InferOutput<typeof guideSchema>
/** A text by language. */
export type Localized = InferOutput<typeof localized>
/** Where a fact comes from and how far to trust it. */
export type Source = InferOutput<typeof source>
/** How far a source is to be trusted. */
export type Trust = Source['trust']
/** A paper to bring. */
export type Material = InferOutput<typeof material>
/** A way to renew. */
export type Method = InferOutput<typeof method>
/** An amount or a range of them. */
export type Fee = NonNullable<Method['fee']['value']>

/** The text in a language, in English where it has none. */
export function inLanguage(text: Localized, lang: string): string {
  return (text as Record<string, string>)[lang] ?? text.en
}

/** How far the source of a fact is to be trusted; null where it names none. */
export function trustIn(guide: Guide, source: string | null): Trust | null {
  return source !== null && Object.hasOwn(guide.sources, source) ? guide.sources[source]!.trust : null
}
