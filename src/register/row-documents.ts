import {
  CONTRACT,
  columnKey,
  documentWords,
  endInDocument,
  headerWords,
  isSeriesName,
} from './column-header.ts'
import { labelKey, type Role } from './column-roles.ts'
import type { ListColumn } from './list-columns.ts'

/** A column of numbers or of dates of issue that belongs to a document. */
export interface Belonging {
  index: number
  /** The guide of the only documents it is of; null: of any. */
  kind: string | null
  /** The column of the letters or digits before a number; null: none. */
  series: number | null
}

export interface RowDocument {
  /** The column of the last valid day; null: a list that only updates other fields. */
  end: number | null
  /** The guide that the names of columns or the user tell; null: the row or nothing tells. */
  kind: string | null
  label: string
  isOfRow: boolean
  numbers: Belonging[]
  issued: Belonging[]
}

export interface SameThing {
  field: 'expires' | 'number' | 'issued' | 'holder' | 'name'
  columns: number[]
}

/**
 * Finds the documents of a row: one for each column of last valid days. A number or a date of issue goes to the
 * document that its name names, and to no other; one without a name goes to the only document without one.
 */
export function rowDocuments(roles: readonly Role[]): { documents: RowDocument[]; same: SameThing[] } {
  const ends = roles.filter(({ field }) => field === 'expires')
  const isOne = ends.length < 2
  const documents = ends.map((end): RowDocument => {
    const label = isOne && end.column.header.isSure ? '' : end.label
    const isOfRow = mayBeOfRow(end, roles, isOne)
    return { end: end.column.index, kind: end.kind, label, isOfRow, numbers: [], issued: [] }
  })
  if (ends.length === 0)
    documents.push({ end: null, kind: null, label: '', isOfRow: true, numbers: [], issued: [] })
  takeKindOfNumber(documents, roles)
  for (const [field, list] of [
    ['number', 'numbers'],
    ['issued', 'issued'],
  ] as const)
    for (const role of roles.filter(one => one.field === field)) {
      const isOfKinds = isOfKindColumn(role, roles)
      const owner = isOfKinds && isOne ? documents[0]! : ownerOf(role, documents, roles)
      const kind = owner?.kind !== null || isOfKinds ? null : role.kind
      if (owner) owner[list].push({ index: role.column.index, kind, series: null })
      else role.field = null
    }
  for (const document of documents) document.numbers = withSeries(document.numbers, roles)
  const mayHaveKinds = documents.some(({ isOfRow }) => isOfRow)
  for (const role of roles) if (role.field === 'guide' && !role.isSaid && !mayHaveKinds) role.field = null
  const same = [...sameEnds(ends), ...sameThings(documents, roles)]
  tellApart(documents, ends)
  return { documents, same }
}

/** Whether a column of kinds may tell the kind of a document: that of a passport does not tell that of a contract. */
function mayBeOfRow(end: Role, roles: readonly Role[], isOne: boolean): boolean {
  return end.label === '' || isOfKindColumn(end, roles) || (isOne && !CONTRACT.test(labelKey(end.label)))
}

function withSeries(numbers: readonly Belonging[], roles: readonly Role[]): Belonging[] {
  const isSeries = ({ index }: Belonging) => isSeriesName(roles[index]!.column.name)
  return numbers.flatMap(number => {
    const alike = numbers.filter(({ kind }) => kind === number.kind)
    const rest = alike.filter(one => !isSeries(one))
    if (isSeries(number)) return rest.length > 0 ? [] : [number]
    return [{ ...number, series: alike.find(isSeries)?.index ?? null }]
  })
}

/**
 * A kind in the name of the number, or of the name, counts like one in that of the date, where the date names none, or
 * only a part of it: "License expiry" beside "Driver's license no".
 */
function takeKindOfNumber(documents: RowDocument[], roles: readonly Role[]): void {
  const open = documents.filter(({ kind, end }) => kind === null && end !== null)
  const bare = open.filter(({ label }) => label === '')
  if (roles.some(({ field }) => field === 'guide')) return
  const owned = new Set(documents.map(({ kind }) => kind))
  const named = roles.filter(({ kind }) => kind && !owned.has(kind))
  const ofFields = named.filter(({ field }) => ['number', 'issued', 'name'].includes(field ?? ''))
  const isBareKind = ({ column, label }: Role) =>
    column.header.meaning === null && label === '' && column.filled > 0
  const free = ofFields.length > 0 ? ofFields : named.filter(isBareKind)
  for (const document of open) {
    const isNamed = ({ column, kind }: Role) =>
      kind !== 'generic' && hasWords(column, labelKey(document.label))
    const likely = document.label !== '' ? free.filter(isNamed) : bare.length === 1 ? free : []
    if (new Set(likely.map(({ kind }) => kind)).size !== 1) continue
    const { kind, label } = likely[0]!
    Object.assign(document, { kind, label: kind === 'generic' ? label : '' })
  }
}

/** Whether a number is of the kind that a column beside it says: `license_number` beside `license_type`. */
function isOfKindColumn(role: Role, roles: readonly Role[]): boolean {
  const column = roles.find(({ field }) => field === 'guide')?.column
  if (!column) return false
  const isInName = role.label !== '' && hasWords(column, labelKey(role.label))
  return isInName || (column.header.kind !== null && column.header.kind === role.kind)
}

function ownerOf(role: Role, documents: readonly RowDocument[], roles: readonly Role[]): RowDocument | null {
  const isOne = documents.length === 1
  const only = (found: readonly RowDocument[]) => (found.length === 1 ? found[0]! : null)
  const unnamed = documents.filter(({ kind, label }) => kind === null && label === '')
  if (role.kind !== null) {
    const same = documents.filter(({ kind }) => kind === role.kind)
    // In a list with a column of kinds, the number counts in rows of its kind.
    const alike = same.find(({ label }) => labelKey(label) === labelKey(role.label))
    return alike ?? same[0] ?? only(unnamed)
  }
  const key = labelKey(role.label)
  const isBare = role.column.header.isSure || (role.isSaid && role.label === role.column.name)
  const named = key === '' ? null : only(documents.filter(({ label }) => labelKey(label) === key))
  if (named) return named
  // "RN License #" is of "License Exp".
  const isPart = ({ label }: RowDocument) => label !== '' && key.endsWith(` ${labelKey(label)}`)
  const isWithin = (document: RowDocument) =>
    isPart(document) || (document.end !== null && hasWords(roles[document.end]!.column, key))
  const within = key === '' ? null : only(documents.filter(isWithin))
  if (within) return within
  const isOfBare = unnamed[0]?.end != null && isOfDocument(role)
  if (isOne) return isBare || role.isSaid || isOfBare ? documents[0]! : null
  return isBare ? (only(unnamed) ?? nearest(role, documents)) : null
}

/** Whether a number is of a document by its own name: "Dealer permit no", "执业证号". */
const isOfDocument = ({ label, column }: Role): boolean =>
  endInDocument(columnKey(label)) || /证[书件]?编?号/.test(column.name)

function hasWords({ name }: ListColumn, key: string): boolean {
  return ` ${labelKey(headerWords(name))} `.includes(` ${key} `)
}

/** A bare number or date of issue right before the last valid day of a document whose kind a number has given. */
function nearest(role: Role, documents: readonly RowDocument[]): RowDocument | null {
  const next = documents.find(({ end }) => end !== null && end > role.column.index)
  return next && next.label === '' && next.numbers.some(({ index }) => index < role.column.index)
    ? next
    : null
}

const sameKind = (a: Role, b: Role): boolean => a.kind === b.kind && labelKey(a.label) === labelKey(b.label)

function differ(a: Role, b: Role): boolean {
  const [one, other] = [a.column.header.document, b.column.header.document]
  return one !== '' && other !== '' && one !== other
}

function tellApart(documents: RowDocument[], ends: readonly Role[]): void {
  for (const [at, end] of ends.entries()) {
    const others = ends.filter(other => other !== end && sameKind(other, end))
    const { name, header } = end.column
    if (others.length === 0) continue
    if (others.every(other => differ(end, other))) documents[at]!.label = documentWords(name, header)
    else if (others.some(other => ends.indexOf(other) < at))
      documents[at]!.label = name || `#${end.column.index + 1}`
  }
}

function sameEnds(ends: readonly Role[]): SameThing[] {
  const seen = new Set<Role>()
  return ends.flatMap(end => {
    if (seen.has(end)) return []
    const alike = ends.filter(other => other === end || (sameKind(other, end) && !differ(other, end)))
    for (const one of alike) seen.add(one)
    return sameThing('expires', alike)
  })
}

/** Returns columns as one thing, if there are several; what the user has said of all of them is no longer asked. */
function sameThing(field: SameThing['field'], columns: readonly Role[]): SameThing[] {
  return columns.length > 1 && columns.some(({ isSaid }) => !isSaid)
    ? [{ field, columns: columns.map(({ column }) => column.index) }]
    : []
}

function sameThings(documents: readonly RowDocument[], roles: readonly Role[]): SameThing[] {
  const rolesOf = (all: readonly Belonging[]) => all.map(({ index }) => roles[index]!)
  const ofDocuments = documents.flatMap(({ numbers, issued }) => {
    const kinds = [...new Set(numbers.map(({ kind }) => kind))]
    const byKind = kinds.map(kind => numbers.filter(one => one.kind === kind))
    return [
      ...byKind.flatMap(all => sameThing('number', rolesOf(all))),
      ...sameThing('issued', rolesOf(issued)),
    ]
  })
  const names = roles.filter(({ field }) => field === 'name')
  return [...ofDocuments, ...sameThing('name', names)]
}
