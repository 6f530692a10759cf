import { newCard } from '../../cards/card.ts'
import { cardFault } from '../../cards/check-cards.ts'
import { RenewError } from '../../errors.ts'
import {
  type CardRow,
  type Column,
  completeRest,
  isColumn,
  REST,
  rowOf,
  unescapeFormula,
} from '../../register/card-row.ts'
import { isTooDeep, objectInJson } from '../../register/read-json.ts'
import { type Draft, NO_DRAFT, type RowFault, Values, widthFaults } from '../../register/row.ts'
import type { TableRow } from '../../register/table.ts'
import { readLine } from '../shared/fields.ts'
import { typedList } from '../shared/read-values.ts'
import type { CellReader } from './read-cell.ts'

/** Reads a row of a file that `renew` wrote. An empty cell means "none". */
export function readOwnRow(
  { line, cells }: TableRow,
  columns: readonly (Column | typeof REST | null)[],
  reader: CellReader,
): Promise<Draft> {
  const row: CardRow = { cells: {}, rest: {} }
  const faults = widthFaults(cells, columns.length)
  for (const [at, column] of columns.entries()) {
    const text = (cells[at] ?? '').replaceAll('\r\n', '\n')
    if (column === REST) {
      const rest = objectInJson(text)
      if (rest) row.rest = completeRest(rest)
      else
        faults.push({ column: REST, error: new RenewError('import-value', { field: REST, problem: 'JSON' }) })
    } else if (column !== null) row.cells[column] = unescapeFormula(text)
  }
  // The cell is empty because the value could not be written as text.
  for (const key of Object.keys(row.rest)) if (isColumn(key)) delete row.cells[key]
  return readRow(line, row, faults, reader)
}

/** Reads a card of a JSON list. A missing key means "not given", `null` means "none". */
export function readJsonCard(value: unknown, line: number, reader: CellReader): Promise<Draft> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const fault = isObject ? shapeFault(value) : new RenewError('import-value', { field: '', problem: '{…}' })
  if (!isObject || fault)
    return readRow(line, { cells: {}, rest: {} }, [{ column: null, error: fault! }], reader)
  const { cells, rest } = rowOf(value)
  return readRow(line, { cells, rest: completeRest(rest, key => Object.hasOwn(value, key)) }, [], reader)
}

const BLANK = newCard({ id: 'blank', name: 'blank', guide: 'generic', expires: null }, '')

function shapeFault(values: object): RenewError | null {
  if (isTooDeep(values)) return new RenewError('import-value', { field: '', problem: '{{{…' })
  const fault = cardFault({ ...BLANK, ...values }, 0)
  return fault && new RenewError('import-value', { field: fault.field, problem: fault.problem })
}

async function readRow(
  line: number,
  { cells, rest }: CardRow,
  faults: readonly RowFault[],
  reader: CellReader,
): Promise<Draft> {
  const values = new Values({ fields: {}, faults })
  // An unknown guide is kept only with what it last said, or the card's dates are unknown.
  const keeps = (column: Column) => column !== 'guide' || rest.resolved != null
  const others: Record<string, unknown> = {}
  const links = cells.links === undefined ? null : typedList(cells.links)
  for (const [column, text] of Object.entries(cells) as [Column, string][])
    if (column !== 'links') await values.take(column, column, () => reader.read(column, text, keeps(column)))
  const fault = Object.keys(rest).length > 0 ? shapeFault(rest) : null
  if (fault) values.faults.push({ column: REST, error: fault })
  else
    for (const [key, value] of Object.entries(rest)) {
      if (!isColumn(key)) others[key] = value
      else if (typeof value === 'string' && value.trim() !== '')
        await values.take(key, key, () => reader.read(key, value, keeps(key)))
      else if (key === 'tags') await values.take(key, key, () => (value as string[]).map(readLine))
      else values.fields[key] = value
    }
  const id = values.remove('id')
  return { ...NO_DRAFT, ...values, line, links, rest: others, isOurs: true, id }
}
