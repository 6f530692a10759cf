import { isUtf8 } from 'node:buffer'

/** The set of characters a file is written in, by the name that `TextDecoder` knows, and what was the sign of it. */
export interface Encoding {
  name: string
  /** Bytes of the mark at its beginning. */
  skip: number
}

/** Why nobody can say in which set a file is written. */
export type EncodingFault =
  /** Almost all of it is UTF-8: the line with what is not. */
  | { kind: 'broken-utf8'; line: number }
  /** It is not UTF-8, and what it is cannot be told. `line` holds the first byte that is not ASCII. */
  | { kind: 'unknown'; line: number }

const LF = 10
/** So many bytes are looked at where one must guess. */
const SAMPLE = 256 * 1024

/**
 * Tells the set of characters: by its mark, by UTF-8's own rules, by the zeros of UTF-16, else by which of GB18030 and
 * Windows-1251 gives words. Where both or neither do, nothing is guessed.
 * @param isKnownHeader whether a text has the head of a table in it that we know; that decides before all statistics
 */
export function detectEncoding(
  bytes: Buffer,
  isKnownHeader: (text: string) => boolean,
): Encoding | EncodingFault {
  const marked = byteOrderMarkOf(bytes)
  if (marked) return marked
  if (isUtf8(bytes) && !looksLikeUtf16(bytes)) return { name: 'utf-8', skip: 0 }
  if (looksLikeUtf16(bytes)) return { name: isBigEndian(bytes) ? 'utf-16be' : 'utf-16le', skip: 0 }
  const line = lineOfFirst(bytes, byte => byte > 0x7f)
  if (isMostlyUtf8(bytes)) return { kind: 'broken-utf8', line: brokenLine(bytes) }
  const name = chineseOrRussian(bytes.subarray(0, SAMPLE), isKnownHeader)
  return name ? { name, skip: 0 } : { kind: 'unknown', line }
}

/** Decodes it piece by piece, so that a large file is never there twice; null where a byte does not belong. */
export function* decoded(bytes: Buffer, { name, skip }: Encoding): Generator<string | null> {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: false })
  const piece = 1024 * 1024
  try {
    for (let at = skip; at < bytes.length; at += piece)
      yield decoder.decode(bytes.subarray(at, at + piece), { stream: true })
    yield decoder.decode()
  } catch {
    yield null
  }
}

/** Whether a set of this name can be decoded. */
export function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name)
    return true
  } catch {
    return false
  }
}

/** The line of the first byte that does not belong, from 1. */
export function lineOfFirst(bytes: Buffer, isOdd: (byte: number) => boolean): number {
  let line = 1
  for (const byte of bytes) {
    if (isOdd(byte)) break
    if (byte === LF) line++
  }
  return line
}

function byteOrderMarkOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', skip: 2 }
  return null
}

/** Every other byte of separators and digits is zero in UTF-16; stray zeros are something else. */
function looksLikeUtf16(bytes: Buffer): boolean {
  const seen = Math.min(bytes.length - (bytes.length % 2), 4096)
  let [even, odd] = [0, 0]
  for (let at = 0; at < seen; at++) if (bytes[at] === 0) at % 2 === 0 ? even++ : odd++
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)]
  return bytes.length % 2 === 0 && most > seen / 16 && least === 0
}

function isBigEndian(bytes: Buffer): boolean {
  return bytes.subarray(0, 4096).indexOf(0) % 2 === 0
}

/** A UTF-8 file with a few foreign bytes has far more sequences that are right than bytes that are not. */
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

function chineseOrRussian(bytes: Buffer, isKnownHead: (text: string) => boolean): string | null {
  const chinese = textIn('gb18030', bytes)
  const russian = textIn('windows-1251', bytes)
  const known = [
    ...(chinese !== null && isKnownHead(chinese) ? ['gb18030'] : []),
    ...(russian !== null && isKnownHead(russian) ? ['windows-1251'] : []),
  ]
  if (known.length === 1) return known[0]!
  const isChinese = chinese !== null && areCommonHan(chinese) && !mayBeKorean(bytes)
  const isRussian = russian !== null && areCyrillicWords(russian)
  return isChinese === isRussian ? null : isChinese ? 'gb18030' : 'windows-1251'
}

/** A text cut inside a character is none the less one of its set. */
function textIn(name: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return null
  }
}

/** Chinese is written in a few thousand characters, which GB 2312 put first; Russian read as GB gives rare ones. */
function areCommonHan(text: string): boolean {
  const foreign = text.match(/[^\u0000-\u007f]/g) ?? []
  const usual = foreign.filter(letter => /[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e·—…“”‘’]/.test(letter))
  const common = usual.filter(letter => COMMON.test(letter))
  return usual.length >= 0.95 * foreign.length && common.length >= 0.08 * foreign.length
}

/** The characters that names, documents and addresses are full of; four hundred make up most of any such text. */
const COMMON =
  /[的一是不了人在有我他这中大来上国个到说们为子和你地出会时要也就可以对生能而那得于着下自之年过后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运李刘陈杨黄赵吴周徐孙林何郭罗证照护签卡号码姓有效截止类型持机构签发]/

/**
 * Korean (EUC-KR) read as GB is Chinese of sorts, and its syllables all lie in the first half of the characters, as
 * hardly any Chinese does: there "shi", "wang", "you" and "zhang" are in the second.
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

/**
 * Words of Cyrillic letters alone, some begun by a capital or all in capitals, and hardly any other foreign sign. Hebrew
 * read so has no capitals.
 */
function areCyrillicWords(text: string): boolean {
  const foreign = text.match(/[^\u0000-\u007f]/g) ?? []
  const letters = foreign.filter(letter => /[А-Яа-яЁё]/.test(letter))
  const words = text.match(/[\p{L}]+/gu)?.filter(word => /[^\u0000-\u007f]/.test(word)) ?? []
  const sound = words.filter(word => /^(?:[А-ЯЁ]?[а-яё]*|[А-ЯЁ]+)$/.test(word))
  const names = words.filter(word => /^[А-ЯЁ]/.test(word))
  const spoken = words.filter(word => word.length > 2 && /[аеёиоуыэюя]/i.test(word))
  return (
    letters.length >= 0.97 * foreign.length &&
    sound.length >= 0.95 * words.length &&
    spoken.length >= 0.5 * words.length &&
    names.length >= 0.02 * words.length &&
    names.length > 0
  )
}
