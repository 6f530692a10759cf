import type { Column } from './card-row.ts'
import type { Declarations } from './declarations.ts'
import { columnKey, headWords, isOfDocument, isSeriesName, type Meaning, mayBeCounter } from './header.ts'
import type { ListColumn } from './list-columns.ts'

export interface Role {
  column: ListColumn
  field: Column | null
  /** The guide of the document it belongs to; null: its name and the user tell none. */
  kind: string | null
  /** The words in its name for the document, such as `License`; empty: none. */
  label: string
  isSaid: boolean
  /** Why it is left out, or that it must be asked about. */
  note: 'date' | 'unknown-dates' | null
}

/** Words for the end of something: such a column of dates is more likely a last valid day than not. */
export const LIKE_END =
  /expir|valid|until|\bend|due|deadline|scaden|vencim|срок|действ|оконч|исте[кч]|мерзім|дейін|аяқтал|期(?!间)(?<!日期)|截止/i

/** Words for a day before the end: giving notice, using an option, being reminded. */
export const BEFORE_END =
  /\bnotice|\boption|\bremind|\balert|\bfollow up|уведомл|напомин|предупрежд|通知|提醒|提前|预警|ескерт|хабарла/i

/** Words for a kind of document in the name of a column, which make its cells kinds even where none is known. */
const OF_DOCUMENT =
  /document|certificate|licen[cs]e|permit|\bcard|\bid\b|документ|удостоверен|разрешен|құжат|рұқсат|证|件/i

/** Says what each column is, by what the user says, its name, and its cells. */
export function columnRoles(columns: readonly ListColumn[], said: Declarations): Role[] {
  const roles = columns.map(column => saidRole(column, said) ?? roleByHead(column, columns))
  if (columns.some(({ name }) => OF_THINGS.test(headWords(name)))) keepThings(roles)
  chooseKinds(roles)
  choosePeople(roles)
  chooseCounters(roles)
  return roles
}

/** Names of columns of vehicles and domains, whose registration is not a person's. */
const OF_THINGS =
  /vehicle|\bplate|licen[cs]e tag|\bvin\b|\bcar (?:make|model|no)|\bdomain|hostname|автомоб|госномер|гос номер|транспорт|домен|车牌|车辆|域名|көлік/i

/** In a list of things, a registration is not a registration card. */
function keepThings(roles: readonly Role[]): void {
  for (const role of roles) {
    if (role.isSaid || role.kind !== 'kz/registration-card') continue
    role.kind = 'generic'
    role.label = headWords(role.column.name)
  }
}

function saidRole(column: ListColumn, { columns }: Declarations): Role | null {
  const found = columns.get(column.index)
  if (!found) return null
  const { label, kind, meaning } = column.head
  return {
    column,
    field: found.field,
    kind: isOfDocument(found.field) ? (found.kind ?? kind) : null,
    label: label !== '' || meaning !== null ? label : column.name,
    isSaid: true,
    note: null,
  }
}

function roleByHead(column: ListColumn, columns: readonly ListColumn[]): Role {
  const { head, isOfDates } = column
  const role = (field: Meaning | null, note: Role['note'] = null): Role => {
    const isKnown =
      field !== null && !['document', 'surname', 'other-name', 'counter', 'other-date'].includes(field)
    return {
      column,
      field: isKnown ? (field as Column) : null,
      kind: head.kind,
      label: head.label,
      isSaid: false,
      note,
    }
  }
  const hasDates = column.dates !== null && column.dates.counts.dates > 0
  switch (head.meaning) {
    case 'expires':
      if (BEFORE_END.test(headWords(column.name)) && isOfDates) return role(null, 'unknown-dates')
      // "Days to expiry" are not dates; of a column without cells nothing is lost.
      return hasDates || (head.isSure && (column.filled > 0 || isOnlyEnd(column, columns))) || hasEnds(column)
        ? role('expires')
        : role(null)
    case 'issued':
      return hasDates ? role('issued') : role(null)
    case 'number':
      return isOfDates ? role(null, 'unknown-dates') : role('number')
    case 'other-date':
      return role(null, isOfDates ? 'date' : null)
    case null:
      if (head.kind !== null && head.label === '')
        return hasDates && isOfDates ? role('expires') : role(looksLikeNumbers(column) ? 'number' : null)
      return role(null, isOfDates ? 'unknown-dates' : null)
    case 'readings':
      return role('readings')
    default:
      if (isOfDates) return role(null, 'unknown-dates')
      // A column without cells names nothing.
      return column.filled === 0 && column.kinds.of === 0 && head.meaning === 'name'
        ? role(null)
        : role(head.meaning)
  }
}

function isOnlyEnd(column: ListColumn, columns: readonly ListColumn[]): boolean {
  return columns.every(other => other === column || other.head.meaning !== 'expires')
}

function hasEnds({ dates }: ListColumn): boolean {
  return dates !== null && dates.counts.permanent > 0 && dates.counts.other === 0
}

const hasDigit = (text: string): boolean => /\p{N}/u.test(text)

function looksLikeNumbers({ examples }: ListColumn): boolean {
  return examples.length > 0 && examples.every(hasDigit)
}

/** Finds the column of kinds of documents: by its name, and by cells that are kinds. */
function chooseKinds(roles: Role[]): void {
  for (const role of roles) if (role.field === 'guide' && !role.isSaid) role.field = null
  if (roles.some(({ field }) => field === 'guide')) return
  const rank = ({ column, isSaid, field }: Role): number => {
    const { alone, any, of } = column.kinds
    const { meaning } = column.head
    if (isSaid || of === 0 || isOfDocument(field)) return 0
    if (meaning === 'guide' && any > 0) return 5
    if (meaning === 'document' && any * 2 >= of) return 4
    if (meaning === 'guide' && OF_DOCUMENT.test(column.name)) return 3
    const hasPeople = roles.some(other => other.column.head.meaning === 'holder')
    if (meaning === 'name' && !hasPeople) return 0
    return alone * 5 >= of * 4 ? 2 : 0
  }
  const best = [...roles].sort((a, b) => rank(b) - rank(a))[0]
  if (best && rank(best) > 0) best.field = 'guide'
  const document = roles.find(({ column, field }) => column.head.meaning === 'document' && field === null)
  // Documents that are not kinds are named by their cells.
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
  const parts = roles.filter(({ column, isSaid }) => !isSaid && isPart(column.head.meaning))
  if (!hasHolder) for (const part of parts) part.field = 'holder'
  if (roles.some(({ field }) => field === 'holder')) {
    if (!hasHolder && roles.some(({ column }) => column.head.meaning === 'surname'))
      for (const role of roles) if (role.field === 'name' && !role.isSaid) role.field = 'holder'
    return
  }
  const isOfPeople = roles.some(
    ({ column, field, kind }) =>
      field === 'guide' ||
      (kind !== null && (field === 'expires' || field === 'number')) ||
      (column.isOfPerson && column.head.meaning !== 'name'),
  )
  const name = roles.find(({ field, isSaid }) => field === 'name' && !isSaid)
  // Names of documents are not people.
  const areKinds = name && name.column.kinds.any * 2 >= name.column.kinds.of && name.column.kinds.of > 0
  if (name && isOfPeople && !areKinds) name.field = 'holder'
}

const isPart = (meaning: Meaning | null): boolean => meaning === 'surname' || meaning === 'other-name'

function chooseCounters(roles: Role[]): void {
  for (const role of roles) {
    if (role.field !== 'number' || role.isSaid || !mayBeCounter(role.column.name)) continue
    const others = roles.some(
      other =>
        other !== role && other.field === 'number' && other.label === '' && !isSeriesName(other.column.name),
    )
    if (others || role.column.countsRows) role.field = null
  }
}

export function areParts(roles: readonly Role[]): boolean {
  return roles.every(
    ({ column, isSaid }) => isSaid || isPart(column.head.meaning) || column.head.meaning === 'name',
  )
}

export const labelKey = (label: string): string => columnKey(label)
