import type { Messages } from './en.ts'
import type { Everyday } from './everyday.ts'

/** Every language: one file and one entry each, loaded when it is picked. */
export const LANGUAGES = {
  en: {
    all: async () => (await import('./en.ts')).en,
    everyday: async () => (await import('./en.ts?everyday')).en,
  },
  zh: {
    all: async () => (await import('./zh.ts')).zh,
    everyday: async () => (await import('./zh.ts?everyday')).zh,
  },
} satisfies Record<string, { all(): Promise<Messages>; everyday(): Promise<Everyday> }>

/** The code of a language we speak (ISO 639-1). */
export type Language = keyof typeof LANGUAGES

/** Whether a text is the code of a language we speak. */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** The words of a language. */
export function wordsOf(language: Language): Promise<Messages> {
  return LANGUAGES[language].all()
}

/** Those of them that `status` needs. */
export function everydayWordsOf(language: Language): Promise<Everyday> {
  return LANGUAGES[language].everyday()
}

/** What may say which language is wanted; the first that names one of ours decides (§12). */
export interface Wishes {
  /** `--lang`, null when it was not typed. */
  flag: string | null
  env: Readonly<Record<string, string | undefined>>
  /** The setting `lang`. */
  setting: string | null
}

/** The language to speak: `--lang`, `RENEW_LANG`, the setting, then `LC_ALL`, `LC_MESSAGES`, `LANG` (§12). */
export function pickLanguage({ flag, env, setting }: Wishes): Language {
  const wishes = [flag, env.RENEW_LANG, setting, env.LC_ALL, env.LC_MESSAGES, env.LANG]
  for (const wish of wishes) {
    const language = languageOf(wish ?? '')
    if (language !== null) return language
  }
  return 'en'
}

/**
 * The language of a locale name as POSIX (`zh_CN.GB18030`, `ru@euro`) or BCP 47 (`zh-Hans-CN`) writes it. Only
 * its language counts, since we write UTF-8 always; null when it names none of ours.
 */
function languageOf(locale: string): Language | null {
  const name =
    locale
      .trim()
      .toLowerCase()
      .split(/[-_.@]/)[0] ?? ''
  if (name === 'c' || name === 'posix') return 'en'
  return isLanguage(name) ? name : null
}
