import { nameKey } from '../cards/card-name.ts'
import { Kinds, kindKey, type OwnGuide } from '../guides/kinds.ts'
import { COLUMNS, type Column, OWN_COLUMNS, type TypedField } from './card-row.ts'
import {
  ANY_DOCUMENT,
  COUNTERS,
  DOCUMENTS,
  FIRMS,
  KINDS_IN_LISTS,
  NAME_LANGUAGES,
  NAME_PARTS,
  NAME_WORDS,
  NAMES,
  OF_PERSON,
  OTHER_DATES,
  SOME_DOCUMENT,
  TYPE_WORDS,
  wordsIn,
} from './column-names.ts'

/** What a column means: a field, a name of documents, a part of a person's name, a count of rows, or another date. */
export type Meaning = Column | 'document' | 'surname' | 'other-name' | 'counter' | 'other-date'

export interface ColumnHeader {
  meaning: Meaning | null
  kind: string | null
  /** Its words for the document, if any: `License` of `License Expiry`; for a holder, the language of the name. */
  label: string
  /** All words for the document, those for its kind too, in the form in which they are compared; empty: none. */
  document: string
  /** Whether the words are known as they stand; otherwise the cells must bear it out. */
  isSure: boolean
}

/** The fields that a column of another table may be mapped to; its "ID" is not the id of a card. */
export const MAPPABLE = COLUMNS.filter(
  (column): column is TypedField => !(OWN_COLUMNS as readonly Column[]).includes(column),
)

/** Fields that are often named together with the document they are of: "Срок действия визы", "Passport No.". */
const OF_DOCUMENT = ['expires', 'issued', 'number'] as const

type DocumentField = (typeof OF_DOCUMENT)[number]

export function isOfDocument(field: string | null): field is DocumentField {
  return (OF_DOCUMENT as readonly (string | null)[]).includes(field)
}

/** A contract of a person is another document than the passport beside it. */
export const CONTRACT = /contract|agreement|договор|合同|协议|试用|probation|испытательн|шарт/

/** Words that make a date an end, whatever it is of: "First aid expiry", "Travel insurance valid until". */
const SURE_END =
  /expir|\buntil|valid (?:to|till|thru|through|upto|up to)\b|истека|истечен|окончан|до$|到期|截止|失效|届满|期满|аяқтал|бітет|дейін/

/** Dates that no reader here understands, beside which lists often have the usual ones. */
const OTHER_CALENDAR = /hijri|hijrah|jalali|shamsi|هجر|شمس/i

/** How many characters of a name of a column are looked at: some patterns take the square of the length. */
const READ = 300

/** Returns the form in which names of columns are compared: without case, one blank for `_`, `-` and line breaks. */
export function columnKey(name: string): string {
  const words = inOneScript(name.slice(0, READ).normalize('NFKC'))
    .replace(/[\s_\u00a0-]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  return nameKey(words.replace(/^[*\s]+|[.:：*\s]+$/g, '')).replaceAll('ё', 'е')
}

const [LATIN, CYRILLIC] = ['ABCEHKMOPTXaceopxy', 'АВСЕНКМОРТХасеорху']

/** Returns a text with Cyrillic letters for Latin ones of the same look in words that have both. */
function inOneScript(text: string): string {
  return text.replace(/[a-z]*[а-яё][a-zа-яё]*/gi, word =>
    word.replace(/[a-z]/gi, letter => CYRILLIC[LATIN.indexOf(letter)] ?? letter),
  )
}

/** Returns the field that a word names, as people write it in any language; null: none. */
export function fieldNamed(word: string): TypedField | null {
  const meaning = meaningOf(columnKey(word))
  return MAPPABLE.find(field => field === word) ?? MAPPABLE.find(field => field === meaning) ?? null
}

/** Returns a name of a column in words: `expiryDate` is "expiry Date", `Visa #` "Visa no". */
export function headerWords(name: string): string {
  return inOneScript(name.slice(0, READ).normalize('NFKC'))
    .replace(/^[*\s]+|[*\s]+$/g, '')
    .replace(/[(（[][^)）\]]*[)）\]]?/g, ' ')
    .trim()
    .replace(/(?<=.)#$/, ' no')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[\s_\u00a0/,:：;|-]+|\s*\.\s*(?=\p{L})/gu, ' ')
    .trim()
}

/** Reads names of columns. Kinds of documents are those of the guides, and words that name one only in a list. */
export class HeaderReader {
  readonly #kinds: Kinds

  constructor(own: readonly OwnGuide[] = []) {
    const inLists = Object.entries(KINDS_IN_LISTS).map(([id, titles]) => ({ id, titles: wordsIn(titles) }))
    this.#kinds = new Kinds([...own, ...inLists])
  }

  read(name: string): ColumnHeader {
    const words = headerWords(name)
    const key = columnKey(words)
    const own = this.#kinds.guideOf(words)
    // "Valid until (visa)"; but "Name (as in passport)".
    const kind = own ?? this.#kinds.guideOf(/^[^(（[]*[(（[](.*)[)）\]]/s.exec(name)?.[1] ?? '')
    const header = { meaning: null, kind, label: '', document: '', isSure: false } as const
    const whole = meaningOf(columnKey(name)) ?? meaningOf(key)
    if (whole) return { ...header, kind: isOfDocument(whole) ? kind : own, meaning: whole, isSure: true }
    const made = own === null ? (madeOfTwo(key) ?? lastPart(name)) : null
    if (made) return { ...header, kind: own, ...made, isSure: true }
    const bare = columnKey(this.#kinds.without(words))
    for (const restIn of [wholeField, partOfField])
      for (const field of OF_DOCUMENT) {
        const rest = restIn(bare, field)
        if (rest === null) continue
        if (field === 'expires' && ((isOtherDate(key) && !SURE_END.test(key)) || OTHER_CALENDAR.test(name)))
          return { ...header, meaning: 'other-date' }
        const isSure = withoutDocument(rest) === ''
        const document = this.#kinds.inPlainWords(partOfField(key, field) ?? '')
        const found = { ...header, meaning: field, document, isSure }
        // The guide of other documents has no title that tells which.
        const ofCase = /\p{Script=Cyrillic}/u.test(document)
        if (kind === 'generic')
          return { ...found, label: ofCase ? document : labelIn(words, partOfField(key, field) ?? '') }
        const hasLabel = kind === null && (!isSure || CONTRACT.test(rest))
        return { ...found, label: hasLabel ? labelIn(words, rest) : '' }
      }
    if (isOtherDate(key)) return { ...header, meaning: 'other-date' }
    const [, coded] = /^(.*?) ?(?:id|code)$/.exec(bare) ?? []
    if (coded !== undefined && (kind !== null || isDocument(coded)))
      return { ...header, meaning: 'number', label: kind === null ? labelIn(words, coded) : '' }
    return { ...header, label: labelIn(words, withoutDocument(bare)) }
  }

  kindAlone(cell: string): string | null {
    return this.#kinds.without(kindKey(cell)) === '' ? this.#kinds.guideOf(cell) : null
  }

  isOfPerson(name: string): boolean {
    return includesWord(columnKey(headerWords(name)), OF_PERSON)
  }
}

let reader: HeaderReader | undefined

const MOST_NAMES = 200
const LONGEST_NAME = 100

/** Counts the different meanings of the cells of a row, read as names of columns. */
export function countKnown(names: readonly string[]): number {
  reader ??= new HeaderReader()
  const found = new Set<Meaning | null>()
  for (const name of names.slice(0, MOST_NAMES)) {
    if (name === '' || name.length > LONGEST_NAME) continue
    const { meaning, isSure, kind } = reader.read(name)
    if (isSure || (kind !== null && meaning !== 'other-date')) found.add(meaning)
  }
  found.delete(null)
  return found.size
}

export function mayBeCounter(name: string): boolean {
  return keysIn(COUNTERS.perhaps).includes(columnKey(name))
}

/** Whether a column has the letters or digits before a number, and not the number. */
export function isSeriesName(name: string): boolean {
  return /(?<!\p{L})(?:серия(?![,\s/]*(?:и\s*)?(?:номер|№))|series|сериясы)(?!\p{L})/iu.test(name)
}

const keysIn = (text: string): string[] => wordsIn(text).map(columnKey)

let known: Map<string, Meaning> | undefined

/** Returns what a whole name of a column means, compared by `columnKey`. */
function meaningOf(key: string): Meaning | undefined {
  known ??= allMeanings()
  return known.get(key)
}

function allMeanings(): Map<string, Meaning> {
  const named = (names: string, meaning: Meaning) =>
    keysIn(names).map((name): [string, Meaning] => [name, meaning])
  return new Map([
    ...MAPPABLE.flatMap(column => named(NAMES[column], column)),
    ...named(DOCUMENTS, 'document'),
    ...named(NAME_PARTS.surname, 'surname'),
    ...named(NAME_PARTS.other, 'other-name'),
    ...named(COUNTERS.always, 'counter'),
  ])
}

/** Says what a name made of two is: "Driver name", "Name in English", "Name of document", "Type of licence". */
function madeOfTwo(key: string): Pick<ColumnHeader, 'meaning' | 'label'> | null {
  const inLanguage = partOf(key, NAME_LANGUAGES)
  const person = inLanguage === null ? null : (meaningOf(inLanguage) ?? madeOfTwo(inLanguage)?.meaning)
  if (person === 'name' || person === 'holder' || inLanguage === '名')
    return { meaning: 'holder', label: key.replace(inLanguage!, '').trim() }
  const named = partOf(key, NAME_WORDS)
  if (named !== null && (isHolder(named) || isNameOfPerson(key))) return { meaning: 'holder', label: '' }
  if (named !== null && isDocument(named))
    return { meaning: CONTRACT.test(named) ? 'name' : 'document', label: '' }
  const ofType = partOf(key, TYPE_WORDS)
  return ofType !== null && isDocument(ofType) ? { meaning: 'guide', label: '' } : null
}

/** Whether a Chinese or Russian name of a column can only be of a person, and not of one to call or to decide. */
const isNameOfPerson = (key: string): boolean =>
  /姓名|(?<!\p{L})фио(?!\p{L})/u.test(key) &&
  !/联系|经办|审批|负责|主管|父|母|配偶|контакт|ответств|руковод/.test(key)

const isHolder = (words: string): boolean =>
  [words, words.split(/ (?:or|and|или|и) /)[0]!].some(one => meaningOf(one) === 'holder')

function lastPart(name: string): Pick<ColumnHeader, 'meaning'> | null {
  const meaning = meaningOf(columnKey(headerWords(/\.(\w+)$/.exec(name)?.[1] ?? '')))
  return meaning ? { meaning } : null
}

/** Whether words name any document: "licence", "сертификат". */
export function isDocument(words: string): boolean {
  const rest = withoutDocument(words)
  return words !== '' && (rest === '' || keysIn(SOME_DOCUMENT).includes(rest))
}

/** Whether words end in one for a document: "dealer permit", "执业证". */
export function endInDocument(words: string): boolean {
  return isDocument(words.split(' ').at(-1)!) || words.endsWith('证') || words === 'membership'
}

export const isFirm = (name: string): boolean => keysIn(FIRMS).includes(columnKey(headerWords(name)))

/** Returns the words for any document where the others are a field's whole name; null otherwise. */
function wholeField(text: string, field: DocumentField): string | null {
  const rest = withoutDocument(text)
  if (meaningOf(text) === field) return ''
  return meaningOf(rest) === field ? text.replace(rest, '').trim() : null
}

const partOfField = (text: string, field: DocumentField): string | null => partOf(text, NAMES[field])

/** Returns what is left of a text that begins or ends with one of the words, the longest that fits; else null. */
function partOf(text: string, words: string): string | null {
  for (const { atEnd, atStart } of longestFirst(words)) {
    if (text.endsWith(atEnd)) return text.slice(0, -atEnd.length).trim()
    if (text.startsWith(atStart)) return text.slice(atStart.length).trim()
  }
  return null
}

/** A word with the blanks that separate it from others; Chinese words have none. */
interface Separated {
  atStart: string
  atEnd: string
  between: string
}

const sorted = new Map<string, readonly Separated[]>()

function longestFirst(words: string): readonly Separated[] {
  const known = sorted.get(words)
  if (known) return known
  const longest = [...new Set(keysIn(words))].sort((a, b) => b.length - a.length)
  const found = longest.map(word => {
    const gap = /\p{Script=Han}/u.test(word) ? '' : ' '
    return { atStart: word + gap, atEnd: gap + word, between: gap + word + gap }
  })
  sorted.set(words, found)
  return found
}

function withoutDocument(text: string): string {
  let rest = ` ${text} `
  for (const { between } of longestFirst(ANY_DOCUMENT)) rest = rest.replaceAll(between, ' ')
  rest = rest.replace(/ (?:of|the|a|date|day|для|на|дата|的|日期|日|күні) (?=.* $| $)/gu, ' ')
  return rest.replace(/\s+/g, ' ').trim()
}

/** Returns the words for the document in the name of a column of its last valid days: `UK Visa` of `UK Visa Expiry`. */
export function documentWords(name: string, { document }: ColumnHeader): string {
  const words = headerWords(name)
  return labelIn(words, partOfField(columnKey(words), 'expires') ?? document)
}

function labelIn(words: string, label: string): string {
  const at = words.toLowerCase().indexOf(label)
  return label === '' || at < 0 ? label : words.slice(at, at + label.length)
}

const isOtherDate = (key: string): boolean => includesWord(key, OTHER_DATES)

/** Whether one of the words begins a word of a text; Chinese ones may be anywhere. */
function includesWord(key: string, words: string): boolean {
  const text = ` ${key}`
  return longestFirst(words).some(({ atEnd }) => text.includes(atEnd))
}
