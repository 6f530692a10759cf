import { RenewError } from '../errors.ts'
import { kindKey } from '../guides/kinds.ts'
import type { Column } from './card-row.ts'
import { columnKey, fieldNamed, isOfDocument, MAPPABLE } from './column-header.ts'
import { bothRules, type DateRules, NO_RULES, readDateRules } from './date-rules.ts'

/** What the user says of a column: its field and the guide of its document; `field` null: it is left out. */
export interface SaidColumn {
  field: Column | null
  kind: string | null
  /** Whether a blank cell means the same as the one above, as in merged cells. */
  isAsAbove?: boolean
}

export interface Declarations {
  columns: ReadonlyMap<number, SaidColumn>
  /** By `kindKey` of the word in the list; `*` is every other word. */
  kinds: ReadonlyMap<string, string>
  /** The guide of rows that name none; null: not given. */
  guide: string | null
  datesOf(index: number): DateRules
  /** Whether existing cards are updated: then no column needs to be the last valid day. */
  isUpdate: boolean
}

function columnIndex(typed: string, names: readonly string[]): number {
  const place = Number(/^#(\d+)$/.exec(typed)?.[1])
  if (place >= 1 && place <= names.length) return place - 1
  const exact = names.indexOf(typed)
  if (exact >= 0) return exact
  const alike = names.findIndex(name => name !== '' && columnKey(name) === columnKey(typed))
  if (alike >= 0) return alike
  const columns = names.filter(name => name !== '').slice(0, 20)
  throw new RenewError('import-no-such-column', { column: typed, columns })
}

interface MapWords {
  findGuide(typed: string): Promise<string>
  fieldName(field: Column): string
}

/**
 * Reads `--map "Column=field"`, `"Column=expires:visa"`, `"Column=-"`. `*=-` is accepted: columns of unknown meaning
 * without dates are left out in any case.
 */
export async function readMap(
  pairs: readonly string[],
  names: readonly string[],
  words: MapWords,
): Promise<Map<number, SaidColumn>> {
  const columns = new Map<number, SaidColumn>()
  for (const pair of pairs) {
    const [column, word] = splitPair(pair)
    if (column === '*' && word === '-') continue
    columns.set(columnIndex(column, names), await readField(word, words))
  }
  return columns
}

async function readField(word: string, { findGuide, fieldName }: MapWords): Promise<SaidColumn> {
  if (word === '-') return { field: null, kind: null }
  const [name = '', kind] = word.split(/:(.*)/s)
  const field = fieldNamed(name)
  if (field === 'holder' && kind === 'above') return { field, kind: null, isAsAbove: true }
  if (field && (kind === undefined || isOfDocument(field)))
    return { field, kind: kind ? await findGuide(kind) : null }
  const withKinds = [`${fieldName('expires')}:visa`, `${fieldName('holder')}:above`]
  throw new RenewError('not-a-choice', {
    name: word,
    choices: [...MAPPABLE.map(fieldName), '-', ...withKinds],
  })
}

/** Reads `--kind "word=guide"`; `*` stands for every unknown word. */
export function readKinds(pairs: readonly string[]): Map<string, string> {
  return new Map(pairs.map(splitPair).map(([word, guide]) => [kindKey(word), guide]))
}

function splitPair(pair: string): [before: string, after: string] {
  const at = pair.lastIndexOf('=')
  if (at <= 0) throw new RenewError('pair-invalid', { value: pair })
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
}

export function readDates(values: readonly string[], names: readonly string[]): Declarations['datesOf'] {
  let all = NO_RULES
  const own = new Map<number, DateRules>()
  for (const value of values) {
    const at = value.lastIndexOf('=')
    const rules = readDateRules(value.slice(at + 1), value)
    const index = at < 0 ? null : columnIndex(value.slice(0, at).trim(), names)
    if (index === null) all = bothRules(all, rules)
    else own.set(index, bothRules(own.get(index) ?? NO_RULES, rules))
  }
  return index => bothRules(all, own.get(index) ?? NO_RULES)
}
