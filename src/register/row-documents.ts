import { labelKey, type Role } from './column-roles.ts'
import { headWords } from './header.ts'

/** A column of numbers or of dates of issue that belongs to a document. */
export interface Belonging {
  index: number
  /** The guide of the only documents it is of; null: of any. */
  kind: string | null
}

/** A document that each row of a list may have. */
export interface RowDocument {
  /** The column of the last valid day; null: a list that only updates other fields. */
  end: number | null
  /** The guide that the names of columns or the user tell; null: the row or nothing tells. */
  kind: string | null
  /** Its words in the name of the column; empty: none. */
  label: string
  numbers: Belonging[]
  issued: Belonging[]
}

/** Several columns that would be the same thing of the same document. */
export interface SameThing {
  field: 'expires' | 'number' | 'issued' | 'holder' | 'name'
  columns: number[]
}

/**
 * Finds the documents of a row: one for each column of last valid days. A number or a date of issue goes to the document
 * that its name names, and to no other; one without a name goes to the only document without one.
 */
export function rowDocuments(roles: readonly Role[]): { documents: RowDocument[]; same: SameThing[] } {
  const ends = roles.filter(({ field }) => field === 'expires')
  const isOne = ends.length < 2
  const documents: RowDocument[] =
    ends.length === 0
      ? [{ end: null, kind: null, label: '', numbers: [], issued: [] }]
      : ends.map(end => ({
          end: end.column.index,
          kind: end.kind,
          label: isOne && end.column.head.isSure ? '' : end.label,
          numbers: [],
          issued: [],
        }))
  takeKindOfNumber(documents, roles)
  for (const [field, list] of [
    ['number', 'numbers'],
    ['issued', 'issued'],
  ] as const)
    for (const role of roles.filter(one => one.field === field)) {
      const isOfRow = isOfKindColumn(role, roles)
      const owner = isOfRow && isOne ? documents[0]! : ownerOf(role, documents, roles)
      const isOfAny = owner?.kind !== null || isOfRow
      if (owner) owner[list].push({ index: role.column.index, kind: isOfAny ? null : role.kind })
      else role.field = null
    }
  tellApart(documents, ends)
  return { documents, same: sameThings(documents, roles) }
}

/** A kind in the name of the number, or of the name, counts like one in that of the date, where the date names none. */
function takeKindOfNumber(documents: RowDocument[], roles: readonly Role[]): void {
  const bare = documents.filter(({ kind, label, end }) => kind === null && label === '' && end !== null)
  if (bare.length !== 1 || roles.some(({ field }) => field === 'guide')) return
  const owned = new Set(documents.map(({ kind }) => kind))
  const free = roles.filter(
    ({ field, kind }) => ['number', 'issued', 'name'].includes(field ?? '') && kind && !owned.has(kind),
  )
  const kinds = new Set(free.map(({ kind }) => kind))
  if (kinds.size === 1) bare[0]!.kind = free[0]!.kind
}

/** Whether a number is of the kind that a column beside it says: `license_number` beside `license_type`. */
function isOfKindColumn(role: Role, roles: readonly Role[]): boolean {
  const column = roles.find(({ field }) => field === 'guide')?.column
  if (!column) return false
  const isInName =
    role.label !== '' && labelKey(headWords(column.name)).split(' ').includes(labelKey(role.label))
  return isInName || (column.head.kind !== null && column.head.kind === role.kind)
}

function ownerOf(role: Role, documents: readonly RowDocument[], roles: readonly Role[]): RowDocument | null {
  const isOne = documents.length === 1
  const only = (found: readonly RowDocument[]) => (found.length === 1 ? found[0]! : null)
  if (role.kind !== null) {
    const same = documents.filter(({ kind }) => kind === role.kind)
    // In a list with a column of kinds, the number counts in rows of its kind.
    const alike = same.find(({ label }) => labelKey(label) === labelKey(role.label))
    return alike ?? same[0] ?? only(documents.filter(({ kind, label }) => kind === null && label === ''))
  }
  const key = labelKey(role.label)
  const isBare = role.column.head.isSure || (role.isSaid && role.label === role.column.name)
  const named = key === '' ? null : only(documents.filter(({ label }) => labelKey(label) === key))
  if (named) return named
  const within = key === '' ? null : only(documents.filter(({ end }) => hasWords(end, key, roles)))
  if (within) return within
  if (!isBare) return role.isSaid && isOne ? documents[0]! : null
  return isOne
    ? documents[0]!
    : (only(documents.filter(({ kind, label }) => kind === null && label === '')) ?? nearest(role, documents))
}

/** Whether the name of a column has these words: "permit" in "Work Permit Expiry". */
function hasWords(index: number | null, key: string, roles: readonly Role[]): boolean {
  return index !== null && ` ${labelKey(headWords(roles[index]!.column.name))} `.includes(` ${key} `)
}

/** A bare number or date of issue right before the last valid day of a document whose kind a number has given. */
function nearest(role: Role, documents: readonly RowDocument[]): RowDocument | null {
  const next = documents.find(({ end }) => end !== null && end > role.column.index)
  return next && next.label === '' && next.numbers.some(({ index }) => index < role.column.index)
    ? next
    : null
}

/** Gives documents that would be alike the names of their columns as labels. */
function tellApart(documents: RowDocument[], ends: readonly Role[]): void {
  const keyOf = ({ kind, label }: RowDocument) => `${kind} ${labelKey(label)}`
  for (const [at, document] of documents.entries()) {
    const alike = documents.filter(other => keyOf(other) === keyOf(document))
    if (alike.length > 1 && document !== alike[0])
      document.label = ends[at]!.column.name || `#${document.end! + 1}`
  }
}

function sameThings(documents: readonly RowDocument[], roles: readonly Role[]): SameThing[] {
  const ends = documents.map(({ kind, end, label }) => ({ key: kind ?? '', end, label }))
  const indexOf = (field: string) =>
    roles.filter(role => role.field === field).map(({ column }) => column.index)
  const found: SameThing[] = []
  const add = (field: SameThing['field'], columns: number[]) => {
    // What the user has said is no longer asked.
    if (columns.length > 1 && columns.some(index => !roles[index]!.isSaid)) found.push({ field, columns })
  }
  for (const key of new Set(ends.map(one => one.key))) {
    const alike = ends.filter(one => one.key === key && isAlike(roles[one.end ?? 0]!, roles, ends))
    add(
      'expires',
      alike.flatMap(({ end }) => (end === null ? [] : [end])),
    )
  }
  for (const { numbers, issued } of documents) {
    const kinds = new Set(numbers.map(({ kind }) => kind))
    for (const kind of kinds)
      add(
        'number',
        numbers.filter(one => one.kind === kind).map(({ index }) => index),
      )
    add(
      'issued',
      issued.map(({ index }) => index),
    )
  }
  add('name', indexOf('name'))
  return found
}

/** Whether nothing in the name of a column tells its document from the others of the row. */
function isAlike(role: Role, roles: readonly Role[], ends: readonly { end: number | null }[]): boolean {
  const others = ends.flatMap(({ end }) => (end === null || end === role.column.index ? [] : [roles[end]!]))
  return others.some(other => other.kind === role.kind && labelKey(other.label) === labelKey(role.label))
}
