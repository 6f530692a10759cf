import { nameKey } from '../cards/card.ts'
import { Kinds, type OwnGuide } from '../guides/kinds.ts'
import { COLUMNS, type Column, OWN_COLUMNS, type TypedField } from './card-row.ts'
import { COUNTERS, DOCUMENTS, NAME_PARTS, NAMES } from './column-names.ts'
import { ANY_DOCUMENT, KINDS_IN_HEADS, OF_PERSON, OTHER_DATES } from './head-words.ts'

/** What a column means: a field, a name of documents, a part of a person's name, a count of rows, or another date. */
export type Meaning = Column | 'document' | 'surname' | 'other-name' | 'counter' | 'other-date'

/** What the name of a column says. */
export interface Head {
  meaning: Meaning | null
  /** The guide of the document that it names; null: none. */
  kind: string | null
  /** Its words for the document, where it has any: `License` of `License Expiry`. */
  label: string
  /** Whether the words are known as they stand; otherwise the cells must bear it out. */
  isSure: boolean
}

/** How many columns of a row are compared with known names. */
const MOST = 200

/** The fields that a column of another table may be mapped to; its "ID" is not the id of a card. */
export const MAPPABLE = COLUMNS.filter(
  (column): column is TypedField => !(OWN_COLUMNS as readonly Column[]).includes(column),
)

/** Fields that are often named together with the document they are of: "Срок действия визы", "Passport No.". */
const OF_DOCUMENT = ['expires', 'issued', 'number'] as const

type DocumentField = (typeof OF_DOCUMENT)[number]

/** A contract of a person is another document than the passport beside it. */
const CONTRACT = /contract|agreement|договор|合同|协议|шарт/

const HAN = /\p{Script=Han}/u

/** Returns the form in which names of columns are compared: without case, with one blank for `_`, `-` and line breaks. */
export function columnKey(name: string): string {
  const words = name.normalize('NFKC').replace(/[\s_\u00a0-]+/g, ' ')
  return nameKey(words.replace(/[.:：*]+$/, '')).replaceAll('ё', 'е')
}

/** Returns the field that a word names, as people write it in any language; null: none. */
export function fieldNamed(word: string): TypedField | null {
  known ??= allMeanings()
  const meaning = known.get(columnKey(word))
  return MAPPABLE.find(field => field === word) ?? MAPPABLE.find(field => field === meaning) ?? null
}

/** Returns the field of a column that `renew` wrote; null if it wrote no such column. */
export function ownColumn(name: string): Column | null {
  return COLUMNS.find(column => column === name) ?? null
}

/** Returns a name of a column in words: `expiryDate` is "expiry Date", `HB.visa_no` "HB visa no". */
export function headWords(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[(（[].*/s, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[\s_\u00a0/,:：;|-]+|\s*\.\s*(?=\p{L})/gu, ' ')
    .trim()
}

/** Reads names of columns. Kinds of documents are those of the guides, and words that name one only in a column's name. */
export class HeadReader {
  readonly #kinds: Kinds

  constructor(own: readonly OwnGuide[] = []) {
    const inHeads = Object.entries(KINDS_IN_HEADS).map(([id, titles]) => ({ id, titles }))
    this.#kinds = new Kinds([...own, ...inHeads])
  }

  /** Says what a column is by its name. */
  read(name: string): Head {
    known ??= allMeanings()
    const words = headWords(name)
    const key = columnKey(words)
    const kind = this.#kinds.guideOf(words)
    const whole = known.get(columnKey(name)) ?? known.get(key)
    if (whole) return { meaning: whole, kind, label: '', isSure: true }
    const bare = columnKey(this.#kinds.without(words))
    const other = { meaning: null, kind, label: '', isSure: false } as const
    for (const restIn of [wholeField, partOf])
      for (const field of OF_DOCUMENT) {
        const rest = restIn(bare, field)
        if (rest === null) continue
        if (field === 'expires' && isOtherDate(key)) return { ...other, meaning: 'other-date' }
        const isSure = withoutDocument(rest) === ''
        const hasLabel = kind === null && (!isSure || CONTRACT.test(rest))
        // The guide of other documents has no title that tells which.
        if (kind === 'generic') return { meaning: field, kind, label: labelOf(words, key, field), isSure }
        return { meaning: field, kind, label: hasLabel ? labelIn(words, rest) : '', isSure }
      }
    if (isOtherDate(key)) return { ...other, meaning: 'other-date' }
    if (kind !== null && / ?(?:id|code)$/.test(bare)) return { ...other, meaning: 'number' }
    return { ...other, label: labelIn(words, withoutDocument(bare)) }
  }

  /** Whether a name of a column is of a person: nationality, passport, employee. */
  isOfPerson(name: string): boolean {
    return includesWord(columnKey(headWords(name)), OF_PERSON)
  }
}

let reader: HeadReader | undefined

/** Longer cells are not names of columns. */
const LONGEST = 100

/** Returns the meaning of a column if its name tells it for certain; null otherwise. */
function sureMeaning(name: string): Meaning | null {
  reader ??= new HeadReader()
  if (name === '' || name.length > LONGEST) return null
  const { meaning, isSure, kind } = reader.read(name)
  return isSure || (kind !== null && meaning !== 'other-date') ? meaning : null
}

/** Counts the different meanings of the cells of a row, read as names of columns. */
export function countKnown(names: readonly string[]): number {
  return new Set(
    names
      .slice(0, MOST)
      .map(sureMeaning)
      .filter(meaning => meaning !== null),
  ).size
}

/** Whether a column of numbers may only count the rows. */
export function mayBeCounter(name: string): boolean {
  return COUNTERS.perhaps.some(one => columnKey(one) === columnKey(name))
}

let known: Map<string, Meaning> | undefined

function allMeanings(): Map<string, Meaning> {
  const named = (names: readonly string[], meaning: Meaning) =>
    names.map((name): [string, Meaning] => [columnKey(name), meaning])
  return new Map([
    ...MAPPABLE.flatMap(column => named(NAMES[column], column)),
    ...named(DOCUMENTS, 'document'),
    ...named(NAME_PARTS.surname, 'surname'),
    ...named(NAME_PARTS.other, 'other-name'),
    ...named(COUNTERS.always, 'counter'),
  ])
}

/** Returns the words for any document where the others are a field's whole name; null otherwise. */
function wholeField(text: string, field: DocumentField): string | null {
  const rest = withoutDocument(text)
  if (known!.get(text) === field) return ''
  return known!.get(rest) === field ? text.replace(rest, '').trim() : null
}

/** Returns what is left of a text that begins or ends with a field's name; null where it does not. */
function partOf(text: string, field: DocumentField): string | null {
  for (const phrase of phrasesOf(field)) {
    const isHan = HAN.test(phrase)
    if (text.endsWith(isHan ? phrase : ` ${phrase}`)) return text.slice(0, -phrase.length).trim()
    if (text.startsWith(isHan ? phrase : `${phrase} `)) return text.slice(phrase.length).trim()
  }
  return null
}

const phrases = new Map<DocumentField, readonly string[]>()

/** Returns the names of a field, the longest first. */
function phrasesOf(field: DocumentField): readonly string[] {
  const found =
    phrases.get(field) ?? [...new Set(NAMES[field].map(columnKey))].sort((a, b) => b.length - a.length)
  phrases.set(field, found)
  return found
}

/** Removes words for any document, and the small words that join them. */
function withoutDocument(text: string): string {
  let rest = ` ${text} `
  for (const word of ANY_DOCUMENT)
    rest = HAN.test(word) ? rest.replaceAll(word, ' ') : rest.replaceAll(` ${word} `, ' ')
  rest = rest.replace(/ (?:of|the|a|date|day|для|на|дата|的|日期|日|күні) (?=.* $| $)/gu, ' ')
  return rest.replace(/\s+/g, ' ').trim()
}

/** Returns the words beside the name of a field: `Civil ID` of `Civil ID Expiry`. */
function labelOf(words: string, key: string, field: DocumentField): string {
  return labelIn(words, partOf(key, field) ?? '')
}

/** Returns a label with the letters of the name of the column. */
function labelIn(words: string, label: string): string {
  const at = words.toLowerCase().indexOf(label)
  return label === '' || at < 0 ? label : words.slice(at, at + label.length)
}

function isOtherDate(key: string): boolean {
  return includesWord(key, OTHER_DATES)
}

/** Whether one of the words begins a word of a text; Chinese ones may be anywhere. */
function includesWord(key: string, words: readonly string[]): boolean {
  return words.some(word => (HAN.test(word) ? key.includes(word) : ` ${key}`.includes(` ${word}`)))
}
