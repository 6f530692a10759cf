import { RenewError } from '../../errors.ts'
import { chosenLanguage, LANGUAGES, type Language, languageChoices } from '../../messages/index.ts'
import { languageName } from './guide-words.ts'

export async function readLanguage(text: string): Promise<string> {
  const language = languageNamed(text)
  if (!language) throw new RenewError('not-a-choice', { name: text, choices: languageChoices() })
  return language
}

const LANGUAGE_NAMES: Record<string, Language> = {
  ...{ 汉语: 'zh', 简体中文: 'zh', 中国话: 'zh', 英文: 'en', 俄文: 'ru', 哈萨克文: 'kk', 哈语: 'kk' },
  ...{ 'по-русски': 'ru', 'по-казахски': 'kk', 'по-английски': 'en', 'по-китайски': 'zh', китайский: 'zh' },
  ...{ орысша: 'ru', ағылшынша: 'en', қытайша: 'zh' },
}

/** Reads a code, a locale or a name in any of our languages (`zh`, `zh-CN`, `中文`, `Chinese`). */
function languageNamed(text: string): Language | null {
  const typed = text.trim().toLowerCase()
  const codes = Object.keys(LANGUAGES) as Language[]
  const named = codes.find(code => codes.some(reader => languageName(code, reader).toLowerCase() === typed))
  const other = Object.hasOwn(LANGUAGE_NAMES, typed) ? LANGUAGE_NAMES[typed] : undefined
  return named ?? other ?? chosenLanguage({ flag: typed, env: {}, setting: null })
}
