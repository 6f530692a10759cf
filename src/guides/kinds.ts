import { KIND_WORDS, OTHER_THINGS } from './kind-words.ts'

/** A guide of the user's own, with its titles in all languages. */
export interface OwnGuide {
  id: string
  titles: readonly string[]
}

/** A place in a text that names a kind of document; `guide` is null for another thing. */
interface Mention {
  guide: string | null
  start: number
  end: number
  /** The word as the table has it, without an ending. */
  plain: string
}

interface Phrase {
  text: string
  guide: string | null
  /** Counts inside a longer name only when typed in capitals. */
  isAcronym: boolean
  pattern?: RegExp
}

/** How many first letters of a phrase are compared at once. */
const START = 3
const LETTER = '[a-z\\u00df-\\u024f\\u0300-\\u036f\\u0400-\\u04ff]'
const WORD_START = `(?<!${LETTER})`
const WORD_END = `(?!${LETTER})`

const RUSSIAN_NOUN = '(?:[аяуюеыиьй]|[ое]м|[ои]?ей|ой|[оеиь]ю|[ое]в|и?[ая](?:м|ми|х)|и[еяий]|ием)?'
const RUSSIAN_ADJECTIVE = '(?:[ая]я|[ыио]й|[оеы]е|ие|[ое]го|[ое]му|[ыи]м|[ое]м|ей|[ую]ю|[ыи]х|[ыи]ми)'
const KAZAKH_PLURAL = '(?:[лдт][ае]р)?'
const KAZAKH_OWNER = '(?:с?[ыі]|[ыі]?м|[ыі]?ң|[ыі]?м[ыі]з|[ыі]?ң[ыі]з)?'
const KAZAKH_CASE = '(?:[ндт][ыі]ң?|[ғгқкн]?[ае]|н|н?[дт][ае]|[днт][ае]н|[мбп]ен)?'

/** Recognises kinds of documents by the words people use (§4). */
export class Kinds {
  readonly #byStart = new Map<string, Phrase[]>()

  constructor(own: readonly OwnGuide[] = []) {
    // The titles of the user's own guides come first: of words of one length, the first is taken.
    const phrases = [
      ...own.flatMap(({ id, titles }) => phrasesOf(titles.map(plainText), id)),
      ...Object.entries(KIND_WORDS).flatMap(([guide, byLang]) => phrasesIn(byLang, guide)),
      ...phrasesIn(OTHER_THINGS, null),
    ]
    for (const phrase of phrases) {
      const start = phrase.text.slice(0, START)
      const others = this.#byStart.get(start)
      if (others) others.push(phrase)
      else this.#byStart.set(start, [phrase])
    }
  }

  /** Returns the guide of the document that a name or a word is of; null where no word tells, or more than one kind. */
  guideOf(name: string): string | null {
    const text = plainText(name)
    const mentions = this.#mentionsIn(text)
    if (mentions.some(({ guide }) => guide === null)) return null
    let main = mentions[0] ?? null
    for (const mention of mentions.slice(1))
      main &&= main.guide === mention.guide ? mention : mainOf(main, mention, text.toLowerCase())
    return main?.guide ?? null
  }

  /** Returns a text in lower case without the words that name documents; unchanged where it is of another thing. */
  without(text: string): string {
    return this.#withWords(text, () => ' ')
  }

  /** Returns a text in lower case with the words that name documents as the table has them, without endings. */
  inPlainWords(text: string): string {
    return this.#withWords(text, ({ plain }) => plain)
  }

  #withWords(text: string, wordFor: (mention: Mention) => string): string {
    const plain = plainText(text)
    const mentions = this.#mentionsIn(plain)
    let rest = plain.toLowerCase()
    if (mentions.some(({ guide }) => guide === null)) return rest
    for (const mention of mentions.reverse())
      rest = rest.slice(0, mention.start) + wordFor(mention) + rest.slice(mention.end)
    return rest.replace(/\s+/g, ' ').trim()
  }

  /** Returns the places that name kinds, in order; of words that overlap, the longest. */
  #mentionsIn(text: string): Mention[] {
    const lower = text.toLowerCase()
    const found: Mention[] = []
    const possible = new Set<Phrase>()
    for (let at = 0; at < lower.length; at++)
      for (let length = 1; length <= START; length++)
        for (const phrase of this.#byStart.get(lower.slice(at, at + length)) ?? []) possible.add(phrase)
    for (const phrase of [...possible].sort((a, b) => b.text.length - a.text.length)) {
      phrase.pattern ??= new RegExp(phrasePattern(phrase.text), 'g')
      for (const { index, 0: typed } of lower.matchAll(phrase.pattern)) {
        const [start, end] = [index, index + typed.length]
        if (found.some(other => start < other.end && other.start < end)) continue
        if (phrase.isAcronym && typed !== lower && text.slice(start, end) !== typed.toUpperCase()) continue
        found.push({ guide: phrase.guide, start, end, plain: phrase.text })
      }
    }
    return found.sort((a, b) => a.start - b.start)
  }
}

/** Returns a word for a kind in the form in which such words are compared. */
export function kindKey(word: string): string {
  return plainText(word).toLowerCase()
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[’ʼ`]/g, "'")
    .replaceAll('ё', 'е')
    .replaceAll('Ё', 'Е')
    .replace(/[\s_-]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()
}

/**
 * Returns which of two neighbouring kinds a name is of, by its grammar; null where that is not clear. Chinese and
 * Kazakh put the noun last; English and Russian put it before "for" and "для", and Russian before a genitive.
 */
function mainOf(left: Mention, right: Mention, text: string): Mention | null {
  const between = text.slice(left.end, right.start)
  const [first, second] = [text.slice(left.start, left.end), text.slice(right.start, right.end)]
  if (/\p{Script=Han}$/u.test(first) && /^\p{Script=Han}/u.test(second))
    return /^\p{Script=Han}{0,4}$/u.test(between) && !/[和与及或跟]/u.test(between) ? right : null
  if (/^ (?:for|of|in|to|with|для|на|в|к|по|под) (?:\p{L}+ )?$/u.test(between)) return left
  if (/[ндт][ыі]ң$/u.test(first) || / үшін $/u.test(between)) return right
  if (between !== ' ') return null
  if (/^\p{Script=Cyrillic}/u.test(second)) return second === right.plain ? null : left
  return right
}

function phrasesIn(byLang: Readonly<Record<string, string>>, guide: string | null): Phrase[] {
  return phrasesOf(
    Object.values(byLang).flatMap(words => plainText(words).split(',')),
    guide,
  )
}

function phrasesOf(words: readonly string[], guide: string | null): Phrase[] {
  return words
    .map(word => word.trim())
    .filter(word => word !== '')
    .map(word => ({
      text: word.toLowerCase(),
      guide,
      isAcronym: /^\p{Lu}+$/u.test(word),
    }))
}

function phrasePattern(text: string): string {
  const isWord = (letter: string | undefined) => new RegExp(LETTER).test(letter ?? '')
  const words = text.split(/([ /'-]+)/).map((part, at) => (at % 2 === 0 ? wordPattern(part) : `[ /'-]*`))
  return `${isWord(text[0]) ? WORD_START : ''}${words.join('')}${isWord(text.at(-1)) ? WORD_END : ''}`
}

function wordPattern(word: string): string {
  if (/^[a-z]+$/.test(word)) return `${word}(?:'?s)?`
  if (!/^[\u0400-\u04ff]{3,}$/.test(word)) return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return `(?:${russianPattern(word)}|${kazakhPattern(word)})`
}

function russianPattern(word: string): string {
  const adjective = /^(.{3,})(?:[ая]я|[ыио]й|[оеы]е)$/.exec(word)
  if (adjective) return adjective[1] + RUSSIAN_ADJECTIVE
  return /^(.{3,}?)(?:и[еяй]|[аяоеыиуюьй])?$/.exec(word)![1] + RUSSIAN_NOUN
}

function kazakhPattern(word: string): string {
  // The last consonant may become voiced: куәлік, куәлігі.
  const voiced = word.replace(/к$/, '[кг]').replace(/қ$/, '[қғ]').replace(/п$/, '[пб]')
  return voiced + KAZAKH_PLURAL + KAZAKH_OWNER + KAZAKH_CASE
}
