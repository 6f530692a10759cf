import { failureOf } from '../src/channels/channel.ts'
import { inEnglish } from '../src/error-text.ts'
import { type Failure, failure } from '../src/failure.ts'

/** A failure in somebody else's words. */
export const said = (words: string): Failure => failure('said', { said: words })

/** What a sending or reading failed with, in English; null when it did not fail. */
export const failing = (work: Promise<unknown>): Promise<string | null> => work.then(() => null, inWords)

/** What was thrown, in English. */
export const inWords = (thrown: unknown): string => inEnglish(failureOf(thrown))

/** A failure in English; null for none. */
export const english = (failed: Failure | null): string | null => failed && inEnglish(failed)
