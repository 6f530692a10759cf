import { LANGUAGES, languageCode } from './index.ts'

/**
 * What people read whose system speaks a language that renew does not speak yet: one line in that language, with the
 * languages there are. By the code in a locale.
 */
const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'renew لا يتحدث العربية بعد. اللغات المتاحة',
  az: 'renew hələ Azərbaycan dilində danışmır. Mövcud dillər',
  be: 'renew пакуль не размаўляе па-беларуску. Даступныя мовы',
  de: 'renew spricht noch kein Deutsch. Verfügbare Sprachen',
  es: 'renew todavía no habla español. Idiomas disponibles',
  fa: 'renew هنوز فارسی صحبت نمی‌کند. زبان‌های موجود',
  fr: 'renew ne parle pas encore français. Langues disponibles',
  hi: 'renew अभी हिन्दी नहीं बोलता। उपलब्ध भाषाएँ',
  it: 'renew non parla ancora italiano. Lingue disponibili',
  ja: 'renew はまだ日本語に対応していません。使える言語',
  ko: 'renew는 아직 한국어를 지원하지 않습니다. 사용할 수 있는 언어',
  ky: 'renew азырынча кыргызча сүйлөй албайт. Жеткиликтүү тилдер',
  mn: 'renew одоогоор монголоор ярьдаггүй. Боломжтой хэлүүд',
  pl: 'renew nie mówi jeszcze po polsku. Dostępne języki',
  pt: 'renew ainda não fala português. Idiomas disponíveis',
  tg: 'renew ҳоло ба забони тоҷикӣ гап намезанад. Забонҳои дастрас',
  tk: 'renew entek türkmençe geplemeýär. Elýeterli diller',
  tr: 'renew henüz Türkçe konuşmuyor. Kullanılabilir diller',
  uk: 'renew поки не розмовляє українською. Доступні мови',
  ur: 'renew ابھی اردو نہیں بولتا۔ دستیاب زبانیں',
  uz: 'renew hali oʻzbek tilida gapirmaydi. Mavjud tillar',
  vi: 'renew chưa nói được tiếng Việt. Các ngôn ngữ hiện có',
}

const CODES = Object.keys(LANGUAGES)
const NAMES = Object.values(LANGUAGES).map(({ name }) => name)
const HOW = `${NAMES.join(', ')} (renew config set lang ${CODES.join('|')})`

/** Returns the line for the locale of these variables (§12); null where it names no such language. */
export function otherLanguageNote(env: Readonly<Record<string, string | undefined>>): string | null {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(one => one?.trim()) ?? ''
  const code = languageCode(locale)
  return Object.hasOwn(OTHER_LANGUAGES, code) ? `${OTHER_LANGUAGES[code]}: ${HOW}` : null
}
