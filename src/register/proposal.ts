import { isNoDateWord } from '../dates/no-date-words.ts'
import type { Column } from './card-row.ts'
import { areParts, columnRoles, isCode, isPlate, type Role } from './column-roles.ts'
import type { Declarations } from './declarations.ts'
import type { ListColumn } from './list-columns.ts'
import { type ColumnDates, listDates } from './list-dates.ts'
import { type RowDocument, rowDocuments, type SameThing } from './row-documents.ts'

/** A list as it is understood: what its columns are, and which cards a row gives. */
export interface Proposal {
  roles: Role[]
  documents: RowDocument[]
  same: SameThing[]
  people: number[]
  /** Whether a blank cell of that column means the holder above. */
  isAsAbove: boolean
  /** The column of the cards' names; null: they are named after their holders. */
  name: number | null
  isNameChosen: boolean
  /** The column of plates, which name documents without a holder; null: there is none. */
  thing: number | null
  kind: number | null
  others: { index: number; field: Column }[]
  /** Columns whose cells tell cards of one name apart, the likeliest first. */
  telling: number[]
  dates: ColumnDates[]
  /** Columns of dates that are not the end of something, and are left out. */
  otherDates: ListColumn[]
}

const NO_CARD_FIELDS = new Set<Column>(['expires', 'number', 'issued', 'holder', 'name', 'guide'])

/**
 * Understands a list as a whole (§15): what the user says of a column counts first, then its name, then its cells. What
 * this leaves open is asked about.
 */
export function propose(columns: readonly ListColumn[], said: Declarations): Proposal {
  const roles = columnRoles(columns, said)
  const { documents, same } = rowDocuments(roles)
  const people = indexes(roles, 'holder')
  const isNamedByKey = said.isUpdate && roles.some(({ field }) => field === 'number')
  const named = indexes(roles, 'name')[0] ?? null
  const name = named ?? (people.length > 0 || isNamedByKey ? null : namingColumn(roles))
  const used = roles.flatMap(({ column, field }) => (field === 'expires' || field === 'issued' ? column : []))
  const datesOf = (index: number) =>
    // A month is never asked about where it is not an end: a date of issue is then left out.
    roles[index]!.field === 'issued' ? { ...said.datesOf(index), month: true } : said.datesOf(index)
  const dates = listDates(used, columns, datesOf)
  const isOnePerson = people.length < 2 || areParts(roles.filter(({ field }) => field === 'holder'))
  return {
    roles,
    documents,
    same: isOnePerson ? same : [...same, { field: 'holder', columns: people }],
    people,
    isAsAbove: people.length === 1 && said.columns.get(people[0]!)?.isAsAbove === true,
    name,
    isNameChosen: named === null && name !== null,
    thing: roles.find(({ column }) => isPlate(column.name))?.column.index ?? null,
    kind: indexes(roles, 'guide')[0] ?? null,
    others: roles.flatMap(({ column, field }) =>
      field === null || NO_CARD_FIELDS.has(field) ? [] : [{ index: column.index, field }],
    ),
    telling: roles.filter(mayTell).map(({ column }) => column.index),
    dates,
    otherDates: roles.filter(({ note }) => note === 'date').map(({ column }) => column),
  }
}

function indexes(roles: readonly Role[], field: Column): number[] {
  return roles.filter(role => role.field === field).map(({ column }) => column.index)
}

/** Chooses the column that names the cards where none says so: that of text which differs in most rows. */
function namingColumn(roles: readonly Role[]): number | null {
  const able = roles.filter(role => mayTell(role) || role.field === 'number')
  const ofText = able.filter(({ column }) => column.examples.some(isText))
  const ofWords = ofText.filter(({ column }) => !column.examples.every(isCode))
  const found =
    ofWords.find(({ column }) => column.isMostlyDistinct) ??
    ofText.find(({ column }) => column.isMostlyDistinct) ??
    able.find(({ column }) => column.isDistinct) ??
    ofText[0] ??
    able[0]
  return found?.column.index ?? null
}

const isText = (text: string): boolean => /\p{L}/u.test(text) && !isNoDateWord(text)

function mayTell({ column, field, isSaid }: Role): boolean {
  const { meaning } = column.header
  return field === null && !isSaid && meaning !== 'counter' && column.dates === null && column.filled > 0
}
