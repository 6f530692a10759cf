import type { Column } from '../cards/register/card-row.ts'
import { headKey, MAPPABLE } from '../cards/register/column-names.ts'
import type { Draft } from '../cards/register/draft.ts'
import { openTable } from '../cards/register/read-csv.ts'
import { type Heads, readHeads } from '../cards/register/read-heads.ts'
import { cardsInJson, looksLikeJson } from '../cards/register/read-json.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { printable } from '../views/printable.ts'
import type { ImportOptions } from './import.ts'
import { draftOfCard, draftOfRow } from './import-drafts.ts'
import { CellReader, type Taken } from './import-values.ts'

/** A register as it was read from a file. */
export interface Found {
  drafts: Draft[]
  taken: Taken
  /** The characters and the separator of a table; null for JSON. */
  encoding: string | null
  delimiter: string | null
  /** Whether rows are counted as lines of a table or as cards of a list. */
  place: 'line' | 'card'
  /** What the file calls a field. */
  headOf(field: string): string | null
}

/** Reads a whole file, CSV or JSON of ours; whatever is wrong with a row stays with that row. */
export async function readRegister(
  bytes: Buffer,
  options: ImportOptions,
  ctx: Context,
  progress: Progress,
): Promise<Found> {
  const reader = new CellReader(ctx, options.dates ?? null)
  const drafts: Draft[] = []
  const add = (draft: Draft) => {
    drafts.push(draft)
    progress.count(drafts.length)
  }
  if (looksLikeJson(bytes)) {
    for (const [at, card] of cardsInJson(bytes).entries()) add(await draftOfCard(card, at + 1, reader))
    return { drafts, taken: reader.taken, encoding: null, delimiter: null, place: 'card', headOf: () => null }
  }
  const { encoding, delimiter, heads: names, rows } = await openTable(bytes, options.encoding ?? null)
  const heads = await settledHeads(names, mapOf(options.map ?? []), options, ctx)
  for await (const row of rows)
    if (row.cells.some(cell => cell.trim() !== '')) add(await draftOfRow(row, heads, reader))
  const headOf = (field: string) => names[heads.fields.indexOf(field as Column)] ?? null
  return { drafts, taken: reader.taken, encoding, delimiter, place: 'line', headOf }
}

/** What every column stands for; what nobody knows is asked about on a terminal, and refused elsewhere. */
async function settledHeads(
  names: readonly string[],
  map: Map<string, Column | null>,
  { update, by }: ImportOptions,
  ctx: Context,
): Promise<Heads> {
  let heads = readHeads(names, map)
  const isNothing = heads.fields.every(field => field === null)
  if (isNothing && !ctx.io.canAsk)
    throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  for (const name of heads.unknown) {
    const missing = new RenewError('import-columns-unknown', { columns: heads.unknown })
    const question = ctx.text['import.ask-column']({ column: printable(name), fields: MAPPABLE.join(', ') })
    map.set(headKey(name), await ctx.ask.forValue(question, missing, answer => fieldIn(answer.trim() || '-')))
  }
  heads = readHeads(names, map)
  const said = heads.fields.filter(field => field !== null)
  const twice = said.find((field, at) => said.indexOf(field) !== at)
  if (twice !== undefined) {
    const columns = names.filter((_, at) => heads.fields[at] === twice)
    throw new RenewError('import-column-twice', { field: twice, columns })
  }
  // To change cards, a key and anything else will do.
  const needed: Column[] = update || by ? [by ?? 'name'] : ['name', 'expires']
  // Cards that are found by something else keep the names they have.
  const isCalledAfterHolder = heads.isCalledAfterHolder && needed.includes('name')
  const lacking = needed.filter(field => !said.includes(field) && !(field === 'name' && isCalledAfterHolder))
  if (lacking.length > 0) throw new RenewError('import-head', { found: names.slice(0, 10).join(', ') })
  return { ...heads, isCalledAfterHolder }
}

/** `--map "Column=field"`, with `-` for a column to leave out and `*` for all that nobody knows. */
function mapOf(pairs: readonly string[]): Map<string, Column | null> {
  return new Map(
    pairs.map(pair => {
      const at = pair.lastIndexOf('=')
      if (at <= 0) throw new RenewError('pair-invalid', { value: pair })
      const column = pair.slice(0, at).trim()
      return [column === '*' ? '*' : headKey(column), fieldIn(pair.slice(at + 1).trim())]
    }),
  )
}

function fieldIn(word: string): Column | null {
  if (word === '-') return null
  const field = MAPPABLE.find(one => one === word)
  if (!field) throw new RenewError('not-a-choice', { name: word, choices: [...MAPPABLE, '-'].join(', ') })
  return field
}
