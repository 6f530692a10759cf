import { isUtf8 } from 'node:buffer'
import { RenewError } from '../errors.ts'

/** The character encoding of a file, by the name that `encodingName` returns. */
export interface Encoding {
  name: string
  skip: number
}

const LF = 10
const SAMPLE = 256 * 1024

/**
 * Detects the encoding: by its byte order mark, by the rules of UTF-8, by the zeros of UTF-16, else by which
 * encoding gives words of a language that uses it. If several do, or none does, nothing is guessed.
 * @param isKnownHeader whether a text has a known table header; that comes before all statistics
 * @throws RenewError `import-encoding` with the line of the first bytes that are not UTF-8
 */
export function detectEncoding(bytes: Buffer, isKnownHeader = (_text: string) => false): Encoding {
  const marked = byteOrderMarkOf(bytes)
  if (marked) return marked
  if (isUtf8(bytes) && !looksLikeUtf16(bytes)) return { name: 'utf-8', skip: 0 }
  if (looksLikeUtf16(bytes)) return { name: bytes.indexOf(0) % 2 === 0 ? 'utf-16be' : 'utf-16le', skip: 0 }
  if (isMostlyUtf8(bytes))
    throw new RenewError('import-encoding', { line: brokenLine(bytes), why: 'broken-utf8' })
  const name = encodingOfWords(bytes, isKnownHeader)
  if (name === null)
    throw new RenewError('import-encoding', { line: lineOfFirstLetter(bytes), why: 'unknown' })
  return { name, skip: 0 }
}

/** Decodes a file piece by piece, to save memory; yields null at an invalid byte. */
export function* decoded(bytes: Buffer, { name, skip }: Encoding): Generator<string | null> {
  const decode = decoderOf(name)
  const piece = 1024 * 1024
  try {
    for (let at = skip; at < bytes.length; at += piece)
      yield decode(bytes.subarray(at, at + piece), { stream: true })
    yield decode()
  } catch {
    yield null
  }
}

function lineOfFirstLetter(bytes: Buffer): number {
  const at = bytes.findIndex(byte => byte > 0x7f)
  return bytes.subarray(0, Math.max(0, at)).filter(byte => byte === LF).length + 1
}

/** Returns the encoding that the byte order mark of a text names; null when it has no mark. */
export function byteOrderMarkOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', skip: 2 }
  return null
}

/** In UTF-16 every other byte of separators and digits is zero. */
function looksLikeUtf16(bytes: Buffer): boolean {
  const seen = Math.min(bytes.length - (bytes.length % 2), 4096)
  let [even, odd] = [0, 0]
  for (let at = 0; at < seen; at++) if (bytes[at] === 0) at % 2 === 0 ? even++ : odd++
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)]
  return bytes.length % 2 === 0 && most > seen / 16 && least === 0
}

function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.subarray(0, SAMPLE).toString('utf8')
  const wrong = text.match(/\ufffd+/g)?.length ?? 0
  const right = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0
  return right > 0 && right >= 4 * wrong
}

function brokenLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(LF, start)
    const stop = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(start, stop))) return line
    start = stop
  }
  return line
}

function encodingOfWords(bytes: Buffer, isKnownHeader: (text: string) => boolean): string | null {
  const sample = bytes.subarray(0, SAMPLE)
  // What follows the sample may have other letters.
  const letters = Buffer.from([...new Set(bytes)].filter(byte => byte > 0x7f).sort((a, b) => a - b))
  const readings = new Map<string, string>()
  const add = (name: string, text: string | null) => {
    if (text !== null && !readings.has(text)) readings.set(text, name)
  }
  const chinese = textIn('gb18030', sample)
  const isChinese = chinese !== null && areCommonHan(chinese) && !mayBeKorean(sample)
  if (isChinese || (chinese !== null && isKnownHeader(chinese))) add('gb18030', chinese)
  for (const name of ONE_BYTE) {
    const text = textIn(name, sample)
    const areWords = /^windows-125[24]$/.test(name) ? areLatinWords : areCyrillicWords
    // Hebrew read as KOI8-R is all capitals.
    if (name === 'koi8-r' && text !== null && !/[а-я]/.test(text)) continue
    if (text !== null && areWords(text, textIn(name, letters) ?? '')) add(name, text)
  }
  const known = [...readings].filter(([text]) => isKnownHeader(text))
  const [found, ...others] = known.length > 0 ? known : [...readings]
  if (!found || others.length > 0) return null
  const [text, name] = found
  return name === 'kz-1048' && known.length === 0 && mayBeUkrainian(text) ? null : name
}

function textIn(name: string, bytes: Buffer): string | null {
  try {
    return decoderOf(name)(bytes, { stream: true })
  } catch {
    return null
  }
}

/** Whether the text has common Chinese characters; Russian read as GB18030 gives rare ones. */
function areCommonHan(text: string): boolean {
  const foreign = text.match(/[^\u0000-\u007f]/g) ?? []
  const usual = foreign.filter(letter => /[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e·—…“”‘’]/.test(letter))
  const common = usual.filter(letter => COMMON.test(letter))
  // An accented letter of windows-1252 and the one after it read as one character in the middle of a word.
  const glued = text.match(/[a-z][\u4e00-\u9fff](?=[a-z])/g) ?? []
  return (
    usual.length >= 0.95 * foreign.length &&
    common.length >= 0.08 * foreign.length &&
    glued.length < 0.2 * foreign.length
  )
}

const COMMON =
  /[的一是不了人在有我他这中大来上国个到说们为子和你地出会时要也就可以对生能而那得于着下自之年过后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运李刘陈杨黄赵吴周徐孙林何郭罗证照护签卡号码姓有效截止类型持机构签发]/

/**
 * Korean (EUC-KR) read as GB18030 looks like Chinese, but uses only the first half of its characters. Hardly any
 * Chinese text does: "shi", "wang", "you" and "zhang" are in the second half.
 */
function mayBeKorean(bytes: Buffer): boolean {
  let [pairs, later] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x81) continue
    pairs++
    if (bytes[at]! >= 0xc9) later++
    at++
  }
  return later < 0.1 * pairs
}

/** The encodings of one byte a letter that are detected; of those that read a file alike, the first is taken. */
const ONE_BYTE = 'windows-1251 kz-1048 ptcp-154 ibm866 koi8-r windows-1252 windows-1254'.split(' ')

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
function areCyrillicWords(text: string, letters: string): boolean {
  if (!CYRILLIC.test(letters)) return false
  const words = wordsBeyondAscii(text)
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

function areLatinWords(text: string, letters: string): boolean {
  if (!LATIN.test(letters) || MISREAD.test(text)) return false
  const words = wordsBeyondAscii(text)
  const accented = words.join('').match(/[^\x00-\x7f]/g)?.length ?? 0
  return words.length > 0 && accented <= 0.4 * words.join('').length
}

const wordsBeyondAscii = (text: string): string[] =>
  text.match(/\p{L}+/gu)?.filter(word => /[^\x00-\x7f]/.test(word)) ?? []

/** Whether Ukrainian in windows-1251 reads like this as Kazakh in KZ-1048: then nothing tells the two apart. */
function mayBeUkrainian(text: string): boolean {
  return /[ӨөҒғҮү]/.test(text) && !/[ыэёъәқңұһ]/i.test(text)
}

/** The letters that KZ-1048 (STRK1048) has where windows-1251 has others, by byte. */
const KZ_1048 = {
  ...{ 141: 'Қ', 142: 'Һ', 157: 'қ', 158: 'һ', 161: 'Ұ', 162: 'ұ', 163: 'Ә', 165: 'Ө' },
  ...{ 170: 'Ғ', 175: 'Ү', 180: 'ө', 186: 'ғ', 188: 'ә', 189: 'Ң', 190: 'ң', 191: 'ү' },
}

/** The letters that PTCP-154 (Paratype Asian Cyrillic) has where windows-1251 has others, by byte. */
const PTCP_154 = {
  ...{ 128: 'Җ', 129: 'Ғ', 130: 'Ӯ', 131: 'ғ', 134: 'Ҷ', 135: 'Ү', 136: 'Ҳ', 137: 'ү', 138: 'Ҡ' },
  ...{ 139: 'Ӣ', 140: 'Ң', 141: 'Қ', 142: 'Һ', 143: 'Ҹ', 144: 'җ', 152: 'ҳ', 153: 'ҷ', 154: 'ҡ' },
  ...{ 155: 'ӣ', 156: 'ң', 157: 'қ', 158: 'һ', 159: 'ҹ', 164: 'Ө', 165: 'Ҙ', 166: 'Ұ', 170: 'Ә' },
  ...{ 173: 'ӯ', 175: 'Ҝ', 177: 'ұ', 180: 'ҙ', 181: 'ө', 186: 'ә', 189: 'Ҫ', 190: 'ҫ', 191: 'ҝ' },
}

/** What windows-1252 has where ISO 8859-1 has controls. `TextDecoder` of Node 20 takes the two for the same. */
const WINDOWS_1252 = Object.fromEntries(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((letter, at) => [0x80 + at, letter]),
)

const OWN_PAGES: Record<string, { like: string; letters: Readonly<Record<number, string>> }> = {
  'kz-1048': { like: 'windows-1251', letters: KZ_1048 },
  'ptcp-154': { like: 'windows-1251', letters: PTCP_154 },
  'windows-1252': { like: 'windows-1252', letters: WINDOWS_1252 },
}

const ALIASES: Record<string, string> = {
  ...{ rk1048: 'kz-1048', kz1048: 'kz-1048', 'strk1048-2002': 'kz-1048', strk1048: 'kz-1048' },
  ...{ pt154: 'ptcp-154', ptcp154: 'ptcp-154', cp154: 'ptcp-154', csptcp154: 'ptcp-154' },
}

/** Returns the name of an encoding in its usual form; null if it cannot be decoded. */
export function encodingName(name: string): string | null {
  const key = name.trim().toLowerCase()
  const own = ALIASES[key] ?? key
  if (Object.hasOwn(OWN_PAGES, own)) return own
  try {
    return new TextDecoder(key).encoding
  } catch {
    return null
  }
}

/** Returns a decoder of bytes; with `stream`, they may end inside a character, which the next ones complete. */
export function decoderOf(name: string): (bytes?: Uint8Array, options?: { stream: boolean }) => string {
  const page = OWN_PAGES[name]
  if (!page) {
    const decoder = new TextDecoder(name, { fatal: true })
    return (bytes, options) => decoder.decode(bytes, options)
  }
  const table = Array.from(
    new TextDecoder(page.like).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
    (letter, byte) => page.letters[byte] ?? letter,
  )
  return bytes =>
    bytes === undefined
      ? ''
      : Buffer.from(bytes)
          .toString('latin1')
          .replace(/[\x80-\xff]/g, letter => table[letter.charCodeAt(0)]!)
}
