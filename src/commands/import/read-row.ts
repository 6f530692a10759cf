import { nameKey } from '../../cards/card-name.ts'
import { NAME_LIMIT } from '../../cards/valid-name.ts'
import { isNoDateWord } from '../../dates/no-date-words.ts'
import type { Column } from '../../register/card-row.ts'
import { type DateCell, readDateCell } from '../../register/date-cell.ts'
import type { ListColumn } from '../../register/list-columns.ts'
import type { Proposal } from '../../register/proposal.ts'
import {
  type Draft,
  type NameParts,
  NO_DRAFT,
  type RowFault,
  Values,
  widthFaults,
} from '../../register/row.ts'
import type { Belonging, RowDocument } from '../../register/row-documents.ts'
import type { TableRow } from '../../register/table.ts'
import { cut } from '../../text/printable.ts'
import { maskedNumber } from '../shared/masked-number.ts'
import { expiryFromReadings, typedList } from '../shared/read-values.ts'
import type { CellReader } from './read-cell.ts'

interface ListReading {
  names: readonly string[]
  proposal: Proposal
  reader: CellReader
  guide: string | null
  titleOf(guide: string): string
}

const MOST_TELLING = 12

/** Reads the documents of a row of a list. An empty cell means "not given"; in a column of last valid days, "none". */
export async function readListRow({ line, cells }: TableRow, list: ListReading): Promise<Draft[]> {
  const { proposal, reader, names } = list
  const values = new Values({ fields: {}, faults: widthFaults(cells, names.length) })
  const cellAt = (index: number | null, field?: Column) =>
    index === null ? '' : plainCell(cells[index] ?? '', field)
  const take = async (index: number | null, field: Column, text: string) => {
    if (text !== '') await values.take(names[index!]!, field, () => reader.read(field, text, false))
  }
  const holder = proposal.people.map(index => cellAt(index)).filter(cell => cell !== '')
  await take(proposal.people[0] ?? null, 'holder', holder.join(' '))
  for (const { index, field } of proposal.others)
    if (field !== 'links') await take(index, field, cellAt(index, field))
  await take(proposal.name, 'name', cut(cellAt(proposal.name), NAME_LIMIT))
  const kindCell = cellAt(proposal.kind)
  await take(proposal.kind, 'guide', kindCell)
  const [named, kind] = [values.remove('name') ?? '', values.remove('guide')]
  const links = proposal.others.find(({ field }) => field === 'links')
  const row = { line, cells, values, kind, kindCell, named, links: links && typedList(cellAt(links.index)) }
  const drafts: Draft[] = []
  for (const document of proposal.documents) drafts.push(await documentOf(document, row, list))
  return drafts
}

interface ReadRow extends TableRow {
  values: Values
  kind: string | null
  kindCell: string
  named: string
  links: string[] | undefined
}

async function documentOf(document: RowDocument, row: ReadRow, list: ListReading): Promise<Draft> {
  const { proposal, reader, names } = list
  const { end } = document
  const values = new Values(row.values)
  const { fields, faults } = values
  const guide = document.kind ?? (document.isOfRow ? row.kind : null) ?? list.guide
  if (guide !== null) fields.guide = guide
  const cellAt = (index: number) => plainCell(row.cells[index] ?? '')
  const takeDate = (index: number, field: 'expires' | 'issued') => {
    const read = dateReader(proposal.roles[index]!.column, field)
    const rules = proposal.dates.find(({ column }) => column.index === index)?.rules
    return values.take(names[index]!, field, () => reader.readDate(cellAt(index), rules, read))
  }
  if (end !== null) await takeDate(end, 'expires')
  const belonging = (all: readonly Belonging[]) =>
    all.find(({ index, kind }) => (kind === null || kind === guide) && !isNothing(cellAt(index)))
  const [number, issued] = [belonging(document.numbers), belonging(document.issued)]
  if (number)
    await values.take(names[number.index]!, 'number', () =>
      reader.read('number', wholeNumber(number, row.cells), false),
    )
  const isNone = end !== null && fields.expires === undefined && faults.length === row.values.faults.length
  if (issued && !isNone) await takeDate(issued.index, 'issued')
  const earliest = fields.readings ? expiryFromReadings(fields) : null
  if (earliest) fields.expires = earliest.expires
  if (issued && !isNone) await values.take(names[issued.index]!, 'issued', () => reader.checkIssued(fields))
  const title = titleOf(document, row, fields, list)
  // Without a document, its kind does not matter.
  const isFault = ({ error }: RowFault) => !isNone || error.code !== 'import-kind-unknown'
  return {
    ...NO_DRAFT,
    ...{ line: row.line, column: end === null ? null : names[end]!, fields, title, links: row.links ?? null },
    faults: faults.filter(isFault),
    kind: guide === null && title && proposal.name !== null ? await reader.kindOf(title.base) : null,
    isNone: isNone && fields.expires === undefined,
    sameAs: () => `${end} ${row.cells.map(nameKey).join('\n')}`,
  }
}

/** Returns how the cells of a column are read. A month without a day does not tell the day of issue. */
function dateReader({ dates }: ListColumn, field: 'expires' | 'issued'): (text: string) => Promise<DateCell> {
  return async text => {
    const cell = await (dates?.read(text) ?? readDateCell(text))
    const isMonth = cell.is === 'date' && cell.needs.includes('month')
    return isMonth && field === 'issued' ? { is: 'none' } : cell
  }
}

function wholeNumber({ index, series }: Belonging, cells: readonly string[]): string {
  const number = plainCell(cells[index]!).replace(/^(\d+)\.0$/, '$1')
  const before = series === null ? '' : plainCell(cells[series] ?? '')
  return isNothing(before) || number.startsWith(before) ? number : `${before} ${number}`
}

const isNothing = (text: string): boolean => text === '' || isNoDateWord(text)

/** Says what the card of a document is named after; null: the row has neither a name nor a holder. */
function titleOf(
  { kind, label, end }: RowDocument,
  { cells, kindCell, named }: ReadRow,
  fields: Record<string, unknown>,
  { proposal, guide, names, titleOf }: ListReading,
): NameParts | null {
  const thing = proposal.thing === null ? '' : plainCell(cells[proposal.thing] ?? '')
  const base = named || (typeof fields.holder === 'string' ? fields.holder : thing)
  if (base === '') return null
  const isOnlyNumber = proposal.isNameChosen && !/\p{L}/u.test(base)
  const isSection = proposal.kind !== null && names[proposal.kind] === ''
  const wordOfRow = isSection && typeof fields.guide === 'string' ? titleOf(fields.guide) : kindCell
  const word = label || (kind !== null ? titleOf(kind) : wordOfRow || (guide !== null ? titleOf(guide) : ''))
  const isOnlyDocument = proposal.documents.length < 2
  const isOfHolder = named === ''
  const number = typeof fields.number === 'string' ? maskedNumber(fields.number) : ''
  const tells = proposal.telling.slice(0, MOST_TELLING).map(index => plainCell(cells[index] ?? ''))
  return {
    base: isOnlyNumber ? `${names[proposal.name!]} ${base}` : base,
    word:
      isOfHolder || !isOnlyDocument ? word || (isOnlyDocument || end === null ? null : names[end]!) : null,
    tells: [isOfHolder ? '' : word, number.replaceAll('•', '').length > 0 ? number : '', ...tells],
  }
}

/**
 * Returns the text of a cell of another program's table, with single blanks for blanks and line breaks; a note keeps
 * its lines. A dash is an empty cell.
 */
function plainCell(cell: string, field?: Column): string {
  const text = cell.replaceAll('\r\n', '\n').trim()
  if (/^[-\u2010-\u2015\u2212]+$/.test(text)) return ''
  return field === 'note' ? text : text.replace(/[\s\u00a0]+/g, ' ')
}
