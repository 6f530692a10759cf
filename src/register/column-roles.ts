import type { Column } from './card-row.ts'
import {
  CONTRACT,
  type ColumnHeader,
  columnKey,
  headerWords,
  isDocument,
  isFirm,
  isOfDocument,
  isSeriesName,
  type Meaning,
  mayBeCounter,
} from './column-header.ts'
import type { Declarations } from './declarations.ts'
import type { ListColumn } from './list-columns.ts'

export interface Role {
  column: ListColumn
  field: Column | null
  /** The guide of the document it belongs to; null: its name and the user tell none. */
  kind: string | null
  /** The words in its name for the document, such as `License`; empty: none. */
  label: string
  isSaid: boolean
  note: 'date' | 'unknown-dates' | null
}

/** Words for the end of something: such a column of dates is more likely a last valid day than not. */
export const LIKE_END =
  /expir|valid|until|\bend|due|deadline|next (?:check|date|exam|inspection|medical|review|test|training)|\bfin\b|hasta|caduc|validade|gültig bis|ablauf|geldig|bitiş|انتهاء|следующ|下次|келесі|复审|复训|年审|年检|scaden|vencim|срок|действ|оконч|исте[кч]|мерзім|дейін|аяқтал|期(?!间)(?<!日期)|截止/i

const NEXT = /\bnext |следующ|下次|келесі/i

/** Words for a day before the end: giving notice, using an option, being reminded. */
export const BEFORE_END =
  /\bnotice|\boption|\bremind|\balert|\bfollow up|уведомл|напомин|предупрежд|通知|提醒|提前|预警|ескерт|хабарла/i

/** Words for a kind of document in the name of a column, which make its cells kinds even where none is known. */
const OF_DOCUMENT =
  /document|certificate|licen[cs]e|permit|\bcard|\bid\b|документ|удостоверен|разрешен|құжат|рұқсат|证|件/i

/** Says what each column is, by what the user says, its name, and its cells. */
export function columnRoles(columns: readonly ListColumn[], said: Declarations): Role[] {
  const roles = columns.map(column => saidRole(column, said) ?? roleByHeader(column, columns))
  if (columns.some(({ name }) => OF_THINGS.test(headerWords(name)))) keepThings(roles)
  chooseKinds(roles)
  choosePeople(roles)
  const things = roles.find(({ column }) => isPlate(column.name))
  takeKindsOfHolders(roles, things)
  if (things) nameThings(roles, things)
  chooseNumbers(roles)
  return roles
}

const OF_THINGS =
  /vehicle|\bplate|licen[cs]e tag|\bvin\b|\bcar (?:make|model|no)|\bdomain|hostname|автомоб|госномер|гос номер|транспорт|домен|车牌|车辆|域名|көлік/i

/** In a list of things, a registration is not a registration card. */
function keepThings(roles: readonly Role[]): void {
  for (const role of roles) {
    if (role.isSaid || role.kind !== 'kz/registration-card') continue
    role.kind = 'generic'
    role.label = headerWords(role.column.name)
  }
}

const PLATE =
  /\bplate|licen[cs]e tag|(?:vehicle|car|truck) (?:no|number|reg)|гос ?номер|гос номер|номер (?:авто|машины|тс)|车牌|көлік нөмірі/i

export const isPlate = (name: string): boolean => PLATE.test(headerWords(name))

const OF_HOLDERS = [
  [/driver|водител|驾驶员|司机|жүргізуші/i, /^(?:licen[cs]e|удостоверен|куәлігі?)$/, 'driver-licence'],
  [/tenant|lessee|арендатор|нанимател|租户|租客|承租/i, CONTRACT, 'lease'],
] as const

function takeKindsOfHolders(roles: readonly Role[], things: Role | undefined): void {
  const holder = roles.find(({ field }) => field === 'holder')?.column
  const [, label, kind] = OF_HOLDERS.find(([people]) => people.test(headerWords(holder?.name ?? ''))) ?? []
  if (!holder || !label || (things && things.column.index < holder.index)) return
  for (const role of roles)
    if (isOfDocument(role.field) && role.kind === null && label.test(labelKey(role.label)))
      Object.assign(role, { kind, label: '' })
}

const KINDS_OF_THINGS: readonly (string | null)[] = ['insurance', 'lease', 'generic', null]

/** Names the papers of vehicles after them, unless one is a person's: the driver may change. */
function nameThings(roles: readonly Role[], things: Role): void {
  const isFree =
    (things.field === null || things.field === 'number') && !things.isSaid && things.column.isMostlyDistinct
  const isOfPeople = roles.some(({ field, kind }) => isOfDocument(field) && !KINDS_OF_THINGS.includes(kind))
  if (isFree && !isOfPeople && !roles.some(({ field }) => field === 'name')) things.field = 'name'
}

function saidRole(column: ListColumn, { columns }: Declarations): Role | null {
  const found = columns.get(column.index)
  if (!found) return null
  const { label, meaning } = column.header
  const kind = isOfDocument(found.field) ? (found.kind ?? column.header.kind) : null
  const isOther = kind === null || kind === 'generic'
  return {
    column,
    field: found.field,
    kind,
    label: meaning !== null ? label : isOther ? label || column.name : '',
    isSaid: true,
    note: null,
  }
}

const NO_FIELDS: readonly (Meaning | null)[] = ['document', 'surname', 'other-name', 'counter', 'other-date']

function roleByHeader(column: ListColumn, columns: readonly ListColumn[]): Role {
  const { header, isOfDates } = column
  const { kind, label, meaning } = header
  const role = (found: Meaning | null, note: Role['note'] = null): Role => {
    const field = NO_FIELDS.includes(found) ? null : (found as Column | null)
    return { column, field, kind, label, isSaid: false, note }
  }
  const unknown = role(null, isOfDates ? 'unknown-dates' : null)
  switch (meaning) {
    case 'expires':
      if (BEFORE_END.test(headerWords(column.name)) && isOfDates) return unknown
      return role(isEnd(column, columns) ? 'expires' : null)
    case 'issued':
      return role(hasDates(column) ? 'issued' : null)
    case 'other-date':
      if (NEXT.test(headerWords(column.name))) return unknown
      return role(null, isOfDates ? 'date' : null)
    case 'readings':
      return role('readings')
    case null:
      if (kind !== null && label === '') return roleByCells(column, role)
      return !isOfDates && isNumberOfEnd(column, columns) ? role('number') : unknown
    default:
      if (isOfDates) return unknown
      // A column without cells names nothing.
      return role(meaning === 'name' && column.kinds.of === 0 ? null : meaning)
  }
}

/** Says what a column is that is only called after a kind of document, such as "Visa". */
function roleByCells(column: ListColumn, role: (field: Meaning | null, note?: Role['note']) => Role): Role {
  const { dates = 0, numbers = 0, other = 0 } = column.dates?.counts ?? {}
  if (dates > numbers && dates - numbers >= other) return role('expires')
  if (areNumbers(column)) return role('number')
  return role(null, dates > numbers ? 'unknown-dates' : null)
}

/**
 * Whether a column has the numbers of a document whose end is beside it: "PCO Licence" beside "PCO Licence Expiry", and
 * codes called "License" beside "Expiry".
 */
function isNumberOfEnd(column: ListColumn, columns: readonly ListColumn[]): boolean {
  const { label } = column.header
  const isBare = isDocument(columnKey(label)) && column.isDistinct && column.examples.every(isCode)
  const isEndOfIt = ({ meaning, kind, label: own }: ColumnHeader) =>
    meaning === 'expires' && (labelKey(own) === labelKey(label) || (isBare && own === '' && kind === null))
  return label !== '' && areNumbers(column) && columns.some(({ header }) => isEndOfIt(header))
}

/** Whether a text is a code rather than words: no blanks, and five digits or those of a UUID. */
export const isCode = (text: string): boolean => /^(?:\S*\d){5}\S*$/.test(text)

const hasDigit = (text: string): boolean => /\p{N}/u.test(text)

const areNumbers = ({ examples }: ListColumn): boolean => examples.length > 0 && examples.every(hasDigit)

const hasDates = ({ dates }: ListColumn): boolean => (dates?.counts.dates ?? 0) > 0

/** Whether a column called so has last valid days; "Days to expiry" has not. Without cells, nothing is lost. */
function isEnd(column: ListColumn, columns: readonly ListColumn[]): boolean {
  const { header, filled, dates } = column
  const hasEnds = (dates?.counts.permanent ?? 0) > 0 && dates?.counts.other === 0
  if (hasDates(column) || hasEnds) return true
  const isOnly = columns.every(other => other === column || other.header.meaning !== 'expires')
  return filled > 0 ? header.isSure || isOnly : header.isSure && isOnly
}

function chooseKinds(roles: Role[]): void {
  for (const role of roles) if (role.field === 'guide' && !role.isSaid) role.field = null
  if (roles.some(({ field }) => field === 'guide')) return
  const rank = ({ column, isSaid, field }: Role): number => {
    const { alone, any, of } = column.kinds
    const { meaning } = column.header
    if (isSaid || of === 0 || isOfDocument(field)) return 0
    if (meaning === 'guide' && any > 0) return 5
    if (meaning === 'document' && any * 2 >= of) return 4
    if (meaning === 'guide' && OF_DOCUMENT.test(column.name)) return 3
    const hasPeople = roles.some(other => other.column.header.meaning === 'holder')
    if (meaning === 'name' && !hasPeople) return 0
    return alone * 5 >= of * 4 ? 2 : 0
  }
  const best = [...roles].sort((a, b) => rank(b) - rank(a))[0]
  if (best && rank(best) > 0) best.field = 'guide'
  const document = roles.find(({ column, field }) => column.header.meaning === 'document' && field === null)
  if (document && !document.isSaid && !roles.some(({ field }) => field === 'name' || field === 'guide'))
    document.field = 'name'
}

/** Finds the columns of people; a "Name" is a person's where the list has anything else of a person or a document. */
function choosePeople(roles: Role[]): void {
  const names = roles.filter(({ field, isSaid }) => field === 'holder' && !isSaid)
  const isPlain = ({ label, column }: Role) => label === '' && !column.examples.some(hasDigit)
  // A code, or the name in another language, is of the same person.
  if (names.some(isPlain)) for (const role of names) if (!isPlain(role)) role.field = null
  const hasHolder = roles.some(({ field }) => field === 'holder')
  const parts = roles.filter(({ column, isSaid }) => !isSaid && isPart(column.header.meaning))
  if (!hasHolder) for (const part of parts) part.field = 'holder'
  if (roles.some(({ field }) => field === 'holder')) {
    // A project that several rows have does not name their documents.
    const hasKind = roles.some(({ field }) => field === 'guide')
    for (const role of roles)
      if (hasKind && role.field === 'name' && !role.isSaid && !role.column.isDistinct) role.field = null
    if (!hasHolder && roles.some(({ column }) => column.header.meaning === 'surname'))
      for (const role of roles) if (role.field === 'name' && !role.isSaid) role.field = 'holder'
    return
  }
  const isOfPeople = roles.some(
    ({ column, field, kind, label }) =>
      field === 'guide' ||
      (kind !== null && (field === 'expires' || field === 'number')) ||
      (field === 'number' && isDocument(columnKey(label)) && !CONTRACT.test(columnKey(label))) ||
      (column.isOfPerson && column.header.meaning !== 'name'),
  )
  const name = roles.find(({ field, isSaid }) => field === 'name' && !isSaid)
  // Names of documents are not people.
  const areKinds = name && name.column.kinds.any * 2 >= name.column.kinds.of && name.column.kinds.of > 0
  if (name && isOfPeople && !areKinds) name.field = 'holder'
  const firm = roles.find(({ column, field, isSaid }) => !isSaid && field === null && isFirm(column.name))
  if (!name && firm) firm.field = 'holder'
}

const isPart = (meaning: Meaning | null): boolean => meaning === 'surname' || meaning === 'other-name'

function chooseNumbers(roles: Role[]): void {
  for (const role of roles) {
    if (role.field !== 'number' || role.isSaid) continue
    const { name, countsRows, header } = role.column
    const others = roles.filter(other => other !== role && other.field === 'number')
    const isCode = /\b(?:id|code)$/i.test(headerWords(name)) && !header.isSure
    const isNeedless = isCode
      ? countsRows || others.some(({ kind, label }) => kind === role.kind && label === role.label)
      : mayBeCounter(name) &&
        (countsRows || others.some(({ label, column }) => label === '' && !isSeriesName(column.name)))
    if (isNeedless) role.field = null
  }
}

export function areParts(roles: readonly Role[]): boolean {
  return roles.every(
    ({ column, isSaid }) => isSaid || isPart(column.header.meaning) || column.header.meaning === 'name',
  )
}

/** Returns words for a document as they are compared, in any case of the noun: "разрешение", "разрешения". */
export const labelKey = (label: string): string =>
  columnKey(label).replace(/(?<=[а-я]{4})[аеиоуыьюяй]+(?= |$)/g, '')
