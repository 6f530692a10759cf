import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Column } from '../../register/card-row.ts'
import type { Key } from '../../register/draft.ts'
import { columnKey, MAPPABLE } from '../../register/known-heads.ts'
import { type Header, readHeader } from '../../register/read-heads.ts'
import { printable } from '../../text/printable.ts'
import { askFor } from '../shared/ask.ts'

/** What `import` takes beside its file. */
export interface ImportOptions {
  dryRun?: boolean
  skipBad?: boolean
  update?: boolean
  by?: Key
  encoding?: string
  dates?: 'dmy' | 'mdy'
  map?: string[]
  kind?: string[]
  guide?: string
}

/** Heads that rather tell an end than a birthday. */
const LIKE_EXPIRY = /expir|valid|until|\bend|срок|действ|оконч|исте[кч]|мерзім|дейін|期|截止/i

/**
 * What every column stands for; what nobody knows is asked about on a terminal, and refused elsewhere.
 * @param sample the first rows below the heads
 */
export async function resolveHeader(
  names: readonly string[],
  sample: readonly string[][],
  { update, by, map: pairs }: ImportOptions,
  ctx: Context,
): Promise<Header> {
  const map = readMap(pairs ?? [])
  // A slip in a column's name would leave that column out, or the answer unheard.
  const keys = new Set(names.map(columnKey))
  const stray = [...map.keys()].find(key => key !== '*' && !keys.has(key))
  if (stray !== undefined)
    throw new RenewError('import-no-such-column', {
      column: stray,
      columns: names.filter(name => name !== '').slice(0, 20),
    })
  let heads = readHeader(names, map, sample)
  const isNothing = heads.fields.every(field => field === null)
  if (isNothing && !ctx.io.canAsk)
    throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  // To change cards, a key and anything else will do.
  const needed: Column[] = update || by ? [by ?? 'name'] : ['name', 'expires']
  for (const name of heads.unknown) {
    if (map.has('*')) break
    const lacking = missingFields(heads, needed)[0] ?? null
    const missing = unknownColumnsError(heads.unknown, lacking)
    const question = ctx.words('import.ask-column', { column: printable(name), fields: MAPPABLE.join(', ') })
    const field = await askFor(
      question,
      missing,
      answer => (answer.trim() === '*' ? '*' : readFieldName(answer.trim() || '-')),
      ctx,
    )
    if (field === '*') map.set('*', null)
    else map.set(columnKey(name), field)
  }
  heads = readHeader(names, map, sample)
  const said = heads.fields.filter(field => field !== null)
  const twice = said.find(
    (field, at) => said.indexOf(field) !== at && !(field === 'holder' && heads.isHolderInParts),
  )
  if (twice !== undefined) {
    const columns = names.filter((_, at) => heads.fields[at] === twice)
    throw new RenewError(
      'import-column-twice',
      twice === 'expires'
        ? { why: 'expires', field: twice, columns, second: columns[1]! }
        : { why: 'other', field: twice, columns },
    )
  }
  if (missingFields(heads, needed).length > 0)
    throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  return heads
}

/** @param lacking a field that a card needs and no column is */
function unknownColumnsError(columns: readonly string[], lacking: string | null): RenewError {
  if (lacking === null) return new RenewError('import-columns-unknown', { why: 'needless', columns })
  const likely = (lacking === 'expires' && columns.find(column => LIKE_EXPIRY.test(column))) || columns[0]!
  return new RenewError('import-columns-unknown', { why: 'needed', columns, likely, lacking })
}

function missingFields({ fields, isNamedAfterHolder }: Header, needed: readonly Column[]): Column[] {
  return needed.filter(field => !fields.includes(field) && !(field === 'name' && isNamedAfterHolder))
}

/** `--map "Column=field"`, with `-` for a column to leave out and `*` for all that nobody knows. */
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
