import { isNoDateWord } from '../dates/no-date-words.ts'
import { kindKey } from '../guides/kinds.ts'
import type { HeaderReader } from './column-header.ts'
import type { Proposal } from './proposal.ts'
import { onlyText, type Table, type TableRow } from './table.ts'

/**
 * Returns the first row whose blank name seems to be that of the row above: cells that were merged, one document a row,
 * each of another kind. Null: no name is blank, or the list does not look so.
 */
export function rowNamedAbove(
  { people, kind, documents, isAsAbove, roles }: Proposal,
  rows: readonly TableRow[],
): TableRow | null {
  const [person] = people
  const end = documents[0]?.end ?? null
  if (people.length !== 1 || kind === null || end === null || documents.length > 1 || isAsAbove) return null
  if (roles[person!]!.isSaid) return null
  let first: TableRow | null = null
  let kinds: Set<string> | null = null
  for (const row of rows) {
    const [name = '', word = '', date = ''] = [person!, kind, end].map(index => row.cells[index]?.trim())
    if (word === '' || date === '' || isNoDateWord(date)) continue
    if (name !== '') kinds = new Set()
    if (kinds === null || kinds.has(kindKey(word))) {
      if (name === '') return null
    } else if (name === '') first ??= row
    kinds?.add(kindKey(word))
  }
  return first
}

/** Fills blank names with the one above. */
export function fillNames(rows: readonly TableRow[], person: number): void {
  let above = ''
  for (const { cells } of rows) {
    if ((cells[person] ?? '').trim() === '') cells[person] = above
    else above = cells[person]!
  }
}

export interface Sections {
  names: readonly string[]
  rows: readonly TableRow[]
}

/**
 * Gives the rows below a title a cell with that title, and leaves out the titles: kinds of documents, such as "Visas",
 * where tables stand one below the other in a sheet, and people above their documents.
 * @param holder what the column of people is called
 */
export function withSections(
  { header: { names }, title }: Table,
  rows: readonly TableRow[],
  headers: HeaderReader,
  holder: string,
): Sections {
  const isKind = (text: string) => text !== '' && headers.kindAlone(text) !== null
  const isWide = rows.some(({ cells }) => cells.slice(names.length).some(cell => cell.trim() !== ''))
  if (isWide) return { names, rows }
  const kinds = below({ names, rows }, row => isKind(onlyText(row.cells)), isKind(title) ? title : '', '')
  const isTitle = ({ cells }: TableRow) => onlyText(cells) !== '' && onlyText(cells) === cells[0]!.trim()
  return arePeople(kinds, isTitle, headers) ? below(kinds, isTitle, '', holder) : kinds
}

function below(
  { names, rows }: Sections,
  isTitle: (row: TableRow) => boolean,
  first: string,
  name: string,
): Sections {
  if (first === '' && !rows.some(isTitle)) return { names, rows }
  let section = first
  const found = rows.flatMap(row => {
    if (!isTitle(row)) {
      const own = names.map((_, at) => row.cells[at] ?? '')
      return [{ line: row.line, cells: [...own, section] }]
    }
    section = onlyText(row.cells)
    return []
  })
  return { names: [...names, name], rows: found }
}

/** Whether titles are people: nothing else names any, and the rows below each of them are kinds of documents. */
function arePeople(
  { names, rows }: Sections,
  isTitle: (row: TableRow) => boolean,
  headers: HeaderReader,
): boolean {
  const isNamed = names.some(name => ['holder', 'name', 'surname'].includes(headers.read(name).meaning ?? ''))
  const isTitleAt = rows.map(isTitle)
  if (isNamed || !isTitleAt[0] || isTitleAt.at(-1)) return false
  if (isTitleAt.some((is, at) => is && isTitleAt[at + 1])) return false
  const own = rows.filter((_, at) => !isTitleAt[at])
  return own.every(({ cells }) => cells.some(cell => headers.kindAlone(cell) !== null))
}
