import { LANGUAGES, type Language, loadAllWords } from '../src/messages/index.ts'

/** All words of each language. */
export const en = await loadAllWords('en')
export const zh = await loadAllWords('zh')
export const ru = await loadAllWords('ru')
export const kk = await loadAllWords('kk')

/** Returns all texts of a language, of every subject. */
export async function textsOf(language: Language): Promise<Record<string, string>> {
  const { name: _, ...files } = LANGUAGES[language]
  const loaded = await Promise.all(Object.values(files).map(load => load()))
  return Object.assign({}, ...loaded.map(({ texts }) => texts))
}
