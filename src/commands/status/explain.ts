import { channelFailure, errorText } from '../../error-text.ts'
import { type Language, loadWords } from '../../messages/index.ts'
import { noteLostSources, sourceWarnings } from '../shared/source-warnings.ts'

/** Returns what explains failures, with its words. `status` loads this only where something failed. */
export async function loadExplain(lang: Language) {
  const words = await loadWords(lang, ['errors', 'failures'])
  return { channelFailure, errorText, noteLostSources, sourceWarnings, words }
}
