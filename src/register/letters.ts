/** The encodings of one byte a letter that are detected; of those that read a file alike, the first is taken. */
export const ONE_BYTE = [
  ...['windows-1251', 'kz-1048', 'ptcp-154', 'ibm866', 'koi8-r', 'windows-1252', 'windows-1254'],
] as const

const UPPER = 'А-ЯЁӘҒҚҢӨҰҮҺІ'
const LOWER = 'а-яёәғқңөұүһі'
const SIGNS = '\u00a0\u00ad«»“”„‘’‚–—…№°·•§©®™€'

const CYRILLIC = new RegExp(`^[\\x00-\\x7f${UPPER}${LOWER}${SIGNS}]*$`)
const CYRILLIC_WORD = new RegExp(`^(?:[${UPPER}]?[${LOWER}]*|[${UPPER}]+)$`)
const CAPITAL = new RegExp(`^[${UPPER}]`)

/** What languages written in windows-1252 and -1254 use: German, French, Spanish, Portuguese, Italian, Turkish. */
const LATIN = new RegExp(
  `^[\\x00-\\x7f${SIGNS}ÄÖÜäöüßÀÂÇÉÈÊËÎÏÔŒÙÛŸàâçéèêëîïôœùûÿÁÍÓÚÑáíóúñ¿¡ªºÃÕãõÌÒìòĞğİıŞş´]*$`,
)
/** Letters that stand elsewhere only where another encoding was read as this one: "Wiœniewski", "Gdañsk". */
const MISREAD = /[œŒ](?![uiUI])|[ñÑ](?![aeiouáéíóúAEIOUÁÉÍÓÚ])/

/**
 * Whether a text reads as words of Russian or Kazakh: no letter of another language, usual case, with vowels. Text in
 * KOI8-R read as windows-1251 has its capitals inside words, and Hebrew has none.
 * @param letters all letters of the file, also those after the text
 */
export function areCyrillicWords(text: string, letters: string): boolean {
  if (!CYRILLIC.test(letters)) return false
  const words = text.match(/\p{L}+/gu)?.filter(word => /[^\x00-\x7f]/.test(word)) ?? []
  const sound = words.filter(word => CYRILLIC_WORD.test(word))
  const names = words.filter(word => CAPITAL.test(word))
  const spoken = words.filter(word => word.length > 2 && /[аеёиоуыэюяәөұүі]/i.test(word))
  return (
    words.length > 0 &&
    sound.length >= 0.95 * words.length &&
    spoken.length >= 0.5 * words.length &&
    names.length >= 0.02 * words.length &&
    names.length > 0
  )
}

/** Whether a text reads as words of Latin letters, of which few have accents. */
export function areLatinWords(text: string, letters: string): boolean {
  if (!LATIN.test(letters) || MISREAD.test(text)) return false
  const words = text.match(/\p{L}+/gu)?.filter(word => /[^\x00-\x7f]/.test(word)) ?? []
  const accented = words.join('').match(/[^\x00-\x7f]/g)?.length ?? 0
  return words.length > 0 && accented <= 0.4 * words.join('').length
}

/**
 * Whether Ukrainian in windows-1251 reads like this as Kazakh in KZ-1048: then nothing tells the two apart.
 */
export function mayBeUkrainian(text: string): boolean {
  return /[ӨөҒғҮү]/.test(text) && !/[ыэёъәқңұһ]/i.test(text)
}
