import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Column } from '../../register/card-row.ts'
import { columnKey, type Header, MAPPABLE, readHeader } from '../../register/header.ts'
import type { Key } from '../../register/row.ts'
import { printable } from '../../text/printable.ts'
import { askFor } from '../shared/ask.ts'

/** The options of `import`. */
export interface ImportOptions {
  dryRun?: boolean
  skipBad?: boolean
  update?: boolean
  by?: Key
  encoding?: string
  sheet?: string
  /** The line of the first head row; false: no row has names. */
  head?: string | boolean
  dates?: string[]
  map?: string[]
  kind?: string[]
  guide?: string
}

/** Names of columns that are more likely the last valid day than a birthday. */
const LIKE_EXPIRY = /expir|valid|until|\bend|срок|действ|оконч|исте[кч]|мерзім|дейін|期|截止/i

/**
 * Returns the meaning of every column; asks about unknown columns on a terminal, and refuses them elsewhere.
 * @param sample the first rows below the header
 */
export async function resolveHeader(
  names: readonly string[],
  sample: readonly string[][],
  { update, by, map: pairs }: ImportOptions,
  ctx: Context,
): Promise<Header> {
  const map = readMap(pairs ?? [])
  // A misspelled column would be ignored silently.
  const keys = new Set(names.map(columnKey))
  const stray = [...map.keys()].find(key => key !== '*' && !keys.has(key))
  if (stray !== undefined)
    throw new RenewError('import-no-such-column', {
      column: stray,
      columns: names.filter(name => name !== '').slice(0, 20),
    })
  let header = readHeader(names, map, sample)
  const isUnknown = header.fields.every(field => field === null)
  if (isUnknown && !ctx.io.canAsk)
    throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  // An update needs only a key.
  const needed: Column[] = update || by ? [by ?? 'name'] : ['name', 'expires']
  for (const name of header.unknown) {
    if (map.has('*')) break
    const needs = missingFields(header, needed)[0] ?? null
    const error = unknownColumnsError(header.unknown, needs)
    const question = ctx.words('import.ask-column', { column: printable(name), fields: MAPPABLE.join(', ') })
    const field = await askFor(
      question,
      error,
      answer => (answer.trim() === '*' ? '*' : readFieldName(answer.trim() || '-')),
      ctx,
    )
    if (field === '*') map.set('*', null)
    else map.set(columnKey(name), field)
  }
  header = readHeader(names, map, sample)
  const said = header.fields.filter(field => field !== null)
  const twice = said.find(
    (field, at) => said.indexOf(field) !== at && !(field === 'holder' && header.isHolderInParts),
  )
  if (twice !== undefined) {
    const columns = names.filter((_, at) => header.fields[at] === twice)
    throw new RenewError(
      'import-column-twice',
      twice === 'expires'
        ? { why: 'expires', field: twice, columns, second: columns[1]! }
        : { why: 'other', field: twice, columns },
    )
  }
  if (missingFields(header, needed).length > 0)
    throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  return header
}

/** @param missing a field that a card needs and no column has */
function unknownColumnsError(columns: readonly string[], missing: string | null): RenewError {
  if (missing === null) return new RenewError('import-columns-unknown', { why: 'needless', columns })
  const likely = (missing === 'expires' && columns.find(column => LIKE_EXPIRY.test(column))) || columns[0]!
  return new RenewError('import-columns-unknown', { why: 'needed', columns, likely, lacking: missing })
}

function missingFields({ fields, isNamedAfterHolder }: Header, needed: readonly Column[]): Column[] {
  return needed.filter(field => !fields.includes(field) && !(field === 'name' && isNamedAfterHolder))
}

/** Reads `--map "Column=field"`; `-` as the field ignores the column, `*` stands for every unknown column. */
function readMap(pairs: readonly string[]): Map<string, Column | null> {
  return new Map(
    pairs.map(pair => {
      const at = pair.lastIndexOf('=')
      if (at <= 0) throw new RenewError('pair-invalid', { value: pair })
      const column = pair.slice(0, at).trim()
      return [column === '*' ? '*' : columnKey(column), readFieldName(pair.slice(at + 1).trim())]
    }),
  )
}

function readFieldName(word: string): Column | null {
  if (word === '-') return null
  const field = MAPPABLE.find(one => one === word)
  if (!field) throw new RenewError('not-a-choice', { name: word, choices: [...MAPPABLE, '-'].join(', ') })
  return field
}
