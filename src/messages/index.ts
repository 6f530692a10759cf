import { type Dates, type Texts, type Words, wordsOf } from './format.ts'

/** Every language: one folder and one entry. Each subject is a file that is loaded when it is needed. */
export const LANGUAGES = {
  en: {
    status: () => import('./en/status.ts'),
    errors: () => import('./en/errors.ts'),
    commands: () => import('./en/commands.ts'),
    reminders: () => import('./en/reminders.ts'),
    screens: () => import('./en/screens.ts'),
    failures: () => import('./en/failures.ts'),
  },
  zh: {
    status: () => import('./zh/status.ts'),
    errors: () => import('./zh/errors.ts'),
    commands: () => import('./zh/commands.ts'),
    reminders: () => import('./zh/reminders.ts'),
    screens: () => import('./zh/screens.ts'),
    failures: () => import('./zh/failures.ts'),
  },
} satisfies Record<string, LanguageFiles>

/** What a language consists of: texts by subject, and its rules for dates. */
type LanguageFiles = Record<Exclude<Subject, 'status'>, () => Promise<{ texts: Texts }>> & {
  status(): Promise<{ texts: Texts; dates: Dates }>
}

/** The English texts, which say what keys there are and which values each text needs. */
interface English {
  status: typeof import('./en/status.ts').texts
  errors: typeof import('./en/errors.ts').texts
  failures: typeof import('./en/failures.ts').texts
  commands: typeof import('./en/commands.ts').texts
  reminders: typeof import('./en/reminders.ts').texts
  screens: typeof import('./en/screens.ts').texts
}

/** What texts are about; each subject is loaded by itself. */
export type Subject = keyof English

type Joined<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All extends Texts
    ? All
    : never
  : never

/** The words of a language for some subjects, and how it writes dates. */
export type WordsFor<S extends Subject> = Words<Joined<English[S]>> & { readonly dates: Dates }

/** What `renew status` says. */
export type StatusWords = WordsFor<'status'>

/** What it takes to explain an error or a failure. */
export type ErrorWords = WordsFor<'status' | 'errors' | 'failures'>

/** The words of all subjects. */
export type AllWords = WordsFor<Subject>

/** The code of a language we speak (ISO 639-1). */
export type Language = keyof typeof LANGUAGES

/** Whether a text is the code of a language we speak. */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** Loads the words of a language for `status` and some more subjects. */
export async function loadWords<S extends Exclude<Subject, 'status'> = never>(
  language: Language,
  more: readonly S[] = [],
): Promise<WordsFor<S | 'status'>> {
  const files: LanguageFiles = LANGUAGES[language]
  const { dates, texts } = await files.status()
  const others = await Promise.all(more.map(subject => files[subject]()))
  const all = Object.assign({}, texts, ...others.map(file => file.texts))
  return Object.assign(wordsOf<Joined<English[S | 'status']>>(all, dates.plural), { dates })
}

/** Loads all words of a language. */
export function loadAllWords(language: Language): Promise<AllWords> {
  return loadWords(language, ['errors', 'failures', 'commands', 'reminders', 'screens'])
}

/** What may say which language is wanted; the first that names one of ours decides (§12). */
export interface LanguageSources {
  /** `--lang`, null when it was not typed. */
  flag: string | null
  env: Readonly<Record<string, string | undefined>>
  /** The setting `lang`. */
  setting: string | null
}

/** The language to speak: `--lang`, `RENEW_LANG`, the setting, then `LC_ALL`, `LC_MESSAGES`, `LANG` (§12). */
export function pickLanguage({ flag, env, setting }: LanguageSources): Language {
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
