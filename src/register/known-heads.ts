import { nameKey } from '../cards/card.ts'
import { COLUMNS, type Column, OWN_COLUMNS, type TypedField } from './card-row.ts'
import { COUNTERS, DOCUMENTS, NAME_PARTS, NAMES } from './column-names.ts'
import { withoutKind } from './kind-names.ts'

/** What a head stands for: a field, a name of documents, a part of a person's name, or a number of rows. */
export type Meaning = Column | 'document' | 'surname' | 'other-name' | 'counter'

/** More heads than this are not looked at. */
const MOST = 200

/** The fields a column of another table may be mapped to; an "ID" there counts the rows of that table. */
export const MAPPABLE = COLUMNS.filter(
  (column): column is TypedField => !(OWN_COLUMNS as readonly Column[]).includes(column),
)

/** Fields that are often named together with the document they are of: "Срок действия визы", "Passport No.". */
const DOCUMENT_FIELDS = new Set<Meaning>(['expires', 'issued', 'number'])

/** Heads are compared without case, and with one blank for every `_`, `-`, line break or row of blanks. */
export function columnKey(head: string): string {
  const words = head.normalize('NFKC').replace(/[\s_\u00a0-]+/g, ' ')
  return nameKey(words.replace(/[.:：*]+$/, '')).replaceAll('ё', 'е')
}

/** The field of a head that `renew` wrote. */
export function ownColumn(head: string): Column | null {
  return COLUMNS.find(column => column === head) ?? null
}

let known: Map<string, Meaning> | undefined

/** What a head of somebody else's table stands for; null where nobody knows. What is in brackets may be left out. */
export function meaningOf(head: string): Meaning | null {
  known ??= allMeanings()
  const found = known.get(columnKey(head)) ?? known.get(columnKey(head.replace(/[(（[].*/s, '')))
  if (found) return found
  const bare = withoutKind(columnKey(head))
  const field = bare === null ? undefined : known.get(columnKey(bare.replace(/[(（[].*/s, '')))
  return field && DOCUMENT_FIELDS.has(field) ? field : null
}

/** How many different things the heads in a row stand for. */
export function countKnown(heads: readonly string[]): number {
  return new Set(
    heads
      .slice(0, MOST)
      .map(meaningOf)
      .filter(meaning => meaning !== null),
  ).size
}

/** Whether a column may as well only count the rows. */
export function mayBeCounter(head: string): boolean {
  return COUNTERS.perhaps.some(name => columnKey(name) === columnKey(head))
}

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
