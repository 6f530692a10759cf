// status loads this
import { type Dates, type Texts, type Words, wordsOf } from './format.ts'

/** The English texts define the keys and the values of each text. */
const ENGLISH = {
  status: () => import('./en/status.ts'),
  errors: () => import('./en/errors.ts'),
  commands: () => import('./en/commands.ts'),
  questions: () => import('./en/questions.ts'),
  reminders: () => import('./en/reminders.ts'),
  screens: () => import('./en/screens.ts'),
  changes: () => import('./en/changes.ts'),
  failures: () => import('./en/failures.ts'),
  topics: () => import('./en/topics.ts'),
}

/** All languages: one folder and one entry each. Each subject is a file that is loaded when needed. */
export const LANGUAGES = {
  en: { name: 'English', ...ENGLISH },
  zh: {
    name: '中文',
    status: () => import('./zh/status.ts'),
    errors: () => import('./zh/errors.ts'),
    commands: () => import('./zh/commands.ts'),
    questions: () => import('./zh/questions.ts'),
    reminders: () => import('./zh/reminders.ts'),
    screens: () => import('./zh/screens.ts'),
    changes: () => import('./zh/changes.ts'),
    failures: () => import('./zh/failures.ts'),
    topics: () => import('./zh/topics.ts'),
  },
  ru: {
    name: 'русский',
    status: () => import('./ru/status.ts'),
    errors: () => import('./ru/errors.ts'),
    commands: () => import('./ru/commands.ts'),
    questions: () => import('./ru/questions.ts'),
    reminders: () => import('./ru/reminders.ts'),
    screens: () => import('./ru/screens.ts'),
    changes: () => import('./ru/changes.ts'),
    failures: () => import('./ru/failures.ts'),
    topics: () => import('./ru/topics.ts'),
  },
  kk: {
    name: 'қазақша',
    status: () => import('./kk/status.ts'),
    errors: () => import('./kk/errors.ts'),
    commands: () => import('./kk/commands.ts'),
    questions: () => import('./kk/questions.ts'),
    reminders: () => import('./kk/reminders.ts'),
    screens: () => import('./kk/screens.ts'),
    changes: () => import('./kk/changes.ts'),
    failures: () => import('./kk/failures.ts'),
    topics: () => import('./kk/topics.ts'),
  },
} satisfies Record<string, LanguageFiles>

/** What a language consists of: how it calls itself, its texts by subject, and its rules for dates. */
type LanguageFiles = { [S in Exclude<Subject, 'status'>]: () => Promise<{ texts: TextsOf<S> }> } & {
  name: string
  status(): Promise<{ texts: TextsOf<'status'>; dates: Dates }>
}

/** A text for every key that English has. */
type TextsOf<S extends Subject> = Readonly<Record<keyof English[S], string>>

type English = { [S in Subject]: Awaited<ReturnType<(typeof ENGLISH)[S]>>['texts'] }

/** What texts are about; each subject is loaded separately. */
type Subject = keyof typeof ENGLISH

type Joined<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All extends Texts
    ? All
    : never
  : never

/** The words of a language for some subjects, and its rules for dates. */
export type WordsFor<S extends Subject> = Words<Joined<English[S]>> & { readonly dates: Dates }

export type StatusWords = WordsFor<'status'>

export type ErrorWords = WordsFor<'status' | (typeof FAILURE_SUBJECTS)[number]>

export type TopicWords = WordsFor<'status' | 'topics'>

/** What every command may say without a failure. */
const COMMAND_SUBJECTS = ['commands', 'questions', 'reminders', 'screens', 'changes'] as const
const FAILURE_SUBJECTS = ['errors', 'failures'] as const

export type CommandWords = WordsFor<'status' | (typeof COMMAND_SUBJECTS)[number]>

/** The words of a command, and of all that can fail in it. */
export type AllWords = CommandWords & ErrorWords

export type Language = keyof typeof LANGUAGES

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

export const loadCommandWords = (language: Language): Promise<CommandWords> =>
  loadWords(language, COMMAND_SUBJECTS)

export const loadErrorWords = (language: Language): Promise<ErrorWords> =>
  loadWords(language, FAILURE_SUBJECTS)

export const loadAllWords = (language: Language): Promise<AllWords> =>
  loadWords(language, [...COMMAND_SUBJECTS, ...FAILURE_SUBJECTS])

/** Where the language may be set; the first that names a supported one decides (§12). */
export interface LanguageSources {
  /** `--lang`; null when not given. */
  flag: string | null
  env: Readonly<Record<string, string | undefined>>
  /** The setting `lang`. */
  setting: string | null
}

/** The languages to choose from, as an error lists them. */
export const languageChoices = (): string[] =>
  Object.entries(LANGUAGES).map(([code, { name }]) => `${code} (${name})`)

export const DEFAULT_LANGUAGE: Language = 'en'

/**
 * Returns the language that the user chose: `--lang`, `RENEW_LANG`, the setting, then `LC_ALL`, `LC_MESSAGES`, `LANG`
 * (§12); null where nothing names one: `C` and `POSIX` do not.
 */
export function chosenLanguage({ flag, env, setting }: LanguageSources): Language | null {
  for (const locale of [flag, env.RENEW_LANG, setting, env.LC_ALL, env.LC_MESSAGES, env.LANG]) {
    const name = languageCode(locale ?? '')
    if (name === 'c' || name === 'posix') return null
    if (isLanguage(name)) return name
    const own = (Object.keys(LANGUAGES) as Language[]).find(
      code => LANGUAGES[code].name.toLowerCase() === name,
    )
    if (own) return own
  }
  return null
}

/**
 * Returns the language code in a POSIX (`zh_CN.GB18030`, `ru@euro`) or BCP 47 (`zh-Hans-CN`) locale name. Its
 * character set is ignored, because output is always UTF-8.
 */
export function languageCode(locale: string): string {
  return /^[^-_.@]*/.exec(locale.trim().toLowerCase())![0]
}
