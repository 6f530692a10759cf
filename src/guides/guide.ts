// status loads this
import type { InferOutput } from 'valibot'
import type { guideSchema, localized, material, method, source } from './guide-schema.ts'

export type Guide = InferOutput<typeof guideSchema>
export type Localized = InferOutput<typeof localized>
export type Source = InferOutput<typeof source>
/** How far a source can be trusted. */
export type Trust = Source['trust']
export type Material = InferOutput<typeof material>
export type Method = InferOutput<typeof method>
export type Fee = NonNullable<Method['fee']['value']>

/** Returns the text in a language, else in English, else in the first language it has. */
export function inLanguage(text: Localized, lang: string): string {
  return text[lang] ?? text['en'] ?? Object.values(text)[0] ?? ''
}

/** Returns how far the source of a fact can be trusted; null when it names none. */
export function trustIn(guide: Guide, source: string | null): Trust | null {
  return source !== null && Object.hasOwn(guide.sources, source) ? guide.sources[source]!.trust : null
}
