import { failureOf } from '../src/channels/channel.ts'
import { inEnglish } from '../src/error-text.ts'
import { RenewError } from '../src/errors.ts'
import { type Failure, failure } from '../src/failure.ts'

/** A failure with words that are not ours. */
export const said = (words: string): Failure => failure('said', { said: words })

/** Returns why sending or reading failed, in English; null when it did not. */
export const failing = (work: Promise<unknown>): Promise<string | null> => work.then(() => null, inWords)

/** Returns what was thrown, in English. */
export const inWords = (thrown: unknown): string => inEnglish(failureOf(thrown))

/** Returns a failure in English; null for none. */
export const english = (failed: Failure | null): string | null => failed && inEnglish(failed)

/** Returns the code and the values of the error that a call throws; null where it throws none. */
export function refusal(work: () => unknown): { code: string; values: object } | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return { code: error.code, values: error.values }
  }
}
