import { NAME_LIMIT, newCard } from '../../cards/card.ts'
import { cardFault } from '../../cards/check-cards.ts'
import { RenewError } from '../../errors.ts'
import { type Column, completeRest, isColumn, REST, rowOf, unescapeFormula } from '../../register/card-row.ts'
import type { Header } from '../../register/header.ts'
import { isTooDeep, objectInJson } from '../../register/read-json.ts'
import type { Draft, RowFault } from '../../register/row.ts'
import type { TableRow } from '../../register/table.ts'
import { earliestReading, readLine, typedList } from '../shared/fields.ts'
import type { CellReader } from './read-cell.ts'

/** The values of one row, before they are checked. */
interface RawRow {
  line: number
  cells: Partial<Record<Column, string>>
  rest: Record<string, unknown>
  title: string | null
  isOurs: boolean
}

/** Reads a row of a table. An empty cell means "none" in a file that `renew` wrote, else "not given". */
export function readTableRow({ line, cells }: TableRow, header: Header, reader: CellReader): Promise<Draft> {
  const { fields, isOurs } = header
  const raw: RawRow = { line, cells: {}, rest: {}, title: null, isOurs }
  const faults: RowFault[] = []
  if (cells.slice(fields.length).some(cell => cell.trim() !== ''))
    faults.push({
      column: null,
      error: new RenewError('import-cells', { cells: cells.length, heads: fields.length }),
    })
  for (const [at, field] of fields.entries()) {
    const text = isOurs ? (cells[at] ?? '').replaceAll('\r\n', '\n') : plainCell(cells[at] ?? '', field)
    if (field === REST) {
      const rest = objectInJson(text)
      if (rest) raw.rest = completeRest(rest)
      else
        faults.push({ column: REST, error: new RenewError('import-value', { field: REST, problem: 'JSON' }) })
    } else if (field === 'holder' && raw.cells.holder !== undefined && text !== '')
      raw.cells.holder += ` ${text}`
    else if (field !== null && (isOurs || text !== ''))
      raw.cells[field] = isOurs ? unescapeFormula(text) : text
  }
  if (header.isNamedAfterHolder) raw.title = nameAfterHolder(raw.cells)
  // The cell is empty because the value could not be written as text.
  for (const key of Object.keys(raw.rest)) if (isColumn(key)) delete raw.cells[key]
  return readRow(raw, faults, reader)
}

/**
 * Returns the text of a cell of another program's table, with single blanks for blanks and line breaks; a note keeps its
 * lines. A dash is an empty cell.
 */
function plainCell(cell: string, field: Column | typeof REST | null): string {
  const text = cell.replaceAll('\r\n', '\n').trim()
  if (/^[-\u2010-\u2015\u2212]+$/.test(text)) return ''
  return field === 'note' ? text : text.replace(/[\s\u00a0]+/g, ' ')
}

/** Names a card after its holder, and its kind of document if the row has one: a person has several. */
function nameAfterHolder({ holder, guide }: RawRow['cells']): string | null {
  if (holder === undefined) return null
  const both = guide === undefined ? holder : `${holder}, ${guide}`
  return [...both].length > NAME_LIMIT ? holder : both
}

/** Reads a card of a JSON list. A missing key means "not given", `null` means "none". */
export function readJsonCard(value: unknown, line: number, reader: CellReader): Promise<Draft> {
  const raw: RawRow = { line, cells: {}, rest: {}, title: null, isOurs: true }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const fault = isObject ? shapeFault(value) : new RenewError('import-value', { field: '', problem: '{…}' })
  if (isObject && !fault) {
    const { cells, rest } = rowOf(value)
    Object.assign(raw, { cells, rest: completeRest(rest, key => Object.hasOwn(value, key)) })
  }
  return readRow(raw, fault ? [{ column: null, error: fault }] : [], reader)
}

const BLANK = newCard({ id: 'blank', name: 'blank', guide: 'generic', expires: null }, '')

/** Checks JSON values against the schema of stored cards. */
function shapeFault(values: object): RenewError | null {
  if (isTooDeep(values)) return new RenewError('import-value', { field: '', problem: '{{{…' })
  const fault = cardFault({ ...BLANK, ...values }, 0)
  return fault && new RenewError('import-value', { field: fault.field, problem: fault.problem })
}

async function readRow(
  { line, cells, rest, title, isOurs }: RawRow,
  faults: RowFault[],
  reader: CellReader,
): Promise<Draft> {
  const fields: Record<string, unknown> = {}
  // An unknown guide is kept only with what it last said, or the card's dates are unknown.
  const keeps = (column: Column) => isOurs && (column !== 'guide' || rest.resolved != null)
  const others: Record<string, unknown> = {}
  const links = cells.links === undefined ? null : typedList(cells.links)
  const attempt = async (column: string, read: () => unknown) => {
    try {
      fields[column] = await read()
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      faults.push({ column, error })
    }
  }
  for (const [column, text] of Object.entries(cells) as [Column, string][])
    if (column !== 'links') await attempt(column, () => reader.read(column, text, keeps(column)))
  const fault = Object.keys(rest).length > 0 ? shapeFault(rest) : null
  if (fault) faults.push({ column: REST, error: fault })
  else
    for (const [key, value] of Object.entries(rest)) {
      if (!isColumn(key)) others[key] = value
      else if (typeof value === 'string' && value.trim() !== '')
        await attempt(key, () => reader.read(key, value, keeps(key)))
      else if (key === 'tags') await attempt(key, () => (value as string[]).map(readLine))
      else fields[key] = value
    }
  if (!isOurs) Object.assign(fields, earliestExpiry(fields))
  const { id = null, ...said } = fields as { id?: string; name?: string }
  const kind = isOurs || said.name === undefined ? null : await reader.kindOf(said.name)
  return { line, fields: said, title, kind, links, rest: others, isOurs, id, freshId: '', faults }
}

function earliestExpiry(fields: Record<string, unknown>): { expires: string } | null {
  const earliest = fields.readings ? earliestReading(fields) : null
  return earliest && { expires: earliest.expires }
}
